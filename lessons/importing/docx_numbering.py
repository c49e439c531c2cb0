"""The automatic numbers of a .docx, counted as Word counts them (ECMA-376 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from lessons.importing import numerals
from lessons.importing.docx_package import W, is_on, number, value
from lessons.importing.docx_styles import ParagraphStyle, Styles

LEVELS = 9
MAX_TEXT = 60  # characters of a level's pattern; real ones have ten
_PLACE = re.compile(r"%([1-9])")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None  # the level (from 1) that restarts this one; 0: none does
    is_legal: bool = False  # all places in Arabic digits
    style_id: str | None = None
    pad: int = 0  # zero-padded width of a custom format such as 001


@dataclass(frozen=True, slots=True)
class Label:
    """A number as shown; a bullet has no text."""

    text: str
    is_bullet: bool
    needs_space: bool  # Word sets a tab or space between it and the words


@dataclass(slots=True)
class _List:
    """One w:num: the levels it shows and the counters it shares with its w:abstractNum."""

    levels: dict[int, Level]
    counts: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)
    is_used: bool = False


class Numbering:
    """numbering.xml with running counters; ask once per paragraph, in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstracts = {a.get(W + "abstractNumId", ""): a for a in root.findall(W + "abstractNum")}
        nums = {n.get(W + "numId", ""): n for n in root.findall(W + "num")}
        counts: dict[str, dict[int, int]] = {}
        for num_id, num in nums.items():
            abstract_id = self._abstract_of(num, nums, abstracts)
            levels = _levels(abstracts.get(abstract_id))
            found = _List(levels, counts.setdefault(abstract_id, {}))
            _override(found, num)
            self._lists[num_id] = found

    def label(self, style: ParagraphStyle) -> Label | None:
        """The next number of a paragraph in this style, None when it carries none."""
        found = self._lists.get(style.num_id or "")
        if found is None:
            return None
        place = self._place(found, style)
        level = found.levels.get(place)
        if level is None:
            return None
        _count(found, place)
        if level.number_format == "bullet":
            return Label("", is_bullet=True, needs_space=False)
        text = _PLACE.sub(lambda m: _shown(found, int(m[1]) - 1, level.is_legal), level.text)
        text = text.strip()
        if not text:
            return None
        needs_space = level.suffix != "nothing" and text[-1] not in "、，．。）〕】：；》"
        return Label(text[:40], is_bullet=False, needs_space=needs_space)

    def _place(self, found: _List, style: ParagraphStyle) -> int:
        if style.num_level is not None:
            return max(0, min(LEVELS - 1, style.num_level))
        for place, level in found.levels.items():
            if level.style_id and level.style_id == style.style_id:
                return place
        return 0

    def _abstract_of(
        self,
        num: etree._Element,
        nums: dict[str, etree._Element],
        abstracts: dict[str, etree._Element],
    ) -> str:
        """Follows numStyleLink → numbering style → its w:num, at most a few steps."""
        abstract_id = value(num, "abstractNumId") or ""
        for _ in range(4):
            style_id = value(abstracts.get(abstract_id), "numStyleLink")
            linked = nums.get(self._styles.numbering_of(style_id or "") or "")
            if style_id is None or linked is None:
                break
            abstract_id = value(linked, "abstractNumId") or ""
        return abstract_id


def _levels(abstract: etree._Element | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    return {number(e.get(W + "ilvl")): _level(e) for e in abstract.findall(W + "lvl")}


def _level(element: etree._Element) -> Level:
    number_format, pad = _format(element)
    restart = value(element, "lvlRestart")
    if element.find(W + "lvlPicBulletId") is not None:
        number_format = "bullet"
    return Level(
        start=number(value(element, "start"), 0 if element.find(W + "start") is None else 1),
        number_format=number_format,
        text=(value(element, "lvlText") or "")[:MAX_TEXT],
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else number(restart),
        is_legal=bool(is_on(element, "isLgl")),
        style_id=value(element, "pStyle"),
        pad=pad,
    )


def _format(element: etree._Element) -> tuple[str, int]:
    found = element.find(W + "numFmt")
    if found is None:
        found = element.find(f"{_MC}AlternateContent/{_MC}Choice/{W}numFmt")
    if found is None:
        return "decimal", 0
    name = found.get(W + "val", "decimal")
    first = found.get(W + "format", "").split(",")[0].strip()
    if name == "custom":
        return "decimal", min(len(first), 10) if first.isdigit() else 0
    return name, 0


def _override(found: _List, num: etree._Element) -> None:
    for override in num.findall(W + "lvlOverride"):
        place = number(override.get(W + "ilvl"))
        level = override.find(W + "lvl")
        if level is not None:
            found.levels[place] = _level(level)
        start = value(override, "startOverride")
        if start is not None:
            found.starts[place] = number(start, 1)


def _count(found: _List, place: int) -> None:
    if not found.is_used:
        found.is_used = True
        for overridden in found.starts:
            found.counts.pop(overridden, None)
    if place in found.counts:
        found.counts[place] += 1
    else:
        found.counts[place] = _start(found, place)
    for deeper in range(place + 1, LEVELS):
        level = found.levels.get(deeper)
        restart = None if level is None else level.restart
        if restart is None or place < restart:
            found.counts.pop(deeper, None)


def _start(found: _List, place: int) -> int:
    if place in found.starts:
        return found.starts[place]
    level = found.levels.get(place)
    return 1 if level is None else level.start


def _shown(found: _List, place: int, is_legal: bool) -> str:
    count = found.counts.get(place, _start(found, place))
    level = found.levels.get(place, Level())
    if is_legal and level.number_format != "none":
        return str(count)
    text = numerals.show(count, level.number_format)
    return text.zfill(level.pad) if level.pad else text
