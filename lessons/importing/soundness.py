"""The laws every outline keeps, whoever made or changed it; what breaks them is named.

A tool for tests and for data that comes from outside; an editor's warnings are `validators`'.
"""

from __future__ import annotations

from lessons.importing.outline import Outline, Section
from lessons.importing.tree import head_span, pieces


def check_outline(outline: Outline) -> list[str]:
    """What is wrong, one sentence each, beginning with the place; empty for a sound outline."""
    return [
        *_spans(outline),
        *_tree(outline),
        *_pieces(outline),
        *_words(outline),
        *_damage(outline),
    ]


def _spans(outline: Outline) -> list[str]:
    size = len(outline.text)
    named = [(section.id, section.start, section.end) for section in outline.sections]
    named += [(f"{s.id} paragraph", *span) for s in outline.sections for span in s.paragraphs]
    named += [(f"prompt {i}", p.start, p.end) for i, p in enumerate(outline.prompts)]
    named += [(part.kind, part.start, part.end) for part in outline.parts]
    found = [
        f"{name}: {start}–{end} is no part of the text"
        for name, start, end in named
        if not 0 <= start < end <= size
    ]
    found += [
        f"picture {image.name}: {image.start} is no place in the text"
        for image in outline.images
        if not 0 <= image.start <= size
    ]
    return found + [
        f"warning {warning.code}: {warning.start}–{warning.end} is no part of the text"
        for warning in outline.warnings
        if warning.start is not None
        and warning.end is not None
        and not 0 <= warning.start <= warning.end <= size
    ]


def _tree(outline: Outline) -> list[str]:
    found: list[str] = []
    seen: dict[str, Section] = {}
    ends: dict[str | None, int] = {}  # how far the last child of each section reaches
    starts = [section.start for section in outline.sections]
    if starts != sorted(starts):
        found.append("sections: not in reading order")
    for section in outline.sections:
        parent = seen.get(section.parent) if section.parent is not None else None
        if section.id in seen:
            found.append(f"{section.id}: not the only one of this id")
        if section.parent is not None and parent is None:
            found.append(f"{section.id}: its parent does not stand before it")
        if section.level != (parent.level + 1 if parent else 1):
            found.append(f"{section.id}: level {section.level} does not follow its parent's")
        if parent and not parent.start <= section.start <= section.end <= parent.end:
            found.append(f"{section.id}: reaches beyond its parent")
        if parent and parent.heading is None:
            found.append(f"{section.id}: its parent has no heading")
        if section.start < ends.get(section.parent, 0):
            found.append(f"{section.id}: overlaps its neighbour")
        if section.heading is None and (section.level != 1 or not section.paragraphs):
            found.append(f"{section.id}: neither heading nor text of its own")
        ends[section.parent] = section.end
        seen[section.id] = section
    return found


def _pieces(outline: Outline) -> list[str]:
    found: list[str] = []
    end = 0
    for piece in pieces(outline):
        if piece.start < end:
            found.append(f"{piece.kind} {piece.owner}: overlaps what stands before it")
        end = max(end, piece.end)
        if not outline.text[piece.start : piece.end].strip():
            found.append(f"{piece.kind} {piece.owner}: is blank")
        if "\n" in outline.text[piece.start : piece.end]:
            found.append(f"{piece.kind} {piece.owner}: runs over a line end")
    if outline.parts and _outside(outline):
        found.append(f"text: {_outside(outline)[:20]!r} belongs to nothing")
    return found


def _outside(outline: Outline) -> str:
    at, left = 0, []
    for piece in pieces(outline):
        left.append(outline.text[at : max(at, piece.start)])
        at = max(at, piece.end)
    return "".join("".join([*left, outline.text[at:]]).split())


def _words(outline: Outline) -> list[str]:
    found: list[str] = []
    for index, section in enumerate(outline.sections):
        head = head_span(outline, index)
        shown = "".join(outline.text[slice(*head)].split()) if head else ""
        if section.heading is not None and "".join(section.heading.split()) not in shown:
            found.append(f"{section.id}: its heading does not stand at its start")
        if section.heading is not None and not section.heading.strip():
            found.append(f"{section.id}: its heading is blank")
        if section.heading is None and section.paragraphs[:1] != (
            (section.start, section.paragraphs[0][1]) if section.paragraphs else (),
        ):
            found.append(f"{section.id}: does not begin with its first paragraph")
    for index, prompt in enumerate(outline.prompts):
        shown = "".join(outline.text[prompt.start : prompt.end].split())
        if "".join(prompt.text.split()) not in shown or not prompt.text.strip():
            found.append(f"prompt {index}: its words do not stand at its place")
    return found


def _damage(outline: Outline) -> list[str]:
    found: list[str] = []
    end = 0
    for damage in outline.damage:
        if damage.before != outline.text[damage.start : damage.end] or not damage.before:
            found.append(f"damage {damage.start}: its words do not stand at its place")
        if damage.start < end:
            found.append(f"damage {damage.start}: overlaps the one before")
        end = max(end, damage.end)
    return found
