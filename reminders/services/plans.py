"""Step 1: plans reminders as rows; any number of planners at once plan each day once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.models import Branch, User
from people.services import audit
from people.services.branches import may_change
from progress.models import Assignment, Completion, Exemption
from reminders.models import Preference, Reminder
from reminders.planning import due_dates, message_id, open_slots

CHUNK = 1000
USUAL_HOUR = 9
UNREACHABLE = Q(email="") | Q(reminder_preference__is_on=False)


def plan_reminders(now: dt.datetime) -> int:
    """Writes a row for everyone a task is worth a word to today; returns how many were tried.

    Safe to repeat and to race: the key is unique and a second INSERT does nothing. Costs a few
    queries for each pair of zone and hour that people chose.
    """
    groups = set(Preference.objects.values_list("zone", "hour").distinct())
    planned = 0
    for zone, hour in sorted(groups | {(settings.TIME_ZONE, USUAL_HOUR)}):
        for day, instant in open_slots(now, hour, ZoneInfo(zone)):
            planned += _plan_slot(zone, hour, day, instant, now)
    return planned


def _plan_slot(zone: str, hour: int, day: dt.date, instant: dt.datetime, now: dt.datetime) -> int:
    tasks = Assignment.objects.holding().filter(
        due_on__in=due_dates(day),
        starts_on__lte=day,
        lesson__current_edition__isnull=False,
        lesson__withdrawn_at__isnull=True,
    )
    planned = 0
    for task in tasks.select_related("branch").order_by("due_on", "pk"):
        people = not_done(task, day).filter(_has_slot(zone, hour))
        planned += _insert(people, task, day, instant, now)
    return planned


def _in_zone(zone: str) -> Q:
    chosen = Q(reminder_preference__zone=zone)
    usual = Q(reminder_preference__isnull=True)
    return chosen | usual if zone == settings.TIME_ZONE else chosen


def _has_slot(zone: str, hour: int) -> Q:
    chosen = Q(reminder_preference__zone=zone, reminder_preference__hour=hour)
    if (zone, hour) == (settings.TIME_ZONE, USUAL_HOUR):
        return chosen | Q(reminder_preference__isnull=True)
    return chosen


def not_done(task: Assignment, day: dt.date) -> QuerySet[User]:
    """Members the task binds that day who have neither completed it nor are exempt."""
    done = Completion.objects.filter(learner=OuterRef("pk"), lesson=task.lesson_id)
    free = Exemption.objects.filter(learner=OuterRef("pk")).holding(day).of_lesson(task.lesson_id)
    people: QuerySet[User] = User.objects.members_of(task.branch, day).active()
    return people.filter(~Exists(done), ~Exists(free))


def _insert(
    people: QuerySet[User], task: Assignment, day: dt.date, instant: dt.datetime, now: dt.datetime
) -> int:
    channel = Reminder.Channel.EMAIL
    had = Reminder.objects.filter(learner=OuterRef("pk"), local_date=day, channel=channel)
    ids = list(people.filter(~Exists(had)).values_list("pk", flat=True))
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    Reminder.objects.bulk_create(
        (
            Reminder(
                learner_id=pk,
                local_date=day,
                channel=channel,
                assignment=task,
                instant=instant,
                planned_at=now,
                message_id=message_id(pk, day, channel, host),
            )
            for pk in ids
        ),
        batch_size=CHUNK,
        ignore_conflicts=True,
    )
    return len(ids)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a secretary's word came to: how many will be reminded, and who cannot be."""

    planned: int
    unreachable: list[User]


def remind_branch(actor: User, branch: Branch, task: Assignment, *, now: dt.datetime) -> Asked:
    """Plans a reminder for today for every member of the branch who has not finished.

    Who has had one today, or has one on the way, gets no second one; who has no address or has
    turned reminders off gets no row, so that a second word may follow once that has changed.
    """
    if not may_change(actor, branch):
        raise PermissionDenied
    count = 0
    unreachable: list[User] = []
    for zone in sorted({settings.TIME_ZONE, *Preference.objects.values_list("zone", flat=True)}):
        # The day that must not see a second message is the learner's own.
        day = now.astimezone(ZoneInfo(zone)).date()
        home = User.objects.members_of(branch, day).values("pk")
        people = not_done(task, day).filter(_in_zone(zone), pk__in=home)
        unreachable += people.filter(UNREACHABLE)
        had = Reminder.objects.filter(learner=OuterRef("pk")).on_or_on_the_way(day, ZoneInfo(zone))
        count += _insert(people.exclude(UNREACHABLE).filter(~Exists(had)), task, day, now, now)
    detail = {"count": count, "unreachable": len(unreachable)}
    audit.record(actor, "reminder.asked", task.lesson, branch=branch, detail=detail, now=now)
    return Asked(count, sorted(unreachable, key=lambda person: (person.sort_key, person.pk)))
