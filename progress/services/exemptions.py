"""Writes of exemptions: who is old, ill or away leaves the denominator."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import Lesson
from people.models import User
from people.services import audit
from people.services.branches import may_change
from progress.models import Exemption


@transaction.atomic
def exempt(
    actor: User | None,
    learner: User,
    *,
    reason: str,
    lesson: Lesson | None,
    now: dt.datetime,
    last_on: dt.date | None = None,
    note: str = "",
) -> Exemption:
    """Exempts from a lesson, or with None from all, from today to `last_on` and with it.

    While one holds a second changes nothing. Locks the learner. Raises ValidationError for an
    end that is past.
    """
    branch = learner.current_branch
    if not may_change(actor, branch):
        raise PermissionDenied
    today = timezone.localdate(now)
    if last_on is not None and last_on < today:
        raise ValidationError(_("这一天已经过去了，请选今天或以后的日期。"), code="past")
    User.objects.select_for_update().get(pk=learner.pk)
    held = Exemption.objects.filter(learner=learner, lesson=lesson).holding(today).first()
    if held is not None:
        return held
    row = Exemption.objects.create(
        learner=learner,
        lesson=lesson,
        reason=reason,
        note=note,
        starts_on=today,
        ends_on=last_on and last_on + dt.timedelta(days=1),
        granted_by=actor,
    )
    detail = {"reason": reason, "last_on": last_on and last_on.isoformat()}
    audit.record(actor, "exemption.granted", learner, branch=branch, detail=detail, now=now)
    return row


@transaction.atomic
def end_exemption(actor: User, exemption: Exemption, *, now: dt.datetime) -> None:
    """Ends it today, unless it has ended already."""
    branch = exemption.learner.current_branch
    if not may_change(actor, branch):
        raise PermissionDenied
    day = max(timezone.localdate(now), exemption.starts_on)
    Exemption.objects.not_ended(day).filter(pk=exemption.pk).update(ends_on=day)
    audit.record(actor, "exemption.ended", exemption.learner, branch=branch, now=now)
