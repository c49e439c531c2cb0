"""Builds the sections: which paragraphs are whose, and where each section begins and ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from lessons.importing.candidates import Candidate
from lessons.importing.closings import closing_at, repeats
from lessons.importing.levels import Placed
from lessons.importing.lines import Line
from lessons.importing.outline import Section, Span

_MOST_NAMES = 12  # siblings a closing paragraph is compared with


@dataclass
class _Draft:
    candidate: Candidate | None
    level: int
    parent: _Draft | None
    start: int
    paragraphs: list[Span] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)  # own lines below the heading line
    end: int = 0

    @property
    def name(self) -> str:
        return self.candidate.head if self.candidate else ""


def build_sections(
    placed: Sequence[Placed], lines: Sequence[Line], taken: set[int], cut: dict[int, int],
    questions: int | None,
) -> tuple[Section, ...]:  # fmt: skip
    """The sections in reading order. `taken` lines are no text; of a `cut` line only the
    characters before its cut are; behind `questions`, the first line of those that stand below
    the last section, no text belongs to it."""
    drafts = _drafts(placed)
    heads = {item.candidate.at: draft for item, draft in zip(placed, drafts, strict=True)}
    current: _Draft | None = None
    opening: list[_Draft] = []
    trailing: list[_Draft] = []
    for line in lines:
        if line.at in heads:
            current = heads[line.at]
        elif line.at not in taken:
            if placed and questions is not None and line.at > questions:
                _own(trailing, line, cut)
            elif current is None:
                _own(opening, line, cut)
            else:
                current.lines.append(line)
    conclusion = _move_closings(drafts)
    for draft in drafts:
        _settle(draft, cut)
    loose = [*opening, *trailing]
    if conclusion:
        loose.append(_Draft(None, 1, None, conclusion[0].start, lines=conclusion))
        _settle(loose[-1], cut)
    return _numbered([*drafts, *loose])


def _own(drafts: list[_Draft], line: Line, cut: dict[int, int]) -> None:
    """Adds a line to the one section without a heading that `drafts` holds."""
    if not drafts:
        drafts.append(_Draft(None, 1, None, line.start))
    drafts[0].paragraphs.append(_span(line, cut))
    drafts[0].end = drafts[0].paragraphs[-1][1]


def _span(line: Line, cut: dict[int, int]) -> Span:
    kept = line.text[: cut.get(line.at, len(line.text))].rstrip()
    return line.start, line.start + len(kept)


def _drafts(placed: Sequence[Placed]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for item in placed:
        parent = drafts[item.parent] if item.parent is not None else None
        line = item.candidate.line
        draft = _Draft(item.candidate, item.level, parent, line.start)
        if item.candidate.body_start < len(line.text):
            draft.paragraphs.append((line.start + item.candidate.body_start, line.end))
        drafts.append(draft)
    return drafts


def _move_closings(drafts: list[_Draft]) -> list[Line]:
    """Gives closing paragraphs to the section they close; returns those of the whole lesson."""
    conclusion: list[Line] = []
    names = _Names(drafts)
    for at, draft in enumerate(drafts):
        following = drafts[at + 1] if at + 1 < len(drafts) else None
        first = 0 if draft.paragraphs else 1
        begin = closing_at(draft.lines, first, names.around(draft), is_last=following is None)
        if begin is None:
            continue
        if following is None:
            conclusion = draft.lines[begin:]
        else:
            target = _closed_section(draft, following.level, draft.lines[begin], names)
            if target is draft:
                continue
            target.lines.extend(draft.lines[begin:])
        draft.lines = draft.lines[:begin]
    return conclusion


class _Names:
    """The headings of sibling sections, the nearest before each, itself included."""

    def __init__(self, drafts: list[_Draft]) -> None:
        self._children: dict[int | None, list[str]] = defaultdict(list)
        self._places: dict[int, int] = {}
        for draft in drafts:
            siblings = self._children[_key(draft.parent)]
            self._places[id(draft)] = len(siblings)
            siblings.append(draft.name)

    def children(self, draft: _Draft) -> list[str]:
        return self._children[id(draft)][:_MOST_NAMES]

    def around(self, draft: _Draft) -> list[list[str]]:
        """Those beside the section, beside its parent, and so on outwards."""
        found: list[list[str]] = []
        inner: _Draft | None = draft
        while inner is not None:
            place = self._places[id(inner)] + 1
            siblings = self._children[_key(inner.parent)]
            found.append(siblings[max(0, place - _MOST_NAMES) : place])
            inner = inner.parent
        return found


def _key(draft: _Draft | None) -> int | None:
    return None if draft is None else id(draft)


def _closed_section(draft: _Draft, next_level: int, line: Line, names: _Names) -> _Draft:
    """The outermost section that ends here, or the one whose children the paragraph names."""
    target = draft
    while target.parent is not None and target.level > next_level:
        target = target.parent
        if repeats(line, names.children(target)):
            return target
    return target


def _settle(draft: _Draft, cut: dict[int, int]) -> None:
    draft.paragraphs += [_span(line, cut) for line in draft.lines]
    head_end = 0
    if draft.candidate is not None:
        head_end = draft.start + len(draft.candidate.line.text)
        if draft.candidate.body_start < len(draft.candidate.line.text):
            head_end = draft.start + draft.candidate.head_end
    end = max([head_end, *(stop for _start, stop in draft.paragraphs)])
    outer: _Draft | None = draft
    while outer is not None:
        outer.end = max(outer.end, end)
        outer = outer.parent


def _numbered(drafts: list[_Draft]) -> tuple[Section, ...]:
    drafts = sorted(drafts, key=lambda draft: draft.start)
    ids = {id(draft): f"s{place}" for place, draft in enumerate(drafts, start=1)}
    return tuple(
        Section(
            id=ids[id(draft)],
            parent=ids[id(draft.parent)] if draft.parent else None,
            level=draft.level,
            number=draft.candidate.number if draft.candidate else None,
            heading=draft.name if draft.candidate else None,
            start=draft.start,
            end=draft.end,
            paragraphs=tuple(sorted(draft.paragraphs)),
        )
        for draft in drafts
    )
