"""Figures near a figure: plausible wrong values of the same unit, in the same writing.

Pure arithmetic and notation; whether a value is also true in the lesson is a filter's matter.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable
from decimal import Decimal

from common.folding import fold

_LADDERS: dict[str, tuple[int, ...]] = {
    "天": (1, 2, 3, 5, 7, 10, 14, 15, 20, 28, 30, 45, 60, 90, 120, 180, 365),
    "日": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 180),
    "分钟": (1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120),
    "小时": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 60, 72, 96),
    "个月": (1, 2, 3, 4, 6, 9, 12, 18, 24),
    "年": (1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 50),
    "个工作日": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "工作日": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "个工作天": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "工作天": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "周岁": (6, 12, 14, 16, 18, 20, 22, 28, 30, 35, 40, 45, 50, 55, 60, 65, 70),
    "岁": (3, 6, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90),
    "学时": (4, 6, 8, 12, 16, 20, 24, 32, 36, 40, 48, 60, 72, 90, 120),
    "个学时": (4, 6, 8, 12, 16, 20, 24, 32, 36, 40, 48, 60, 72, 90, 120),
    "℃": (0, 4, 10, 15, 20, 25, 28, 30, 33, 35, 37, 38, 40, 42, 60, 65, 70, 75, 80, 90, 100),
    "days": (1, 2, 3, 5, 7, 10, 14, 15, 20, 28, 30, 45, 60, 90, 120, 180),
    "minutes": (1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120),
    "hours": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96),
    "months": (1, 2, 3, 4, 6, 9, 12, 18, 24, 36),
}
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250,
          300, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000)  # fmt: skip
_WEEKLY, _WEEKS = ("天", "日", "days"), (14, 21, 28, 35)
_FRACTIONS = ("四分之一", "三分之一", "二分之一", "三分之二", "四分之三")
_PACES = (
    ("每天", "每日"), ("每周", "每星期"), ("每月", "每个月"),
    ("每季度", "每季", "每个季", "每个季度"),
    ("每半年", "每半年度"), ("每年", "每年度"), ("每两年",),
)  # fmt: skip
_MOST_AGES = 2  # nobody takes 55 for 16
_MOST_TIMES = 5  # a lure further off deceives nobody
_WRITTEN = 100  # greater figures are written in digits
_FEW = 5  # up to here the usual mistake is one less as often as one more
_AT_AN_END = 0.4  # share of questions whose answer may be the least or the most
_ONE, _HALF, _HALVED = ("1", "一"), "半", ("年", "小时", "个小时", "个月")
_HALVES_UP_TO = 50  # tenths: 1.5 stands among halves
_TENTHS = "一两三四五六七八九"
_CN = "零一二三四五六七八九十"
_ENGLISH = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
]  # fmt: skip
_PLAIN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(万|亿|萬|億)?")
_BETWEEN = re.compile("至|到|~|—|-")
_RANGE = re.compile(r"(\d+)(至|到|~|—|-)(\d+)")


def near(
    figure: str,
    unit: str,
    rng: random.Random,
    taken: frozenset[str],
    *,
    lures: Iterable[str] = (),
    wanted: int = 3,
) -> list[str] | None:
    """`wanted` wrong figures and the right one in rising order, or None when none are plausible.

    `taken` holds figures that may not appear, `lures` what the lesson says of other things in the
    same unit: whoever half remembers takes those first. The right one stands at a place chosen by
    `rng`, seldom at either end: the least and the most are guessed first, and the middle next.
    """
    ladder = [value for value in _ladder(figure, unit) if value == figure or value not in taken]
    if figure in _ONE and unit in _HALVED and ladder:
        ladder.insert(0, _HALF)  # among 一年, 两年, 三年 the least would be guessed
    if figure not in ladder or len(ladder) < wanted + 1:
        return None
    luring = _luring(figure, unit, lures, taken)
    if luring:
        others = [value for value in _by_distance(figure, ladder) if value not in luring]
        return sorted([figure, *luring, *others[: wanted - len(luring)]], key=_value)
    place = ladder.index(figure)
    lowest, highest = max(0, place + wanted + 1 - len(ladder)), min(wanted, place)
    if _value(figure) <= _FEW or rng.random() > _AT_AN_END:
        lowest, highest = max(lowest, min(1, place)), min(highest, wanted - 1)
    below = rng.randint(min(lowest, highest), max(lowest, highest))
    return ladder[place - below : place - below + wanted + 1]


def _luring(figure: str, unit: str, lures: Iterable[str], taken: frozenset[str]) -> list[str]:
    """At most two, written as the figure is and not many times as great or as small."""
    own = _value(figure)
    if not own or "分之" in figure:
        return []
    usual = _LADDERS.get(unit.strip(), _ROUND)
    most = _MOST_AGES if unit.endswith("岁") else _MOST_TIMES
    fit = [
        lure
        for lure in dict.fromkeys(lures)
        if lure not in taken
        and lure != figure
        and lure[0].isdigit() == figure[0].isdigit()
        and ("." in lure) == ("." in figure)
        and "分之" not in lure
        and ("成" in lure) == ("成" in figure)
        and bool(_BETWEEN.search(lure)) == bool(_BETWEEN.search(figure))
        and 1 / most <= _value(lure) / own <= most
        and _value(lure) != own
        and (own not in usual or _value(lure) in usual)  # 18 among 5, 7 and 30 days
        and (lure[-1] in "万亿") == (figure[-1] in "万亿")
        and _roundness(_value(lure)) >= _roundness(own)
    ]
    return sorted(fit, key=lambda lure: abs(math.log(_value(lure) / own)))[:2]


def _roundness(value: float) -> int:
    """How many times 5 or 10 goes into it: 38 beside 100 would look picked from elsewhere."""
    whole = round(value)
    if whole != value or not whole:
        return -1
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    return 2 * zeros + (whole // 10**zeros % 5 == 0)


def _by_distance(figure: str, ladder: list[str]) -> list[str]:
    at = ladder.index(figure)
    near_first = sorted(range(len(ladder)), key=lambda i: (abs(i - at), i))
    return [ladder[i] for i in near_first if i != at]


def _value(figure: str) -> float:
    match = re.match(r"\d+(?:\.\d+)?", fold(figure))
    return float(match[0]) if match else 0.0


def _ladder(figure: str, unit: str) -> list[str]:
    if figure in _FRACTIONS or figure in ("一半", "半数"):
        half = figure if figure in ("一半", "半数") else "二分之一"
        return [half if name == "二分之一" else name for name in _FRACTIONS]
    if figure.startswith("每"):
        paces = _PACES if figure in (*_PACES[0], *_PACES[1]) else _PACES[1:]
        return [figure if figure in names else names[0] for names in paces]
    if re.fullmatch(r"[二两三四五六七八]成", figure):
        return [figure if digit == "两" and figure == "二成" else f"{digit}成" for digit in _TENTHS]
    if match := _RANGE.fullmatch(figure):
        return _ranges(int(match[1]), match[2], int(match[3]))
    if figure.lower() in _ENGLISH:
        return _written(figure, _ENGLISH, 0)
    if re.fullmatch(rf"[{_CN}两]{{1,3}}", figure):
        return _chinese(figure, unit)
    if match := _PLAIN.fullmatch(figure):
        return _plain(match[1], match[2] or "", unit)
    return []


def _ranges(low: int, mark: str, high: int) -> list[str]:
    width = high - low
    if width <= 0:
        return []
    step = width + 1 if high < _WRITTEN // 5 else width
    # A whole width apart: ranges that overlap would be right in part.
    return [f"{low + i * step}{mark}{high + i * step}" for i in range(-3, 4) if low + i * step > 0]


def _written(figure: str, words: list[str], offset: int) -> list[str]:
    place = words.index(figure.lower())
    chosen = words[max(0, place - 3) : place + 4]
    return [figure if word == figure.lower() else word for word in chosen]


def _chinese(figure: str, unit: str) -> list[str]:
    value = _read(figure)
    if value is None:
        return []
    values = _values(value, unit)
    return [figure if v == value else _write(v) for v in values if v < _WRITTEN or v == value]


def _read(figure: str) -> int | None:
    figure = figure.replace("两", "二")
    if "十" not in figure:
        return _CN.index(figure) if len(figure) == 1 else None
    tens, _, ones = figure.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_CN.index(tens) if tens else 1) * 10 + (_CN.index(ones) if ones else 0)


def _write(value: int) -> str:
    if value == 2:
        return "两"
    if value <= 10:
        return _CN[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _CN[tens]) + "十" + (_CN[ones] if ones else "")


def _values(value: int, unit: str) -> list[int]:
    ladder = _LADDERS.get(unit.strip(), _ROUND)
    if unit.strip() in _WEEKLY and value in _WEEKS:
        return list(_WEEKS)  # three weeks stand out among 20, 25 and 30 days
    if value in ladder:
        return _around(value, ladder, 2 if unit.endswith("岁") else 3)
    if value <= 12:
        return [v for v in range(max(1, value - 3), value + 4) if v < 100]
    if value <= 30:
        step = 5 if value % 5 == 0 else 2
    else:
        step = _step(value)
    return [v for v in (value + i * step for i in range(-3, 4)) if v > 0]


def _around(value: int, ladder: tuple[int, ...], ratio: int) -> list[int]:
    """Steps beside the value, as round as it is, none more than `ratio` times off: implausible."""
    alike = [
        step
        for step in ladder
        if step == value
        or (
            (value % 10 or step % 5 == 0)
            and (value < 8 or value <= step * ratio <= value * ratio**2)
        )
    ]
    place = alike.index(value)
    return alike[max(0, place - 3) : place + 4]


def _step(value: int) -> int:
    """About a tenth of the value, as round as the value itself."""
    zeros = 1
    while value % (zeros * 10) == 0:
        zeros *= 10
    rough = max(1, value // 8)
    magnitude: int = 10 ** (len(str(rough)) - 1)
    step = max(1, rough // magnitude) * magnitude
    return max(step // zeros, 1) * zeros


def _plain(digits: str, scale: str, unit: str) -> list[str]:
    plain = digits.replace(",", "")
    places = len(plain.partition(".")[2])
    value = int(Decimal(plain).scaleb(places))
    if places:
        is_half = places == 1 and value % 5 == 0 and value <= _HALVES_UP_TO
        step = 5 if is_half else _decimal_step(value, places)
        values = [value + i * step for i in range(-3, 4)]
    else:
        values = _values(value, unit)
    top = 100 * 10**places if unit.strip() in ("%", "percent", "per cent") else None
    found = []
    for v in values:
        if v <= 0 or (top and v >= top):
            continue
        text = f"{Decimal(v).scaleb(-places):f}" if places else str(v)
        text = text.removesuffix(".0") if places == 1 else text  # 1, 1.5, 2
        found.append((f"{v:,}" if "," in digits else text) + scale)
    return found


def _decimal_step(value: int, places: int) -> int:
    """Coarse enough to tell apart, fine enough to keep the number of decimals."""
    rough: int = max(value // 8, 1)
    unit = int(10 ** max(0, len(str(rough)) - 1))
    step: int = max(1, rough // unit) * unit
    return step + 1 if step % 10 == 0 and places == 1 and step < 10 else step
