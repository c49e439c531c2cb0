"""What a fact finder hands on: a typed fact with the spans of its parts.

Only values and their identity; patterns stand in the modules beside, one per kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.lesson import Lesson
from quizzes.generation.quiz import Fact


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of the lesson; `spans` names its parts, facts of one `group` are siblings."""

    kind: str
    section: str
    start: int
    end: int
    form: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)
    members: tuple[Span, ...] = ()
    details: tuple[Span, ...] = ()
    group: int = -1  # offset the siblings share; -1: none
    open_list: bool = False
    said_in: Span | None = None  # words that tell it from the like: 五年 is said of many terms

    def id(self, lesson: Lesson) -> str:
        """Stable across editions as long as kind and words stay the same."""
        place = (self.kind, self.start, self.end)
        known = lesson.fact_ids.get(place)
        if known is None:
            start, end = self.said_in or (self.start, self.end)
            words = fold(lesson.text[start:end])
            known = "f" + hashlib.sha256(f"{self.kind}|{words}".encode()).hexdigest()[:12]
            lesson.fact_ids[place] = known
        return known

    def public(self, lesson: Lesson) -> Fact:
        return Fact(self.id(lesson), self.kind, self.section, self.start, self.end, self.open_list)
