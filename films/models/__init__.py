"""What a film is, and where it can be watched."""

from films.models.address import FormerAddress
from films.models.apart import Apart
from films.models.film import Film
from films.models.genre import FilmGenre, Genre
from films.models.merge import Merge
from films.models.offer import Offer, Provider
from films.models.person import Credit, Person
from films.models.title import AlternativeTitle, ExternalId

__all__ = [
    "AlternativeTitle",
    "Apart",
    "Credit",
    "ExternalId",
    "Film",
    "FilmGenre",
    "FormerAddress",
    "Genre",
    "Merge",
    "Offer",
    "Person",
    "Provider",
]
