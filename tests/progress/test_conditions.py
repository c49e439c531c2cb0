"""When a lesson is done and what it is worth."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.conditions import Conditions, Rate, Standing, completed_on, credit_hours


@pytest.mark.parametrize(
    ("standing", "asked", "missing"),
    [
        (Standing(16, True, 2), Conditions(16, True, 2), (0, False, 0)),
        (Standing(15, True, 2), Conditions(16, True, 2), (1, False, 0)),
        (Standing(16, False, 2), Conditions(16, True, 2), (0, True, 0)),
        (Standing(16, True, 1), Conditions(16, True, 2), (0, False, 1)),
        (Standing(1, False, 0), Conditions(1, False, 0), (0, False, 0)),
    ],
)
def test_what_is_missing(standing, asked, missing):
    found = standing.missing(asked)
    assert (found.pages, found.quiz, found.prompts) == missing
    assert bool(found) == any(missing)


@given(
    st.builds(Standing, st.integers(0, 99), st.booleans(), st.integers(0, 9)),
    st.builds(Conditions, st.integers(0, 99), st.booleans(), st.integers(0, 9)),
)
def test_doing_more_never_makes_more_missing(standing, asked):
    more = Standing(standing.pages_read + 1, True, standing.prompts_answered + 1)
    assert more.missing(asked).pages <= standing.missing(asked).pages
    assert more.missing(asked).prompts <= standing.missing(asked).prompts
    assert not more.missing(asked).quiz


@pytest.mark.parametrize(
    ("lecture", "discussion", "unit", "hours"),
    [
        (120, 60, "", "3"),
        (68, 23, "学时", "2"),  # 1.5 + 0.5 学时 of 45 minutes, halves rounded up
        (60, 30, "", "1.5"),
        (45, None, "学时", "1"),
        (None, None, "", "1"),
    ],
)
def test_hours_are_those_the_lesson_states(lecture, discussion, unit, hours):
    assert credit_hours(lecture, discussion, unit, Rate()) == Decimal(hours)


def test_the_day_is_that_of_the_last_event_in_local_time():
    zone = dt.timezone(dt.timedelta(hours=8))
    late = dt.datetime(2026, 3, 9, 20, 0, tzinfo=dt.UTC)
    assert completed_on([None, late, late - dt.timedelta(days=3)], zone) == dt.date(2026, 3, 10)
    assert completed_on([None], zone) is None
