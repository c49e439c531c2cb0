"""Headings with their children: what a part of the lesson is made of."""

from __future__ import annotations

from lessons.importing.outline import Span
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson


def find(lesson: Lesson) -> list[Found]:
    found = []
    for section in lesson.outline.sections:
        if not section.heading:
            continue
        children: list[Span] = [
            span for child in lesson.children(section.id) if (span := lesson.heading_span(child.id))
        ]
        own = lesson.heading_span(section.id)
        if own and len(children) >= 2:
            found.append(
                Found(
                    "headings",
                    section.id,
                    own[0],
                    own[1],
                    spans={"heading": own},
                    members=tuple(children),
                )
            )
    return found
