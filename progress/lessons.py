"""Lessons as one learner stands in them: everything a page shows, folded into one query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from discussions.models import Answer
from lessons.expressions import IsAnyOf
from lessons.models import Lesson, Prompt, ReadingMark, Section
from people.models import Membership, User
from people.querysets import holding_on
from progress.conditions import Conditions, Missing, Standing
from progress.models import Assignment, Completion, Exemption
from quizzes.models import Attempt, ItemPlace


@dataclass(frozen=True, slots=True)
class Studied:
    """One lesson, what it asks of the learner and what the learner has of it."""

    lesson: Lesson
    asked: Conditions
    standing: Standing
    missing: Missing
    due_on: dt.date | None  # None: not assigned
    completed_on: dt.date | None  # None: not completed
    is_exempt: bool
    best_score: Decimal | None  # None: nothing submitted
    attempts_used: int
    is_generating: bool

    @property
    def is_done(self) -> bool:
        return self.completed_on is not None

    @property
    def is_begun(self) -> bool:
        return self.standing != Standing() or self.attempts_used > 0


def count_of(rows: QuerySet[Any], *by: str) -> Subquery:
    return Subquery(rows.order_by().values(*by).annotate(n=Count("pk")).values("n"))


def lessons_of(learner: User, day: dt.date) -> QuerySet[Lesson]:
    """Published lessons with the learner's standing annotated; 1 query when read."""
    edition = OuterRef("current_edition")
    pages = Section.objects.filter(edition=edition).pages()
    marks = ReadingMark.objects.filter(
        IsAnyOf(F("text_hash"), OuterRef("page_hashes")),
        learner=learner,
        lesson=OuterRef("edition__lesson_id"),
        section_key=OuterRef("key"),
    )
    prompts = Prompt.objects.filter(edition=edition)
    answers = Answer.objects.posted().filter(
        learner=learner,
        prompt__edition__lesson=OuterRef("edition__lesson_id"),
        prompt__key=OuterRef("key"),
    )
    attempts = Attempt.objects.filter(learner=learner, paper__edition__lesson=OuterRef("pk"))
    mine = attempts.filter(paper__edition=edition)
    done = Completion.objects.filter(learner=learner, lesson=OuterRef("pk"))
    free = Exemption.objects.filter(learner=learner).holding(day).of_lesson(OuterRef("pk"))
    best = mine.submitted().order_by().values("paper").annotate(best=Max("score")).values("best")
    rows: Any = Lesson.objects.published().for_catalogue()
    return rows.select_related("current_edition__paper").annotate(
        pages=count_of(pages, "edition"),
        pages_read=count_of(pages.filter(Exists(marks)), "edition"),
        has_items=Exists(ItemPlace.objects.filter(edition=edition).exclude(item__kind="short")),
        has_passed=Exists(attempts.passed()),
        attempts_used=count_of(mine, "paper"),
        best_score=Subquery(best),
        prompts_asked=count_of(prompts, "edition"),
        prompts_answered=count_of(prompts.filter(Exists(answers)), "edition"),
        completed_on=Subquery(done.order_by("completed_on").values("completed_on")[:1]),
        due_on=Subquery(assigned(learner, day).order_by("due_on").values("due_on")[:1]),
        is_exempt=Exists(free),
    )


def assigned(learner: User, day: dt.date) -> QuerySet[Assignment]:
    """Assignments of the outer lesson that bind the learner's home branch of the day."""
    home = Membership.objects.filter(
        holding_on(day), person=learner, branch__path__startswith=OuterRef("branch__path")
    )
    rows: Any = Assignment.objects.holding().filter(Exists(home), lesson=OuterRef("pk"))
    return rows


def studied(lesson: Any) -> Studied:
    """The annotations of one row of `lessons_of` as plain values."""
    is_generating = lesson.current_edition.generated_at is None
    asked = Conditions(
        lesson.pages or 0, lesson.has_items or is_generating, lesson.prompts_asked or 0
    )
    standing = Standing(lesson.pages_read or 0, lesson.has_passed, lesson.prompts_answered or 0)
    return Studied(
        lesson=lesson,
        asked=asked,
        standing=standing,
        missing=standing.missing(asked),
        due_on=lesson.due_on,
        completed_on=lesson.completed_on,
        is_exempt=lesson.is_exempt,
        best_score=lesson.best_score,
        attempts_used=lesson.attempts_used or 0,
        is_generating=is_generating,
    )


def due_for(learner: User, day: dt.date) -> list[Studied]:
    """What the learner is asked to finish and has not, the soonest first; 1 query."""
    rows: Any = lessons_of(learner, day)
    rows = rows.filter(Q(due_on__isnull=False), completed_on__isnull=True, is_exempt=False)
    return [studied(lesson) for lesson in rows.order_by("due_on", "pk")]
