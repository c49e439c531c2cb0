"""What the result page says beside the verdicts: sums, attempts left, what came too late."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.models import Attempt, ResponseEvent
from quizzes.showing import Reader
from quizzes.verdicts import Verdict, verdicts_of


@dataclass(frozen=True, slots=True)
class Result:
    verdicts: tuple[Verdict, ...]
    number: int  # of attempts begun so far
    left: int  # attempts that may still be begun
    best: Attempt  # the one that counts
    is_current: bool  # whether the lesson still has this edition

    @property
    def wrong(self) -> list[Verdict]:
        return [one for one in self.verdicts if not one.is_right]

    @property
    def right(self) -> list[Verdict]:
        return [one for one in self.verdicts if one.is_right]

    @property
    def blank(self) -> list[Verdict]:
        """Those among the wrong ones that were not answered at all."""
        return [one for one in self.wrong if not one.is_given]


def result_of(attempt: Attempt, reader: Reader) -> Result:
    """Costs 3 queries: sections, late answers, the learner's attempts."""
    edition = attempt.paper.edition
    sections = list(edition.sections.order_by("position"))
    events = ResponseEvent.objects.filter(attempt=attempt, is_late=True).order_by("rev", "pk")
    late = dict(events.values_list("item_id_in_snapshot", "value"))
    mine = list(
        Attempt.objects.filter(learner=attempt.learner_id, paper=attempt.paper_id)
        .light()
        .order_by("number")
    )
    submitted = [one for one in mine if not one.is_open]
    return Result(
        verdicts=tuple(verdicts_of(attempt, reader, sections, late)),
        number=len(mine),
        left=max(0, attempt.paper.attempts_allowed - len(mine)),
        best=max(submitted, key=lambda one: (one.score or 0, -one.number)),
        is_current=edition.lesson.current_edition_id == edition.pk,
    )
