"""Two columns on a PDF page: found by the gutter that no row crosses, read one after the other,
and set below each other so that what follows need know nothing of columns.
"""

from __future__ import annotations

from bisect import bisect_left
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
_MOST_LINES = 1_000  # a page with more is no page to read
_SAME = 4.0  # points


@dataclass(slots=True)
class _Line:
    """What stands on one baseline."""

    letters: list[Letter]
    tables: list[Grid] = field(default_factory=list)  # those it is part of
    marks: list[Letter] = field(default_factory=list)  # without blanks, from left to right
    middles: list[float] = field(default_factory=list)  # of the marks

    def cut(self, gutter: float) -> int:
        """How many marks stand left of the gutter."""
        return bisect_left(self.middles, gutter)

    def is_parted(self, gutter: float) -> bool:
        """Whether nothing of it stands in the gutter."""
        if any(grid.xs[0] < gutter < grid.xs[-1] for grid in self.tables):
            return False
        cut = self.cut(gutter)
        if cut in (0, len(self.marks)):
            return self.marks[cut - 1].x1 <= gutter if cut else True
        before, after = self.marks[cut - 1], self.marks[cut]
        return after.x0 - before.x1 >= _FREE * max(before.size, after.size)

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
        lines = _lines([each for each in letters if each.is_upright and each.size > 0], tables)
        found = self._find(lines) if len(lines) <= _MOST_LINES else None
        if found is None:
            return rows_of(page, letters, tables)
        self._gutter = found
        rows: list[Row] = []
        alone = WIDE if any(line.reaches(found) for line in lines) else LEFT
        for is_parted, run in groupby(lines, key=lambda line: line.is_parted(found)):
            for column, part in _parts(list(run), found, is_parted, alone):
                more = rows_of(page, part, tables)
                for row in more:
                    row.column = column
                rows += more
        return rows

    def _find(self, lines: list[_Line]) -> float | None:
        """The gutter that parts most lines."""
        gaps = Counter(round(gap / _SAME) * _SAME for line in lines for gap in line.gaps())
        tried = [self._gutter] if self._gutter else []
        tried += [float(gap) for gap, _count in gaps.most_common(_MOST_GUTTERS)]
        best: tuple[int, float] | None = None
        for gutter in tried:
            is_known = self._gutter is not None and abs(gutter - self._gutter) <= _SAME
            count = max((_weight(run, gutter, is_known) for run in _runs(lines, gutter)), default=0)
            if count and (best is None or count > best[0]):
                best = (count, gutter)
        return best[1] if best else None


def _lines(letters: list[Letter], tables: list[Grid]) -> list[_Line]:
    lines: list[_Line] = []
    for letter in sorted(letters, key=lambda each: -each.y):
        if not lines or lines[-1].letters[0].y - letter.y > 0.5 * letter.size:
            lines.append(_Line([]))
        lines[-1].letters.append(letter)
    for line in lines:
        line.marks = sorted((m for m in line.letters if m.char.strip()), key=lambda m: m.x0 + m.x1)
        line.middles = [(mark.x0 + mark.x1) / 2 for mark in line.marks]
        line.tables = [grid for grid in tables if line.marks and grid.holds(line.marks[0])]
    return [line for line in lines if line.marks]


def _runs(lines: list[_Line], gutter: float) -> Iterator[list[_Line]]:
    for is_parted, run in groupby(lines, key=lambda line: line.is_parted(gutter)):
        if is_parted:
            yield list(run)


def _weight(run: list[_Line], gutter: float, is_known: bool) -> int:
    """How many lines the shorter of two columns has; 0 when these are none."""
    cuts = [line.cut(gutter) for line in run]
    ends = zip(run, cuts, strict=True)
    left = [(line.marks[cut - 1], cut) for line, cut in ends if cut]
    ends = zip(run, cuts, strict=True)
    right = [(line.marks[-1], len(line.marks) - cut) for line, cut in ends if cut < len(line.marks)]
    fewest = min(len(left), len(right))
    if is_known:
        return max(fewest, int(bool(left)))
    return fewest if fewest >= _FEWEST and _is_prose(left) and _is_prose(right) else 0


def _is_prose(side: list[tuple[Letter, int]]) -> bool:
    """Whether the lines of a column, each its last mark and their number, are mostly full."""
    edge = max(last.x1 for last, _count in side)
    full = [count for last, count in side if edge - last.x1 < _NEAR_EDGE * last.size]
    return len(full) >= _FULL * len(side) and min(full) >= _SHORTEST


def _parts(
    run: list[_Line], gutter: float, is_parted: bool, alone: int
) -> Iterator[tuple[int, list[Letter]]]:
    """The letters of lines that stand together, column by column; lines above the top of either
    column belong to what reaches over both, lines beside nothing to the column `alone`."""
    right = [at for at, line in enumerate(run) if line.cut(gutter) < len(line.marks)]
    left = [at for at, line in enumerate(run) if line.cut(gutter)]
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
