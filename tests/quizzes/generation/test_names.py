"""Offices under all their usual names, for typing and for wrong options."""

import random

import pytest

from quizzes.generation.confusables import default_lexicon
from quizzes.generation.names import other_names, others_of, ways_to_write
from tests.quizzes.generation.samples import drafts_of, lesson_of


def test_a_body_has_all_its_usual_names():
    assert other_names("村委会") == ["村民委员会"]
    assert other_names("村务监督委员会") == []
    assert "村委会" in others_of("村务监督委员会") and "村委会" not in others_of("村民委员会")
    assert ways_to_write("社区居委会") == ["社区居委会", "社区居民委员会"]
    assert ways_to_write("议事会") == ["议事会"]


@pytest.mark.parametrize(
    ("told", "is_free"),
    [
        ("社区居委会、业主委员会、物业服务企业。", False),
        ("议事会、业主委员会、物业服务企业。", True),
    ],
)
def test_a_body_the_lesson_names_otherwise_is_no_wrong_option(told, is_free):
    lesson = lesson_of("社区治理\n\n一、三块牌子\n小区里有三块牌子：" + told + "\n")
    mates = [
        name
        for entry in default_lexicon().sets
        for name in entry.members
        if name.endswith("居民委员会")
    ]
    keys = ["业主委员会", "物业服务企业"]
    found = default_lexicon().mates(keys, lesson, random.Random(0))
    assert mates and bool(set(mates) & set(found)) is is_free


def test_who_governs_himself_is_asked_among_words_of_that_matter():
    told = "居民的事居民办。居委会是居民自我管理、自我教育、自我服务的组织。党员要带头。"
    (draft,) = drafts_of("社区治理\n\n一、谁来管\n" + told + "\n", "members_single")
    assert set(draft.wrong) == {"自我监督", "自我约束", "自我发展"}


def test_words_of_many_classes_make_no_class():
    lesson = lesson_of("家庭教育\n\n一、用屏约定\n订一份约定，写明时间、地点和例外。\n")
    lexicon = default_lexicon()
    assert lexicon.mates(["时间", "地点", "例外"], lesson, random.Random(0)) == []
    assert lexicon.mates(["时间", "地点", "议题"], lesson, random.Random(0)) != []
