"""Asks whether the site is ready and tells who may sign in to the demo."""

import http.client
import json
from pathlib import Path

from config.launching.console import console
from config.launching.environment import write_json

KEYS = ("role", "username", "password", "branch")


def ask_health(host: str, port: int) -> tuple[int, str]:
    """The status and the answer of /healthz; 0 when nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        # What is asked for is the process, not TLS, which is the proxy's.
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
        connection.request("GET", "/healthz", headers=headers)
        reply = connection.getresponse()
        return reply.status, reply.read(500).decode("utf-8", "replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def tell_accounts(demo_file: Path) -> None:
    """Prints the demo's accounts as a table."""
    try:
        accounts = json.loads(demo_file.read_text())["accounts"]
        rows = [[str(account.get(key) or "") for key in KEYS] for account in accounts]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    width = max(len(row[1]) for row in rows)
    console.show(f"\n演示账号 (demo accounts), 也在 {demo_file}:")
    for role, username, password, branch in rows:
        console.show(f"  {role:<14} {username:<{width}}  {password}  {branch}")


def has_demo(demo_file: Path, base_url: str) -> bool:
    """Whether the demo has been made; its file then names the address the site has now."""
    try:
        demo = json.loads(demo_file.read_text())
        if demo["accounts"] and demo["url"].rstrip("/") != base_url:
            write_json(demo_file, {**demo, "url": base_url})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return bool(demo["accounts"])
