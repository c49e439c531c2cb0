"""`manage.py import_lessons FOLDER [--publish]`: many files at once, with a report."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lessons.services.bulk import print_report


class Command(BaseCommand):
    help = "Imports every lesson file of a folder; exit status 1 if one was refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what has no damage; the rest stays a draft",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, publish, say = options["folder"], options["publish"], self.stdout.write
        sys.exit(bool(print_report(folder, publish=publish, clock=timezone.now, say=say)))
