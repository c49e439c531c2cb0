from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.generation.drawing import Drawable, draw, gives_away, is_too_thin, papers
from quizzes.generation.generating import generate
from tests.quizzes.generation.samples import outline_of, own_lessons

KINDS = ("single", "multiple", "judge", "blank", "match", "short")


def drawable(number: int, kind: str = "single", fact: int | None = None, **parts) -> Drawable:
    values = {
        "id": f"q{number:03}", "kind": kind, "fact": f"f{number if fact is None else fact}",
        "section": f"s{number % 4}", "stem": f"第{number}题", "answers": (f"答案第{number}号",),
        "shown": (), "places": ((number * 100, number * 100 + 50),),
        "truth": number % 2 == 0 if kind == "judge" else None, "key_place": number % 4,
    }  # fmt: skip
    return Drawable(**{**values, **parts})


@st.composite
def pools(chance):
    size = chance(st.integers(0, 40))
    return [
        drawable(i, chance(st.sampled_from(KINDS)), chance(st.integers(0, 25))) for i in range(size)
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(pools(), st.integers(1, 15), st.integers(0, 5))
def test_a_paper_never_breaks_its_rules(pool, count, seed):
    paper = draw(pool, count=count, seed=seed)
    assert len(paper.items) <= count
    assert paper.missing == count - len(paper.items)
    facts = [item.fact for item in paper.items]
    assert len(set(facts)) == len(facts)
    assert all(item.kind != "short" for item in paper.items)
    truths = Counter(item.truth for item in paper.items if item.kind == "judge")
    assert abs(truths[True] - truths[False]) <= 1
    assert draw(pool, count=count, seed=seed) == paper
    assert draw(pool[::-1], count=count, seed=seed) == paper


def test_three_attempts_differ_where_the_lesson_allows():
    items = generate(outline_of(own_lessons()[3])).items
    drawn = papers(items, count=5, seed=11, attempts=3)
    sets = [frozenset(item.id for item in paper.items) for paper in drawn]
    assert all(len(paper.items) == 5 for paper in drawn)
    assert len(set(sets)) == 3
    assert len(sets[0] & sets[1]) <= 2


def test_a_thin_pool_says_what_is_missing():
    pool = [drawable(i) for i in range(4)]
    assert draw(pool, count=10, seed=1).missing == 6
    assert is_too_thin(pool, count=10) and not is_too_thin(pool, count=4)
    assert draw([], count=10, seed=1).items == ()
    assert draw([drawable(1)], count=10, seed=1).items == ()


def test_no_question_answers_another():
    place = ((0, 50),)
    blank = drawable(1, "blank", answers=("保密员",), places=place, stem="由____登记")
    tells = drawable(2, "judge", stem="由保密员登记。", places=place, answers=())
    assert gives_away(tells, drawable(3, "blank", answers=("由保密员登记",), places=place))
    assert not gives_away(drawable(4, stem="由保密员登记"), blank)
    paper = draw(
        [tells, drawable(3, "blank", answers=("由保密员登记",), places=place)], count=2, seed=1
    )
    assert paper.missing >= 1


def test_sections_take_turns():
    pool = [drawable(i) for i in range(40)]
    paper = draw(pool, count=8, seed=2)
    assert set(Counter(item.section for item in paper.items).values()) == {2}


def test_keys_of_a_paper_are_spread():
    pool = [drawable(i) for i in range(40)]
    places = Counter(item.key_place for item in draw(pool, count=12, seed=4).items)
    assert max(places.values()) <= 5


@pytest.mark.parametrize("path", own_lessons(), ids=lambda path: path.stem)
def test_papers_of_real_lessons_hold_no_two_questions_on_one_fact(path):
    items = generate(outline_of(path)).items
    for seed in range(5):
        paper = draw(items, count=8, seed=seed).items
        assert not any(
            gives_away(a, b) for a in paper for b in paper if a is not b
        )  # fmt: skip
