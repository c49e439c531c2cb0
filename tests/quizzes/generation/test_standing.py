"""Statements that stand alone: each way of leaning on other words once, beside one that stands."""

import pytest

from tests.quizzes.generation.samples import drafts_of

HEAD = "支部工作讲解\n\n一、会议的规矩\n"
FIGURES = ("figure_single", "figure_blank", "figure_judge", "figures_blank")


def made(sentence: str, *rules: str):
    return [d for rule in rules or FIGURES for d in drafts_of(HEAD + sentence + "\n", rule)]


@pytest.mark.parametrize(
    ("leaning", "standing"),
    [
        (
            "三天以后，应当在5日内把会议的决定张榜公布给全体党员。",
            "支部应当在5日内把会议的决定张榜公布给全体党员。",
        ),
        (
            "解除之后，还可以责令他接受不超过三年的社区康复。",
            "戒毒人员还可以被责令接受不超过三年的社区康复。",
        ),
        (
            "第二件是短期集中培训，由县级党委组织，时间一般不少于三天。",
            "短期集中培训由县级党委组织，时间一般不得少于三天。",
        ),
        (
            "认为不属于自己职权范围的，应当自收到之日起5日内提出异议。",
            "收到的单位应当自收到信件之日起5日内提出书面的异议。",
        ),
        (
            "有了这笔钱，每户应当在5日内把用电的旧账交清。",
            "每一户都应当在5日内把用电的旧账交清。",
        ),
        (
            "第一种，支部应当在5日内把会议的决定张榜公布。",
            "支部委员会应当在5日内把会议的决定张榜公布。",
        ),
        (
            "前两种会议，应当提前5日通知全体党员到会。",
            "党员大会的会议，应当提前5日通知全体党员到会。",
        ),
        (
            "没有如实告知的，支部应当在5日内约他谈话一次。",
            "党员没有如实填写的，支部应当在5日内约他谈话一次。",
        ),
        (
            "也就是说，支部应当在5日内把决定张榜公布给党员。",
            "因此，支部应当在5日内把决定张榜公布给党员。",
        ),
    ],
)
def test_a_figure_is_asked_where_its_statement_leans_on_nothing(leaning, standing):
    assert made(leaning) == []
    assert made(standing) != []


def test_more_points_are_not_announced_than_told():
    assert made("真正的变化有四条：会议应当提前5日通知全体党员。") == []
    assert made("规矩有两条：会议应当提前5日通知全体党员，决定当场宣读。") != []


@pytest.mark.parametrize(
    "name_only",
    [
        "基本服务项目，如65岁以上老人每年一次的免费体检。",
        "没有人事档案的、已经由上级党委审批的。",
    ],
)
def test_what_only_names_a_case_states_nothing(name_only):
    assert made(name_only, *FIGURES, "role_blank", "role_single", "role_judge") == []


def test_of_a_long_sentence_no_condition_is_told_without_what_follows():
    told = (
        "党章规定得很清楚，党员如果没有正当理由，连续6个月不参加党的组织生活，或不交纳党费，或不做党"
        "所分配的工作，经支部反复教育以后仍然不改正错误的，就被认为是自行脱党，由支部大会决定除名。"
    )
    assert [d for d in made(told) if "除名" not in d.focus and "脱党" not in d.focus] == []


def test_of_what_is_said_in_the_statement_how_often():
    assert made("党支部一般每年开展一次，组织党员对照入党誓词进行分析。") == []
    assert made("党支部一般每年开展一次民主评议，组织党员对照入党誓词进行分析。") != []


def test_how_often_is_not_asked_beside_the_months_it_falls_in():
    assert made("网格每年12月集中调整一次，平时保持不动。", "figure_single", "figure_judge") == []
    assert made("网格每年集中调整一次，平时保持不动。", "figure_single") != []


def test_how_often_ends_with_its_word():
    drafts = made("支部党员大会每个季度召开一次，会议由支部书记主持。", "figure_single")
    assert drafts
    for draft in drafts:
        assert draft.keys == ["每个季度"] and "）度" not in draft.focus


def test_a_head_and_what_is_said_of_it_are_parted():
    told = (
        "新标准的改动值得记住：一是防火，新标准要求整车使用塑料的总质量不得超过整车质量的5%，少装易燃的"
        "壳子；二是防篡改，控制器、电池和限速装置都加了锁，想要改动没有那么容易了。"
    )
    drafts = made(told)
    assert drafts
    assert [draft for draft in drafts if not draft.focus.startswith("新标准要求")] == []


@pytest.mark.parametrize("noun", ["草案", "材料", "领取期限", "资金", "名单"])
def test_a_paper_or_term_is_named_by_its_section(noun):
    told = f"{noun}应当在5日内张榜公布，接受党员监督。"
    assert made(told) == []
    named = f"支部工作讲解\n\n一、{noun}的规矩\n{told}\n"
    assert [d for rule in FIGURES for d in drafts_of(named, rule)]


@pytest.mark.parametrize("lead", ["从那以后，", "回来以后，", "再加上，", "因为，"])
def test_what_happened_before_is_leant_on(lead):
    assert made(lead + "支部应当在5日内把决定张榜公布给党员。") == []


@pytest.mark.parametrize(
    "told",
    [
        "矛盾到了他们手上，应当在3天内上门调解。",
        "一本账，应当在3天内拍照上传到平台。",
        "要在72小时以内服用，越早越好。",
        "离开所在的县2日以上，必须书面报告。",
    ],
)
def test_who_it_is_and_what_of_must_be_said(told):
    assert made(told) == []
