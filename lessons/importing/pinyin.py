"""Pinyin that a converter left inside a text: 教學(xué), 学(xue2)习. Certain enough to remove.

A remark in brackets is pinyin only when it reads the characters before it; abbreviations, foreign
words and names in Latin letters are none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from lessons.importing.outline import Damage, Proposal

_TABLE = Path(__file__).with_name("data") / "readings.txt"
_LETTERS = (
    "a-zü\u0101\u00e1\u01ce\u00e0\u0113\u00e9\u011b\u00e8\u012b\u00ed\u01d0\u00ec\u014d\u00f3"
)
_LETTERS += "\u01d2\u00f2\u016b\u00fa\u01d4\u00f9\u01d6\u01d8\u01da\u01dc\u0144\u0148\u1e3f\u0261"
_TONES = {"\u0304", "\u0301", "\u030c", "\u0300"}
_IN_BRACKETS = re.compile(
    rf"(?<=[\u3400-\u9fff])[(（\[［【〔]\s*"
    rf"([{_LETTERS}\u0300-\u030c'’·\- 1-5]{{1,60}}?)\s*[)）\]］】〕]",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<=[\u3400-\u9fff])\s?([{_LETTERS}\u0300-\u030c]{{1,6}})(?![A-Za-z])")
_ABOUT_SOUNDS = re.compile(
    r"拼音|读音|讀音|注音|发音|發音|声母|聲母|韵母|韻母|读作|讀作|音同|普通话|普通話"
)
_LONGEST = 6
_SURE, _LIKELY = 0.99, 0.9


@lru_cache(maxsize=1)
def _readings() -> dict[str, frozenset[str]]:
    """Syllable without tone → the characters of both scripts that are so read."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {
        syllable: frozenset(characters)
        for syllable, characters in (line.split("\t") for line in lines)
    }


def find_pinyin(text: str) -> list[Damage]:
    """Damage of kind pinyin, in order; the proposal leaves the remark out."""
    found = [_damage(text, match) for match in _IN_BRACKETS.finditer(text)]
    found += [_damage(text, match) for match in _BARE.finditer(text) if _plain(match[1])[1]]
    return sorted(filter(None, found), key=lambda damage: damage.start)


def _damage(text: str, match: re.Match[str]) -> Damage | None:
    written = match[1].strip()
    if written != written.lower() or _ABOUT_SOUNDS.search(
        text, match.start() - 12, match.end() + 12
    ):
        return None
    letters, has_tones = _plain(written)
    before = text[max(0, match.start() - _LONGEST * 2) : match.start()]
    if not _reads(letters, before):
        return None
    score = _SURE if has_tones else _LIKELY
    return Damage("pinyin", match.start(), match.end(), match[0], (Proposal("", score),))


def _plain(written: str) -> tuple[str, bool]:
    """The letters without tone marks, ü as v, and whether there were tones."""
    parts = unicodedata.normalize("NFD", written.lower().replace("\u0261", "g"))
    has_tones = bool(_TONES & set(parts)) or bool(re.search(r"[a-z\u0308][1-5]", parts))
    letters = parts.replace("u\u0308", "v")
    # A tone mark may stand between the letter and its dots: ǚ is u, dots, caron or the reverse.
    letters = re.sub(r"u([\u0300-\u030c])\u0308", r"v\1", letters)
    return "".join(each for each in letters if not unicodedata.combining(each)), has_tones


def _reads(letters: str, before: str) -> bool:
    """Whether the letters are the readings of the last characters before, and of nothing more."""
    reached = {(0, 0)}
    splits: set[int] = set()
    while reached:
        at, count = reached.pop()
        rest = letters[at:].lstrip(" '’·-")
        at = len(letters) - len(rest)
        if not rest:
            splits.add(count)
            continue
        if count < _LONGEST:
            for length in range(1, 7):
                if rest[:length] in _readings():
                    tone = rest[length : length + 1]
                    reached.add((at + length + (tone in tuple("12345")), count + 1))
    return any(count and _matches(letters, before, count) for count in splits)


def _matches(letters: str, before: str, count: int) -> bool:
    """Whether some cut of the letters into `count` syllables reads the last characters."""
    characters = [each for each in before if "\u3400" <= each <= "\u9fff"][-count:]
    if len(characters) < count:
        return False
    at_ends = {0}
    for character in characters:
        following = set()
        for at in at_ends:
            rest = letters[at:].lstrip(" '’·-")
            start = len(letters) - len(rest)
            for length in range(1, 7):
                if character in _readings().get(rest[:length], ()):
                    tone = letters[start + length : start + length + 1]
                    following.add(start + length + (tone in tuple("12345")))
        at_ends = following
    return any(not letters[at:].strip(" '’·-") for at in at_ends)
