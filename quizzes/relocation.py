"""Where the words of an item stand in another edition's text; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Evidence = Mapping[str, Any]  # {"start", "end", "quote"}


def relocate(evidence: Sequence[Evidence], text: str) -> list[dict[str, Any]] | None:
    """The same quotes in `text`, each at the place nearest to its old one; None when one of them
    is no longer there."""
    moved = []
    for one in evidence:
        places = [(abs(place - one["start"]), place) for place in _places(one["quote"], text)]
        if not places:
            return None
        start = min(places)[1]
        moved.append({"start": start, "end": start + len(one["quote"]), "quote": one["quote"]})
    return moved or None


def _places(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
