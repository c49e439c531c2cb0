"""Writes of reports that an item is wrong."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from people.models import User
from quizzes.models import Attempt, Item, ItemReport


def report_item(
    actor: User, attempt: Attempt, item: Item, text: str, *, now: dt.datetime
) -> ItemReport:
    """Keeps the report; a second one while the first waits replaces its words.

    Raises PermissionDenied for somebody else's attempt.
    """
    if attempt.learner_id != actor.pk:
        raise PermissionDenied
    try:
        with transaction.atomic():
            return ItemReport.objects.create(
                item=item, attempt=attempt, reported_by=actor, text=text, reported_at=now
            )
    except IntegrityError:
        waiting = ItemReport.objects.filter(item=item, reported_by=actor, settled_at__isnull=True)
        waiting.update(text=text, attempt=attempt, reported_at=now)
        found = waiting.first()
        # Settled between the two: the new words are a report of their own.
        return found or report_item(actor, attempt, item, text, now=now)
