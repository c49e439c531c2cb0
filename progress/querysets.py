"""All reads of assignments, completions, credits and exemptions, each with its price."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Sum

from people.querysets import holding_on, in_subtree

if TYPE_CHECKING:
    from lessons.models import Lesson
    from people.models import Branch, User


def steps_of(branch: Branch) -> list[int]:
    """Ids of the branch and of all above it, from the root down."""
    return [int(step) for step in branch.path.strip("/").split("/")]


class AssignmentQuerySet(models.QuerySet[Any]):
    def holding(self) -> AssignmentQuerySet:
        return self.filter(cancelled_at__isnull=True)

    def above(self, branch: Branch) -> AssignmentQuerySet:
        """Those that bind the members of a branch: its own and those of all above it."""
        return self.holding().filter(branch_id__in=steps_of(branch))

    def for_learner(self, user: User) -> AssignmentQuerySet:
        """Those that bind the learner today; none without a home branch."""
        branch = user.current_branch
        return self.above(branch) if branch else self.none()

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """Those one has oneself, those of the subtrees one leads; administrators: all."""
        if user.is_administrator:
            return self
        led = in_subtree([branch.path for branch in user.secretary_branches])
        return self.filter(led) | self.for_learner(user)

    def for_leader(self, user: User) -> AssignmentQuerySet:
        """What the branches one leads are asked to study, the latest due first; 1 query."""
        rows = self.holding().select_related("lesson", "branch").order_by("-due_on", "-pk")
        if user.is_administrator:
            return rows
        led = user.secretary_branches
        above = [step for branch in led for step in steps_of(branch)]
        return rows.filter(
            in_subtree([branch.path for branch in led]) | models.Q(branch_id__in=above)
        )

    def for_branch(self, branch: Branch) -> AssignmentQuerySet:
        """What the branch is asked to study, the latest due first; 1 query."""
        return self.above(branch).select_related("lesson", "branch").order_by("-due_on", "-pk")


class CompletionQuerySet(models.QuerySet[Any]):
    def of(self, learner: User) -> CompletionQuerySet:
        return self.filter(learner=learner)

    def of_lesson(self, learner: User, lesson: Lesson) -> CompletionQuerySet:
        return self.of(learner).filter(lesson=lesson).order_by("completed_on")


class CreditQuerySet(models.QuerySet[Any]):
    def of(self, learner: User) -> CreditQuerySet:
        return self.filter(learner=learner)

    def in_year(self, year: int) -> CreditQuerySet:
        return self.filter(granted_on__year=year)

    def total(self) -> Any:
        """The sum of hours, 0 without any; 1 query when called."""
        return self.aggregate(hours=Sum("hours"))["hours"] or 0


class ExemptionQuerySet(models.QuerySet[Any]):
    def of_lesson(self, lesson: Any) -> ExemptionQuerySet:
        """Those that free from this lesson: its own and those from every lesson."""
        return self.filter(models.Q(lesson=lesson) | models.Q(lesson__isnull=True))

    def holding(self, day: dt.date) -> ExemptionQuerySet:
        return self.filter(holding_on(day))

    def not_ended(self, day: dt.date) -> ExemptionQuerySet:
        """Those that hold on that day or begin later."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=day))
