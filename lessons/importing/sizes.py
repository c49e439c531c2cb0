"""Levels told by letter size alone, for files that state neither levels nor numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lessons.importing.blocks import Block
from lessons.importing.labels import is_prompt_label
from lessons.importing.numbers import even, parse_marker

LONGEST = 40  # characters of a heading
MOST_LEVELS = 4
_ENDS = ("。", "；", "，", "：", "！", "？", ".", ";", ",", ":", "!", "?", "…")


def with_levels_by_size(blocks: Sequence[Block], sizes: Sequence[float]) -> list[Block]:
    """Gives strong short lines of several sizes a level each, largest first.

    Leaves the blocks alone when the file states levels, when such lines are numbered, or when
    all are of one size: then the grammar knows as much.
    """
    found = list(blocks)
    places = [place for place, block in enumerate(blocks) if _may_be_heading(block)]
    if any(block.level is not None for block in blocks):
        return found
    if any(parse_marker(blocks[place].text) for place in places):
        return found
    counts = Counter(sizes[place] for place in places)
    ranks = sorted((size for size in counts if size > 0), reverse=True)
    if not 2 <= len(ranks) <= MOST_LEVELS or counts[ranks[-1]] < 2:
        return found
    for place in places:
        if sizes[place] > 0:
            found[place] = replace(blocks[place], level=ranks.index(sizes[place]) + 1)
    return found


def _may_be_heading(block: Block) -> bool:
    text = block.text
    return (
        block.kind == "line"
        and not block.is_title
        and block.bold_chars >= len(text)
        and len(text) <= LONGEST
        and not text.endswith(_ENDS)
        and not is_prompt_label(even(text))
    )
