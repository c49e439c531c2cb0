"""The lines the grammar reads: one per block, with its place in the clean text.

Builds the clean text, and nothing is added to it later. Which line is what is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from lessons.importing.blocks import Block
from lessons.importing.numbers import COURSE_PARTS, Marker, even, parse_marker

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x7F]
    + [c for c in range(32) if c not in (9, 10, 13)]
    + list(range(0x80, 0xA0))
)
_BREAKS = str.maketrans({"\r": " ", "\n": " ", "\u2028": " ", "\u2029": " "})
SIGN = re.compile(r"[★☆◆◇■□●○▶►▷※▌▍▎❖✦✿•·]+\s*(?=\w)")  # what a line is decked with
_CAPTION = re.compile(  # simplified and half-width
    r"[▲△▼▽↑↓] ?\S|\(?[上下左右附插配]?(?:图表|图片|照片|表格|示意图|图|表)"
    r"(?: ?\d+(?:[-–.]\d+)*| ?[一二三四五六七八九十]{1,3}(?=[\s:.、)]|$)|:|为(?!什么))"
    r"|[上下左右]图|资料图|(?:table|figure|fig\.|photo|chart) ?\d|.*[^。] ?(?:/摄|摄|供图)\)?$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 60
STOPS = "。！？!?；;：:，,、…"


@dataclass(frozen=True)
class Line:
    """One paragraph; `start` and `end` are offsets in the clean text."""

    at: int  # its place among the lines
    text: str
    start: int
    block: Block

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def even(self) -> str:
        """The text simplified and half-width, of the same length."""
        return even(self.text)

    @cached_property
    def marker(self) -> Marker | None:
        sign = SIGN.match(self.text)
        if sign is None:
            return parse_marker(self.text)
        marker = parse_marker(self.text[sign.end() :])
        return marker and replace(marker, length=sign.end() + marker.length)

    @property
    def rest_at(self) -> int:
        """Where the text behind the number begins, counted within the line."""
        return max(self.block.number_chars, self.marker.length if self.marker else 0)

    @property
    def rest(self) -> str:
        return self.text[self.rest_at :].strip()

    @property
    def is_item(self) -> bool:
        """Whether it looks like a member of a list: automatic list, bullet or small number."""
        return (
            self.block.kind == "list"
            or self.text[:1] in "•·●○◆◇■□▪►➢★☆√✓-–*"
            or (self.marker is not None)
        )

    @property
    def is_caption(self) -> bool:
        """Whether it names a picture or a table: no heading, however it looks."""
        is_short = len(self.text) <= _LONGEST_CAPTION
        return self.block.kind == "caption" or (is_short and bool(_CAPTION.match(self.even)))

    @property
    def is_bold(self) -> bool:
        return self.block.bold_chars >= len(self.text) > 0


def clean(block: Block) -> Block | None:
    """The block without invisible characters and outer white space; None when nothing is left."""
    if block.kind == "misread":
        return block
    raw = block.text.translate(_INVISIBLE).translate(_BREAKS)
    raw = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = raw.strip()
    if not text:
        return None
    if text == block.text:
        return block
    lead = len(raw) - len(raw.lstrip())
    lost = lead + (len(block.text) - len(raw))
    number_chars = max(0, min(len(text), block.number_chars - lost))
    bold_chars = len(text) if block.bold_chars >= len(block.text) else block.bold_chars - lost
    return replace(
        block, text=text, number_chars=number_chars, bold_chars=max(0, min(len(text), bold_chars))
    )


def join_numbers(blocks: Sequence[Block | None]) -> list[Block | None]:
    """The blocks with a chapter number alone on its line (第一章, PART ONE) joined to the title
    below it."""
    joined = list(blocks)
    places = [at for at, block in enumerate(joined) if block is not None]
    for at, following in pairwise(places):
        block, title = joined[at], joined[following]
        if block is None or title is None or title.kind != block.kind or block.kind != "line":
            continue
        marker = parse_marker(block.text)
        is_alone = (
            marker is not None
            and (marker.kind[0] == "第" or marker.kind in COURSE_PARTS)
            and marker.length >= len(block.text)
        )
        is_name = len(title.text) <= 30 and title.text[-1] not in STOPS + "."
        if is_alone and is_name and parse_marker(title.text) is None:
            text = f"{block.text} {title.text}"
            bold = len(text) if title.bold_chars >= len(title.text) else 0
            level = title.level if block.level is None else block.level
            joined[following] = replace(title, text=text, bold_chars=bold, level=level)
            joined[at] = None
    return joined


def lay_out(blocks: Iterable[Block]) -> tuple[str, list[Line]]:
    """The clean text, one line per block, and the lines with their places in it."""
    lines: list[Line] = []
    start = 0
    for block in blocks:
        lines.append(Line(len(lines), block.text, start, block))
        start += len(block.text) + 1
    return "\n".join(line.text for line in lines), lines
