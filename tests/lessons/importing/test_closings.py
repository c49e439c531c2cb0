"""Whose a closing paragraph is."""

import pytest

from lessons.importing.reading import read_text

BODY = "这里是一段用来撑起小节的文字，讲的是道理，也讲做法。"
CHILDREN = ("（一）事关和谐稳定", "（二）事关人民幸福", "（三）事关执政基础")
CHAPTER = "一、意义\n" + "".join(f"{child}\n{BODY}\n" for child in CHILDREN)


def owner(outline, start: str) -> str | None:
    """The heading of the section whose own paragraph begins so."""
    (found,) = [
        section
        for section in outline.sections
        for begin, end in section.paragraphs
        if outline.text[begin:end].startswith(start)
    ]
    return found.heading


@pytest.mark.parametrize(
    "closing",
    [
        "总的来说，意义重大，要认真领会。",
        "综上所述，意义重大，要认真领会。",
        "这件事事关和谐稳定，事关人民幸福，事关执政基础，要认真领会。",
    ],
)
def test_closing_of_a_chapter_belongs_to_the_chapter(closing):
    outline = read_text(f"{CHAPTER}{closing}\n二、路径\n{BODY}\n")
    assert owner(outline, closing[:4]) == "意义"


@pytest.mark.parametrize(
    "closing",
    [
        "总之，意义重大，要认真领会。",
        "这件事事关和谐稳定，事关人民幸福，事关执政基础，要认真领会。",
    ],
)
def test_closing_of_the_lesson_is_a_section_without_heading(closing):
    outline = read_text(f"{CHAPTER}{closing}\n讨论题：\n1.有何意义？\n")
    last = outline.sections[-1]
    assert (last.heading, last.level, last.parent) == (None, 1, None)
    assert outline.text[last.start : last.end] == closing


def test_closing_stays_where_it_is_all_the_text_of_its_section():
    outline = read_text(f"{CHAPTER}二、结语\n总之，意义重大，要认真领会。\n")
    assert owner(outline, "总之") == "结语"


def test_ordinary_last_paragraph_stays():
    outline = read_text(f"{CHAPTER}{BODY}还有一句。\n二、路径\n{BODY}\n")
    assert owner(outline, f"{BODY}还有一句") == "事关执政基础"


def test_parent_spans_its_children_and_its_closing():
    outline = read_text(f"{CHAPTER}总之，意义重大，要认真领会。\n二、路径\n{BODY}\n")
    parent = outline.sections[0]
    assert outline.text[parent.start : parent.end].endswith("要认真领会。")
    assert all(s.end < parent.paragraphs[-1][0] for s in outline.sections[1:4])
