"""The one command: what it says, refuses, starts and leaves behind."""

import ast
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time

import pytest

import run
from config.launching.demo_wait import has_demo
from config.launching.environment import ROOT, Var, sockets_folder
from tests.running import (
    RunningSite,
    clean_environment,
    free_port,
    run_py,
    wait_until_gone,
)


# --- Words ---------------------------------------------------------------------------------
def test_help_names_every_command_and_option():
    shown = run_py("--help")
    assert shown.returncode == 0
    for word in (*run.COMMANDS, "--host", "--port", "--var", "--no-demo", "--full", "--no-lint"):
        assert word in shown.stdout


def test_unknown_command_gets_one_line():
    refused = run_py("serv")
    assert refused.returncode == 1
    assert refused.stderr.startswith("✗") and refused.stderr.count("\n") == 1


def test_any_python_3_can_read_the_check_of_its_version():
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert source.index("version_info < (3, 11)") < source.index("import contextlib")


def test_older_python_gets_one_line():
    pretend = "import sys; sys.version_info = (3, 8, 1); sys.version = '3.8.1'; "
    told = subprocess.run(
        [sys.executable, "-c", pretend + "exec(open('run.py').read())"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert told.returncode == 1
    assert "3.11" in told.stderr and told.stderr.count("\n") == 1


# --- Environment ---------------------------------------------------------------------------
@pytest.mark.parametrize("path", [run.BOOT, *run.LOCKS.values()], ids=lambda path: path.name)
def test_lock_pins_every_package_with_hashes_and_names_no_host(path):
    text = path.read_text()
    assert "://" not in text
    packages = re.findall(r"^[a-z0-9][^\s=]*==.*?(?=^\S|\Z)", text, re.M | re.S)
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_dev_lock_holds_everything_of_the_run_lock():
    def pins(path):
        return set(re.findall(r"^([a-z0-9][^\s=]*==[^\s;]+)", path.read_text(), re.M))

    assert pins(run.LOCKS["run"]) <= pins(run.LOCKS["dev"])


def test_uv_gets_the_index_of_pips_configuration(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = file:///a/simple\nextra-index-url = file:///b file:///c\n"
        "find-links = /d\n  /e\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    env = run.environment_of_uv()
    assert env["UV_DEFAULT_INDEX"] == "file:///a/simple"
    assert env["UV_INDEX"].split()[:2] == ["file:///b", "file:///c"]
    assert env["UV_FIND_LINKS"].split(",") == ["/d", "/e"]
    assert env["UV_PYTHON_DOWNLOADS"] == "never"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "file:///mine")
    assert run.environment_of_uv()["UV_DEFAULT_INDEX"] == "file:///mine"


@pytest.mark.parametrize("home", ["", "/dev/null/home"])
def test_uv_does_without_its_cache_when_home_cannot_hold_it(monkeypatch, home):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    assert run.environment_of_uv()["UV_NO_CACHE"] == "1"


# --- Refusals: one clear line, nothing half-started -----------------------------------------
def refusal(*words, **options):
    """The lines `serve` ends with when it refuses to start."""
    ended = run_py("serve", "--no-demo", *words, **options)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    return [line for line in ended.stderr.splitlines() if line.startswith("✗")]


def test_port_in_use_is_told_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (line,) = refusal("--port", port, "--var", tmp_path / "var")
    assert str(port) in line
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_port_that_cannot_be_is_told(tmp_path, port):
    (line,) = refusal("--port", port, "--var", tmp_path / "var")
    assert port in line


@pytest.mark.parametrize("place", ["/proc/benke", "/dev/null", "/dev/null/var"])
def test_var_that_cannot_be_written_is_told(place):
    (line,) = refusal("--port", free_port(), "--var", place)
    assert place in line


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pg/base", "what is left of a data folder"),
        ("pg/PG_VERSION", "18 beta"),
        ("pg/PG_VERSION", "11"),
    ],
)
def test_broken_data_folder_is_told_and_left_alone(tmp_path, file, text):
    path = tmp_path / file
    path.parent.mkdir()
    path.write_text(text)
    (line,) = refusal("--port", free_port(), "--var", tmp_path)
    assert "pg" in line.lower() or "PostgreSQL" in line
    assert path.read_text() == text
    assert json.loads(Var(tmp_path).state_file.read_text())["children"] == []


def test_broken_secrets_are_told_and_nothing_stays_running(tmp_path):
    (tmp_path / "secrets.json").write_text("{")
    (line,) = refusal("--port", free_port(), "--var", tmp_path)
    assert "secrets.json" in line
    assert json.loads(Var(tmp_path).state_file.read_text())["children"] == []


def test_var_in_use_names_who_uses_it(site):
    (line,) = refusal("--port", free_port(), "--var", site.var.root)
    assert str(site.process.pid) in line and site.url in line
    assert site.health() == 200


# --- A site in a long path with spaces and an empty home ------------------------------------
COUNT = "from django.contrib.auth.models import Group; print(Group.objects.count())"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A var folder made by `manage`, which brings its own services, and what it printed."""
    var = tmp_path_factory.mktemp("made") / "var"
    shown = run_py("manage", "--var", var, "shell", "-v0", "-c", COUNT)
    assert shown.returncode == 0, shown.stderr
    return var, shown


@pytest.fixture
def var(made, tmp_path):
    """A var folder of one's own, migrated already: making one takes seconds."""
    return shutil.copytree(made[0], tmp_path / "var")


@pytest.fixture(scope="module")
def site(made, tmp_path_factory):
    base = tmp_path_factory.mktemp("site")
    home = base / "home"
    home.mkdir()
    var = base / ("a path with spaces " * 6) / "变量"
    assert len(os.fsencode(var)) > 107
    shutil.copytree(made[0], var)
    with RunningSite(var, "--no-demo", env=clean_environment(HOME=str(home))).start() as site:
        yield site


def test_manage_brings_its_own_services_and_takes_them_away(made):
    var, shown = made
    assert shown.stdout == "0\n"
    assert json.loads(Var(var).state_file.read_text())["children"] == []


def test_site_answers_and_keeps_a_log_of_each_process(site):
    assert site.health() == 200
    assert set(site.children) == {"postgres", "valkey", "web", "worker", "beat"}
    for name in site.children:
        assert site.var.log(name).exists()


def test_sockets_lie_in_a_short_folder_closed_to_others(site):
    folder = sockets_folder(site.var)
    assert len(os.fsencode(folder)) < 60
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} >= {"valkey.sock", ".s.PGSQL.5432"}


def test_secrets_and_letters_are_for_the_owner_only(site):
    assert stat.S_IMODE((site.var.root / "secrets.json").stat().st_mode) == 0o600
    for folder in (site.var.mail, site.var.log("web").parent, site.var.postgres):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_database_user_is_no_superuser(site):
    asked = "from django.db import connection as c; k = c.cursor(); "
    asked += "k.execute('SELECT usesuper FROM pg_user WHERE usename = current_user'); "
    shown = run_py(
        "manage", "--var", site.var.root, "shell", "-v0", "-c", asked + "print(k.fetchall())"
    )
    assert shown.stdout == "[(False,)]\n"


def test_manage_uses_the_running_database_and_keeps_stdout_to_the_command(site):
    shown = run_py("manage", "--var", site.var.root, "shell", "-v0", "-c", "print('只有这行')")
    assert (shown.returncode, shown.stdout) == (0, "只有这行\n")
    assert site.process.poll() is None and site.health() == 200


def test_manage_gives_the_status_of_the_command(site):
    assert run_py("manage", "--var", site.var.root, "shell", "-c", "exit(7)").returncode == 7


def test_demo_of_another_address_is_kept_and_told_the_new_one(tmp_path):
    path = tmp_path / "demo.json"
    assert not has_demo(path, "http://127.0.0.1:9000")
    accounts = [{"role": "learner", "username": "a", "password": "b", "branch": "c"}]
    path.write_text(json.dumps({"url": "http://127.0.0.1:8000", "accounts": accounts}))
    assert has_demo(path, "http://127.0.0.1:9000")
    assert json.loads(path.read_text()) == {"url": "http://127.0.0.1:9000", "accounts": accounts}


# --- Ends ----------------------------------------------------------------------------------
def test_death_of_one_process_stops_all_with_its_name_and_log(var):
    with RunningSite(var, "--no-demo").start() as site:
        pids = site.children
        os.kill(pids["worker"], signal.SIGKILL)
        assert site.wait(90) == 1
        assert "worker" in site.output and "SIGKILL" in site.output
        assert str(site.var.log("worker")) in site.output
        assert wait_until_gone(pids.values(), 1) == []


def test_data_and_secrets_outlive_a_killed_command(var):
    made = "from django.contrib.auth.models import Group; Group.objects.create(name='留下的')"
    assert run_py("manage", "--var", var, "shell", "-v0", "-c", made).returncode == 0
    key = (var / "secrets.json").read_text()
    with RunningSite(var, "--no-demo").start() as site:
        pids = [*site.children.values()]
        site.process.kill()
        assert wait_until_gone(pids) == []
    with RunningSite(var, "--no-demo").start() as site:
        assert run_py("manage", "--var", var, "shell", "-v0", "-c", COUNT).stdout == "1\n"
        assert (var / "secrets.json").read_text() == key
        pids = [*site.children.values()]
        assert site.end(signal.SIGINT) == 0
        assert wait_until_gone(pids, 1) == []
        assert site.health() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_in_the_middle_of_the_start_leaves_nothing(var, number):
    with RunningSite(var, "--no-demo").launch() as site:
        site.wait_for_line("Valkey")
        pids = [*site.children.values()]
        assert pids
        time.sleep(0.2)
        assert site.end(number) == 0
        assert wait_until_gone(pids, 1) == []
