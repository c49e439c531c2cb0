"""Writes of assignments: this lesson, for this branch and all below, by this date."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import Lesson
from people.models import Branch, User
from people.services import audit
from people.services.branches import may_change
from progress.models import Assignment


@transaction.atomic
def assign_lesson(
    actor: User | None, lesson: Lesson, branch: Branch, *, due_on: dt.date, now: dt.datetime
) -> Assignment:
    """Assigns a lesson, or moves the date of one that is assigned already.

    Raises PermissionDenied outside the actor's subtree, ValidationError for a day that is past.
    """
    if not may_change(actor, branch):
        raise PermissionDenied
    today = timezone.localdate(now)
    if due_on < today:
        raise ValidationError(_("完成日期已经过去了，请选今天或以后的日期。"), code="past")
    row, is_new = Assignment.objects.get_or_create(
        lesson=lesson,
        branch=branch,
        cancelled_at=None,
        defaults={"starts_on": today, "due_on": due_on, "made_by": actor, "made_at": now},
    )
    if not is_new:
        Assignment.objects.filter(pk=row.pk).update(due_on=due_on)
        row.due_on = due_on
    audit.record(
        actor,
        "assignment.made" if is_new else "assignment.changed",
        lesson,
        branch=branch,
        detail={"due_on": due_on.isoformat()},
        now=now,
    )
    return row


@transaction.atomic
def cancel_assignment(actor: User, assignment: Assignment, *, now: dt.datetime) -> None:
    """Takes the task back; what was done for it stays."""
    if not may_change(actor, assignment.branch):
        raise PermissionDenied
    Assignment.objects.holding().filter(pk=assignment.pk).update(cancelled_at=now)
    audit.record(
        actor, "assignment.cancelled", assignment.lesson, branch=assignment.branch, now=now
    )
