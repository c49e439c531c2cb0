"""How answers become points: a pure function of an attempt's frozen keys and its responses.

Which values a response may have is decided in `quizzes.answering`; here every value is taken as
it stands, and one that fits nothing earns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from common.folding import fold

NOTHING, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Key:
    """What is right for one question, in the ids its attempt shows."""

    kind: str
    right: frozenset[str] = frozenset()  # option ids
    wrong: frozenset[str] = frozenset()
    accepted: tuple[tuple[str, ...], ...] = ()  # for each blank the accepted spellings
    pairs: tuple[tuple[str, str], ...] = ()  # left id, right id
    truth: bool | None = None  # None: not a judge question

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Key:
        """The key of one entry of `Attempt.keys["items"]`."""
        right = frozenset(data.get("right", ()))
        return cls(
            kind=data["kind"],
            right=right,
            wrong=frozenset(data.get("whys", ())) - right,
            accepted=tuple(tuple(words) for words in data.get("accepted", ())),
            pairs=tuple(sorted(data.get("pairs", {}).items())),
            truth=data.get("truth"),
        )


@dataclass(frozen=True, slots=True)
class Mark:
    points: Fraction  # 0–1
    is_right: bool
    parts: tuple[bool, ...] = ()  # blank and match: which blanks, or lefts by id, are right


@dataclass(frozen=True, slots=True)
class Grading:
    marks: dict[str, Mark]
    score: Decimal  # percent, two places

    @property
    def right(self) -> int:
        return sum(mark.is_right for mark in self.marks.values())


def grade(
    keys: Mapping[str, Key], responses: Mapping[str, Any], *, has_partial_credit: bool
) -> Grading:
    """Marks each question and the whole; every question weighs the same.

    The percentage is cut, not rounded: 59.999 must not read as 60.00 beside "not passed".
    """
    marks = {
        question: mark(key, responses.get(question), has_partial_credit=has_partial_credit)
        for question, key in keys.items()
    }
    total = sum((mark.points for mark in marks.values()), NOTHING)
    percent = total * 100 / len(marks) if marks else NOTHING
    score = Decimal(percent.numerator) / Decimal(percent.denominator)
    return Grading(marks, score.quantize(Decimal("0.01"), rounding=ROUND_DOWN))


def mark(key: Key, value: Any, *, has_partial_credit: bool) -> Mark:
    """Points for one value; a value of another form than the question's is a wrong one."""
    if key.kind == "multiple":
        share = _multiple(key, value)
        parts: tuple[bool, ...] = ()
    elif key.kind in ("blank", "match"):
        parts = _blanks(key, value) if key.kind == "blank" else _match(key, value)
        share = Fraction(sum(parts), len(parts)) if parts else NOTHING
    elif key.kind == "judge":
        parts = ()
        share = ALL if isinstance(value, bool) and value is key.truth else NOTHING
    else:
        parts = ()
        share = ALL if isinstance(value, str) and value in key.right else NOTHING
    is_right = share == ALL
    return Mark(share if has_partial_credit or is_right else NOTHING, is_right, parts)


def _multiple(key: Key, value: Any) -> Fraction:
    """hits/keys − wrong/others, never below nothing: ticking everything earns nothing."""
    if not isinstance(value, list) or not key.right:
        return NOTHING
    chosen = {option for option in value if isinstance(option, str)}
    hits = Fraction(len(chosen & key.right), len(key.right))
    misses = Fraction(len(chosen & key.wrong), len(key.wrong)) if key.wrong else NOTHING
    return max(NOTHING, hits - misses)


def _blanks(key: Key, value: Any) -> tuple[bool, ...]:
    texts: Sequence[Any] = value if isinstance(value, list) else ()
    return tuple(
        i < len(texts) and isinstance(texts[i], str) and is_accepted(texts[i], words)
        for i, words in enumerate(key.accepted)
    )


def _match(key: Key, value: Any) -> tuple[bool, ...]:
    chosen = value if isinstance(value, dict) else {}
    return tuple(chosen.get(left) == right for left, right in key.pairs)


def is_accepted(text: str, words: Sequence[str]) -> bool:
    """Whether a typed text says one of the words, whatever its script, width or punctuation."""
    folded = fold(text)
    return folded != "" and any(folded == fold(word) for word in words)
