"""`run.py test`: lint, types and templates first, then pytest, whose summary ends the output."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.launching.browser import ensure_browser
from config.launching.console import LaunchError, console
from config.launching.environment import ROOT


@dataclass
class Check:
    """One lint program at work beside the others; what it writes is shown when it is done."""

    name: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    started: float

    def finish(self) -> int:
        status = self.process.wait()
        self.output.seek(0)
        text = self.output.read().decode("utf-8", "replace").strip()
        mark = "✓" if status == 0 else "✗"
        console.say(f"{mark} {self.name}")
        if status:
            console.show(text)
        return status


def run_tests(arguments: Sequence[str]) -> int:
    """Runs everything and gives the worst exit status; `--no-lint` leaves lint out."""
    wants_lint = "--no-lint" not in arguments
    rest = [argument for argument in arguments if argument != "--no-lint"]
    env = test_environment()
    worst = lint(env) if wants_lint else 0
    console.say("测试 (tests)")
    command = [sys.executable, "-m", "pytest", *rest]
    status = subprocess.run(command, check=False, env=env, cwd=ROOT).returncode
    return max(worst, status) if status >= 0 else 1


def test_environment() -> dict[str, str]:
    """Our environment with a browser; without one CI ends here, elsewhere only its tests fail."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        env["CHROMIUM"] = str(ensure_browser())
    except LaunchError as reason:
        if os.environ.get("CI"):
            raise
        console.fail(f"{reason}\n  浏览器测试会失败 (browser tests will fail)")
    return env


def lint(env: dict[str, str]) -> int:
    """Runs the lint programs side by side; 0 when all are content."""
    quiet = {**env, "PYTHONWARNINGS": "ignore", "BENKE_ROLE": "manage"}
    # Models alone decide; a database that cannot exist keeps the check from finding one.
    quiet["DATABASE_URL"] = "postgresql:///none?host=/nonexistent"
    started = [_start(name, command, quiet) for name, command in _lint_commands()]
    failed = [check for check in started if check.finish()]
    return 1 if failed else 0


def _lint_commands() -> list[tuple[str, list[str]]]:
    python = sys.executable
    sources = ["config", "common", "people", "lessons", "quizzes", "discussions", "progress"]
    sources += ["reminders", "manage.py", "run.py"]
    templates = sorted(str(path) for path in (ROOT / "templates").rglob("*.html"))
    djade = str(Path(sys.executable).parent / "djade")
    commands = [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format --check", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy", *[s for s in sources if (ROOT / s).exists()]]),
        ("makemigrations --check", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("messages --check", [python, "manage.py", "messages", "--check"]),
    ]
    if templates:
        commands.append(("djade", [djade, "--check", "--target-version", "5.2", *templates]))
    return commands


def _start(name: str, command: list[str], env: dict[str, str]) -> Check:
    output = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the check)
    process = subprocess.Popen(
        command,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    return Check(name, process, output, time.monotonic())
