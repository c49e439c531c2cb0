"""Finds paragraphs that close more than the section they stand in: a chapter or the lesson."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lessons.importing.candidates import is_latin
from lessons.importing.lines import Line

_PHRASE = re.compile(
    r"(?:总的来说|总的来看|总的说来|总的讲|总而言之|总之|总起来说|总体来说|总体来看|总体上看|综上|综合以上|综合起来"
    r"|概言之|概括地说|概括起来|概括来说|归结起来|归根到底|归根结底|一言以蔽之|一句话|简言之|简而言之|由此可见"
    r"|以上[^，。]{0,12}(?:说明|表明|告诉|共同|构成)|同志们|让我们|回顾本课|回顾全课|通过本课的?学习"
    r"|(?:in (?:summary|conclusion|short|brief|sum)|to (?:sum up|conclude|summari[sz]e)|overall"
    r"|all in all|taken together|in a nutshell|ultimately)\b)",
    re.IGNORECASE,
)
_ENOUGH_REPEATED = 3
_SHORTEST_NAME = 4
_MOST_LINES = 3


def opens_closing(line: Line) -> bool:
    return line.block.kind in ("line", "quote") and bool(_PHRASE.match(line.even))


def repeats(line: Line, names: Sequence[str]) -> bool:
    """Whether a paragraph names most of several sibling headings again."""
    names = [name for name in dict.fromkeys(names) if len(name) >= _SHORTEST_NAME]
    if len(names) < 2:
        return False
    text = re.sub(r"\W", "", line.text)
    said = sum(re.sub(r"\W", "", name) in text for name in names)
    return said >= min(_ENOUGH_REPEATED, len(names)) and said * 2 >= len(names)


def closing_at(
    lines: Sequence[Line], first: int, families: Sequence[Sequence[str]], is_last: bool
) -> int | None:
    """Which of a section's own lines begins a closing, not before `first`; None when none does.

    `families` are the sibling headings of the section and of the sections around it; at the end
    of the lesson (`is_last`) a paragraph set apart by an empty line closes it as well.
    """
    for at in range(max(first, len(lines) - _MOST_LINES), len(lines)):
        line = lines[at]
        if opens_closing(line) or any(repeats(line, names) for names in families):
            return at
    if is_last and first < len(lines) and _is_set_apart(lines):
        return len(lines) - 1
    return None


def _is_set_apart(lines: Sequence[Line]) -> bool:
    """Whether an empty line stands before the last paragraph and before none of the others."""
    last = lines[-1]
    enough = 40 if is_latin(last.text) else 12
    if not last.block.has_gap_before or last.block.kind != "line" or len(last.text) < enough:
        return False
    return not any(line.block.has_gap_before for line in lines[:-1])
