"""A paragraph typed anew by an editor: only what differs is replaced, line ends break it up."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from lessons.importing.edits import EditError, replace_span, split_paragraph
from lessons.importing.outline import Outline, Span

_MOST_COMPARED = 4_000_000  # pairs of characters; beyond it one replacement does
_MOST_HUNKS = 40

Hunk = tuple[int, int, str]  # text[start:end] gives way to these words


def retype(outline: Outline, start: int, typed: str) -> Outline:
    """The paragraph that begins at `start` with these words; a line end begins a new paragraph.

    Damage the editor did not touch stays damage. Raises EditError: no_paragraph, empty, in_damage.
    """
    first, last = _paragraph(outline, start)
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines:
        raise EditError("empty")
    for begin, end, after in reversed(list(hunks(outline.text[first:last], "".join(lines)))):
        outline = replace_span(outline, first + begin, first + end, after)
    for cut in reversed(list(accumulate(map(len, lines[:-1])))):
        outline = split_paragraph(outline, first + cut)
    return outline


def _paragraph(outline: Outline, start: int) -> Span:
    for section in outline.sections:
        for span in section.paragraphs:
            if span[0] == start:
                return span
    raise EditError("no_paragraph")


def narrowed(old: str, new: str) -> Hunk:
    """The one stretch of `old` that differs, and what stands there in `new`."""
    start = _shared(old, new)
    tail = _shared(old[start:][::-1], new[start:][::-1])
    return start, len(old) - tail, new[start : len(new) - tail]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def hunks(old: str, new: str) -> Iterator[Hunk]:
    """The stretches of `old` that differ, in order; nothing for equal texts."""
    start, end, after = narrowed(old, new)
    if start == end and not after:
        return
    if (end - start) * len(after) > _MOST_COMPARED:
        yield start, end, after
        return
    matcher = SequenceMatcher(None, old[start:end], after, autojunk=False)
    found = [
        (start + a, start + b, after[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    yield from found if len(found) <= _MOST_HUNKS else [(start, end, after)]
