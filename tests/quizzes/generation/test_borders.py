"""Where a member of a list begins and ends: never inside a word."""

import pytest

from quizzes.generation.clauses import is_dangling
from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "红色精神讲解\n\n一、精神的由来\n"


def formulas(sentence: str) -> list[list[str]]:
    lesson, facts = found_in(HEAD + sentence + "\n", "list")
    return [
        [lesson.seen(span) for span in fact.members] for fact in facts if fact.form == "formula"
    ]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        (
            "它与井冈山精神、长征精神相比，延安精神相比，各有不同。与井冈山精神、长征精神、延安精神相比，它更晚。",
            "它弘扬的是长征精神、延安精神、抗战精神，也写进了校史。",
        ),
        (
            "他大力倡导宣传党的路线方针政策下基层、调查研究下基层、信访接待下基层。",
            "他大力倡导调查研究下基层、信访接待下基层、现场办公下基层。",
        ),
        (
            "老师要讲清思想政治工作、群众宣传工作、组织建设工作的关系。",
            "老师要讲清的是群众宣传工作、干部教育工作、组织建设工作的关系。",
        ),
    ],
)
def test_a_run_of_like_words_begins_where_a_word_may(cut, whole):
    assert formulas(cut) == []
    assert len(formulas(whole)) == 1


def test_a_word_the_lesson_uses_elsewhere_ends_before_the_first_member():
    told = "逐步提高社会治理社会化、法治化、智能化、专业化的水平。"
    alone = "这里说的社会治理，靠的是大家。"
    assert formulas(told) == []
    assert formulas(told + alone) == [["社会化", "法治化", "智能化", "专业化"]]


def test_one_character_at_the_end_belongs_to_its_word():
    sentence = "要坚持“科学立法、严格执法、公正司法”的原则，坚持依法办事。"
    gaps = {d.accepted[0][0] for d in drafts_of(HEAD + sentence + "\n", "list_blank")}
    assert gaps == {"严格执法"}


def test_a_set_is_told_with_whoever_stands_before_it():
    named = "“两参一改”，即干部参加劳动、工人参加管理、改革不合理制度"
    lead = (
        "毛泽东同志这一年三月二十二日在鞍山市委关于技术革新和技术革命运动开展情况的报告上"
        "作了长长的批示，要求各地学习，"
    )
    end = "。\n"
    assert drafts_of(HEAD + lead + "企业里有" + named + end, "members_blank")
    assert not drafts_of(HEAD + lead + "肯定了" + named + end, "members_blank")


def test_what_a_set_makes_up_is_told_with_it():
    told = (
        "党员要带头，居民的事情由居民来定。居委会是居民自我管理、自我教育、自我服务的基层群众性自治组织，"
        "上级部门的事它也帮着办，但它不是街道的下级，街道与它是指导和协助的关系，"
        "这一点常常有人弄混，街道自己也常常忘记了这一点。"
    )
    drafts = drafts_of(HEAD + told + "\n", "members_judge")
    drafts += drafts_of(HEAD + told + "\n", "members_single")
    assert drafts and all("自治组织" in draft.stem for draft in drafts)


def test_a_saying_the_rest_of_the_sentence_repeats_is_not_typed():
    echoed = "扑火的原则是“打早、打小、打了”，但早和小都要以安全为前提。"
    plain = "扑火的原则是“打早、打小、打了”，但都要以安全为前提。"
    assert drafts_of(HEAD + echoed + "\n", "list_blank") == []
    assert drafts_of(HEAD + plain + "\n", "list_blank") != []


def test_what_is_divided_stands_before_the_list():
    assert is_dangling("分为优秀、合格、不合格三个等次")
    assert not is_dangling("评议结果分为优秀、合格、不合格三个等次")


def test_the_count_behind_a_list_is_no_part_of_its_last_member():
    told = "评议结果分为优秀、合格、基本合格、不合格四个等次。"
    lesson, facts = found_in(HEAD + told + "\n", "list")
    assert [lesson.seen(fact.members[-1]) for fact in facts] == ["不合格"]


def test_a_count_behind_closes_a_list():
    def lists(told: str) -> list[list[str]]:
        lesson, facts = found_in(HEAD + told + "\n", "list")
        return [[lesson.seen(m) for m in f.members] for f in facts if f.form == "divided"]

    assert lists("对党组织问责的方式有检查、通报、改组三种。") == [["检查", "通报", "改组"]]
    assert lists("对党组织问责的方式有检查、通报、改组等。") == []


def test_what_a_spirit_comes_to_is_asked_without_who_said_so():
    told = (
        "2009年4月，他到兰考考察，把{}“亲民爱民、艰苦奋斗、科学求实、迎难而上、无私奉献”二十个字。"
    )
    summed = told.format("焦裕禄精神概括为")
    (draft,) = drafts_of(HEAD + summed + "\n", "list_blank")
    assert "指出：焦裕禄精神被概括为“" in draft.stem and "他" not in draft.stem
    assert drafts_of(HEAD + told.format("这些话写成了") + "\n", "list_blank") == []
