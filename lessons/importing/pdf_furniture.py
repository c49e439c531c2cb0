"""Running heads, feet and page numbers of a PDF: rows that repeat at the edges of its pages."""

from __future__ import annotations

import re
from collections import defaultdict

from lessons.importing.furniture import is_page_number
from lessons.importing.pdf_rows import Row

EDGE_ROWS = 3  # rows at the top and foot of a page that may be furniture
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+(?=\s*[页頁])")
_PRINTED = re.compile(
    r"^(?:https?://|file://|www\.)\S+|^\d{4}[/-]\d{1,2}[/-]\d{1,2}[ ,]+\d{1,2}:\d{2}", re.IGNORECASE
)


def furniture(pages: list[list[Row]], heights: list[float], body_size: float) -> set[int]:
    """The ids of rows that are page furniture."""
    found: set[int] = set()
    seen: dict[tuple[bool, str], list[Row]] = defaultdict(list)
    for rows in pages:
        for is_head, row in _edges(rows):
            seen[is_head, _DIGITS.sub("#", "".join(row.text.split()))].append(row)
    full_pages = sum(bool(rows) for rows in pages)
    for (_, pattern), rows in seen.items():
        on_pages = {row.page for row in rows}
        enough = len(on_pages) >= max(2, full_pages * 0.4) or len(on_pages) >= 4
        if enough and _stand_alike(rows) and (pattern != "#" or _count_up(rows)):
            found.update(id(row) for row in rows)
    for rows, height in zip(pages, heights, strict=True):
        rest = [row for row in rows if id(row) not in found]
        for row in _outermost(rest):
            text = row.text.replace("\t", " ")
            at_edge = row.y < height * 0.12 or row.y > height * 0.9
            if at_edge and (is_page_number(text) or _is_printed(row, text, body_size)):
                found.add(id(row))
    return found


def _edges(rows: list[Row]) -> list[tuple[bool, Row]]:
    by_height = sorted(rows, key=lambda row: -row.y)
    heads = [(True, row) for row in by_height[:EDGE_ROWS]]
    return heads + [(False, row) for row in by_height[-EDGE_ROWS:]]


def _outermost(rows: list[Row]) -> list[Row]:
    by_height = sorted(rows, key=lambda row: -row.y)
    return [*by_height[:1], *by_height[-2:]]


def _stand_alike(rows: list[Row]) -> bool:
    """Whether they stand at one height, as no paragraph of running text does."""
    heights = sorted(row.y for row in rows)
    return heights[-1] - heights[0] <= max(3.0, rows[0].size * 0.6)


def _count_up(rows: list[Row]) -> bool:
    numbers = [int(n) for row in rows for n in re.findall(r"\d+", row.text)[:1]]
    return len(numbers) < 2 or sorted(set(numbers)) == numbers


def _is_printed(row: Row, text: str, body_size: float) -> bool:
    """The address or time a browser prints at the edge, smaller than the text."""
    return row.mean_size < body_size * 0.9 and bool(_PRINTED.search(text))
