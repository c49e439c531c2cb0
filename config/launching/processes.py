"""Starts, watches and stops processes so that none outlives the command that started it."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.launching.console import LaunchError

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 10_000_000  # bytes; a longer log is set aside as NAME.log.1 at the next start
IS_LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Child:
    """A process started by us, the signal that asks it to end, and the log it writes."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    log: Path

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def tail(self, lines: int = 15) -> str:
        """The last lines of the log."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 20_000))
                return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-lines:])
        except OSError:
            return ""

    def ending(self) -> str:
        """How the process ended, in words."""
        status = self.process.returncode
        if status is not None and status < 0:
            return f"被信号结束 (by signal {signal.Signals(-status).name})"
        return f"退出码 (exit status) {status}"

    def ask(self) -> None:
        """Asks the process to end; waits for nothing."""
        if self.is_alive():
            self.process.send_signal(self.stop_signal)

    def finish(self, seconds: float) -> None:
        """Waits for the process so long, then ends whatever is left of its group."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        end_group(self.process.pid)
        self.process.wait()

    def stop(self, seconds: float) -> None:
        self.ask()
        self.finish(seconds)


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
    change_user: Callable[[], None] | None = None,
    pass_fds: Sequence[int] = (),
) -> Child:
    """Starts a process in a session of its own that ends when this process does.

    The own session keeps the terminal's Ctrl-C from it: we stop children in our own order. Raises
    LaunchError when the program cannot be run at all.
    """
    roll(log)
    parent = os.getpid()

    def before_exec() -> None:
        if change_user:
            change_user()
        end_with_parent(parent, stop_signal)  # last: changing the user clears the wish

    with log.open("ab") as output:
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
                preexec_fn=before_exec,
                pass_fds=pass_fds,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise LaunchError(f"{name} 启动不了 (cannot be started): {error}") from error
    return Child(name, process, stop_signal, log)


def roll(log: Path) -> None:
    """Puts a log that has grown large aside; the one put aside before goes."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


def end_with_parent(parent: int, stop_signal: signal.Signals) -> None:
    """Asks Linux for a signal when the parent dies; elsewhere the pid file finds what is left."""
    if not IS_LINUX:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
    if os.getppid() != parent:  # it died before the wish was known
        os._exit(1)


def end_group(group: int, seconds: float = 2.0) -> None:
    """Ends every process of a group: asks first, then kills."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if not group_exists(group):
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)
        wait_for(lambda: not group_exists(group), seconds)


def group_exists(group: int) -> bool:
    """Whether a process of this group still runs; a zombie nobody waited for does not count."""
    if not IS_LINUX:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return True
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        fields = _stat_fields(int(entry.name))
        if fields and fields[2] == str(group) and fields[0] not in "ZX":
            return True
    return False


def started_at(pid: int) -> str:
    """What tells this process from a later one of the same number; empty when it is gone."""
    if IS_LINUX:
        fields = _stat_fields(pid)
        return fields[19] if fields and fields[0] not in "ZX" else ""
    shown = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip()


def wait_for(is_true: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Asks again and again until the answer is yes or the time is up."""
    end = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def _stat_fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name: state, parent, group, …; empty when gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
