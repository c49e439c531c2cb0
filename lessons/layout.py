"""How a paragraph is laid out, pure: the lines its enumerations begin and what stands bold.

Only places are found; not one character is changed. Making HTML of them is `lessons.rendering`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

_NUMERALS = "一二三四五六七八九十"
_ORDINAL = rf"[{_NUMERALS}]{{1,3}}"
# One pattern a kind of counting; the group is the number. 第二次 and 其三天 are no markers.
_MARKERS = {
    "is": re.compile(rf"({_ORDINAL})[是要]"),
    "ordinal": re.compile(rf"第({_ORDINAL})[，、,：:]\s*"),
    "thereof": re.compile(rf"其({_ORDINAL})[，、,：:]?\s*"),
    "figure": re.compile(r"[（(](\d{1,2})[）)]\s*"),
    "numeral": re.compile(rf"[（(]({_ORDINAL})[）)]\s*"),
    "circled": re.compile(r"([①-⑳])\s*"),
}
_BEGINS = set("。！？；：;:!?")  # an item begins after these, or with the paragraph
_ENDS = set("。！？；：，。,;:!?")
_CLOSERS = '”’」』》〉）)】〕"'
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")"}
_LONGEST_QUOTE = 200  # a longer quotation is a passage, its items are items
_WINDOW = 12  # characters looked back at: keeps long paragraphs linear
_LONGEST_CLAUSE = 32  # a longer clause is no name of an item; bold would be a burden


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of a paragraph; `strong_end` is where the bold clause ends, else `start`."""

    start: int
    end: int
    strong_end: int
    is_item: bool


@dataclass(frozen=True, slots=True)
class _Marker:
    kind: str
    number: int
    start: int
    end: int


def lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of the paragraph text[start:end]: each item of an enumeration begins one.

    They follow one another and cover the paragraph.
    """
    paragraph = text[start:end]
    depths = _depths(paragraph)
    markers = _accepted(_markers(paragraph, depths))
    cuts = sorted({0, len(paragraph)} | {marker.start for marker in markers})
    by_start = {marker.start: marker for marker in markers}
    found = []
    for first, last in pairwise(cuts):
        marker = by_start.get(first)
        strong = _clause_end(paragraph, marker, last, depths) if marker else first
        found.append(Line(start + first, start + last, start + strong, marker is not None))
    return found


def _depths(paragraph: str) -> list[int]:
    """How many quotations and brackets each character stands in; unmatched marks count for none."""
    changes = [0] * (len(paragraph) + 2)
    waiting: dict[str, list[int]] = {}
    for at, char in enumerate(paragraph):
        if char in _PAIRS:
            waiting.setdefault(_PAIRS[char], []).append(at)
        elif waiting.get(char):
            opened = waiting[char].pop()
            if at - opened <= _LONGEST_QUOTE:
                changes[opened + 1] += 1
                changes[at + 1] -= 1
    return list(accumulate(changes))


def _markers(paragraph: str, depths: list[int]) -> list[_Marker]:
    """Everything that looks like the beginning of an item at a place where one may begin."""
    found = []
    for kind, pattern in _MARKERS.items():
        for match in pattern.finditer(paragraph):
            before = paragraph[max(0, match.start() - _WINDOW) : match.start()].rstrip()
            may_begin = not before or before.rstrip(_CLOSERS)[-1:] in _BEGINS
            if may_begin and depths[match.start()] == 0:
                found.append(_Marker(kind, _value(match[1]), match.start(), match.end()))
    return sorted(found, key=lambda marker: marker.start)


def _accepted(markers: list[_Marker]) -> list[_Marker]:
    """The markers of runs 1, 2, …; and the one a paragraph begins with, whatever its number."""
    runs: dict[str, list[_Marker]] = {}
    found = [marker for marker in markers if marker.start == 0][:1]
    for marker in markers:
        run = runs.get(marker.kind, [])
        if run and marker.number == run[-1].number + 1:
            run.append(marker)
            found += run if len(run) == 2 else [marker]
        elif marker.number == 1 or marker.start == 0:
            runs[marker.kind] = [marker]
        else:
            runs.pop(marker.kind, None)
    return found


def _value(numeral: str) -> int:
    """The number of 3, ③ or 十三; 0 for what counts nothing."""
    if numeral.isascii():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.find(numeral) + 1
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (
        _NUMERALS.find(ones) + 1 if ones else 0
    )


def _clause_end(paragraph: str, marker: _Marker, end: int, depths: list[int]) -> int:
    """Where the item's first clause ends; the marker's start when nothing shall stand bold."""
    for at in range(marker.end, min(end, marker.end + _LONGEST_CLAUSE)):
        if paragraph[at] in _ENDS and depths[at] == 0:
            has_more = bool(paragraph[at + 1 : end].strip())
            return at + 1 if has_more and at > marker.end else marker.start
    return marker.start
