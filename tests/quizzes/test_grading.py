"""Grading as a function: tables of cases, and the laws it keeps for any answers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading import Key, grade, is_accepted, mark

SINGLE = Key("single", right=frozenset("a"), wrong=frozenset("bcd"))
MULTIPLE = Key("multiple", right=frozenset("abc"), wrong=frozenset("de"))
JUDGE = Key("judge", truth=False)
BLANK = Key("blank", accepted=(("商量", "协商"), ("十八",)))
MATCH = Key("match", pairs=(("l1", "r1"), ("l2", "r2"), ("l3", "r1")))
KEYS = {"q1": SINGLE, "q2": MULTIPLE, "q3": JUDGE, "q4": BLANK, "q5": MATCH}
RIGHT = {
    "q1": "a",
    "q2": ["a", "b", "c"],
    "q3": False,
    "q4": ["商量", "18"],
    "q5": {"l1": "r1", "l2": "r2", "l3": "r1"},
}


@pytest.mark.parametrize(
    ("key", "value", "exact", "partial"),
    [
        (SINGLE, "a", 1, 1),
        (SINGLE, "b", 0, 0),
        (SINGLE, "", 0, 0),
        (SINGLE, None, 0, 0),
        (SINGLE, ["a"], 0, 0),
        (MULTIPLE, ["c", "a", "b"], 1, 1),
        (MULTIPLE, ["a", "b"], 0, Fraction(2, 3)),
        (MULTIPLE, ["a", "b", "d"], 0, Fraction(1, 6)),
        (MULTIPLE, ["a", "b", "c", "d", "e"], 0, 0),
        (MULTIPLE, ["d"], 0, 0),
        (MULTIPLE, [], 0, 0),
        (MULTIPLE, ["a", "a", "a"], 0, Fraction(1, 3)),
        (JUDGE, False, 1, 1),
        (JUDGE, True, 0, 0),
        (JUDGE, None, 0, 0),
        (JUDGE, 0, 0, 0),
        (BLANK, ["协商", "十八"], 1, 1),
        (BLANK, ["商量", ""], 0, Fraction(1, 2)),
        (BLANK, ["商量"], 0, Fraction(1, 2)),
        (BLANK, ["十八", "商量"], 0, 0),
        (BLANK, "商量", 0, 0),
        (MATCH, {"l1": "r1", "l2": "r2", "l3": "r1"}, 1, 1),
        (MATCH, {"l1": "r1", "l2": "r1"}, 0, Fraction(1, 3)),
        (MATCH, {}, 0, 0),
    ],
)
def test_points_of_each_kind(key, value, exact, partial):
    assert mark(key, value, has_partial_credit=False).points == exact
    assert mark(key, value, has_partial_credit=True).points == partial


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("誰承辦", "谁承办"),
        ("谁承办", "誰承辦"),
        (" 谁　承办 ", "谁承办"),
        ("《求是》", "求是"),
        ("“求是”", "《求是》"),
        ("十八大", "18大"),
        ("１８大", "十八大"),
        ("百分之三十", "30%"),
        ("谁承办。", "谁承办"),
        ("ＡＩ", "ai"),
        ("幹部", "干部"),
        ("人民，只有人民", "人民只有人民"),
    ],
)
def test_typed_words_count_whatever_their_script_width_marks_and_numerals(typed, accepted):
    assert is_accepted(typed, [accepted])


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("", "谁承办"),
        ("。", "，"),
        ("", ""),
        ("二十届二中全会", "二十届三中全会"),
        ("27.5", "275"),
        ("-5", "3-5"),
        ("承办", "谁承办"),
    ],
)
def test_other_words_do_not(typed, accepted):
    assert not is_accepted(typed, [accepted])


def test_score_is_cut_never_rounded_up_to_the_pass_mark():
    keys = {f"q{i}": MATCH for i in range(3)}
    responses = {name: {"l1": "r1", "l2": "r2"} for name in keys}
    assert grade(keys, responses, has_partial_credit=True).score == Decimal("66.66")
    assert grade({}, {}, has_partial_credit=True).score == 0


values = {
    "q1": st.sampled_from(["a", "b", "c", "d", "", None, "zz"]),
    "q2": st.lists(st.sampled_from("abcdef"), max_size=6),
    "q3": st.sampled_from([True, False, None]),
    "q4": st.lists(st.sampled_from(["商量", "協商", "十八", "18", "", "别的"]), max_size=3),
    "q5": st.dictionaries(st.sampled_from(["l1", "l2", "l3", "l4"]), st.sampled_from(["r1", "r2"])),
}
some_responses = st.fixed_dictionaries({}, optional=values)


@given(some_responses, st.booleans(), st.randoms())
def test_order_of_questions_answers_and_choices_never_matters(responses, partial, chance):
    def shuffled(mapping):
        pairs = list(mapping.items())
        chance.shuffle(pairs)
        return dict(pairs)

    turned = shuffled(responses)
    if "q2" in turned:
        turned["q2"] = chance.sample(turned["q2"], len(turned["q2"]))
    if "q5" in turned:
        turned["q5"] = shuffled(turned["q5"])
    first = grade(KEYS, responses, has_partial_credit=partial)
    second = grade(shuffled(KEYS), turned, has_partial_credit=partial)
    assert (first.marks, first.score) == (second.marks, second.score)


@given(some_responses, st.booleans(), st.sampled_from(sorted(RIGHT)))
def test_righting_an_answer_never_lowers_the_score(responses, partial, name):
    before = grade(KEYS, responses, has_partial_credit=partial)
    after = grade(KEYS, {**responses, name: RIGHT[name]}, has_partial_credit=partial)
    assert after.score >= before.score
    assert after.marks[name].is_right


@given(some_responses, st.sampled_from("abc"))
def test_one_more_right_choice_never_lowers_a_multiple(responses, choice):
    chosen = responses.get("q2", [])
    before = mark(MULTIPLE, chosen, has_partial_credit=True).points
    assert mark(MULTIPLE, [*chosen, choice], has_partial_credit=True).points >= before


@given(some_responses)
def test_partial_credit_never_gives_less_and_both_agree_on_what_is_right(responses):
    exact = grade(KEYS, responses, has_partial_credit=False)
    partial = grade(KEYS, responses, has_partial_credit=True)
    assert partial.score >= exact.score
    assert [m.is_right for m in partial.marks.values()] == [
        m.is_right for m in exact.marks.values()
    ]
    assert all(0 <= m.points <= 1 for m in partial.marks.values())


@given(some_responses, st.booleans())
def test_grading_twice_gives_the_same_and_changes_no_answer(responses, partial):
    before = repr(responses)
    first = grade(KEYS, responses, has_partial_credit=partial)
    assert grade(KEYS, responses, has_partial_credit=partial) == first
    assert repr(responses) == before


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: (
    st.lists(inner) | st.dictionaries(st.text(), inner)
), max_leaves=8), st.sampled_from(sorted(KEYS)), st.booleans())  # fmt: skip
def test_any_json_value_is_graded_without_an_error(value, name, partial):
    points = mark(KEYS[name], value, has_partial_credit=partial).points
    assert 0 <= points <= 1
