#!/usr/bin/env python3
"""Django's commands; `python3 run.py manage …` runs them with the services they need."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

OWN_PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"

# Commands that know only files: half of their time would go into loading apps they never use.
WITHOUT_APPS = {
    "outline": "lessons.management.commands.outline",
    "quiz": "quizzes.management.commands.quiz",
}


def use_own_python() -> None:
    """Goes on in the environment run.py made, when this Python has no Django."""
    if find_spec("django") is not None:
        return
    if not OWN_PYTHON.exists() or Path(sys.prefix) == OWN_PYTHON.parents[1]:
        sys.exit("依赖还没有装 (not set up yet): python3 run.py manage …")
    os.execv(OWN_PYTHON, [str(OWN_PYTHON), *sys.argv])  # noqa: S606 (our own path, no shell)


def main() -> None:
    use_own_python()
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
