"""The folder everything of one site lives in: its parts, its secrets, its sockets."""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import socket
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.launching.console import LaunchError

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_VAR = ROOT / "var"
DEFAULT_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Var:
    """A folder like ./var and the places in it."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "pg"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def mail(self) -> Path:
        return self.root / "mail"

    @property
    def static(self) -> Path:
        return self.root / "static"

    @property
    def demo_file(self) -> Path:
        return self.root / "demo.json"

    @property
    def state_file(self) -> Path:
        return self.root / "run.json"

    @property
    def migrated_file(self) -> Path:
        """There once the database has had its tables."""
        return self.root / "migrated"

    def log(self, name: str) -> Path:
        return self.root / "log" / f"{name}.log"


def open_var(path: str | Path) -> Var:
    """Makes the folder and its parts; Raises LaunchError when one cannot be made or written."""
    var = Var(Path(path).absolute())
    try:
        # Passable, because PostgreSQL may have to run as nobody; what is in it is ours alone.
        var.root.mkdir(mode=0o711, parents=True, exist_ok=True)
        for part in (var.mail, var.static, var.root / "log"):
            part.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=var.root):
            pass
    except OSError as error:
        raise LaunchError(f"{var.root} 不能写 (cannot be written): {error.strerror}") from error
    return var


def sockets_folder(var: Var) -> Path:
    """A short folder of our own for the sockets of this var, closed to everybody else.

    A socket's path must stay under 108 bytes (104 on macOS), and var's own may be longer.
    """
    name = hashlib.sha256(os.fsencode(var.root.resolve())).hexdigest()[:16]
    folder = Path("/tmp") / f"benke-{os.geteuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    # As root the folder may have been given to nobody, whom PostgreSQL then runs as.
    is_ours = found.st_uid == os.geteuid() or os.geteuid() == 0
    if not stat.S_ISDIR(found.st_mode) or not is_ours:
        raise LaunchError(f"{folder} 属于别人 (belongs to somebody else)")
    folder.chmod(0o700)
    return folder


def remove_sockets(var: Var) -> None:
    """Takes the folder away after the services that listened in it."""
    shutil.rmtree(sockets_folder(var), ignore_errors=True)


def secret_key(var: Var) -> str:
    """The key sessions are signed with, made once."""
    path = var.root / "secrets.json"
    try:
        if not path.exists():
            write_json(path, {"secret_key": secrets.token_urlsafe(48)})
        key = json.loads(path.read_text())["secret_key"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LaunchError(f"{path} 读不出来 (cannot be read): {error}") from error
    if not isinstance(key, str) or len(key) < 32:
        raise LaunchError(f"{path} 里的密钥太短 (holds too short a key)")
    return key


def site_environment(
    var: Var, services: dict[str, str], role: str, base_url: str
) -> dict[str, str]:
    """The environment of one of the site's processes; what the user has set wins."""
    # The readiness question comes by this name, whatever names the site is reached by.
    hosts = os.environ.get("BENKE_ALLOWED_HOSTS") or " ".join(own_hosts(base_url))
    ours = {
        "BENKE_SECRET_KEY": os.environ.get("BENKE_SECRET_KEY") or secret_key(var),
        "BENKE_STATIC_ROOT": str(var.static),
        "BENKE_BASE_URL": base_url,
        "EMAIL_URL": f"file://{var.mail}",
    }
    set_by_user = {name: value for name, value in os.environ.items() if value}
    inner = {
        "BENKE_ROLE": role,
        "BENKE_ALLOWED_HOSTS": f"{hosts} localhost",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    return {**ours, **set_by_user, **services, **inner}


def own_hosts(base_url: str) -> list[str]:
    """The names and addresses a browser may call this machine by."""
    hosts = {urlsplit(base_url).hostname or "", "127.0.0.1", "[::1]", socket.gethostname()}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: only asks which address would be used
        hosts.add(probe.getsockname()[0])
    return sorted(host for host in hosts if host)


def write_json(path: Path, value: object) -> None:
    """Writes a file only its owner may read, whole or not at all."""
    half = path.with_name(path.name + ".new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(value, file, ensure_ascii=False, indent=2)
    half.replace(path)
