"""Folds what learners did into completions and credits; safe to repeat and to race.

Runs when a progress page is opened and in the loop `fold_completions`; nothing of it can break
a reading mark, a submit or a post, which only write their own rows.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from discussions.models import Answer
from lessons.models import Edition, Lesson, ReadingMark
from people.models import User
from progress.conditions import completed_on
from progress.models import Completion, Credit, FoldPoint, HourRule
from progress.standings import conditions_of, standing_of, worth_of
from quizzes.models import Attempt

OVERLAP = dt.timedelta(minutes=5)  # a transaction may commit later than the time it wrote
LOOP = "completions"


def current_rule(day: dt.date) -> HourRule:
    """The hour rule of the day; the first use writes down the usual one."""
    rule = HourRule.objects.filter(starts_on__lte=day).order_by("-starts_on").first()
    if rule is not None:
        return rule
    made = HourRule.objects.get_or_create(
        starts_on=dt.date(2000, 1, 1), defaults={"note": "按课文所写的时长"}
    )[0]
    made.refresh_from_db()  # the defaults are ints until read back as the column's decimals
    return made


def fold_completion(learner: User, lesson: Lesson, *, now: dt.datetime) -> Completion | None:
    """The learner's completion of a lesson, written now if all conditions have come to be met.

    None when something is missing. An earlier completion stays, whatever a later edition asks.
    """
    done = Completion.objects.of_lesson(learner, lesson).first()
    edition = lesson.current_edition
    if done is not None or edition is None:
        return done
    if standing_of(learner, edition).missing(conditions_of(edition)):
        return None
    return _complete(learner, edition, now=now)


@transaction.atomic
def _complete(learner: User, edition: Edition, *, now: dt.datetime) -> Completion:
    day = last_day(learner, edition) or timezone.localdate(now)
    completion, _is_new = Completion.objects.get_or_create(
        learner=learner,
        edition=edition,
        defaults={"lesson_id": edition.lesson_id, "completed_on": day, "folded_at": now},
    )
    rule = current_rule(day)
    passed = Attempt.objects.passed().filter(
        learner=learner, paper__edition__lesson=edition.lesson_id
    )
    Credit.objects.get_or_create(
        learner=learner,
        lesson_id=edition.lesson_id,
        defaults={
            "edition": edition,
            "rule": rule,
            "hours": worth_of(edition, rule),
            "granted_on": day,
            "evidence": {
                "pages": conditions_of(edition).pages,
                "attempt": passed.order_by("submitted_at").values_list("pk", flat=True).first(),
                "answers": [row.pk for row in Answer.objects.own(learner, edition).posted()],
            },
        },
    )
    return completion


def last_day(learner: User, edition: Edition) -> dt.date | None:
    """The local day on which the last missing thing was done; costs 3 queries."""
    lesson = edition.lesson_id
    marks = ReadingMark.objects.of(learner).filter(lesson=lesson)
    first_pass = Attempt.objects.passed().filter(learner=learner, paper__edition__lesson=lesson)
    answers = Answer.objects.posted().filter(learner=learner, prompt__edition__lesson=lesson)
    return completed_on(
        [
            marks.aggregate(at=Max("made_at"))["at"],
            first_pass.order_by("submitted_at").values_list("submitted_at", flat=True).first(),
            answers.aggregate(at=Max("posted_at"))["at"],
        ],
        timezone.get_default_timezone(),
    )


def touched_since(moment: dt.datetime) -> set[tuple[int, int]]:
    """(learner id, lesson id) of everyone who read, passed or posted since; 3 queries."""
    marks = ReadingMark.objects.filter(made_at__gte=moment).values_list("learner_id", "lesson_id")
    passed = Attempt.objects.passed().filter(submitted_at__gte=moment)
    posted = Answer.objects.filter(posted_at__gte=moment)
    return {
        *marks.distinct(),
        *passed.values_list("learner_id", "paper__edition__lesson_id"),
        *posted.values_list("learner_id", "prompt__edition__lesson_id"),
    }


def fold_completions(now: dt.datetime) -> int:
    """Folds everyone whose work changed since the last run; returns how many are complete."""
    point = FoldPoint.objects.filter(name=LOOP).first()
    since = point.at - OVERLAP if point else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    pairs = touched_since(since)
    already = set(
        Completion.objects.filter(learner__in={learner for learner, _lesson in pairs}).values_list(
            "learner_id", "lesson_id"
        )
    )
    open_pairs = sorted(pairs - already)
    people = User.objects.in_bulk({learner for learner, _lesson in open_pairs})
    lessons = Lesson.objects.select_related("current_edition").in_bulk(
        {lesson for _learner, lesson in open_pairs}
    )
    done = [
        fold_completion(people[learner], lessons[lesson], now=now) is not None
        for learner, lesson in open_pairs
    ]
    FoldPoint.objects.update_or_create(name=LOOP, defaults={"at": now})
    return sum(done)
