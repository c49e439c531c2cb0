"""Lines of a web page that have been read, and which of them belong to the page around it."""

from __future__ import annotations

from dataclasses import dataclass

from lessons.importing.blocks import Block
from lessons.importing.furniture import (
    EDGE,
    is_edge_line,
    is_page_line,
    is_related_title,
    is_symbols_only,
)


@dataclass(slots=True)
class Draft:
    block: Block
    linked: int = 0  # characters of it that are links
    links: int = 0


def kept_before(count: int, out: set[int]) -> list[int]:
    """For each draft place (and the end) how many blocks before it are kept."""
    places, kept = [], 0
    for place in range(count + 2):
        places.append(kept)
        kept += place < count and place not in out
    return places


def lines_around(drafts: list[Draft]) -> set[int]:
    out: set[int] = set()
    in_related = False
    for place, draft in enumerate(drafts):
        text = draft.block.text
        is_linked = draft.linked * 10 >= len(text) * 8
        if is_related_title(text):
            in_related = any(d.linked for d in drafts[place + 1 : place + 3]) or (
                place + 1 == len(drafts)
            )
            if in_related:
                out.add(place)
        elif is_linked and (in_related or draft.links >= 3):
            out.add(place)
        elif is_page_line(text) or is_symbols_only(text):
            out.add(place)
            in_related = False
        else:
            in_related = False
    kept = [place for place in range(len(drafts)) if place not in out]
    is_head = True  # until the first paragraph
    for number, place in enumerate(kept):
        text = drafts[place].block.text
        is_head = is_head and number < EDGE and len(text) < 40
        is_edge = number < EDGE or number >= len(kept) - EDGE
        if is_edge and is_edge_line(text, is_head=is_head):
            out.add(place)
    return out | _said_twice(drafts, out)


def _said_twice(drafts: list[Draft], out: set[int]) -> set[int]:
    """The title once more: pages set it above the article and again as its first line."""
    kept = [place for place in range(len(drafts)) if place not in out][:EDGE]
    seen: set[str] = set()
    twice = set()
    for place in kept:
        text = drafts[place].block.text
        if len(text) > 60 or text.endswith(("。", "！", "？", ".")):
            continue
        if plain(text) in seen:
            twice.add(place)
        seen.add(plain(text))
    return twice


def plain(text: str) -> str:
    """Letters and digits alone, for comparing titles."""
    return "".join(ch for ch in text.lower() if ch.isalnum())
