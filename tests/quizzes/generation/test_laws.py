"""When laws were passed and came into force."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "一、总论\n"
THREE = (
    "2019年6月1日，《河道保护法》正式施行。《林木条例》2020年3月5日通过，2020年9月1日起施行。"
    "《渔业管理办法》自2022年1月1日起施行。\n"
)


def laws(sentence: str):
    lesson, facts = found_in(HEAD + sentence + "\n", "law")
    return [tuple(lesson.seen(fact.spans[n]) for n in ("name", "date", "verb")) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2019年6月1日，《河道保护法》正式施行。", [("河道保护法", "2019年6月1日", "施行")]),
        (
            "《林木条例》由第三次会议于2020年3月5日通过，自2020年9月1日起施行。",
            [("林木条例", "2020年3月5日", "通过"), ("林木条例", "2020年9月1日", "施行")],
        ),
        ("新修订的《河道保护法》自2019年6月1日起施行。", [("河道保护法", "2019年6月1日", "施行")]),
        ("《林木条例》2007年7月1日施行，修订后的条例自2018年7月1日起施行。", []),  # which one?
        ("2019年6月1日，《河边的故事》正式出版。", []),
        ("《河道保护法》施行以来，2019年6月1日大水漫堤。", []),
    ],
)
def test_dates_belong_to_their_law(sentence, expected):
    assert laws(sentence) == expected


def test_dates_of_other_laws_are_the_wrong_ones_in_rising_order():
    drafts = drafts_of(HEAD + THREE, "law_single")
    assert len(drafts) == 4
    for draft in drafts:
        years = [choice.text for choice in draft.choices]
        assert years == sorted(years) and len(years) == 4


def test_three_laws_make_a_match_with_another_date_over():
    (match,) = drafts_of(HEAD + THREE, "law_match")
    assert len(match.pairs) == 3 and match.extra_right == ("2020年3月5日",)
    assert drafts_of(HEAD + THREE.partition("。")[2], "law_match") == []


def test_laws_are_known_without_their_marks_before_a_date():
    told = (
        "一、制度保障\n非物质文化遗产法自2011年6月1日起施行。英雄烈士保护法自2018年5月1日起施行。"
        "爱国主义教育法自2024年1月1日起施行。\n"
    )
    drafts = drafts_of(told, "law_single")
    assert len(drafts) == 3
    assert any("英雄烈士保护法施行的日期" in draft.stem for draft in drafts)
