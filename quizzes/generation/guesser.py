"""A test-wise guesser that never saw the lesson: it marks what generators must not reward.

It looks at single questions only: longest option, most words shared with the stem, most like the
other options; ties are shared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.generation.filters.similarity import likeness, pieces
from quizzes.generation.quiz import Item

_WEIGHTS = {"length": 0.4, "echo": 1.0, "convergence": 0.5}


@dataclass(frozen=True, slots=True)
class Guess:
    """How often guessing hits the key, against blind chance."""

    items: int
    hits: float
    chance: float

    @property
    def rate(self) -> float:
        return self.hits / self.items if self.items else 0.0

    @property
    def expected(self) -> float:
        return self.chance / self.items if self.items else 0.0

    @property
    def standard_error(self) -> float:
        if not self.items:
            return 0.0
        return math.sqrt(self.expected * (1 - self.expected) / self.items)

    @property
    def is_fair(self) -> bool:
        """At most five points and one standard error above chance."""
        return self.rate <= self.expected + 0.05 + self.standard_error


def guess(items: Iterable[Item]) -> Guess:
    count, hits, chance = 0, 0.0, 0.0
    for item in items:
        if item.kind != "single" or len(item.options) < 2:
            continue
        scores = _scores(item.stem, [option.text for option in item.options])
        best = max(scores)
        favourites = [
            option for option, score in zip(item.options, scores, strict=True)
            if best - score < 1e-9
        ]  # fmt: skip
        hits += sum(option.key for option in favourites) / len(favourites)
        chance += 1 / len(item.options)
        count += 1
    return Guess(count, hits, chance)


def _scores(stem: str, options: Sequence[str]) -> list[float]:
    words = pieces(stem)
    length = _standardised([float(len(option)) for option in options])
    echo = _standardised([float(len(pieces(option) & words)) for option in options])
    convergence = _standardised(
        [
            sum(likeness(option, other) for j, other in enumerate(options) if j != i)
            for i, option in enumerate(options)
        ]
    )
    return [
        _WEIGHTS["length"] * a + _WEIGHTS["echo"] * b + _WEIGHTS["convergence"] * c
        for a, b, c in zip(length, echo, convergence, strict=True)
    ]


def _standardised(values: list[float]) -> list[float]:
    mean = sum(values) / len(values)
    deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    if deviation < 1e-9:
        return [0.0] * len(values)
    return [(value - mean) / deviation for value in values]
