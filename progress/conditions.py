"""When a lesson is done and what it is worth; pure.

Completion is every section read, the quiz passed and every prompt answered; a condition the
lesson cannot pose (no items, no prompts) does not bind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

QUARTER = Decimal("0.25")
UNSTATED_HOURS = Decimal(1)  # a lesson that does not state its length counts as one session


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an edition asks for."""

    pages: int
    has_quiz: bool
    prompts: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a learner has of it; times are those of the last event of each kind."""

    pages_read: int = 0
    has_passed: bool = False
    prompts_answered: int = 0

    def missing(self, of: Conditions) -> Missing:
        return Missing(
            pages=max(0, of.pages - self.pages_read),
            quiz=of.has_quiz and not self.has_passed,
            prompts=max(0, of.prompts - self.prompts_answered),
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """What is still to be done; false when nothing is."""

    pages: int
    quiz: bool
    prompts: int

    def __bool__(self) -> bool:
        return bool(self.pages or self.quiz or self.prompts)


@dataclass(frozen=True, slots=True)
class Rate:
    """How minutes become hours; see progress.models.HourRule."""

    minutes_per_hour: int = 60
    minutes_per_unit: int = 45


def credit_hours(
    lecture_minutes: int | None, discussion_minutes: int | None, hour_unit: str, rate: Rate
) -> Decimal:
    """Hours of credit for a whole lesson, to the quarter; the lesson's own length is suggested.

    A lesson that counts in 学时 is divided by the minutes of one 学时, so that what stands in
    the file is what is granted.
    """
    if lecture_minutes is None and discussion_minutes is None:
        return UNSTATED_HOURS
    minutes = (lecture_minutes or 0) + (discussion_minutes or 0)
    divisor = rate.minutes_per_unit if hour_unit else rate.minutes_per_hour
    quarters = (Decimal(minutes) / divisor / QUARTER).quantize(Decimal(1), ROUND_HALF_UP)
    return quarters * QUARTER


def completed_on(moments: list[dt.datetime | None], zone: dt.tzinfo) -> dt.date | None:
    """The local day of the last event; None without any."""
    known = [moment for moment in moments if moment is not None]
    return max(known).astimezone(zone).date() if known else None
