"""Wrong figures beside a right one: usual values of the unit, as round as the key.

Pure arithmetic and notation; whether a value is also right is a filter's matter.
"""

from __future__ import annotations

import random
import re

_WORDS = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
    9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen",
    15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty",
    30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
    90: "ninety",
}  # fmt: skip
_WORDS |= {
    tens + ones: f"{_WORDS[tens]}-{_WORDS[ones]}"
    for tens in range(20, 100, 10) for ones in range(1, 10)
}  # fmt: skip
_VALUES = {word: value for value, word in _WORDS.items()}
_USUAL = {
    "second": (5, 10, 15, 20, 30, 45, 60, 90),
    "minute": (1, 2, 3, 5, 10, 15, 20, 30, 40, 60, 90, 120),
    "hour": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96),
    "day": (1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 120, 180),
    "week": (1, 2, 3, 4, 6, 8, 12, 16, 24),
    "month": (1, 2, 3, 4, 6, 9, 12, 18, 24, 36),
    "year": (1, 2, 3, 5, 10, 15, 20, 30, 50),
}
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300,
          400, 500)  # fmt: skip
_SINGULAR = re.compile(r"\b(?:second|minute|hour|day|week|month|year)$")
_PLURALS = ("people", "children", "men", "women")  # one people is no English
AGE = re.compile(r"[ -]?(?:years? )?old\b|[ -]?years? of age")
_LEAST_RATIO = 1.25  # closer values than this tell nothing apart
_SMALL = 6  # up to here one more or less is a real difference
_NEIGHBOURS = 3
_FEW = 3
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0,
          "month": 720.0, "year": 8760.0}  # fmt: skip


def value_of(figure: str) -> float | None:
    plain = figure.replace(",", "").lower()
    if plain in _VALUES:
        return float(_VALUES[plain])
    try:
        return float(plain)
    except ValueError:
        return None


def hours(figure: str, unit: str) -> float | None:
    """How long a time is, in hours, so that times of different units can be put in order."""
    value = value_of(figure)
    name = unit.strip().split()[-1].rstrip("s").lower() if unit.strip() else ""
    return value * _HOURS[name] if value is not None and name in _HOURS else None


def spellings(figure: str) -> list[str]:
    """The figure in words and in digits."""
    value = value_of(figure)
    if value is None or value != int(value):
        return []
    return [text for text in (_WORDS.get(int(value), ""), str(int(value))) if text]


def numbered(unit: str, figure: str) -> str:
    """The unit in the number its figure asks for."""
    is_one = figure in ("1", "one")
    if not is_one and _SINGULAR.search(unit):
        return unit + "s"
    if not is_one or not unit.endswith("s"):
        return unit
    return unit[:-3] + "y" if unit.endswith("ies") else unit[:-1]


def around(
    figure: str, unit: str, chance: random.Random, taken: frozenset[str], wanted: int = 3
) -> list[str]:
    """The figure among `wanted` others in rising order, written as it is; [] when too few."""
    key = value_of(figure)
    if key is None or key <= 0:
        return []
    values = [v for v in _ladder(key, unit) if v == key or _written(v, figure) not in taken]
    texts = [figure if v == key else _written(v, figure) for v in values]
    pairs = [(v, t) for v, t in zip(values, texts, strict=True) if t]
    place = next(i for i, (v, _) in enumerate(pairs) if v == key)
    if len(pairs) < wanted + 1:
        return []
    lowest = max(0, place + wanted + 1 - len(pairs))
    below = chance.randint(lowest, min(wanted, place))
    return [text for _, text in pairs[place - below : place - below + wanted + 1]]


def _ladder(key: float, unit: str) -> list[float]:
    name = unit.strip().split()[-1].rstrip("s").lower() if unit.strip() else ""
    usual: tuple[float, ...] = _USUAL.get(name, ())
    if key not in usual:  # 27 among 20, 30 and 45 would show itself
        usual = _scaled(key) or _even(key)
    if name in _PLURALS or (name not in _USUAL and key > _FEW):
        usual = tuple(v for v in usual if v > 1)  # one volunteer is no team
    if "cent" in unit or "%" in unit:
        usual = tuple(v for v in usual if v < 100)
    apart = [v for v in usual if v != key and _is_apart(v, key)]
    below = sorted(v for v in apart if v < key)[-_NEIGHBOURS:]
    above = sorted(v for v in apart if v > key)[:_NEIGHBOURS]
    return [*below, key, *above]


def _is_apart(one: float, other: float) -> bool:
    if max(one, other) <= _SMALL:
        return True
    return max(one, other) / min(one, other) >= _LEAST_RATIO


def _scaled(key: float) -> tuple[float, ...]:
    """The round values, times the power of ten that makes the key one of them."""
    if key != int(key):
        return ()
    scale = 1
    while key / scale > max(_ROUND) and key % (scale * 10) == 0:
        scale *= 10
    if key / scale not in _ROUND:
        return ()
    return tuple(float(v * scale) for v in _ROUND)


def _even(key: float) -> tuple[float, ...]:
    """Even steps of a quarter, as exact as the key itself."""
    unit = 1.0
    if key != int(key):
        unit = 10.0 ** -len(f"{key}".partition(".")[2])
    else:
        while key % (unit * 10) == 0:
            unit *= 10
    step = max(round(key * 0.25 / unit), 1) * unit
    return tuple(round(key + i * step, 4) for i in range(-3, 4) if key + i * step > 0)


def _written(value: float, like: str) -> str:
    """The value written as the key is; "" when no word for it is known."""
    if like.lower() in _VALUES:
        return _WORDS.get(int(value), "")
    if "." in like:
        return f"{value:.{len(like.partition('.')[2])}f}"
    return f"{int(value):,}" if "," in like or value >= 10_000 else str(int(value))
