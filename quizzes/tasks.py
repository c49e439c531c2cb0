"""Loops of this app; each may run any number of times at once."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from quizzes.services import attempts, drafting, generating


@shared_task
def generate_items() -> int:
    return generating.generate_items(timezone.now())


@shared_task
def close_attempts() -> int:
    return attempts.close_attempts(timezone.now())


@shared_task
def draft_quizzes() -> int:
    return drafting.draft_quizzes(timezone.now())
