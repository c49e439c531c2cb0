"""Computes and writes the rows of an edition's sections: keys, printed numbers, pages, hashes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from common.folding import fold
from lessons.importing import outline as importing
from lessons.importing.comparing import compare, section_keys
from lessons.importing.outline import Outline, outline_from_dict
from lessons.models import Edition, Section
from lessons.paging import Element, Page, all_elements, elements_of, pages

# A page whose folded words are this alike counts as the same reading: a repaired typo does not
# send anyone back to it, a rewritten paragraph does.
SAME_READING = 0.95
_SPACES = re.compile(r"\s+")


def outline_sections(outline: dict[str, Any]) -> tuple[importing.Section, ...]:
    """The sections of a stored outline as values."""
    return outline_from_dict(outline).sections


def create_sections(edition: Edition, previous: Edition | None) -> None:
    """Writes the sections of a new edition, parents before children."""
    rows = section_rows(edition, previous)
    _insert(rows, [section.parent for section in outline_sections(edition.outline)])


def section_rows(edition: Edition, previous: Edition | None) -> list[Section]:
    """The sections an edition has or would have, in reading order, not written and without
    parents; keys and hashes carry over from `previous`."""
    outline = outline_from_dict(edition.outline)
    sections = outline.sections
    keys = _keys(outline, previous)
    rows = [
        _row(edition, position, section, keys[section.id])
        for position, section in enumerate(sections)
    ]
    for element in all_elements(sections):
        if element.kind == "heading":
            rows[element.section].label = _label(edition.text, element, sections[element.section])
    _set_pages(rows, sections, edition, previous)
    return rows


def _row(edition: Edition, position: int, section: importing.Section, key: str) -> Section:
    return Section(
        edition=edition,
        position=position,
        outline_id=section.id,
        key=key,
        level=section.level,
        number=(section.number or "")[:24],
        heading=section.heading or "",
        start=section.start,
        end=section.end,
        paragraphs=[list(span) for span in section.paragraphs],
    )


def _keys(outline: Outline, previous: Edition | None) -> dict[str, str]:
    """A key for each section id: that of the same section of the edition before, else its own.

    Equal heading paths have equal keys; only sections under another heading are matched by words.
    """
    keys = section_keys(outline)
    if previous is None:
        return keys
    older = dict(Section.objects.filter(edition=previous).values_list("outline_id", "key"))
    lost = {section_id for section_id, key in older.items() if key not in set(keys.values())}
    if not lost or set(keys.values()) <= set(older.values()):
        return keys
    for change in compare(outline_from_dict(previous.outline), outline).sections:
        if change.new and change.old in lost and keys[change.new] not in older.values():
            keys[change.new] = older[change.old]
    return keys


def _label(text: str, element: Element, section: importing.Section) -> str:
    """The heading's number as the text prints it: 一、 （一） 1. 第一章; "" where it has none."""
    printed = text[element.start : element.end]
    at = printed.find((section.heading or "")[:12])
    if not section.number or not 0 < at <= 32:
        return section.number[:32] if section.number else ""
    label = _SPACES.sub(" ", printed[:at]).strip().strip("#*＃ ")
    # The half-width brackets of a machine-converted text read badly beside Han characters.
    return re.sub(r"^\(([^)]*)\)$", r"（\1）", label)


def _set_pages(
    rows: list[Section],
    sections: Sequence[importing.Section],
    edition: Edition,
    previous: Edition | None,
) -> None:
    older = {
        section.key: section
        for section in (Section.objects.filter(edition=previous).pages() if previous else ())
    }
    for page in pages(sections):
        row = rows[page.opener]
        words = page_words(edition.text, sections, page)
        row.page_number, row.page_start, row.page_end = page.number, page.start, page.end
        row.page_hash = hashlib.sha256(words.encode()).hexdigest()
        row.page_hashes = [row.page_hash]
        before = older.get(row.key)
        if previous is not None and before is not None:
            place = Page(0, 0, before.page_start, before.page_end)
            old_words = page_words(previous.text, outline_sections(previous.outline), place)
            if likeness(words, old_words) >= SAME_READING:
                row.page_hashes += [h for h in before.page_hashes if h != row.page_hash]


def page_words(text: str, sections: Sequence[importing.Section], page: Page) -> str:
    """The folded words of a page; script, width and punctuation make no difference to a mark."""
    return "\n".join(
        fold(text[element.start : element.end])
        for element in elements_of(sections, page.start, page.end)
    )


def likeness(words: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, by their pairs of neighbouring characters."""
    if words == other:
        return 1.0
    mine, theirs = Counter(pairwise(words)), Counter(pairwise(other))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


def _insert(rows: list[Section], parents: Sequence[str | None]) -> None:
    """One INSERT a depth: a child needs the number its parent got."""
    by_id = {row.outline_id: row for row in rows}
    waiting = dict(zip(by_id, parents, strict=True))
    while waiting:
        layer = [at for at, parent in waiting.items() if parent not in waiting]
        if not layer:
            raise ValueError("sections are each other's parents")
        for at in layer:
            parent = waiting[at]
            by_id[at].parent = by_id[parent] if parent else None
        Section.objects.bulk_create([by_id[at] for at in layer])
        for at in layer:
            del waiting[at]
