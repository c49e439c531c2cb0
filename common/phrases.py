"""Where a Chinese heading may break: between phrases, never inside a word.

A small list of words and a few function words are enough for headings; this is no word segmenter,
and nothing but layout may depend on it.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.folding import shadow

_WORDS = Path(__file__).with_name("data") / "phrases.txt"
# A break is welcome after these, and before those; never the other way round.
# As the shadow of a text writes them: full-width marks are half-width there.
_CLOSING = ",。、;:!?”’》)】"
_OPENING = "“‘《(【"
_HAN = re.compile(r"[㐀-鿿]")
# A heading shorter than this stays whole; a piece shorter than this joins its neighbour.
_WHOLE = 8
_LEAST = 2


@cache
def _words() -> tuple[frozenset[str], int]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    words = frozenset(w for line in lines if not line.startswith("#") for w in line.split())
    return words, max(map(len, words))


def pieces(text: str) -> list[str]:
    """The text cut into phrases; joined again they are the text."""
    plain = shadow(text)
    cuts = {0, len(text)} | {cut for cut in _cuts(plain) if _may_break(plain, cut)}
    joined: list[str] = []
    for start, end in itertools.pairwise(sorted(cuts)):
        part = text[start:end]
        is_short = len(part) < _LEAST or (joined and len(joined[-1]) < _LEAST)
        if joined and is_short and plain[start - 1] not in _CLOSING:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _may_break(plain: str, cut: int) -> bool:
    """No line begins with a closing mark or ends with an opening one."""
    return 0 < cut < len(plain) and plain[cut] not in _CLOSING and plain[cut - 1] not in _OPENING


def _cuts(plain: str) -> set[int]:
    """Both ends of every known word; behind the 的 that follows it; around marks."""
    words, longest = _words()
    cuts: set[int] = set()
    at = 0
    while at < len(plain):
        room = min(longest, len(plain) - at)
        size = next((n for n in range(room, 1, -1) if plain[at : at + n] in words), 0)
        if size:
            end = at + size
            cuts |= {at, end + 1 if plain[end : end + 1] == "的" else end}
            at = end
            continue
        if plain[at] in _OPENING:
            cuts.add(at)
        elif plain[at] in _CLOSING:
            cuts.add(at + 1)
        at += 1
    return cuts


def with_breaks(text: str) -> SafeString:
    """The text, escaped, with <wbr> between its phrases; short and foreign text stays whole."""
    if len(text) < _WHOLE or not _HAN.search(text):
        return escape(text)
    return mark_safe("<wbr>".join(escape(piece) for piece in pieces(text)))  # noqa: S308
