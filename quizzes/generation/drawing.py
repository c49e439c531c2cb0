"""Papers: which questions of a quiz one attempt gets, by section, kind and fact.

Plain values in and out; the same pool, count and seed give the same paper. Nothing is graded or
stored here.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.folding import fold
from quizzes.generation.quiz import Item, Kind

_KIND_SHARE = 0.4  # of one paper; a quiz holds at most 35 % of a kind
_LEAST = 3  # fewer questions than this are no paper
_TEXT = 4  # folded characters from which an answer seen elsewhere gives itself away


@dataclass(frozen=True, slots=True)
class Drawable:
    """What drawing needs to know of a question."""

    id: str
    kind: Kind
    fact: str
    section: str
    stem: str
    answers: tuple[str, ...]  # keys, accepted answers or right sides
    shown: tuple[str, ...]  # all other words a reader sees: options, left and right sides
    places: tuple[tuple[int, int], ...]  # spans of its evidence
    truth: bool | None = None
    key_place: int | None = None  # of a single: where its key stands

    @classmethod
    def of(cls, item: Item) -> Drawable:
        keys = [option.text for option in item.options if option.key]
        answers = keys or [accepted[0] for accepted in item.accepted] or [
            right for _, right in item.pairs
        ]  # fmt: skip
        shown = [option.text for option in item.options]
        shown += [side for pair in item.pairs for side in pair] + list(item.extra_right)
        places = [i for i, option in enumerate(item.options) if option.key]
        return cls(
            item.id, item.kind, item.fact, item.section, item.stem, tuple(answers), tuple(shown),
            tuple((evidence.start, evidence.end) for evidence in item.evidence), item.truth,
            places[0] if item.kind == "single" and places else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draw:
    """A paper; `missing` says how many questions the pool could not give."""

    items: tuple[Drawable, ...]
    missing: int

    @property
    def is_thin(self) -> bool:
        return self.missing > 0


def draw(
    items: Iterable[Item | Drawable],
    *,
    count: int,
    seed: int,
    exclude: Iterable[str] = (),
) -> Draw:
    """At most `count` questions, no two of one fact, none giving another away.

    `exclude` names questions of earlier attempts: they come only when nothing else is left.
    """
    pool = sorted(
        (item if isinstance(item, Drawable) else Drawable.of(item) for item in items),
        key=lambda item: item.id,
    )
    pool = [item for item in pool if item.kind != "short"]
    chance = random.Random(f"draw|{seed}")
    chance.shuffle(pool)
    seen = set(exclude)
    paper = _Paper(count)
    for group in ([i for i in pool if i.id not in seen], [i for i in pool if i.id in seen]):
        paper.fill(group, strict=True)
        paper.fill(group, strict=False)
    chosen = paper.ordered()
    return Draw(tuple(chosen), max(0, count - len(chosen)))


def papers(items: Sequence[Item | Drawable], *, count: int, seed: int, attempts: int) -> list[Draw]:
    """The draws of successive attempts, each preferring what the earlier ones left out."""
    drawn: list[Draw] = []
    used: list[str] = []
    for attempt in range(attempts):
        one = draw(items, count=count, seed=seed + attempt, exclude=used)
        drawn.append(one)
        used.extend(item.id for item in one.items)
    return drawn


def is_too_thin(items: Iterable[Item | Drawable], *, count: int) -> bool:
    """Whether the pool cannot fill even one paper of `count` questions."""
    return draw(items, count=count, seed=0).is_thin


def gives_away(one: Drawable, other: Drawable) -> bool:
    """Whether reading `one` answers `other`: its answer stands there, about the same place."""
    if not _near(one, other):
        return False
    words = fold(one.stem) + "|" + "|".join(map(fold, one.shown))
    if one.kind == other.kind == "judge":
        return True
    if other.kind == "judge":
        return bool(set(one.places) & set(other.places))
    answers = [fold(answer) for answer in other.answers]
    return any(answer in words for answer in answers if len(answer) >= _TEXT or answer.isdigit())


def _near(one: Drawable, other: Drawable) -> bool:
    return any(a < d and c < b for a, b in one.places for c, d in other.places)


class _Paper:
    def __init__(self, count: int) -> None:
        self._count = count
        self._items: list[Drawable] = []
        self._kinds: Counter[str] = Counter()
        self._sections: Counter[str] = Counter()
        self._truths: Counter[bool | None] = Counter()
        self._keys: Counter[int | None] = Counter()
        self._facts: set[str] = set()

    def fill(self, pool: Sequence[Drawable], *, strict: bool) -> None:
        """Section by section, those with fewest questions first; kinds in balance if `strict`."""
        waiting: dict[str, list[Drawable]] = defaultdict(list)
        for item in pool:
            if item not in self._items:
                waiting[item.section].append(item)
        while len(self._items) < self._count:
            best = self._next(waiting, strict)
            if best is None:
                return
            waiting[best.section].remove(best)
            self._take(best)

    def _next(self, waiting: dict[str, list[Drawable]], strict: bool) -> Drawable | None:
        for section in sorted(waiting, key=lambda s: (self._sections[s], s)):
            fitting = [item for item in waiting[section] if self._may(item, strict)]
            if fitting:
                return min(fitting, key=self._cost)
        return None

    def _may(self, item: Drawable, strict: bool) -> bool:
        if item.fact in self._facts:
            return False
        if strict and self._kinds[item.kind] + 1 > max(1, round(_KIND_SHARE * self._count)):
            return False
        if item.kind == "judge" and self._truths[item.truth] > self._truths[not item.truth]:
            return False
        return not any(gives_away(item, kept) or gives_away(kept, item) for kept in self._items)

    def _cost(self, item: Drawable) -> tuple[int, int]:
        key = self._keys[item.key_place] if item.key_place is not None else 0
        return (self._kinds[item.kind], key)

    def _take(self, item: Drawable) -> None:
        self._items.append(item)
        self._kinds[item.kind] += 1
        self._sections[item.section] += 1
        self._facts.add(item.fact)
        self._truths[item.truth] += item.kind == "judge"
        if item.key_place is not None:
            self._keys[item.key_place] += 1

    def ordered(self) -> list[Drawable]:
        """In the order of the lesson, none at all when there are too few for a paper."""
        if len(self._items) < min(_LEAST, self._count):
            return []
        return sorted(self._items, key=lambda item: (item.places[:1], item.id))
