"""The site's own processes: database brought up to date, web, worker, beat and the demo."""

import hashlib
import os
import socket
import sys
import time
from collections.abc import Sequence

from config.launching.address import Address
from config.launching.children import Children
from config.launching.console import LaunchError, console
from config.launching.demo_wait import ask_health, has_demo
from config.launching.environment import ROOT, Var, site_environment
from config.launching.messages import compile_messages
from config.launching.processes import Child, start

LONGEST_WAIT = 300  # seconds until ready; loading and questioning the demo lesson takes a few
WORKER = ("worker", "--pool=prefork", "--concurrency=2", "--loglevel=INFO")
# Ours is one worker and the queue only carries: no gossip between workers is needed.
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


class Site:
    """One site on the services given; knows what to run, not how the command ends."""

    def __init__(
        self, var: Var, children: Children, services: dict[str, str], *, wants_demo: bool
    ) -> None:
        self.var, self.children, self.services = var, children, services
        self.wants_demo = wants_demo
        self.base_url = children.state.base_url
        self.demo: Child | None = None

    def prepare(self) -> None:
        """Compiles the translations, migrates the database and gathers the static files."""
        compile_messages()
        steps = [self._manage("migrate", "migrate", "--no-input")]
        stamp, seen = self.var.root / "static.stamp", static_fingerprint()
        if not stamp.exists() or stamp.read_text() != seen:
            # As web: only then the names carry the hash the web process asks for.
            collect = ("collectstatic", "--no-input", "--clear", "--verbosity=0")
            steps.append(self._manage("collectstatic", *collect, role="web"))
        finish(steps)
        self.var.migrated_file.touch()
        stamp.write_text(seen)
        console.say("数据库结构与静态文件已就绪 (database and static files are ready)")

    def start(self, listener: socket.socket) -> None:
        """Starts web, worker and beat, and the making of the demo where one is wanted."""
        number = listener.fileno()
        serve = ("gunicorn", "-c", "python:config.gunicorn", "--bind", f"fd://{number}")
        self._start("web", *serve, pass_fds=(number,))
        self._start("worker", "celery", "--app=config.celery", *WORKER, *QUIET)
        self._start("beat", "celery", "--app=config.celery", "beat", "--loglevel=WARNING")
        console.say("网页、后台、定时已启动 (web, worker and beat started)")
        if self.wants_demo and not has_demo(self.var.demo_file, self.base_url):
            console.say("准备演示课与演示账号 (making the demo lesson and accounts)")
            self.demo = self._manage("demo", "make_demo")

    def wait_until_ready(self, address: Address) -> None:
        """Asks /healthz until it says 200; Raises LaunchError when waiting is in vain."""
        end = time.monotonic() + LONGEST_WAIT
        answer = ""
        while time.monotonic() < end:
            self.children.check()
            if self.demo and not self.demo.is_alive():
                finish([self.demo])
                self.demo = None
            status, answer = ask_health(address.reachable_host, address.port)
            if status == 200 and self.demo is None:
                return
            time.sleep(0.3)
        raise LaunchError(f"网站没有就绪 (the site did not get ready): {answer}")

    def watch(self) -> None:
        """Returns never; Raises LaunchError as soon as one process has ended."""
        while True:
            self.children.check()
            time.sleep(0.3)

    def stop(self) -> None:
        if self.demo:
            self.demo.stop(5)
        self.children.stop()

    def _environment(self, role: str) -> dict[str, str]:
        env = site_environment(self.var, self.services, role, self.base_url)
        env["BENKE_DEMO_FILE"] = str(self.var.demo_file) if self.wants_demo else ""
        return env

    def _start(self, name: str, module: str, *words: str, pass_fds: Sequence[int] = ()) -> None:
        child = start(
            name,
            # Not the scripts in .venv/bin: their first line cannot hold a long path or a space.
            [sys.executable, "-P", "-m", module, *words],
            log=self.var.log(name),
            env=self._environment(name),
            cwd=ROOT,
            pass_fds=pass_fds,
        )
        self.children.add(child)

    def _manage(self, name: str, *words: str, role: str = "manage") -> Child:
        return start(
            name,
            [sys.executable, "manage.py", *words],
            log=self.var.log(name),
            env=self._environment(role),
            cwd=ROOT,
        )


def finish(steps: Sequence[Child]) -> None:
    """Waits for all steps to end; Raises LaunchError with the tail of one that failed."""
    try:
        for step in steps:
            if step.process.wait() != 0:
                raise LaunchError(
                    f"{step.name} 失败 (failed): {step.ending()}\n{step.log}:\n{step.tail()}"
                )
    finally:
        for step in steps:
            step.stop(5)


def static_fingerprint() -> str:
    """What the gathered static files depend on: our own, and the packages that bring some."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        found = path.stat()
        digest.update(os.fsencode(f"{path}\0{found.st_mtime_ns}\0{found.st_size}\n"))
    return digest.hexdigest()
