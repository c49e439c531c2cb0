"""Everything one page of the reader shows, gathered from an edition and what its reader did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString

from common.scripts import shown_lang
from lessons.contents import Contents, listing, minutes_of
from lessons.models import Edition, Section
from lessons.paging import elements_of
from lessons.rendering import Span, is_lit, numbered, shown
from lessons.services.reading import Place
from lessons.shelf import prose_of, sections_of


@dataclass
class ReaderPage:
    """One page; `show` puts its text into the reader's script."""

    edition: Edition
    contents: Contents
    opener: Section
    number: int
    text: SafeString = field(default_factory=SafeString)
    wanted: str = "as-uploaded"
    is_title_lit: bool = False  # the span asked for is the page's own heading
    keeps_place: bool = False  # whether reading on here moves the place one goes on from
    resume: Place | None = None  # a paragraph of this page further on; None: begin at the top

    def show(self, wanted: str, span: Span | None) -> None:
        """`wanted` is the script; `span` is lit where it lies within the text."""
        lit = span if span and span[1] <= len(self.edition.text) else None
        self.wanted = wanted
        self.text = prose_of(self.edition, self.number, wanted, lit)
        if lit and "<mark" not in self.text and self.is_headed:
            start, end = self.opener.page_start or 0, self.opener.page_end or 0
            self.is_title_lit = is_lit(
                elements_of(self.contents.sections, start, end)[0], (lit,) if lit else ()
            )

    @property
    def lang(self) -> str:
        return shown_lang(source=self.edition.script, wanted=self.wanted)

    @property
    def listing(self) -> SafeString:
        """The contents as nested lists of links."""
        # One look-up for all links: the address of page 1 without its number.
        before = reverse("lessons:page-detail", args=[self.edition.lesson_id, 1])[:-2]
        return listing(
            self.contents.entries,
            here=self.number,
            address=lambda number: f"{before}{number}/{self.query}",
            show=lambda words: shown(words, self.edition.script, self.wanted),
            lang=self.lang,
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
    def query(self) -> str:
        """What the addresses of another edition than the current one carry."""
        return "" if self.is_current else f"?edition={self.edition.number}"

    def url_of(self, number: int) -> str:
        address = reverse("lessons:page-detail", args=[self.edition.lesson_id, number])
        return address + self.query


def reader_page(edition: Edition, number: int, read: Collection[int]) -> ReaderPage | None:
    """The page of that number; None when there is none. `read` are the numbers of pages read."""
    contents = Contents(sections_of(edition), read)
    opener = contents.page(number)
    return ReaderPage(edition, contents, opener, number) if opener else None
