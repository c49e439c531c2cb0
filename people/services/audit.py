"""Writes down what somebody did; nothing else does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from people.models import AuditEvent, Branch, User


def record(
    actor: User | None,
    kind: str,
    subject: object,
    *,
    now: dt.datetime,
    branch: Branch | None = None,
    detail: dict[str, Any] | None = None,
    address: str | None = None,
) -> AuditEvent:
    """Keeps one event; `kind` is noun.verb, `detail` plain JSON without secrets."""
    return AuditEvent.objects.create(
        at=now,
        actor=actor,
        kind=kind,
        subject=str(subject)[:200],
        branch=branch,
        detail=detail or {},
        address=address,
    )
