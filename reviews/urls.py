"""The addresses of critics, publications and their reviews."""

from django.urls import path

from reviews import views

urlpatterns = [
    path("films/<slug:slug>/reviews/", views.film_reviews, name="film_reviews"),
    path("films/<slug:slug>/reviews/feed/", views.film_feed, name="film_feed"),
    path("reviews/feed/", views.reviews_feed, name="reviews_feed"),
    path("critics/", views.critic_list, name="critics"),
    path("critics/<slug:slug>/", views.critic_page, name="critic"),
    path("critics/<slug:slug>/feed/", views.critic_feed, name="critic_feed"),
    path("publications/", views.publication_list, name="publications"),
    path("publications/<slug:slug>/", views.publication_page, name="publication"),
    path("publications/<slug:slug>/feed/", views.publication_feed, name="publication_feed"),
    path("corrections/", views.correction_list, name="corrections"),
    path("about/reviews/", views.about_reviews, name="about_reviews"),
]
