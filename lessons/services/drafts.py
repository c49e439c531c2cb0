"""Writes of drafts: each change is one step that can be undone until publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lessons.importing.edits import EditError, replace_span
from lessons.importing.outline import Damage, Image, Outline, Part, outline_from_dict
from lessons.importing.retyping import narrowed
from lessons.importing.safely import read_file_safely
from lessons.importing.validators import validate
from lessons.models import Draft, DraftStep
from lessons.services.imports import draft_outline
from lessons.services.publishing import TITLE_LENGTH
from lessons.steps import BACK
from people.access import require_editor
from people.models import User

Edit = Callable[[Outline], Outline]


class DraftConflict(Exception):
    """Somebody else, or another tab, changed the draft meanwhile; nothing was written."""


def outline_of(draft: Draft) -> Outline:
    """The draft's outline as a value; pictures carry their number as name and no bytes."""
    data = draft.outline
    images = tuple(
        Image(str(row["number"]), "", b"", row["start"], row["alt"])
        for row in data.get("pictures", [])
    )
    parts = tuple(Part(**row) for row in data.get("parts", []))
    return replace(outline_from_dict(data), images=images, parts=parts)


def stored_outline(outline: Outline) -> dict[str, Any]:
    """The way back: as `draft_outline`, with the pictures' own numbers."""
    pictures = [
        {"number": int(image.name), "start": image.start, "alt": image.alt}
        for image in outline.images
    ]
    return {**draft_outline(outline), "pictures": pictures}


@dataclass(frozen=True, slots=True)
class Change:
    """What a step is, for the edit log: its method, its place and the words before and after.

    Left empty, place and words are those in which the text differs.
    """

    method: str
    start: int | None = None
    before: str = ""
    after: str = ""
    leaving: int | None = None  # the start of a damaged spot that is left as it is


@transaction.atomic
def change_draft(
    actor: User | None,
    draft: Draft,
    edit: Edit,
    change: Change,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Draft:
    """Applies a pure edit as one step. Locks the draft.

    `version` is the one the editor saw; None does not ask. Raises DraftConflict when it is no
    longer that one, EditError when the edit is impossible, ValidationError once published.
    """
    row = _changeable(actor, draft, version)
    before = outline_of(row)
    changed = _looked_over(edit(before))
    _keep_step(actor, row, _noted(change, before, changed), now)
    row.outline, row.title = stored_outline(changed), changed.title[:TITLE_LENGTH]
    row.left = _still_left(before, changed, {*row.left, change.leaving})
    row.version, row.changed_at = row.version + 1, now
    row.save(update_fields=["outline", "left", "title", "version", "changed_at"])
    return row


# What `validate` says of an outline; said anew after each change, unlike what reading found.
_VALIDATED = frozenset({
    "title_inferred", "no_headings", "no_prompts", "field_missing", "text_before_first_heading",
    "count_mismatch", "number_gap", "empty_section", "repeated_heading", "unbalanced_mark",
    "orphan_number", "list_gap",
})  # fmt: skip


def _looked_over(outline: Outline) -> Outline:
    kept = [warning for warning in outline.warnings if warning.code not in _VALIDATED]
    return replace(outline, warnings=(*kept, *validate(outline)))


def _noted(change: Change, before: Outline, after: Outline) -> Change:
    if change.before or change.after or before.text == after.text:
        return change
    start, end, words = narrowed(before.text, after.text)
    return replace(change, start=start, before=before.text[start:end], after=words)


def _still_left(before: Outline, after: Outline, left: set[int | None]) -> list[int]:
    """Where the spots that were left stand after the change."""

    def looks(outline: Outline) -> list[object]:
        return [(damage.kind, damage.before, damage.proposals) for damage in outline.damage]

    matcher = SequenceMatcher(None, looks(before), looks(after), autojunk=False)
    return [
        after.damage[block.b + at].start
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
        if before.damage[block.a + at].start in left
    ]


def _locked(actor: User | None, draft: Draft) -> Draft:
    if actor is not None:
        require_editor(actor)
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def _changeable(actor: User | None, draft: Draft, version: int | None) -> Draft:
    """The locked row; raises ValidationError once published, DraftConflict at another version."""
    row = _locked(actor, draft)
    if row.edition_id is not None:
        words = _("这份草稿已经发布，不能再改。请上传新文件做新版本。")
        raise ValidationError(words, code="published")
    if version is not None and row.version != version:
        raise DraftConflict
    return row


def _keep_step(actor: User | None, row: Draft, change: Change, now: dt.datetime) -> None:
    DraftStep.objects.create(
        draft=row,
        version=row.version + 1,
        method=change.method,
        start=change.start,
        before=change.before,
        after=change.after,
        outline_before=row.outline,
        left_before=row.left,
        made_by=actor,
        made_at=now,
    )


def damage_at(draft: Draft, start: int) -> Damage:
    """The damage that begins at an offset; raises EditError (no_damage) when there is none."""
    for damage in outline_of(draft).damage:
        if damage.start == start:
            return damage
    raise EditError("no_damage")


def repair(
    actor: User | None,
    draft: Draft,
    start: int,
    after: str | None,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Draft:
    """Mends the damage at `start` with what was typed, or with None with the best proposal."""
    damage = damage_at(draft, start)
    if after is None and not damage.proposals:
        raise EditError("empty")
    proposed = [proposal.after for proposal in damage.proposals]
    new = proposed[0] if after is None else after
    change = Change(
        "repair-accepted" if new in proposed else "repair-typed", start, damage.before, new
    )
    mended = _reread(draft, damage, new) if "\n" in damage.before else None
    return change_draft(
        actor,
        draft,
        lambda outline: mended or replace_span(outline, damage.start, damage.end, new),
        change,
        now=now,
        version=version,
    )


def _reread(draft: Draft, damage: Damage, after: str) -> Outline:
    """The draft read anew with several lines mended, as after a wrong decoding of the whole file.

    Reading runs in its child process; source and pictures stay. Raises ImportRefused.
    """
    old = outline_of(draft)
    text = old.text[: damage.start] + after + old.text[damage.end :]
    new = read_file_safely("text.txt", text.encode("utf-8", "replace"), encoding="utf-8")
    source = replace(old.source, script=new.source.script)
    images = tuple(
        replace(image, start=_same_line(old.text, new.text, image.start)) for image in old.images
    )
    return replace(new, source=source, images=images)


def _same_line(old: str, new: str, start: int) -> int:
    """Where the line an offset stood on begins now; the end of a text that has fewer lines."""
    lines = new.splitlines(keepends=True)
    return sum(map(len, lines[: old.count("\n", 0, start)]))


def leave_damage(
    actor: User | None, draft: Draft, start: int, *, now: dt.datetime, version: int | None = None
) -> Draft:
    """Notes that the editor looked and left it; no item takes its evidence near it."""
    damage = damage_at(draft, start)
    change = Change("repair-left", start, damage.before, damage.before, leaving=start)
    return change_draft(actor, draft, lambda outline: outline, change, now=now, version=version)


CERTAIN = frozenset({"pinyin"})  # kinds whose best proposal is right whenever there is one


def accept_certain(
    actor: User | None, draft: Draft, *, now: dt.datetime, version: int | None = None
) -> Draft:
    """Mends every spot of a certain kind at once, as one step."""

    def mend(outline: Outline) -> Outline:
        spots = [d for d in outline.damage if d.kind in CERTAIN and d.proposals]
        for damage in reversed(spots):  # from the end, so that earlier offsets stay
            outline = replace_span(outline, damage.start, damage.end, damage.proposals[0].after)
        return outline

    return change_draft(actor, draft, mend, Change("repair-certain"), now=now, version=version)


@transaction.atomic
def undo(actor: User | None, draft: Draft, *, version: int | None = None) -> Draft:
    """Takes the last step back; nothing happens when there is none. Locks the draft.

    Raises DraftConflict when the draft is no longer at `version`, so that a button pressed twice
    takes one step back.
    """
    row = _locked(actor, draft)
    if version is not None and row.version != version:
        raise DraftConflict
    step = row.steps.order_by("-version").first()
    if step is None or row.edition_id is not None:
        return row
    row.outline, row.left = step.outline_before, step.left_before
    row.title = str(row.outline["title"])[:TITLE_LENGTH]
    # The version still grows: a page that saw the undone step must not write over this.
    row.version += 1
    row.save(update_fields=["outline", "left", "title", "version"])
    step.delete()
    return row


@transaction.atomic
def go_back(
    actor: User | None, draft: Draft, step: int, *, now: dt.datetime, version: int | None = None
) -> Draft:
    """Makes the draft what it was before a step of it, named by its version. Locks the draft.

    That is a step itself: nothing is lost, and it can be taken back. Raises EditError (no_step),
    DraftConflict, and ValidationError once published.
    """
    row = _changeable(actor, draft, version)
    then = row.steps.filter(version=step).first()
    if then is None:
        raise EditError("no_step")
    _keep_step(actor, row, Change(BACK, after=str(step)), now)
    row.outline, row.left = then.outline_before, then.left_before
    row.title = str(row.outline["title"])[:TITLE_LENGTH]
    row.version, row.changed_at = row.version + 1, now
    row.save(update_fields=["outline", "left", "title", "version", "changed_at"])
    return row
