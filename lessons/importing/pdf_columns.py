"""Two columns on a PDF page: found by the gutter that no row crosses, read one after the other,
and set below each other so that what follows need know nothing of columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from lessons.importing.pdf_letters import Letter
from lessons.importing.pdf_rows import Row, rows_of
from lessons.importing.pdf_tables import Grid

WIDE, LEFT, RIGHT = range(3)
_GUTTER = 0.8  # in letter sizes; a narrower gap is a space between words
_FREE = 0.4  # what a mark at the end of a line may leave of the gutter
_BEYOND = 3.0
_FEWEST = 4  # lines of either column on the page that shows the first gutter
_FULL = 0.4  # of a column's lines reach its edge, as no cells of a table do
_NEAR_EDGE = 2.5  # letter sizes
_SHORTEST = 8  # letters of a full line
_MOST_GUTTERS = 60
_SAME = 4.0  # points


@dataclass(slots=True)
class _Line:
    """What stands on one baseline."""

    letters: list[Letter]
    is_barred: bool = False  # belongs to a table that reaches over the gutter
    marks: list[Letter] = field(default_factory=list)  # without blanks, from left to right

    def sides(self, gutter: float) -> tuple[list[Letter], list[Letter]]:
        left = [m for m in self.marks if m.x0 + m.x1 < 2 * gutter]
        return left, self.marks[len(left) :]

    def is_free(self, gutter: float) -> bool:
        left, right = self.sides(gutter)
        if not left or not right:
            return max((m.x1 for m in left), default=gutter) <= gutter
        return right[0].x0 - left[-1].x1 >= _FREE * max(left[-1].size, right[0].size)

    def reaches(self, gutter: float) -> bool:
        """Whether it goes on beyond the gutter; a page number in the middle hardly does."""
        return self.marks[-1].x1 > gutter + _BEYOND * self.marks[-1].size

    def gaps(self) -> Iterator[float]:
        for before, after in pairwise(self.marks):
            if after.x0 - before.x1 >= _GUTTER * max(before.size, after.size):
                yield (before.x1 + after.x0) / 2


class Columns:
    """Reads the pages of a file; a gutter once found is looked for on the pages behind."""

    def __init__(self) -> None:
        self._gutter: float | None = None

    def rows(self, page: int, letters: list[Letter], tables: list[Grid]) -> list[Row]:
        """The rows of a page in reading order, each knowing its column."""
        lines = _lines([letter for letter in letters if letter.is_upright and letter.size > 0])
        found = self._find(lines, tables)
        if found is None:
            return rows_of(page, letters, tables)
        self._gutter = found
        rows: list[Row] = []
        is_left = not any(line.reaches(found) for line in lines)
        for is_parted, run in groupby(lines, key=lambda line: _is_parted(line, found)):
            for column, part in _parts(list(run), found, is_parted, LEFT if is_left else WIDE):
                more = rows_of(page, part, tables)
                for row in more:
                    row.column = column
                rows += more
        return rows

    def _find(self, lines: list[_Line], tables: list[Grid]) -> float | None:
        gaps = Counter(round(gap / _SAME) * _SAME for line in lines for gap in line.gaps())
        tried = [self._gutter] if self._gutter else []
        tried += [float(gap) for gap, _count in gaps.most_common(_MOST_GUTTERS)]
        best: tuple[int, float] | None = None
        for gutter in tried:
            _bar(lines, tables, gutter)
            is_known = self._gutter is not None and abs(gutter - self._gutter) <= _SAME
            count = max((_weight(run, gutter, is_known) for run in _runs(lines, gutter)), default=0)
            if count and (best is None or count > best[0]):
                best = (count, gutter)
        if best is None:
            return None
        _bar(lines, tables, best[1])
        return best[1]


def _lines(letters: list[Letter]) -> list[_Line]:
    lines: list[_Line] = []
    for letter in sorted(letters, key=lambda each: -each.y):
        if not lines or lines[-1].letters[0].y - letter.y > 0.5 * letter.size:
            lines.append(_Line([]))
        lines[-1].letters.append(letter)
    for line in lines:
        line.marks = sorted((m for m in line.letters if m.char.strip()), key=lambda m: m.x0)
    return [line for line in lines if line.marks]


def _bar(lines: list[_Line], tables: list[Grid], gutter: float) -> None:
    across = [grid for grid in tables if grid.xs[0] < gutter < grid.xs[-1]]
    for line in lines:
        line.is_barred = any(grid.holds(line.marks[0]) for grid in across)


def _is_parted(line: _Line, gutter: float) -> bool:
    return not line.is_barred and line.is_free(gutter)


def _runs(lines: list[_Line], gutter: float) -> Iterator[list[_Line]]:
    for is_parted, run in groupby(lines, key=lambda line: _is_parted(line, gutter)):
        if is_parted:
            yield list(run)


def _weight(run: list[_Line], gutter: float, is_known: bool) -> int:
    """How many lines the shorter of two columns has; 0 when these are none."""
    halves = list(zip(*(line.sides(gutter) for line in run), strict=True))
    left, right = ([marks for marks in half if marks] for half in halves)
    fewest = min(len(left), len(right))
    if is_known:
        return max(fewest, int(bool(left)))
    return fewest if fewest >= _FEWEST and _is_prose(left) and _is_prose(right) else 0


def _is_prose(side: list[list[Letter]]) -> bool:
    edge = max(marks[-1].x1 for marks in side)
    full = [marks for marks in side if edge - marks[-1].x1 < _NEAR_EDGE * marks[-1].size]
    return len(full) >= _FULL * len(side) and all(len(marks) >= _SHORTEST for marks in full)


def _parts(
    run: list[_Line], gutter: float, is_parted: bool, alone: int
) -> Iterator[tuple[int, list[Letter]]]:
    """The letters of lines that stand together, column by column; lines above the top of either
    column belong to what reaches over both, lines beside nothing to the column `alone`."""
    right = [at for at, line in enumerate(run) if line.sides(gutter)[1]]
    left = [at for at, line in enumerate(run) if line.sides(gutter)[0]]
    top = max(0, max(right[0], left[0]) - 1) if is_parted and left and right else len(run)
    if top:
        yield alone, [letter for line in run[:top] for letter in line.letters]
    inner = [letter for line in run[top:] for letter in line.letters]
    yield LEFT, [letter for letter in inner if letter.x0 + letter.x1 < 2 * gutter]
    yield RIGHT, [letter for letter in inner if letter.x0 + letter.x1 >= 2 * gutter]


def stacked(rows: list[Row]) -> list[Row]:
    """The rows with their columns below each other, as if on pages of their own; rows over the
    whole width shrink to that of a column, so that full rows stay full ones."""
    left = [row for row in rows if row.column == LEFT]
    right = [row for row in rows if row.column == RIGHT]
    if not left or not right:
        return rows
    start, step = min(r.x0 for r in left), min(r.x0 for r in right) - min(r.x0 for r in left)
    share = (max(r.x1 for r in left) - start) / (max(r.x1 for r in right) - start)
    for row in rows:
        if row.column == RIGHT:
            row.x0, row.x1 = row.x0 - step, row.x1 - step
        elif row.column == WIDE:
            row.x0, row.x1 = (start + (x - start) * share for x in (row.x0, row.x1))
    for flow, (_key, group) in enumerate(groupby(rows, key=lambda row: (row.page, row.column))):
        for row in group:
            row.page = flow
    return rows
