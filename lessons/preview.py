"""A draft as its readers would see it: the reader's own pages, made without writing anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from common.scripts import shown_lang
from lessons.contents import Contents, listing
from lessons.models import Draft, Edition, Lesson, Section
from lessons.reader import ReaderPage
from lessons.rendering import Reader, Span, page, pictures_between, shown
from lessons.services.publishing import edition_of
from lessons.services.sections import outline_sections, section_rows


def unsaved_sections(edition: Edition) -> list[Section]:
    """The rows publication would write, numbered from 1 and with their parents."""
    rows = section_rows(edition, None)
    by_id = {}
    for number, row in enumerate(rows, 1):
        row.pk = number
        by_id[row.outline_id] = row
    for row, section in zip(rows, outline_sections(edition.outline), strict=True):
        row.parent = by_id[section.parent] if section.parent else None
    return rows


@dataclass
class PreviewPage(ReaderPage):
    """A page of an edition that is not written; addresses lead to other pages of the preview."""

    draft_id: int = 0

    def show(self, wanted: str, span: Span | None = None) -> None:
        edition, opener = self.edition, self.opener
        self.wanted = wanted
        start = 0 if self.number == 1 else opener.page_start or 0
        places = edition.outline.get("pictures", [])
        pictures = pictures_between(edition, places, start, self.contents.next_start(self.number))
        reader = Reader(edition.text, edition.script, wanted, (span,) if span else ())
        self.text = page(reader, self.contents.sections, opener, pictures)

    @property
    def listing(self) -> SafeString:
        return listing(
            self.contents.entries,
            here=self.number,
            address=self.url_of,
            show=lambda words: shown(words, self.edition.script, self.wanted),
            lang=shown_lang(source=self.edition.script, wanted=self.wanted),
        )

    def url_of(self, number: int) -> str:
        return reverse("lessons:draft-preview", args=[self.draft_id, number])

    @property
    def following_url(self) -> str:
        return self.url_of(self.number + 1)


def preview_page(draft: Draft, number: int, *, now: dt.datetime) -> PreviewPage | None:
    """One page of the draft; None when there is none of that number. Writes nothing."""
    lesson = draft.lesson or Lesson(title=draft.title, created_at=now)
    edition = edition_of(draft, lesson, number=1)
    contents = Contents(unsaved_sections(edition), ())
    opener = contents.page(number)
    return PreviewPage(edition, contents, opener, number, draft_id=draft.pk) if opener else None
