"""All reads of reminders, each with its price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from people.models import User


class ReminderQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> ReminderQuerySet:
        """One's own; a secretary's members of today; administrators: all."""
        from people.models import User as Person

        return self.filter(
            Q(learner=user) | Q(learner__in=Person.objects.visible_to(user).values("pk"))
        )
