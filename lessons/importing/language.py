"""What words are worth in one lesson: common words, and runs the lesson itself repeats.

Scores are decimal logarithms of how likely a word is to follow another.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from lessons.importing import frequency
from lessons.importing.folding import fold_script
from lessons.importing.outline import Span

_OWN_LONGEST = 5  # the lesson's own runs of characters count as words up to this length
_OWN_TEXT = 60_000  # characters of the lesson that are read for its own words
_COMMON_SHARE = math.log10(0.7)
_OWN_SHARE = math.log10(0.3 / _OWN_LONGEST)
_ELSEWHERE = -0.8  # the lesson has these characters, but not after that one
_WIDTHS = str.maketrans(",;:!?()", "，；：！？（）")
_MARKS = {
    "，": -1.2, "。": -1.5, "、": -2.1, "；": -2.9, "：": -2.3, "？": -3.0, "！": -3.0, "“": -2.3,
    "”": -2.3, "（": -2.6, "）": -2.6, "《": -2.7, "》": -2.7, "\n": -1.8, " ": -2.2,
}  # fmt: skip
_MARK = -3.5
_DIGIT = -2.0
_NO_WORDS: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def as_known(character: str) -> str:
    """The character as it is looked up: simplified, marks full-width, one digit for all."""
    if character.isascii():
        return "0" if character.isdigit() else character.translate(_WIDTHS)
    return fold_script(character)


@lru_cache(maxsize=1)
def _sorted_words() -> list[str]:
    return sorted(frequency.words())


@lru_cache(maxsize=50_000)
def _continuations(begun: str) -> frozenset[str]:
    """The characters that go on with these in a common word."""
    words = _sorted_words()
    length = len(begun)
    first = bisect_left(words, begun + "\0")
    found = set()
    for at in range(first, len(words)):
        if not words[at].startswith(begun):
            break
        found.add(words[at][length])
    return frozenset(found) if found else _NO_WORDS


def _outside(text: str, spans: Sequence[Span]) -> list[str]:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    return [part for part in [*parts, text[at:]] if part]


class Language:
    """Knows what may follow what, in general and in one lesson."""

    def __init__(self, text: str, without: Sequence[Span] = ()) -> None:
        """Learns from the text outside the spans `without`, which are in order."""
        parts = _outside(text[:_OWN_TEXT], without)
        whole = "".join(parts)
        self.characters = frozenset(whole)
        self._words = frequency.words()
        self._runs: Counter[str] = Counter()
        self._continuations: dict[str, set[str]] = {}
        for part in parts:
            self._learn("".join(map(as_known, part)))
        for run in self._runs:
            if len(run) > 1:
                self._continuations.setdefault(run[:-1], set()).add(run[-1])
        self._size = max(2000, len(whole))
        letters = sum(each.isascii() and each.isalpha() for each in whole)
        self._letters = math.log10((letters + 0.5) / self._size)

    def _learn(self, part: str) -> None:
        for length in range(1, _OWN_LONGEST + 2):
            self._runs.update(part[at : at + length] for at in range(len(part) - length + 1))

    def is_word(self, word: str) -> bool:
        return word in self._words or (len(word) <= _OWN_LONGEST and word in self._runs)

    def begins(self, word: str) -> bool:
        return (len(word) < _OWN_LONGEST and word in self._continuations) or (
            len(word) < frequency.LONGEST_WORD and bool(_continuations(word))
        )

    def continuations(self, begun: str) -> frozenset[str] | set[str]:
        own = self._continuations.get(begun) if len(begun) < _OWN_LONGEST else None
        common = _continuations(begun)
        return common | own if own else common

    def alone(self, word: str) -> float | None:
        """The score of a word whatever stands before it; None when the lesson knows better."""
        return None if word in self._runs else self._common(word) + _COMMON_SHARE

    def follows(self, before: str, word: str) -> float:
        """The score of a word after another."""
        common = self._common(word)
        own = self._own(before[-1], word)
        if own is None:
            return common + _COMMON_SHARE
        return max(common + _COMMON_SHARE, own + _OWN_SHARE)

    def _own(self, last: str, word: str) -> float | None:
        count = self._runs.get(last + word)
        if count:
            return math.log10(count / (self._runs[last] + 1))
        count = self._runs.get(word)
        return math.log10(count / self._size) + _ELSEWHERE if count else None

    def _common(self, word: str) -> float:
        known = self._words.get(word)
        if known is not None:
            return known
        if len(word) > 1:
            return -99.0
        if word in _MARKS:
            return _MARKS[word]
        if word.isascii():
            return _DIGIT if word == "0" else self._letters if word.isalpha() else _MARK
        score = frequency.character_score(word)
        return score - 0.5 if "\u4e00" <= word <= "\u9fff" else min(score, _MARK)
