"""All reads of assignments, completions and exemptions, each with its price."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models

from people.querysets import holding_on, in_subtree

if TYPE_CHECKING:
    from people.models import User


class AssignmentQuerySet(models.QuerySet[Any]):
    def holding(self) -> AssignmentQuerySet:
        return self.filter(cancelled_at__isnull=True)

    def for_learner(self, user: User) -> AssignmentQuerySet:
        """Those of the learner's home branch and of every branch above it."""
        branch = user.current_branch
        if branch is None:
            return self.none()
        steps = branch.path.strip("/").split("/")
        return self.holding().filter(branch_id__in=[int(step) for step in steps])

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """Those one has oneself, those of the subtrees one leads; administrators: all."""
        if user.is_administrator:
            return self
        led = in_subtree([branch.path for branch in user.secretary_branches])
        return self.filter(led) | self.for_learner(user)


class CompletionQuerySet(models.QuerySet[Any]):
    def of(self, learner: User) -> CompletionQuerySet:
        return self.filter(learner=learner)


class ExemptionQuerySet(models.QuerySet[Any]):
    def holding(self, day: dt.date) -> ExemptionQuerySet:
        return self.filter(holding_on(day))
