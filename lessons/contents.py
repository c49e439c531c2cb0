"""An edition's table of contents for readers: entries, the page each stands on, what it is called.

Built from Section rows that are already loaded; asks the database nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.models import Section
from lessons.paging import page_at, reading_minutes
from lessons.rendering import numbered


@dataclass
class Entry:
    """One line of the contents; `anchor` is empty where the entry opens its page."""

    section: Section
    title: str
    page_number: int
    anchor: str
    is_read: bool
    children: list[Entry] = field(default_factory=list)

    @property
    def label(self) -> str:
        return numbered(self.section.label)


class Contents:
    """The sections of one edition in reading order; `read` are the numbers of pages read."""

    def __init__(self, sections: Sequence[Section], read: Collection[int] = ()) -> None:
        self.sections = sections
        self.read = read
        self.pages = [section for section in sections if section.page_number is not None]

    @cached_property
    def entries(self) -> list[Entry]:
        """Top entries with their children below them, to any depth."""
        made: dict[int, Entry] = {}
        top: list[Entry] = []
        for section in self.sections:
            if not section.heading and section.page_number is None:
                continue
            number = self.page_number_at(section.start)
            anchor = "" if section.page_number else section.outline_id
            entry = Entry(section, self.title_of(section), number, anchor, number in self.read)
            made[section.pk] = entry
            above = made.get(section.parent_id) if section.parent_id else None
            (above.children if above else top).append(entry)
        return top

    @cached_property
    def _starts(self) -> list[int]:
        return [page.page_start or 0 for page in self.pages]

    def page_number_at(self, offset: int) -> int:
        """The number of the page an offset of the text lies on."""
        return page_at(self._starts, offset)

    def page(self, number: int) -> Section | None:
        """The section that opens a page; None when there is no such page."""
        return self.pages[number - 1] if 1 <= number <= len(self.pages) else None

    def next_start(self, number: int) -> int | None:
        """Where the page after this one begins; None for the last."""
        following = self.page(number + 1)
        return following.page_start if following else None

    def title_of(self, section: Section) -> str:
        """The heading; for text without one what it is: 开篇, 结语, 正文."""
        if section.heading:
            return section.heading
        if len(self.pages) <= 1:
            return _("正文")
        if section.pk == self.pages[0].pk:
            return _("开篇")
        return _("结语") if section.pk == self.pages[-1].pk else _("正文")

    def above(self, section: Section) -> list[Section]:
        """The sections a section stands under, the top one first."""
        by_id = {other.pk: other for other in self.sections}
        found: list[Section] = []
        while section.parent_id is not None:
            section = by_id[section.parent_id]
            found.insert(0, section)
        return found

    def place_at(self, offset: int) -> str:
        """Where an offset stands, in words: the headings above it, joined by a full-width space."""
        holding = [
            section
            for section in self.sections
            if section.start <= offset <= section.end and (section.heading or section.page_number)
        ]
        headings = [numbered(s.label) + self.title_of(s) for s in holding]
        return "\u3000".join(headings)

    def url_at(self, lesson_id: int, start: int, end: int, *, edition: int | None = None) -> str:
        """The way to the sentence itself; `edition` for another edition than the current one."""
        address = reverse("lessons:page-detail", args=[lesson_id, self.page_number_at(start)])
        query = f"?at={start}-{end}" + (f"&edition={edition}" if edition else "")
        return f"{address}{query}#at"


def minutes_of(page: Section, script: str) -> int:
    """How long the page takes to read, at least 1 minute."""
    return reading_minutes((page.page_end or 0) - (page.page_start or 0), script)


DEPTH_SHOWN = 2  # deeper entries are listed only where they stand on the current page


def listing(
    entries: Sequence[Entry],
    *,
    here: int,
    address: Callable[[int], str],
    show: Callable[[str], str],
    lang: str,
    depth: int = 1,
) -> SafeString:
    """The entries as nested <ol>s of links; `here` is the page one is on, `show` sets the script.

    Written here and not in a template, because it is most of a page's template work.
    """

    def item(entry: Entry) -> tuple[str, SafeString, SafeString | str, SafeString, SafeString]:
        is_here = entry.page_number == here
        anchor = f"#{entry.anchor}" if entry.anchor else ""
        words: SafeString | str = entry.title
        if entry.section.heading:
            text = show(entry.label) + show(entry.title)
            words = format_html('<span lang="{}">{}</span>', lang, text)
        below = SafeString("")
        if entry.children and (depth < DEPTH_SHOWN or is_here):
            below = listing(
                entry.children, here=here, address=address, show=show, lang=lang, depth=depth + 1
            )
        current = SafeString(' aria-current="page"' if is_here and not anchor else "")
        read = format_html(' <span class="read">{}</span>', _("已读"))
        link = anchor if is_here and anchor else address(entry.page_number) + anchor
        is_marked = entry.is_read and not anchor
        return link, current, words, read if is_marked else SafeString(""), below

    rows = format_html_join("\n", '<li><a href="{}"{}>{}{}</a>{}</li>', map(item, entries))
    return format_html("<ol>\n{}\n</ol>", rows)
