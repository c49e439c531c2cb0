"""Kills, stops and starves `run.py serve` in many ways; nothing may be left running or broken."""

import argparse
import ctypes
import os
import pwd
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from config.launching.environment import ROOT
from config.launching.processes import end_group
from tests.running import (
    RunningSite,
    clean_environment,
    left_over,
    run_py,
    wait_until_gone,
)

CHILDREN = ("web", "worker", "beat", "valkey", "postgres")


class Table:
    """The rows printed and the sum of what went wrong."""

    def __init__(self):
        self.cases = self.tries = self.wrong = 0

    def row(self, case, tries, faults, note=""):
        self.cases, self.tries = self.cases + 1, self.tries + tries
        self.wrong += len(faults)
        print(f"{case:<44} {tries:>5} {len(faults):>5}  {note}", flush=True)
        for fault in faults:
            print(f"    {fault}", flush=True)


def faults_after(site, pids, status, wanted):
    """What is wrong with an ended command: its status, a trace, something still running."""
    faults = [] if status == wanted else [f"status {status} instead of {wanted}: {site.output}"]
    if "Traceback" in site.output.partition("✗")[0]:
        faults.append("a traceback of its own")
    return faults + [f"left over: {pid}" for pid in wait_until_gone(pids, 10)]


def kill_each_child(table, var):
    for name in CHILDREN:
        with RunningSite(var, "--no-demo").start() as site:
            pids = site.children
            os.kill(pids[name], signal.SIGKILL)
            faults = faults_after(site, pids.values(), site.wait(90), 1)
            if name not in site.output.partition("✗")[2]:
                faults.append("does not name the process that died")
        table.row(f"kill -9 of {name}", 1, faults)


def kill_the_command(table, var, tries):
    faults = []
    for _ in range(tries):
        with RunningSite(var, "--no-demo").start() as site:
            pids = [*site.children.values()]
            site.process.kill()
            faults += [f"left over: {pid}" for pid in wait_until_gone(pids, 20)]
    table.row("kill -9 of run.py", tries, faults)


def stop_at_random(table, var, tries, dice):
    faults = []
    for _ in range(tries):
        number = dice.choice([signal.SIGINT, signal.SIGTERM])
        with RunningSite(var, "--no-demo").launch() as site:
            site.wait_for_line("PostgreSQL")
            time.sleep(dice.uniform(0, 4))
            pids = [*site.children.values()]
            faults += faults_after(site, pids, site.end(number), 0)
    table.row("Ctrl-C or SIGTERM at a random moment", tries, faults)


def two_at_once(table, folder):
    """Two commands want one port, then one var: exactly one may win."""
    for case, vars_ in (("port", ("one", "two")), ("var", ("one", "one"))):
        sites = [RunningSite(folder / name, "--no-demo") for name in vars_]
        if case == "port":
            sites[1].command[sites[1].command.index("--port") + 1] = str(sites[0].port)
        for site in sites:
            site.launch()
        end = time.monotonic() + 60
        while all(site.process.poll() is None for site in sites) and time.monotonic() < end:
            time.sleep(0.2)
        running = [site for site in sites if site.process.poll() is None]
        faults = [] if len(running) == 1 else [f"{len(running)} run"]
        pids = [pid for site in sites for pid in site.children.values()]
        for site in sites:
            site.close()
        faults += [f"left over: {pid}" for pid in wait_until_gone(pids)]
        table.row(f"two at once on one {case}", 1, faults)


def broken_queue_file(table, var):
    for path in (var / "valkey" / "appendonlydir").glob("*.incr.aof"):
        path.write_bytes(b"*3\r\n$3\r\nSET\r\n!!! not what Valkey wrote\r\n" * 5)
    with RunningSite(var, "--no-demo").start() as site:
        faults = [] if site.health() == 200 else ["not healthy"]
        pids = [*site.children.values()]
        faults += faults_after(site, pids, site.end(), 0)
    table.row("garbage in the queue's file", 1, faults)


def without_user_namespaces(table, var):
    """Root where no user namespace can be made, as in many containers: PostgreSQL as nobody."""
    if os.geteuid() != 0 or sys.platform != "linux":
        print("root without user namespaces: not tried, needs root on Linux")
        return
    with RunningSite(var, "--no-demo", preexec_fn=enter_a_poor_namespace()).start() as site:
        owner = (var / "pg").stat().st_uid
        faults = [] if site.health() == 200 else ["not healthy"]
        if owner != pwd.getpwnam("nobody").pw_uid:
            faults.append(f"the data belong to {owner}")
        pids = [*site.children.values()]
        faults += faults_after(site, pids, site.end(), 0)
    table.row("root without user namespaces", 1, faults)
    with RunningSite(var, "--no-demo").start() as site:
        pids = [*site.children.values()]
        faults = faults_after(site, pids, site.end(), 0)
    table.row("  and with them again", 1, faults)


def enter_a_poor_namespace():
    """A step before exec: a namespace with all numbers, in which no further one is allowed.

    The map of more than one number has to be written from outside: by a thread of ours.
    """
    asks, go = os.pipe(), os.pipe()

    def write_map():
        pid = int(os.read(asks[0], 20))
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{pid}/{name}").write_text("0 0 65536")
        os.write(go[1], b"1")

    threading.Thread(target=write_map, daemon=True).start()

    def enter():
        ctypes.CDLL(None).unshare(0x10000000)
        os.write(asks[1], str(os.getpid()).encode())
        os.read(go[0], 1)
        Path("/proc/sys/user/max_user_namespaces").write_text("0")

    return enter


def as_ordinary_user(table, folder, is_full):
    """A clean copy of the project, used by somebody who is not root and has an empty home."""
    python = reachable_python()
    if os.geteuid() != 0 or python is None:
        print("an ordinary user: not tried, needs root and a Python that nobody can run")
        return
    nobody = pwd.getpwnam("nobody")
    folder.mkdir(mode=0o755)
    copy = folder / "项目 with spaces"
    copy_project(copy)
    home = folder / "home"
    home.mkdir()
    for path in (folder, home, copy, *copy.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    env = clean_environment(HOME=str(home))
    site = RunningSite(
        copy / "var", "--no-demo", root=copy, python=python, env=env, umask=0o077, **options
    )
    with site.start():
        faults = [] if site.health() == 200 else ["not healthy"]
        pids = [*site.children.values()]
        faults += faults_after(site, pids, site.end(), 0)
    table.row(
        "an ordinary user, a clean clone, HOME empty", 1, faults, f"{site.seconds_to_start:.1f} s"
    )
    (folder / "closed").mkdir(mode=0o555)
    told = run_py(
        "serve", "--var", folder / "closed" / "var", root=copy, python=python, env=env, **options
    )
    lines = [line for line in told.stderr.splitlines() if line.startswith("✗")]
    faults = [] if told.returncode == 1 and len(lines) == 1 else [told.stderr]
    table.row("an ordinary user, var not writable", 1, faults)
    if is_full:
        shutil.rmtree(copy / ".venv")
        broken = {**env, "UV_OFFLINE": "1", "UV_NO_CACHE": "1"}
        told = run_py(
            "manage", "--version", root=copy, python=python, env=broken, seconds=600, **options
        )
        faults = [] if told.returncode == 0 and "pip" in told.stderr else [told.stderr]
        table.row("uv cannot install: pip does", 1, faults)


def reachable_python():
    """A Python ≥ 3.11 that an ordinary user may run."""
    for name in ("/usr/bin/python3", "/usr/local/bin/python3"):
        asked = (
            subprocess.run(
                [name, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], check=False
            )
            if Path(name).exists()
            else None
        )
        if asked is not None and asked.returncode == 0:
            return name
    return None


def copy_project(target):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def broken_variant(table):
    """Shows that the count can fail: a child started without our rules outlives its parent."""
    script = (
        "import subprocess, time; p = subprocess.Popen(['sleep', '60'], start_new_session=True)"
    )
    script += "; print(p.pid, flush=True); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    found = left_over([pid])
    end_group(pid)
    faults = [] if found == [pid] else ["the broken variant was not noticed"]
    table.row("broken variant: a child without our rules", 1, faults, "noticed" if found else "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true", help="more random moments and pip's turn")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    table, dice = Table(), random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="benke-faults-", dir="/tmp"))
    folder.chmod(0o755)  # an ordinary user has to get through
    var = folder / "var"
    print(f"{'case':<44} {'tries':>5} {'wrong':>5}")
    try:
        broken_variant(table)
        kill_each_child(table, var)
        kill_the_command(table, var, 5 if options.full else 1)
        stop_at_random(table, var, 20 if options.full else 4, dice)
        broken_queue_file(table, var)
        without_user_namespaces(table, var)
        two_at_once(table, folder)
        as_ordinary_user(table, folder / "user", options.full)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"run: {table.cases} cases, {table.tries} tries, {table.wrong} wrong")
    return 1 if table.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
