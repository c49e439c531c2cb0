"""What a secretary's pages show, put together from reads; no writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from common.paging import page_of
from lessons.models import Lesson
from people.models import Branch, User
from people.services.password_links import may_make_link
from progress import roster
from progress.lessons import lessons_of, studied
from progress.models import Assignment, Exemption
from progress.services.completions import fold_completion

NAMES_SHOWN = 200  # of those done or exempt; a larger committee looks into its branches


def address(branch: Branch, lesson: Lesson | None) -> str:
    path = reverse("progress:branch-detail", args=[branch.pk])
    return f"{path}?lesson={lesson.pk}" if lesson else path


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch in a list, with its numbers; None where the lesson is not assigned."""

    branch: Branch
    totals: roster.Totals | None


def branches(
    user: User, lesson: Lesson | None, request: HttpRequest, *, now: dt.datetime
) -> dict[str, Any]:
    """The branches one leads, in the order of the tree, with their numbers in one lesson, by
    default the one due next; 7 queries whatever their number."""
    day = timezone.localdate(now)
    page = page_of(Branch.objects.led_by(user).open().order_by("path"), request)
    tasks = list(Assignment.objects.for_leader(user)[:NAMES_SHOWN])
    chosen = lesson or default_lesson(tasks, day)
    context: dict[str, Any] = {"page": page, "lesson": chosen, "tasks": one_a_lesson(tasks)}
    if chosen is None or chosen.current_edition is None:
        return {**context, "lesson": None, "rows": [BranchRow(one, None) for one in page.rows]}
    asked = Assignment.objects.for_leader(user).filter(lesson=chosen)
    paths = sorted({task.branch.path for task in asked})
    led = ["/"] if user.is_administrator else [one.path for one in user.secretary_branches]
    people = User.objects.members_under(roster.overlap(paths, led), day).active()
    totals = roster.totals_by_branch(roster.before(people, chosen, day))
    homes = Branch.objects.filter(pk__in=totals)
    counts = roster.rolled_up(totals, homes)
    return {
        **context,
        "totals": roster.sum_of(list(totals.values())),
        "rows": [
            BranchRow(
                one,
                counts.get(one.pk, roster.NOBODY) if roster.overlap([one.path], paths) else None,
            )
            for one in page.rows
        ],
    }


def one_a_lesson(tasks: list[Assignment]) -> list[Assignment]:
    """The task of each lesson that is due last, in the order given."""
    found: dict[int, Assignment] = {}
    for task in tasks:
        found.setdefault(task.lesson_id, task)
    return list(found.values())


def branch(
    user: User, row: Branch, lesson: Lesson | None, request: HttpRequest, *, now: dt.datetime
) -> dict[str, Any]:
    """One branch in front of one lesson, by default the one due next; constant queries."""
    day = timezone.localdate(now)
    tasks = list(Assignment.objects.for_branch(row))
    chosen = lesson or default_lesson(tasks, day)
    asked = [task for task in tasks if chosen and task.lesson_id == chosen.pk]
    context: dict[str, Any] = {
        "branch": row, "tasks": tasks,
        "lesson": chosen,
        # Asked for from above and by the branch itself: the sooner date is the one that counts.
        "task": min(asked, key=lambda task: task.due_on, default=None),
        "own_task": next((task for task in asked if task.branch_id == row.pk), None),
        "today": day,
    }  # fmt: skip
    if chosen is None:
        return context
    if chosen.current_edition is None:
        return {**context, "lesson": None}
    people = roster.members(row, chosen, day)
    needs = page_of(roster.by_name(people.filter(state=roster.NEEDS)), request)
    rows = roster.rows_of(list(needs.rows), chosen.current_edition)
    if fold_finished(rows, chosen, now=now):
        return branch(user, row, lesson, request, now=now)
    return {**context, **_numbers(row, people), **_names(people), "needs": rows, "page": needs}


def _numbers(row: Branch, people: Any) -> dict[str, Any]:
    """How many in the branch and in each branch below; 2 queries."""
    totals = roster.totals_by_branch(people)
    tree = list(Branch.objects.within(row).order_by("path"))
    counts = roster.rolled_up(totals, tree)
    below = [one for one in tree if one.pk != row.pk and one.closed_on is None]
    return {
        "totals": roster.sum_of(list(totals.values())),
        "below": [BranchRow(one, counts.get(one.pk, roster.NOBODY)) for one in below[:NAMES_SHOWN]],
        "branches_left_out": max(0, len(below) - NAMES_SHOWN),
    }


def _names(people: Any) -> dict[str, Any]:
    """Who is done and who is exempt; 2 queries."""
    return {
        "done": list(roster.by_name(people.filter(state=roster.DONE))[:NAMES_SHOWN]),
        "exempt": list(roster.by_name(people.filter(state=roster.EXEMPT))[:NAMES_SHOWN]),
        "reasons": dict(Exemption.Reason.choices),
    }


def fold_finished(rows: list[roster.Row], lesson: Lesson, *, now: dt.datetime) -> bool:
    """Completes those the loop has not come to yet; whether there were any.

    Nobody stands among those who need help with nothing left to do.
    """
    done = [fold_completion(one.person, lesson, now=now) for one in rows if not one.missing]
    return any(done)


def default_lesson(tasks: list[Assignment], day: dt.date) -> Lesson | None:
    """The task due next, else the one due last."""
    coming = sorted((task for task in tasks if task.due_on >= day), key=lambda task: task.due_on)
    chosen = coming[0] if coming else tasks[0] if tasks else None
    if chosen is None:
        return None
    found: Lesson | None = (
        Lesson.objects.published().for_catalogue().filter(pk=chosen.lesson_id).first()
    )
    return found


def person(user: User, member: User, *, now: dt.datetime) -> dict[str, Any]:
    """A member's assigned and begun lessons, without scores; folds what has become complete."""
    day = timezone.localdate(now)
    rows = [studied(row) for row in lessons_of(member, day)]
    for row in rows:
        if not row.missing and not row.is_done and not row.is_generating:
            fold_completion(member, row.lesson, now=now)
    if any(not row.missing and not row.is_done for row in rows):
        rows = [studied(row) for row in lessons_of(member, day)]
    exemptions = Exemption.objects.filter(learner=member).holding(day).select_related("lesson")
    return {
        "member": member,
        "rows": [row for row in rows if row.due_on or row.is_begun or row.is_done],
        "exemptions": list(exemptions),
        "is_self": member.pk == user.pk,
        "may_make_link": may_make_link(user, member),
    }
