"""All reads of items, papers and attempts; each method that costs more than one query says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from people.models import User


class ItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> ItemQuerySet:
        """Editors only: a learner meets an item inside an attempt."""
        return self if user.is_editor else self.none()


class PaperQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PaperQuerySet:
        """Papers of lessons the person may read."""
        if user.is_editor:
            return self
        return self.filter(
            edition__lesson__current_edition__isnull=False,
            edition__lesson__withdrawn_at__isnull=True,
        )


class AttemptQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> AttemptQuerySet:
        """One's own attempts only; others' scores are told in folded form by progress."""
        return self.filter(Q(learner=user))

    def open(self) -> AttemptQuerySet:
        return self.filter(submitted_at__isnull=True)


