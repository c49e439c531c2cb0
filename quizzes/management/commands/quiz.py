"""`manage.py quiz FILE [--json]`: the questions a lesson file would get, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons.importing.outline import ImportRefused
from quizzes.management.report import report


class Command(BaseCommand):
    help = "从课文文件生成题目，不需要数据库。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--limit", type=int, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = {name: options[name] for name in ("as_json", "seed", "limit")}
        try:
            self.stdout.write(report(options["file"], **chosen))
        except ImportRefused as refused:
            raise CommandError(str(refused), returncode=2) from refused
