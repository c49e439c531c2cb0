"""Freezing items: every kind complete, what is right apart, ids new, nothing lost."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import snapshots
from quizzes.generation.quiz import Evidence, Item, Option
from quizzes.grading import Key, mark
from quizzes.relocation import relocate
from quizzes.verdicts import _unquoted


def item(kind="single", **fields):
    made = Item(
        id="i1", kind=kind, fact="f1", section="s1", stem="题干____", options=(), accepted=(),
        pairs=(), extra_right=(), truth=None, checklist=("要点",),
        evidence=(Evidence(3, 5, "原文"),), explanation="说明", rule="r", difficulty=0.3,
        thinking="remember",
    )  # fmt: skip
    return dataclasses.replace(made, **fields)


def options(*texts, keys=(0,)):
    return tuple(
        Option("abcdefgh"[i], text, i in keys, f"因为{text}") for i, text in enumerate(texts)
    )


def freeze(one, seed=1):
    snapshot, keys = snapshots.freeze(
        [snapshots.Drawn(9, 1, one)], seed=seed, has_partial_credit=False, pass_mark=60
    )
    return snapshot[0], keys["items"]["q1"]


def test_snapshot_holds_no_key_reason_or_row_of_the_generator():
    asked, key = freeze(item(options=options("甲", "乙", "丙", keys=(1,))))
    text = json.dumps(asked, ensure_ascii=False)
    assert "因为" not in text
    assert "说明" not in text
    assert "key" not in text
    assert {o["id"] for o in asked["options"]} == set(key["whys"])
    assert next(o["text"] for o in asked["options"] if o["id"] == key["right"][0]) == "乙"


def test_rising_figures_keep_their_order_and_other_options_are_shuffled():
    orders = set()
    for seed in range(30):
        asked, _key = freeze(item(options=options("3天", "5天", "10天", "十五天")), seed)
        assert [o["text"] for o in asked["options"]] == ["3天", "5天", "10天", "十五天"]
        asked, _key = freeze(item(options=options("二十届三中", "十八届三中", "十九大")), seed)
        orders.add(tuple(o["text"] for o in asked["options"]))
    assert len(orders) == 6


def test_neither_place_nor_order_of_ids_tells_the_key():
    places, ranks = [], []
    for seed in range(400):
        asked, key = freeze(item(options=options("甲", "乙", "丙", "丁")), seed)
        ids = [option["id"] for option in asked["options"]]
        places.append(ids.index(key["right"][0]))
        ranks.append(sorted(ids).index(key["right"][0]))
    # 400 draws over 4 places: 100 each, standard deviation 8.7; five of them on either side.
    for found in (places, ranks):
        assert all(57 <= found.count(place) <= 143 for place in range(4))


def test_reasons_of_a_judge_item_belong_to_what_they_are_about():
    for truth in (True, False):
        said = (Option("a", "对", truth, "对的理由"), Option("b", "错", not truth, "错的理由"))
        asked, key = freeze(item("judge", truth=truth, options=said))
        assert key["said"] == {"true": "对的理由", "false": "错的理由"}
        assert "options" not in asked


def test_shared_right_side_of_a_match_is_shown_once_and_counts_for_both():
    asked, key = freeze(
        item("match", pairs=(("一", "甲"), ("二", "甲"), ("三", "乙")), extra_right=("丙", "甲"))
    )
    assert sorted(right["text"] for right in asked["rights"]) == ["丙", "乙", "甲"]
    texts = {right["id"]: right["text"] for right in asked["rights"]}
    lefts = {left["id"]: left["text"] for left in asked["lefts"]}
    assert {lefts[a]: texts[b] for a, b in key["pairs"].items()} == {
        "一": "甲", "二": "甲", "三": "乙",
    }  # fmt: skip
    assert mark(Key.from_dict(key), key["pairs"], has_partial_credit=False).is_right


@given(st.integers(0, 2**62), st.integers(2, 8), st.data())
def test_frozen_options_are_the_items_options_whatever_the_seed(seed, count, data):
    keys = data.draw(st.sets(st.integers(0, count - 1), min_size=1))
    one = item(
        "multiple",
        options=options(*[f"项{'甲乙丙丁戊己庚辛'[i]}" for i in range(count)], keys=keys),
    )
    asked, key = freeze(one, seed)
    ids = [o["id"] for o in asked["options"]]
    assert len(set(ids)) == count
    right = {o["text"] for o in asked["options"] if o["id"] in key["right"]}
    assert right == {o.text for o in one.options if o.key}
    assert freeze(one, seed) == (asked, key)


def test_quote_is_found_at_the_nearest_of_its_places():
    text = "甲乙。乙。很远的地方乙。"
    [moved] = relocate([{"start": 4, "end": 6, "quote": "乙。"}], text)
    assert (moved["start"], text[moved["start"] : moved["end"]]) == (3, "乙。")
    assert relocate([{"start": 0, "end": 1, "quote": "丙"}], text) is None
    assert relocate([], text) is None


@pytest.mark.parametrize(
    ("explanation", "shown"),
    [
        ("原文（见于「议事」一节）：每月一次。", ""),
        (
            "与原文不符，原文是「每月」。原文（见于课文）：每月一次。",
            "与原文不符，原文是「每月」。",
        ),
        ("每月一次，不是每周。", "每月一次，不是每周。"),
        ("", ""),
    ],
)
def test_explanation_does_not_repeat_the_sentence_shown_below(explanation, shown):
    key = {"explanation": explanation, "evidence": [{"quote": "每月一次。"}]}
    assert _unquoted(key["explanation"], key) == shown
