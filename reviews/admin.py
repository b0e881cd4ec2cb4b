"""Where Django looks for the desks of reviews; each stands in a file of its own."""

from reviews.desks import aggregator, correction, critic, review

__all__ = ["aggregator", "correction", "critic", "review"]
