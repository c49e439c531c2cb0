"""The most likely readings of a passage of which some characters are uncertain.

A passage is a graph whose edges carry characters; the best paths are found by the words they
make, known from the frequency table and from the lesson itself. What the edges are, is the
caller's matter.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lessons.importing import frequency
from lessons.importing.folding import fold_script

_OWN_LONGEST = 6  # the lesson's own runs of characters count as words up to this length
_OWN_TEXT = 30_000  # characters of the lesson that are read for its own words
_SEEN_ONCE = -0.6  # a run seen only once elsewhere may be chance
_MARKS = {",": -1.5, "，": -1.5, "。": -1.7, "、": -1.7, "?": -3.2, "\n": -1.8, " ": -2.0}
_MARK = -2.4
_ASCII = -2.6
_HASH_BASE = 1_000_003
_HASH_MASK = (1 << 61) - 1

Node = tuple[int, int, int]  # sorted as they are visited: every edge leads to a greater one


@dataclass(frozen=True, slots=True)
class Edge:
    character: str
    folded: str
    target: Node
    cost: float  # added to the score: 0 or negative


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: its characters, each with the node its edge led to."""

    steps: tuple[tuple[str, Node], ...]
    score: float

    @property
    def text(self) -> str:
        return "".join(character for character, _node in self.steps)


_Steps = tuple[tuple[str, Node], ...]


@dataclass(slots=True)
class _Path:
    score: float
    key: int
    steps: _Steps
    before: _Path | None


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(word[:length] for word in frequency.words() for length in range(1, len(word)))


class Language:
    """Scores of words in one lesson: common words, and runs the lesson itself repeats."""

    def __init__(self, text: str, without: tuple[int, int]) -> None:
        """Learns from the text around the span `without`, the span itself left out."""
        first = max(0, without[0] - _OWN_TEXT // 2)
        last = without[1] + _OWN_TEXT // 2
        around = text[first : without[0]], text[without[1] : last]
        self.characters = frozenset(around[0] + around[1])
        self._words = frequency.words()
        self._beginnings = _beginnings()
        self._own = self._own_words(tuple(fold_script(part) for part in around))

    @staticmethod
    def _own_words(parts: tuple[str, ...]) -> dict[str, float]:
        counts: Counter[str] = Counter()
        for part in parts:
            for length in range(2, _OWN_LONGEST + 1):
                counts.update(part[at : at + length] for at in range(len(part) - length + 1))
        size = math.log10(max(2000, sum(map(len, parts))))
        return {
            run: math.log10(count) - size + (_SEEN_ONCE if count == 1 else 0.0)
            for run, count in counts.items()
        }

    def word(self, folded: str) -> float | None:
        """The score of a word; None when these characters are no word (one always is)."""
        known = self._words.get(folded)
        own = self._own.get(folded)
        if known is not None or own is not None:
            return max(-99.0 if known is None else known, -99.0 if own is None else own)
        if len(folded) > 1:
            return None
        return _single(folded)

    def begins(self, folded: str) -> bool:
        return folded in self._own or folded in self._beginnings


@lru_cache(maxsize=20_000)
def _single(character: str) -> float:
    if character in _MARKS:
        return _MARKS[character]
    if character.isascii():
        return _ASCII
    score = frequency.character_score(character)
    return score - 0.5 if "\u4e00" <= character <= "\u9fff" else min(score, _MARK)


def best_readings(
    edges: Callable[[Node], list[Edge]], start: Node, end: Node, language: Language, count: int
) -> list[Reading]:
    """Up to `count` different texts along paths from start to end, the likeliest first."""
    paths: dict[Node, list[_Path]] = {start: [_Path(0.0, 0, (), None)]}
    waiting = [start]
    while waiting:
        node = heapq.heappop(waiting)
        if node == end:
            break
        here = paths[node]
        for steps, score in _words_from(edges, node, language):
            target = steps[-1][1]
            there = paths.get(target)
            if there is None:
                there = paths[target] = []
                heapq.heappush(waiting, target)
            elif len(there) == count and there[-1].score >= here[0].score + score:
                continue
            _extend(there, here, steps, score, count)
    return [Reading(_steps(path), path.score) for path in paths.get(end, [])]


def _extend(there: list[_Path], here: list[_Path], steps: _Steps, score: float, count: int) -> None:
    """Adds a word to each path, keeping the best; equal keys are equal texts cut otherwise."""
    key, power = 0, 1
    for character, _node in steps:
        key = (key * _HASH_BASE + ord(character)) & _HASH_MASK
        power = (power * _HASH_BASE) & _HASH_MASK
    for path in here:
        total = path.score + score
        if len(there) == count and there[-1].score >= total:
            return
        whole = (path.key * power + key) & _HASH_MASK
        same = next((index for index, other in enumerate(there) if other.key == whole), None)
        if same is not None:
            if there[same].score >= total:
                continue
            del there[same]
        there.append(_Path(total, whole, steps, path))
        there.sort(key=lambda each: -each.score)
        del there[count:]


def _words_from(
    edges: Callable[[Node], list[Edge]], node: Node, language: Language
) -> Iterator[tuple[_Steps, float]]:
    stack: list[tuple[str, _Steps, float]] = [("", (), 0.0)]
    while stack:
        folded, steps, cost = stack.pop()
        for edge in edges(steps[-1][1] if steps else node):
            longer = folded + edge.folded
            passed = (*steps, (edge.character, edge.target))
            total = cost + edge.cost
            score = language.word(longer)
            if score is not None:
                yield passed, score + total
            if language.begins(longer):
                stack.append((longer, passed, total))


def _steps(path: _Path | None) -> _Steps:
    words: list[_Steps] = []
    while path is not None:
        words.append(path.steps)
        path = path.before
    return tuple(step for word in reversed(words) for step in word)


def likelihood(text: str, language: Language) -> float:
    """The score of a text that is certain."""

    def edges(node: Node) -> list[Edge]:
        at = node[0]
        if at >= len(text):
            return []
        return [Edge(text[at], fold_script(text[at]), (at + 1, 0, 0), 0.0)]

    readings = best_readings(edges, (0, 0, 0), (len(text), 0, 0), language, 1)
    return readings[0].score if readings else 0.0
