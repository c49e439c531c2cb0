import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.folding import fold, shadow


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("黨的十八屆三中全會", "党的18届三中全会"),
        ("《公共圖書館法》", "公共图书馆法"),
        ("「以藏為主」", "“以藏为主”"),
        ("6.3万人", "63000 人"),
        ("百分之五", "5%"),
        ("一万二千册", "12000册"),
        ("二〇二三年", "2023年"),
        ("8至12户", "8—12户"),
        ("１，２３４件", "1234件"),
        ("人民建議征集", "人民建議徵集"),
        ("Records  Manager", "records manager"),
        ("两个工作日", "2个工作日"),
    ],
)
def test_same_answers_written_differently_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二十届二中全会", "二十届三中全会"),
        ("27.5%", "275%"),
        ("27.5%", "27.5"),
        ("3至5", "35"),
        ("7:00", "700"),
        ("1、2号", "12号"),
        ("十天", "一天"),
        ("千万", "一千万"),
    ],
)
def test_different_entities_and_numbers_stay_different(one, other):
    assert fold(one) != fold(other)


def test_shadow_is_simplified_and_half_width():
    assert shadow("黨建「引領」，（一）") == "党建“引领”,(一)"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_shadow_keeps_every_offset(text):
    assert len(shadow(text)) == len(text)


@given(st.text(alphabet="黨党的十八屆届三中全會会,，.。0129%万億 ", max_size=30))
@example("0。万")
@example("0。。億")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
