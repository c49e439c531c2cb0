"""`run.py pack`: all wheels in one folder, for a machine of the same kind without internet."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from config.launching.console import LaunchError, console
from config.launching.environment import ROOT

LOCKS = ("requirements-boot.lock", "requirements.lock", "requirements-dev.lock")


def pack(arguments: Sequence[str]) -> int:
    """Downloads every wheel of the locks, checked against their hashes, into a folder."""
    folder = Path(arguments[0] if arguments else ROOT / "wheels").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        console.say(f"收集 (collecting) {name}")
        download(ROOT / name, folder)
    wheels = list(folder.glob("*.whl"))
    megabytes = sum(wheel.stat().st_size for wheel in wheels) / 1e6
    console.say(f"{len(wheels)} 个 wheel,{megabytes:.0f} MB: {folder}")
    console.show("  把它放在另一台机器的 run.py 旁边,名为 wheels (put it beside run.py there)")
    return 0


def download(lock: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    command += ["-r", str(lock), "-d", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise LaunchError(f"下载失败 (download failed): {''.join(last)}")
