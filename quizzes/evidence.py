"""Sentences of a lesson as evidence an editor may pick, and quotes found again in a text; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from common.folding import letterwise
from lessons.importing.sentences import sentences
from quizzes.contract import LONGEST_QUOTE

Span = tuple[int, int]
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_PAUSE = re.compile(r"[；，、：;,:]")
MOST_SPANS = 12


@dataclass(frozen=True, slots=True)
class Pick:
    """One sentence to pick; `value` is what the form sends."""

    start: int
    end: int
    quote: str
    is_picked: bool

    @property
    def value(self) -> str:
        return f"{self.start}-{self.end}"


def picks_of(
    text: str, paragraphs: Iterable[Sequence[int]], picked: Sequence[Span] = ()
) -> list[Pick]:
    """The sentences of these paragraphs in order, and spans already picked that are none of them;
    a sentence longer than a quote may be comes in pieces."""
    found: dict[Span, None] = {}
    for start, end in paragraphs:
        for sentence in sentences(text, start, end):
            found.update(dict.fromkeys(_pieces(text, *sentence)))
    found.update(dict.fromkeys(picked))
    return [
        Pick(start, end, text[start:end], (start, end) in picked) for start, end in sorted(found)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_QUOTE:
        pauses = [m.end() for m in _PAUSE.finditer(text, start, start + LONGEST_QUOTE)]
        cut = pauses[-1] if pauses else start + LONGEST_QUOTE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def spans_from(values: Iterable[str], text: str) -> list[Span]:
    """The spans a form sent, in order; what lies outside the text is left out."""
    found: dict[Span, None] = {}
    for value in values:
        match = _SPAN.fullmatch(value)
        if match and int(match[1]) < int(match[2]) <= len(text):
            found.setdefault((int(match[1]), int(match[2])))
    return sorted(found)[:MOST_SPANS]


def spans_of(quotes: Iterable[str], text: str) -> list[Span] | None:
    """Where the quotes stand in a text, the first place of each; None when one does not.

    A quote in the other script or width is found too.
    """
    found = []
    plain = ""
    for quote in quotes:
        at = text.find(quote) if quote.strip() else -1
        if at < 0 and quote.strip():
            plain = plain or letterwise(text)
            at = plain.find(letterwise(quote))
        if at < 0:
            return None
        found.append((at, at + len(quote)))
    return sorted(set(found)) or None


def evidence_of(spans: Iterable[Span], text: str) -> list[dict[str, int | str]]:
    return [{"start": a, "end": b, "quote": text[a:b]} for a, b in spans]
