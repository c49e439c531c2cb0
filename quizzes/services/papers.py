"""Writes of an edition's drawing rules and of making its items anew with another seed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lessons.models import Edition, Lesson, Section
from people.access import require_editor
from people.models import User
from people.services import audit
from quizzes.generation.generating import regenerate_section
from quizzes.models import Paper
from quizzes.services.generating import generate_edition, site_lexicon
from quizzes.services.storing import store_section
from quizzes.values import outline_value

RULES = ("count", "pass_mark", "attempts_allowed", "minutes", "has_partial_credit")


@transaction.atomic
def change_paper(
    actor: User, edition: Edition, rules: dict[str, Any], *, now: dt.datetime
) -> Paper:
    """Sets the rules for attempts that begin from now on; those begun keep theirs."""
    require_editor(actor)
    rows = Paper.objects.select_for_update(of=("self",), no_key=True)
    paper: Paper = rows.get(edition=edition)
    before = {name: getattr(paper, name) for name in RULES}
    changed = {name: rules[name] for name in RULES if rules[name] != before[name]}
    for name, value in changed.items():
        setattr(paper, name, value)
    if changed:
        paper.save(update_fields=list(changed))
        detail = {
            "lesson": edition.lesson_id,
            "from": {name: before[name] for name in changed},
            "to": changed,
        }
        audit.record(actor, "paper.changed", edition, detail=detail, now=now)
    return paper


def renew_items(
    actor: User, edition: Edition, section: Section | None, *, seed: int, now: dt.datetime
) -> None:
    """Makes a section's items anew, or with None all of the edition."""
    if section is None:
        renew_edition(actor, edition, seed=seed, now=now)
    else:
        renew_section(actor, edition, section, seed=seed, now=now)


def renew_edition(actor: User, edition: Edition, *, seed: int, now: dt.datetime) -> None:
    """Makes all items anew; what an editor judged, changed or wrote stays."""
    require_editor(actor)
    generate_edition(edition, now=now, seed=seed)
    detail = {"lesson": edition.lesson_id, "edition": edition.number, "seed": seed}
    audit.record(actor, "items.renewed", edition, detail=detail, now=now)


def renew_section(
    actor: User, edition: Edition, section: Section, *, seed: int, now: dt.datetime
) -> int:
    """Makes a section's items anew; what an editor judged, changed or wrote stays. Returns how
    many were made."""
    require_editor(actor)
    items = regenerate_section(
        outline_value(edition), section.outline_id, seed=seed, lexicon=site_lexicon()
    )
    with transaction.atomic():
        Lesson.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.lesson_id)
        store_section(edition, section.key, items, now=now)
        detail = {
            "lesson": edition.lesson_id,
            "edition": edition.number,
            "section": section.key,
            "seed": seed,
            "items": len(items),
        }
        audit.record(actor, "items.renewed", edition, detail=detail, now=now)
    return len(items)
