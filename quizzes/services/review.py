"""Writes of editors about items: judging, changing, writing and undoing; each keeps what was.

Every write holds the lesson's row, as making items does, so that the generator never overwrites
what an editor is just changing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lessons.models import Edition, Lesson, Section
from people.access import require_editor
from people.models import User
from people.services import audit
from quizzes.contract import Choice, Flaw, Question, flaws_of
from quizzes.evidence import Span, evidence_of
from quizzes.models import Item, ItemPlace, ItemReport, ItemVersion
from quizzes.services.storing import CONTENT

STATE = ("state", "reject_code", "reviewed_by_id", "reviewed_at")
LETTERS = "abcdefgh"
UNDOABLE = 400  # of one's own latest steps in a lesson
APPROVE, REJECT, QUARANTINE, RESTORE = "approved", "rejected", "quarantined", "restored"


class ReviewRefused(Exception):
    """A step that cannot be taken; `code` is conflict, unplaced, nothing or others."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class QuestionRefused(Exception):
    """A question that breaks the contract, with all its flaws."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(", ".join(flaw.code for flaw in flaws))
        self.flaws = flaws


@dataclass(frozen=True, slots=True)
class Judgement:
    """`action` is approved, rejected, quarantined or restored; `code` only for rejected."""

    action: str
    code: str = ""


@transaction.atomic
def judge_items(
    actor: User,
    lesson: Lesson,
    items: Collection[int],
    judgement: Judgement,
    *,
    now: dt.datetime,
    is_bulk: bool = False,
) -> int:
    """Judges items of the lesson; those the judgement does not change are left alone. Returns how
    many changed.

    An item without a place in the current edition has no evidence there and is not approved:
    alone it raises ReviewRefused, among others it is passed over.
    """
    require_editor(actor)
    places = _hold(lesson)
    rows = list(
        Item.objects.select_for_update(of=("self",), no_key=True)
        .filter(lesson=lesson.pk, pk__in=items)
        .order_by("pk")
    )
    if judgement.action == APPROVE:
        placed = [row for row in rows if row.pk in places]
        if rows and not placed:
            raise ReviewRefused("unplaced")
        rows = placed
    batch = uuid.uuid4().hex if is_bulk else ""
    changed = [row for row in rows if _judge(actor, row, judgement, places, now, batch)]
    if changed:
        detail = {"lesson": lesson.pk, "count": len(changed), "code": judgement.code}
        subject: object = lesson if is_bulk else changed[0]
        audit.record(actor, f"item.{judgement.action}", subject, detail=detail, now=now)
    return len(changed)


def _judge(
    actor: User,
    row: Item,
    judgement: Judgement,
    places: dict[int, ItemPlace],
    now: dt.datetime,
    batch: str,
) -> bool:
    state, code = judgement.action, judgement.code
    if state == RESTORE:
        if row.state not in (Item.State.REJECTED, Item.State.QUARANTINED):
            return False
        state, code = _state_before(row), ""
    if (row.state, row.reject_code) == (state, code) and row.reviewed_at is not None:
        return False
    _keep(actor, row, places.get(row.pk), judgement.action, now, batch)
    row.state, row.reject_code = state, code
    row.reviewed_by, row.reviewed_at = actor, now
    row.save(update_fields=["state", "reject_code", "reviewed_by", "reviewed_at", "version"])
    return True


def _state_before(row: Item) -> str:
    """What it was before it was rejected or quarantined."""
    taken_out = row.versions.filter(action__in=(REJECT, QUARANTINE)).order_by("-version").first()
    before = taken_out.content.get("state", "") if taken_out else ""
    out = (Item.State.REJECTED, Item.State.QUARANTINED)
    return before if before in Item.State.values and before not in out else Item.State.UNREVIEWED


@transaction.atomic
def edit_item(
    actor: User,
    item: Item,
    question: Question,
    spans: Sequence[Span],
    *,
    version: int,
    is_approved: bool,
    now: dt.datetime,
    batch: str = "",
) -> Item:
    """Changes an item and where the current edition bears it out; what it was is kept.

    A rejected one waits for review again; edits of one `batch` are undone together. Raises
    QuestionRefused, or ReviewRefused (conflict) when somebody changed it after `version`.
    """
    require_editor(actor)
    _require_sound(question)
    lesson = Lesson.objects.get(pk=item.lesson_id)
    place = _hold(lesson).get(item.pk)
    row = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    if row.version != version:
        raise ReviewRefused("conflict")
    _keep(actor, row, place, "edited", now, batch)
    for name, value in columns_of(question, before=row).items():
        setattr(row, name, value)
    if is_approved:
        row.state, row.reject_code = Item.State.APPROVED, ""
        row.reviewed_by, row.reviewed_at = actor, now
    elif row.state == Item.State.REJECTED:
        row.state, row.reject_code = Item.State.UNREVIEWED, ""
    row.save()
    place_item(row, _edition_of(lesson), spans)
    audit.record(actor, "item.edited", row, detail={"item": row.pk, "lesson": lesson.pk}, now=now)
    return row


@transaction.atomic
def write_item(
    actor: User, edition: Edition, question: Question, spans: Sequence[Span], *, now: dt.datetime
) -> Item:
    """An item of the editor's own, approved by writing it. Raises QuestionRefused."""
    require_editor(actor)
    _require_sound(question)
    row: Item = Item.objects.create(
        lesson_id=edition.lesson_id,
        key=f"w{uuid.uuid4().hex[:15]}",
        origin=Item.Origin.WRITTEN,
        state=Item.State.APPROVED,
        reviewed_by=actor,
        reviewed_at=now,
        created_at=now,
        **columns_of(question),
    )
    place_item(row, edition, spans)
    detail = {"item": row.pk, "lesson": edition.lesson_id}
    audit.record(actor, "item.written", row, detail=detail, now=now)
    return row


@transaction.atomic
def undo_step(actor: User, lesson: Lesson, *, now: dt.datetime) -> Item:
    """Takes back the actor's latest step in the lesson that still stands, all of a bulk step.

    Raises ReviewRefused: nothing (to take back), others (somebody changed the item since).
    """
    require_editor(actor)
    places = _hold(lesson)
    last = _last_step(actor, lesson)
    if last is None:
        raise ReviewRefused("nothing")
    steps = [last]
    if batch := last.content.get("batch"):
        found = ItemVersion.objects.filter(
            item__lesson=lesson.pk, made_by=actor, content__batch=batch, action=last.action
        )
        steps = list(found.select_related("item").order_by("pk"))
    later = ItemVersion.objects.filter(item__in=[step.item_id for step in steps])
    if later.exclude(made_by=actor).filter(made_at__gt=last.made_at).exists():
        raise ReviewRefused("others")
    for step in steps:
        _take_back(actor, step, places, lesson, now)
    detail = {"lesson": lesson.pk, "count": len(steps), "action": last.action}
    audit.record(actor, "item.undone", last.item, detail=detail, now=now)
    return last.item


def _last_step(actor: User, lesson: Lesson) -> ItemVersion | None:
    """Each `undone` takes back the nearest step before it that nothing took back yet."""
    mine = ItemVersion.objects.filter(item__lesson=lesson.pk, made_by=actor)
    taken_back = 0
    for step in mine.select_related("item").order_by("-pk")[:UNDOABLE]:
        if step.action == "undone":
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            found: ItemVersion = step
            return found
    return None


def _take_back(
    actor: User, step: ItemVersion, places: dict[int, ItemPlace], lesson: Lesson, now: dt.datetime
) -> None:
    row = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=step.item_id)
    _keep(actor, row, places.get(row.pk), "undone", now)
    reviewed_at = step.content["reviewed_at"]
    for name in (*CONTENT, *STATE[:3]):
        setattr(row, name, step.content[name])
    row.reviewed_at = dt.datetime.fromisoformat(reviewed_at) if reviewed_at else None
    row.save()
    if step.content.get("edition") == lesson.current_edition_id and step.content["evidence"]:
        spans = [(one["start"], one["end"]) for one in step.content["evidence"]]
        place_item(row, _edition_of(lesson), spans)


@transaction.atomic
def settle_report(actor: User, report: ItemReport, outcome: str, *, now: dt.datetime) -> None:
    """Ends a report with a few words; safe to repeat, the first outcome stays."""
    require_editor(actor)
    waiting = ItemReport.objects.filter(pk=report.pk, settled_at__isnull=True)
    if waiting.update(settled_at=now, outcome=outcome[:200]):
        detail = {"report": report.pk, "outcome": outcome[:200]}
        audit.record(actor, "report.settled", report.item, detail=detail, now=now)


def columns_of(question: Question, before: Item | None = None) -> dict[str, Any]:
    """The columns of an item's row; options keep the origin they had."""
    held = before.options if before is not None else []
    origins = {option["text"]: option.get("origin", "") for option in held}
    return {
        "kind": question.kind,
        "stem": question.stem.strip(),
        "options": [
            {
                "id": LETTERS[place],
                "text": option.text,
                "key": option.key,
                "why": option.why,
                "origin": origins.get(option.text, "editor"),
            }
            for place, option in enumerate(question.options)
        ],
        "accepted": [list(words) for words in question.accepted],
        "pairs": [list(pair) for pair in question.pairs],
        "extra_right": list(question.extra_right),
        "truth": question.truth if question.kind == "judge" else None,
        "checklist": list(question.checklist),
        "explanation": question.explanation,
        "rule": question.rule,
        "difficulty": question.difficulty,
        "thinking": question.thinking,
    }


def question_of(item: Item, evidence: Sequence[Any] = ()) -> Question:
    """The row as a question, with the quotes of a place."""
    return Question(
        kind=item.kind,
        stem=item.stem,
        options=tuple(Choice(o["text"], o["key"], o.get("why", "")) for o in item.options),
        accepted=tuple(tuple(words) for words in item.accepted),
        pairs=tuple((left, right) for left, right in item.pairs),
        extra_right=tuple(item.extra_right),
        truth=item.truth,
        checklist=tuple(item.checklist),
        explanation=item.explanation,
        quotes=tuple(one["quote"] for one in evidence),
        rule=item.rule,
        difficulty=item.difficulty,
        thinking=item.thinking,
    )


def place_item(item: Item, edition: Edition, spans: Sequence[Span]) -> None:
    """Lets the edition bear the item out by these spans; there is at least one."""
    sections = list(edition.sections.order_by("position"))
    start = spans[0][0]
    ItemPlace.objects.update_or_create(
        item=item,
        edition=edition,
        defaults={
            "section_key": section_at(sections, start).key,
            "position": start,
            "evidence": evidence_of(spans, edition.text),
        },
    )


def section_at(sections: Sequence[Section], at: int) -> Section:
    """The deepest section that holds the place; text before the first belongs to the first."""
    holding = [section for section in sections if section.start <= at < section.end]
    return max(holding, key=lambda section: section.level, default=sections[0])


def _require_sound(question: Question) -> None:
    if flaws := flaws_of(question):
        raise QuestionRefused(flaws)


def _hold(lesson: Lesson) -> dict[int, ItemPlace]:
    """Locks the lesson, as making items does, and gives the current edition's places by item."""
    row = Lesson.objects.select_for_update(of=("self",), no_key=True).get(pk=lesson.pk)
    return {place.item_id: place for place in ItemPlace.objects.filter(edition=row.current_edition)}


def _edition_of(lesson: Lesson) -> Edition:
    assert lesson.current_edition is not None  # the door lets no other lesson through
    return lesson.current_edition


def _keep(
    actor: User, row: Item, place: ItemPlace | None, action: str, now: dt.datetime, batch: str = ""
) -> None:
    """Puts aside what the item was, and counts its version up."""
    content = {name: getattr(row, name) for name in (*CONTENT, *STATE)}
    content["reviewed_at"] = row.reviewed_at.isoformat() if row.reviewed_at else None
    content["edition"] = place.edition_id if place else None
    content["evidence"] = place.evidence if place else []
    if batch:
        content["batch"] = batch
    ItemVersion.objects.create(
        item=row, version=row.version, content=content, action=action, made_by=actor, made_at=now
    )
    row.version += 1
