"""The demo a first start makes: a lesson through the real import, and people who study it.

It stands in this app because it needs all the others; nothing else imports it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from django.conf import settings

from reminders.demo.lesson import publish_sample
from reminders.demo.people import Account, make_people, new_passwords
from reminders.demo.study import let_them_study
from reminders.services.plans import plan_reminders


def make_demo(now: dt.datetime) -> None:
    """Makes what is not there yet and writes the accounts' file last, when all is ready."""
    lesson = publish_sample(now)
    # Here for a while already: a day may be another one where a learner's zone is.
    accounts = make_people(now - dt.timedelta(days=30))
    let_them_study(accounts, lesson, now)
    # Planned at once, so that the next tick of the sending loop brings the first reminder.
    plan_reminders(now)
    write_accounts(accounts)


def write_accounts(accounts: list[Account]) -> None:
    """Writes BENKE_DEMO_FILE, readable by its owner only; keeps passwords that still hold."""
    if not settings.DEMO_FILE:
        return
    path = Path(settings.DEMO_FILE)
    known = _known_passwords(path)
    passwords = new_passwords(accounts, known)
    data = {
        "url": settings.BASE_URL,
        "accounts": [
            {
                "role": account.role,
                "username": account.username,
                "password": passwords[account.username],
                "branch": account.branch_name,
            }
            for account in accounts
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
    draft.replace(path)


def _known_passwords(path: Path) -> dict[str, str]:
    try:
        rows = json.loads(path.read_text())["accounts"]
        return {row["username"]: row["password"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
