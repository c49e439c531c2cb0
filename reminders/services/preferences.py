"""Writes of what people chose about reminders."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from people.models import User
from reminders.models import Preference


def save_preference(
    learner_id: int, *, is_on: bool, hour: int, zone: str, language: str, now: dt.datetime
) -> Preference:
    row, _is_new = Preference.objects.update_or_create(
        learner_id=learner_id,
        defaults={
            "is_on": is_on,
            "hour": hour,
            "zone": zone,
            "language": language,
            "changed_at": now,
        },
    )
    return row


def unsubscribe(learner_id: int, *, now: dt.datetime) -> None:
    """Turns reminders off; doing it twice, or for an account that is gone, changes nothing."""
    if not User.objects.filter(pk=learner_id).exists():
        return
    Preference.objects.update_or_create(
        learner_id=learner_id,
        defaults={"is_on": False, "changed_at": now},
        create_defaults={"is_on": False, "changed_at": now, "zone": settings.TIME_ZONE},
    )
