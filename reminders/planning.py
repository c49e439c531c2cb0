"""When a reminder is due, and when not; pure: no database, no clock, no settings."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

# Days before the due date (negative: after it) on which somebody who has not finished is told.
DAYS_LEFT = frozenset({7, 3, 1, 0, -1, -3, -7, -14})
LATEST = dt.timedelta(hours=18)  # after its instant a reminder is too late to be of use


def slot_instant(day: dt.date, hour: int, zone: ZoneInfo) -> dt.datetime:
    """The UTC instant of a local day and hour.

    An hour that a clock change leaves out means the instant after the gap, one that comes twice
    its first time; so each local day has exactly one instant.
    """
    local = dt.datetime.combine(day, dt.time(hour), tzinfo=zone)
    return local.astimezone(dt.UTC)


def open_slots(now: dt.datetime, hour: int, zone: ZoneInfo) -> list[tuple[dt.date, dt.datetime]]:
    """The local days whose reminder may be planned now: today's and yesterday's, each with its
    instant, if the instant has come and is less than 18 hours ago.

    Looking at yesterday too is what keeps a day's reminder when its hour is late in the day, or
    the planner was away around midnight.
    """
    today = now.astimezone(zone).date()
    days = (today - dt.timedelta(days=1), today)
    slots = [(day, slot_instant(day, hour, zone)) for day in days]
    return [(day, instant) for day, instant in slots if instant <= now < instant + LATEST]


def is_reminder_day(due_on: dt.date, day: dt.date) -> bool:
    """Whether a task is worth a word that day: rarely, and more often towards its date."""
    return (due_on - day).days in DAYS_LEFT


def due_dates(day: dt.date) -> list[dt.date]:
    """The due dates whose tasks are worth a word that day."""
    return sorted(day + dt.timedelta(days=left) for left in DAYS_LEFT)


def is_quiet(now: dt.datetime, zone: ZoneInfo, quiet: tuple[int, int]) -> bool:
    """Whether it is night there: local hours from the first to before the second, over midnight
    when the first is larger."""
    start, end = quiet
    hour = now.astimezone(zone).hour
    return start <= hour < end if start <= end else hour >= start or hour < end


def quiet_ends(now: dt.datetime, zone: ZoneInfo, quiet: tuple[int, int]) -> dt.datetime:
    """The next instant at which the local night is over."""
    local = now.astimezone(zone)
    day = local.date() if local.hour < quiet[1] else local.date() + dt.timedelta(days=1)
    return slot_instant(day, quiet[1], zone)


def message_id(learner: int, day: dt.date, channel: str, host: str) -> str:
    """The Message-ID, derived from the key: a mail server that sees it twice can tell."""
    return f"<reminder.{learner}.{day.isoformat()}.{channel}@{host}>"


def back_off(tries: int) -> dt.timedelta:
    """How long to wait after a refusal that may pass: 2, 4, 8 … minutes, at most an hour."""
    return dt.timedelta(minutes=min(60, 2**tries))
