"""A real `run.py serve` of one test: started, asked, broken and stopped; asserts nothing itself."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from config.launching.environment import ROOT, Var
from config.launching.processes import group_exists, started_at
from config.launching.state import read_state

READY = "the site is ready"
OURS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")


def clean_environment(**changes):
    """This environment as a newcomer has it: without the services of the test run."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith(("BENKE_", "DJANGO_", "PYTEST_"))
    }
    env.pop("PYTHONPATH", None)
    return {**env, **changes}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_py(*words, root=ROOT, python=sys.executable, env=None, cwd=None, seconds=120, **options):
    """Runs a command of run.py to its end."""
    return subprocess.run(
        [python, str(Path(root) / "run.py"), *map(str, words)],
        capture_output=True,
        text=True,
        env=clean_environment() if env is None else env,
        cwd=cwd or ROOT,
        timeout=seconds,
        check=False,
        **options,
    )


class RunningSite:
    """One `run.py serve`; `start` returns when it is ready or has given up."""

    def __init__(self, var, *words, root=ROOT, python=sys.executable, env=None, **options):
        self.var = Var(Path(var))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [python, str(Path(root) / "run.py"), "serve", "--var", str(var)]
        self.command += ["--port", str(self.port), *words]
        self.env = clean_environment() if env is None else env
        self.options = options
        self.lines = []

    def launch(self):
        """Starts the command and does not wait for anything."""
        self.lines = []
        self.arrived = queue.Queue()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.env,
            cwd="/",
            text=True,
            **self.options,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        return self

    def start(self, seconds=240):
        started = time.monotonic()
        self.launch().wait_for_line(READY, seconds)
        self.seconds_to_start = time.monotonic() - started
        return self

    def wait_for_line(self, part, seconds=60):
        """Waits for a line of the output with this in it; fails when the command ends first."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.arrived.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                break
            if line is None:
                break
            if part in line:
                return
        raise AssertionError(f"never said {part!r}:\n{self.output}")

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            self.arrived.put(line)
        self.process.stdout.close()
        self.arrived.put(None)

    @property
    def output(self):
        return "".join(self.lines)

    @property
    def children(self):
        """The pid of each process by name, as run.json has them."""
        return {name: pid for name, pid, *_ in read_state(self.var).children}

    def health(self):
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as reply:
                return reply.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def end(self, number=signal.SIGTERM, seconds=60):
        """Signals the command and gives its exit status."""
        self.process.send_signal(number)
        return self.wait(seconds)

    def wait(self, seconds=60):
        status = self.process.wait(seconds)
        self.reader.join(10)
        return status

    def close(self):
        """Whatever the test did: nothing of it stays."""
        if self.process.poll() is None:
            self.end()
        self.process.wait(10)
        self.reader.join(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def left_over(pids):
    """Those of these processes, or of their groups, that still run."""
    return [pid for pid in pids if started_at(pid) or group_exists(pid)]


def wait_until_gone(pids, seconds=15):
    """Gives what is still there after this time."""
    end = time.monotonic() + seconds
    while left_over(pids) and time.monotonic() < end:
        time.sleep(0.1)
    return left_over(pids)
