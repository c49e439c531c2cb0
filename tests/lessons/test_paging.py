"""Pages of the reader: where they begin, and that nothing is left out or shown twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.outline import Section
from lessons.paging import all_elements, elements_of, page_at, pages, reading_minutes
from lessons.services.sections import outline_sections
from tests.factories import SMALL_LESSON, make_outline


def sections_of(*parts):
    return outline_sections(make_outline(parts, prompts=()))


def openers(sections):
    return [sections[page.opener].heading for page in pages(sections)]


def part(level, heading, *paragraphs):
    return (level, f"{heading}、" if heading else "", heading, heading, list(paragraphs))


TABLE = [
    ("a level-2 section is a page", [part(1, "甲"), part(2, "乙", "一"), part(2, "丙", "二")],
     ["甲", "丙"]),
    ("a level-1 heading with text shares its first child's page",
     [part(1, "甲", "开头"), part(2, "乙", "一"), part(2, "丙", "二")], ["甲", "丙"]),
    ("a level-1 section without level 2 is a page", [part(1, "甲", "一"), part(1, "乙", "二")],
     ["甲", "乙"]),
    ("deeper levels fold in",
     [part(1, "甲"), part(2, "乙"), part(3, "丙", "一"), part(4, "丁", "二")],
     ["甲"]),
    ("level 3 right under level 1 folds in",
     [part(1, "甲"), part(3, "乙", "一"), part(3, "丙", "二")],
     ["甲"]),
    ("opening and conclusion are pages",
     [part(1, None, "开篇"), part(1, "甲", "一"), part(1, None, "结语")], [None, "甲", None]),
    ("level 2 without any level 1", [part(2, "甲", "一"), part(2, "乙", "二")], ["甲", "乙"]),
    ("level 3 first is not lost", [part(3, "甲", "一"), part(2, "乙", "二")], ["甲", "乙"]),
    ("no headings: one page", [part(1, None, "一", "二"), part(1, None, "三")], [None]),
    ("nothing at all", [], []),
    ("a section of nothing opens no page", [part(1, None), part(1, "甲", "一")], ["甲"]),
    ("headings without any text", [part(1, "甲"), part(1, "乙")], ["甲", "乙"]),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "parts", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_where_pages_begin(claim, parts, expected):
    assert openers(sections_of(*parts)) == expected


def test_a_parents_closing_words_stand_at_the_end_of_its_last_childs_page():
    sections = outline_sections(make_outline(SMALL_LESSON))
    text = make_outline(SMALL_LESSON)["text"]
    third = pages(sections)[2]
    last = elements_of(sections, third.start, third.end)[-1]
    assert text[last.start : last.end] == "总之，议事让邻里更近。"
    assert last.is_closing
    assert sections[last.section].heading == "为什么要议事"
    assert [e.is_closing for e in all_elements(sections)].count(True) == 1


def test_a_huge_section_stays_one_page():
    assert len(pages(sections_of(part(1, "甲"), part(2, "乙", *["长" * 300] * 400)))) == 1


@st.composite
def outlines(draw):
    parts = []
    for number in range(draw(st.integers(0, 12))):
        level = draw(st.integers(1, 5))
        heading = draw(st.sampled_from([None, f"节{number}"])) if level == 1 else f"节{number}"
        paragraphs = draw(st.lists(st.text("话说，。", min_size=1, max_size=6), max_size=3))
        parts.append(part(level, heading, *paragraphs))
        if heading and draw(st.booleans()):
            owner = next((p for p in reversed(parts) if p[0] == 1 and p[3]), None)
            if owner and draw(st.booleans()):
                parts.append((0, "", None, None, ["总之。"]))
    return sections_of(*parts)


@given(outlines())
def test_pages_cover_every_heading_and_paragraph_once_and_in_order(sections):
    found = pages(sections)
    assert [page.number for page in found] == list(range(1, len(found) + 1))
    assert all(a.end <= b.start for a, b in pairwise(found))
    shown = [e for page in found for e in elements_of(sections, page.start, page.end)]
    assert shown == all_elements(sections)
    spans = sorted((e.start, e.end) for e in shown if e.kind == "paragraph")
    assert spans == sorted(span for section in sections for span in section.paragraphs)
    starts = [page.start for page in found]
    for page in found:
        assert page_at(starts, page.start) == page.number
        assert page_at(starts, max(page.start, page.end - 1)) == page.number
        assert sections[page.opener].start == page.start


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_any_sections_at_all_make_pages_without_error(raw):
    sections = [
        Section(f"s{i}", None, level, None, "节" if level % 2 else None, start, start + length,
                ((start, start + length),))
        for i, (level, start, length) in enumerate(raw)
    ]  # fmt: skip
    numbers = [page.number for page in pages(sections)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("characters", "script", "minutes"),
    [(0, "simplified", 1), (900, "traditional", 3), (2700, "latin", 3)],
)
def test_minutes_follow_the_script(characters, script, minutes):
    assert reading_minutes(characters, script) == minutes
