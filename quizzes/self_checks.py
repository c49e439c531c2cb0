"""The questions to check oneself by: what a section says, and what a good answer touches.

Never graded and never recorded, so everybody who may read the lesson sees their points at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from lessons.models import Edition
from people import site
from quizzes.models import ItemPlace
from quizzes.showing import Reader


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One question, in the reader's script."""

    stem: str
    points: tuple[str, ...]


def self_checks(edition: Edition, reader: Reader) -> list[SelfCheck]:
    """Those of the edition, in the order of its text; 1 query."""
    is_held = site.value("quiz_review_policy") == "hold"
    places = ItemPlace.objects.self_checks(edition, is_held=is_held)
    return [
        SelfCheck(reader.words(place.item.stem), tuple(map(reader.words, place.item.checklist)))
        for place in places
    ]
