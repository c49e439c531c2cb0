"""Rows become paragraphs: where one ends is told by indents, short rows, gaps and looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lessons.importing.labels import alone, within
from lessons.importing.numbers import even, parse_marker
from lessons.importing.pdf_rows import Row
from lessons.importing.spaces import glue
from lessons.importing.strong import StrongLine

_STOP = re.compile(r"[。！？：；.!?:;][”’」』）)》】\"']*$")
_LATIN_WORD = re.compile(r"^[\x21-\u2e7f]+")
_SOFT_HYPHEN = re.compile(r"[A-Za-z]-$")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document, in points."""

    size: float
    left: float
    right: float
    indent: float  # of first lines; 0 when paragraphs are not indented
    pitch: float  # from one baseline to the next within a paragraph
    is_bold: bool  # whether most of it is bold: then bold says nothing

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


@dataclass(slots=True)
class Paragraph:
    rows: list[Row] = field(default_factory=list)
    line: StrongLine = field(default_factory=StrongLine)

    def add(self, row: Row) -> None:
        text = row.line.text.strip()
        lead = len(row.line.text) - len(row.line.text.lstrip())
        strong = max(0, min(len(text), row.line.strong - lead))
        before = self.line.text.rstrip()
        if self.rows and _SOFT_HYPHEN.search(before) and text[:1].islower():
            self.line.text = before[:-1]
            self.line.strong = min(self.line.strong, len(self.line.text))
        elif self.rows:
            self.line.add(glue(self.line.text, text), self.line.is_strong_so_far)
        self.line.add(text[:strong], True)
        self.line.add(text[strong:], False)
        self.rows.append(row)

    @property
    def size(self) -> float:
        letters = sum(row.letters for row in self.rows)
        return sum(row.sizes for row in self.rows) / max(letters, 1)


def measure(rows: list[Row]) -> Measure:
    sizes: Counter[float] = Counter()
    bold = letters = 0
    for row in rows:
        sizes[round(row.mean_size * 2) / 2] += row.letters
        bold += row.bold
        letters += row.letters
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    body = [r for r in rows if abs(r.mean_size - size) <= size * 0.1 and not r.is_cells] or rows
    left = _left_edge(body, size)
    right = _right_edge(body, size)
    full = [row for row in body if right - row.x1 < 2.5 * size]
    indents = Counter(
        round((row.x0 - left) / size * 2) / 2 for row in body if 0.8 * size < row.x0 - left
    )
    usual = [(count, indent) for indent, count in indents.items() if indent <= 5]
    count, indent = max(usual, default=(0, 0.0))
    return Measure(
        size=size,
        left=left,
        right=right,
        indent=indent * size if count * 12 >= len(body) else 0.0,
        pitch=_pitch(full or body, size),
        is_bold=bold * 2 > letters,
    )


def _left_edge(rows: list[Row], size: float) -> float:
    """The leftmost place where enough rows begin."""
    starts = Counter(round(row.x0) for row in rows)
    enough = max(2, len(rows) // 20)
    usual = [x for x in starts if starts[x] + starts.get(x + 1, 0) + starts.get(x - 1, 0) >= enough]
    return min(usual or starts, default=0.0) - 0.5


def _right_edge(rows: list[Row], size: float) -> float:
    ends = sorted(row.x1 for row in rows)
    return ends[int(len(ends) * 0.97)] if ends else 0.0


def _pitch(rows: list[Row], size: float) -> float:
    steps = Counter(
        round(before.y - after.y)
        for before, after in pairwise(rows)
        if before.page == after.page and 0 < before.y - after.y < 3.5 * size
    )
    return float(steps.most_common(1)[0][0]) if steps else size * 1.5


def paragraphs(rows: Iterable[Row], usual: Measure) -> Iterator[Paragraph]:
    current = Paragraph()
    for row in rows:
        if current.rows and _is_new(current, row, usual):
            yield current
            current = Paragraph()
        current.add(row)
    if current.rows:
        yield current


def _is_new(current: Paragraph, row: Row, usual: Measure) -> bool:
    before = current.rows[-1]
    if before.column != row.column and 0 in (before.column, row.column):
        return True
    if before.is_cells or row.is_cells or "\t" in before.text or "\t" in row.text:
        return True
    size = max(before.mean_size, row.mean_size)
    if abs(before.mean_size - row.mean_size) > 0.08 * size or _parts_by_weight(current, row, usual):
        return True
    if before.page == row.page:
        step = before.y - row.y
        if step > max(1.35 * usual.pitch, 1.2 * size) * (
            size / usual.size if size > usual.size else 1
        ):
            return True
        if step < -2 * size and row.x0 < before.x1:  # back up without a new column
            return True
    if is_centred(before, usual) != is_centred(row, usual) and not _is_last_row(before, row, usual):
        return True
    return _is_indented(before, row, usual) or _ends_short(before, row, usual)


def _parts_by_weight(current: Paragraph, row: Row, usual: Measure) -> bool:
    """A bold heading followed by plain words, or the other way round."""
    if usual.is_bold:
        return False
    before = current.rows[-1]
    if before.is_bold == row.is_bold:
        return False
    if all(r.is_bold for r in current.rows):
        return row.bold == 0 and not _runs_full(before, usual)
    return row.is_bold and bool(_STOP.search(before.text))


def _runs_full(row: Row, usual: Measure) -> bool:
    return usual.right - row.x1 < 1.2 * usual.size


def _is_last_row(before: Row, row: Row, usual: Measure) -> bool:
    """Whether a short row that only looks centred ends the paragraph of a full one."""
    return _runs_full(before, usual) and row.x0 - usual.left < 2.5 * usual.size


def is_centred(row: Row, usual: Measure) -> bool:
    """Whether a row leaves about the same room on both sides, and enough of it."""
    left, right = row.x0 - usual.left, usual.right - row.x1
    return (
        left > 2.5 * usual.size and right > 2.5 * usual.size and abs(left - right) < 2 * usual.size
    )


def _is_indented(before: Row, row: Row, usual: Measure) -> bool:
    offset = row.x0 - usual.left
    if usual.indent and abs(offset - usual.indent) < 0.35 * usual.size:
        return True
    if offset > 0.8 * usual.size and row.x0 > before.x0 + 0.8 * usual.size:
        return True
    text = row.text
    is_marked = bool(parse_marker(text) or alone(even(text)) or within(even(text)))
    return is_marked and bool(_STOP.search(before.text) or not _runs_full(before, usual))


def _ends_short(before: Row, row: Row, usual: Measure) -> bool:
    """Whether the first word of the next row would have had room behind this one."""
    if _SOFT_HYPHEN.search(before.text) and row.text[:1].islower():
        return False  # a word goes on
    room = usual.right - before.x1
    word = _LATIN_WORD.match(row.text)
    if word:
        letters = max(len(row.text), 1)
        needed = (row.x1 - row.x0) / letters * (len(word[0]) + 1)
        return room > max(needed * 1.15, 1.5 * usual.size)
    return room > 2.3 * usual.size
