"""`manage.py outline FILE`: what the importer reads in a file; needs no database and no settings
of one's own."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lessons.importing.command import print_outline


class Command(BaseCommand):
    help = "Prints the outline of a lesson file, as a tree or as JSON."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--json", action="store_true", help="one object on standard output")
        parser.add_argument("--encoding", help="the encoding of a text file, when it is known")

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(
            print_outline(options["file"], as_json=options["json"], encoding=options["encoding"])
        )
