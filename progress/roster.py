"""A branch in front of a lesson: who needs help, who is done, who is exempt; reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Subquery, Value, When

from lessons.models import Edition, Lesson
from people.models import Branch, Membership, User
from people.querysets import holding_on
from progress.conditions import Missing, Standing
from progress.models import Completion, Exemption
from progress.querysets import steps_of
from progress.standings import conditions_of, standings
from quizzes.models import Attempt

NEEDS, DONE, EXEMPT = "needs", "done", "exempt"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who still has to do something, and what."""

    person: User
    missing: Missing
    standing: Standing
    attempts_used: int
    is_started: bool

    @property
    def has_never_signed_in(self) -> bool:
        return self.person.last_login is None


@dataclass(frozen=True, slots=True)
class Totals:
    needs: int
    done: int
    exempt: int


NOBODY = Totals(0, 0, 0)


def members(branch: Branch, lesson: Lesson, day: dt.date) -> Any:
    """Members of the subtree that day, as `before` shows them."""
    return before(User.objects.members_of(branch, day).active(), lesson, day)


def before(people: Any, lesson: Lesson, day: dt.date) -> Any:
    """These people in front of a lesson: `completed_on`, `exempt_reason`, `state` and the
    home branch of the day."""
    done = Completion.objects.filter(learner=OuterRef("pk"), lesson=lesson)
    free = Exemption.objects.filter(learner=OuterRef("pk")).holding(day).of_lesson(lesson)
    home = Membership.objects.filter(holding_on(day), person=OuterRef("pk"))
    return people.annotate(
        completed_on=Subquery(done.order_by("completed_on").values("completed_on")[:1]),
        exempt_reason=Subquery(free.values("reason")[:1]),
        home_branch=Subquery(home.values("branch_id")[:1]),
        home_name=Subquery(home.values("branch__name")[:1]),
    ).annotate(
        state=Case(
            When(completed_on__isnull=False, then=Value(DONE)),
            When(exempt_reason__isnull=False, then=Value(EXEMPT)),
            default=Value(NEEDS),
            output_field=CharField(),
        )
    )


def overlap(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """The subtrees that lie in both of two sets of subtrees, by path."""
    others = list(second)
    return sorted(
        {
            max(one, other, key=len)
            for one in first
            for other in others
            if one.startswith(other) or other.startswith(one)
        }
    )


def totals_by_branch(rows: Any) -> dict[int, Totals]:
    """How many of each state belong to each branch, by branch id; 1 query."""
    counts: dict[int, dict[str, int]] = {}
    for branch, state, count in (
        rows.order_by().values_list("home_branch", "state").annotate(count=Count("pk"))
    ):
        counts.setdefault(branch, {})[state] = count
    return {
        branch: Totals(found.get(NEEDS, 0), found.get(DONE, 0), found.get(EXEMPT, 0))
        for branch, found in counts.items()
    }


def sum_of(totals: list[Totals]) -> Totals:
    return Totals(
        sum(row.needs for row in totals),
        sum(row.done for row in totals),
        sum(row.exempt for row in totals),
    )


def rolled_up(totals: dict[int, Totals], branches: Iterable[Branch]) -> dict[int, Totals]:
    """The totals of each branch with those of all below it, as its own page sums them."""
    parts: dict[int, list[Totals]] = {}
    for branch in branches:
        for step in steps_of(branch) if branch.pk in totals else []:
            parts.setdefault(step, []).append(totals[branch.pk])
    return {pk: sum_of(rows) for pk, rows in parts.items()}


def rows_of(people: list[User], edition: Edition) -> list[Row]:
    """What each of these people still has to do; 7 queries whatever their number."""
    asked = conditions_of(edition)
    stands = standings([person.pk for person in people], edition)
    used = dict(
        Attempt.objects.filter(
            paper__edition__lesson=edition.lesson_id, learner__in=[p.pk for p in people]
        )
        .order_by()
        .values_list("learner")
        .annotate(count=Count("pk"))
    )
    return [
        Row(
            person,
            stands[person.pk].missing(asked),
            stands[person.pk],
            used.get(person.pk, 0),
            bool(stands[person.pk] != Standing() or used.get(person.pk)),
        )
        for person in people
    ]


def by_name(rows: Any) -> Any:
    return rows.order_by("sort_key", "display_name", "pk")
