"""Plain reasons why a lesson gave few questions or none."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.generation.candidates.draft import Material
from quizzes.generation.quiz import Coverage, Item

_FEW = 10
_THIN = 150


def notes_on(material: Material, items: Sequence[Item], coverage: Coverage) -> tuple[str, ...]:
    lesson, say = material.lesson, material.words.say
    graded = [item for item in items if item.kind != "short"]
    notes = []
    if not lesson.sentences and not lesson.tables:
        notes.append(say("headings_only" if lesson.outline.sections else "no_sections"))
    elif not graded:
        notes.append(say("thin" if lesson.size < _THIN else "no_facts"))
    elif len(graded) < _FEW:
        notes.append(say("few", count=str(len(graded))))
    if graded and coverage.uncovered:
        notes.append(say("uncovered", count=str(len(coverage.uncovered))))
    if lesson.outline.damage:
        notes.append(say("damage", count=str(len(lesson.outline.damage))))
    return tuple(notes)
