"""`manage.py messages`: the strings of the interface and their translations."""

from __future__ import annotations

from argparse import FileType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import message_catalogs


class Command(BaseCommand):
    help = "Brings locale/*.po in step with the sources; says what each language still lacks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 on a gap")
        parser.add_argument("--missing", metavar="LANGUAGE", help="print what zh_Hant or en lacks")
        parser.add_argument("--load", metavar="TABLE", type=FileType("r", encoding="utf-8"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["missing"]:
            self.stdout.write(message_catalogs.table_of(options["missing"]))
        elif options["check"]:
            if gaps := message_catalogs.find_gaps():
                raise CommandError("\n".join(map(str, gaps)))
        else:
            taken = message_catalogs.load_table(options["load"]) if options["load"] else {}
            lacking = message_catalogs.update_catalogs()
            self.stdout.write(f"taken over: {taken or 'none'}; still missing: {lacking}")
