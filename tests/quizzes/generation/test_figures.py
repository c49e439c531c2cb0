"""Questions on figures: what may be asked of them, and which neighbour makes a false statement."""

import re

import pytest

from common.folding import fold
from quizzes.generation.generating import generate
from tests.quizzes.generation.samples import drafts_of, outline_from

HEAD = "议事规则讲解\n\n一、村民议事的规则\n"
NAMES = ("figure_single", "figure_blank", "figure_judge", "figures_blank", "swap_judge")


def made(sentence: str, *rules: str):
    return [d for rule in rules or NAMES for d in drafts_of(HEAD + sentence + "\n", rule)]


@pytest.mark.parametrize(
    ("sentence", "true", "is_more"),
    [
        ("村里规定，议事会每次到会的代表不得少于9人，人数不足的改期再开。", 9, True),
        ("村里规定，议定的事项应当在5日内张榜公布，接受村民监督。", 5, False),
        # As a condition it is the other way round: what is due from 3 on is due from 4 on.
        ("村民代表连续3次不到会的，应当由村民小组另行推选。", 3, False),
        ("村里规定，党员3人以上的村民小组应当成立党小组。", 3, False),
        # Not within two years is not within one either; what comes in three hours comes in two.
        ("受处分的党员2年内不得提任，期满再看表现。", 2, True),
    ],
)
def test_the_false_figure_is_one_the_true_one_does_not_entail(sentence, true, is_more):
    false = [d for d in made(sentence, "figure_judge") if d.truth is False]
    assert false, "no false statement was made"
    for draft in false:
        told = fold(draft.focus)
        kept = fold(sentence)
        figures = [int(w) for w in "".join(c if c.isdigit() else " " for c in told).split()]
        assert figures and str(true) in kept
        assert all((figure > true) is is_more for figure in figures)


@pytest.mark.parametrize(
    "sentence",
    [
        # The neighbours that are shown give it away.
        "村里规定，议事会的记录分三年或者五年两档保存，由文书统一编号。",
        # Where it was said in an example, no rule was set.
        "举个例子，议事会应当在5日内公布结果，否则由监督小组催办。",
    ],
)
def test_no_figure_is_asked_of_it(sentence):
    assert made(sentence) == []


def test_half_is_accepted_in_all_its_writings():
    sentence = "村里规定，议事会须有半数以上代表到会方可召开，议定事项当场宣读。"
    accepted = [d.accepted[0] for d in made(sentence, "figure_blank")]
    assert accepted
    assert {"半数", "一半", "二分之一", "50%"} <= set(accepted[0])


def test_the_same_share_of_area_and_heads_is_typed_twice():
    sentence = "表决时，应当由面积占比三分之二以上的业主且人数占比三分之二以上的业主参与。"
    assert made(sentence, "figure_blank", "figure_single") == []
    both = made(sentence, "figures_blank")
    assert [len(draft.accepted) for draft in both] == [2]


def test_alternatives_are_not_told_the_other_way_round():
    sentence = "村里规定，合同期限可以约定三年或者五年，到期前由双方商定。"
    assert made(sentence, "swap_judge") == []


def test_the_ends_of_a_range_are_not_told_the_other_way_round():
    ranged = "村里规定，党员在50人以上、不足100人的，可以设立总支部。"
    apart = "村里规定，议事会到会的人数不得少于9人，表决时同意的人数不得少于6人。"
    assert made(ranged, "swap_judge") == []
    assert len(made(apart, "swap_judge")) == 2


def test_a_figure_its_own_heading_tells_makes_no_statement():
    told = "书面合同应当自用工之日起三个月内订立，双方各存一份。\n"
    assert drafts_of("用工讲解\n\n一、三个月是条线\n" + told, "figure_judge") == []
    assert drafts_of("用工讲解\n\n一、合同是条线\n" + told, "figure_judge") != []


def test_how_often_is_not_asked_beside_a_word_that_says_so():
    told = "“按月”是说工资至少每月支付一次，约定的发薪日碰上节假日要提前支付。"
    assert made(told, "figure_single", "figure_judge") == []
    assert made(told.replace("“按月”是", "规定"), "figure_single", "figure_judge") != []


def test_what_a_name_covers_from_a_limit_on_it_covers_beyond():
    told = "洪水来时就近上到楼房的5层以上，叫做垂直避难，年年都要演练。"
    falses = [d for d in made(told, "figure_judge") if not d.truth]
    assert falses and not [d for d in falses if re.search("[6789]层", d.stem)]


def test_what_falls_due_before_a_day_is_a_figure():
    sentence = "召开业主大会会议，应当于会议召开十五日以前通知全体业主。"
    assert made(sentence, "figure_single")


def test_what_is_extended_becomes_no_shorter():
    told = "审批应当在三个月内完成，遇特殊情况可以适当延长，但不得超过六个月。"
    for draft in made(told, "figure_single"):
        if draft.keys == ["六个月"]:
            assert not {"一个月", "两个月"} & set(draft.wrong)


def test_beside_a_figure_of_its_unit_both_are_typed_and_none_is_chosen():
    told = "男性腰围达到90厘米、女性腰围达到85厘米的，应当到卫生站检查。"
    assert made(told, "figure_single") == []
    assert made(told, "figures_blank") != []


def test_figures_of_one_sentence_do_not_answer_each_other():
    told = HEAD + "户主应当在5日内交齐材料，村委会应当在9日内给出答复，双方都要签字。\n"
    quiz = generate(outline_from(told))
    blanks = [i for i in quiz.items if i.kind in ("single", "blank") and len(i.accepted) < 2]
    assert len(blanks) <= 1


@pytest.mark.parametrize(
    "told",
    [
        # Each band goes on where the one before it ends.
        "风力8至9级的应当停工，10至11级的应当撤离，12级以上的应当转移到安置点。",
        # Of what, the part before it says.
        "新上岗的人员，岗前培训不得少于24学时；煤矿和非煤矿山等单位不得少于72学时，结果记在卡上。",
        # Three of a kind stand in a row: once in a row is none.
        "会长连续任职不得超过2届，期满的要换人。",
    ],
)
def test_what_another_part_tells_or_bounds_is_not_asked(told):
    drafts = made(told, "figure_single", "figure_judge", "figure_blank")
    assert not [
        d for d in drafts if "72" in d.keys or "超过一届" in d.focus or "超过1届" in d.focus
    ]
    assert not [d for d in drafts if d.rule != "figure_judge" and "级" in "".join(d.keys)]


def test_what_was_changed_bounds_what_it_was():
    told = "基础养老金的最低标准应当为每月123元，后来提高到143元。"
    assert made(told, "figure_single", "figure_judge", "figure_blank") == []


def test_beside_another_share_no_share_is_chosen():
    told = "会议要有半数以上委员到会方可召开，任免干部须有三分之二以上委员到会。"
    assert not [d for d in made(told, "figure_single") if d.keys == ["三分之二"]]


def test_one_alone_does_nothing_together():
    for draft in made(
        "发现火情以后，应当两人以上结伴处置，一边上报。", "figure_single", "figure_judge"
    ):
        assert not {"一人"} & set(draft.wrong) and "一人以上" not in draft.focus


def test_no_working_day_has_more_hours_than_twelve():
    told = "工人要求实行每天不超过8小时工作制，另外还要求36小时的连休。"
    for draft in made(told, "figure_single"):
        assert "36小时" not in draft.wrong


def test_what_adds_up_in_numerals_is_not_asked():
    told = "每节课应当为四十五分钟，讲二十分钟，练二十五分钟，下课前做一遍。"
    assert [d for d in made(told, "figure_blank") if "四十五" in d.accepted[0]] == []


@pytest.mark.parametrize(
    "told",
    [
        "小学生每天睡眠应当达到10小时，初中生9小时，高中生8小时。",
        "9号楼的电梯总造价58万元，财政应当补助20万元，剩下38万元由业主分摊。",
        "一岁以下的婴儿不得挤压肚子，要头低脚高地拍背。",
    ],
)
def test_what_the_rest_of_the_statement_gives_is_not_asked(told):
    assert made(told, "figure_single", "figure_blank") == []


def test_no_group_is_made_up_of_one():
    for draft in made(
        "考察组应当由两名以上成员组成，一同下去谈话。", "figure_single", "figure_judge"
    ):
        assert not {"一名"} & set(draft.wrong) and "一名以上" not in draft.focus


def test_what_a_ratio_shows_is_not_asked():
    told = "坡道的坡度不应大于1:12，升高一厘米至少要有十二厘米的水平长度。"
    assert not [d for d in made(told, "figure_single") if d.keys == ["十二厘米"]]


def test_a_figure_in_old_numerals_is_asked_as_a_whole():
    told = "村里规定，每次探访应当在廿四小时内填写一页记录，交给小组长保存。"
    for draft in made(told):
        assert "廿" not in draft.stem or "廿四小时" in draft.stem
        assert "四小时" not in draft.keys


def test_how_bad_it_can_get_is_not_told_falsely():
    risk = "村里规定，每个护林点应当至少有4名护林员值守，少了就可能误事。"
    rule = "村里规定，每个护林点应当至少有4名护林员值守，防火期里不得脱岗。"
    assert made(risk, "figure_judge") == []
    assert made(rule, "figure_judge") != []


def test_how_often_is_asked_without_the_clause_that_tells_it():
    told = "党支部每年至少召开一次组织生活会，一般安排在第四季度，也可以随时召开。"
    (draft,) = made(told, "figure_single")
    assert draft.stem.endswith("党支部（　　）至少召开一次组织生活会。")
    leaning = "每年至少召开一次，一般安排在第四季度，由支部委员会来召集。"
    assert made(leaning, "figure_single") == []


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("村里规定，烧熟煮透的食品，中心温度应当达到70℃以上。", ("figure_blank",)),
        ("每一家的样菜分开装好，冷藏48小时以上。", ("figure_blank",)),
    ],
)
def test_a_limit_at_the_end_is_no_condition(told, rules):
    assert made(told, *rules)
    assert made(told.replace("应当达到", "").replace("冷藏", "吃席的人坐了"), *rules) == []


@pytest.mark.parametrize("rough", ["一两", "两三", "三五"])
def test_a_rough_figure_is_none(rough):
    told = "村里规定，每户应当在{}天以内把地里的秸秆全部清理干净。"
    assert made(told.format(rough)) == []
    assert made(told.format("三")) != []


def test_no_day_has_twenty_five_hours():
    told = "村里规定，护林员一天在岗不得少于10小时，遇大风天还要加人。"
    for draft in made(told, "figure_single"):
        assert all(int(re.match(r"\d+", wrong)[0]) <= 16 for wrong in draft.wrong)


@pytest.mark.parametrize(
    ("reckoned", "plain", "figure"),
    [
        (
            "村里规定，会费由10户按每户每月55元收取，一年一共正好6600元。",
            "村里规定，会费由10户按每户每月不超过55元收取，年底公布账目。",
            "55",
        ),
        (
            "村里规定，总造价不得超过56万元，补贴25万元，剩余31万元由各户分摊。",
            "村里规定，总造价不得超过56万元，剩余部分由各户自己分摊。",
            "56",
        ),
    ],
)
def test_what_can_be_reckoned_from_the_stem_is_not_asked(reckoned, plain, figure):
    def asked(told: str) -> bool:
        answers = [a for d in made(told) for a in (*d.keys, *(g[0] for g in d.accepted))]
        return any(answer.startswith(figure) for answer in answers)

    assert not asked(reckoned)
    assert asked(plain)


def test_a_pace_beside_another_is_no_statement():
    two = "村里规定，河长应当每季度至少巡河一次，巡河员则天天上堤。"
    one = "村里规定，河长应当每季度至少巡河一次，巡河员要做好记录。"
    assert made(two, "figure_judge") == []
    assert made(one, "figure_judge") != []


def test_a_span_without_what_it_is_for_says_nothing():
    cut = (
        "村里规定，开店的人自办理登记当月起三年之内，按每户每年的限额依次扣减他应当缴纳的"
        "各种税款和附加，直到扣完为止，扣不完的不再结转到下一年里去。"
    )
    for draft in made(cut):
        assert not draft.focus.rstrip("。").endswith("内")


def test_how_many_kinds_there_are_is_not_asked():
    assert made("村里规定，机关里的表现可以归为四类，每一类都要对照检查。") == []
    assert made("村里规定，检查组应当不少于四人，每一次都要对照检查。") != []


def test_what_is_done_each_month_is_not_done_twenty_times_a_year():
    told = "村里规定，护林员每月巡山，每年不得少于10次，遇大风天还要加巡。"
    alone = "村里规定，护林员每年巡山不得少于10次，遇大风天还要加巡。"
    assert made(told, "figure_single") == []
    assert made(alone, "figure_single") != []


def test_an_illustration_sets_nothing():
    assert made("比方说，村里规定基本水费每月不得超过3元，包1方水。") == []
    assert made("村里规定，基本水费每月不得超过3元，不得提前收取。") != []


def test_of_two_at_least_one_is_not_asked():
    told = "村里规定，评估必须由两名评估人员到场完成，其中至少一人有医护背景。"
    assert not [d for d in made(told, "figure_blank") if d.accepted[0][0] == "一"]
    assert made(told.replace("其中至少一人", "其中至少三人"), "figure_blank")


def test_the_decimals_of_a_figure_are_not_asked_alone():
    told = "村里规定，泳池水温达到二十六点五度以上方可开放，每天记录两遍水温。"
    assert not [d for d in made(told) if "点" in d.stem.partition("（　　）")[0][-1:]]
    assert made(told.replace("二十六点五", "二十五"))
