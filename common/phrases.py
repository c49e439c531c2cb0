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
# A break is welcome after these, and before those.
_CLOSING = "，。、；：！？”’》）】"
_OPENING = "“‘《（【"
_LINKING = "和与及或同"
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
    cuts = sorted(_cuts(plain) | {0, len(text)})
    parts = [text[a:b] for a, b in itertools.pairwise(cuts)]
    joined: list[str] = []
    for part in parts:
        is_short = len(part) < _LEAST or (joined and len(joined[-1]) < _LEAST)
        if joined and is_short and joined[-1][-1] not in _CLOSING:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _cuts(plain: str) -> set[int]:
    words, longest = _words()
    cuts: set[int] = set()
    at = 0
    while at < len(plain):
        size = next(
            (n for n in range(min(longest, len(plain) - at), 1, -1) if plain[at : at + n] in words),
            0,
        )
        if size:
            cuts.add(at)
            at += size
            if not plain[at : at + 1] or plain[at] not in "的" + _CLOSING:
                cuts.add(at)
            continue
        if plain[at] in "的" + _CLOSING:
            cuts.add(at + 1)
        elif plain[at] in _OPENING:
            cuts.add(at)
        at += 1
    # No line begins with a closing mark or a linking word left alone at an end.
    return {c for c in cuts if c >= len(plain) or plain[c] not in _CLOSING}


def with_breaks(text: str) -> SafeString:
    """The text, escaped, with <wbr> between its phrases; short and foreign text stays whole."""
    if len(text) < _WHOLE or not _HAN.search(text):
        return escape(text)
    return mark_safe("<wbr>".join(escape(piece) for piece in pieces(text)))  # noqa: S308
