"""What a statement is about, told before it in long sections."""

from dataclasses import replace

import pytest

from quizzes.generation.candidates import make_drafts
from quizzes.generation.context import in_context
from quizzes.generation.filters import sift
from tests.quizzes.generation.samples import drafts_of, material_of

HEAD = "社会保险讲解\n一、几种保险\n"
FILL = "".join(f"第{n}件事要慢慢说清楚，急不得也慢不得。" for n in "一二三四五六七八九十")
RULE = "社会保险行政部门应当自受理之日起60日内作出决定，当场告知本人。"


def stem(paragraph: str, *, fill: str = FILL) -> str | None:
    """The stem of the blank on the rule's figure; None where none is asked."""
    drafts = drafts_of(f"{HEAD}{fill}\n{paragraph}\n", "figure_blank")
    return next((draft.stem for draft in drafts if "60日" in draft.accepted[0]), None)


def test_in_a_long_section_what_it_is_about_is_told_before_it():
    told = stem("大家很关心。工伤认定的期限写得很清楚。" + RULE)
    assert told is not None
    assert told.startswith(
        "「几种保险」一节讲到「工伤认定的期限写得很清楚」时指出：社会保险行政部门"
    )


def test_what_opens_its_paragraph_and_a_short_section_need_no_telling():
    opening = stem(RULE)
    assert opening is not None and opening.startswith("「几种保险」一节指出：")
    short = stem("工伤认定的期限写得很清楚。" + RULE, fill="先说几句话。")
    assert short is not None and short.startswith("「几种保险」一节指出：")


@pytest.mark.parametrize(
    "before",
    [
        "这一条要记住。它写得很清楚。",  # leans itself
        "办完手续以后，大家都会来问一问的，问的人多了，说法也就多了。",
    ],
)
def test_where_nothing_before_it_says_so_it_is_not_asked(before):
    assert stem(before + RULE) is None


def test_what_is_left_out_is_counted():
    material = material_of(f"{HEAD}{FILL}\n这一条要记住。它写得很清楚。{RULE}\n")
    _, rejected = sift(make_drafts(material), material)
    assert rejected["topic"] > 0


def test_what_names_its_place_otherwise_stays_as_it_is():
    material = material_of(f"{HEAD}{FILL}\n工伤认定的期限写得很清楚。{RULE}\n")
    draft = next(d for d in make_drafts(material) if d.rule == "figure_blank")
    other = replace(draft, stem="根据本课，应当在几日内作出决定？")
    assert in_context(other, material) is other
    short = replace(draft, kind="short")
    assert in_context(short, material) is short


def test_a_traditional_lesson_is_told_in_its_script():
    text = "社會保險講解\n一、幾種保險\n" + FILL.replace("说清楚", "說清楚") + "\n"
    text += (
        "工傷認定的期限寫得很清楚。社會保險行政部門應當自受理之日起60日內作出決定，當場告知本人。\n"
    )
    (draft,) = (d for d in drafts_of(text, "figure_blank") if "60日" in d.accepted[0])
    assert draft.stem.startswith("「幾種保險」一節講到「工傷認定的期限寫得很清楚」時指出：")


def test_what_another_question_asks_for_is_not_told_before():
    assert stem("工伤认定要在30日内提出申请。" + RULE) is None


def test_a_definition_is_not_told_before_it_is_turned():
    told = (
        "邻里之间的约定有好几种。管理规约是业主之间共同订立的约定。居民公约是居民之间共同商量的约定。"
        "村规民约是村民之间共同遵守的约定。"
    )
    for draft in drafts_of(f"{HEAD}{FILL}\n{told}\n", "meaning_judge"):
        about = draft.stem.partition("」时指出：")[0]
        assert draft.truth or "之间共同" not in about


def test_a_case_and_a_way_back_are_not_what_it_is_about():
    for before in (
        "党员人数较多的支部，可以先由党小组评议，再把意见汇总起来交给大会。",
        "回到城东那个支部。",
    ):
        assert stem("大家很关心。" + before + RULE) is None


def test_what_names_itself_needs_no_telling():
    told = "大家很关心。他到这里来过，把助人精神概括为“亲民爱民、艰苦奋斗、科学求实、迎难而上”。"
    (draft,) = drafts_of(f"{HEAD}{FILL}\n{told}\n", "list_blank")
    assert draft.stem.startswith("「几种保险」一节指出：助人精神被概括为“")


def test_the_point_a_paragraph_opens_with_is_told_however_far_back_it_stands():
    told = stem("第二件，办好工伤认定。大家很关心。大家都来问。问的人多。" + RULE)
    assert told is not None
    assert told.startswith("「几种保险」一节讲到「办好工伤认定」时指出：社会保险行政部门")
    assert stem("第二件，办好。大家很关心。大家都来问。问的人多。" + RULE) is None  # which thing?


def test_the_nearest_point_within_a_paragraph_is_told():
    told = stem("做了几件事。一是办好失业登记。大家都来问。二是办好工伤认定。问的人多了。" + RULE)
    assert told is not None
    assert told.startswith("「几种保险」一节讲到「办好工伤认定」时指出：")


def test_a_short_opening_sentence_is_what_its_paragraph_is_about():
    told = stem("工伤认定有讲究。大家很关心。大家都来问，问的人多了。" + RULE)
    assert told is not None
    assert told.startswith("「几种保险」一节讲到「工伤认定有讲究」时指出：")
    assert stem("工伤认定是头一关。大家很关心。大家都来问。" + RULE) is None  # asked itself


def test_a_set_that_has_a_name_and_a_formula_with_its_noun_need_no_telling():
    named = "大家都来问。问的人多。所谓四无，就是无害虫、无变质、无鼠雀、无事故。"
    (draft,) = drafts_of(f"{HEAD}{FILL}\n{named}\n", "members_blank")
    assert draft.stem.startswith("「几种保险」一节指出：所谓四无，就是")
    formula = "大家都来问。问的人多。要坚持“覆盖全民、城乡统筹、权责清晰、保障适度”的社保方针。"
    (draft,) = drafts_of(f"{HEAD}{FILL}\n{formula}\n", "list_blank")
    assert draft.stem.startswith("「几种保险」一节指出：要坚持“")


def test_what_says_when_it_was_and_who_did_it_needs_no_telling():
    landmark = "1951年2月，中央人民政府政务院公布劳动保险条例，全国开始实行劳动保险。"
    text = f"{HEAD}{FILL}\n大家都来问。问的人多。{landmark}\n"
    material = material_of(text)
    draft = next(d for d in make_drafts(material) if "1951" in str(d.accepted))
    assert in_context(draft, material) is draft
    bare = landmark.replace("中央人民政府政务院", "厂里")
    other = material_of(text.replace(landmark, bare))
    draft = next(d for d in make_drafts(other) if "1951" in str(d.accepted))
    assert in_context(draft, other) is not draft
