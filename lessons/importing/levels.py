"""Learns from the file which kind of heading stands below which, and builds the tree of them.

The order of kinds is the one that makes the numbers count: 1, 2, 3 below one parent, 1 again
below the next. Ties go to the order of first appearance and to the customary nesting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from lessons.importing.candidates import Candidate
from lessons.importing.numbers import KINDS

TOP = "known"  # 前言, 结语: always of the outermost level, outside the counting
_MOST_KINDS_TRIED = 6  # beyond it only neighbours are exchanged
_MISCOUNT, _REPEAT, _ORPHAN = 1.0, 0.6, 0.7
_AGAINST_CUSTOM, _AGAINST_APPEARANCE, _AGAINST_STATED, _AGAINST_STYLE = 0.35, 0.4, 1.5, 5.0
_UNNUMBERED_RANK = {"centred": -3, "bold": 8.5, "short-top": -2, "short": 9.5, "bold-run-in": 40}


@dataclass(frozen=True, slots=True)
class Placed:
    candidate: Candidate
    level: int  # from 1
    parent: int | None  # its place among the placed
    is_miscounted: bool  # its number is not the next one below its parent


def order_kinds(candidates: Sequence[Candidate]) -> list[str]:
    """The kinds from the outermost to the innermost."""
    first_seen = list(dict.fromkeys(c.kind for c in candidates if c.kind != TOP))
    if len(first_seen) < 2:
        return first_seen
    steps = [(c.kind, c.value) for c in candidates]
    if len(first_seen) <= _MOST_KINDS_TRIED:
        return _cheapest(permutations(first_seen), steps, first_seen)
    return _climb(sorted(first_seen, key=_customary), steps, first_seen)


def _cheapest(
    orders: Iterable[tuple[str, ...]], steps: list[tuple[str, int | None]], first_seen: list[str]
) -> list[str]:
    best: list[str] = first_seen
    least = float("inf")
    for order in orders:
        cost = _cost(order, steps, first_seen, least)
        if cost < least:
            best, least = list(order), cost
    return best


def _climb(
    order: list[str], steps: list[tuple[str, int | None]], first_seen: list[str]
) -> list[str]:
    best = _cost(order, steps, first_seen)
    is_better = True
    while is_better:
        is_better = False
        for at in range(len(order) - 1):
            swapped = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
            cost = _cost(swapped, steps, first_seen)
            if cost < best:
                order, best, is_better = swapped, cost, True
    return order


def _customary(kind: str) -> float:
    if kind.startswith("stated"):
        return -10 + int(kind[6:])
    return _UNNUMBERED_RANK.get(kind) or KINDS.index(kind)


def _cost(
    order: Sequence[str],
    steps: list[tuple[str, int | None]],
    first_seen: list[str],
    most: float = float("inf"),
) -> float:
    """What the order costs; counting stops as soon as it costs `most`."""
    cost = _prior(order, first_seen)
    rank = {kind: place for place, kind in enumerate(order)}
    stack: list[tuple[int, int]] = []
    for kind, value in steps:
        if cost >= most:
            break
        if kind == TOP:
            del stack[1:]
            continue
        place = rank[kind]
        while stack and stack[-1][0] > place:
            stack.pop()
        last = stack.pop()[1] if stack and stack[-1][0] == place else 0
        if not stack and place > 0:
            cost += _ORPHAN
        if value is not None and value != last + 1:
            cost += _REPEAT if value == last else _MISCOUNT
        stack.append((place, last if value is None else value))
    return cost


def _prior(order: Sequence[str], first_seen: list[str]) -> float:
    seen = {kind: place for place, kind in enumerate(first_seen)}
    cost = 0.0
    for outer, inner in combinations(order, 2):
        if outer.startswith("stated") and inner.startswith("stated"):
            cost += _AGAINST_STYLE * (_customary(outer) > _customary(inner))
            continue
        cost += _AGAINST_STATED * inner.startswith("stated")
        cost += _AGAINST_STYLE * (inner == "short-top" and outer == "short")
        cost += _AGAINST_CUSTOM * (_customary(outer) > _customary(inner))
        cost += _AGAINST_APPEARANCE * (seen[outer] > seen[inner])
    return cost


def place(candidates: Sequence[Candidate]) -> list[Placed]:
    """The candidates with their levels and parents; levels are depths, so none is left out."""
    rank = {kind: at for at, kind in enumerate(order_kinds(candidates))}
    stack: list[tuple[int, int, int]] = []  # rank, last value, place among the placed
    placed: list[Placed] = []
    for at, candidate in enumerate(candidates):
        mine = rank.get(candidate.kind, 0)
        while stack and stack[-1][0] > mine:
            stack.pop()
        last = 0
        if stack and stack[-1][0] == mine:
            last = stack.pop()[1]
        value = last if candidate.value is None or candidate.kind == TOP else candidate.value
        parent = stack[-1][2] if stack else None
        miscounted = candidate.value is not None and candidate.value != last + 1
        placed.append(Placed(candidate, len(stack) + 1, parent, miscounted))
        stack.append((mine, value, at))
    return placed
