"""When a reminder is due: every local day in every zone has one instant, and no night is broken."""

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.planning import (
    LATEST,
    due_dates,
    is_quiet,
    is_reminder_day,
    open_slots,
    quiet_ends,
    slot_instant,
)

CONTINENTS = {"Asia", "Europe", "America", "Pacific", "Africa", "Australia"}
ZONES = sorted(zone for zone in available_timezones() if zone.split("/")[0] in CONTINENTS)
SHANGHAI = ZoneInfo("Asia/Shanghai")
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=dt.UTC)
)


@settings(max_examples=300)
@given(zones, st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 23))
def test_a_planner_that_runs_every_minute_meets_each_day_exactly_once(zone, day, hour):
    """The slot opens at its instant and for 18 hours; outside it is not offered."""
    instant = slot_instant(day, hour, zone)
    for delta, offered in [
        (dt.timedelta(seconds=-1), False),
        (dt.timedelta(0), True),
        (LATEST - dt.timedelta(seconds=1), True),
        (LATEST, False),
    ]:
        slots = open_slots(instant + delta, hour, zone)
        assert ((day, instant) in slots) is offered, (delta, slots)


@given(zones, moments, st.integers(0, 23))
def test_days_offered_differ_and_lie_within_18_hours(zone, now, hour):
    slots = open_slots(now, hour, zone)
    assert len({day for day, _ in slots}) == len(slots) <= 2
    assert all(dt.timedelta(0) <= now - instant < LATEST for _, instant in slots)


def test_an_hour_left_out_by_a_clock_change_still_has_its_instant():
    berlin = ZoneInfo("Europe/Berlin")
    instant = slot_instant(dt.date(2026, 3, 29), 2, berlin)
    assert instant.astimezone(berlin).hour in (1, 3)


@pytest.mark.parametrize(
    ("hour", "quiet"), [(21, True), (23, True), (0, True), (7, True), (8, False), (20, False)]
)
def test_the_night_runs_over_midnight(hour, quiet):
    now = dt.datetime(2026, 3, 10, hour, 30, tzinfo=SHANGHAI)
    assert is_quiet(now, SHANGHAI, (21, 8)) is quiet
    if quiet:
        morning = quiet_ends(now, SHANGHAI, (21, 8))
        assert not is_quiet(morning, SHANGHAI, (21, 8))
        assert dt.timedelta(0) < morning - now < dt.timedelta(hours=12)


def test_reminder_days_are_the_same_from_both_sides():
    day = dt.date(2026, 3, 10)
    for left in range(-20, 20):
        due_on = day + dt.timedelta(days=left)
        assert is_reminder_day(due_on, day) is (due_on in due_dates(day))
