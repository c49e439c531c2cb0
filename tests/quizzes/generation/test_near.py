import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.generation.near import near

NONE = frozenset()


@pytest.mark.parametrize(
    ("figure", "unit"),
    [("28", "天"), ("六", "个月"), ("5830", "人"), ("6.3", "万人"), ("27.5", "%"), ("四成", ""),
     ("三分之二", ""), ("1998年", ""), ("2017年4月12日", ""), ("3月31日", ""), ("15至25", "人"),
     ("65", "岁"), ("two", " days"), ("1987", ""), ("2", "次"), ("次年3月31日", "")],
)  # fmt: skip
def test_near_figures_hold_the_right_one_among_three_others(figure, unit):
    options = near(figure, unit, random.Random(1), NONE)
    assert options is not None and figure in options
    assert len(options) == len(set(options)) == 4


@pytest.mark.parametrize(
    ("figure", "unit"), [("2011年2月31日", ""), ("2011年13月1日", ""), ("若干", "天")]
)
def test_impossible_figures_have_no_neighbours(figure, unit):
    assert near(figure, unit, random.Random(1), NONE) is None


@given(
    st.integers(1, 200_000), st.sampled_from(["天", "人", "小时", "%", "件", "岁"]), st.integers()
)
def test_neighbours_rise_and_are_plausible(value, unit, seed):
    options = near(str(value), unit, random.Random(seed), NONE)
    if options is None:
        return
    numbers = [int(option) for option in options]
    assert numbers == sorted(numbers) and str(value) in options
    assert min(numbers) > 0
    assert unit != "%" or max(numbers) < 100


def test_taken_figures_and_later_years_stay_away():
    options = near("28", "天", random.Random(3), frozenset({"20", "30"}))
    assert options is not None and not {"20", "30"} & set(options)
    years = near("2023年", "", random.Random(3), NONE, last_year=2023)
    assert years is not None and max(years) == "2023年"


def test_the_right_figure_stands_at_every_place_in_turn():
    places = {near("15", "天", random.Random(seed), NONE).index("15") for seed in range(40)}
    assert places == {0, 1, 2, 3}


def test_a_last_day_of_a_month_stays_one():
    options = near("3月31日", "", random.Random(1), NONE)
    assert all(re.fullmatch(r"\d+月(?:28|30|31)日", option) for option in options)
