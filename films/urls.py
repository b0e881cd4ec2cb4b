"""The addresses of films and of who made them."""

from django.urls import path

from films import views

urlpatterns = [
    path("films/", views.film_list, name="films"),
    path("films/<slug:slug>/", views.film_page, name="film"),
    path("films/<slug:slug>/scores/", views.film_scores, name="film_scores"),
    path("films/<slug:slug>/poster-<slug:fingerprint>.svg", views.poster, name="poster"),
    path("people/<slug:slug>/", views.person_page, name="person"),
]
