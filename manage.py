#!/usr/bin/env python3
"""Django's commands; `python3 run.py manage …` runs them with the services they need."""

import os
import sys
from importlib import import_module

# Commands that know only files: half of their time would go into loading apps they never use.
WITHOUT_APPS = {
    "outline": "lessons.management.commands.outline",
    "quiz": "quizzes.management.commands.quiz",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    module = WITHOUT_APPS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if module is not None:
        import_module(module).Command().run_from_argv(sys.argv)
        return
    # Imported late: it alone takes a tenth of a second.
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
