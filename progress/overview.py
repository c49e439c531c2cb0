"""What the learner's pages show, put together from reads; the only write is the lazy fold."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from discussions.models import Answer, Reply
from lessons.models import Lesson, ReadingMark, ReadingPosition
from lessons.services.reading import resume_place
from people.models import User
from progress.access import get_lesson
from progress.lessons import Studied, due_for, lessons_of, studied
from progress.models import Completion, Credit, HourRule
from progress.services.completions import current_rule, fold_completion
from progress.standings import worth_of

MOST_FOLDED = 3
HEAVY = [f"lesson__current_edition__{column}" for column in ("text", "outline", "edit_log")]


def home(user: User, *, now: dt.datetime) -> dict[str, Any]:
    """Costs 6 queries beside the frame's, whatever the number of tasks, and what is folded."""
    day = timezone.localdate(now)
    begun = fold_finished(user, day, now=now)
    rows: Any = ReadingPosition.objects.of(user).recent().with_page()
    rows = rows.exclude(lesson__in=Completion.objects.filter(learner=user).values("lesson"))
    kept = rows.select_related("lesson__current_edition").defer(*HEAVY).first()
    due = due_for(user, day)
    replies = (
        Reply.objects.filter(answer__learner=user)
        .exclude(author=user)
        .select_related("author", "answer__prompt__edition")
        .defer("answer__prompt__edition__text", "answer__prompt__edition__outline")
        .order_by("-posted_at")[:3]
    )
    if kept is not None and kept.page_number is None:
        kept = None
    return {
        "due": due,
        "first": due[0] if due else None,
        "kept": kept,
        "is_free": kept is None and not due,
        "kept_view": next((v for v in begun if kept and v.lesson.pk == kept.lesson_id), None),
        "replies": list(replies),
        "has_lessons": Lesson.objects.published().exists(),
        "today": day,
    }


def fold_finished(user: User, day: dt.date, *, now: dt.datetime) -> list[Studied]:
    """Folds what the learner has finished; returns the lessons begun and not finished.

    Costs 1 query, and about 25 for each lesson it folds, of which it folds MOST_FOLDED; the loop
    takes the rest within a minute.
    """
    marks = ReadingMark.objects.of(user).filter(lesson=OuterRef("pk"))
    rows: Any = lessons_of(user, day)
    views = [studied(row) for row in rows.filter(Exists(marks), completed_on__isnull=True)]
    finished = [view for view in views if not view.missing and not view.is_generating]
    for view in finished[:MOST_FOLDED]:
        fold_completion(user, view.lesson, now=now)
    return [view for view in views if view not in finished]


def lesson(user: User, pk: int, *, now: dt.datetime) -> dict[str, Any]:
    """The lesson page; folds the completion first when nothing is missing any more.

    Costs 5 queries beside the frame's. Raises Http404 for a lesson the person may not read; what
    is withdrawn is shown to editors without a standing.
    """
    day = timezone.localdate(now)
    row = lessons_of(user, day).filter(pk=pk).first() or get_lesson(user, pk)
    view: Studied | None = studied(row) if row.withdrawn_at is None else None
    edition = row.current_edition
    assert edition is not None  # the door lets only published lessons through
    if view is not None and not view.missing and not view.is_done and not view.is_generating:
        fold_completion(user, row, now=now)
        view = studied(lessons_of(user, day).get(pk=row.pk))
    sections = list(edition.sections.with_reading(user, row.pk))
    return {
        "lesson": row,
        "edition": edition,
        "view": view,
        "outline": outline(sections),
        "resume": resume_place(user, row.pk, sections),
        "prompts": prompts(user, edition),
        "hours": worth_of(edition, current_rule(day)),
    }


def prompts(user: User, edition: Any) -> list[Any]:
    """The prompts with `posted_at`, `draft` and `draft_saved_at` of the learner's own answer,
    None before the first word; 1 query."""
    own = Answer.objects.filter(
        learner=user, prompt__edition__lesson=edition.lesson_id, prompt__key=OuterRef("key")
    ).order_by(F("posted_at").desc(nulls_last=True), "-pk")
    names = ("posted_at", "draft", "draft_saved_at")
    return list(
        edition.prompts.annotate(**{name: Subquery(own.values(name)[:1]) for name in names})
    )


def outline(sections: list[Any]) -> list[dict[str, Any]]:
    """The sections as a tree: {"section", "page", "is_read", "children"}."""
    nodes: dict[int, dict[str, Any]] = {}
    roots: list[dict[str, Any]] = []
    page, is_read = 1, False
    for section in sections:
        if section.page_number:
            page, is_read = section.page_number, section.is_read
        node = {"section": section, "page": page, "is_read": is_read, "children": []}
        nodes[section.pk] = node
        parent = nodes.get(section.parent_id)
        (parent["children"] if parent else roots).append(node)
    return roots


def hours(user: User, year: int | None, *, now: dt.datetime) -> dict[str, Any]:
    """The ledger of one year, by default this one; costs 6 queries, and what is folded first."""
    today = timezone.localdate(now)
    fold_finished(user, today, now=now)
    rule: HourRule = current_rule(today)
    shown = year or today.year
    rows = Credit.objects.of(user).in_year(shown)
    target = rule.secretary_target if user.is_secretary else rule.member_target
    years = Credit.objects.of(user).values_list("granted_on__year", flat=True).distinct()
    return {
        "year": shown,
        "years": sorted({*years, today.year}, reverse=True),
        "credits": list(rows.select_related("lesson").order_by("-granted_on")),
        "total": rows.total(),
        "target": target,
    }
