"""Everything one page of the reader shows, gathered from an edition and its loaded sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString

from lessons.contents import Contents, Entry, minutes_of
from lessons.models import Edition, Section
from lessons.paging import elements_of
from lessons.rendering import Reader, Span, is_lit, numbered, page, pictures_between
from lessons.services.reading import Place


@dataclass
class ReaderPage:
    """One page; `show` puts its text into the reader's script."""

    edition: Edition
    contents: Contents
    opener: Section
    number: int
    text: SafeString = field(default_factory=SafeString)
    lang: str = ""
    is_title_lit: bool = False  # the span asked for is the page's own heading
    keeps_place: bool = False  # whether reading on here moves the place one goes on from
    resume: Place | None = None  # a paragraph of this page further on; None: begin at the top

    def show(self, wanted: str, span: Span | None) -> None:
        """`wanted` is the script; `span` is lit where it lies within the text."""
        is_inside = span is not None and span[1] <= len(self.edition.text)
        reader = Reader(self.edition.text, self.edition.script, wanted, span if is_inside else None)
        self.lang = reader.lang
        start = 0 if self.number == 1 else self.opener.page_start or 0
        pictures = pictures_between(
            self.edition,
            getattr(self.edition, "pictures", None) or (),
            start,
            self.contents.next_start(self.number),
        )
        self.text = page(reader, self.contents.sections, self.opener, pictures)
        heading = elements_of(
            self.contents.sections, self.opener.page_start or 0, self.opener.page_end or 0
        )[0]
        self.is_title_lit = (
            heading.kind == "heading" and "<mark" not in self.text and is_lit(heading, reader.lit)
        )

    @property
    def is_current(self) -> bool:
        """Whether this is the edition the lesson is taught by now."""
        return self.edition.pk == self.edition.lesson.current_edition_id

    @property
    def is_read(self) -> bool:
        return self.number in self.contents.read

    @property
    def count(self) -> int:
        return len(self.contents.pages)

    @property
    def title(self) -> str:
        return self.contents.title_of(self.opener)

    @property
    def label(self) -> str:
        return numbered(self.opener.label)

    @property
    def is_headed(self) -> bool:
        """Whether the title is the lesson's own words, to be shown in its script."""
        return bool(self.opener.heading)

    @property
    def above(self) -> list[Section]:
        return self.contents.above(self.opener)

    @property
    def minutes(self) -> int:
        return minutes_of(self.opener, self.edition.script)

    @property
    def following(self) -> Section | None:
        return self.contents.page(self.number + 1)

    @property
    def previous(self) -> Section | None:
        return self.contents.page(self.number - 1)

    @property
    def following_title(self) -> str:
        return self.contents.title_of(self.following) if self.following else ""

    @property
    def previous_title(self) -> str:
        return self.contents.title_of(self.previous) if self.previous else ""

    @property
    def previous_url(self) -> str:
        return self.url_of(self.number - 1)

    @property
    def entries(self) -> list[Entry]:
        return self.contents.entries

    @property
    def query(self) -> str:
        """What the addresses of another edition than the current one carry."""
        return "" if self.is_current else f"?edition={self.edition.number}"

    def url_of(self, number: int) -> str:
        address = reverse("lessons:page-detail", args=[self.edition.lesson_id, number])
        return address + self.query


def reader_page(edition: Edition, sections: Sequence[Section], number: int) -> ReaderPage | None:
    """The page of that number; None when there is none. `sections` come with `is_read`."""
    for section in sections:
        section.edition = edition
    read = {
        section.page_number
        for section in sections
        if section.page_number and getattr(section, "is_read", False)
    }
    contents = Contents(sections, read)
    opener = contents.page(number)
    return ReaderPage(edition, contents, opener, number) if opener else None
