"""How a figure may be typed."""

import pytest

from quizzes.generation.candidates.english.ladders import spellings
from quizzes.generation.candidates.figure_spellings import figure_spellings
from tests.quizzes.generation.samples import material_of


def typed(told: str, figure: str, unit: str = "") -> tuple[str, ...]:
    material = material_of("一、总论\n" + told + "\n")
    start = material.lesson.text.index(figure + unit)
    gap = (start, start + len(figure))
    return figure_spellings(material, gap, (start, gap[1] + len(unit)))


@pytest.mark.parametrize(
    ("told", "figure", "unit", "others"),
    [
        ("应当在十日内公布。", "十", "日", {"十日", "10", "10日"}),
        ("应当在10日内公布。", "10", "日", {"十", "十日"}),
        ("任期改为两年。", "两", "年", {"2", "二", "二年"}),
        ("奖品要花四万元。", "四万", "元", {"4万", "40000", "4万元"}),
        ("满意率低于百分之八十。", "百分之八十", "", {"80%", "八成", "8成", "五分之四"}),
        ("差额不少于百分之二十。", "百分之二十", "", {"20%", "两成", "五分之一", "1/5"}),
        ("不低于工资的百分之二百。", "百分之二百", "", {"200%", "百分之两百", "两倍", "2倍"}),
        ("罚款二万元。", "二万", "元", {"两万", "两万元", "2万", "20000元"}),
        ("承担不超过百分之十的责任。", "百分之十", "", {"10%", "十分之一", "1/10", "一成"}),
        ("满意率低于80%。", "80", "%", {"百分之八十", "八成"}),
        ("成活率超过九成。", "九成", "", {"90%", "百分之九十", "9/10"}),
        ("到会人数不少于五分之四。", "五分之四", "", {"4/5", "80%", "百分之八十"}),
        ("差额为三分之一。", "三分之一", "", {"1/3"}),
        ("到会的超过一半。", "一半", "", {"50%", "百分之五十", "五成", "1/2"}),
        ("每次为一至二天。", "一至二", "天", {"一两", "一两天", "1-2"}),
        ("周期为一至三年。", "一至三", "年", {"1至3", "1-3", "一到三", "1—3年"}),
        ("距离以2至3米为宜。", "2至3", "米", {"两到三", "两三", "2或3", "两至三米"}),
        ("由3至5人组成。", "3至5", "人", {"3-5", "3到5人"}),
        ("一九三七年讲授。", "一九三七", "年", {"1937", "1937年"}),
        ("2023年组建。", "2023", "年", {"二〇二三", "2023年"}),
        ("每天9:00开门。", "9:00", "", {"9点", "9时"}),
    ],
)
def test_other_writings_are_accepted(told, figure, unit, others):
    accepted = typed(told, figure, unit)
    assert accepted[0] == figure
    assert others <= set(accepted)


def test_the_ends_of_a_wider_range_are_no_choice_of_two():
    assert "1或3" not in typed("期限为一至三年。", "一至三", "年")
    assert "1或2" in typed("期限为一至二年。", "一至二", "年")


def test_a_traditional_lesson_is_answered_in_its_script():
    accepted = typed("會議應當在兩個月內召開，並且通知大家。", "兩", "個月")
    assert "兩" in accepted and "2" in accepted and "两" not in accepted


def test_an_english_figure_stays_as_it_is():
    told = "Members pay the fee within 5 days of the meeting. The clerk keeps the book."
    material = material_of(told)
    start = material.lesson.text.index("5")
    assert figure_spellings(material, (start, start + 1), (start, start + 6)) == ("5", "5 days")


def test_english_figures_are_typed_in_words_and_digits():
    assert spellings("48") == ["forty-eight", "48"]
    assert spellings("forty-eight") == ["forty-eight", "48"]
