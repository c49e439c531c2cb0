"""Counting numbers as Word and web pages show them: 一, 甲, IV, ③ … for automatic lists only."""

from __future__ import annotations

from collections.abc import Callable

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
LARGEST = 9_999  # beyond it every format falls back to digits


def show(number: int, number_format: str) -> str:
    """`number` written in a w:numFmt (ECMA-376 17.18.59); digits where the format is unknown."""
    if number_format in ("none", "bullet"):
        return ""
    if number < 0 or number > LARGEST:
        return str(number)
    maker = _MAKERS.get(number_format)
    return maker(number) if maker else str(number)


def counted(number: int, digits: str = _HAN, units: str = "十百千") -> str:
    """Chinese counting with units: 十, 十一, 二十, 一百零五."""
    if number == 0:
        return digits[0]
    out, pending_zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending_zero = bool(out)
            continue
        if pending_zero:
            out += digits[0]
            pending_zero = False
        out += digits[digit] + (units[power - 1] if power else "")
    return out


def _short_ten(number: int) -> str:
    text = counted(number)
    return text[1:] if 10 <= number < 20 else text


def _ideograph_digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _chinese_counting(number: int) -> str:
    return _short_ten(number) if number < 100 else _ideograph_digital(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def _letters(number: int) -> str:
    """A … Z, AA, BB … as Word repeats the letter."""
    if number == 0:
        return ""
    repeat, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * min(repeat + 1, 20)


def _cycle(signs: str, number: int) -> str:
    return signs[(number - 1) % len(signs)] if number else ""


def _enclosed(number: int, first: int, last: int, start: str) -> str:
    return chr(ord(start) + number - first) if first <= number <= last else str(number)


def _circled(number: int) -> str:
    if 21 <= number <= 35:
        return chr(ord("㉑") + number - 21)
    if 36 <= number <= 50:
        return chr(ord("㊱") + number - 36)
    return "⓪" if number == 0 else _enclosed(number, 1, 20, "①")


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + d: ord("０") + d for d in range(10)})


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{tail or 'th'}"


_MAKERS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "ordinal": _ordinal,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _short_ten,
    "chineseLegalSimplified": lambda n: counted(n, _LEGAL, "拾佰仟"),
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _short_ten,
    "taiwaneseDigital": lambda n: _ideograph_digital(n).replace("〇", "○"),
    "ideographDigital": _ideograph_digital,
    "ideographLegalTraditional": lambda n: counted(n, _LEGAL_TRADITIONAL, "拾佰仟"),
    "japaneseCounting": _short_ten,
    "japaneseDigitalTenThousand": _ideograph_digital,
    "japaneseLegal": lambda n: counted(n, _LEGAL_TRADITIONAL, "拾佰仟"),
    "koreanDigital2": _ideograph_digital,
    "ideographTraditional": lambda n: _cycle(_STEMS, n),
    "ideographZodiac": lambda n: _cycle(_BRANCHES, n),
    "ideographEnclosedCircle": lambda n: _enclosed(n, 1, 10, "㊀"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: _enclosed(n, 1, 20, "⑴"),
    "decimalEnclosedFullstop": lambda n: _enclosed(n, 1, 20, "⒈"),
}
