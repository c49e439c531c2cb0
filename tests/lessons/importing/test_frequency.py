"""Frequencies tell Chinese from what a wrong decoding makes of it, in either script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.folding import fold_script
from lessons.importing.frequency import character_score, how_common, words

SIMPLIFIED = "社会工作是党和国家工作的重要组成部分，要坚持以人民为中心。"
TRADITIONAL = "社會工作是黨和國家工作的重要組成部分，要堅持以人民為中心。"


def test_both_scripts_are_equally_common():
    assert how_common(SIMPLIFIED) == how_common(TRADITIONAL) > -3.2


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (SIMPLIFIED, "gb18030", "big5"),
        (TRADITIONAL, "big5", "gb18030"),
        (SIMPLIFIED, "utf-8", "gb18030"),
        (TRADITIONAL, "utf-8", "cp1252"),
        (SIMPLIFIED, "gb18030", "latin-1"),
    ],
)
def test_wrong_decoding_is_at_least_a_hundred_times_rarer(text, written, read):
    wrong = text.encode(written).decode(read, errors="replace")
    assert how_common(wrong) < how_common(text) - 2


def test_plain_ascii_says_nothing():
    assert how_common("Plain text, 100%.") == how_common("") == 0.0


def test_words_of_the_table_are_simplified_and_scored():
    table = words()
    assert len(table) > 100_000
    assert table["我们"] > table["章程"] > table["龌龊"]
    assert "我們" not in table


def test_characters_are_ordered_by_how_common_they_are():
    order = ["的", "党", "龌", "\u9fa0", "\ufffd"]
    scores = [character_score(character) for character in order]
    assert scores == sorted(scores, reverse=True)


@given(st.text(max_size=40))
def test_folding_the_script_keeps_every_offset_and_is_done_once(text):
    folded = fold_script(text)
    assert len(folded) == len(text)
    assert fold_script(folded) == folded


@given(st.text(max_size=40))
def test_any_text_has_a_finite_score(text):
    assert -11.0 <= how_common(text) <= 0.0
