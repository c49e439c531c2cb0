"""Figures near a figure: plausible wrong values of the same unit, in the same writing.

Pure arithmetic and notation; whether a value is also true in the lesson is a filter's matter.
"""

from __future__ import annotations

import calendar
import random
import re
from decimal import Decimal

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
    "周岁": (6, 12, 14, 16, 18, 20, 22, 60, 65, 70),
    "岁": (3, 6, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90),
    "days": (1, 2, 3, 5, 7, 10, 14, 15, 20, 28, 30, 45, 60, 90, 120, 180),
    "minutes": (1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120),
    "hours": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96),
    "months": (1, 2, 3, 4, 6, 9, 12, 18, 24, 36),
}
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250,
          300, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000)  # fmt: skip
_FRACTIONS = ("四分之一", "三分之一", "二分之一", "三分之二", "四分之三")
_TENTHS = "一两三四五六七八九"
_CN = "零一二三四五六七八九十"
_ENGLISH = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
]  # fmt: skip
_PLAIN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(万|亿|萬|億)?")
_FULL_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_YEAR_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
_YEAR = re.compile(r"(\d{4})(年?)")
_MONTH_DAY = re.compile(r"(次年|每年|)(\d{1,2})月(\d{1,2})日")
_RANGE = re.compile(r"(\d+)(至|到|~|—|-)(\d+)")


def near(
    figure: str,
    unit: str,
    rng: random.Random,
    taken: frozenset[str],
    *,
    last_year: int = 2100,
    wanted: int = 3,
) -> list[str] | None:
    """`wanted` wrong figures and the right one in rising order, or None when none are plausible.

    `taken` holds figures that may not appear, no date is later than `last_year`; the right one
    stands at a place chosen by `rng`.
    """
    ladder = _ladder(figure, unit)
    ladder = [
        value
        for value in ladder
        if value == figure or (value not in taken and not _is_after(value, last_year))
    ]
    if figure not in ladder or len(ladder) < wanted + 1:
        return None
    place = ladder.index(figure)
    lowest = max(0, place + wanted + 1 - len(ladder))
    below = rng.randint(lowest, min(wanted, place))
    return ladder[place - below : place - below + wanted + 1]


def _is_after(value: str, last_year: int) -> bool:
    match = re.match(r"(\d{4})年", value)
    return bool(match) and int(value[:4]) > last_year


def _ladder(figure: str, unit: str) -> list[str]:
    if figure in _FRACTIONS or figure == "一半":
        return [figure if name == "二分之一" and figure == "一半" else name for name in _FRACTIONS]
    if re.fullmatch(r"[二两三四五六七八]成", figure):
        return [figure if digit == "两" and figure == "二成" else f"{digit}成" for digit in _TENTHS]
    if match := _FULL_DATE.fullmatch(figure):
        return _dates(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_MONTH.fullmatch(figure):
        return [f"{int(match[1]) + step}年{match[2]}月" for step in range(-3, 4)]
    if match := _MONTH_DAY.fullmatch(figure):
        dates = _dates(2023, int(match[2]), int(match[3]))
        return [match[1] + text.partition("年")[2] for text in dates]
    if (match := _YEAR.fullmatch(figure)) and (match[2] or 1000 < int(match[1]) < 2100):
        return _years(int(match[1]), match[2], unit)
    if match := _RANGE.fullmatch(figure):
        return _ranges(int(match[1]), match[2], int(match[3]))
    if figure.lower() in _ENGLISH:
        return _written(figure, _ENGLISH, 0)
    if re.fullmatch(rf"[{_CN}两]{{1,3}}", figure):
        return _chinese(figure, unit)
    if match := _PLAIN.fullmatch(figure):
        return _plain(match[1], match[2] or "", unit)
    return []


def _dates(year: int, month: int, day: int) -> list[str]:
    """The same day of the months around; a month's last day stays a last day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return []
    is_last = day == calendar.monthrange(year, month)[1] and day >= 28
    found = []
    for other in range(max(1, month - 3), min(12, month + 3) + 1):
        last = calendar.monthrange(year, other)[1]
        if is_last or day <= last:
            found.append(f"{year}年{other}月{last if is_last else day}日")
    return found


def _years(year: int, mark: str, unit: str) -> list[str]:
    if unit and not mark:  # 2146 households, not a year
        return _plain(str(year), "", unit)
    step = 5 if year > 2025 and year % 5 == 0 else 1 if year > 1990 else (2 if year > 1900 else 5)
    return [f"{year + i * step}{mark}" for i in range(-3, 4)]


def _ranges(low: int, mark: str, high: int) -> list[str]:
    width = high - low
    if width <= 0:
        return []
    # A whole width apart: ranges that overlap would be right in part.
    return [
        f"{low + i * width}{mark}{high + i * width}" for i in range(-3, 4) if low + i * width > 0
    ]


def _written(figure: str, words: list[str], offset: int) -> list[str]:
    place = words.index(figure.lower())
    chosen = words[max(0, place - 3) : place + 4]
    return [figure if word == figure.lower() else word for word in chosen]


def _chinese(figure: str, unit: str) -> list[str]:
    value = _read(figure)
    if value is None:
        return []
    values = _values(value, unit)
    return [figure if v == value else _write(v) for v in values]


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
        step = _decimal_step(value, places)
        values = [value + i * step for i in range(-3, 4)]
    else:
        values = _values(value, unit)
    top = 100 * 10**places if unit.strip() in ("%", "percent", "per cent") else None
    found = []
    for v in values:
        if v <= 0 or (top and v >= top):
            continue
        text = f"{Decimal(v).scaleb(-places):f}" if places else str(v)
        found.append((f"{v:,}" if "," in digits else text) + scale)
    return found


def _decimal_step(value: int, places: int) -> int:
    """Coarse enough to tell apart, fine enough to keep the number of decimals."""
    rough: int = max(value // 8, 1)
    unit = int(10 ** max(0, len(str(rough)) - 1))
    step: int = max(1, rough // unit) * unit
    return step + 1 if step % 10 == 0 and places == 1 and step < 10 else step
