"""Loops of this app; each may run any number of times at once."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from progress.services import completions


@shared_task
def fold_completions() -> int:
    return completions.fold_completions(timezone.now())
