"""The addresses of critics, publications and their reviews."""

from django.urls import path

from reviews import views

urlpatterns = [
    path("films/<slug:slug>/reviews/", views.film_reviews, name="film_reviews"),
    path("critics/", views.critic_list, name="critics"),
    path("critics/<slug:slug>/", views.critic_page, name="critic"),
    path("publications/", views.publication_list, name="publications"),
    path("publications/<slug:slug>/", views.publication_page, name="publication"),
]
