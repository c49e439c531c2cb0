"""`run.py manage`: manage.py with the services it needs; stdout is the command's own."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from config.launching.children import Children, Stopped, stopped_by_signals
from config.launching.console import LaunchError, console
from config.launching.environment import DEFAULT_VAR, ROOT, Var, open_var, site_environment
from config.launching.messages import compile_messages
from config.launching.services import start_services
from config.launching.state import (
    State,
    hold,
    is_held,
    read_state,
    share,
    without_sharers,
    write_state,
)

SECONDS_FOR_ANOTHER = 60.0


def manage(arguments: Sequence[str]) -> int:
    """Runs manage.py on the services of var, running ones or ones started for it; its status."""
    console.on_stderr = True
    place, words = split_var(arguments)
    var = open_var(place)
    compile_messages()
    with stopped_by_signals():
        try:
            with share(var):
                services = running_services(var)
                if services is not None:
                    return run_manage(var, services, words)
            with hold(var, "manage", seconds=SECONDS_FOR_ANOTHER):
                return manage_alone(var, words)
        except Stopped:
            return 130


def split_var(arguments: Sequence[str]) -> tuple[Path, list[str]]:
    """Takes our own `--var` from the front; all else belongs to manage.py."""
    parser = argparse.ArgumentParser("run.py manage", add_help=False, allow_abbrev=False)
    parser.add_argument("--var", type=Path, default=DEFAULT_VAR)
    parser.add_argument("words", nargs=argparse.REMAINDER)
    found = parser.parse_args(arguments)
    return found.var, found.words


def running_services(var: Var) -> dict[str, str] | None:
    """The services of the command that holds var, once it has started them; None: nobody does."""
    needs = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    end = time.monotonic() + SECONDS_FOR_ANOTHER
    while is_held(var) and time.monotonic() < end:
        services = read_state(var).services
        if all(name in services for name in needs):
            return services
        time.sleep(0.1)
    return None


def manage_alone(var: Var, words: list[str]) -> int:
    """Starts the services, runs the command, and stops them when nobody else uses them."""
    state = read_state(var)
    children = Children(var, state)
    try:
        state.services = start_services(var, children.add)
        if not var.migrated_file.exists() and words[:1] != ["migrate"]:
            console.say("新数据库,先建表 (a new database: migrating first)")
            migrate(var, state)
        write_state(var, state)
        return run_manage(var, state.services, words)
    finally:
        with without_sharers(var):
            children.stop()


def migrate(var: Var, state: State) -> None:
    env = site_environment(var, state.services, "manage", state.base_url)
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--no-input", "--verbosity=0"]
    if subprocess.run(command, check=False, env=env, stdout=sys.stderr).returncode:
        raise LaunchError("建表失败 (migrate failed)")
    var.migrated_file.touch()


def run_manage(var: Var, services: dict[str, str], words: list[str]) -> int:
    """Runs manage.py in this terminal; Ctrl-C is the command's, which is in front with us."""
    env = site_environment(var, services, "manage", read_state(var).base_url)
    process = subprocess.Popen([sys.executable, str(ROOT / "manage.py"), *words], env=env)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        status = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    return status if status >= 0 else 128 - status
