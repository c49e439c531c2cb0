"""Who keeps, checks, signs or pays, told with 由 and any verb."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "一、总论\n"


def roles(sentence: str):
    lesson, facts = found_in(HEAD + sentence + "\n", "role")
    return [tuple(lesson.seen(fact.spans[n]) for n in ("task", "actor", "act")) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "难以确定侵权人的，由可能加害的使用人给予补偿。",
            ("难以确定侵权人的", "可能加害的使用人", "给予补偿"),
        ),
        ("到达安置点后，由村文书对照名册点名。", ("到达安置点后", "村文书", "对照名册点名")),
        ("每村建立应急分队，由民兵连长任队长。", ("每村建立应急分队", "民兵连长", "任队长")),
        ("路口设卡，由民兵两人一组轮流值守。", ("路口设卡", "民兵", "两人一组轮流值守")),
        ("村务账由包村干部自己记，月底念一遍。", ("村务账", "包村干部", "自己记")),
    ],
)
def test_whoever_bears_it_is_found(sentence, expected):
    assert expected in roles(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "图书馆是一项由众人共同出资的事业。",
        "由村文书对照名册点名。",  # nobody knows of what
        "这件事由村文书记录在案。",
        "会议由张三、李四两人记录。",
    ],
)
def test_what_names_nobody_or_nothing_is_left(sentence):
    assert roles(sentence) == []


def test_of_two_who_bear_it_together_the_second_is_typed():
    text = HEAD + "纸本资料锁在协会的铁柜里，铁柜钥匙由办公室和财务部各持一把。\n"
    blanks = [draft for draft in drafts_of(text, "role_blank") if draft.fact.kind == "joint"]
    assert [draft.accepted for draft in blanks] == [(("财务部",),)]


def test_a_task_is_told_from_the_beginning_of_its_sentence():
    (role,) = roles("录音只供核对，核对之后保存满三个月，由保密员登记并删除。")
    assert role[0] == "录音只供核对，核对之后保存满三个月".replace("，", ",")


def test_the_condition_keeps_its_comma_in_the_stem():
    text = (
        HEAD + "逾期不还的，由管理员通知家长。\n图书损坏的，由读者赔偿。\n"
        "逾期图书的书单由值班员公布。\n每学期的账目由会计员审核。\n"
    )
    stems = [draft.stem for draft in drafts_of(text, "role_single")]
    assert any("逾期不还的，由谁通知家长？" in stem for stem in stems)


def test_who_takes_the_lead_is_asked_of_those_who_share_the_work():
    text = HEAD + "在镇里，党委统一领导，司法所牵头，派出所、妇联分工配合。\n"
    (draft,) = drafts_of(text, "role_single")
    assert draft.keys == ["司法所"] and set(draft.wrong) == {"党委", "派出所"}


@pytest.mark.parametrize(
    "told",
    [
        "没有档案的，建立档案，由所在党委或者县级党委组织部门保存。",
        "不设委员会的支部，由上届书记主持。",
        "党小组会一般每月召开一次，由组长主持。",
    ],
)
def test_what_or_whose_it_is_must_be_told(told):
    assert drafts_of(HEAD + told + "\n", "role_blank") == []
