"""What critics say, and who curates it."""

from reviews.models.aggregator import Aggregator, AggregatorScore
from reviews.models.correction import Correction
from reviews.models.critic import Critic, OtherName, Publication
from reviews.models.review import CriticReview
from reviews.models.tally import CriticTally

__all__ = [
    "Aggregator",
    "AggregatorScore",
    "Correction",
    "Critic",
    "CriticReview",
    "CriticTally",
    "OtherName",
    "Publication",
]
