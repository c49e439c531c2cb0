"""The cells of one table row become blocks: a row of data is one, a row of a form one per field."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.importing.blocks import Block
from lessons.importing.labels import alone, is_prompt_label
from lessons.importing.numbers import even


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
