"""Chance that comes out the same on every machine and every Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A row of numbers that follows from the words it is seeded with.

    Not `random.Random`: only its `random()` is promised to stay the same between versions.
    """

    def __init__(self, *seed: str) -> None:
        self._seed = "\x1f".join(seed).encode("utf-8", "surrogatepass")
        self._drawn = 0

    def unit(self) -> float:
        """A number from 0 up to, but not, 1."""
        self._drawn += 1
        digest = sha256(self._seed + self._drawn.to_bytes(4, "big")).digest()
        return int.from_bytes(digest[:6], "big") / (1 << 48)

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.unit() * (high - low + 1))

    def yes(self, share: float = 0.5) -> bool:
        """True in `share` of the cases."""
        return self.unit() < share

    def sign(self) -> int:
        """1 or -1."""
        return 1 if self.yes() else -1

    def pick(self, things: Sequence[T]) -> T:
        """One of `things`, each as likely as the others."""
        return things[int(self.unit() * len(things))]

    def weigh(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as likely as its weight; weights below or at nought never."""
        point = self.unit() * sum(weight for weight in weights.values() if weight > 0)
        last: T | None = None
        for thing, weight in weights.items():
            if weight <= 0:
                continue
            last = thing
            point -= weight
            if point < 0:
                return thing
        if last is None:
            raise ValueError("nothing to choose from")
        return last

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of `things` in another order."""
        left = list(things)
        return [left.pop(int(self.unit() * len(left))) for _ in range(len(left))]
