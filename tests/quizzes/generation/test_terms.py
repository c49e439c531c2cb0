"""Names the lesson gives to things, and formulae told with the noun they belong to."""

import pytest

from tests.quizzes.generation.samples import drafts_of

HEAD = "换届与减负\n一、会议的规矩\n"


def typed(sentence: str, rule: str = "term_blank") -> list[str]:
    return [draft.accepted[0][0] for draft in drafts_of(HEAD + sentence + "\n", rule)]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("每周三定为“无会日”，防汛、安全事故等紧急情况除外。", "无会日"),
        ("“风腐同查”，就是既查吃请，又查腐败案件里有没有作风上的苗头。", "风腐同查"),
        ("候选人的名额应当多于应选名额，这叫差额选举。", "差额选举"),
        ("一人只能在一个村登记参加选举，这叫“一人一地”。", "一人一地"),
        ("这叫亲情暗号，即家人事先约定、从不写在网上的一问一答。", "亲情暗号"),
        ("李鼎铭等人在边区参议会上提出“精兵简政”，很快被采纳。", "精兵简政"),
    ],
)
def test_a_name_the_lesson_gives_is_typed(sentence, term):
    assert typed(sentence) == [term]


@pytest.mark.parametrize(
    "sentence",
    [
        "有人说这叫“走过场”。",
        "各村要规定为“八个一”标准：一台电脑、一部电话、一张桌子、一把椅子。",
    ],
)
def test_colour_and_counts_are_no_names(sentence):
    assert typed(sentence) == []


def test_a_formula_is_told_with_its_noun_where_its_sentence_leans():
    leaning = "它提出了“控制总量、优化结构、提高质量、发挥作用”的总要求。"
    (draft,) = drafts_of(HEAD + leaning + "\n", "list_blank")
    assert draft.stem.startswith("「会议的规矩」一节讲到了“") and draft.stem.endswith("”的总要求。")
    bare = leaning.replace("”的总要求", "”")
    assert drafts_of(HEAD + bare + "\n", "list_blank") == []


def test_a_formula_is_told_with_what_it_applies_to():
    story = "第二天，他请律师来讲课，处理相邻关系要“有利生产、方便生活、团结互助、公平合理”。"
    (draft,) = drafts_of(HEAD + story + "\n", "list_blank")
    assert "处理相邻关系要“" in draft.stem and "第二天" not in draft.stem


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("换届由“举手点头”转向“一人一票”，立起来的是规矩。", True),
        ("从那时到现在，它由“举手点头”转向“一人一票”。", False),
        ("考试由“开卷抄写”改为“笔试占六成、实践占四成”。", False),
    ],
)
def test_a_shift_names_what_changed_and_is_one_phrase(sentence, asked):
    made = drafts_of(HEAD + sentence + "\n", "shift_blank")
    assert bool(made) is asked
