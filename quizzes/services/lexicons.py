"""Writes of a site's own sets of confusable words; the generator takes the active ones first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from people.access import require_editor
from people.models import User
from people.services import audit
from quizzes.models import Lexicon


@transaction.atomic
def save_lexicon(
    actor: User,
    row: Lexicon | None,
    *,
    word_class: str,
    domain: str,
    members: Sequence[str],
    now: dt.datetime,
) -> Lexicon:
    """Adds a set, or changes `row`; items made before stay until they are made anew."""
    require_editor(actor)
    is_new = row is None
    row = row or Lexicon()
    row.word_class, row.domain, row.members = word_class, domain, list(members)
    row.changed_by, row.changed_at = actor, now
    row.save()
    kind = "lexicon.added" if is_new else "lexicon.changed"
    audit.record(actor, kind, row, detail={"domain": domain, "members": list(members)}, now=now)
    return row


@transaction.atomic
def switch_lexicon(actor: User, row: Lexicon, *, is_active: bool, now: dt.datetime) -> None:
    """Lets the generator use a set, or not. Safe to repeat."""
    require_editor(actor)
    if Lexicon.objects.filter(pk=row.pk, is_active=not is_active).update(
        is_active=is_active, changed_by=actor, changed_at=now
    ):
        kind = "lexicon.activated" if is_active else "lexicon.deactivated"
        audit.record(actor, kind, row, now=now)
