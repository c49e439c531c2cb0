"""The two-byte characters of GBK by their bytes: which are common, and which pairs are none.

Tables only; what a slip does to the bytes is told in slips.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lessons.importing.frequency import character_score

COMMON = -5.3  # characters rarer than this are not guessed
VERY_COMMON = -3.7
_FIRST, _LAST = 0x81, 0xFE
_TRAILS = tuple(trail for trail in range(0x40, 0xFF) if trail != 0x7F)
_GUESSED_MARKS = frozenset("。，、；：？！“”‘’《》（）—…·「」『』【】〔〕　％")


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters as they stand in the text, and the two bytes they may have been."""

    shown: str
    lead: int
    trail: int
    is_exact: bool  # False: a compatibility character that was normalised after the slip


@lru_cache(maxsize=50_000)
def pair(lead: int, trail: int) -> str | None:
    """The character of two bytes; None when they are none or for private use."""
    try:
        character = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return character if len(character) == 1 else None


@lru_cache(maxsize=50_000)
def bytes_of(character: str) -> tuple[int, int] | None:
    """The two bytes of a character, private use included; None when it has one or four."""
    try:
        encoded = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return (encoded[0], encoded[1]) if len(encoded) == 2 else None


def _is_guessed(character: str | None) -> bool:
    if character is None:
        return False
    if character in _GUESSED_MARKS:
        return True
    return "\u4e00" <= character <= "\u9fff" and character_score(character) >= COMMON


@lru_cache(maxsize=256)
def with_lead(lead: int) -> tuple[tuple[int, str], ...]:
    """Common characters with this first byte, each with its second."""
    return tuple(
        (trail, character)
        for trail in _TRAILS
        if (character := pair(lead, trail)) is not None and _is_guessed(character)
    )


@lru_cache(maxsize=256)
def with_trail(trail: int) -> tuple[tuple[int, str], ...]:
    """Common characters with this second byte, each with its first."""
    return tuple(
        (lead, character)
        for lead in range(_FIRST, _LAST + 1)
        if (character := pair(lead, trail)) is not None and _is_guessed(character)
    )


@lru_cache(maxsize=256)
def unreadable_trails(lead: int) -> frozenset[int]:
    """Second bytes that make no character after this first byte: such pairs may be dropped."""
    if not _FIRST <= lead <= _LAST:
        return frozenset()
    return frozenset(trail for trail in _TRAILS if pair(lead, trail) is None)


@lru_cache(maxsize=256)
def before_gap(lead: int) -> tuple[tuple[int, str], ...]:
    """Common characters with this first byte whose second may begin a dropped pair.

    The number is that byte, or another that leaves the same second bytes unreadable.
    """
    return tuple((alike(trail), character) for trail, character in with_lead(lead) if alike(trail))


@lru_cache(maxsize=256)
def after_gap(trail: int) -> tuple[str, ...]:
    """Very common characters whose first byte ends a dropped pair that begins with this byte."""
    return tuple(
        character
        for lead in sorted(unreadable_trails(trail))
        for _trail, character in with_lead(lead)
        if character_score(character) >= VERY_COMMON
    )


@lru_cache(maxsize=256)
def alike(lead: int) -> int:
    """One byte for all rows of private use that lack the same second bytes; 0 for a full row."""
    if 0xAA <= lead <= 0xAF or 0xF8 <= lead <= 0xFD:
        return 0xAA
    return lead if unreadable_trails(lead) else 0


@lru_cache(maxsize=1)
def normalised_units() -> dict[str, tuple[Unit, ...]]:
    """What NFKC makes of the marks, letters and numbers of GBK rows A1 to A9: shown → units."""
    units: dict[str, list[Unit]] = {}
    for lead in range(0xA1, 0xAA):
        for trail in range(0xA1, 0xFF):
            character = pair(lead, trail)
            shown = unicodedata.normalize("NFKC", character) if character else character
            if shown and character and shown != character and shown.strip():
                units.setdefault(shown, []).append(Unit(shown, lead, trail, is_exact=False))
    return {shown: tuple(several) for shown, several in units.items()}


@lru_cache(maxsize=1)
def normalised_starts() -> dict[str, tuple[str, ...]]:
    """First character → the normalised forms that begin with it, longest first."""
    starts: dict[str, list[str]] = {}
    for shown in normalised_units():
        starts.setdefault(shown[0], []).append(shown)
    return {
        first: tuple(sorted(several, key=len, reverse=True)) for first, several in starts.items()
    }
