"""What the commands say to the person who started them; decides nothing."""

import os
import sys
import time

STARTED_AT = float(os.environ.get("BENKE_STARTED_AT") or time.time())


class LaunchError(Exception):
    """A reason not to go on, told in one plain line; the command ends with exit status 1."""


class Console:
    """One line a step, with the seconds since the command was started."""

    def __init__(self) -> None:
        self.on_stderr = False

    def say(self, line: str) -> None:
        """Prints one line; on stderr when stdout belongs to somebody else's output."""
        stream = sys.stderr if self.on_stderr else sys.stdout
        print(f"[{time.time() - STARTED_AT:6.1f} s] {line}", file=stream, flush=True)

    def show(self, text: str) -> None:
        """Prints text as it is, without the time."""
        print(text, file=sys.stderr if self.on_stderr else sys.stdout, flush=True)

    def fail(self, line: str) -> None:
        """Prints the one line that says why the command ends."""
        print(f"✗ {line}", file=sys.stderr, flush=True)


console = Console()
