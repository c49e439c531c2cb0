"""Sections that only demand: asked when nothing else can be asked of them."""

from collections import Counter

from quizzes.generation.generating import generate
from tests.quizzes.generation.samples import drafts_of, outline_from

OWN = (
    "（一）抓好协会党建\n要把党的领导贯穿协会各方面。强化党组织的政治引领作用，明确党组织的权责和活动方式，"
    "完善党组织参与重大事项决策制度。理顺和完善管理体制，创新党组织设置方式，做到应建尽建。"
    "广大党员要走在前头，带动身边的人一起努力，让大家都看得见变化，都说得出好处。"
    "这样做下去，久久为功，局面就会一天比一天好起来，人心也会一天比一天齐起来。\n"
)
OTHER = (
    "二、守护绿水青山\n（一）治好河道\n拓宽农民增收致富渠道，推动农村污水集中处理，完善河道日常巡查制度。\n"
    "三、办好乡村教育\n（一）建好学校\n改进偏远学校取暖条件，健全师生健康档案制度，整合乡镇图书馆藏书资源。\n"
    "四、照顾好老人\n（一）办好食堂\n规范社区助餐服务流程，培育本地家政服务品牌，提升护理人员技能水平。\n"
)
TEXT = "一、建强基层组织\n" + OWN + OTHER


def test_demands_of_other_chapters_are_the_wrong_options():
    (draft,) = drafts_of(TEXT, "demand_multiple")
    assert draft.keys[0] == "强化党组织的政治引领作用" and len(draft.keys) == 3
    assert draft.wrong and all(text in OTHER for text in draft.wrong)
    assert not any("党组织" in text or "协会" in text for text in draft.wrong)


def test_keys_share_no_word_with_the_heading():
    (draft,) = drafts_of(TEXT, "demand_multiple")
    assert not any("党建" in key or "协会" in key for key in draft.keys)


def test_a_section_asked_otherwise_gets_no_such_question():
    asked = OWN.replace(
        "广大党员", "根据“谁主管、谁承办、谁负责”的原则，每季度至少检查2次。广大党员"
    )
    for text, expected in ((TEXT, 1), ("一、建强基层组织\n" + asked + OTHER, 0)):
        rules = Counter(item.rule for item in generate(outline_from(text)).items)
        assert rules["demand_multiple"] == expected
