"""`run.py serve`: the whole site in one terminal, from the services to the printed logins."""

import argparse
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.launching.address import Address
from config.launching.children import Children, Stopped, stopped_by_signals
from config.launching.console import console
from config.launching.demo_wait import tell_accounts
from config.launching.environment import DEFAULT_VAR, Var, open_var
from config.launching.services import start_services
from config.launching.site import Site
from config.launching.state import State, hold, write_state


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line."""

    address: Address
    var: Path
    wants_demo: bool


def serve(arguments: Sequence[str]) -> int:
    """Runs the site until somebody asks it to end: 0. Raises LaunchError when it cannot go on."""
    options = parse(arguments)
    with options.address.reserved() as listener:
        var = open_var(options.var)
        # A moment's patience: another command may just be looking whether var is held.
        with hold(var, "serve", seconds=2), stopped_by_signals():
            return run_site(options, var, listener)


def run_site(options: Options, var: Var, listener: socket.socket) -> int:
    base_url = (os.environ.get("BENKE_BASE_URL") or options.address.url).rstrip("/")
    state = State(os.getpid(), "serve", base_url)
    write_state(var, state)
    children = Children(var, state)
    site = Site(var, children, {}, wants_demo=options.wants_demo)
    try:
        site.services = state.services = start_services(var, children.add)
        write_state(var, state)
        site.prepare()
        site.start(listener)
        site.wait_until_ready(options.address)
        tell(site, var)
        site.watch()
    except Stopped as reason:
        console.say(f"收到 {reason},正在停下 (stopping)")
    finally:
        site.stop()
        console.say("已全部停下 (everything has stopped)")
    return 0


def tell(site: Site, var: Var) -> None:
    """Says where the site is and who may sign in."""
    console.say(f"网站已就绪 (the site is ready): {site.base_url}/")
    if site.wants_demo:
        tell_accounts(var.demo_file)
    console.show(f"  日志 (logs): {var.root / 'log'}   Ctrl-C 停下 (stops everything)\n")


def parse(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser("run.py serve", add_help=False, allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--var", type=Path, default=DEFAULT_VAR)
    parser.add_argument("--no-demo", dest="wants_demo", action="store_false")
    found = parser.parse_args(arguments)
    return Options(Address(found.host, found.port), found.var, found.wants_demo)
