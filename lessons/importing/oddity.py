"""Where a text looks unlike any Chinese: quick signs only, without the table of words.

Judging what happened there, and whether anything did, belongs to the finders of damage.
"""

from __future__ import annotations

import re

from lessons.importing.frequency import character_score
from lessons.importing.outline import Span

ODD = -5.3  # characters rarer than this are less than one in a thousand of any lesson
_CONTEXT = 10
_LONGEST = 1200
_GAP = 20
# A lost byte shows as "?"; after it come rare characters or a letter between two characters.
_SIGN = re.compile(r"q[^n]{0,14}?(?:o|[ho]l[ho])")
_DENSE = re.compile(r"o[^n]{0,2}o[^n]{0,3}o")
_MORE = re.compile(r"o|q|[ho]l[ho]")


def is_odd(character: str) -> bool:
    """Whether a character is rare or foreign to Chinese text."""
    if character <= "\x7f":
        return False
    return character_score(character) < ODD or (character.isalpha() and not _is_han(character))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character > "\U0001ffff"


def _kind(character: str) -> str:
    if character in "?\ufffd":
        return "q"
    if character == "\n":
        return "n"
    if character <= "\x7f":
        return "l" if character >= "@" else "."
    if is_odd(character):
        return "o"
    return "h" if _is_han(character) else "."


def kinds(text: str) -> str:
    """One letter per character: q lost, o odd, h Chinese, l ASCII from @ on, n line end, . else."""
    return text.translate({ord(character): _kind(character) for character in set(text)})


def suspicious_spans(text: str) -> list[Span]:
    """Passages that may hold a slip, with a little context; apart from each other, in order."""
    shape = kinds(text)
    spans: list[Span] = []
    at = 0
    while True:
        starts = [found for sign in (_SIGN, _DENSE) if (found := sign.search(shape, at))]
        if not starts:
            return spans
        first = min(starts, key=lambda found: found.start())
        last = _last_sign(shape, first.start(), first.end())
        start, end = max(at, first.start() - _CONTEXT), min(len(text), last + _CONTEXT)
        spans.append((start, end))
        at = end


def _last_sign(shape: str, first: int, last: int) -> int:
    line_end = shape.find("n", first)
    limit = min(len(shape) if line_end < 0 else line_end, first + _LONGEST)
    while last < limit:
        more = _MORE.search(shape, last, min(limit, last + _GAP))
        if more is None:
            break
        last = more.end()
    return last
