"""Makes the items of a lesson's current edition now, without waiting for the loop."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lessons.models import Lesson
from quizzes.services.generating import generate_edition, seed_of


class Command(BaseCommand):
    help = "给一课的现行版本出题 (make the items of a lesson's current edition)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("lesson_id", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        found = Lesson.objects.filter(pk=options["lesson_id"]).select_related("current_edition")
        lesson = found.first()
        if lesson is None or lesson.current_edition is None:
            raise CommandError(f"没有已发布的第{options['lesson_id']}课 (no such published lesson)")
        edition = lesson.current_edition
        generate_edition(edition, now=timezone.now(), seed=seed_of(edition))
        self.stdout.write(f"{edition}：{edition.generation['items']}题")
