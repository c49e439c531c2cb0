"""Where learners stand in a lesson: reads over reading marks, attempts and answers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from discussions.models import Answer
from lessons.models import Edition, ReadingMark, Section
from people.models import User
from progress.conditions import Conditions, Rate, Standing, credit_hours
from progress.models import HourRule
from quizzes.models import Attempt, ItemPlace


def conditions_of(edition: Edition) -> Conditions:
    """What the edition asks for; costs 3 queries the first time, none after on the same object.

    While items are still being made the quiz counts as a condition: nobody completes a lesson
    in the seconds before its quiz exists.
    """
    found: Conditions | None = getattr(edition, "_conditions", None)
    if found is None:
        has_quiz = edition.generated_at is None or (
            ItemPlace.objects.drawable(edition, is_held=False).exists()
        )
        found = Conditions(
            pages=Section.objects.filter(edition=edition).pages().count(),
            has_quiz=has_quiz,
            prompts=edition.prompts.count(),
        )
        edition._conditions = found  # type: ignore[attr-defined]
    return found


def standings(learners: Iterable[int], edition: Edition) -> dict[int, Standing]:
    """Each learner's standing by id; costs 3 queries whatever their number.

    A quiz passed and a prompt answered in an earlier edition count: what changed since is told
    to whom it concerns, but takes nothing back.
    """
    ids = list(learners)
    read = ReadingMark.objects.read_counts(ids, edition)
    passed = set(
        Attempt.objects.passed()
        .filter(paper__edition__lesson=edition.lesson_id, learner__in=ids)
        .values_list("learner_id", flat=True)
    )
    answered: dict[int, int] = {}
    for learner, _key in Answer.objects.all().answered_prompts(ids, edition):
        answered[learner] = answered.get(learner, 0) + 1
    return {pk: Standing(read.get(pk, 0), pk in passed, answered.get(pk, 0)) for pk in ids}


def standing_of(learner: User, edition: Edition) -> Standing:
    """One learner's standing; costs 3 queries."""
    return standings([learner.pk], edition)[learner.pk]


def worth_of(edition: Edition, rule: HourRule) -> Decimal:
    return credit_hours(
        edition.lecture_minutes,
        edition.discussion_minutes,
        edition.hour_unit,
        Rate(rule.minutes_per_hour, rule.minutes_per_unit),
    )
