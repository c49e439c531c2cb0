"""How an outline becomes pages of the reader, pure: where each page begins and what stands on it.

Takes anything shaped like a section (an outline's or a row's); shows and stores nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

# Han characters a minute and letters a minute of people who read in order to remember; a Chinese
# minute is slow on purpose, because many readers are old.
_PACE = {"latin": 900}
_CHINESE_PACE = 300


class Spanned(Protocol):
    """What paging needs of a section; `paragraphs` are its own, as pairs of offsets."""

    @property
    def level(self) -> int: ...
    @property
    def heading(self) -> str | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def paragraphs(self) -> Sequence[Sequence[int]]: ...


@dataclass(frozen=True, slots=True)
class Element:
    """A heading or a paragraph at its place; `section` is the index of its section."""

    kind: Literal["heading", "paragraph"]
    section: int
    start: int
    end: int
    is_closing: bool = False  # a parent's paragraph that comes after one of its children


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `opener` is the index of the section that opens it and carries its key."""

    number: int  # from 1
    opener: int
    start: int
    end: int


def pages(sections: Sequence[Spanned]) -> list[Page]:
    """The pages of a text in reading order: one a level-2 section, or a level-1 without any.

    A level-1 heading stands atop its first child's page, and its closing paragraphs at the end of
    its last child's; deeper levels never open a page. They cover every heading and paragraph once.
    """
    elements = all_elements(sections)
    if not elements:
        return []
    openers = _openers(sections)
    starts = [sections[index].start for index in openers]
    bounds: list[list[int]] = [[] for _ in openers]
    for element in elements:
        bounds[bisect_right(starts, element.start) - 1].append(element.end)
    found: list[Page] = []
    for index, opener in enumerate(openers):
        if bounds[index]:
            found.append(Page(len(found) + 1, opener, starts[index], max(bounds[index])))
    return found


def _openers(sections: Sequence[Spanned]) -> list[int]:
    """Indexes of the sections at whose start a page begins, in order of place."""
    order = sorted(range(len(sections)), key=lambda index: sections[index].start)
    if not any(sections[index].heading for index in order):
        return order[:1]
    openers: list[int] = []
    is_first_child = False  # the next level-2 section shares the page of its level-1 heading
    for index in order:
        section = sections[index]
        if not (section.heading or section.paragraphs):
            continue
        if section.level <= 1 or not openers:
            openers.append(index)
            is_first_child = section.level <= 1 and bool(section.heading)
        elif section.level == 2:
            if not is_first_child:
                openers.append(index)
            is_first_child = False
    return openers


def all_elements(sections: Sequence[Spanned]) -> list[Element]:
    """Every heading and paragraph, in order of place; a heading ends where the next part begins."""
    starts = sorted(section.start for section in sections)
    places = [
        (section.start, 0, index, section.end)
        for index, section in enumerate(sections)
        if section.heading
    ]
    for index, section in enumerate(sections):
        places.extend((start, 1, index, end) for start, end in section.paragraphs)
    places.sort()
    found: list[Element] = []
    for at, (start, is_paragraph, index, end) in enumerate(places):
        if is_paragraph:
            latest = starts[max(0, bisect_right(starts, start) - 1)]
            closes = latest > sections[index].start
            found.append(Element("paragraph", index, start, end, closes))
        else:
            following = places[at + 1][0] if at + 1 < len(places) else end
            found.append(Element("heading", index, start, min(following, end)))
    return found


def elements_of(sections: Sequence[Spanned], start: int, end: int) -> list[Element]:
    """What stands on the page from `start` to `end`."""
    return [e for e in all_elements(sections) if start <= e.start < max(end, start + 1)]


def page_at(starts: Sequence[int], offset: int) -> int:
    """The number of the page an offset of the text lies on, by the ordered starts of the pages.

    What lies before the first page (a lesson's own fields) belongs to page 1.
    """
    return max(1, bisect_right(starts, offset))


def reading_minutes(characters: int, script: str) -> int:
    """Minutes a page of so many characters takes, at least 1."""
    return max(1, round(characters / _PACE.get(script, _CHINESE_PACE)))
