"""The most likely readings of a passage of which some characters are uncertain.

A passage is a graph whose edges carry characters; the best paths are found by the words they
make. What the edges are is the caller's matter, what words are worth is `language`'s.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lessons.importing.language import Language, as_known

_HOPELESS = 9.0  # a path so far behind the best one at its place is not followed
_FEWEST = 3  # paths kept at a node, so that a word may still change what went before
_HASH_BASE = 1_000_003
_HASH_MASK = (1 << 61) - 1

Node = tuple[int, int, int]  # sorted as they are visited: every edge leads to a greater one


@dataclass(frozen=True, slots=True)
class Edge:
    character: str
    known: str  # the character as the language knows it
    target: Node
    cost: float  # added to the score: 0 or negative


@dataclass(slots=True)
class Limit:
    """How many words searches may still look at; some thirty thousand take a second."""

    steps: int


class TooLong(Exception):
    """A search was given up because it took more steps than allowed."""


Edges = dict[str, list[Edge]]  # by the character as the language knows it


def edges_by_character(edges: Iterable[Edge]) -> Edges:
    """The edges as the search wants them."""
    found: Edges = {}
    for edge in edges:
        found.setdefault(edge.known, []).append(edge)
    return found


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
    word: str
    before: _Path | None


def best_readings(
    edges: Callable[[Node], Edges],
    start: Node,
    end: Node,
    language: Language,
    count: int,
    limit: Limit | None = None,
) -> list[Reading]:
    """Up to `count` different texts along paths from start to end, the likeliest first.

    Raises TooLong when the steps of `limit` are used up.
    """
    paths: dict[Node, list[_Path]] = {start: [_Path(0.0, 0, (), "\n", None)]}
    waiting = [start]
    best: dict[int, float] = {}
    kept = max(count, _FEWEST)
    while waiting:
        node = heapq.heappop(waiting)
        if node == end:
            break
        here = paths[node]
        best[node[0]] = max(here[0].score, best.get(node[0], here[0].score))
        if here[0].score < best[node[0]] - _HOPELESS:
            continue
        for word, steps, cost in _words_from(edges, node, language):
            if limit is not None:
                limit.steps -= 1
                if limit.steps < 0:
                    raise TooLong
            target = steps[-1][1]
            there = paths.get(target)
            if there is None:
                there = paths[target] = []
                heapq.heappush(waiting, target)
            _extend(there, here, word, steps, cost, language, kept)
    return [Reading(_steps(path), path.score) for path in paths.get(end, [])[:count]]


def _extend(
    there: list[_Path],
    here: list[_Path],
    word: str,
    steps: _Steps,
    cost: float,
    language: Language,
    kept: int,
) -> None:
    """Adds a word to each path, keeping the best; equal keys are equal texts cut otherwise."""
    alone = language.alone(word)
    if len(there) == kept and there[-1].score >= here[0].score + cost + (alone or 0.0):
        return
    key, power = 0, 1
    for character, _node in steps:
        key = (key * _HASH_BASE + ord(character)) & _HASH_MASK
        power = (power * _HASH_BASE) & _HASH_MASK
    for path in here:
        total = path.score + cost
        if len(there) == kept and there[-1].score >= total:
            return
        total += language.follows(path.word, word) if alone is None else alone
        if len(there) == kept and there[-1].score >= total:
            continue
        whole = (path.key * power + key) & _HASH_MASK
        same = next((index for index, other in enumerate(there) if other.key == whole), None)
        if same is not None:
            if there[same].score >= total:
                continue
            del there[same]
        there.append(_Path(total, whole, steps, word, path))
        there.sort(key=lambda each: -each.score)
        del there[kept:]


def _words_from(
    edges: Callable[[Node], Edges], node: Node, language: Language
) -> Iterator[tuple[str, _Steps, float]]:
    """Every word that begins at the node: as known, its characters and nodes, its edges' cost."""
    stack: list[tuple[str, _Steps, float]] = [("", (), 0.0)]
    while stack:
        begun, steps, cost = stack.pop()
        here = edges(steps[-1][1] if steps else node)
        if not here:
            continue
        following: Iterable[str] = here
        if begun:
            continuations = language.continuations(begun)
            if len(continuations) < len(here):
                following = [each for each in continuations if each in here]
            else:
                following = [each for each in here if each in continuations]
        for known in following:
            word = begun + known
            is_word = not begun or language.is_word(word)
            begins = language.begins(word)
            for edge in here[known]:
                passed = (*steps, (edge.character, edge.target))
                if is_word:
                    yield word, passed, cost + edge.cost
                if begins:
                    stack.append((word, passed, cost + edge.cost))


def _steps(path: _Path | None) -> _Steps:
    words: list[_Steps] = []
    while path is not None:
        words.append(path.steps)
        path = path.before
    return tuple(step for word in reversed(words) for step in word)


def likelihood(text: str, language: Language) -> float:
    """The score of a text that is certain."""

    def edges(node: Node) -> Edges:
        at = node[0]
        if at >= len(text):
            return {}
        known = as_known(text[at])
        return {known: [Edge(text[at], known, (at + 1, 0, 0), 0.0)]}

    readings = best_readings(edges, (0, 0, 0), (len(text), 0, 0), language, 1)
    return readings[0].score if readings else 0.0
