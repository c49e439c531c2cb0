"""A table of contents typed into the text: left out, for the headings say the same."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from lessons.importing import labels
from lessons.importing.blocks import Block
from lessons.importing.furniture import contents_lines, is_contents_title
from lessons.importing.numbers import even
from lessons.importing.outline import Warning
from lessons.importing.page_numbers import dropped

_PAGE = re.compile(r"[\s.．…·‥⋯]*[（(]?\d{0,4}[)）]?$")
_FEWEST_ENTRIES = 2
_LONGEST = 80  # characters of an entry
_MOST_COMPARED = 20
_LAST_PLACE = 40  # a table of contents stands at the beginning


def without_contents(
    blocks: Sequence[Block | None],
) -> tuple[list[Block | None], list[Warning]]:
    """The blocks with those of a table of contents taken out, places kept, and a warning."""
    texts = [block.text if block else "" for block in blocks]
    gone = contents_lines(texts)
    titles = [
        at
        for at, text in enumerate(texts[:_LAST_PLACE])
        if text and at not in gone and (is_contents_title(text) or _is_overview(text))
    ]
    if titles:
        keys = sorted((_key(t[:_LONGEST]), place) for place, t in enumerate(texts) if t)
        for at in titles:
            gone |= _entries_below(texts, at, keys)
    if not gone:
        return list(blocks), []
    shown = "；".join(texts[at] for at in sorted(gone))
    kept = [None if at in gone else block for at, block in enumerate(blocks)]
    return kept, [dropped(shown)]


def _is_overview(text: str) -> bool:
    """本课提纲, 主要内容 above nothing but the headings."""
    return len(text) <= 16 and labels.alone(even(text)) == "note"


def _entries_below(texts: Sequence[str], at: int, keys: list[tuple[str, int]]) -> set[int]:
    """The title and the lines below it that all stand in the text again; `keys` are sorted."""
    seen: set[str] = set()
    entries: list[int] = []
    for place in range(at + 1, len(texts)):
        if not texts[place]:
            continue
        key = _key(texts[place])
        if not key or key in seen or len(texts[place]) > _LONGEST:
            break
        first = bisect(keys, (key, place))
        again = keys[first : first + _MOST_COMPARED]
        if not any(text.startswith(key) for text, _place in again):
            break
        seen.add(key)
        entries.append(place)
    return {at, *entries} if len(entries) >= _FEWEST_ENTRIES else set()


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", _PAGE.sub("", even(text)))
