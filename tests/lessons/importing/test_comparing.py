"""Two texts of one lesson: every section and sentence of both is accounted for."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.importing import edits
from lessons.importing.comparing import compare, section_keys, text_hash
from lessons.importing.reading import read_text
from lessons.importing.sentence_diff import sentence_changes

LESSON = """垃圾分类入门
一、为什么分类
垃圾围城不是危言耸听。分类能变废为宝。
二、怎样分类
（一）可回收物
废纸、塑料、玻璃、金属和织物可以回收。投放前要清洁干燥。
（二）有害垃圾
废电池和废灯管单独投放。轻放防碎。
三、谁来负责
居民、物业和街道各负其责。督导员只劝导不罚款。
讨论题
1.你家怎样分类？
2.谁该多做一点？
"""
TRADITIONAL = """垃圾分類入門
一、為什麼分類
垃圾圍城不是危言聳聽.
分類能變廢為寶。
二、怎樣分類
（一）可回收物
廢紙、塑料、玻璃、金屬和織物可以回收。投放前要清潔乾燥。
（二）有害垃圾
廢電池和廢燈管單獨投放。輕放防碎。
三、誰來負責
居民、物業和街道各負其責。督導員只勸導不罰款。
討論題
1.你家怎樣分類？
2.誰該多做一點？
"""


@pytest.fixture(scope="module")
def old():
    return read_text(LESSON)


def by_heading(outline, heading):
    return next(each for each in outline.sections if each.heading == heading)


def told(old, new):
    """(change, heading before, heading now) of every section."""
    names = [{each.id: each.heading for each in outline.sections} for outline in (old, new)]
    return [
        (each.change, names[0].get(each.old), names[1].get(each.new))
        for each in compare(old, new).sections
    ]


def changes(old, new, heading):
    wanted = by_heading(new, heading).id
    found = next(each for each in compare(old, new).sections if each.new == wanted)
    return [
        (
            each.change,
            each.old and old.text[slice(*each.old)],
            each.new and new.text[slice(*each.new)],
        )
        for each in found.sentences
    ]


def test_equal_texts_are_the_same_throughout(old):
    assert {each[0] for each in told(old, old)} == {"same"}
    assert {each.change for each in compare(old, old).prompts} == {"same"}


def test_script_marks_and_line_ends_change_nothing(old):
    new = read_text(TRADITIONAL)
    assert {each[0] for each in told(old, new)} == {"same"}
    assert list(section_keys(old).values()) == list(section_keys(new).values())
    for one, two in zip(old.sections, new.sections, strict=True):
        assert text_hash(old, one) == text_hash(new, two)


def test_typo_changes_one_section_and_one_sentence(old):
    new = read_text(LESSON.replace("轻放防碎", "轻拿轻放防碎"))
    assert [each for each in told(old, new) if each[0] != "same"] == [
        ("changed", "有害垃圾", "有害垃圾")
    ]
    assert changes(old, new, "有害垃圾") == [
        ("same", "废电池和废灯管单独投放。", "废电池和废灯管单独投放。"),
        ("changed", "轻放防碎。", "轻拿轻放防碎。"),
    ]


def test_new_sentence_is_added_and_lost_one_removed(old):
    new = read_text(
        LESSON.replace("投放前要清洁干燥。", "").replace("轻放防碎。", "轻放防碎。药品也算。")
    )
    assert changes(old, new, "可回收物")[-1] == ("removed", "投放前要清洁干燥。", None)
    assert changes(old, new, "有害垃圾")[-1] == ("added", None, "药品也算。")


def test_renamed_section_is_found_by_its_words(old):
    new = read_text(LESSON.replace("三、谁来负责", "三、各方的责任"))
    assert ("changed", "谁来负责", "各方的责任") in told(old, new)


def test_renamed_parent_is_found_by_its_children(old):
    new = read_text(LESSON.replace("二、怎样分类\n（一）可", "二、先看可回收\n（一）可"))
    assert [each for each in told(old, new) if each[0] != "same"] == [
        ("changed", "怎样分类", "先看可回收")
    ]


def test_section_below_another_heading_has_moved(old):
    new = read_text(
        LESSON.replace("二、怎样分类\n", "").replace(
            "三、谁来负责\n", "二、怎样分类\n先想后分。\n三、谁来负责\n"
        )
    )
    assert ("moved", "可回收物", "可回收物") in told(old, new)


def test_sections_in_another_order_have_moved(old):
    first = by_heading(old, "可回收物")
    second = by_heading(old, "有害垃圾")
    one, two = (old.text[each.start : each.end] for each in (first, second))
    new = read_text(old.text.replace(one, "X").replace(two, one).replace("X", two))
    assert sorted(each[0] for each in told(old, new)) == ["moved", *["same"] * 4]


def test_added_and_removed_sections_stand_in_their_place(old):
    new = read_text(
        LESSON.replace(
            "三、谁来负责\n居民、物业和街道各负其责。督导员只劝导不罚款。\n", ""
        ).replace("二、怎样分类", "二、国外的做法\n日本按日收取，德国押瓶退款。\n三、怎样分类")
    )
    assert told(old, new) == [
        ("same", "为什么分类", "为什么分类"),
        ("added", None, "国外的做法"),
        ("same", "怎样分类", "怎样分类"),
        ("same", "可回收物", "可回收物"),
        ("same", "有害垃圾", "有害垃圾"),
        ("removed", "谁来负责", None),
    ]


def test_questions_are_compared_too(old):
    new = read_text(LESSON.replace("1.你家怎样分类？", "1.你家如今怎样分类？") + "3.怎样监督？\n")
    assert [each.change for each in compare(old, new).prompts] == ["changed", "same", "added"]


def test_equal_headings_get_keys_of_their_own():
    text = "".join(
        f"{n}、做法\n第{n}种做法的说明。\n（一）小结\n到此为止{n}。\n"
        for n in "一二三四五六七八九十"
    )
    outline = read_text(text)
    keys = section_keys(outline)
    assert len(outline.sections) == 20
    assert len(set(keys.values())) == 20
    assert all(len(key) <= 64 for key in keys.values())


def test_section_put_before_its_namesakes_leaves_them_matched():
    part = "{}、做法\n第{}种做法的说明写在这里。\n"
    old = read_text("".join(part.format(n, n) for n in "二三四") + "五、尾声\n结束。\n")
    new = read_text(
        "一、做法\n全新的一种。\n"
        + "".join(part.format(n, n) for n in "二三四")
        + "五、尾声\n结束。\n"
    )
    assert [each[0] for each in told(old, new)] == ["added", "same", "same", "same", "same"]


def test_opening_and_conclusion_keep_their_keys_apart():
    body = "一、甲\n甲说明。\n二、乙\n乙说明。\n"
    with_both = read_text("这是一段没有标题的开场白，说明本课的来由和要解决的问题。\n" + body)
    without = read_text(body)
    keys, others = section_keys(with_both), section_keys(without)
    assert len(with_both.sections) == 3
    assert set(others.values()) < set(keys.values())


def test_hash_hears_every_word(old):
    section = old.sections[0]
    hashes = {text_hash(old, section)}
    for words in ("不是", "变废"):
        at = old.text.index(words)
        hashes.add(text_hash(edits.replace_span(old, at, at + 2, "要"), section))
    assert len(hashes) == 3


lines = st.lists(
    st.sampled_from(
        [
            "一、甲",
            "二、乙",
            "三、丙",
            "（一）丁",
            "（二）戊",
            "甲说。乙说！",
            "只有一句",
            "再来一句。",
            "讨论题",
            "1.问？",
        ]
    ),
    max_size=12,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(lines, lines)
def test_every_section_and_sentence_is_told_once(one, two):
    old, new = (read_text("本课讲什么\n" + each + "\n完。") for each in (one, two))
    found = compare(old, new)
    assert sorted(c.old for c in found.sections if c.old) == sorted(s.id for s in old.sections)
    assert [c.new for c in found.sections if c.new] == [s.id for s in new.sections]
    for change in found.sections:
        assert (change.change == "added") == (change.old is None)
        assert (change.change == "removed") == (change.new is None)
    assert [c.new for c in found.prompts if c.new] == [(p.start, p.end) for p in new.prompts]


@given(st.text("甲乙。！", max_size=30), st.text("甲乙。！", max_size=30))
def test_sentence_changes_cover_both_texts_in_order(one, two):
    found = sentence_changes(one, [(0, len(one))], two, [(0, len(two))])
    for text, spans in (
        (one, [c.old for c in found if c.old]),
        (two, [c.new for c in found if c.new]),
    ):
        assert "".join(text[start:end] for start, end in spans) == text.strip()
        assert spans == sorted(spans)
    for change in found:
        assert (change.old is None) == (change.change == "added")


def test_comparison_ignores_what_is_no_text(old):
    other = replace(old, title="别的标题", damage=(), warnings=())
    assert compare(old, other) == compare(old, old)
