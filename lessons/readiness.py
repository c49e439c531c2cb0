"""What is still open before a draft is published: damage nobody decided about, nothing to discuss,
a lesson that is already there. Reads only; what makes publishing impossible is in the service."""

from __future__ import annotations

from dataclasses import dataclass, field

from lessons.desk import Repair, repairs_of
from lessons.importing.outline import Outline
from lessons.models import Draft, Lesson
from lessons.services.drafts import outline_of
from lessons.words import warning_words

_MOST_ALIKE = 5
# Said in words of their own on the page that asks.
_SAID = frozenset({"no_headings", "no_prompts", "title_inferred"})


@dataclass(frozen=True, slots=True)
class Readiness:
    open_repairs: list[Repair] = field(default_factory=list)
    has_headings: bool = True
    has_prompts: bool = True
    alike: list[Lesson] = field(default_factory=list)  # with `is_same_file`
    warnings: list[str] = field(default_factory=list)  # in words; nobody is asked because of them

    @property
    def asks(self) -> bool:
        is_complete = self.has_headings and self.has_prompts
        return bool(self.open_repairs or self.alike) or not is_complete


def readiness_of(draft: Draft) -> Readiness:
    """Costs 1 query, for the lessons that look like this one; a published draft asks nothing."""
    if draft.edition_id is not None:
        return Readiness()
    outline = outline_of(draft)
    return Readiness(
        open_repairs=[each for each in repairs_of(outline, draft.left) if not each.is_left],
        has_headings=any(section.heading for section in outline.sections),
        has_prompts=bool(outline.prompts),
        alike=alike(draft),
        warnings=_others(outline),
    )


def alike(draft: Draft) -> list[Lesson]:
    """Published lessons of the same title or file, unless the draft has a lesson; 1 query."""
    if draft.lesson_id is not None or draft.edition_id is not None:
        return []
    return list(Lesson.objects.like(draft.title, draft.upload.sha256)[:_MOST_ALIKE])


def _others(outline: Outline) -> list[str]:
    return [warning_words(w) for w in outline.warnings if w.code not in _SAID]
