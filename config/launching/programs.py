"""`run.py bench` and `faults`: lists and runs the programs of tests/bench/ and tests/faults/."""

import ast
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from config.launching.console import LaunchError, console
from config.launching.environment import ROOT
from config.launching.messages import compile_messages
from config.launching.testing import throwaway_services


def run_programs(kind: str, arguments: Sequence[str]) -> int:
    """Runs the named programs, or lists all when none is named; the worst exit status.

    `all` stands for every program; words that begin with a dash go to each program.
    """
    programs = find_programs(kind)
    names = [word for word in arguments if not word.startswith("-")]
    options = [word for word in arguments if word.startswith("-")]
    if not names:
        tell_programs(kind, programs)
        return 0
    chosen = list(programs) if names == ["all"] else names
    unknown = [name for name in chosen if name not in programs]
    if unknown:
        known = ", ".join(programs) or "-"
        raise LaunchError(f"没有 {kind} {', '.join(unknown)} (no such program); {known}")
    compile_messages()
    return max((run_program(programs[name], options) for name in chosen), default=0)


def find_programs(kind: str) -> dict[str, Path]:
    """The programs by name: NAME stands in tests/KIND/KIND_NAME.py."""
    found = sorted((ROOT / "tests" / kind).glob(f"{kind}_*.py"))
    return {path.stem.removeprefix(f"{kind}_"): path for path in found}


def tell_programs(kind: str, programs: dict[str, Path]) -> None:
    """Lists the programs with the first line of what each says about itself."""
    width = max((len(name) for name in programs), default=0)
    for name, path in programs.items():
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        console.show(f"  {name:<{width}}  {text.partition(chr(10))[0]}")
    console.show(f"\n  python3 run.py {kind} NAME … | all")


def run_program(path: Path, options: Sequence[str]) -> int:
    """Runs one program on fresh services whose writes are as durable as in production."""
    with throwaway_services(is_durable=True) as services:
        console.say(f"{path.relative_to(ROOT)}")
        env = {**os.environ, **services.environment, "PYTHONPATH": str(ROOT)}
        env["BENKE_ROLE"] = "test"
        command = [sys.executable, str(path), *options]
        status = subprocess.run(command, check=False, env=env, cwd=ROOT).returncode
    return status if status >= 0 else 128 - status
