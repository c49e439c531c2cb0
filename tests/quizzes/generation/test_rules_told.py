"""Rules told in passing: cases that name themselves, points behind a colon, steps of a path."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in, material_of

HEAD = "支部工作讲解\n\n一、会议的规矩\n"
FIGURES = ("figure_single", "figure_blank", "figure_judge", "figures_blank", "swap_judge")


def stems(sentence: str, *rules: str) -> list[str]:
    drafts = [d for rule in rules or FIGURES for d in drafts_of(HEAD + sentence + "\n", rule)]
    return [draft.stem for draft in drafts]


def test_a_case_that_names_itself_needs_not_what_stands_before_it():
    led = "另一头也要防止关门，连续两年没有发展党员的支部，由党工委派组织员驻点三个月。"
    told = stems(led, "figure_blank")
    assert told and all("连续____年没有发展党员的支部，由" in stem for stem in told)
    assert (
        stems(led.replace("没有发展党员的支部", "超出的"), "figure_blank") == []
    )  # who, is missing


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("街道规定，函调信20天未回的，由支部电话催办。", True),
        ("那一年，函调信20天未回，大家都很着急。", False),
        (
            "镇里在法律要求之外又加了两条：新任调解员上岗前跟班不少于10件，在岗调解员每年培训不少于24学时。",
            True,
        ),
        (
            "镇里在法律要求之外又加了三条：新任调解员上岗前跟班不少于10件，在岗调解员每年培训不少于24学时。",
            False,
        ),
        ("修订以后，村民委员会每届任期由三年改为五年。", True),
        ("棠溪县实行“一三七”办理：一个工作日内回复，三个工作日内告知，七个工作日内答复。", False),
        ("算一笔账：支部应到21人，赞成的不得少于11人。", False),
    ],
)
def test_a_figure_is_asked_where_a_rule_sets_it(sentence, is_asked):
    assert bool(stems(sentence)) is is_asked


def test_what_held_before_a_change_is_not_asked():
    answers = [
        d.accepted[0][0]
        for d in drafts_of(HEAD + "每届任期由三年改为五年，从下一届起执行。\n", "figure_blank")
    ]
    assert answers == ["五"]


def test_a_call_and_then_a_visit_are_not_turned_round():
    assert (
        stems("街道规定，函调信20天未回的电话催办，40天未回的派两名党员上门。", "swap_judge") == []
    )


def test_a_paper_named_once_is_known_by_its_last_word():
    rule = "细则规定，镇级河长每半年召开一次会议，会议材料提前5天送达。"
    named = "镇里印发《青苇镇河长履职细则》，贴在各村。"
    assert stems(named + rule) != []
    assert stems(named + "县里印发《青苇县巡河细则》。" + rule) == []


def test_a_statement_is_told_under_its_step():
    steps = "".join(f"第{n}件事要慢慢说清楚，急不得也慢不得。" for n in "一二三四五六七八九十")
    text = HEAD + steps + "\n第三步是问。由学生委员发放问卷，回收率应当达到80%。\n"
    (draft, *_) = drafts_of(text, "figure_blank")
    assert draft.stem.startswith("「会议的规矩」一节讲到「第三步是问」时指出：由学生委员")


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        (
            "大会依次是对象汇报、介绍人表明意见、支部报告审查情况、与会党员讨论和无记名投票。",
            ["对象汇报", "介绍人表明意见", "支部报告审查情况", "与会党员讨论", "无记名投票"],
        ),
        (
            "四个阶段依次是申请入党、积极分子的确定和培养、发展对象的考察、预备党员的教育和转正。",
            ["申请入党", "积极分子的确定和培养", "发展对象的考察", "预备党员的教育和转正"],
        ),
        (
            "骗局要走四段：\n（1）搭线，接近你；\n（2）养信，给甜头；\n（3）造急，限时；\n（4）收网，催账。",
            ["搭线", "养信", "造急", "收网"],
        ),
    ],
)
def test_steps_that_are_told_to_be_in_order_are_a_sequence(sentence, steps):
    lesson, facts = found_in(HEAD + sentence + "\n", "sequence")
    assert [lesson.cut(member) for member in facts[0].members] == steps


def test_points_that_are_no_path_stay_points():
    text = "移交主要有四样：\n（1）公章；\n（2）办公用具；\n（3）工作档案；\n（4）债权债务。"
    assert material_of(HEAD + text + "\n").of("sequence") == []


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("2003年，浙江省长兴县率先试行河长制。", "长兴县"),
        ("红二十五军最先到达陕北，出发时不足三千人，到达时有三千四百余人。", "红二十五军"),
        ("12381是涉诈预警劝阻短信，收到以后要停下手里的操作。", "12381"),
    ],
)
def test_who_was_first_and_which_line_it_is_are_typed(sentence, answer):
    (draft,) = drafts_of(HEAD + sentence + "\n", "first_blank")
    assert answer in draft.accepted[0]


@pytest.mark.parametrize(
    ("leaning", "standing"),
    [
        (
            "办不结的，应当在15日内由书记直接过问并答复群众。",
            "办不结的事项，应当在15日内由书记直接过问并答复群众。",
        ),
        (
            "受理告知　　应当在15日内办结　　自收到之日起。",
            "受理告知应当在15日内办结，自收到之日起计算。",
        ),
        (
            "前一个社区应当在15日内补开会议，后一个社区照旧。",
            "两个社区应当在15日内补开会议，补齐记录。",
        ),
    ],
)
def test_rows_of_tables_and_tales_of_two_are_no_rules(leaning, standing):
    assert stems(leaning) == []
    assert stems(standing) != []


def test_the_number_of_a_point_is_no_part_of_it():
    told = stems("四、有意见先找队长，队长应当在5个工作日内答复。", "figure_single")
    assert told and all("指出：有意见先找队长" in stem for stem in told)


def test_among_odd_numbers_stand_odd_ones():
    sentence = "选举委员会由村民推选产生，人数应当是不少于五人的单数。"
    (draft,) = drafts_of(HEAD + sentence + "\n", "figure_single")
    assert {choice.text for choice in draft.choices} <= {"三人", "五人", "七人", "九人"}


def test_what_everybody_knows_to_dial_is_not_asked():
    assert drafts_of(HEAD + "110是公安机关的报警电话，遇到险情要及时拨打。\n", "first_blank") == []
