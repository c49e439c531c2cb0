"""Loops of this app; each may run any number of times at once."""

from __future__ import annotations

from celery import shared_task

from common.clock import database_now
from reminders.services import plans, sending


@shared_task
def plan_reminders() -> int:
    return plans.plan_reminders(database_now())


@shared_task
def send_reminders() -> dict[str, int]:
    return sending.send_reminders()
