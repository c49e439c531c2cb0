#!/usr/bin/env python3
"""The one command: makes the environment beside it, then runs config/launch.py in it.

Needs Python 3.11 or newer and its standard library, nothing else; what the commands do is in
config/launching/. The lines before the check must stay readable to any Python 3.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older one has to be told)
    sys.exit("✗ 需要 Python ≥ 3.11 (Python 3.11 or newer is needed), not " + sys.version.split()[0])

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VERSION = "python{}.{}".format(*sys.version_info)
PACKAGES = VENV / "lib" / VERSION / "site-packages"
PIP = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
STAMP = VENV / "benke-stamp.json"
WHEELS = ROOT / "wheels"  # what `pack` makes: all wheels, for a machine without internet
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
BOOT = ROOT / "requirements-boot.lock"
NEEDS_DEV = {"test", "bench", "faults"}
COMMANDS = {"serve", "manage", "pack", *NEEDS_DEV}
STARTED_AT = time.time()
OF_UV = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "cert": "SSL_CERT_FILE"}
OF_UV |= {"find-links": "UV_FIND_LINKS", "no-index": "UV_NO_INDEX"}


def main(arguments: list[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not arguments or arguments[0].startswith("-"):
        arguments = ["serve", *arguments]
    # pytest and manage.py have a help of their own.
    if arguments[0] not in ("test", "manage") and {"-h", "--help"} & {*arguments}:
        print((ROOT / "config/launching/usage.txt").read_text(encoding="utf-8"), end="")
        return
    if arguments[0] not in COMMANDS:
        fail(f"没有命令 {arguments[0]!r},看 python3 run.py --help (no such command)")
    # Without compiled modules each of our many short processes would start a second later.
    for name in ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    try:
        make_environment("dev" if arguments[0] in NEEDS_DEV else "run")
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, subprocess.CalledProcessError) as error:
        fail(f"环境建不成 (the environment cannot be made): {last_words(error)}")
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {"PYTHONPATH": os.pathsep.join(paths), "BENKE_STARTED_AT": str(STARTED_AT)}
    # -P: a file in the folder one happens to stand in must not shadow a module.
    os.execve(PYTHON, [str(PYTHON), "-P", "-m", "config.launch", *arguments], {**os.environ, **env})


def make_environment(kind: str) -> None:
    """Makes or completes .venv unless its stamp says that it fits; one command at a time."""
    wanted = fingerprint(kind)
    if read_stamp().get(kind) == wanted and PYTHON.exists():
        return
    with alone():
        stamp = read_stamp()
        if stamp.get(kind) == wanted and PYTHON.exists():
            return
        if not fits_interpreter():
            say("建立 .venv (making .venv)")
            make_venv()
            stamp = {}
        # Completing one kind must not take away what the other has installed.
        lock = "dev" if "dev" in (kind, *stamp) else "run"
        say(f"安装依赖 {LOCKS[lock].name} (installing dependencies)")
        install(LOCKS[lock])
        PACKAGES.joinpath("benke.pth").write_text(f"{ROOT}\n", encoding="utf-8")
        STAMP.write_text(json.dumps({name: fingerprint(name) for name in {"run", lock}}))
        say("依赖已就绪 (dependencies are ready)")


def fingerprint(kind: str) -> str:
    """What the environment depends on: the locks, the interpreter and the place."""
    locks = list(LOCKS.values()) if kind == "dev" else [LOCKS["run"]]
    parts = [path.read_bytes() for path in (BOOT, *locks)]
    parts += [sys.version.encode(), str(ROOT).encode("utf-8", "surrogateescape")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError, TypeError):
        return {}


def fits_interpreter() -> bool:
    """Whether .venv was made by this version of Python and still runs."""
    try:
        shown = subprocess.run(
            [PYTHON, "-c", "import pip, sys; print(sys.version)"], capture_output=True, text=True
        )
    except OSError:
        return False
    return shown.stdout.strip() == sys.version


def make_venv() -> None:
    """Makes .venv with the pip Python brings: unpacking its wheel takes a tenth of ensurepip."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_module()
    import ensurepip

    run(base, "-m", "venv", "--clear", "--without-pip", VENV)
    for folder in (Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels")):
        for wheel in folder.glob("pip-*.whl"):
            zipfile.ZipFile(wheel).extractall(PACKAGES)
            return
    run(PYTHON, "-m", "ensurepip")


def install_venv_module() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        fail(f"Python 没有 venv 模块,请先安装 (install the venv module first): {VERSION}-venv")
    say(f"用 apt 安装 {VERSION}-venv (installing with apt)")
    run("apt-get", "-qy", "update")
    run("apt-get", "-qy", "-o", "DPkg::Lock::Timeout=600", "install", f"{VERSION}-venv")


def install(lock: Path) -> None:
    """Installs exactly the lock with uv, itself pinned and hashed; on any failure with pip."""
    local = ["--no-index", "--find-links", WHEELS] if WHEELS.is_dir() else []
    hashed = ["install", "-q", "--require-hashes", *local]
    try:
        run(*PIP, *hashed, "--only-binary", ":all:", "-r", BOOT)
        uv = [VENV / "bin" / "uv", "pip", "sync", "-q", "--require-hashes", *local]
        run(*uv, "--only-binary", ":all:", "--python", PYTHON, lock, env=environment_of_uv())
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"uv 不成,改用 pip (falling back to pip): {last_words(error)}")
        run(*PIP, *hashed, "-r", lock)


def environment_of_uv() -> dict[str, str]:
    """Our environment, with pip's own configuration said in uv's words where uv has none."""
    # As pip does: any index may serve a file, because its hash is pinned.
    env = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never"}
    env["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    shown = subprocess.run([*map(str, PIP), "config", "list"], capture_output=True, text=True)
    for line in shown.stdout.splitlines():
        name, _, value = line.partition("=")
        name = name.rpartition(".")[2]
        words = value.strip("'\"").replace("\\n", " ").split()
        if name in OF_UV and words:
            env[OF_UV[name]] = ("," if name == "find-links" else " ").join(words)
    home = os.environ.get("HOME", "")
    if not os.environ.get("XDG_CACHE_HOME") and not (home and os.access(home, os.W_OK)):
        env["UV_NO_CACHE"] = "1"
    return {**env, **os.environ}


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Holds a lock on the project's folder, so that two commands do not build at once."""
    folder = os.open(ROOT, os.O_RDONLY)  # closed, and so released, with this process's exec
    fcntl.flock(folder, fcntl.LOCK_EX)
    yield
    os.close(folder)


def run(*command: object, env: dict[str, str] | None = None) -> None:
    subprocess.run([str(word) for word in command], check=True, env=env, capture_output=True)


def last_words(error: Exception) -> str:
    """The end of what a failed command wrote, on one line."""
    written: bytes = getattr(error, "stderr", b"") or getattr(error, "stdout", b"")
    lines = [line.strip() for line in written.decode("utf-8", "replace").splitlines()]
    return " / ".join([line for line in lines if line][-3:]) or str(error)


def say(line: str) -> None:
    print(f"[{time.time() - STARTED_AT:6.1f} s] {line}", file=sys.stderr, flush=True)


def fail(line: str) -> None:
    sys.exit(f"✗ {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
