"""All reads of answers; each method that costs more than one query says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from people.querysets import in_subtree

if TYPE_CHECKING:
    from people.models import User


class AnswerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> AnswerQuerySet:
        """One's own; what one's branch posted; for a secretary what the subtree posted."""
        if user.is_administrator:
            return self.filter(Q(posted_at__isnull=False) | Q(learner=user))
        mine = user.current_branch
        shown = Q(branch=mine, hidden_at__isnull=True) if mine else Q(pk__in=[])
        led = in_subtree([branch.path for branch in user.secretary_branches])
        return self.filter(Q(learner=user) | (Q(posted_at__isnull=False) & (shown | led)))

    def posted(self) -> AnswerQuerySet:
        return self.filter(posted_at__isnull=False)
