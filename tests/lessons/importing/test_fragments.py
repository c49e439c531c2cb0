"""Small pieces of lessons as different offices write them: what a reader sees in each."""

import pytest

from lessons.importing.reading import read_text

B = "村里的事要大家商量着办，先把情况说清楚，再把办法定下来，最后把结果贴出来。"
HEADINGS = [
    (
        "modules and tasks",
        f"模块一 认识老人\n任务1 看身体\n{B}\n任务2 听心声\n{B}\n模块二 照料老人\n任务1 助餐\n{B}",
        [
            "1 模块一 认识老人",
            "2 任务1 看身体",
            "2 任务2 听心声",
            "1 模块二 照料老人",
            "2 任务1 助餐",
        ],
    ),
    (
        "signs are no part of a heading",
        f"节水一课\n★ 为什么节水\n{B}\n★ 怎样节水\n{B}\n★ 节水的账\n{B}",
        ["1 为什么节水", "1 怎样节水", "1 节水的账"],
    ),
    (
        "nor are brackets",
        f"节水一课\n【为什么节水】\n{B}\n【怎样节水】\n{B}\n【节水的账】\n{B}",
        ["1 为什么节水", "1 怎样节水", "1 节水的账"],
    ),
    (
        "stems count",
        f"调解一课\n甲、听\n{B}\n乙、劝\n{B}\n甲、乙两村都这样做。\n丙、写\n{B}",
        ["1 甲 听", "1 乙 劝", "1 丙 写"],
    ),
    (
        "a bare label behind a number is a heading",
        f"1 总述\n1.1 目的\n{B}\n1.2 对象\n{B}\n2 做法\n2.1 步骤\n{B}",
        ["1 1 总述", "2 1.1 目的", "2 1.2 对象", "1 2 做法", "2 2.1 步骤"],
    ),
    (
        "numbers behind a sign count",
        f"查灶一课\n●一、看\n{B}\n●二、查\n{B}",
        ["1 一 看", "1 二 查"],
    ),
    (
        "a year opens a heading",
        f"村史一课\n1978年：分田\n{B}\n1995年：修路\n{B}\n2008年：通水\n{B}",
        ["1 1978年：分田", "1 1995年：修路", "1 2008年：通水"],
    ),
    (
        "a list of goals ends where headings begin",
        f"Clean wells\nObjectives:\n• See\n• Test\nA. The wells\n{B}\nB. The tests\n{B}",
        ["1 A The wells", "1 B The tests"],
    ),
    (
        "the lesson of a course is its title",
        f"石桥镇网格员培训讲义\n第三课\n怎样查灶\n授课对象：网格员\n一、看\n{B}\n二、查\n{B}",
        ["1 一 看", "1 二 查"],
    ),
    (
        "rows of dots are none",
        f"查灶一课\n一、看\n{B}\n……\n二、查\n{B}\n*****\n三、改\n{B}",
        ["1 一 看", "1 二 查", "1 三 改"],
    ),
    (
        "brackets open paragraphs where nothing else does",
        f"节水一课\n【为什么节水】{B}\n【怎样节水】{B}\n【节水的账】{B}",
        ["1 为什么节水", "1 怎样节水", "1 节水的账"],
    ),
    (
        "a repeated bracket is a mark",
        f"节水一课\n{B}\n【案例】{B}\n【案例】{B}",
        [],
    ),
    (
        "the name of a part below its number",
        f"PART ONE\nTHE WELLS\n{B}\nPART TWO\nTHE TESTS\n{B}",
        ["1 PART ONE THE WELLS", "1 PART TWO THE TESTS"],
    ),
    (
        "speakers are none",
        f"调解一课\n一、听\n甲：他先动手的。\n乙：我没有。\n{B}\n二、劝\n{B}",
        ["1 一 听", "1 二 劝"],
    ),
]
PROMPTS = [
    (
        "answers between the questions",
        f"一、看表\n{B}\n二、关灯\n{B}\n讨论题\n1. 怎样看电表？\n参考答案：看红字。\n2. 费不费电？",
        ["怎样看电表？", "费不费电？"],
    ),
    (
        "hyphens",
        f"1. The well\n{B}\n2. The test\n{B}\nTalk about it\n- Which well?\n- Who hears it?",
        ["Which well?", "Who hears it?"],
    ),
    (
        "names and numbers of questions",
        f"一、看\n{B}\n二、查\n{B}\n讨论题\n题一：怎样看？\n题二：怎样查？",
        ["怎样看？", "怎样查？"],
    ),
    (
        "groups",
        f"一、看\n{B}\n二、查\n{B}\nDiscuss these in groups of four:\n(a) Which?\n(b) Who?",
        ["Which?", "Who?"],
    ),
    (
        "a last line",
        f"一、看\n{B}\n二、查\n{B}\n请结合自家情况，谈谈怎样查灶。",
        ["请结合自家情况，谈谈怎样查灶。"],
    ),
    (
        "conditions behind the label",
        f"一、看\n{B}\n二、查\n{B}\n【讨论题】（任选其一，不少于300字）\n1．你会怎样查？\n2．谈谈查灶。",
        ["你会怎样查？", "谈谈查灶。"],
    ),
]


def headings(text: str) -> list[str]:
    return [
        " ".join(filter(None, [str(s.level), s.number, s.heading]))
        for s in read_text(text).sections
        if s.heading
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in HEADINGS], ids=[c[0] for c in HEADINGS]
)
def test_headings(text, expected):
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in PROMPTS], ids=[c[0] for c in PROMPTS]
)
def test_prompts(text, expected):
    found = read_text(text)
    assert [prompt.text for prompt in found.prompts] == expected
    assert "参考答案" not in "".join(found.text[slice(*p)] for p in found.sections[1].paragraphs)


def test_a_title_stands_below_a_remark_of_the_editor():
    found = read_text(f"编者按：本文根据录音整理。\n查灶一课\n一、看\n{B}\n二、查\n{B}")
    assert (found.title, found.title_origin) == ("查灶一课", "file")


FIELDS = [
    ("授课对象　村民\n课时　2课时\n目的　会看", ("村民", "会看", 90, None)),
    ("授课对象——村民\n授课时长——60分钟", ("村民", None, 60, None)),
    ("Audience - volunteers\nDuration - 90 minutes", ("volunteers", None, 90, None)),
    ("For: volunteers\nTime: 1 hour", ("volunteers", None, 60, None)),
    ("总时长：120分钟\n讲授时间：80分钟\n研讨时间：40分钟", (None, None, 80, 40)),
    ("讲课时间：2024年5月6日\n听课对象：村民", ("村民", None, None, None)),
]


@pytest.mark.parametrize(("lines", "expected"), FIELDS)
def test_fields(lines, expected):
    found = read_text(f"查灶一课\n{lines}\n一、看\n{B}\n二、查\n{B}")
    fields = found.fields
    read = (fields.audience, fields.purpose, fields.lecture_minutes, fields.discussion_minutes)
    assert read == expected
    assert [s.heading for s in found.sections] == ["看", "查"]


def test_a_title_may_stand_below_the_fields():
    found = read_text(
        f"讲课人：李四\n讲课时间：5月6日\n地点：村部\n听课对象：村民\n查灶一课\n一、看\n{B}\n二、查\n{B}"
    )
    assert (found.title, found.title_origin) == ("查灶一课", "file")


def test_length_beside_a_label_set_apart():
    assert (
        read_text(f"消防课\n学　　时：3.0\n一、看\n{B}\n二、查\n{B}").fields.lecture_minutes == 135
    )


def test_fields_below_a_heading_of_their_own_are_fields():
    told = (
        "入党程序\n一、课程说明\n适用人员：入党积极分子\n课程时间：4学时（讲授3学时，讨论1学时）\n"
        f"教学目标：熟悉从递交申请到转正的程序。\n二、总的要求\n{B}\n三、主要程序\n{B}"
    )
    outline = read_text(told)
    fields = outline.fields
    assert (fields.audience, fields.lecture_minutes) == ("入党积极分子", 135)
    assert fields.purpose == "熟悉从递交申请到转正的程序"
    headings = [section.heading for section in outline.sections if section.heading]
    assert headings == ["课程说明", "总的要求", "主要程序"]


def test_a_pair_of_seasons_or_people_takes_no_heading_with_it():
    told = (
        f"一、意义\n{B}\n二、方法\n（一）抓住时节\n一、四季度是发放的时候。{B}\n"
        f"（二）用好人\n三、五个人能解决的事，不必惊动三五十人。{B}"
    )
    headings = [section.heading for section in read_text(told).sections if section.heading]
    assert headings == ["意义", "方法", "抓住时节", "用好人"]
