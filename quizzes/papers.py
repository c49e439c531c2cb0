"""What the page before a quiz says: the rules, what is left, and what was done so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from lessons.models import Edition
from people import site
from people.models import User
from quizzes.models import Attempt, ItemPlace, Paper


@dataclass(frozen=True, slots=True)
class PaperState:
    """An edition's quiz as it stands for one learner; costs 3 queries to make."""

    edition: Edition
    paper: Paper | None  # None: the items are still being made
    count: int  # questions one attempt asks; 0: there is nothing to ask
    is_held: bool  # an editor must approve items first
    attempts: tuple[Attempt, ...]  # the learner's own, newest first
    checks: int = 0  # questions to check oneself by

    @property
    def open_attempt(self) -> Attempt | None:
        return next((one for one in self.attempts if one.is_open), None)

    @property
    def submitted(self) -> list[Attempt]:
        return [one for one in self.attempts if not one.is_open]

    @property
    def best(self) -> Attempt | None:
        return max(self.submitted, key=lambda one: (one.score or 0, -one.number), default=None)

    @property
    def left(self) -> int:
        """Attempts that may still be begun."""
        return max(0, self.paper.attempts_allowed - len(self.attempts)) if self.paper else 0

    @property
    def failure(self) -> dict[str, Any] | None:
        """Why the items could not be made; None while nothing went wrong."""
        found: dict[str, Any] | None = self.edition.generation.get("failure")
        return found

    @property
    def failed_at(self) -> dt.datetime | None:
        return dt.datetime.fromisoformat(self.failure["at"]) if self.failure else None


def paper_state(user: User, edition: Edition) -> PaperState:
    paper = getattr(edition, "paper", None)
    if paper is None:
        return PaperState(edition, None, 0, False, ())
    is_held = site.value("quiz_review_policy") == "hold"
    is_short = Q(item__kind="short")
    shown = ItemPlace.objects.shown(edition, is_held=is_held).aggregate(
        pool=Count("pk", filter=~is_short), checks=Count("pk", filter=is_short)
    )
    mine = Attempt.objects.of(user, edition).light().order_by("-number")
    count = min(paper.count, shown["pool"])
    return PaperState(edition, paper, count, is_held, tuple(mine), shown["checks"])
