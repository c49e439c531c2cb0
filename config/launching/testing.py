"""Throw-away services for tests, benches and fault programs; several may run at once."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.launching import postgres, valkey


@dataclass(frozen=True)
class Services:
    """Where the services of one run are, and the folder that goes away with them."""

    folder: Path
    database: postgres.Server | None
    queue: valkey.Server | None

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use these services."""
        values = {
            "BENKE_STATIC_ROOT": str(self.folder / "static"),
            "EMAIL_URL": f"file://{self.folder / 'mail'}",
            "BENKE_SECRET_KEY": "a key of tests only",
        }
        if self.database:
            values["DATABASE_URL"] = self.database.url
        if self.queue:
            values["REDIS_URL"] = self.queue.url
        return values


@contextlib.contextmanager
def throwaway_services(*, is_durable: bool = False) -> Iterator[Services]:
    """PostgreSQL and Valkey in a folder of their own, gone at the end.

    `DATABASE_URL` and `REDIS_URL` of the environment are used when set. `is_durable` keeps
    fsync on, as figures about writing need it.
    """
    # Short, because a socket's path must stay under 108 bytes.
    folder = Path(tempfile.mkdtemp(prefix="benke-", dir="/tmp"))
    database = queue = None
    try:
        for name in ("static", "mail", "s"):
            (folder / name).mkdir()
        if not os.environ.get("DATABASE_URL"):
            database = postgres.start_postgres(
                folder / "pg",
                folder / "s",
                folder / "postgres.log",
                settings=() if is_durable else postgres.THROWAWAY,
            )
        if not os.environ.get("REDIS_URL"):
            queue = valkey.start_valkey(
                folder / "valkey", folder / "s", folder / "valkey.log", is_throwaway=True
            )
        yield Services(folder, database, queue)
    finally:
        for server in (queue, database):
            if server:
                server.child.stop(10)
        shutil.rmtree(folder, ignore_errors=True)
