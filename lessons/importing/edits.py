"""What an editor may do to an outline: each function takes one and returns another, still sound.

Untouched sections keep their ids; a new section takes the next free number, so ids name sections
while `Outline.sections` gives the reading order. The log of edits and undoing belong to drafts.
"""

from __future__ import annotations

from dataclasses import replace

from lessons.importing.outline import Fields, Outline, Span
from lessons.importing.tree import (
    Node,
    Piece,
    Splice,
    head_span,
    nodes,
    pieces,
    spliced,
    trimmed,
    with_nodes,
)
from lessons.importing.wording import located, numbered_heading, reworded

MAX_HEADING = 200
MAX_TITLE = 200
MAX_MINUTES = 100_000
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class EditError(Exception):
    """A change that cannot be made; `code` is stable, the page has the words.

    Codes: no_section, no_paragraph, no_place, no_damage, not_a_heading, level_jump, line_break,
    several_blocks, empty, too_long, in_damage, nothing_before, not_a_number, order.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def replace_span(outline: Outline, start: int, end: int, after: str) -> Outline:
    """Puts `after` in place of text[start:end], which must lie within one block.

    Numbers, headings, questions, title and fields follow. A paragraph of which nothing is left
    goes away. Damage that is touched goes away too; run `find_damage` again to see what is left.
    """
    if not 0 <= start <= end <= len(outline.text):
        raise EditError("no_place")
    if _LINE_ENDS & set(after):
        raise EditError("line_break")
    if "\n" in outline.text[start:end]:
        raise EditError("several_blocks")
    touched = _touched(outline, start, end)
    splice = Splice(start, end, after)
    changed, moved = spliced(outline, splice)
    if touched is not None:
        changed, moved = _settled(changed, moved, outline, touched, splice)
    changed = reworded(with_nodes(changed, moved), outline, touched, splice)
    if any(section.heading == "" for section in changed.sections):
        raise EditError("empty")
    return changed


def _touched(outline: Outline, start: int, end: int) -> Piece | None:
    """The block a change falls into; None for text that belongs to nothing."""
    if start == end:
        around = [piece for piece in pieces(outline) if piece.start <= start <= piece.end]
        around.sort(key=lambda piece: piece.start == start)  # the one that ends here comes first
    else:
        around = [piece for piece in pieces(outline) if piece.start < end and start < piece.end]
        if len(around) > 1 or (around and not around[0].start <= start <= end <= around[0].end):
            raise EditError("several_blocks")
    return around[0] if around else None


def _settled(
    changed: Outline, moved: list[Node], before: Outline, touched: Piece, splice: Splice
) -> tuple[Outline, list[Node]]:
    """Gives the block that was changed its new span, outer white space left out."""
    place = trimmed(changed.text, touched.start, touched.end + splice.growth)
    if place is None and touched.kind in ("heading", "prompt"):
        raise EditError("empty")
    old = (touched.start, touched.end)
    for section, node in zip(before.sections, moved, strict=True):
        if touched.kind == "heading" and section.id == touched.owner:
            node.head = place
        elif touched.kind == "paragraph" and section.id == touched.owner:
            at = section.paragraphs.index(old)
            node.paragraphs[at : at + 1] = [place] if place else []
    if touched.kind == "prompt" and place:
        prompts = list(changed.prompts)
        prompts[int(touched.owner)] = replace(
            prompts[int(touched.owner)], start=place[0], end=place[1]
        )
        changed = replace(changed, prompts=tuple(prompts))
    if touched.kind in ("title", "field", "label"):
        kept = [
            replace(part, start=place[0], end=place[1]) if place and is_touched else part
            for is_touched, part in zip(
                [(was.start, was.end) == old for was in before.parts], changed.parts, strict=True
            )
            if place or not is_touched
        ]
        changed = replace(changed, parts=tuple(kept))
    return changed, moved


def repair(outline: Outline, index: int, after: str) -> Outline:
    """Puts `after` in place of damage number `index`, a proposal's words or typed ones.

    Raises EditError no_damage; several_blocks when the damage runs over lines, as a wrong
    decoding of the whole file does: then the repaired text must be read anew.
    """
    if not 0 <= index < len(outline.damage):
        raise EditError("no_damage")
    damage = outline.damage[index]
    return replace_span(outline, damage.start, damage.end, after)


def set_level(outline: Outline, section_id: str, level: int) -> Outline:
    """Moves a heading, and all below it, to a level; its parent follows from the levels."""
    tree = nodes(outline)
    at = _index(tree, section_id)
    if tree[at].head is None:
        raise EditError("not_a_heading")
    if not 1 <= level <= _deepest(tree[:at]):
        raise EditError("level_jump")
    shift = level - tree[at].level
    for node in tree[at : _after_descendants(outline, at)]:
        node.level += shift
    return with_nodes(outline, tree)


def _deepest(before: list[Node]) -> int:
    """The deepest level a heading may have after these."""
    if not before or before[-1].head is None:
        return 1
    return before[-1].level + 1


def _after_descendants(outline: Outline, at: int) -> int:
    family = {outline.sections[at].id}
    last = at + 1
    while last < len(outline.sections) and outline.sections[last].parent in family:
        family.add(outline.sections[last].id)
        last += 1
    return last


def to_plain(outline: Outline, section_id: str) -> Outline:
    """Makes a heading a paragraph of the section before it; its paragraphs go there as well.

    The first heading of a lesson leaves a section without heading. Sections below move up.
    """
    tree = nodes(outline)
    at = _index(tree, section_id)
    node = tree[at]
    if node.head is None:
        raise EditError("not_a_heading")
    first = node.head
    if node.paragraphs and "\n" not in outline.text[first[0] : node.paragraphs[0][0]]:
        first = (first[0], node.paragraphs.pop(0)[1])  # a run-in heading and its paragraph
    node.head, node.heading, node.number = None, None, None
    node.paragraphs.insert(0, first)
    below = tree[at + 1 : _after_descendants(outline, at)]
    for each in below:
        each.level -= 1
    if at > 0:
        tree[at - 1].paragraphs += node.paragraphs
        del tree[at]
    elif below or len(node.paragraphs) > 1:
        node.level = 1
    return with_nodes(outline, tree)


def to_heading(outline: Outline, paragraph_start: int, level: int) -> Outline:
    """Makes a paragraph a heading; the paragraphs that follow it directly become its own."""
    tree = nodes(outline)
    at, place = _paragraph(tree, paragraph_start)
    owner = tree[at]
    start, end = owner.paragraphs[place]
    if end - start > MAX_HEADING:
        raise EditError("too_long")
    new_id = _free_id(tree)
    if owner.start == start:
        del tree[at]  # a section without heading gives all it has to the new one
    before = sum(node.start < start for node in tree)
    if not 1 <= level <= _deepest(tree[:before]):
        raise EditError("level_jump")
    limit = tree[before].start if before < len(tree) else len(outline.text)
    number, heading = numbered_heading(outline.text[start:end])
    own = [span for span in owner.paragraphs if start < span[0] < limit]
    owner.paragraphs = [span for span in owner.paragraphs if span[0] < start or span[0] >= limit]
    tree.insert(before, Node(new_id, level, number, heading, (start, end), own))
    return with_nodes(outline, tree)


def merge_with_previous(outline: Outline, start: int) -> Outline:
    """Joins the heading or paragraph that begins at `start` to the one before it.

    Paragraphs of one section join, a heading takes a heading or paragraph that continues it.
    Between Chinese characters nothing is put in, else a space.
    """
    blocks = [piece for piece in pieces(outline) if piece.kind in ("heading", "paragraph")]
    at = next((at for at, piece in enumerate(blocks) if piece.start == start), None)
    if at is None:
        raise EditError("no_paragraph")
    if at == 0 or not _may_join(outline, blocks[at - 1], blocks[at]):
        raise EditError("nothing_before")
    previous, this = blocks[at - 1], blocks[at]
    gap = outline.text[previous.end : this.start]
    is_narrow = outline.text[previous.end - 1].isascii() and outline.text[this.start].isascii()
    joiner = gap if "\n" not in gap else " " if is_narrow else ""
    splice = Splice(previous.end, this.start, joiner)
    changed, moved = spliced(outline, splice)
    return _joined(changed, moved, previous, this, splice)


def _may_join(outline: Outline, previous: Piece, this: Piece) -> bool:
    if outline.text[previous.end : this.start].strip():
        return False
    if previous.kind == "heading":
        return this.kind == "heading" or this.owner == previous.owner
    return this.kind == "paragraph" and this.owner == previous.owner


def _joined(
    changed: Outline, tree: list[Node], previous: Piece, this: Piece, splice: Splice
) -> Outline:
    by_id = {node.id: node for node in tree}
    first, second = by_id[previous.owner], by_id[this.owner]
    whole = (previous.start, this.end + splice.growth)
    if this.kind == "paragraph":
        second.paragraphs = [span for span in second.paragraphs if not _within(span, whole)]
    if previous.kind == "paragraph":
        first.paragraphs = sorted([*first.paragraphs, whole])
        return with_nodes(changed, tree)
    if whole[1] - whole[0] > MAX_HEADING:
        raise EditError("too_long")
    first.head = whole
    number, first.heading = numbered_heading(changed.text[slice(*whole)])
    if first.number is not None:
        first.number = number
    else:
        first.heading = changed.text[slice(*whole)].strip()
    if this.kind == "heading":
        first.paragraphs += second.paragraphs
        tree.remove(second)
    return with_nodes(changed, tree)


def _within(span: Span, whole: Span) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


def split_paragraph(outline: Outline, offset: int) -> Outline:
    """Breaks the paragraph around `offset` in two; the white space there gives way."""
    tree = nodes(outline)
    found = [
        (node.id, span) for node in tree for span in node.paragraphs if span[0] < offset < span[1]
    ]
    if not found:
        raise EditError("no_place")
    owner, (start, end) = found[0]
    first, second = trimmed(outline.text, start, offset), trimmed(outline.text, offset, end)
    if first is None or second is None:
        raise EditError("no_place")
    splice = Splice(first[1], second[0], "\n")
    if any(damage.start < offset < damage.end for damage in outline.damage):
        raise EditError("in_damage")
    changed, tree = spliced(outline, splice)
    node = next(node for node in tree if node.id == owner)
    at = next(at for at, span in enumerate(node.paragraphs) if span[0] == start)
    node.paragraphs[at : at + 1] = [first, splice.span(second)]
    return with_nodes(changed, tree)


def set_heading(outline: Outline, section_id: str, heading: str) -> Outline:
    """Changes the words of a heading, in the text too; its number stays."""
    heading = " ".join(heading.split())
    at = _index(nodes(outline), section_id)
    head = head_span(outline, at)
    if head is None:
        raise EditError("not_a_heading")
    if not heading:
        raise EditError("empty")
    if len(heading) > MAX_HEADING:
        raise EditError("too_long")
    place = located(outline.text[slice(*head)], outline.sections[at].heading or "")
    first, last = place or (0, head[1] - head[0])
    changed = replace_span(outline, head[0] + first, head[0] + last, heading)
    tree = nodes(changed)
    _index(tree, section_id)
    return replace(
        changed,
        sections=tuple(
            replace(section, number=outline.sections[at].number, heading=heading)
            if section.id == section_id
            else section
            for section in changed.sections
        ),
    )


def set_fields(outline: Outline, fields: Fields) -> Outline:
    """Changes what the lesson says of itself; the text stays as it is."""
    minutes = (fields.lecture_minutes, fields.discussion_minutes)
    if any(each is not None and not 0 <= each <= MAX_MINUTES for each in minutes):
        raise EditError("not_a_number")
    return replace(outline, fields=fields)


def set_title(outline: Outline, title: str) -> Outline:
    """Gives the lesson a title, which counts as its own from then on; the text stays as it is."""
    title = " ".join(title.split())
    if not title:
        raise EditError("empty")
    if len(title) > MAX_TITLE:
        raise EditError("too_long")
    return replace(outline, title=title, title_origin="file")


def _index(tree: list[Node], section_id: str) -> int:
    for at, node in enumerate(tree):
        if node.id == section_id:
            return at
    raise EditError("no_section")


def _paragraph(tree: list[Node], start: int) -> tuple[int, int]:
    for at, node in enumerate(tree):
        for place, span in enumerate(node.paragraphs):
            if span[0] == start:
                return at, place
    raise EditError("no_paragraph")


def _free_id(tree: list[Node]) -> str:
    numbers = [int(node.id[1:]) for node in tree if node.id[1:].isdigit()]
    return f"s{max(numbers, default=0) + 1}"
