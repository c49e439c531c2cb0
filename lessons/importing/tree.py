"""An outline taken apart so that edits can move its pieces, and put together again.

Everything here keeps one rule: whatever the pieces are, the outline put together from them
nests, never overlaps and keeps each section's id. What an editor may ask belongs to `edits`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from lessons.importing.outline import Damage, Outline, Part, Prompt, Section, Span, Warning

_Placed = TypeVar("_Placed", Prompt, Part, Damage)
PieceKind = Literal["heading", "paragraph", "prompt", "title", "field", "label"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text with one owner: a section's id, or the index of a prompt."""

    kind: PieceKind
    start: int
    end: int
    owner: str = ""


@dataclass(slots=True)
class Node:
    """A section with the span of its heading; parents and ends follow from the levels."""

    id: str
    level: int
    number: str | None
    heading: str | None
    head: Span | None
    paragraphs: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.head[0] if self.head else self.paragraphs[0][0]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space around it; None when nothing else is there."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return (first, start + len(piece.rstrip())) if piece.strip() else None


def head_span(outline: Outline, index: int) -> Span | None:
    """From a section's start to the end of its heading, the number included."""
    section = outline.sections[index]
    if section.heading is None:
        return None
    line_end = outline.text.find("\n", section.start)
    limits = [len(outline.text) if line_end < 0 else line_end, section.end]
    limits += [start for start, _end in section.paragraphs if start > section.start]
    if index + 1 < len(outline.sections):
        limits.append(outline.sections[index + 1].start)
    end = min(limits)
    return section.start, section.start + len(outline.text[section.start : end].rstrip())


def label_of(text: str, section: Section) -> str:
    """A section's number as the text prints it: 一、 （一） 1.; "" where it has none."""
    heading = section.heading or ""
    at = text.find(heading[:12], section.start, section.start + len(heading) + 40)
    return text[section.start : at].strip("#*＃ \t") if section.number and at >= 0 else ""


def pieces(outline: Outline) -> list[Piece]:
    """Everything the text consists of, in reading order."""
    found: list[Piece] = []
    for index, section in enumerate(outline.sections):
        head = head_span(outline, index)
        if head is not None:
            found.append(Piece("heading", *head, section.id))
        found += [Piece("paragraph", *span, section.id) for span in section.paragraphs]
    found += [
        Piece("prompt", prompt.start, prompt.end, str(index))
        for index, prompt in enumerate(outline.prompts)
    ]
    kinds: dict[str, PieceKind] = {"title": "title", "field": "field", "prompt": "label"}
    found += [Piece(kinds[part.kind], part.start, part.end) for part in outline.parts]
    return sorted(found, key=lambda piece: (piece.start, piece.end))


def nodes(outline: Outline) -> list[Node]:
    return [
        Node(
            section.id,
            section.level,
            section.number,
            section.heading,
            head_span(outline, index),
            list(section.paragraphs),
        )
        for index, section in enumerate(outline.sections)
    ]


def with_nodes(outline: Outline, changed: list[Node]) -> Outline:
    """The outline with these sections: put in order, nested by their levels, ends worked out."""
    kept = sorted((node for node in changed if node.head or node.paragraphs), key=_place)
    parents = _nested(kept)
    _rehome(kept, parents)
    kept = [node for node in kept if node.head or node.paragraphs]
    ends = _ends(kept, parents)
    sections = tuple(
        Section(
            id=node.id,
            parent=parents[node.id],
            level=node.level,
            number=node.number,
            heading=node.heading,
            start=node.start,
            end=ends[node.id],
            paragraphs=tuple(node.paragraphs),
        )
        for node in kept
    )
    return replace(outline, sections=sections)


def _place(node: Node) -> tuple[int, int]:
    return node.start, 0 if node.head else 1


def _nested(kept: list[Node]) -> dict[str, str | None]:
    """Each section's parent; levels are lowered so that none is skipped."""
    parents: dict[str, str | None] = {}
    open_nodes: list[tuple[int, Node]] = []
    for node in kept:
        wanted = node.level if node.head else 1
        while open_nodes and (open_nodes[-1][0] >= wanted or not node.head):
            open_nodes.pop()
        parent = open_nodes[-1][1] if open_nodes else None
        parents[node.id] = parent.id if parent else None
        node.level = parent.level + 1 if parent else 1
        if node.head:
            open_nodes.append((wanted, node))
    return parents


def _ancestors(node: str | None, parents: dict[str, str | None]) -> Iterator[str]:
    while node is not None:
        yield node
        node = parents[node]


def _rehome(kept: list[Node], parents: dict[str, str | None]) -> None:
    """Gives a paragraph that stands inside another section to the section it follows."""
    owned = sorted((span, node.id) for node in kept for span in node.paragraphs)
    by_id = {node.id: node for node in kept}
    starts = [(node.start, node.id) for node in kept]
    for node in kept:
        node.paragraphs = []
    at = -1
    for span, owner in owned:
        while at + 1 < len(starts) and starts[at + 1][0] <= span[0]:
            at += 1
        last = starts[at][1]
        by_id[owner if owner in _ancestors(last, parents) else last].paragraphs.append(span)


def _ends(kept: list[Node], parents: dict[str, str | None]) -> dict[str, int]:
    ends: dict[str, int] = {}
    for node in kept:
        own = max([end for _start, end in node.paragraphs], default=0)
        own = max(own, node.head[1] if node.head else 0)
        for each in _ancestors(node.id, parents):
            ends[each] = max(ends.get(each, 0), own)
    return ends


@dataclass(frozen=True, slots=True)
class Splice:
    """`after` in place of `start`…`end`; maps the offsets of the text before to those after."""

    start: int
    end: int
    after: str

    @property
    def growth(self) -> int:
        return len(self.after) - (self.end - self.start)

    def text(self, text: str) -> str:
        return text[: self.start] + self.after + text[self.end :]

    def first(self, at: int) -> int:
        """Where a span begins; one that begins where something is put in moves behind it."""
        if at >= self.end:
            return at + self.growth
        return min(at, self.start)

    def last(self, at: int) -> int:
        """Where a span ends; one that ends where something is put in stays before it."""
        if at <= self.start:
            return at
        return self.start + len(self.after) if at < self.end else at + self.growth

    def span(self, span: Span) -> Span:
        first, last = self.first(span[0]), self.last(span[1])
        return first, max(first, last)

    def touches(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


def spliced(outline: Outline, splice: Splice) -> tuple[Outline, list[Node]]:
    """The outline with its text replaced and everything beside the sections moved along.

    Damage that the replacement touches is gone: its words are no longer those that were found.
    The sections come apart, moved too; the caller settles them and puts them back.
    """
    moved = nodes(outline)
    for node in moved:
        node.head = splice.span(node.head) if node.head else None
        node.paragraphs = [splice.span(span) for span in node.paragraphs]
    return (
        replace(
            outline,
            text=splice.text(outline.text),
            prompts=tuple(_moved(each, splice) for each in outline.prompts),
            parts=tuple(_moved(each, splice) for each in outline.parts),
            damage=tuple(
                _moved(each, splice)
                for each in outline.damage
                if not splice.touches(each.start, each.end)
            ),
            warnings=tuple(_moved_warning(each, splice) for each in outline.warnings),
            images=tuple(replace(each, start=splice.first(each.start)) for each in outline.images),
        ),
        moved,
    )


def _moved(each: _Placed, splice: Splice) -> _Placed:
    start, end = splice.span((each.start, each.end))
    return replace(each, start=start, end=end)


def _moved_warning(warning: Warning, splice: Splice) -> Warning:
    if warning.start is None or warning.end is None:
        return warning
    start, end = splice.span((warning.start, warning.end))
    return replace(warning, start=start, end=end)
