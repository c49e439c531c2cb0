"""Tables drawn with lines on a PDF page: the grid, and the letters that stand in its cells."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

import pypdfium2.raw as raw

from lessons.importing.pdf_letters import Letter

MAX_OBJECTS = 20_000
MAX_RULES = 1_500
THIN, LONG = 3.0, 6.0  # points: a rule is thinner than the one and longer than the other
NEAR = 2.5
LAYOUT_LETTERS = 350  # a fuller cell holds a stretch of the lesson, not a datum


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line; `at` is its y when it lies and its x when it stands."""

    is_lying: bool
    at: float
    start: float
    end: float

    def touches(self, other: Rule) -> bool:
        if self.is_lying == other.is_lying:
            near = abs(self.at - other.at) <= NEAR
            return near and self.start <= other.end + NEAR and other.start <= self.end + NEAR
        return (
            self.start - NEAR <= other.at <= self.end + NEAR
            and other.start - NEAR <= self.at <= other.end + NEAR
        )


@dataclass(slots=True)
class Grid:
    """Columns from left to right, rows from the top down."""

    xs: list[float]
    ys: list[float]  # ascending, as PDF counts
    lying: list[Rule]
    standing: list[Rule]
    cells: dict[tuple[int, int], list[Letter]] = field(default_factory=lambda: defaultdict(list))

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def holds(self, letter: Letter) -> bool:
        middle = (letter.x0 + letter.x1) / 2
        return self.xs[0] - 1 <= middle <= self.xs[-1] + 1 and (
            self.ys[0] - 1 <= letter.y + letter.size * 0.3 <= self.ys[-1] + 1
        )

    def take(self, letter: Letter) -> None:
        """Puts a letter into its cell; cells without a line between them are one."""
        column = self._place(self.xs, (letter.x0 + letter.x1) / 2)
        up = self._place(self.ys, letter.y + letter.size * 0.3)
        while column > 0 and not self._is_drawn(self.standing, self.xs[column], self._mid_y(up)):
            column -= 1
        while up < self.rows - 1 and not self._is_drawn(
            self.lying, self.ys[up + 1], self._mid_x(column)
        ):
            up += 1
        self.cells[self.rows - 1 - up, column].append(letter)

    def _place(self, edges: list[float], value: float) -> int:
        return max(0, min(len(edges) - 2, bisect_right(edges, value) - 1))

    def _mid_x(self, column: int) -> float:
        return (self.xs[column] + self.xs[column + 1]) / 2

    def _mid_y(self, up: int) -> float:
        return (self.ys[up] + self.ys[up + 1]) / 2

    def _is_drawn(self, rules: list[Rule], at: float, middle: float) -> bool:
        return any(abs(r.at - at) <= NEAR and r.start <= middle <= r.end for r in rules)

    @property
    def is_data(self) -> bool:
        """Whether it is a table of short cells and not a frame or a page laid out in cells."""
        filled = [letters for letters in self.cells.values() if letters]
        return len(filled) >= 2 and max(map(len, filled), default=0) <= LAYOUT_LETTERS


def grids(page: raw.FPDF_PAGE) -> list[Grid]:
    rules = _rules(page)
    found = []
    for group in _connected(rules):
        lying = [rule for rule in group if rule.is_lying]
        standing = [rule for rule in group if not rule.is_lying]
        xs, ys = _edges(standing), _edges(lying)
        if len(xs) >= 2 and len(ys) >= 2 and len(xs) + len(ys) >= 5:
            found.append(Grid(xs, ys, lying, standing))
    return found


def _rules(page: raw.FPDF_PAGE) -> list[Rule]:
    rules: list[Rule] = []
    sides = [ctypes.c_float() for _ in range(4)]
    for place in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(item, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        rules += _sides(item, left, bottom, right, top)
        if len(rules) > MAX_RULES:
            return []  # a drawing, not a table
    return rules


def _sides(
    item: raw.FPDF_PAGEOBJECT, left: float, bottom: float, right: float, top: float
) -> list[Rule]:
    """The lines of one path: a thin bar is one, the outline of a box is four."""
    width, height = right - left, top - bottom
    if height <= THIN and width >= LONG:
        return [Rule(True, (bottom + top) / 2, left, right)]
    if width <= THIN and height >= LONG:
        return [Rule(False, (left + right) / 2, bottom, top)]
    if width < LONG or height < LONG or not _is_outlined_box(item):
        return []
    return [
        Rule(True, bottom, left, right),
        Rule(True, top, left, right),
        Rule(False, left, bottom, top),
        Rule(False, right, bottom, top),
    ]


def _is_outlined_box(item: raw.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or not stroke.value:
        return False
    return 4 <= raw.FPDFPath_CountSegments(item) <= 6


def _edges(rules: list[Rule]) -> list[float]:
    """The different places of parallel rules, ascending."""
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > NEAR * 1.5:
            edges.append(at)
    return edges


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch; tables on one page are groups of their own."""
    waiting = set(range(len(rules)))
    groups = []
    while waiting:
        group, fresh = [], [waiting.pop()]
        while fresh:
            rule = rules[fresh.pop()]
            group.append(rule)
            near = [place for place in waiting if rule.touches(rules[place])]
            waiting.difference_update(near)
            fresh += near
        groups.append(group)
    return groups
