"""Writes of drafts: each change is one step that can be undone until publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lessons.importing.edits import EditError, replace_span
from lessons.importing.outline import Damage, Image, Outline, Part, outline_from_dict
from lessons.models import Draft, DraftStep
from lessons.services.imports import TITLE_LENGTH, draft_outline
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
    """What a step is, for the edit log: its method, its place and the words before and after."""

    method: str
    start: int | None = None
    before: str = ""
    after: str = ""
    left: list[int] | None = None  # None: as it was


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
    row = _locked(actor, draft)
    if row.edition_id is not None:
        words = _("这份草稿已经发布，不能再改。请上传新文件做新版本。")
        raise ValidationError(words, code="published")
    if version is not None and row.version != version:
        raise DraftConflict
    changed = edit(outline_of(row))
    _keep_step(actor, row, change, now)
    row.outline, row.title = stored_outline(changed), changed.title[:TITLE_LENGTH]
    row.left = row.left if change.left is None else change.left
    row.version, row.changed_at = row.version + 1, now
    row.save(update_fields=["outline", "left", "title", "version", "changed_at"])
    return row


def _locked(actor: User | None, draft: Draft) -> Draft:
    if actor is not None:
        require_editor(actor)
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


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
    new = damage.proposals[0].after if after is None else after
    shift = len(new) - len(damage.before)
    change = Change(
        "repair-accepted" if after is None else "repair-typed",
        start,
        damage.before,
        new,
        left=[place + shift if place > start else place for place in draft.left],
    )
    return change_draft(
        actor,
        draft,
        lambda outline: replace_span(outline, damage.start, damage.end, new),
        change,
        now=now,
        version=version,
    )


def leave_damage(
    actor: User | None, draft: Draft, start: int, *, now: dt.datetime, version: int | None = None
) -> Draft:
    """Notes that the editor looked and left it; no item takes its evidence near it."""
    damage = damage_at(draft, start)
    change = Change(
        "repair-left", start, damage.before, damage.before, left=sorted({*draft.left, start})
    )
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
def undo(actor: User | None, draft: Draft) -> Draft:
    """Takes the last step back; nothing happens when there is none. Locks the draft."""
    row = _locked(actor, draft)
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
