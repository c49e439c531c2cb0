"""`manage.py create_administrator USERNAME NAME`: a first administrator and a one-time link."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from people.services import administrators


class Command(BaseCommand):
    help = "Makes an administrator and prints a one-time link to set the password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", default="admin")
        parser.add_argument("display_name", nargs="?", default="管理员")

    def handle(self, *args: Any, **options: Any) -> None:
        link = administrators.create_administrator(
            options["username"], options["display_name"], now=timezone.now()
        )
        self.stdout.write(link)
