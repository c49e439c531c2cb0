"""Facts of English lessons: one finder per kind, as for Chinese, and all of them together."""

from __future__ import annotations

from quizzes.generation.facts.english import (
    conditions,
    contrasts,
    definitions,
    figures,
    lists,
    pairs,
    roles,
    sources,
    steps,
)
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_FINDERS = (conditions, contrasts, definitions, figures, lists, pairs, roles, sources)


def find(lesson: Lesson) -> list[Found]:
    found = [
        fact for sentence in lesson.sentences for finder in _FINDERS
        for fact in finder.find(lesson, sentence)
    ]  # fmt: skip
    return found + steps.find(lesson)
