"""Edits of an outline: whatever an editor does, the outline stays sound and no word gets lost."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.importing import edits
from lessons.importing.edits import EditError
from lessons.importing.outline import Damage, Fields, Image, Proposal, Warning, outline_from_dict
from lessons.importing.prompt_edits import set_prompts
from lessons.importing.reading import read_text
from lessons.importing.soundness import check_outline

LESSON = """社区议事怎样开
授课对象：社区工作者
授课时间：2小时（讲授90分钟，讨论30分钟）
教学目的：学会开好一次议事会。
一、为什么要议事
议事让居民参与进来。大家的事大家商量。
（一）事关和谐
邻里矛盾要在商量中化解。
商量也是学习的过程。
（二）事关效率
先商量后办事，办得更快。
总的来说，事关和谐与效率，议事不可少。
二、怎样议事
1.定好题目。题目要小，一次只议一件。
2.守好规则。主持人中立，一人一次三分钟。
三、议事之后
结果要公示，落实要有人盯。
讨论题
1.你的社区议过什么事？
2.怎样让年轻人也来议事？
"""


@pytest.fixture(scope="module")
def outline():
    return read_text(LESSON)


def section(outline, heading):
    return next(each for each in outline.sections if each.heading == heading)


def shape(outline):
    return [(each.level, each.number, each.heading) for each in outline.sections]


def own(outline, heading):
    return [outline.text[a:b] for a, b in section(outline, heading).paragraphs]


def letters(text):
    return "".join(text.split())


def test_the_lesson_of_these_tests_is_read_as_meant(outline):
    assert check_outline(outline) == []
    assert shape(outline) == [
        (1, "一", "为什么要议事"),
        (2, "一", "事关和谐"),
        (2, "二", "事关效率"),
        (1, "二", "怎样议事"),
        (2, "1", "定好题目"),
        (2, "2", "守好规则"),
        (1, "三", "议事之后"),
    ]
    assert len(outline.prompts) == 2
    assert own(outline, "为什么要议事")[-1].startswith("总的来说")


def test_typed_words_move_everything_behind_them(outline):
    at = outline.text.index("矛盾")
    changed = edits.replace_span(outline, at, at + 2, "的小摩擦")
    assert check_outline(changed) == []
    assert own(changed, "事关和谐")[0] == "邻里的小摩擦要在商量中化解。"
    assert shape(changed) == shape(outline)
    assert [p.text for p in changed.prompts] == [p.text for p in outline.prompts]
    last = section(changed, "议事之后")
    assert changed.text[last.start : last.end].startswith("三、议事之后\n结果要公示")


@pytest.mark.parametrize(
    ("find", "after", "number", "heading"),
    [
        ("为什么要", "为何", "一", "为何议事"),
        ("要议事", "", "一", "为什么"),
        ("一、为什么要议事", "第二章 议事的意义", "第二章", "议事的意义"),
        ("一、", "", None, "为什么要议事"),
        ("一、为", "四、为", "四", "为什么要议事"),
    ],
)
def test_change_in_a_heading_line_is_read_again(outline, find, after, number, heading):
    at = outline.text.index("一、为什么要议事") + "一、为什么要议事".index(find)
    changed = edits.replace_span(outline, at, at + len(find), after)
    assert check_outline(changed) == []
    assert changed.sections[0].number == number
    assert changed.sections[0].heading == heading
    assert changed.sections[0].id == outline.sections[0].id


def test_change_in_a_run_in_heading_stays_in_the_heading(outline):
    at = outline.text.index("定好题目") + 4
    changed = edits.replace_span(outline, at, at, "再开会")
    assert section(changed, "定好题目再开会").number == "1"
    assert own(changed, "定好题目再开会") == ["题目要小，一次只议一件。"]
    assert check_outline(changed) == []


def test_question_and_purpose_follow_the_text(outline):
    at = outline.text.index("年轻人")
    changed = edits.replace_span(outline, at, at + 3, "青年")
    assert changed.prompts[1].text == "怎样让青年也来议事？"
    at = changed.text.index("开好一次")
    changed = edits.replace_span(changed, at, at + 2, "组织")
    assert changed.fields.purpose == "学会组织一次议事会"
    at = changed.text.index("怎样开")
    assert edits.replace_span(changed, at, at + 3, "开法").title == "社区议事开法"


def test_paragraph_of_which_nothing_is_left_goes_away(outline):
    text = "商量也是学习的过程。"
    at = outline.text.index(text)
    changed = edits.replace_span(outline, at, at + len(text), " ")
    assert own(changed, "事关和谐") == ["邻里矛盾要在商量中化解。"]
    assert check_outline(changed) == []


@pytest.mark.parametrize(
    ("start", "length", "after", "code"),
    [
        ("化解。\n商量", 8, "化解。商量", "several_blocks"),
        ("商量也是", 2, "一\n二", "line_break"),
        ("一、为什么要议事", 8, "", "empty"),
        ("怎样让年轻人也来议事？", 11, " ", "empty"),
        ("目。题目要小", 3, "", "several_blocks"),
    ],
)
def test_impossible_replacement_says_why(outline, start, length, after, code):
    at = outline.text.index(start)
    with pytest.raises(EditError) as error:
        edits.replace_span(outline, at, at + length, after)
    assert error.value.code == code


def test_replacement_outside_the_text_is_refused(outline):
    with pytest.raises(EditError) as error:
        edits.replace_span(outline, 5, len(outline.text) + 1, "x")
    assert error.value.code == "no_place"


def with_damage(outline, *spans):
    return replace(
        outline,
        damage=tuple(
            Damage("slip", start, end, outline.text[start:end], (Proposal("改正", 0.9),))
            for start, end in spans
        ),
    )


def test_repair_takes_its_damage_away_and_moves_the_others(outline):
    first, second = outline.text.index("参与"), outline.text.index("中立")
    damaged = with_damage(outline, (first, first + 2), (second, second + 2))
    changed = edits.repair(damaged, 0, "加入到")
    assert "加入到进来" in changed.text
    assert [d.start for d in changed.damage] == [second + 1]
    assert check_outline(changed) == []
    assert edits.repair(changed, 0, "").damage == ()
    with pytest.raises(EditError) as error:
        edits.repair(changed, 1, "x")
    assert error.value.code == "no_damage"


def test_typing_inside_damage_takes_it_away(outline):
    at = outline.text.index("主持人中立")
    damaged = with_damage(outline, (at, at + 5))
    assert edits.replace_span(damaged, at + 1, at + 1, "x").damage == ()
    assert len(edits.replace_span(damaged, at, at, "x").damage) == 1
    assert len(edits.replace_span(damaged, at + 5, at + 5, "x").damage) == 1


def test_heading_moves_with_all_below_it(outline):
    changed = edits.set_level(outline, section(outline, "怎样议事").id, 2)
    assert check_outline(changed) == []
    assert shape(changed)[3:6] == [
        (2, "二", "怎样议事"),
        (3, "1", "定好题目"),
        (3, "2", "守好规则"),
    ]
    assert section(changed, "怎样议事").parent == section(changed, "为什么要议事").id
    assert changed.text == outline.text
    assert edits.set_level(changed, section(changed, "怎样议事").id, 1) == outline


def test_heading_that_rises_takes_the_following_ones_below_it(outline):
    changed = edits.set_level(outline, section(outline, "事关和谐").id, 1)
    assert check_outline(changed) == []
    assert section(changed, "事关效率").parent == section(changed, "事关和谐").id
    # The closing paragraph no longer closes its old parent: it stays behind what it follows.
    assert own(changed, "事关效率")[-1].startswith("总的来说")


@pytest.mark.parametrize("level", [0, 4])
def test_level_must_follow_the_heading_before(outline, level):
    with pytest.raises(EditError) as error:
        edits.set_level(outline, section(outline, "怎样议事").id, level)
    assert error.value.code == "level_jump"


def test_heading_made_plain_joins_the_section_before(outline):
    changed = edits.to_plain(outline, section(outline, "事关效率").id)
    assert check_outline(changed) == []
    assert own(changed, "事关和谐")[-2:] == ["（二）事关效率", "先商量后办事，办得更快。"]
    assert changed.text == outline.text
    assert [s.id for s in changed.sections] == ["s1", "s2", "s4", "s5", "s6", "s7"]


def test_run_in_heading_made_plain_is_one_paragraph_again(outline):
    changed = edits.to_plain(outline, section(outline, "守好规则").id)
    assert own(changed, "定好题目")[-1] == "2.守好规则。主持人中立，一人一次三分钟。"
    assert check_outline(changed) == []


def test_first_heading_made_plain_leaves_text_without_heading(outline):
    changed = edits.to_plain(outline, "s1")
    assert check_outline(changed) == []
    assert changed.sections[0].heading is None
    assert [s.level for s in changed.sections[:3]] == [1, 1, 1]


def test_plain_and_heading_undo_each_other(outline):
    there = edits.to_plain(outline, "s3")
    back = edits.to_heading(there, outline.sections[2].start, 2)
    assert shape(back) == shape(outline)
    assert back.sections[2].id == "s8"
    assert own(back, "为什么要议事") == own(outline, "为什么要议事")


def test_paragraph_made_heading_takes_what_follows(outline):
    at = outline.text.index("邻里矛盾")
    changed = edits.to_heading(outline, at, 3)
    assert check_outline(changed) == []
    assert own(changed, "邻里矛盾要在商量中化解。") == ["商量也是学习的过程。"]
    with pytest.raises(EditError) as error:
        edits.to_heading(outline, at, 4)
    assert error.value.code == "level_jump"
    with pytest.raises(EditError) as error:
        edits.to_heading(outline, at + 1, 2)
    assert error.value.code == "no_paragraph"


def test_paragraphs_merge_and_split(outline):
    at = outline.text.index("商量也是")
    merged = edits.merge_with_previous(outline, at)
    assert own(merged, "事关和谐") == ["邻里矛盾要在商量中化解。商量也是学习的过程。"]
    assert check_outline(merged) == []
    split = edits.split_paragraph(merged, merged.text.index("商量也是"))
    assert split == outline


def test_heading_broken_in_two_lines_is_put_together():
    broken = read_text(LESSON.replace("为什么要议事\n", "为什么要\n议事\n"))
    at = broken.text.index("议事\n议事让")
    changed = edits.merge_with_previous(broken, at)
    assert changed.sections[0].heading == "为什么要议事"
    assert changed.sections[0].number == "一"
    assert check_outline(changed) == []


def test_nothing_to_merge_with_says_so(outline):
    for start in (outline.sections[0].start, outline.text.index("总的来说")):
        with pytest.raises(EditError) as error:
            edits.merge_with_previous(outline, start)
        assert error.value.code == "nothing_before"


def test_split_inside_damage_is_refused(outline):
    at = outline.text.index("大家的事")
    with pytest.raises(EditError) as error:
        edits.split_paragraph(with_damage(outline, (at - 2, at + 2)), at)
    assert error.value.code == "in_damage"


def test_heading_gets_new_words_in_the_text_too(outline):
    changed = edits.set_heading(outline, "s4", "议事的  方法")
    assert changed.sections[3].heading == "议事的 方法"
    assert "二、议事的 方法\n" in changed.text
    assert check_outline(changed) == []
    assert edits.set_heading(changed, "s4", "3.5万人").sections[3].number == "二"


def test_title_and_fields_are_set_without_touching_the_text(outline):
    changed = edits.set_title(outline, " 议事  入门 ")
    assert (changed.title, changed.title_origin, changed.text) == (
        "议事 入门",
        "file",
        outline.text,
    )
    fields = Fields(audience="居民", lecture_minutes=45)
    assert edits.set_fields(outline, fields).fields == fields
    for wrong in (-1, 10**6):
        with pytest.raises(EditError):
            edits.set_fields(outline, Fields(lecture_minutes=wrong))
    with pytest.raises(EditError):
        edits.set_title(outline, " ")


def test_questions_are_changed_added_and_removed_in_the_text(outline):
    changed = set_prompts(
        outline, [(0, "你议过什么事？"), (1, outline.prompts[1].text), (None, "谁来主持？")]
    )
    assert check_outline(changed) == []
    assert [(p.number, p.text) for p in changed.prompts] == [
        ("1", "你议过什么事？"),
        ("2", "怎样让年轻人也来议事？"),
        ("3", "谁来主持？"),
    ]
    assert changed.text.endswith("2.怎样让年轻人也来议事？\n3.谁来主持？")
    fewer = set_prompts(changed, [(1, "怎样让年轻人也来议事？")])
    assert [p.text for p in fewer.prompts] == ["怎样让年轻人也来议事？"]
    assert "你议过什么事" not in fewer.text and "谁来主持" not in fewer.text
    assert check_outline(fewer) == []
    none = set_prompts(fewer, [])
    assert none.prompts == () and check_outline(none) == []
    again = set_prompts(none, [(None, "新问题？"), (None, "又一个？")])
    assert [p.text for p in again.prompts] == ["新问题？", "又一个？"]
    assert check_outline(again) == []
    first = set_prompts(outline, [(None, "先问这个？"), (0, "甲？"), (1, "乙？")])
    assert [p.text for p in first.prompts] == ["先问这个？", "甲？", "乙？"]
    assert check_outline(first) == []


@pytest.mark.parametrize("prompts", [[(1, "a"), (0, "b")], [(0, "a"), (0, "b")], [(2, "a")]])
def test_questions_keep_their_order(outline, prompts):
    with pytest.raises(EditError) as error:
        set_prompts(outline, prompts)
    assert error.value.code == "order"


def test_outline_survives_its_json(outline):
    damaged = with_damage(outline, (30, 32))
    bare = replace(damaged, parts=(), warnings=(Warning("x", "y", 1, 2),))
    assert outline_from_dict(json.loads(json.dumps(bare.to_dict()))) == bare


def test_pictures_and_warnings_move_along(outline):
    at = outline.text.index("先商量")
    rich = replace(
        outline,
        images=(Image("a.png", "image/png", b"", at),),
        warnings=(Warning("w", "m", at, at + 3),),
    )
    changed = edits.replace_span(rich, 0, 2, "")
    assert changed.images[0].start == at - 2
    assert (changed.warnings[0].start, changed.warnings[0].end) == (at - 2, at + 1)


def test_unsound_outlines_are_told(outline):
    first, second, *rest = outline.sections
    cases = {
        "the only one": (first, replace(second, id=first.id), *rest),
        "level": (first, replace(second, level=3), *rest),
        "parent": (first, replace(second, parent="s9"), *rest),
        "reading order": (second, first, *rest),
        "does not stand": (replace(first, heading="别的"), second, *rest),
        "no part": (replace(first, end=10**6), second, *rest),
        "overlaps": (first, replace(second, paragraphs=(second.paragraphs[0],) * 2), *rest),
    }
    for words, sections in cases.items():
        wrong = check_outline(replace(outline, sections=sections))
        assert any(words in each for each in wrong), (words, wrong)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "replace",
                "level",
                "plain",
                "heading",
                "merge",
                "split",
                "rename",
                "prompts",
                "repair",
            ]
        ),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.text(alphabet="甲乙一二、.（）12 。？“Aa", max_size=6),
    ),
    min_size=1,
    max_size=8,
)


def apply(outline, kind, one, two, words):
    sections = outline.sections
    chosen = sections[one % len(sections)] if sections else None
    starts = [a for each in sections for a, _b in each.paragraphs]
    if kind == "replace":
        start = one % (len(outline.text) + 1)
        return edits.replace_span(outline, start, min(len(outline.text), start + two % 12), words)
    if kind == "repair":
        return edits.repair(outline, one % 3, words)
    if kind == "prompts":
        kept = [(i, p.text + words) for i, p in enumerate(outline.prompts) if (one >> i) & 1]
        return set_prompts(outline, [*kept, (None, words)] if two % 2 else [(None, words), *kept])
    if kind == "split":
        return edits.split_paragraph(outline, one % (len(outline.text) + 1))
    if kind == "heading":
        return edits.to_heading(outline, starts[one % len(starts)] if starts else 0, 1 + two % 4)
    if kind == "merge":
        starts += [each.start for each in sections]
        return edits.merge_with_previous(outline, starts[one % len(starts)] if starts else 0)
    if chosen is None:
        raise EditError("no_section")
    if kind == "level":
        return edits.set_level(outline, chosen.id, 1 + two % 4)
    if kind == "plain":
        return edits.to_plain(outline, chosen.id)
    return edits.set_heading(outline, chosen.id, words)


@settings(max_examples=300, deadline=None)
@given(EDITS)
def test_any_run_of_edits_leaves_a_sound_outline(steps):
    outline = read_text(LESSON)
    at = outline.text.index("一人一次")
    outline = with_damage(outline, (at, at + 4))
    for kind, one, two, words in steps:
        try:
            changed = apply(outline, kind, one, two, words)
        except EditError:
            continue
        assert check_outline(changed) == [], kind
        if kind in ("level", "plain", "heading"):
            assert changed.text == outline.text
        if kind in ("level", "plain", "heading", "merge", "split"):
            assert letters(changed.text) == letters(outline.text)
        kept = {each.id for each in outline.sections} & {each.id for each in changed.sections}
        assert len(kept) >= len(outline.sections) - 1
        outline = changed
