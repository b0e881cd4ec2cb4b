"""What critics say, and who curates it."""

from reviews.models.aggregator import Aggregator, AggregatorScore
from reviews.models.changes import CHANGES, Change
from reviews.models.correction import Correction
from reviews.models.critic import Critic, OtherName, Publication
from reviews.models.review import CriticReview
from reviews.models.tally import CriticTally

__all__ = [
    "CHANGES",
    "Aggregator",
    "AggregatorScore",
    "Change",
    "Correction",
    "Critic",
    "CriticReview",
    "CriticTally",
    "OtherName",
    "Publication",
]
