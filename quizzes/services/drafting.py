"""Makes the questions a draft would have, for its editor to look at; nothing of them is kept once
the draft changes, and publication makes its own."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from typing import Any

from django.db import transaction

from lessons.models import Draft, Lesson
from lessons.services.publishing import edition_of
from quizzes.contract import KINDS
from quizzes.generation import quiz
from quizzes.generation.generating import generate
from quizzes.services.generating import LEASE, site_lexicon
from quizzes.values import outline_value

log = logging.getLogger(__name__)
MOST = 3  # drafts a tick, so that no published edition waits long for its worker


def draft_quizzes(now: dt.datetime) -> int:
    """Makes the questions of drafts that changed; returns of how many.

    Any number may run at once: each takes a draft by a lease. A draft that fails is left until
    it changes again.
    """
    waiting = Draft.objects.quizless(now).values_list("pk", flat=True)[:MOST]
    return sum(_make(draft) for pk in list(waiting) if (draft := _claim(pk, now)) is not None)


@transaction.atomic
def _claim(pk: int, now: dt.datetime) -> Draft | None:
    """The draft with a lease on its version; None while another has it."""
    rows = Draft.objects.quizless(now).select_for_update(of=("self",), skip_locked=True)
    draft: Draft | None = rows.filter(pk=pk).first()
    if draft is None:
        return None
    claim = draft.quiz.get("claim", {})
    if claim.get("version") == draft.version and now < dt.datetime.fromisoformat(claim["until"]):
        return None
    until = (now + LEASE).isoformat()
    draft.quiz = {**draft.quiz, "claim": {"version": draft.version, "until": until}}
    draft.save(update_fields=["quiz"])
    return draft


def _make(draft: Draft) -> bool:
    """False where the draft was changed meanwhile, or its questions could not be made."""
    try:
        found = _summary(draft)
    except Exception:
        log.exception("questions of draft %s were not made", draft.pk)
        found = {"failure": True}
    rows = Draft.objects.filter(pk=draft.pk, version=draft.version)
    is_kept = rows.update(quiz=found, quiz_version=draft.version)
    return bool(is_kept) and "failure" not in found


def _summary(draft: Draft) -> dict[str, Any]:
    lesson = draft.lesson or Lesson(title=draft.title)
    edition = edition_of(draft, lesson, number=1)
    # The seed a new edition of the lesson will have; a new lesson has no number yet.
    made = generate(outline_value(edition), seed=draft.lesson_id or 0, lexicon=site_lexicon())
    kinds: Counter[str] = Counter(item.kind for item in made.items)
    return {
        "kinds": [[kind, kinds[kind]] for kind in KINDS if kinds[kind]],
        "items": [_item(item) for item in made.items],
        "notes": list(made.notes),
    }


def _item(item: quiz.Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "section": item.section,
        "stem": item.stem,
        "options": [[option.text, option.key] for option in item.options],
        "accepted": [list(words) for words in item.accepted],
        "pairs": [list(pair) for pair in item.pairs],
        "truth": item.truth,
        "checklist": list(item.checklist),
    }
