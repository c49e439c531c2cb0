"""Who uses a var folder: the lock, the list of running processes, and what was left behind."""

import contextlib
import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from config.launching.console import LaunchError, console
from config.launching.environment import DEFAULT_URL, Var, write_json
from config.launching.processes import Child, end_group, group_exists, started_at, wait_for


@dataclass
class State:
    """What run.json says: who runs, where the services are, and the site's address."""

    pid: int = 0
    command: str = ""
    base_url: str = DEFAULT_URL
    services: dict[str, str] = field(default_factory=dict)
    children: list[list[object]] = field(default_factory=list)

    def add(self, child: Child) -> None:
        pid = child.process.pid
        self.children.append([child.name, pid, started_at(pid), int(child.stop_signal)])


def read_state(var: Var) -> State:
    """What the last command wrote; a missing or broken file says nothing."""
    try:
        return State(**json.loads(var.state_file.read_text()))
    except (OSError, ValueError, TypeError):
        return State()


def write_state(var: Var, state: State) -> None:
    write_json(var.state_file, vars(state))


@contextlib.contextmanager
def hold(var: Var, command: str, *, seconds: float = 0) -> Iterator[None]:
    """Holds var alone for a command, waiting so long for another one to end.

    The lock goes with the process, however it ends. Raises LaunchError when it is taken.
    """
    with (var.root / "lock").open("ab") as file:
        if not _take(file, fcntl.LOCK_EX, seconds):
            holder = read_state(var)
            raise LaunchError(
                f"{var.root} 正被另一个 run.py {holder.command} 使用"
                f" (in use by another run.py, pid {holder.pid}, {holder.base_url})"
            )
        end_leftovers(var)
        # Nobody must take the addresses of a killed command for running services.
        write_state(var, State(os.getpid(), command, read_state(var).base_url))
        yield


def is_held(var: Var) -> bool:
    """Whether another command holds var now."""
    with (var.root / "lock").open("ab") as file:
        return not _take(file, fcntl.LOCK_SH, 0)


@contextlib.contextmanager
def share(var: Var) -> Iterator[None]:
    """Keeps the services from being stopped while a second command uses them."""
    with (var.root / "users.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def without_sharers(var: Var) -> Iterator[None]:
    """Waits until no other command uses the services and lets none begin to."""
    with (var.root / "users.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def end_leftovers(var: Var) -> None:
    """Ends what a killed command left running; PostgreSQL, the first to start, goes last."""
    state = read_state(var)
    for name, pid, start, number in reversed(state.children):
        if not isinstance(pid, int) or not isinstance(number, int):
            continue
        is_leader = started_at(pid) == start != ""
        if not is_leader and (started_at(pid) or not group_exists(pid)):
            continue  # gone, or the number is another process's by now
        console.say(f"停下遗留的进程 {name} (stopping a left-over process, pid {pid})")
        if is_leader:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.Signals(number))
            wait_for(partial(_is_gone, pid, str(start)), 10)
        end_group(pid)


def _is_gone(pid: int, start: str) -> bool:
    return started_at(pid) != start


def _take(file: IO[bytes], kind: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        else:
            return True
