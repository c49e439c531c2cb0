"""Finds, or as root installs, the Chromium and the Chinese fonts the browser tests need."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.launching.console import LaunchError, console

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """The Chromium already here: $CHROMIUM, then PATH, then the one Playwright downloaded."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise LaunchError(f"CHROMIUM={named} 不是可执行文件 (is not an executable)")
        return Path(found)
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return _of_playwright()


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font with Chinese characters."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(
        ["fc-list", ":lang=zh", "file"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


def ensure_browser() -> Path:
    """The Chromium to test with; installs it and a Chinese font when this machine lets us.

    Raises LaunchError when there is no way to have one.
    """
    chromium, font = find_chromium(), has_chinese_font()
    if (chromium is None or not font) and _may_use_apt():
        wanted = ([] if chromium else ["chromium"]) + ([] if font else ["fonts-noto-cjk"])
        console.say(f"用 apt 安装 {' '.join(wanted)} (installing with apt)")
        apt_install(wanted)
        chromium, font = find_chromium(), has_chinese_font()
    if chromium is None:
        console.say("让 Playwright 下载 Chromium (Playwright downloads Chromium)")
        _run_quietly([sys.executable, "-m", "playwright", "install", "chromium"])
        chromium = find_chromium()
    if chromium is None:
        raise LaunchError("找不到 Chromium;请安装它或设置 CHROMIUM (no Chromium: install it)")
    if not font:
        raise LaunchError("没有中文字体,请安装 fonts-noto-cjk (no Chinese font: install one)")
    return chromium


def apt_install(packages: list[str]) -> bool:
    """Installs Debian packages as root; waits for another apt that holds the lock."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
    _run_quietly([*apt, "update"], env)
    return _run_quietly([*apt, "install", "--no-install-recommends", *packages], env)


def _may_use_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _of_playwright() -> Path | None:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if not folder:
        caches = "Library/Caches" if sys.platform == "darwin" else ".cache"
        folder = str(Path(os.environ.get("HOME") or "/nonexistent") / caches / "ms-playwright")
    for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*/Contents/MacOS/*"):
        found = sorted(Path(folder).glob(pattern))
        if found:
            return found[-1]
    return None


def _run_quietly(command: list[str], env: dict[str, str] | None = None) -> bool:
    """Runs a command and shows the end of what it wrote only when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        console.show(f"{' '.join(command)} → {done.returncode}\n{tail}")
    return done.returncode == 0
