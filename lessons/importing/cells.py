"""The cells of a table: tall and wide ones laid out in columns, and the blocks of each row: a row
of data is one block, a row of a form one per field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lessons.importing.blocks import Block
from lessons.importing.labels import alone, is_prompt_label
from lessons.importing.numbers import even

_LONGEST_REPEATED = 30  # characters: what a tall cell says is said again beside each of its rows
_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1
    goes_on: bool = False  # belongs to the tall cell above it


@dataclass(slots=True)
class Columns:
    """Lays out one table after another row; knows which cells reach down from above."""

    _above: dict[int, str] = field(default_factory=dict)
    _left: dict[int, int] = field(default_factory=dict)  # column → rows still to come

    def reach_down(self) -> bool:
        return any(self._left.values())

    def row(self, cells: Sequence[Cell]) -> list[str]:
        """The words of a row, one for each column; the further columns of a wide cell are empty."""
        is_form = any(_is_label(cell.text) for cell in cells)
        found: list[str] = []
        column = 0
        for cell in cells:
            column = self._fill_from_above(found, column)
            width = max(1, min(cell.columns, _MOST_COLUMNS - column))
            text = self._above.get(column, "") if cell.goes_on else cell.text
            found += [text] if is_form else [text, *[""] * (width - 1)]
            for place in range(column, column + width):
                self._above[place] = _repeated(text) if place == column else ""
                self._left[place] = cell.rows - 1
            column += width
        self._fill_from_above(found, column)
        return found

    def _fill_from_above(self, found: list[str], column: int) -> int:
        while self._left.get(column, 0) > 0:
            found.append(self._above[column])
            self._left[column] -= 1
            column += 1
        return column


def _repeated(text: str) -> str:
    is_short = len(text) <= _LONGEST_REPEATED
    return text if is_short and not _is_label(text) and not is_prompt_label(even(text)) else ""


def row_blocks(texts: Sequence[str]) -> list[Block]:
    """The blocks of a row; 授课对象|网格员|课时|2学时 says two things, a data row one."""
    cells = list(texts)
    while cells and not cells[-1].strip():
        cells.pop()
    if not cells:
        return []
    if len(cells) >= 4 and len(cells) % 2 == 0 and all(map(_is_label, cells[::2])):
        pairs = zip(cells[::2], cells[1::2], strict=True)
        return [Block("\t".join(pair).rstrip(), kind="table") for pair in pairs]
    return [Block("\t".join(cells), kind="table")]


def asks_questions(texts: Sequence[str]) -> bool:
    """Whether a row is a label such as 讨论题 beside the questions themselves."""
    return len(texts) == 2 and is_prompt_label(even(texts[0].strip()))


def _is_label(text: str) -> bool:
    return bool(text.strip()) and alone(even(text.strip())) is not None
