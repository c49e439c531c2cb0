"""Lines that could be headings, each with its form; numbered lines are judged one by one here,
together with their siblings in `listing`, and ordered in `levels`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lessons.importing.lines import STOPS, Line
from lessons.importing.scripts import is_han

Form = Literal["alone", "stopped", "run-in", "prose"]
LONGEST = 50  # characters of a heading with Chinese in it
LONGEST_RUN_IN = 45
LONGEST_CHAPTER = 75  # 一、… and 第一章 …, which no sentence without a stop begins with
LONGEST_LATIN = 110
_PAIRS = {pair[0]: pair[1] for pair in ("“”", "「」", "『』", "《》", "（）", "()", "【】", "〈〉")}
_LATIN_END = re.compile(r"[.?!](?=\s+[“\"'(]?[A-Z])")
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|St|No|pp?|Fig)|\b[A-Z])$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading; offsets count within the line."""

    line: Line
    kind: str  # the marker's kind, or stated1…, bold, bold-run-in, short, known
    value: int | None  # the number's value; None when there is none
    number: str | None
    form: Form
    head_start: int
    head_end: int  # behind the heading text
    body_start: int  # where the rest of a run-in line begins; the line's length when none

    @property
    def at(self) -> int:
        return self.line.at

    @property
    def head(self) -> str:
        return self.line.text[self.head_start : self.head_end]

    @property
    def body(self) -> str:
        return self.line.text[self.body_start :]


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters rather than characters."""
    han = sum(is_han(char) for char in text)
    letters = sum(char.isascii() and char.isalpha() for char in text)
    return letters > 4 * han and letters > 0


def longest(text: str, limit: int = LONGEST) -> int:
    return LONGEST_LATIN if is_latin(text) else limit


def numbered(line: Line) -> Candidate | None:
    """The candidate a numbered line makes, of form prose when it can only be a sentence."""
    marker = line.marker
    if marker is None and not line.block.number_chars:
        return None
    start = _skip_space(line.text, line.rest_at)
    if start >= len(line.text):
        return None
    if marker is None:
        return None  # an automatic bullet: a list, whatever follows
    limit = LONGEST_CHAPTER if marker.kind in ("一、", "（一）") else LONGEST
    form, head_end, body_start = split_head(line.text, start, limit)
    if marker.is_pair and form != "alone":  # 二、三季度雨水偏多。
        form = "prose"
    return Candidate(
        line, marker.kind, marker.value, marker.number, form, start, head_end, body_start
    )


def split_head(text: str, start: int, limit: int = LONGEST) -> tuple[Form, int, int]:
    """How the line reads from `start` on: its form, where the heading ends, where text begins."""
    rest = text[start:]
    end = _first_end(rest)
    if end is None:
        if rest[-1] in "；;，,、" or len(rest) > longest(rest, limit):
            return "prose", len(text), len(text)
        if rest[-1] in "：:":
            return "alone", start + len(rest.rstrip("：: ")), len(text)
        return "alone", len(text), len(text)
    head = rest[:end]
    is_question = head[-1] in "？?！!"
    head_end = start + (end if is_question else len(head.rstrip("。. ")))
    body_start = _skip_space(text, start + end)
    if body_start >= len(text):
        form: Form = "alone" if is_question else "stopped"
        too_long = len(head) > longest(head)
    else:
        form = "run-in"
        too_long = len(head) > longest(head, LONGEST_RUN_IN)
    if too_long or len(re.findall(r"[，,；;]", head)) > 3 or "；" in head:
        return "prose", len(text), len(text)
    return form, head_end, body_start


def _first_end(rest: str) -> int | None:
    """Behind the first full stop outside quotation marks and brackets; None when there is none."""
    if is_latin(rest):
        for match in _LATIN_END.finditer(rest):
            if not _ABBREVIATED.search(rest[: match.start()]):
                return match.end()
        return len(rest) if rest[-1] in ".?!" else None
    waiting: list[str] = []
    for at, char in enumerate(rest):
        if waiting and char == waiting[-1]:
            waiting.pop()
        elif char in _PAIRS:
            waiting.append(_PAIRS[char])
        elif char in "。！？" or (char in "!?" and not waiting):
            if not waiting:
                return _behind_stops(rest, at)
            if at + 1 == len(rest):
                return len(rest)
    if waiting and "。" in rest:  # a mark that never closes hides nothing
        return rest.index("。") + 1
    return None


def _behind_stops(rest: str, at: int) -> int:
    while at + 1 < len(rest) and rest[at + 1] in "。！？!?”’」』":
        at += 1
    return at + 1


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def is_short_line(text: str) -> bool:
    """Whether an unnumbered line has the shape of a heading: short, no stop, no list of cells."""
    if not text or "\t" in text or text[-1] in STOPS.replace("？", "").replace("?", "") + ".":
        return False
    if re.search(r"[。；;！!]", text) or not any(char.isalpha() for char in text):
        return False
    if is_latin(text):
        words = text.split()
        return len(words) <= 12 and len(text) <= 80 and (text[0].isupper() or text[0].isdigit())
    return 2 <= len(text) <= 28 and text.count("，") <= 1
