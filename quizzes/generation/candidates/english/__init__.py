"""Makers for English lessons; tables, sources and discussion questions are asked as in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.english import (
    cases,
    contrasts,
    definitions,
    figures,
    limits,
    lists,
    roles,
    steps,
)

_MAKERS = (cases, contrasts, definitions, figures, limits, lists, roles, steps)


def make(material: Material) -> Iterator[Draft]:
    for maker in _MAKERS:
        yield from maker.make(material)
