"""What a line begins with."""

import pytest

from lessons.importing.numbers import parse_marker

NUMBERED = [  # text, kind, value, number
    ("一、意义", "一、", 1, "一"),
    ("十二、意义", "一、", 12, "十二"),
    ("一　　总则", "一、", 1, "一"),
    ("（三）对象", "（一）", 3, "三"),
    ("(二) 对象", "（一）", 2, "二"),
    ("㈣对象", "（一）", 4, "㈣"),
    ("壹、前言", "壹、", 1, "壹"),
    ("參、作法", "壹、", 3, "參"),
    ("第一章　公共圖書館", "第章", 1, "第一章"),
    ("第二節　分類", "第节", 2, "第二節"),
    ("第 3 讲 方法", "第讲", 3, "第3讲"),
    ("专题二：方法", "专题", 2, "专题二"),
    ("1.做好", "1.", 1, "1"),
    ("１．做好", "1.", 1, "１"),
    ("2、做好", "1.", 2, "2"),
    ("3 做好", "1.", 3, "3"),
    ("1.1 背景", "1.1", 1, "1.1"),
    ("2.3.4背景", "1.1.1", 4, "2.3.4"),
    ("（1）定时", "（1）", 1, "1"),
    ("2）定时", "1)", 2, "2"),
    ("③定时", "①", 3, "③"),
    ("Chapter 2: Wind", "Chapter", 2, "Chapter 2"),
    ("Part One", "Part", 1, "Part One"),
    ("Step one: ask", "Section", 1, "Step one"),
    ("Step One Asking everybody", "Section", 1, "Step One"),
    ("IV. Wind", "I.", 4, "IV"),
    ("B. Raise", "A.", 2, "B"),
]
UNNUMBERED = [
    "3月1日起施行", "1.5万人参加",
    "2.5%的住户", "2023年3月", "60 周岁以上", "12 个月", "第二次世界大战",
    "第一节课后", "第二章规定", "一是要健全", "A、B两栋楼", "I am a volunteer", "Part of the work",
    "Step one is to ask everybody", "Part two of the plan",
    "2024.3.1", "10户以上", "1、2号楼", "社会工作",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "number"), NUMBERED)
def test_number_is_read(text, kind, value, number):
    marker = parse_marker(text)
    assert (marker.kind, marker.value, marker.number) == (kind, value, number)


@pytest.mark.parametrize("text", UNNUMBERED)
def test_no_number_is_read(text):
    assert parse_marker(text) is None


@pytest.mark.parametrize(
    "text",
    ["一、二号楼都是六层", "二、三季度增长", "一、四季度是发放的时候", "三、五个人能解决的事"],
)
def test_enumeration_is_marked_as_such(text):
    assert parse_marker(text).is_pair
