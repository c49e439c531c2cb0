"""Writes of attempts: starting, saving answers, submitting, closing at the deadline.

Whoever writes holds the attempt's row, so a save and a submit never pass each other unseen; what
must be unique is a constraint. No function here needs to be called only once.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from people import site
from people.models import User
from quizzes import snapshots
from quizzes.answering import (
    AnswerRefused,
    Form,
    Question,
    fingerprint,
    read_value,
    value_from_form,
)
from quizzes.generation.drawing import draw
from quizzes.grading import Grading, Key, grade
from quizzes.models import Attempt, ItemPlace, Paper, Response, ResponseEvent
from quizzes.values import drawn_of

log = logging.getLogger(__name__)

LARGEST_REV = 2_000_000_000
CLOSED_AT_ONCE = 500  # attempts one run of the loop closes
BY_LEARNER, BY_DEADLINE = "learner", "deadline"


class AttemptRefused(Exception):
    """An attempt that cannot begin; `code` is no_items or no_attempts_left."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: `is_late` is kept but not graded; `rev` is the one that holds."""

    is_late: bool
    rev: int


@dataclass(slots=True)
class FormSaved:
    """What became of a plain form: how many values were saved, and why others were not."""

    saved: int = 0
    is_late: bool = False
    refused: dict[str, str] = field(default_factory=dict)  # question id → code
    typed: dict[str, Any] = field(default_factory=dict)  # question id → raw value not saved


def start_attempt(actor: User, paper: Paper, *, now: dt.datetime, seed: int) -> Attempt:
    """The open attempt, or a new one with other items than before where the pool allows.

    Two starts at once end in the constraint `quizzes_attempt_one_open`: both get the same attempt.
    Raises AttemptRefused.
    """
    mine = Attempt.objects.filter(learner=actor, paper=paper)
    # A second look, when the other start's attempt was submitted in between.
    for _look in range(3):
        open_one: Attempt | None = mine.open().first()
        if open_one is not None and submit_if_due(open_one, now=now).is_open:
            return open_one
        used = mine.count()
        if used >= paper.attempts_allowed:
            raise AttemptRefused("no_attempts_left")
        try:
            with transaction.atomic():
                return _create(actor, paper, number=used + 1, now=now, seed=seed)
        except IntegrityError:
            continue
    raise AttemptRefused("no_attempts_left")


def _create(actor: User, paper: Paper, *, number: int, now: dt.datetime, seed: int) -> Attempt:
    is_held = site.value("quiz_review_policy") == "hold"
    places = ItemPlace.objects.drawable(paper.edition, is_held=is_held)
    pool = {place.item_id: drawn_of(place) for place in places.select_related("item__fact")}
    by_key = {one.value.id: one for one in pool.values()}
    chosen = draw(
        [one.value for one in by_key.values()],
        count=min(paper.count, len(by_key)),
        seed=seed,
        exclude=_asked_before(actor, paper, pool),
    ).items
    if not chosen:
        raise AttemptRefused("no_items")
    snapshot, keys = snapshots.freeze(
        [by_key[one.id] for one in chosen],
        seed=seed,
        has_partial_credit=paper.has_partial_credit,
        pass_mark=paper.pass_mark,
    )
    deadline_at = now + dt.timedelta(minutes=paper.minutes) if paper.minutes else None
    return Attempt.objects.create(
        learner=actor,
        paper=paper,
        number=number,
        seed=seed,
        snapshot=snapshot,
        keys=keys,
        started_at=now,
        deadline_at=deadline_at,
    )


def _asked_before(actor: User, paper: Paper, pool: dict[int, snapshots.Drawn]) -> set[str]:
    """Generator's ids of the items this learner's earlier attempts asked."""
    earlier = Attempt.objects.filter(learner=actor, paper=paper).values_list("snapshot", flat=True)
    rows = {question["item"] for snapshot in earlier for question in snapshot}
    return {pool[row].value.id for row in rows if row in pool}


def save_response(
    actor: User,
    attempt: Attempt,
    question_id: str,
    *,
    event_id: uuid.UUID,
    rev: int,
    value: Any,
    now: dt.datetime,
) -> Saved:
    """Keeps one answer; safe to repeat because the event's id and the rev decide, not the order
    of arrival.

    Locks the attempt's row. Raises AnswerRefused, PermissionDenied.
    """
    _require_own(actor, attempt)
    question = _question(attempt, question_id)
    if not 0 < rev <= LARGEST_REV:
        raise AnswerRefused("wrong_form")
    kept = read_value(question, value)
    with transaction.atomic():
        return _keep(_lock(attempt), question_id, event_id, rev, kept, now)


def save_form(actor: User, attempt: Attempt, form: Form, *, now: dt.datetime) -> FormSaved:
    """Keeps what a plain form's page changed; a value it shows as it was is left alone, so that
    an old page never overwrites what another one saved since.

    Locks the attempt's row. Raises PermissionDenied.
    """
    _require_own(actor, attempt)
    outcome = FormSaved()
    with transaction.atomic():
        row = _lock(attempt)
        held = row.responses.by_question()
        for question in attempt.snapshot:
            name = question["id"]
            was = form.get(f"was-{name}", "")
            if not was:
                continue
            raw = value_from_form(question, form)
            try:
                value = read_value(question, raw)
            except AnswerRefused as reason:
                outcome.refused[name], outcome.typed[name] = reason.code, raw
                continue
            before = held.get(name)
            if fingerprint(value) == was or (before is not None and before.value == value):
                continue
            rev = _next_rev(attempt, before, now)
            saved = _keep(row, name, uuid.uuid4(), rev, value, now)
            outcome.saved += 1
            outcome.is_late |= saved.is_late
    return outcome


def _next_rev(attempt: Attempt, before: Response | None, now: dt.datetime) -> int:
    """The rev a page would give now: tenths of a second since the start, above what is held."""
    tenths = int((now - attempt.started_at).total_seconds() * 10)
    return min(LARGEST_REV, max(tenths, before.rev + 1 if before else 1))


def _keep(
    row: Attempt, question_id: str, event_id: uuid.UUID, rev: int, value: Any, now: dt.datetime
) -> Saved:
    """Adds the event and lets it hold when it is the newest in time; `row` is locked."""
    held = row.responses.filter(item_id_in_snapshot=question_id).first()
    is_late = not row.is_open or row.is_due(now)
    known = row.events.filter(event_id=event_id).values_list("is_late", flat=True).first()
    if known is not None:
        return Saved(known, held.rev if held else rev)
    ResponseEvent.objects.create(
        attempt=row,
        item_id_in_snapshot=question_id,
        event_id=event_id,
        rev=rev,
        value=value,
        arrived_at=now,
        is_late=is_late,
    )
    if is_late:
        return Saved(True, held.rev if held else rev)
    if held is None:
        Response.objects.create(
            attempt=row, item_id_in_snapshot=question_id, value=value, rev=rev, saved_at=now
        )
    elif rev > held.rev:
        held.value, held.rev, held.saved_at = value, rev, now
        held.save(update_fields=["value", "rev", "saved_at"])
    return Saved(False, max(rev, held.rev) if held else rev)


def submit_attempt(actor: User, attempt: Attempt, *, now: dt.datetime) -> Attempt:
    """Grades and closes the attempt; an attempt already closed comes back as it is.

    Locks the attempt's row. Raises PermissionDenied.
    """
    _require_own(actor, attempt)
    with transaction.atomic():
        return _close(_lock(attempt), now, by=BY_LEARNER)


def submit_if_due(attempt: Attempt, *, now: dt.datetime) -> Attempt:
    """Closes an open attempt whose time is over; whoever opens it first does what the loop does.

    Puts the outcome onto `attempt` itself.
    """
    if not attempt.is_open or not attempt.is_due(now):
        return attempt
    with transaction.atomic():
        row = _close(_lock(attempt), now, by=BY_DEADLINE)
    for name in _OUTCOME:
        setattr(attempt, name, getattr(row, name))
    return attempt


def close_attempts(now: dt.datetime) -> int:
    """Closes what is overdue, each by itself: one that cannot be graded holds up no other."""
    closed = 0
    for pk in list(Attempt.objects.overdue(now).values_list("pk", flat=True)[:CLOSED_AT_ONCE]):
        try:
            with transaction.atomic():
                rows = Attempt.objects.open().select_for_update(skip_locked=True, no_key=True)
                row: Attempt | None = rows.filter(pk=pk).first()
                if row is not None:
                    _close(row, now, by=BY_DEADLINE)
                    closed += 1
        except Exception:
            log.exception("attempt %s could not be closed", pk)
    return closed


_OUTCOME = ("submitted_at", "closed_by", "score", "has_passed", "result")


def _close(row: Attempt, now: dt.datetime, *, by: str) -> Attempt:
    """Grades a locked attempt, dated no later than its deadline."""
    if not row.is_open:
        return row
    given = {name: r.value for name, r in row.responses.by_question().items()}
    grading = grade_attempt(row, given)
    row.submitted_at = min(now, row.deadline_at) if row.deadline_at else now
    row.closed_by = BY_DEADLINE if row.is_due(now) else by
    row.score = grading.score
    row.has_passed = grading.score >= row.pass_mark
    row.result = {
        name: {
            "points": round(float(mark.points), 4),
            "right": mark.is_right,
            "parts": list(mark.parts),
            "given": given.get(name),
        }
        for name, mark in grading.marks.items()
    }
    row.save(update_fields=list(_OUTCOME))
    return row


def grade_attempt(attempt: Attempt, given: dict[str, Any]) -> Grading:
    """The grading of these answers by the attempt's own frozen keys; writes nothing."""
    keys = {name: Key.from_dict(key) for name, key in attempt.keys["items"].items()}
    partial = attempt.keys["rules"]["has_partial_credit"]
    return grade(keys, given, has_partial_credit=partial)


def _lock(attempt: Attempt) -> Attempt:
    # Not the key: inserting responses must not wait for a reader of it.
    row: Attempt = Attempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
    return row


def _require_own(actor: User, attempt: Attempt) -> None:
    if attempt.learner_id != actor.pk:
        raise PermissionDenied


def _question(attempt: Attempt, question_id: str) -> Question:
    for question in attempt.snapshot:
        if question["id"] == question_id:
            asked: Question = question
            return asked
    raise AnswerRefused("unknown_question")
