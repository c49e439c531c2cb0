"""Table rows of a PDF that no lines are drawn around: pieces that stand side by side."""

from __future__ import annotations

from lessons.importing.pdf_rows import Row
from lessons.importing.spaces import glue

MAX_CELL_ROWS, MAX_CELL_LETTERS = 5, 90  # larger pieces side by side are columns of text


def with_cells(rows: list[Row]) -> list[Row]:
    """The rows of a page, those that make up one table row joined into it."""
    found: list[Row] = []
    place = 0
    while place < len(rows):
        cells = _cells_from(rows, place)
        if len(cells) >= 2 and _stand_level(cells):
            found.append(_joined(cells))
            place += sum(len(cell) for cell in cells)
        else:
            found.append(rows[place])
            place += 1
    return found


def _cells_from(rows: list[Row], start: int) -> list[list[Row]]:
    """Cells as far as they follow each other: further rows of a cell below, the next cell right."""
    cells = [[rows[start]]]
    if rows[start].is_cells:
        return cells
    for row in rows[start + 1 :]:
        cell = cells[-1]
        if row.is_cells or sum(len(c) for c in cells) > 40:
            break
        if _is_right_of(row, cell) and _is_level_with(row, cells):
            cells.append([row])
        elif _goes_on(row, cell, cells):
            cell.append(row)
        else:
            break
        if len(cell) > MAX_CELL_ROWS or sum(r.letters for r in cell) > MAX_CELL_LETTERS:
            return cells[:1]
    return cells


def _is_right_of(row: Row, cell: list[Row]) -> bool:
    return row.x0 > max(r.x1 for r in cell) + 0.5 * row.size


def _is_level_with(row: Row, cells: list[list[Row]]) -> bool:
    top = max(cell[0].y for cell in cells)
    foot = min(cell[-1].y for cell in cells)
    return foot - 0.5 * row.size <= row.y <= top + 3.5 * row.size


def _goes_on(row: Row, cell: list[Row], cells: list[list[Row]]) -> bool:
    """Whether a row is the next one of the same cell: just below and about as far in."""
    last = cell[-1]
    step = last.y - row.y
    is_aligned = abs(row.x0 - last.x0) < row.size or (
        abs((row.x0 + row.x1) - (last.x0 + last.x1)) < row.size
    )
    is_free = len(cells) < 2 or row.x0 > max(r.x1 for r in cells[-2])
    return 0.5 * row.size < step < 2.2 * row.size and is_aligned and is_free


def _stand_level(cells: list[list[Row]]) -> bool:
    """Whether the cells agree in their tops, their middles or their feet."""
    size = cells[0][0].size
    tops = [cell[0].y for cell in cells]
    feet = [cell[-1].y for cell in cells]
    middles = [(top + foot) / 2 for top, foot in zip(tops, feet, strict=True)]
    return any(max(places) - min(places) < 0.5 * size for places in (tops, middles, feet))


def _joined(cells: list[list[Row]]) -> Row:
    first = cells[0][0]
    row = Row(first.page, first.x0, cells[-1][0].x1, first.y, first.size, is_cells=True)
    texts = []
    for cell in cells:
        text = ""
        for piece in cell:
            text += glue(text, piece.text) + piece.text
            row.letters += piece.letters
            row.sizes += piece.sizes
            row.bold += piece.bold
        texts.append(text)
    row.y = min(cell[-1].y for cell in cells)
    row.line.add("\t".join(texts), False)
    return row
