"""What the desk shows of a draft: lines, folds, damage in context, pictures, the outline."""

import pytest

from lessons.changes import marked
from lessons.desk import desk, lines_of, repairs_of, tree_of
from lessons.draft_forms import deepest_at
from lessons.services.drafts import outline_of
from tests.factories import make_draft, make_outline
from tests.lessons.desks import DAMAGED, damaged_outline

pytestmark = pytest.mark.django_db


def shown(outline, **query):
    return desk(make_draft(outline), query)


def words(line):
    return "".join(run.text for run in line.runs)


def test_lines_hold_every_section_and_question_once_and_in_order():
    outline = outline_of(make_draft())
    lines = lines_of(outline, [])
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    text = "".join("".join(words(line).split()) for line in lines)
    assert text == "".join(outline.text.removeprefix(outline.title).split())


def test_what_is_sound_and_far_from_damage_is_folded():
    context = shown(DAMAGED)
    folds = [(group.first, group.last, group.is_folded) for group in context["groups"]]
    assert folds == [(1, 12, True), (13, 18, False), (19, 27, True)]
    assert [g.is_folded for g in shown(make_outline())["groups"]] == [False]


def test_the_chosen_line_is_never_folded():
    start = DAMAGED["sections"][0]["paragraphs"][3][0]
    context = shown(DAMAGED, line=str(start))
    assert context["chosen"].start == start
    group = next(g for g in context["groups"] if any(x.start == start for x in g.lines))
    assert not group.is_folded


def test_damage_is_shown_within_its_own_line():
    outline = outline_of(make_draft(DAMAGED))
    repairs = repairs_of(outline, [outline.damage[3].start])
    assert [(r.before, r.after) for r in repairs[:2]] == [
        ("大家都来", "党章程里写得明白。"),
        ("教", "要认真(zhēn)。"),
    ]
    assert [r.is_left for r in repairs] == [False, False, False, True]
    assert repairs[0].proposals == ["。《中國共產", "。《中国共产"]
    line = next(x for x in lines_of(outline, repairs) if len(x.repairs) == 2)
    assert [run.text for run in line.runs if run.damage] == ["学(xué)", "真(zhēn)"]
    assert words(line) == "教学(xué)要认真(zhēn)。"


def test_the_tree_counts_damage_where_it_stands_and_prints_numbers():
    tree = tree_of(outline_of(make_draft(DAMAGED)))
    assert [(row["label"], row["damaged"]) for row in tree] == [("一、", 0), ("二、", 1)]
    (child,) = tree[0]["children"]
    assert (child["label"], child["damaged"]) == ("（一）", 3)


def test_pictures_stand_before_the_line_they_precede_and_none_is_lost():
    text = make_outline()["text"]
    place = text.index("定下的事要有人办")
    pictures = [
        {"number": 1, "start": 0, "alt": ""},
        {"number": 2, "start": place, "alt": "图"},
        {"number": 3, "start": len(text), "alt": ""},
    ]
    lines = [x for g in shown(make_outline(pictures=pictures))["groups"] for x in g.lines]
    found = {line.start: [p.number for p in line.pictures] for line in lines if line.pictures}
    assert found == {lines[0].start: [1], place: [2]}
    assert [p.number for line in lines for p in line.pictures_after] == [3]
    assert [p.number for p in lines[-1].pictures_after] == [3]


def test_rows_of_a_table_are_lines_in_columns():
    parts = (
        (1, "一、", "一", "甲", ["单独一行\t有一个空", ]),
        (1, "二、", "二", "乙", ["职务\t姓名\t电话", "书记\t王敏", "委员\t\t110", "话。"]),
    )  # fmt: skip
    lines = lines_of(outline_of(make_draft(make_outline(parts))), [])
    assert [line.columns for line in lines[:6]] == [0, 0, 0, 3, 3, 3]
    words = [["".join(run.text for run in cell) for cell in line.cells] for line in lines[3:6]]
    assert words == [["职务", "姓名", "电话"], ["书记", "王敏", ""], ["委员", "", "110"]]
    assert lines[6].columns == 0


def test_damage_in_a_cell_is_marked_in_its_cell():
    outline = damaged_outline(
        ((1, "一、", "一", "甲", ["职务\t姓名", "书\ufffd\t王敏"]),), [("fffd", "\ufffd", [])]
    )
    row = lines_of(outline_of(make_draft(outline)), [])[2]
    assert [[(run.text, run.damage is not None) for run in cell] for cell in row.cells] == [
        [("书", False), ("\ufffd", True)], [("王敏", False)],
    ]  # fmt: skip


def test_a_heading_may_go_one_level_below_the_one_before_it():
    outline = outline_of(make_draft())
    by_heading = {section.heading: section.start for section in outline.sections}
    assert deepest_at(outline, by_heading["为什么要议事"]) == 1
    assert deepest_at(outline, by_heading["人人有责"]) == 2
    assert deepest_at(outline, by_heading["怎样议事"]) == 3


@pytest.mark.parametrize(
    "query", [{"line": "x"}, {"line": "9" * 99}, {"edit": "s99"}, {"edit": ""}]
)
def test_a_choice_of_nothing_chooses_nothing(query):
    assert shown(make_outline(), **query)["chosen"] is None


@pytest.mark.parametrize(
    ("old", "new", "only_old", "only_new"),
    [
        ("大家的事大家商量。", "大家的事大家办。", "商量", "办"),
        ("新话。", "", "新话。", ""),
        ("", "新话。", "", "新话。"),
        ("完全不同的一句", "abcdefgh", "完全不同的一句", "abcdefgh"),
    ],
)
def test_changed_words_are_marked_on_their_side_and_the_sentences_stay_whole(
    old, new, only_old, only_new
):
    left, right = marked(old, new)
    assert "".join(each.text for each in left) == old
    assert "".join(each.text for each in right) == new
    assert "".join(each.text for each in left if each.is_only_here) == only_old
    assert "".join(each.text for each in right if each.is_only_here) == only_new
