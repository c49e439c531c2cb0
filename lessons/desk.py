"""The editor's desk for one draft: the file's lines left, what was understood right; reads only."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lessons.importing.outline import Damage, Outline, Section
from lessons.importing.tree import Piece, pieces
from lessons.models import Draft
from lessons.services.drafts import outline_of

QUIET_RUN = 6  # lines without anything to look at that are folded away
SHOWN_PROPOSALS = 3
CONTEXT = 12  # characters around a damaged spot


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line; `damage` is None for what is sound."""

    text: str
    damage: Damage | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged spot in its context with what it may have been, best first."""

    damage: Damage
    number: int  # from 1
    before: str
    after: str
    is_left: bool

    @property
    def proposals(self) -> list[str]:
        return [proposal.after for proposal in self.damage.proposals[:SHOWN_PROPOSALS]]


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # from 1, of the clean text's lines
    kind: str
    start: int
    owner: str
    runs: list[Run]
    repairs: list[Repair] = field(default_factory=list)
    level: int | None = None  # of a heading


@dataclass(frozen=True, slots=True)
class Group:
    """Lines shown together; a folded one has nothing to look at."""

    lines: list[Line]
    is_folded: bool

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        return self.lines[-1].number


def repairs_of(outline: Outline, left: list[int]) -> list[Repair]:
    return [
        Repair(
            damage,
            number,
            outline.text[max(0, damage.start - CONTEXT) : damage.start],
            outline.text[damage.end : damage.end + CONTEXT],
            damage.start in left,
        )
        for number, damage in enumerate(outline.damage, 1)
    ]


def lines_of(outline: Outline, repairs: list[Repair]) -> list[Line]:
    """Every piece of the text as a line, in reading order."""
    levels = {section.id: section.level for section in outline.sections}
    return [
        Line(
            number=number,
            kind=piece.kind,
            start=piece.start,
            owner=piece.owner,
            runs=_runs(outline, piece),
            repairs=[r for r in repairs if piece.start <= r.damage.start < piece.end],
            level=levels.get(piece.owner) if piece.kind == "heading" else None,
        )
        for number, piece in enumerate(pieces(outline), 1)
    ]


def _runs(outline: Outline, piece: Piece) -> list[Run]:
    runs: list[Run] = []
    at = piece.start
    for damage in outline.damage:
        if not piece.start <= damage.start < piece.end:
            continue
        runs.append(Run(outline.text[at : damage.start]))
        runs.append(Run(outline.text[damage.start : min(damage.end, piece.end)], damage))
        at = min(damage.end, piece.end)
    runs.append(Run(outline.text[at : piece.end]))
    return [run for run in runs if run.text]


def grouped(lines: list[Line], chosen: int | None) -> list[Group]:
    """Lines with the quiet stretches folded: what is damaged or chosen stays open, with the
    lines next to it; a file without damage stays open altogether."""
    marked = {index for index, line in enumerate(lines) if line.repairs or line.start == chosen}
    is_open = [
        not marked or any(near in marked for near in (index - 1, index, index + 1))
        for index in range(len(lines))
    ]
    groups = []
    for opened, run in groupby(zip(is_open, lines, strict=True), key=lambda pair: pair[0]):
        members = [line for _, line in run]
        groups.append(Group(members, not opened and len(members) >= QUIET_RUN))
    return groups


def tree_of(outline: Outline) -> list[dict[str, Any]]:
    """The sections as a tree with the count of damaged spots in each one's own text."""
    made: dict[str, dict[str, Any]] = {}
    roots: list[dict[str, Any]] = []
    for section in outline.sections:
        row = {"section": section, "children": [], "damaged": _damaged(outline, section)}
        made[section.id] = row
        parent = made.get(section.parent or "")
        (parent["children"] if parent else roots).append(row)
    return roots


def _damaged(outline: Outline, section: Section) -> int:
    return sum(
        any(start <= damage.start < end for start, end in section.paragraphs)
        for damage in outline.damage
    )


def desk(draft: Draft, query: dict[str, str]) -> dict[str, Any]:
    """All the page shows; `query` may choose a section (`edit`) or a line (`line`)."""
    outline = outline_of(draft)
    repairs = repairs_of(outline, draft.left)
    line = int(query["line"]) if query.get("line", "").isdigit() else None
    lines = lines_of(outline, repairs)
    chosen = next((s for s in outline.sections if s.id == query.get("edit")), None)
    start = line if line is not None else chosen.start if chosen else None
    return {
        "draft": draft,
        "outline": outline,
        "groups": grouped(lines, start),
        "line": next((row for row in lines if row.start == line), None),
        "chosen": chosen,
        "tree": tree_of(outline),
        "repairs": repairs,
        "open_repairs": [repair for repair in repairs if not repair.is_left],
        "certain": [r for r in repairs if r.damage.kind == "pinyin" and r.proposals],
        "headings": sum(section.heading is not None for section in outline.sections),
        "levels": list(range(1, 7)),
        "steps": draft.steps.count(),
    }
