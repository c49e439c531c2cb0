"""What `run.py` runs in the environment it made: finds the command and tells how it ended."""

import os
import sys
from collections.abc import Sequence

from config.launching.console import LaunchError, console

# Commands of manage.py that read a file and write text: they need no service and no time.
START_NOTHING = {"outline", "quiz", "help", "--help", "-h", "--version", "version"}


def main(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no Chinese gets question marks instead of a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return run_command(arguments[0], list(arguments[1:]))
    except LaunchError as reason:
        console.fail(str(reason))
        return 1
    except OSError as error:  # a full disk, somebody else's file
        console.fail(f"{error.filename or ''} {error.strerror or error}".strip())
        return 1
    except KeyboardInterrupt:
        return 130


def run_command(command: str, rest: list[str]) -> int:
    """Runs one command; imports only its part, because `manage outline` has to start quickly."""
    if command == "manage" and START_NOTHING & {*without_var(rest)[:1]}:
        return manage_without_services(without_var(rest))
    if command == "manage":
        from config.launching.managing import manage

        return manage(rest)
    if command == "serve":
        from config.launching.serving import serve

        return serve(rest)
    if command == "test":
        from config.launching.checks import run_tests

        return run_tests(rest)
    if command in ("bench", "faults"):
        from config.launching.programs import run_programs

        return run_programs(command, rest)
    from config.launching.packing import pack

    return pack(rest)


def without_var(words: list[str]) -> list[str]:
    """The command of manage.py and its words, after our own `--var`."""
    if words[:1] == ["--var"]:
        return words[2:]
    return words[1:] if words and words[0].startswith("--var=") else words


def manage_without_services(words: list[str]) -> int:
    """Runs a command of manage.py inside this process."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["BENKE_ROLE"] = "manage"
    execute_from_command_line(["manage.py", *words])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
