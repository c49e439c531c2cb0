"""Writes of exemptions: who is old, ill or away leaves the denominator."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lessons.models import Lesson
from people.models import User
from people.services import audit
from people.services.branches import may_change
from progress.models import Exemption


@transaction.atomic
def exempt(
    actor: User | None, learner: User, *, reason: str, lesson: Lesson | None, now: dt.datetime
) -> Exemption:
    """Exempts from a lesson, or with None from all, from today; twice changes nothing."""
    branch = learner.current_branch
    if not may_change(actor, branch):
        raise PermissionDenied
    row, is_new = Exemption.objects.get_or_create(
        learner=learner,
        lesson=lesson,
        ends_on=None,
        defaults={
            "reason": reason,
            "starts_on": timezone.localdate(now),
            "granted_by": actor,
        },
    )
    if is_new:
        audit.record(
            actor, "exemption.granted", learner, branch=branch, detail={"reason": reason}, now=now
        )
    return row


@transaction.atomic
def end_exemption(actor: User, exemption: Exemption, *, now: dt.datetime) -> None:
    """Ends it today."""
    branch = exemption.learner.current_branch
    if not may_change(actor, branch):
        raise PermissionDenied
    day = max(timezone.localdate(now), exemption.starts_on)
    Exemption.objects.filter(pk=exemption.pk, ends_on__isnull=True).update(ends_on=day)
    audit.record(actor, "exemption.ended", exemption.learner, branch=branch, now=now)
