"""Loops of this app; each may run any number of times at once."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from people.services import mail


@shared_task
def send_mail() -> int:
    return mail.send_mail(timezone.now())
