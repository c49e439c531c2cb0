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
     ("三分之二", ""), ("半数", ""), ("每季度", ""), ("15至25", "人"), ("2", "小时"),
     ("65", "岁"), ("two", " days"), ("1987", "户"), ("2", "次"), ("一", "小时")],
)  # fmt: skip
def test_near_figures_hold_the_right_one_among_three_others(figure, unit):
    options = near(figure, unit, random.Random(1), NONE)
    assert options is not None and figure in options
    assert len(options) == len(set(options)) == 4


@pytest.mark.parametrize(("figure", "unit"), [("2011年2月3日", ""), ("若干", "天")])
def test_impossible_figures_have_no_neighbours(figure, unit):
    assert near(figure, unit, random.Random(1), NONE) is None


@given(
    st.integers(1, 200_000), st.sampled_from(["天", "人", "小时", "%", "件", "岁"]), st.integers()
)
def test_neighbours_rise_and_are_plausible(value, unit, seed):
    options = near(str(value), unit, random.Random(seed), NONE)
    if options is None:
        return
    numbers = [0.5 if option == "半" else float(option) for option in options]
    assert numbers == sorted(numbers) and str(value) in options
    assert min(numbers) > 0
    assert unit != "%" or max(numbers) < 100


@given(st.integers(1, 99), st.sampled_from(["天", "人", "年", "个月", "次", "周岁"]), st.integers())
def test_written_figures_have_written_neighbours(value, unit, seed):
    tens, ones = divmod(value, 10)
    digits = "零一二三四五六七八九"
    figure = (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (
        digits[ones] if ones or not tens else ""
    )
    options = near(figure, unit, random.Random(seed), NONE)
    assert options is None or (figure in options and not re.search(r"\d", "".join(options)))


def test_what_the_lesson_says_of_other_things_lures_where_it_is_as_round():
    lures = ["38", "80", "500"]
    options = near("100", "分", random.Random(3), NONE, lures=lures)
    assert options is not None and "38" not in options and "500" in options
    assert near("6万", "元", random.Random(3), NONE, lures=["41314"]) is not None


def test_taken_figures_stay_away():
    options = near("28", "天", random.Random(3), frozenset({"20", "30"}))
    assert options is not None and not {"20", "30"} & set(options)


def test_the_right_figure_stands_at_every_place_in_turn_and_seldom_at_an_end():
    places = [near("15", "天", random.Random(seed), NONE).index("15") for seed in range(200)]
    assert set(places) == {0, 1, 2, 3}
    assert places.count(0) + places.count(3) < 80


@pytest.mark.parametrize(("figure", "unit"), [("一", "年"), ("1", "小时"), ("一", "个月")])
def test_below_one_year_stands_half_a_year(figure, unit):
    options = near(figure, unit, random.Random(2), NONE)
    assert options is not None and options[:2] == ["半", figure]


def test_below_one_day_stands_nothing():
    options = near("1", "天", random.Random(2), NONE)
    assert options is None or "半" not in options


def test_nobody_takes_an_age_of_retirement_for_a_youth_s():
    options = near("16", "周岁", random.Random(5), NONE, lures=["50", "55", "18"])
    assert options is not None and not {"50", "55"} & set(options)


def test_a_span_of_years_is_no_lure_for_a_number_of_them():
    options = near("三", "年", random.Random(1), NONE, lures=["七到十", "五"])
    assert options is not None and "七到十" not in options


@pytest.mark.parametrize(
    ("figure", "unit", "odd", "usual"), [("7", "天", "18", "14"), ("12", "个", "19", "20")]
)
def test_what_the_lesson_says_of_other_things_must_be_usual_to_lure(figure, unit, odd, usual):
    options = near(figure, unit, random.Random(1), frozenset(), lures=[odd, usual])
    assert options is not None and odd not in options and usual in options
    rare = near("17", unit, random.Random(1), frozenset(), lures=[odd])
    assert rare is not None and odd in rare
