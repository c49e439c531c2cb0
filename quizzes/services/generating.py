"""Makes an edition's facts, items and paper, and runs the loop that does so after publication.

What a question is stands in `quizzes.generation`; how rows are kept in `quizzes.services.storing`.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import replace
from typing import Any

from django.db import transaction

from lessons.models import Edition, Lesson
from quizzes.generation import confusables
from quizzes.generation.drawing import draw
from quizzes.generation.generating import generate
from quizzes.generation.quiz import Quiz
from quizzes.models import ItemPlace, Lexicon, Paper
from quizzes.services.storing import store_items
from quizzes.values import drawn_of, outline_value

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=3)  # longer than a task may run
BACK_OFF, LONGEST_BACK_OFF = dt.timedelta(seconds=10), dt.timedelta(hours=1)
SLACK = 2  # characters a wrong member of an editor's set may differ in length
QUESTIONS, FEWEST = 10, 5  # of a paper, and of one whose pool is thin


def generate_edition(edition: Edition, *, now: dt.datetime, seed: int) -> Edition:
    """Makes the edition's items and stores them with its paper and report.

    Locks the lesson and the edition while storing. Safe to repeat and to run twice at once: rows
    are found again by the generator's keys, and what an editor judged or changed stays.
    """
    started = time.perf_counter()
    quiz = generate(outline_value(edition), seed=seed, lexicon=site_lexicon())
    quiz = replace(quiz, seconds=round(time.perf_counter() - started, 2))
    with transaction.atomic():
        # Two editions of one lesson write the same item rows, each in its own order.
        Lesson.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.lesson_id)
        row = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
        store_items(row, quiz, now=now)
        _create_paper(row)
        row.generated_at, row.generation = now, _report(quiz)
        row.save(update_fields=["generated_at", "generation"])
    edition.generated_at, edition.generation = row.generated_at, row.generation
    return edition


def generate_items(now: dt.datetime) -> int:
    """Makes the items of the editions that have none yet; returns how many editions it finished.

    Any number may run at once: each takes an edition by a lease. One that fails is noted for the
    editors, tried again later and later, and holds up no other.
    """
    done = 0
    waiting = Edition.objects.filter(generated_at__isnull=True).order_by("published_at")
    for pk in list(waiting.values_list("pk", flat=True)):
        edition = _claim(pk, now)
        if edition is None:
            continue
        try:
            generate_edition(edition, now=now, seed=seed_of(edition))
            done += 1
        except Exception as failure:
            log.exception("items of edition %s were not made", pk)
            _note_failure(edition, failure, now)
    return done


def seed_of(edition: Edition) -> int:
    """One seed for all editions of a lesson, so that unchanged words give unchanged items."""
    return edition.lesson_id


@transaction.atomic
def _claim(pk: int, now: dt.datetime) -> Edition | None:
    """The edition with a lease on it; None while another has it or its next try is not due."""
    rows = Edition.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    edition: Edition | None = rows.filter(pk=pk, generated_at__isnull=True).first()
    if edition is None or now < _not_before(edition):
        return None
    edition.generation = {
        **edition.generation,
        "tries": edition.generation.get("tries", 0) + 1,
        "not_before": (now + LEASE).isoformat(),
    }
    edition.save(update_fields=["generation"])
    return edition


def _not_before(edition: Edition) -> dt.datetime:
    text = edition.generation.get("not_before")
    return dt.datetime.fromisoformat(text) if text else edition.published_at


def _note_failure(edition: Edition, failure: Exception, now: dt.datetime) -> None:
    tries = edition.generation["tries"]
    wait = min(BACK_OFF * 2 ** min(tries - 1, 20), LONGEST_BACK_OFF)
    report = {
        "tries": tries,
        "not_before": (now + wait).isoformat(),
        "failure": {"at": now.isoformat(), "what": f"{type(failure).__name__}: {failure}"[:500]},
    }
    # Only while it is still to be made: another run may have succeeded meanwhile.
    Edition.objects.filter(pk=edition.pk, generated_at__isnull=True).update(generation=report)


def site_lexicon() -> confusables.Lexicon:
    """The sets every site has, after those the editors of this one added."""
    own = tuple(
        confusables.ConfusableSet(
            name=row.word_class,
            domain=tuple(filter(None, row.domain.split("|"))),
            slack=SLACK,
            members=tuple(row.members),
        )
        for row in Lexicon.objects.filter(is_active=True).order_by("word_class", "domain")
    )
    return confusables.Lexicon(own + confusables.default_lexicon().sets)


def _create_paper(edition: Edition) -> Paper:
    """The rules of the edition before, or the defaults; never more questions than one draw gives,
    and fewer where the pool is thin, so that a second attempt can ask others."""
    places = ItemPlace.objects.drawable(edition, is_held=False).select_related("item__fact")
    pool = [drawn_of(place).value for place in places]
    before = (
        Paper.objects.filter(edition__lesson=edition.lesson_id, edition__number__lt=edition.number)
        .order_by("-edition__number")
        .first()
    )
    wanted = before.count if before else min(QUESTIONS, max(FEWEST, len(pool) // 2))
    given = len(draw(pool, count=min(wanted, len(pool)), seed=seed_of(edition)).items)
    rules: dict[str, Any] = {"count": max(1, given)}
    if before is not None:
        rules |= {
            "pass_mark": before.pass_mark,
            "attempts_allowed": before.attempts_allowed,
            "minutes": before.minutes,
            "has_partial_credit": before.has_partial_credit,
        }
    paper, _is_new = Paper.objects.get_or_create(edition=edition, defaults=rules)
    return paper


def _report(quiz: Quiz) -> dict[str, Any]:
    kinds: dict[str, int] = {}
    for item in quiz.items:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    return {
        "coverage": quiz.to_dict()["coverage"],
        "facts": len(quiz.facts),
        "items": len(quiz.items),
        "kinds": kinds,
        "rejected": quiz.rejected,
        "notes": list(quiz.notes),
        "seconds": quiz.seconds,
    }
