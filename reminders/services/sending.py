"""Steps 2 to 6: claim, check again, point of no return, send, finish, recover.

Each step is one statement guarded by the lease, so that any number of senders may run, die or
freeze: what was committed as sending and not finished is unsure and is never sent again.
"""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from common.clock import database_now
from people import site
from people.models import Membership
from progress.lessons import due_for
from reminders.models import Preference, Reminder
from reminders.planning import LATEST, back_off, is_quiet, quiet_ends
from reminders.senders.mail import Outcome, send

LEASE = dt.timedelta(seconds=60)
MOST_TRIES = 5
State = Reminder.State


def claim(now: dt.datetime) -> Reminder | None:
    """Takes one reminder that is due or whose claimer died; None when there is none.

    For a due row `lease_until` says when it may be looked at again (night, back-off).
    """
    ready = Q(state=State.DUE, instant__lte=now) & (
        Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    )
    dead = Q(state=State.CLAIMED, lease_until__lt=now)
    with transaction.atomic():
        row = (
            Reminder.objects.select_for_update(skip_locked=True)
            .filter(ready | dead)
            .order_by("instant", "pk")
            .first()
        )
        if row is None:
            return None
        row.state, row.lease, row.lease_until = State.CLAIMED, uuid.uuid4(), now + LEASE
        row.save(update_fields=["state", "lease", "lease_until"])
    return row


def preference_of(row: Reminder) -> Preference:
    """The learner's choice, or the usual one, not saved."""
    found = Preference.objects.filter(learner=row.learner_id).first()
    return found or Preference(learner_id=row.learner_id, zone=settings.TIME_ZONE)


def reason_to_skip(row: Reminder, preference: Preference, now: dt.datetime) -> str:
    """Why a claimed reminder must not be sent after all, as a code; "" when it may."""
    learner, task = row.learner, row.assignment
    if now >= row.instant + LATEST:
        return "too_late"
    if not learner.is_active:
        return "inactive"
    if not preference.is_on:
        return "unsubscribed"
    if not learner.email:
        return "no_address"
    if task is None or task.cancelled_at is not None:
        return "cancelled"
    home = Membership.objects.of(learner).current(row.local_date)
    if not home.filter(branch__path__startswith=task.branch.path).exists():
        return "moved"
    day = now.astimezone(ZoneInfo(preference.zone)).date()
    due = due_for(learner, day)
    # What was finished a moment ago may not be folded yet: nothing missing is finished too.
    if not any(view.lesson.pk == task.lesson_id and view.missing for view in due):
        return "finished"
    return ""


def _update(row: Reminder, state: str, **fields: object) -> bool:
    """Changes a row only while its lease is ours; False when it was lost."""
    return bool(
        Reminder.objects.filter(pk=row.pk, lease=row.lease)
        .exclude(state__in=[State.SENT, State.FAILED, State.SKIPPED, State.UNSURE])
        .update(state=state, **fields)
    )


def handle(row: Reminder, now: dt.datetime) -> str:
    """Brings one claimed reminder to its end, or back to due; returns the state it left."""
    preference = preference_of(row)
    reason = reason_to_skip(row, preference, now)
    if reason:
        _update(row, State.SKIPPED, why=reason, finished_at=now, lease_until=None)
        return State.SKIPPED
    zone, quiet = ZoneInfo(preference.zone), tuple(site.value("quiet_hours"))
    if is_quiet(now, zone, quiet):
        return put_off(row, quiet_ends(now, zone, quiet), now)
    # The point of no return: committed before the first byte leaves.
    if not _update(row, State.SENDING, tries=F("tries") + 1, lease_until=now + LEASE):
        return row.state
    return finish(row, send(row, preference, now), database_now())


def put_off(row: Reminder, morning: dt.datetime, now: dt.datetime) -> str:
    """Waits for the end of the night; what will be too late by then is told so at once."""
    if morning >= row.instant + LATEST:
        _update(row, State.SKIPPED, why="too_late", finished_at=now, lease_until=None)
        return State.SKIPPED
    _update(row, State.DUE, why="night", lease_until=morning)
    return State.DUE


def finish(row: Reminder, outcome: Outcome, now: dt.datetime) -> str:
    """Writes down how sending ended; a refusal that may pass makes the row due again."""
    if outcome.state == State.DUE and row.tries + 1 < MOST_TRIES:
        _update(
            row,
            State.DUE,
            why="refused_for_now",
            detail=outcome.detail,
            lease_until=now + back_off(row.tries + 1),
        )
        return State.DUE
    state = State.FAILED if outcome.state == State.DUE else outcome.state
    _update(
        row,
        state,
        why=outcome.why,
        detail=outcome.detail,
        finished_at=now,
        lease_until=None,
    )
    return state


def recover(now: dt.datetime) -> int:
    """Whose sender died between the point of no return and the end: unsure, never resent."""
    return Reminder.objects.filter(state=State.SENDING, lease_until__lt=now).update(
        state=State.UNSURE, why="sender_died", finished_at=now, lease_until=None
    )


def send_reminders(most: int = 500, seconds: float = 50) -> dict[str, int]:
    """Sends what is due, for less than a minute; returns how many ended in which state."""
    started = now = database_now()
    recover(now)
    counts: dict[str, int] = {}
    for _ in range(most):
        row = claim(now)
        if row is None or (now - started).total_seconds() > seconds:
            break
        state = handle(row, now)
        counts[state] = counts.get(state, 0) + 1
        now = database_now()
    return counts
