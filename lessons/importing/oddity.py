"""Where a text looks unlike any Chinese: quick signs only, without the table of words.

Judging what happened there, and whether anything did, belongs to the finders of damage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lessons.importing.frequency import character_score

ODD = -5.3  # characters rarer than this are less than one in a thousand of any lesson
_CONTEXT = 10
_USUAL = frozenset(
    "，。、；：？！“”‘’《》〈〉（）—–…·　「」『』【】〔〕［］％‰℃～－＋×÷＝／﹑•●○■□◆★※→①②③④⑤⑥⑦⑧⑨⑩"
)
_LONGEST = 1200
_GAP = 20
# A lost byte shows as "?"; after it come rare characters or a letter between two characters.
_SIGN = re.compile(r"q(?:[^n]{0,14}?(?:[os]|[ho]l[ho])|[q.]{0,5}l[ho])")
_DENSE = re.compile(r"o[^n]{0,3}[os][^n]{0,4}[os]|s[^n]{0,3}[os][^n]{0,4}o")
_MORE = re.compile(r"[os]|q|[hos]l[hos]")


def is_odd(character: str) -> bool:
    """Whether a character is a rare Chinese one, or of no script at all."""
    return character > "\x7f" and character_score(character) < ODD


def is_strange(character: str) -> bool:
    """Whether a character is a letter of another script or a sign seldom met in Chinese text."""
    return not (character <= "\x7f" or _is_han(character) or character in _USUAL)


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
    if is_strange(character):
        return "s"
    return "h" if _is_han(character) else "."


def kinds(text: str) -> str:
    """A letter per character: q lost, o odd, s strange, h Chinese, l ASCII from @ on, n, ."""
    return text.translate({ord(character): _kind(character) for character in set(text)})


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A passage that may hold a slip, with a little context, and where its signs are."""

    start: int
    end: int
    signs: tuple[int, ...]


def suspicious_spans(text: str) -> list[Suspicion]:
    """The passages that may hold a slip; apart from each other, in order."""
    shape = kinds(text)
    spans: list[Suspicion] = []
    at = 0
    signs = [found for found in (_SIGN.search(shape), _DENSE.search(shape)) if found]
    while signs:
        first = min(signs, key=lambda found: found.start())
        last = _last_sign(shape, first.start(), first.end())
        start, end = max(at, first.start() - _CONTEXT), min(len(text), last + _CONTEXT)
        places = [first.start(), *(more.start() for more in _SIGN.finditer(shape, start, end))]
        spans.append(Suspicion(start, end, tuple(dict.fromkeys(places))))
        at = end
        signs = [
            again
            for found in signs
            if (again := found if found.start() >= at else found.re.search(shape, at))
        ]
    return spans


def _last_sign(shape: str, first: int, last: int) -> int:
    line_end = shape.find("n", first)
    limit = min(len(shape) if line_end < 0 else line_end, first + _LONGEST)
    while last < limit:
        more = _MORE.search(shape, last, min(limit, last + _GAP))
        if more is None:
            break
        last = more.end()
    return last
