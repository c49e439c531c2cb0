"""Loops of this app; each may run any number of times at once."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from lessons.services import imports, publishing


@shared_task
def run_imports() -> int:
    """Reads waiting files and publishes drafts whose time has come; returns how many in all."""
    return imports.run_imports(timezone.now()) + publishing.publish_due(timezone.now())
