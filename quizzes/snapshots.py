"""What an attempt freezes: the questions as they are asked and, apart from them, what is right.

Pure: item values and a seed in, plain JSON values out. Option ids are made anew for each attempt,
so nothing learnt from one attempt's page tells anything about another's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from common.folding import fold
from quizzes.generation.quiz import Item, Option

_IDS = 16**8
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An item with the row it comes from."""

    row: int
    version: int
    value: Item


def freeze(
    drawn: Sequence[Drawn], *, seed: int, has_partial_credit: bool, pass_mark: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The snapshot and the keys of an attempt; the order of `drawn` is the order asked."""
    chance = random.Random(seed)
    snapshot: list[dict[str, Any]] = []
    keys: dict[str, dict[str, Any]] = {}
    for number, one in enumerate(drawn, start=1):
        question, key = _freeze_one(one, f"q{number}", chance)
        snapshot.append(question)
        keys[question["id"]] = key
    rules = {"has_partial_credit": has_partial_credit, "pass_mark": pass_mark}
    return snapshot, {"rules": rules, "items": keys}


def _freeze_one(
    one: Drawn, name: str, chance: random.Random
) -> tuple[dict[str, Any], dict[str, Any]]:
    item = one.value
    question: dict[str, Any] = {
        "id": name,
        "item": one.row,
        "version": one.version,
        "kind": item.kind,
        "stem": item.stem,
    }
    key: dict[str, Any] = {
        "kind": item.kind,
        "explanation": item.explanation,
        "section": item.section,
        "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in item.evidence],
    }
    parts = {"blank": _blank, "judge": _judge, "match": _match}.get(item.kind, _choice)
    asked, right = parts(item, chance)
    return question | asked, key | right


def _choice(item: Item, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    options = list(zip(_new_ids(chance, len(item.options)), item.options, strict=True))
    if not _is_series(item.options):
        chance.shuffle(options)
    asked = {"options": [{"id": name, "text": option.text} for name, option in options]}
    # In the order shown: an order of its own would be one more thing that tells.
    right = {
        "right": [name for name, option in options if option.key],
        "whys": {name: option.why for name, option in options},
    }
    return asked, right


def _is_series(options: Sequence[Option]) -> bool:
    """Figures or dates of one unit keep the rising order they came in; all else is shuffled."""
    folded = [fold(option.text) for option in options]
    runs = [_DIGITS.findall(text) for text in folded]
    if any(len(run) != 1 for run in runs) or len({_DIGITS.sub("", t) for t in folded}) != 1:
        return False
    figures = [int(run[0]) for run in runs]
    return figures == sorted(figures)


def _judge(item: Item, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """The reasons of a judge item belong to 对 and 错: its key option is the one that is so."""
    truth = bool(item.truth)
    whys = {("true" if option.key is truth else "false"): option.why for option in item.options}
    return {}, {"truth": truth, "said": whys}


def _blank(item: Item, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {"blanks": len(item.accepted)},
        {"accepted": [list(words) for words in item.accepted]},
    )


def _match(item: Item, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    # Two lefts may share a right side; it is shown once.
    texts = list(dict.fromkeys([*(right for _left, right in item.pairs), *item.extra_right]))
    ids = _new_ids(chance, len(item.pairs) + len(texts))
    lefts = [(name, *pair) for name, pair in zip(ids, item.pairs, strict=False)]
    rights = dict(zip(texts, ids[len(item.pairs) :], strict=True))
    chance.shuffle(texts)
    chance.shuffle(lefts)
    asked = {
        "lefts": [{"id": name, "text": left} for name, left, _right in lefts],
        "rights": [{"id": rights[text], "text": text} for text in texts],
    }
    return asked, {"pairs": {name: rights[right] for name, _left, right in lefts}}


def _new_ids(chance: random.Random, count: int) -> list[str]:
    """Different ids of eight hexadecimal digits."""
    return [f"{number:08x}" for number in chance.sample(range(_IDS), count)]
