"""The settings of this site: their names, types and defaults, and the one way to read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from people.models import SiteSetting, User
from people.services import audit


@dataclass(frozen=True, slots=True)
class Known:
    default: Any
    choices: tuple[Any, ...] = ()


KNOWN = {
    # Whether items are drawn before an editor has seen them, or held until approved.
    "quiz_review_policy": Known("at_once", ("at_once", "hold")),
    # Words shown otherwise than the general tables would, by script: {"zh-hant": {"干部": "幹部"}}.
    "script_exceptions": Known({}),
    # Local hours in which nobody is reminded, from the first to before the second.
    "quiet_hours": Known([21, 8]),
}


def value(name: str) -> Any:
    """What the site says, or the default; costs one query. Raises KeyError for unknown names."""
    known = KNOWN[name]
    row = SiteSetting.objects.filter(name=name).values_list("value", flat=True).first()
    return known.default if row is None else row


@transaction.atomic
def set_value(actor: User | None, name: str, new: Any, *, now: dt.datetime) -> None:
    """Changes a setting; administrators only. Raises ValidationError for what it cannot be."""
    if actor is not None and not actor.is_administrator:
        raise PermissionDenied
    known = KNOWN[name]
    if (known.choices and new not in known.choices) or not isinstance(new, type(known.default)):
        raise ValidationError(f"{name}: {new!r}")
    SiteSetting.objects.update_or_create(
        name=name, defaults={"value": new, "changed_at": now, "changed_by": actor}
    )
    audit.record(actor, "setting.changed", name, detail={"value": new}, now=now)
