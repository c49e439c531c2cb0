"""Spaces and invisible characters of extracted text; words are never touched here."""

from __future__ import annotations

import re

_WIDE = {ord(ch): " " for ch in "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"}
_WIDE |= {ord(ch): " " for ch in "\u2007\u2008\u2009\u200a\u202f\u205f\r\n\v\f\x85\u2028\u2029"}
_GONE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\x00"))
_CONTROLS = dict.fromkeys([*range(1, 9), *range(14, 32), 127])
_TABLE = _WIDE | _GONE | _CONTROLS
_RUN = re.compile(r" {2,}")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff"
_ENDS_CJK = re.compile(rf"[{_CJK}“”‘’…—]\s*$")
_STARTS_CJK = re.compile(rf"\s*[{_CJK}“”‘’…—]")


def tidy(text: str) -> str:
    """Single plain spaces for fancy ones, none at the ends; tabs and U+3000 inside stay."""
    return _RUN.sub(" ", text.translate(_TABLE)).strip(" \t\u3000")


def glue(before: str, after: str) -> str:
    """What stands between two pieces of one sentence that a line end had parted."""
    if not before or not after or before.endswith((" ", "\t")) or after.startswith((" ", "\t")):
        return ""
    return "" if _ENDS_CJK.search(before[-20:]) or _STARTS_CJK.match(after) else " "
