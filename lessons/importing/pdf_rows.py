"""Letters become rows: what stands on one baseline, with spaces and cell gaps put back."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from lessons.importing.pdf_letters import Letter
from lessons.importing.pdf_tables import Grid
from lessons.importing.spaces import glue, tidy
from lessons.importing.strong import StrongLine

CELL_GAP = 1.6  # in letter sizes: wider gaps part the cells of a table or form
_WIDE_FROM = "\u2e80"


@dataclass(slots=True)
class Row:
    """One row of letters on a page; places in points, y counted upwards."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    line: StrongLine = field(default_factory=StrongLine)
    letters: int = 0
    bold: int = 0
    sizes: float = 0.0  # sum over letters, for the mean
    is_cells: bool = False  # a row of a drawn table
    column: int = 0  # 0 over the whole width, else from the left

    @property
    def text(self) -> str:
        return self.line.text if self.is_cells else tidy(self.line.text)

    @property
    def is_bold(self) -> bool:
        return self.bold * 10 >= self.letters * 8

    @property
    def mean_size(self) -> float:
        return self.sizes / self.letters if self.letters else self.size

    def add(self, letter: Letter, gap: str) -> None:
        self.line.add(gap + letter.char, letter.is_bold)
        if letter.char.strip():
            self.x1 = max(self.x1, letter.x1)
            self.letters += 1
            self.bold += letter.is_bold
            self.sizes += letter.size

    def add_row(self, other: Row) -> None:
        """Sets another row of the same baseline behind this one."""
        gap = other.x0 - self.x1
        joint = "\t" if gap > CELL_GAP * self.size else _gap(gap, self.size, "", "")
        self.line.add(joint + other.line.text[: other.line.strong], True)
        self.line.add(other.line.text[other.line.strong :], False)
        self.x1 = max(self.x1, other.x1)
        self.letters += other.letters
        self.bold += other.bold
        self.sizes += other.sizes


def rows_of(page: int, letters: list[Letter], tables: list[Grid] | None = None) -> list[Row]:
    """The rows of a page in reading order; turned letters (watermarks) are left out."""
    upright = [letter for letter in letters if letter.is_upright and letter.size > 0]
    rows: list[Row] = []
    outside: list[Letter] = []
    filled = _filled(upright, tables or [])
    told: set[int] = set()
    for letter in upright:
        grid = next((g for g in filled if g.holds(letter)), None)
        if grid is None:
            outside.append(letter)
        elif id(grid) not in told:
            told.add(id(grid))
            rows += _running_rows(page, outside)
            outside = []
            rows += _table_rows(page, grid)
    return rows + _running_rows(page, outside)


def _filled(letters: list[Letter], tables: list[Grid]) -> list[Grid]:
    """The tables with their letters in their cells, frames and layout left aside."""
    for letter in letters:
        grid = next((g for g in tables if g.holds(letter)), None)
        if grid is not None:
            grid.take(letter)
    return [grid for grid in tables if grid.is_data]


def _table_rows(page: int, grid: Grid) -> list[Row]:
    """One row of cells each, a cell's own lines joined."""
    found = []
    for place in range(grid.rows):
        cells = [_running_rows(page, grid.cells.get((place, c), [])) for c in range(grid.columns)]
        first = next((rows[0] for rows in cells if rows), None)
        if first is None:
            continue
        row = Row(page, grid.xs[0], grid.xs[-1], first.y, first.size, is_cells=True)
        texts = []
        for rows in cells:
            text = ""
            for inner in rows:
                text += glue(text, inner.text) + inner.text.replace("\t", " ")
                row.letters += inner.letters
                row.sizes += inner.sizes
            texts.append(text)
        row.line.add("\t".join(_without_merged(texts)), False)
        found.append(row)
    return found


def _without_merged(texts: list[str]) -> list[str]:
    """Cells without the empty ones at the end, where a wide cell took their room."""
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts


def _running_rows(page: int, letters: list[Letter]) -> list[Row]:
    rows: list[Row] = []
    last: Letter | None = None
    for letter in letters:
        if last is None or not rows or _starts_row(rows[-1], last, letter):
            if not letter.char.strip():
                continue
            rows.append(Row(page, letter.x0, letter.x1, letter.y, letter.size))
            rows[-1].add(letter, "")
        else:
            gap = letter.x0 - last.x1 if letter.char.strip() else 0.0
            rows[-1].add(letter, _gap(gap, letter.size, last.char, letter.char))
        last = letter
    return _merged(_in_order([row for row in rows if row.text]))


def _starts_row(row: Row, last: Letter, letter: Letter) -> bool:
    size = max(row.size, letter.size)
    return (
        abs(letter.y - row.y) > 0.55 * size
        or letter.x0 < last.x0 - 0.6 * size
        or (letter.char.strip() != "" and letter.x0 - last.x1 > CELL_GAP * size)
    )


def _gap(gap: float, size: float, before: str, after: str) -> str:
    """What a gap between two letters means: nothing, a space or the next cell."""
    if gap > CELL_GAP * size:
        return "\t"
    is_wide = bool(before and after) and before[-1] >= _WIDE_FROM and after[0] >= _WIDE_FROM
    if gap > (0.9 if is_wide else 0.18) * size and not before.endswith(" ") and after != " ":
        return " "
    return ""


def _in_order(rows: list[Row]) -> list[Row]:
    """The order of the file, unless it jumps about: then from the top down."""
    jumps = sum(after.y > before.y + before.size for before, after in pairwise(rows))
    if jumps > max(3, len(rows) // 5):
        return sorted(rows, key=lambda row: (-round(row.y / max(row.size * 0.5, 1)), row.x0))
    return rows


def _merged(rows: list[Row]) -> list[Row]:
    """Joins neighbours on one baseline: cells of a table row, or a word set apart."""
    merged: list[Row] = []
    for row in rows:
        before = merged[-1] if merged else None
        if (
            before is not None
            and abs(before.y - row.y) < 0.35 * max(before.size, row.size)
            and row.x0 >= before.x1 - 0.3 * row.size
        ):
            before.add_row(row)
        else:
            merged.append(row)
    return merged
