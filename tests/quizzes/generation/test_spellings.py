"""What else may be typed for a gap, and wrong members from the lesson itself."""

import pytest

from quizzes.generation.candidates.peers import wrong_members
from quizzes.generation.candidates.spellings import spellings
from quizzes.generation.facts import find_facts
from tests.quizzes.generation.samples import drafts_of, lesson_of, material_of


def typed(text: str, words: str, **options) -> tuple[str, ...]:
    material = material_of("一、总论\n" + text + "\n")
    start = material.lesson.text.index(words)
    return spellings(material, (start, start + len(words)), **options)


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("三方即居委会、业委会和物业服务企业，物业企业要尽责。", "物业服务企业", "物业企业"),
        ("当好环境卫生的监督员。", "环境卫生的监督员", "环境卫生监督员"),
        ("团队由全科医生、社区护士组成。", "社区护士", "护士"),
        ("建成“连心桥”平台。群众常上“网上连心桥”。", "连心桥", "网上连心桥"),
        ("了解民意、汇聚民智、解决民忧。要汇集民智。", "汇聚民智", "汇集民智"),
        ("方法有饮食治疗、血糖监测。", "血糖监测", "监测血糖"),
        ("方法有饮食治疗、血糖监测。", "血糖监测", "血糖检测"),
        ("党员领导干部要带头。", "党员领导干部", "领导干部"),
        ("开展监督检查。", "监督检查", "监管检查"),
        ("会议由党支部书记主持。", "党支部书记", "书记"),
        ("转向存量提质增效为主的阶段。", "存量提质增效为主", "存量提质增效"),
    ],
)
def test_the_usual_names_are_accepted(text, words, other):
    assert other in typed(text, words) and typed(text, words)[0] == words


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("议题要上墙，社区有“议题墙”。", "议题", "议题墙"),
        ("报告的内容包括时间地点、经过。", "时间地点", "时间点"),
        ("实行责任设计师制度。", "责任设计师", "计师"),
        ("村委会报账，村委会公开。村务监督委员会审核。", "村务监督委员会", "村委会"),
        ("由村务监督委员会审核。", "村务监督委员会", "村务监管委员会"),
        ("领导干部要带头。", "领导干部", "党员领导干部"),
        ("由县级及以上河长考核，县级河长带头。", "县级及以上河长", "县级河长"),
    ],
)
def test_other_things_are_not(text, words, other):
    assert other not in typed(text, words)


def test_a_defined_name_may_be_typed_by_its_end_where_the_lesson_calls_it_so():
    text = "小区体检是指逐项检查打分。体检要公开。体检要上墙。体检要复核。"
    assert "体检" in typed(text, "小区体检", is_term=True)
    assert "体检" not in typed(text, "小区体检")


def test_figures_are_accepted_in_other_writings():
    told = "一、总论\n选举时到会人数应当不少于应到会人数的五分之四，会议有效。\n"
    (draft,) = drafts_of(told, "figure_blank")
    assert draft.accepted[0][0] == "五分之四" and "4/5" in draft.accepted[0]


def test_the_same_figure_of_two_rules_makes_two_facts():
    lesson = lesson_of(
        "一、总论\n党支部委员会每届任期五年，期满换届。\n村民委员会每届任期五年，成员可以连选连任。\n"
    )
    numbers = [fact for fact in find_facts(lesson) if fact.kind == "number"]
    assert len({fact.id(lesson) for fact in numbers}) == 2


def test_members_of_other_lists_stand_in_where_they_look_alike():
    text = (
        "一、甲\n要坚持“提升服务水平、规范办事流程、完善考核办法”的要求。\n"
        "二、乙\n还要拓宽参与渠道、整合基层力量、优化营商环境、加强队伍建设。\n三、丙\n有苹果、梨子、香蕉。\n"
    )
    material = material_of(text)
    fact = next(f for f in material.of("list") if "规范办事流程" in material.cut((f.start, f.end)))
    keys = [material.cut(member) for member in fact.members]
    wrong = [choice.text for choice in wrong_members(material, fact, keys)]
    assert "优化营商环境" in wrong and "梨子" not in wrong


def test_half_of_a_free_parallel_is_not_typed():
    for told in (
        "一、总论\n要把钱管好、修好、用好，一样都不能少。\n",
        "一、总论\n要把老党员、退休法官、楼门长组织起来，有人上门。\n",
        "一、总论\n教育的办法有办训练班、开小组会、作个别谈话等多种。\n",
    ):
        assert not drafts_of(told, "list_blank")


@pytest.mark.parametrize(
    ("loose", "firm"),
    [
        (
            "票据要有经手人、证明人、审批人，由所在党委审核后入账。",
            "票据要有经手人、证明人、审批人，由街道党委审核后入账。",
        ),
        (
            "拿发展党员公示来说，由支部组织委员提出方案。",
            "拿发展党员公示来说，由支部组织党员提出方案。",
        ),
    ],
)
def test_an_office_is_typed_where_it_has_one_name(loose, firm):
    head = "组织工作讲解\n\n一、档案和公示\n"
    assert drafts_of(head + loose + "\n", "role_blank") == []
    assert drafts_of(head + firm + "\n", "role_blank") != []
