"""Front door to damage: where a clean text is broken and what it may have been.

Each kind is found by its own module; this one puts their findings in order. Nothing is applied.
"""

from __future__ import annotations

from bisect import bisect_left

from lessons.importing.lost import find_lost
from lessons.importing.outline import Damage
from lessons.importing.pinyin import find_pinyin
from lessons.importing.slips import find_slips
from lessons.importing.wrong_decoding import find_whole, find_wrong_decoding

_FINDERS = (find_wrong_decoding, find_slips, find_lost, find_pinyin)  # the surer before the vaguer


def find_damage(text: str) -> tuple[Damage, ...]:
    """All damage, in order and without overlaps, best proposal first; never raises.

    Damage of the whole text stands alone: what else is wrong shows when it is repaired.
    """
    whole = find_whole(text)
    if whole is not None:
        return (whole,)
    found: list[Damage] = []
    for finder in _FINDERS:
        for damage in finder(text):
            place = bisect_left(found, damage.start, key=lambda each: each.start)
            is_free = place == len(found) or damage.end <= found[place].start
            if is_free and (place == 0 or found[place - 1].end <= damage.start):
                found.insert(place, damage)
    return tuple(found)
