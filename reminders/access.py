"""The road to one's own preference; others' are nobody's business."""

from __future__ import annotations

from django.conf import settings

from people.models import User
from reminders.models import Preference


def own_preference(user: User) -> Preference:
    """What the person chose, or the usual choice, not saved; 1 query."""
    found = Preference.objects.filter(learner=user).first()
    return found or Preference(learner=user, zone=settings.TIME_ZONE)
