"""Two views of a text: the equal-length shadow rules are matched on, and the fold answers,
options and search words are compared by.

Belongs here: conversion of script, width and numerals for comparison. Not here: what is shown on
screen in another script, and reading or cutting of lessons.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

# The converter leaves these alone; either spelling is an accepted writing of the same word.
_VARIANTS = {
    "著": "着", "瞭": "了", "註": "注", "覆": "复", "甚": "什", "麽": "么", "畫": "划",
    "画": "划", "妳": "你", "牠": "它", "祂": "他", "徵": "征", "乾": "干", "髒": "脏",
    "衹": "只", "祇": "只", "裏": "里", "帳": "账", "帐": "账", "份": "分", "佈": "布",
    "擺": "摆", "藉": "借", "傢": "家", "讚": "赞", "嚐": "尝", "恆": "恒", "爲": "为",
    "衆": "众", "羣": "群", "峯": "峰", "鷄": "鸡", "綫": "线", "産": "产", "説": "说",
}  # fmt: skip
_QUOTES = str.maketrans("「」『』｢｣〝〞﹁﹂", "“”‘’“”“”“”")
_WIDTHS = str.maketrans(
    {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, 0x3000: " ", 0xA0: " "}
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_NUMERAL = re.compile(
    r"(?<![0-9])(?<![0-9]\.)[0-9]+(?:\.[0-9]+)?[万亿]+|[零〇○一二三四五六七八九十两百千万亿]+"
)
_SCALE_NEXT = re.compile(r"[\W_]+[万亿]")
_PERCENT = re.compile(r"百分之(\d+(?:\.\d+)?)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d)\s*[-–—−~～〜至到]\s*(?=\d)")


@cache
def _converter() -> Any:
    import opencc  # 50 ms; most requests never fold

    return opencc.OpenCC("t2s")


class _Simplified(dict[int, str]):
    """Code point → simplified character, context-free, so a part folds as it does in the whole."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        simple = char
        if code > 0x2E7F:
            simple = _VARIANTS.get(char) or _converter().convert(char)
            simple = _VARIANTS.get(simple, simple)
        self[code] = simple
        return simple


_SIMPLIFIED = _Simplified()


def shadow(text: str) -> str:
    """A copy of `text` of the same length: simplified, half-width, quotation marks as “”."""
    plain = text.translate(_WIDTHS).translate(_QUOTES)
    copy: str = _converter().convert(plain)
    if len(copy) != len(plain):
        copy = "".join(_same_length(char) for char in plain)
    return copy


def letterwise(text: str) -> str:
    """A copy of the same length for finding words: each character by itself in simplified and
    half width, so that a part reads as it does in the whole."""
    return text.translate(_WIDTHS).translate(_QUOTES).translate(_SIMPLIFIED)


def _same_length(char: str) -> str:
    simple: str = _converter().convert(char)
    return simple if len(simple) == 1 else char


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` for comparison: NFKC, simplified, lower case, numerals as digits, no punctuation.

    Marks that separate or scale digits stay (27.5%, 7:00, 3-5), so unequal numbers stay unequal.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIMPLIFIED).casefold()
    plain = _NUMERAL.sub(lambda match: _number(match[0]), plain)
    plain = _PERCENT.sub(r"\1%", plain)
    plain = _RANGE.sub("-", _THOUSANDS.sub("", plain))
    return "".join(_kept(plain, i) for i in range(len(plain)))


def _kept(text: str, i: int) -> str:
    char = text[i]
    if unicodedata.category(char)[0] not in "PZC":
        return char
    if char in "%‰":
        return char
    if 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit():
        return char if char in ".:/-" else ";"  # a comma could come to mark thousands
    if i > 0 and text[i - 1].isdigit() and _SCALE_NEXT.match(text, i):
        return ";"  # 3、万事: the mark gone, the word would scale the figure
    return ""


def _number(run: str) -> str:
    """A run of numeral characters as digits; runs that are ordinary words (千万, 百) stay."""
    if run[0].isdigit():
        return _scaled(run)
    if not any(c in _DIGITS or c == "十" for c in run):
        return run
    if all(c in _DIGITS for c in run):
        return "".join(str(_DIGITS[c]) for c in run)
    total = part = digit = 0
    for char in run:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            part += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + part + digit or 1) * _MYRIADS[char]
            part = digit = 0
    return str(total + part + digit)


def _scaled(run: str) -> str:
    """6.3万 as 63000; a malformed figure stays as it is written."""
    digits = run.rstrip("万亿")
    whole, _, fraction = digits.partition(".")
    zeros = sum(8 if c == "亿" else 4 for c in run[len(digits) :])
    if "." in fraction or len(fraction) > zeros:
        return run
    return str(int(whole + fraction + "0" * (zeros - len(fraction))))
