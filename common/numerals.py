"""Chinese numerals for ordinals on screen: 一, 十二, 一百零三.

Reading numerals in lessons belongs to the importer; here they are only written.
"""

from __future__ import annotations

from django.utils.translation import get_language

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
LARGEST = 9999


def in_chinese(number: int) -> str:
    """The number from 0 to 9999 in numerals; raises ValueError outside."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"numerals are written from 0 to {LARGEST}, not {number}")
    if number == 0:
        return "零"
    words = ""
    is_gap = False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            is_gap = True
            continue
        if is_gap:
            words += "零"
            is_gap = False
        words += _DIGITS[digit] + _PLACES[place]
    # 十二, not 一十二; inside a larger number the 一 stays (一百一十二).
    return words[1:] if words.startswith("一十") else words


def chinese_numeral(number: int) -> str:
    """The numeral where the interface is Chinese and the number has one, else figures."""
    language = get_language() or ""
    if not language.startswith("zh") or not 0 <= number <= LARGEST:
        return str(number)
    return in_chinese(number)
