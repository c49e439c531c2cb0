"""Writes what a learner has read and where they stopped, and finds the way back there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lessons.models import ReadingMark, ReadingPosition, Section
from people.models import User

LAST_PARAGRAPH = 32_767  # what the column holds


@dataclass(frozen=True)
class Place:
    """A page of the lesson's current edition, and the paragraph of it, from 0."""

    lesson_id: int
    page_number: int
    paragraph: int = 0

    @property
    def url(self) -> str:
        address = reverse("lessons:page-detail", args=[self.lesson_id, self.page_number])
        return f"{address}#p{self.paragraph}" if self.paragraph else address


def mark_page(learner: User, page: Section, *, via: str, now: dt.datetime) -> bool:
    """Marks a page as read; False when it was already. `page` is the section that opens it.

    The mark is for the words of that very edition. Safe to repeat and to race: the first stays.
    """
    mark = ReadingMark(
        learner=learner,
        lesson_id=page.edition.lesson_id,
        section_key=page.key,
        text_hash=page.page_hash,
        made_at=now,
        via=via,
    )
    before = ReadingMark.objects.of(learner).filter(
        lesson=mark.lesson_id, section_key=page.key, text_hash__in=page.page_hashes
    )
    if before.exists():
        return False
    ReadingMark.objects.bulk_create([mark], ignore_conflicts=True)
    return True


def save_position(learner: User, page: Section, *, paragraph: int = 0, now: dt.datetime) -> None:
    """Keeps where the learner is in the lesson; `paragraph` counts from 0 on the page."""
    kept = ReadingPosition(
        learner=learner,
        lesson_id=page.edition.lesson_id,
        section_key=page.key,
        paragraph=max(0, min(paragraph, LAST_PARAGRAPH)),
        changed_at=now,
    )
    ReadingPosition.objects.bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=["learner", "lesson"],
        update_fields=["section_key", "paragraph", "changed_at"],
    )


def visit_page(learner: User, page: Section, *, now: dt.datetime) -> Place | None:
    """Keeps that the learner opened this page; the place further down it they had reached, if any.

    Costs 1 query, 2 when the page is another than the kept one.
    """
    kept = ReadingPosition.objects.of(learner).filter(lesson=page.edition.lesson_id).first()
    if kept is None or kept.section_key != page.key:
        save_position(learner, page, now=now)
        return None
    if not kept.paragraph:
        return None
    return Place(page.edition.lesson_id, page.page_number or 1, kept.paragraph)


def resume_place(learner: User, lesson_id: int, sections: Iterable[Section]) -> Place | None:
    """Where the learner goes on reading; None in a lesson without pages. Costs 1 query.

    The kept place; where the current edition no longer has that page, or there is none, the first
    page not read yet, else page 1. `sections` are the edition's, as `with_reading` gives them.
    """
    kept = ReadingPosition.objects.of(learner).filter(lesson=lesson_id).with_page().first()
    if kept is not None and kept.page_number is not None:
        return Place(lesson_id, kept.page_number, kept.paragraph)
    pages: list[Any] = [section for section in sections if section.page_number]
    chosen = next((page for page in pages if not page.is_read), pages[0] if pages else None)
    return Place(lesson_id, chosen.page_number) if chosen else None
