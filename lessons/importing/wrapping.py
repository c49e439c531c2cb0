"""Puts back together what a text file has torn apart: paragraphs broken at a fixed width, words
split by a page number or by stray spaces. Knows lines of text only, no outline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from lessons.importing.numbers import parse_marker
from lessons.importing.scripts import is_han

_WIDEST = 130  # columns; a wider file is not hard-wrapped but has one line per paragraph
_NARROWEST = 24
_NEARLY = 0.85  # of the margin: where half-width marks left room, only an indent tells
_END = re.compile(r"[。！？!?.…：:；;]['\"”’」』）)》】]*$")
_LATIN_WORD = re.compile(r"[^\s\u2e80-\uffff]+")
_BULLET = re.compile(r"[-*•·●○◆■□▪►➢★☆√✓]\s*\S")
_LABEL = re.compile(r"[【\[]?[^\s，。,.：:；;]{2,12}[】\]]?[:：]")
_TORN = re.compile(r"(?<=[\u4e00-\u9fff，、；：]) {1,3}(?=[\u4e00-\u9fff，。、；：！？])")


@dataclass(frozen=True, slots=True)
class RawLine:
    text: str  # with its indent
    has_gap_before: bool
    goes_on: bool = False  # a page ended before it, in the middle of a sentence


def raw_lines(text: str) -> list[RawLine]:
    """The lines that hold anything, and whether an empty one stands before each."""
    found: list[RawLine] = []
    is_after_gap = False
    for line in re.split(r"[\n\v\f\x85\u2028\u2029]", text):
        if line.strip():
            found.append(RawLine(line.rstrip(), is_after_gap and bool(found)))
            is_after_gap = False
        else:
            is_after_gap = True
    return found


def width(text: str) -> int:
    """Columns: two for a full-width character, one for any other."""
    return sum(2 if char > "\u2e7f" or char in "“”‘’—…·" else 1 for char in text)


def unwrap(lines: list[RawLine]) -> list[RawLine]:
    """The lines with paragraphs joined that a page end or, in a wrapped file, the margin broke."""
    indented = sum(line.text[0].isspace() for line in lines)
    has_indent = indented * 8 > len(lines)
    has_first_lines = has_indent and (len(lines) - indented) * 8 > len(lines)
    margin = _margin(lines, has_first_lines)
    has_gaps = sum(line.has_gap_before for line in lines) * 8 > len(lines)
    joined = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        is_wrapped = margin is not None and _continues(
            last, line, margin, has_first_lines, has_indent or has_gaps
        )
        if line.goes_on or is_wrapped:
            joined[-1] = replace(joined[-1], text=glue(joined[-1].text, line.text.strip()))
        else:
            joined.append(line)
        last = line
    return joined


def glue(before: str, after: str) -> str:
    """Two halves of a torn line as one; a space only where Latin words meet."""
    if not before or not after:
        return before + after
    is_latin = before[-1] < "\u2e80" and after[0] < "\u2e80"
    return before + (" " if is_latin else "") + after


def _margin(lines: list[RawLine], has_first_lines: bool) -> int | None:
    """The column at which the file breaks its lines; None when it does not.

    `has_first_lines` says that an indent tells the first lines of paragraphs from the others.
    """
    if len(lines) < 6:
        return None
    widths = sorted(width(line.text) for line in lines)
    margin = widths[int(len(widths) * 0.95)]
    if not _NARROWEST <= margin <= _WIDEST or widths[-1] > margin * 1.25:
        return None
    torn = full = 0
    for line, following in pairwise(lines):
        if following.has_gap_before or _END.search(line.text):
            continue
        if has_first_lines and following.text[0].isspace():
            continue
        torn += 1
        full += _is_full(line.text, following.text, margin)
    if full < 5 or full * 10 < torn * 6:
        return None
    # Empty lines or indents between paragraphs leave fewer lines to judge by, but those tell more.
    gaps = sum(line.has_gap_before for line in lines)
    is_clear = (gaps * 4 > len(lines) or has_first_lines) and full * 10 >= torn * 8
    return margin if is_clear or full * 3 > len(lines) else None


def _is_full(text: str, following: str, margin: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    following = following.strip()
    if is_han(following[0]) or following[0] > "\u2e7f":
        return width(text) + 4 >= margin - 2
    word = _LATIN_WORD.match(following)
    return width(text) + 1 + width(word[0] if word else "") > margin - 2


def _continues(
    before: RawLine, line: RawLine, margin: int, has_first_lines: bool, has_marks: bool
) -> bool:
    """Whether a line goes on with the one before; `has_marks` tells of indents or gaps."""
    if line.has_gap_before or (has_first_lines and line.text[0].isspace()):
        return False
    is_nearly_full = has_first_lines and width(before.text) > margin * _NEARLY
    is_nearly_full &= not _END.search(before.text)
    if not is_nearly_full and not _is_full(before.text, line.text, margin):
        return False
    text = line.text.strip()
    if parse_marker(text) or _BULLET.match(text) or _LABEL.match(text):
        return not _END.search(before.text) and not _LABEL.match(text) and _is_prose(text)
    return has_marks or not _END.search(before.text)


def _is_prose(text: str) -> bool:
    """Whether a line that happens to begin with a number can only be running text."""
    marker = parse_marker(text)
    if marker is None:
        return False
    return marker.is_pair or marker.value > 20 or text[marker.length :][:1].islower()


def mend_spaces(text: str) -> tuple[str, int]:
    """The text without stray spaces between Chinese characters of a sentence, and their number.

    Lines without a comma or full stop are left alone: there a space may separate columns.
    """
    if not re.search(r"[，。；！？]", text) or "\t" in text:
        return text, 0
    marker = parse_marker(text)
    keep = marker.length if marker else 0
    article = re.match(r"\s*第[一二三四五六七八九十百零\d]+[条條款]\s", text)
    keep = max(keep, article.end() if article else 0)
    mended, count = _TORN.subn("", text[keep:])
    return text[:keep] + mended, count
