"""Runs a pure function on untrusted bytes in a process of its own, with limits.

The function is named "module:function", takes bytes and returns bytes. What the child may do is
settled in `child_entry`; here it is started, watched, stopped and its answer read, never unpickled.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

MEBI = 1024 * 1024
ENTRY = Path(__file__).with_name("child_entry.py")
_SLICE_SECONDS = (0.001, 0.02)  # first and longest pause between two looks at the child
_STDERR_BYTES = 4096

Reason = Literal["memory", "cpu", "wall", "output", "crash"]


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory_bytes` bounds the address space, so resident memory stays below it too."""

    memory_bytes: int = 512 * MEBI
    cpu_seconds: int = 20
    wall_seconds: float = 30.0
    output_bytes: int = 24 * MEBI


@dataclass(frozen=True, slots=True)
class Finished:
    output: bytes
    seconds: float
    peak_bytes: int  # resident


class ChildRefused(Exception):
    """The function raised an error with a `code` and `params`; both arrive unchanged."""

    def __init__(
        self,
        code: str,
        message: str,
        params: Mapping[str, str | int],
        seconds: float = 0.0,
        peak_bytes: int = 0,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.params = dict(params)
        self.seconds = seconds
        self.peak_bytes = peak_bytes


class ChildFailedError(Exception):
    """The child gave no answer; `detail` is for the log, not for a page."""

    def __init__(self, reason: Reason, detail: str, seconds: float, peak_bytes: int) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail
        self.seconds = seconds
        self.peak_bytes = peak_bytes


@dataclass(frozen=True, slots=True)
class _Ended:
    status: int  # exit status, or minus the signal
    is_stopped: bool  # by us, at the end of its wall time
    seconds: float
    peak_bytes: int


def run_in_child(function: str, payload: bytes, limits: Limits | None = None) -> Finished:
    """Calls `function(payload)` in a child.

    Raises ChildRefused for an answer that is a refusal, ChildFailedError when there is no answer,
    OSError when no process can be started.
    """
    limits = limits or Limits()
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as errors,
    ):
        given.write(payload)
        given.seek(0)
        child = _start(function, limits, given, answer, errors)
        try:
            ended = _wait(child, limits.wall_seconds)
        except BaseException:  # a soft time limit or Ctrl-C must not leave the child behind
            _kill_group(child.pid)
            child.wait()
            raise
        output = _first_bytes(answer, limits.output_bytes + 1)
        return _answer(ended, output, _tail(errors), limits)


def _start(
    function: str, limits: Limits, given: IO[bytes], answer: IO[bytes], errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    """A child in a session of its own, with no open files but its three and no environment."""
    return subprocess.Popen(
        [
            sys.executable,
            "-I",
            str(ENTRY),
            function,
            str(limits.memory_bytes),
            str(limits.cpu_seconds),
            str(limits.output_bytes),
        ],
        stdin=given,
        stdout=answer,
        stderr=errors,
        close_fds=True,
        cwd="/",
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        start_new_session=True,
    )


def _wait(child: subprocess.Popen[bytes], wall_seconds: float) -> _Ended:
    """Waits for the end, kills the whole process group when it comes too late, and reaps."""
    start = time.monotonic()
    pause, longest = _SLICE_SECONDS
    is_stopped = False
    peak = 0
    while True:
        peak = max(peak, _peak_bytes(child.pid))
        pid, status = os.waitpid(child.pid, os.WNOHANG)
        if pid:
            break
        if not is_stopped and time.monotonic() - start > wall_seconds:
            is_stopped = True
            _kill_group(child.pid)
        time.sleep(pause)
        pause = min(pause * 1.5, longest)
    _kill_group(child.pid)  # whatever the child may have left behind
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    return _Ended(child.returncode, is_stopped, seconds, peak)


def _peak_bytes(pid: int) -> int:
    """The most resident memory a running process had; 0 where the system does not tell.

    Not ru_maxrss: that of a child starts with what its parent held when it was made.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_bytes()
    except OSError:
        return 0
    found = re.search(rb"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _first_bytes(file: IO[bytes], count: int) -> bytes:
    file.seek(0)
    return file.read(count)


def _tail(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _STDERR_BYTES))
    return file.read(_STDERR_BYTES).decode("utf-8", "replace").strip()


def _answer(ended: _Ended, output: bytes, errors: str, limits: Limits) -> Finished:
    def failed(reason: Reason, detail: str) -> ChildFailedError:
        return ChildFailedError(reason, detail, ended.seconds, ended.peak_bytes)

    if ended.is_stopped:
        raise failed("wall", f"stopped after {ended.seconds:.1f} s")
    if ended.status == -signal.SIGXCPU:
        raise failed("cpu", f"used more than {limits.cpu_seconds} s of processor time")
    if ended.status == -signal.SIGKILL:
        raise failed("memory", "killed by the system")
    if ended.status < 0:
        is_memory = "bad_alloc" in errors or "out of memory" in errors.lower()
        raise failed("memory" if is_memory else "crash", f"signal {-ended.status} {errors[-500:]}")
    if len(output) > limits.output_bytes:
        raise failed("output", f"more than {limits.output_bytes} bytes")
    head, _, body = output.partition(b"\n")
    header = _header(head)
    told = header.get("peak")
    peak = max(ended.peak_bytes, told) if isinstance(told, int) else ended.peak_bytes
    ended = replace(ended, peak_bytes=peak)
    if header.get("state") == "finished" and ended.status == 0:
        return Finished(body, ended.seconds, ended.peak_bytes)
    if header.get("state") == "refused":
        raise _refused(header, ended)
    reason = header.get("state")
    if reason == "memory" or reason == "output":
        raise failed(reason, str(header.get("detail", ""))[:500])
    raise failed("crash", f"status {ended.status} {header.get('detail', '')} {errors[-1500:]}")


def _header(line: bytes) -> dict[str, object]:
    try:
        header = json.loads(line[: 64 * 1024])
    except (ValueError, RecursionError):
        return {}
    return header if isinstance(header, dict) else {}


def _refused(header: dict[str, object], ended: _Ended) -> ChildRefused:
    params = header.get("params")
    clean: dict[str, str | int] = {}
    if isinstance(params, dict):
        clean = {str(k)[:40]: v for k, v in params.items() if isinstance(v, (str, int))}
    code, message = str(header.get("code"))[:60], str(header.get("message"))[:600]
    return ChildRefused(code, message, clean, ended.seconds, ended.peak_bytes)
