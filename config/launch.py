"""What `run.py` runs in the environment it made: finds the command and tells how it ended."""

import sys
from collections.abc import Sequence

from config.launching.console import LaunchError, console


def main(arguments: Sequence[str]) -> int:
    command, rest = arguments[0], list(arguments[1:])
    try:
        return run_command(command, rest)
    except LaunchError as reason:
        console.fail(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


def run_command(command: str, rest: list[str]) -> int:
    """Runs one command; imports only its part, because `manage` has to start quickly."""
    if command == "test":
        from config.launching.checks import run_tests

        return run_tests(rest)
    if command == "serve":
        from config.launching.serving import serve

        return serve(rest)
    raise LaunchError(f"没有命令 {command!r} (no such command)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
