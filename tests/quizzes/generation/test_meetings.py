"""Congresses and plenums in time, and the questions that set them beside each other."""

import pytest

from quizzes.generation.meetings import beside, moment
from tests.quizzes.generation.samples import drafts_of, lesson_of

LESSON = "一、总论\n要增强人民群众的获得感。党的十九届六中全会通过了决议。\n"


def test_meetings_are_ordered_in_time():
    names = ["党的十一届三中全会", "党的十八大", "党的十八届三中全会", "二十大报告"]
    assert [moment(name) for name in names] == sorted(moment(name) for name in names)
    assert moment("黨的二十屆三中全會") == moment("党的二十届三中全会")


@pytest.mark.parametrize("name", ["中央政治局会议", "党的二十届九中全会", "《决定》"])
def test_other_meetings_have_no_moment(name):
    assert moment(name) is None


def test_of_two_halves_of_a_name_each_is_not_in_another_option():
    told = "会议提出“健全基层协商的工作制度”，写进了党的十一届三中全会的公报。"
    other = "十一届三中全会提出“有法可依、有法必依、执法必严、违法必究”。"
    more = "党的十八届三中全会提出“推进国家治理体系和治理能力现代化”。"
    for draft in drafts_of(f"一、总论\n{told}{other}{more}\n", "attribution"):
        key = draft.keys[0]
        term, number = key.split("届")
        wrong = [w.split("届") for w in draft.wrong]
        assert not {term} & {w[0] for w in wrong} or not {number} & {w[1] for w in wrong}
        assert len({w.startswith("党的") for w in [key, *draft.wrong]}) == 1


def test_neighbours_are_of_the_same_kind_and_nowhere_in_the_lesson():
    near = beside("党的二十届三中全会", lesson_of(LESSON), earlier=True)
    assert near[0] == "党的二十届二中全会" and len(near) == 3
    assert "党的十九届六中全会" not in near
    assert all(moment(name) < moment("党的二十届三中全会") for name in near)
    assert beside("党的十九大报告", lesson_of(LESSON), earlier=True)[0] == "党的十八大报告"
    assert beside("座谈会", lesson_of(LESSON), earlier=False) == []


def test_names_are_written_as_the_lesson_writes():
    lesson = lesson_of("一、總論\n黨的二十屆三中全會提出「健全社會工作體制機制」，明確了任務。\n")
    assert beside("黨的二十屆三中全會", lesson, earlier=True)[0] == "黨的二十屆二中全會"


def test_options_stand_in_time_and_nothing_later_than_the_source():
    told = "一、总论\n党的十九届四中全会提出“建设人人有责的社会治理共同体”，明确了方向。\n"
    (draft,) = drafts_of(told, "attribution")
    times = [moment(choice.text) for choice in draft.choices]
    assert times in (sorted(times), sorted(times, reverse=True))
    assert max(times) == moment("党的十九届四中全会")


def test_who_said_it_first_is_asked_as_that():
    told = "一、总论\n党的十八届三中全会首次提出“推进国家治理体系现代化”，意义深远。\n"
    (draft,) = drafts_of(told, "attribution")
    assert draft.stem == "根据本课，首次提出「推进国家治理体系现代化」的是下列哪一项？"


def test_a_meeting_before_the_word_was_coined_is_no_option():
    told = (
        "一、总论\n2019年11月，习近平总书记首次提出全过程人民民主的重大理念。\n"
        "党的二十大报告指出“基层民主是全过程人民民主的重要体现”，作出部署。\n"
    )
    assert all("十八大" not in text for d in drafts_of(told, "attribution") for text in d.wrong)


def test_a_book_stands_beside_books_only():
    told = (
        "一、总论\n《晏子春秋》写道：“廉者，政之本也。”《训俭示康》写道：“由俭入奢易，由奢入俭难。”\n"
        "《禁止馈送檄》写道：“一丝一粒，我之名节。”《关于加强家风建设的意见》指出：“以家风促党风，蔚然成风。”\n"
    )
    for draft in drafts_of(told, "attribution"):
        official = ["意见" in text for text in [*draft.keys, *draft.wrong]]
        assert len(set(official)) == 1
