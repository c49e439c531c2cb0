"""`manage.py make_demo`: the demo lesson, branch and accounts; safe to run again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders import demo


class Command(BaseCommand):
    help = "Makes the demo lesson, branches and accounts and writes BENKE_DEMO_FILE."

    def handle(self, *args: Any, **options: Any) -> None:
        demo.make_demo(timezone.now())
