"""The editor's desk for one draft: the file's lines left, what was understood right; reads only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from typing import Any

from django.urls import reverse

from lessons.draft_forms import (
    FORMS,
    ActionForm,
    FieldsForm,
    HeadingForm,
    PictureForm,
    PromptsForm,
    TextForm,
    ToHeadingForm,
    TypedForm,
    deepest_at,
)
from lessons.importing.outline import Damage, Outline, Section
from lessons.importing.tree import Piece, label_of, pieces
from lessons.lengths import length_in_words
from lessons.models import Draft
from lessons.services.drafts import CERTAIN, outline_of
from lessons.words import DAMAGE, warning_words

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
    def is_one_line(self) -> bool:
        """False where many lines are damaged at once: nobody types those into a box."""
        return "\n" not in self.damage.before

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
    pictures: list[Picture] = field(default_factory=list)  # that stand before it
    pictures_after: list[Picture] = field(default_factory=list)  # at the end of the text
    before: int = 0  # where the line before it begins
    columns: int = 0  # of the table it is a row of; 0 for plain text

    @property
    def cells(self) -> list[list[Run]]:
        """The runs of a table's row cell by cell, as many cells as the table has columns; plain
        text is one cell."""
        if not self.columns:
            return [self.runs]
        found: list[list[Run]] = [[]]
        for run in self.runs:
            for number, text in enumerate(run.text.split("\t")):
                if number:
                    found.append([])
                if text:
                    found[-1].append(Run(text, run.damage))
        return found + [[] for _ in range(self.columns - len(found))]

    @property
    def is_changeable(self) -> bool:
        return self.kind in ("heading", "paragraph")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines shown together; a folded one has nothing to look at."""

    lines: list[Line]
    is_folded: bool

    @property
    def blocks(self) -> list[tuple[bool, list[Line]]]:
        """Runs of lines, and whether they are rows of one table."""
        runs = groupby(self.lines, key=lambda line: bool(line.columns))
        return [(is_table, list(members)) for is_table, members in runs]

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        return self.lines[-1].number


def repairs_of(outline: Outline, left: list[int]) -> list[Repair]:
    return [
        Repair(damage, number, *_around(outline.text, damage), damage.start in left)
        for number, damage in enumerate(outline.damage, 1)
    ]


def _around(text: str, damage: Damage) -> tuple[str, str]:
    """A few characters before and after, of the same line."""
    before = text[max(0, damage.start - CONTEXT) : damage.start]
    after = text[damage.end : damage.end + CONTEXT]
    return before.rpartition("\n")[2], after.partition("\n")[0]


def lines_of(outline: Outline, repairs: list[Repair]) -> list[Line]:
    """Every piece of the text as a line, in reading order."""
    found = pieces(outline)
    columns = _columns(outline.text, found)
    return [
        Line(
            number=at + 1,
            kind=piece.kind,
            start=piece.start,
            owner=piece.owner,
            runs=_runs(outline, piece),
            repairs=[r for r in repairs if piece.start <= r.damage.start < piece.end],
            before=found[max(0, at - 1)].start,
            columns=columns[at],
        )
        for at, piece in enumerate(found)
    ]


def _columns(text: str, found: list[Piece]) -> list[int]:
    """For each piece how many columns the table has that it is a row of; a table is at least two
    paragraphs of one section with tabs, as the reader shows it."""
    counts: list[int] = []
    for key, run in groupby(found, key=lambda piece: _table_of(text, piece)):
        rows = [text[piece.start : piece.end].count("\t") + 1 for piece in run]
        is_table = key and len(rows) > 1
        counts += [max(rows) if is_table else 0] * len(rows)
    return counts


def _table_of(text: str, piece: Piece) -> str:
    """What rows of one table share; "" for what has no tabs."""
    is_row = piece.kind == "paragraph" and "\t" in text[piece.start : piece.end]
    return piece.owner if is_row else ""


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
    has_damage = any(line.repairs for line in lines)
    is_open = [
        not has_damage or any(near in marked for near in (index - 1, index, index + 1))
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
        row = {
            "section": section,
            "label": label_of(outline.text, section),
            "children": [],
            "damaged": _damaged(outline, section),
        }
        made[section.id] = row
        parent = made.get(section.parent or "")
        (parent["children"] if parent else roots).append(row)
    return roots


def _damaged(outline: Outline, section: Section) -> int:
    return sum(
        any(start <= damage.start < end for start, end in section.paragraphs)
        for damage in outline.damage
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture before the line it stands at."""

    number: int
    alt: str
    url: str
    form: ActionForm  # to move it, with the line it stands before


def _with_pictures(
    draft: Draft, lines: list[Line], refused: ActionForm | None, chosen: str
) -> list[Line]:
    """Each picture with the first line at or behind its place; the last takes the rest after it.

    A refused form of moving stands with the picture `chosen` names.
    """
    placed: dict[int, list[Picture]] = {}
    starts = [line.start for line in lines]
    for row in draft.outline.get("pictures", []) if lines else []:
        at = bisect_left(starts, row["start"])
        url = reverse("lessons:picture", args=[draft.upload_id, row["number"]])
        is_refused = isinstance(refused, PictureForm) and chosen == str(row["number"])
        form = refused if refused and is_refused else _move_form(row["number"], at, len(lines))
        placed.setdefault(at, []).append(Picture(row["number"], row["alt"], url, form))
    ended = placed.get(len(lines), [])
    return [
        replace(
            line,
            pictures=placed.get(at, []),
            pictures_after=ended if at == len(lines) - 1 else [],
        )
        for at, line in enumerate(lines)
    ]


def _move_form(picture: int, at: int, count: int) -> PictureForm:
    """Where the picture stands now: before line `at`, counted from 0, or after the last."""
    initial = {"to_line": min(at + 1, count), "side": "before" if at < count else "after"}
    return PictureForm(auto_id=f"picture{picture}-%s", initial=initial)


def _chosen(outline: Outline, lines: list[Line], query: Mapping[str, str]) -> Line | None:
    """The line being changed: of the heading `edit` names, or that begins at `line`."""
    wanted, line = query.get("edit", ""), query.get("line", "")
    for row in lines:
        if row.kind == "heading" and row.owner == wanted:
            return row
        if row.kind == "paragraph" and line == str(row.start):
            return row
    return None


def _forms(
    outline: Outline, chosen: Line | None, refused: ActionForm | None
) -> dict[str, ActionForm]:
    """The forms of the page by action; the refused one keeps what was typed and says why."""
    fields = {"title": outline.title, **asdict(outline.fields)}
    prompts = "\n".join(prompt.text for prompt in outline.prompts)
    found: dict[str, ActionForm] = {
        "fields": FieldsForm(auto_id="fields-%s", initial=fields),
        "prompts": PromptsForm(auto_id="prompts-%s", initial={"prompts": prompts}),
    }
    if chosen is not None:
        found |= _line_forms(outline, chosen)
    for action, kind in FORMS.items():
        if isinstance(refused, kind) and kind not in (TypedForm, PictureForm):
            found[action] = refused
    return {action.replace("-", "_"): form for action, form in found.items()}


def _line_forms(outline: Outline, chosen: Line) -> dict[str, ActionForm]:
    deepest = deepest_at(outline, chosen.start)
    section = next((each for each in outline.sections if each.id == chosen.owner), None)
    if chosen.kind == "heading" and section is not None:
        initial = {"heading": section.heading, "level": section.level}
        return {"heading": HeadingForm(deepest=deepest, auto_id="heading-%s", initial=initial)}
    text = "".join(run.text for run in chosen.runs)
    level = {"level": deepest}
    return {
        "text": TextForm(auto_id="text-%s", initial={"text": text}),
        "to-heading": ToHeadingForm(deepest=deepest, auto_id="to-heading-%s", initial=level),
    }


def desk(
    draft: Draft, query: Mapping[str, str], refused: ActionForm | None = None
) -> dict[str, Any]:
    """All the page shows; `query` may choose a heading (`edit`) or a paragraph (`line`)."""
    outline = outline_of(draft)
    repairs = repairs_of(outline, draft.left)
    lines = _with_pictures(draft, lines_of(outline, repairs), refused, query.get("picture", ""))
    chosen = _chosen(outline, lines, query) if draft.edition_id is None else None
    open_repairs = [repair for repair in repairs if not repair.is_left]
    return {
        "draft": draft,
        "outline": outline,
        "groups": grouped(lines, chosen.start if chosen else None),
        "chosen": chosen,
        "forms": _forms(outline, chosen, refused),
        "refused": refused,
        "refused_at": query.get("start", "") if isinstance(refused, TypedForm) else "",
        "tree": tree_of(outline),
        "repairs": repairs,
        "open_repairs": open_repairs,
        "first_open": open_repairs[0].number if open_repairs else 0,
        "certain": [r for r in repairs if r.damage.kind in CERTAIN and r.proposals],
        "length": length_in_words(
            outline.fields.lecture_minutes,
            outline.fields.discussion_minutes,
            outline.fields.hour_unit or "",
        ),
        "headings": sum(section.heading is not None for section in outline.sections),
        "warnings": [(warning_words(w), _line_at(lines, w.start)) for w in outline.warnings],
        "damage_words": DAMAGE,
        "steps": draft.steps.count(),
    }


def _line_at(lines: list[Line], start: int | None) -> int | None:
    """Where the line an offset stands on begins, for a link to it."""
    if start is None:
        return None
    found = [line.start for line in lines if line.start <= start]
    return found[-1] if found else None
