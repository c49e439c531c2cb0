"""Dates and moments as a reader says them: 3月9日, 昨天20:14.

Only words; no arithmetic of deadlines, no time zones but the one that is active.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _


def date_in_words(value: dt.date | dt.datetime, *, today: dt.date) -> str:
    """3月9日, or 2024年3月9日 when the year is not today's."""
    date = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    # Translators: a date format of Django's; English has "j F" and "j F Y".
    written = _("n月j日") if date.year == today.year else _("Y年n月j日")
    return dateformat.format(date, written)


def time_there(value: dt.datetime, zone: str) -> str:
    """The clock in another zone at that moment; "" where it shows what the clock here shows."""
    here, there = timezone.localtime(value), value.astimezone(ZoneInfo(zone))
    return f"{there:%H:%M}" if here.utcoffset() != there.utcoffset() else ""


def moment_in_words(value: dt.datetime, *, now: dt.datetime) -> str:
    """今天20:14, 昨天20:14, else the date with the time."""
    local, today = timezone.localtime(value), timezone.localdate(now)
    words = {"time": f"{local:%H:%M}"}
    if local.date() == today:
        return _("今天%(time)s") % words
    if local.date() == today - dt.timedelta(days=1):
        return _("昨天%(time)s") % words
    words["date"] = date_in_words(local, today=today)
    return _("%(date)s%(time)s") % words
