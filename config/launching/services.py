"""The services of a var folder: those named in the environment, else our own."""

import os
from collections.abc import Callable

from config.launching import postgres, valkey
from config.launching.console import console
from config.launching.environment import Var, remove_sockets, sockets_folder
from config.launching.processes import Child


def start_services(var: Var, add: Callable[[Child], object]) -> dict[str, str]:
    """Starts what the environment does not name and gives the addresses of ours.

    Each child is handed to `add` as soon as it runs, so that a failure of the next stops it.
    """
    addresses = {}
    # What a killed command left there names processes that may be somebody else's by now.
    remove_sockets(var)
    sockets = sockets_folder(var)
    if not os.environ.get("DATABASE_URL"):
        is_new = not var.postgres.exists()
        database = postgres.start_postgres(var.postgres, sockets, var.log("postgres"))
        add(database.child)
        addresses["DATABASE_URL"] = database.url
        done = "新建并启动 (made and started)" if is_new else "已启动 (started)"
        console.say(f"PostgreSQL {database.binaries.major} {done}")
    if not os.environ.get("REDIS_URL"):
        queue = valkey.start_valkey(var.valkey, sockets, var.log("valkey"))
        add(queue.child)
        addresses["REDIS_URL"] = queue.url
        console.say("Valkey 已启动 (started)")
    return addresses
