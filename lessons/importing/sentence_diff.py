"""What became of each sentence between two texts; places only, no words are copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from common.folding import fold
from lessons.importing.outline import Span
from lessons.importing.sentences import sentences

_ALIKE = 0.4  # a sentence replaced by one this alike was changed, not removed and added
_MOST_PAIRED = 2_500


@dataclass(frozen=True, slots=True)
class SentenceChange:
    change: Literal["same", "changed", "added", "removed"]
    old: Span | None
    new: Span | None


Neighbours = Counter[tuple[str, str]]


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, by their pairs of neighbouring characters."""
    return 1.0 if one == other else shared(neighbours(one), neighbours(other))


def neighbours(text: str) -> Neighbours:
    """The pairs of neighbouring characters of a text; count once, compare often."""
    return Counter(pairwise(text))


def shared(one: Neighbours, other: Neighbours) -> float:
    """How much two texts share, 0 to 1, by their neighbours."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def sentence_changes(
    old_text: str,
    old_spans: Sequence[Span],
    new_text: str,
    new_spans: Sequence[Span],
    is_split: bool = True,
) -> tuple[SentenceChange, ...]:
    """The fate of every sentence of the spans, in the new order; not `is_split`: of every span.

    Sentences that differ only in script, width, marks or space are the same.
    """
    old = _split(old_text, old_spans) if is_split else list(old_spans)
    new = _split(new_text, new_spans) if is_split else list(new_spans)
    old_words = [fold(old_text[start:end]) for start, end in old]
    new_words = [fold(new_text[start:end]) for start, end in new]
    found: list[SentenceChange] = []
    matcher = SequenceMatcher(None, old_words, new_words)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            found += [
                SentenceChange("same", *pair)
                for pair in zip(old[first:last], new[begin:end], strict=True)
            ]
        else:
            partners = _partners(old_words[first:last], new_words[begin:end])
            found += _replaced(old[first:last], new[begin:end], partners)
    return tuple(found)


def _split(text: str, spans: Sequence[Span]) -> list[Span]:
    return [each for start, end in spans for each in sentences(text, start, end)]


def _partners(old: list[str], new: list[str]) -> dict[int, int]:
    """New index → old index of sentences that were changed into one another, in order."""
    if len(old) * len(new) > _MOST_PAIRED:
        beside = zip(old, new, strict=False)
        return {at: at for at, pair in enumerate(beside) if likeness(*pair) >= _ALIKE}
    partners: dict[int, int] = {}
    theirs = [neighbours(words) for words in new]
    mine = [neighbours(words) for words in old]
    scored = sorted(
        (
            (shared(one, two), at, to)
            for at, one in enumerate(mine)
            for to, two in enumerate(theirs)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    for score, at, to in scored:
        crosses = any((to < other) != (at < partner) for other, partner in partners.items())
        if score >= _ALIKE and to not in partners and at not in partners.values() and not crosses:
            partners[to] = at
    return partners


def _replaced(old: list[Span], new: list[Span], partners: dict[int, int]) -> list[SentenceChange]:
    found: list[SentenceChange] = []
    done = 0
    for to, span in enumerate(new):
        at = partners.get(to)
        if at is None:
            found.append(SentenceChange("added", None, span))
            continue
        found += [SentenceChange("removed", gone, None) for gone in old[done:at]]
        found.append(SentenceChange("changed", old[at], span))
        done = at + 1
    return [*found, *(SentenceChange("removed", gone, None) for gone in old[done:])]
