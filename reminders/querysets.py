"""All reads of reminders, each with its price."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from people.models import User


class ReminderQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> ReminderQuerySet:
        """One's own; a secretary's members of today; administrators: all."""
        seen = User.objects.visible_to(user).values("pk")
        return self.filter(Q(learner=user) | Q(learner__in=seen))

    def on_or_on_the_way(self, day: dt.date, zone: dt.tzinfo) -> ReminderQuerySet:
        """Those of that local day, those sent in it, and those still to be sent, of any day."""
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=zone)
        return self.filter(
            Q(local_date=day)
            | Q(state__in=["due", "claimed", "sending"])
            | Q(state="sent", finished_at__gte=midnight)
        )

    def for_page(self) -> ReminderQuerySet:
        """Newest first with learner and lesson, and the learner's `zone`; 1 query."""
        rows = self.select_related("learner", "assignment__lesson")
        return rows.annotate(zone=F("learner__reminder_preference__zone")).order_by(
            "-local_date", "learner__sort_key", "pk"
        )
