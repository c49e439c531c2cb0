"""The inside of a child process: takes its own rights away, calls one function, writes its answer.

Run by `children` as a script (python -I), with the limits as arguments; imported by nobody.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


def main() -> int:
    name, memory, cpu, output = sys.argv[1:]
    answer = _keep_answer_apart()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    _limit(int(memory), int(cpu), int(output))
    module, _, function = name.partition(":")
    try:
        call = getattr(importlib.import_module(module), function)
        _leave_the_network()
        body = call(sys.stdin.buffer.read())
        head: dict[str, object] = {"state": "finished"}
        if len(body) > int(output) - 1024:
            head, body = {"state": "output", "detail": f"{len(body)} bytes"}, b""
    except MemoryError:
        head, body = {"state": "memory", "detail": "MemoryError"}, b""
    except Exception as error:
        head, body = _told(error), b""
    head["peak"] = _peak_bytes()
    _write(answer, json.dumps(head).encode() + b"\n" + body)
    return 0 if head["state"] == "finished" else 1


def _keep_answer_apart() -> int:
    """The answer's own descriptor; what libraries print goes to standard error instead."""
    answer = os.dup(1)
    os.dup2(2, 1)
    return answer


def _limit(memory: int, cpu: int, output: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 2))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    with contextlib.suppress(OSError):  # should the machine run out of memory, take this one
        Path("/proc/self/oom_score_adj").write_text("800")
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _leave_the_network() -> None:
    """Moves into an empty network namespace; where the system refuses, things stay as they are."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _told(error: Exception) -> dict[str, object]:
    code, params = getattr(error, "code", None), getattr(error, "params", None)
    if isinstance(code, str) and isinstance(params, dict):
        return {"state": "refused", "code": code, "message": str(error), "params": params}
    kind = type(error).__name__
    is_short = isinstance(error, ImportError) and "failed to map" in str(error)
    if is_short or isinstance(error.__cause__ or error.__context__, MemoryError):
        return {"state": "memory", "detail": kind}
    return {"state": "crash", "detail": f"{kind}: {str(error)[:300]}"}


def _peak_bytes() -> int:
    """The most resident memory this process had; told, for it ends before it can be asked."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _write(answer: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(answer, view) :]


if __name__ == "__main__":
    status = main()
    os._exit(status)  # no clean-up: the answer is written, and hostile data must not run on
