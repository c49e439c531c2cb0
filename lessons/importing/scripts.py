"""Which script a text is written in, told by the characters only one of the two scripts has."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from lessons.importing.outline import Script

_FOREIGN_SHARE = 0.1  # below it the other script's characters are slips of a converter or names


@lru_cache(maxsize=8192)
def _side(char: str) -> int:
    """-1 for a character only simplified text has, 1 for one only traditional text has, else 0."""
    return _has(char, "big5hkscs") - _has(char, "gb2312")


def _has(char: str, charset: str) -> int:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return 0
    return 1


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def detect_script(text: str) -> Script:
    """Tell the script; Chinese without a telling character counts as simplified."""
    han = [char for char in text if is_han(char)]
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if len(han) * 6 < latin or (not han and latin):
        return "latin"
    counted = Counter(han)
    simplified = sum(count for char, count in counted.items() if _side(char) < 0)
    traditional = sum(count for char, count in counted.items() if _side(char) > 0)
    if min(simplified, traditional) > _FOREIGN_SHARE * max(simplified, traditional):
        return "mixed"
    return "traditional" if traditional > simplified else "simplified"
