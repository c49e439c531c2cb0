"""A lesson as HTML: not one character of the text changes, and marks hold in every script."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons import paging
from lessons.models import Section
from lessons.rendering import Reader, page, passage, passage_lang, shown
from lessons.services.sections import outline_sections
from tests.factories import make_edition, make_outline


def text_of(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def rows_of(outline):
    """Section rows as they would be stored, and the pages' openers."""
    values = outline_sections(outline)
    rows = [
        Section(
            pk=at + 1, outline_id=value.id, level=value.level, heading=value.heading or "",
            start=value.start, end=value.end, paragraphs=[list(p) for p in value.paragraphs],
        )
        for at, value in enumerate(values)
    ]  # fmt: skip
    for found in paging.pages(values):
        row = rows[found.opener]
        row.page_number, row.page_start, row.page_end = found.number, found.start, found.end
    return rows, [row for row in rows if row.page_number]


def rendered(paragraphs, *, wanted="as-uploaded", script="simplified", lit=(), pictures=()):
    outline = make_outline([(1, "一、", "一", "节", paragraphs)], prompts=(), title="课")
    rows, (opener,) = rows_of(outline)
    reader = Reader(outline["text"], script, wanted, lit)
    return outline, page(reader, rows, opener, pictures)


PIECES = st.lists(
    st.sampled_from(
        ["一是", "二是", "（1）", "（2）", "甲乙", "，", "。", "；", "“", "”", "\t", "\n", " ",
         "<b>", "&amp;", '"', "'", "乾坤", "1.5", "。”", "头发", "a b."]
    ),
    min_size=1, max_size=20,
).map("".join).filter(str.strip)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=4), st.data())
def test_rendering_never_alters_the_text(paragraphs, data):
    paragraphs = [p.strip() for p in paragraphs]
    outline, _plain = rendered(paragraphs)
    size = len(outline["text"])
    start = data.draw(st.integers(0, size))
    lit = data.draw(st.sampled_from([(), [(start, data.draw(st.integers(start, size)))]]))
    _outline, markup = rendered(paragraphs, lit=lit)
    assert without_layout(text_of(markup)) == without_layout("\n".join(paragraphs))
    if lit:
        inside = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", markup, re.S))
        spans = outline["sections"][0]["paragraphs"]
        text = outline["text"]
        ((first, last),) = lit
        meant = "".join(text[max(a, first) : min(b, last)] for a, b in spans)
        assert re.sub(r"\s", "", text_of(inside)) == re.sub(r"\s", "", meant)


def without_layout(text):
    """Line ends between our lines are layout; every other character counts."""
    return text.replace("\n", "")


@given(st.lists(PIECES, min_size=1, max_size=3), st.sampled_from(["zh-hans", "zh-hant"]))
def test_another_script_changes_what_is_shown_and_nothing_else(paragraphs, wanted):
    paragraphs = [p.strip() for p in paragraphs]
    _outline, markup = rendered(paragraphs, wanted=wanted, script="simplified")
    expected = "".join(shown(p, "simplified", wanted) for p in paragraphs)
    assert without_layout(text_of(markup)) == without_layout(expected)


def test_sentences_enumerations_and_ids():
    _outline, markup = rendered(["先看。一是快，要紧。二是好。", "后看。"])
    assert markup.split("\n") == [
        '<p id="p0"><span data-s>先看。</span></p>',
        '<p class="enum"><span data-s><b>一是快，</b>要紧。</span></p>',
        '<p class="enum"><span data-s>二是好。</span></p>',
        '<p id="p1"><span data-s>后看。</span></p>',
    ]


def test_a_lit_span_crosses_sentences_and_bold_and_has_one_anchor():
    outline, _markup = rendered(["一是快，要紧。二是好，更要紧。"])
    at = outline["text"].index("快")
    _outline, markup = rendered(["一是快，要紧。二是好，更要紧。"], lit=[(at, at + 8)])
    assert re.findall(r"<mark[^>]*>", markup) == ['<mark id="at">', "<mark>", "<mark>"]
    lit = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", markup))
    assert text_of(lit) == "快，要紧。二是好"


def test_marks_hold_in_the_other_script():
    outline, _markup = rendered(["干部要联系群众。头发白了也要联系。"])
    at = outline["text"].index("头发")
    _outline, markup = rendered(
        ["干部要联系群众。头发白了也要联系。"], wanted="zh-hant", lit=[(at, at + 4)]
    )
    assert '<mark id="at">頭髮白了</mark>' in markup
    assert "幹部要聯繫群眾" in text_of(markup) or "幹部要聯繫羣眾" in text_of(markup)


def test_rows_become_a_table_with_a_head_only_where_names_stand():
    _outline, markup = rendered(["类别\t颜色", "可回收物\t蓝色", "2026年\t3"])
    assert markup.count("<tr") == 3
    assert markup.count('<th scope="col">') == 2
    assert 'tabindex="0"' in markup
    _outline, markup = rendered(["2025年\t3", "2026年\t4"])
    assert "<th" not in markup
    assert markup.count("<td>") == 4


def test_a_ragged_table_keeps_its_columns():
    _outline, markup = rendered(["甲\t乙\t丙", "丁"])
    assert "<table>" not in markup  # one row is no table
    _outline, markup = rendered(["甲\t乙\t丙", "丁\t戊"])
    assert re.findall(r"<tr.*?</tr>", markup, re.S)[1].count("<td") == 3


def test_text_cannot_become_markup():
    _outline, markup = rendered(['<script>alert("x")</script>&lt;'])
    assert "<script" not in markup
    assert text_of(markup) == '<script>alert("x")</script>&lt;'


def test_a_picture_stands_before_the_paragraph_at_its_place():
    outline, _markup = rendered(["前。", "后。"])
    place = {"number": 1, "start": outline["text"].index("后"), "alt": 'a"b', "url": "/p/1/"}
    _outline, markup = rendered(["前。", "后。"], pictures=[place])
    before, after = markup.split("<figure>")
    assert "前" in before
    assert "后" in after
    assert 'alt="a&quot;b"' in after


def test_headings_below_the_pages_own_go_down_one_level_at_a_time():
    outline = make_outline()
    rows, openers = rows_of(outline)
    reader = Reader(outline["text"], "simplified", "as-uploaded")
    markup = page(reader, rows, openers[1])
    assert re.findall(r"<h(\d) id=\"(\w+)\">", markup) == [("2", "s3")]
    assert "为什么要议事" not in text_of(markup)
    assert 'class="closing"' in page(reader, rows, openers[2])


@pytest.mark.django_db
def test_a_passage_is_the_paragraph_with_the_span_marked():
    edition = make_edition()
    start = edition.text.index("每月一次")
    markup = passage(edition, [(start, start + 4)], wanted="zh-hant")
    assert markup.count("<p>") == 1
    assert "<mark" in markup
    assert text_of(markup).startswith("鄰里的事大家商量")
    assert "<mark>每月一次</mark>" in markup  # no id: a page shows many passages
    assert passage_lang(edition, wanted="zh-hant") == "zh-Hant"


@pytest.mark.django_db
def test_spans_of_one_paragraph_make_one_passage_with_all_of_them_marked():
    edition = make_edition()
    start = edition.text.index("每月一次")
    spans = [(start, start + 2), (start + 2, start + 4), (start - 4, start - 2)]
    markup = passage(edition, spans, wanted="as-uploaded")
    assert markup.count("<p>") == 1
    assert markup.count("<mark>") == 3
    assert "<mark>每月</mark><mark>一次</mark>" in markup


@pytest.mark.django_db
def test_a_passage_outside_every_paragraph_is_its_line():
    edition = make_edition()
    start = edition.text.index("人人有责")
    markup = passage(edition, [(start, start + 2)], wanted="as-uploaded")
    assert text_of(markup) == "（一）人人有责"


def test_a_page_of_one_huge_paragraph_renders_in_time():
    _outline, markup = rendered(["一句话，很短。" * 20_000])
    assert markup.count("data-s") == 20_000


def test_a_lit_heading_is_marked():
    outline = make_outline()
    rows, openers = rows_of(outline)
    at = outline["text"].index("人人有责")
    reader = Reader(outline["text"], "simplified", "zh-hant", [(at, at + 4)])
    assert '<span data-s><mark id="at">人人有責</mark>' in page(reader, rows, openers[1])
