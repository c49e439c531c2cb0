"""The processes of one site together: watched as one, stopped in order."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

from config.launching.console import LaunchError
from config.launching.environment import Var, remove_sockets
from config.launching.processes import Child
from config.launching.state import State, write_state

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# These serve people and need the services to finish what they have in hand.
ABOVE_SERVICES = ("web", "worker", "beat")
SECONDS_TO_STOP = {"worker": 30.0, "postgres": 30.0}


class Stopped(BaseException):
    """Somebody asked the command to end: Ctrl-C, SIGTERM or a closed terminal."""


class Children:
    """What has been started, in order; known to run.json from the first moment on."""

    def __init__(self, var: Var, state: State) -> None:
        self.var, self.state = var, state
        self.started: list[Child] = []

    def add(self, child: Child) -> Child:
        self.started.append(child)
        self.state.add(child)
        write_state(self.var, self.state)
        return child

    def check(self) -> None:
        """Raises LaunchError with the reason and the tail of the log when one has ended."""
        for child in self.started:
            if not child.is_alive():
                raise LaunchError(
                    f"{child.name} 停了 (ended): {child.ending()}\n{child.log}:\n{child.tail()}"
                )

    def stop(self) -> None:
        """Ends those above the services together, then the services, last started first."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for child in self.started:
            if child.name in ABOVE_SERVICES:
                child.ask()
        for child in reversed(self.started):
            if child.name not in ABOVE_SERVICES:
                child.ask()
            child.finish(SECONDS_TO_STOP.get(child.name, 10.0))
        remove_sockets(self.var)
        self.state.children, self.state.pid = [], 0
        write_state(self.var, self.state)


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Turns the first Ctrl-C, SIGTERM or SIGHUP into Stopped; later ones change nothing."""

    def stop(number: int, frame: FrameType | None) -> None:
        for other in SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        raise Stopped(signal.Signals(number).name)

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
