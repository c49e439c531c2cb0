"""Markdown as people write it: marks go, line ends an author meant stay."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.blocks import Extracted
from lessons.importing.markdown import extract_markdown
from lessons.importing.markdown_inline import read_inline
from lessons.importing.outline import ImportRefused
from tests.lessons.importing.test_docx import PNG

LONG = "社区议事要先听后议，听清诉求，议出办法，定了就办，办完还要回头看，让大家评一评办得怎么样"


def read(text: str) -> Extracted:
    return extract_markdown(text.encode())


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


# ---- words


@pytest.mark.parametrize(
    ("source", "words", "strong"),
    [
        ("**准确。**时间不能错", "准确。时间不能错", 3),
        ("**“瘦身”**的表", "“瘦身”的表", 4),
        ("__准确__的", "准确的", 2),
        ("***准确***的", "准确的", 2),
        ("<b>准确</b>的", "准确的", 2),
        ("先**听**后*议*", "先听后议", 0),
        ("a_b_c 与 2*3*4", "a_b_c 与 2*3*4", 0),
        ("**没有关上", "**没有关上", 0),
        ("[链接](http://a.b/(c))和[名][1]和[题](x \"题\")", "链接和名和题", 0),
        ("[[1]](#n)注", "[1]注", 0),
        ("`a*b*` 和 \\*星\\*", "a*b* 和 *星*", 0),
        ("~~删~~==重==&lt;&nbsp;<span style='x'>字</span>", "删重< 字", 0),
        ("<http://a.b>", "http://a.b", 0),
        ("结论[^1]。", "结论。", 0),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(source, words, strong):
    assert read_inline(source).line.tidied() == (words, strong)


@given(st.text(alphabet="*_[]()!`~=\\<>ab 一。", max_size=200))
def test_no_marks_lose_a_chinese_character_outside_an_address(text):
    if "](" in text or "<" in text or "][" in text:
        return
    assert read_inline(text).line.text.count("一") == text.count("一")


# ---- blocks


def test_headings_of_both_kinds_lists_quotes_and_rules():
    source = (
        "先听\n====\n\n后议 ##\n---\n### 三 ### \n#四\n- 甲\n* [x] 乙\n+ 丙\n"
        "> 引\n> 用\n\n---\n1) 丁\n"
    )
    found = [(b.kind, b.level, b.text) for b in read(source).blocks]
    assert found == [
        ("line", 1, "先听"), ("line", 2, "后议 ##"), ("line", 3, "三"), ("line", 1, "四"),
        ("list", None, "甲"), ("list", None, "乙"), ("list", None, "丙"), ("quote", None, "引"),
        ("quote", None, "用"), ("list", None, "1) 丁"),
    ]  # fmt: skip


def test_numbers_of_a_list_are_kept_and_ones_that_never_change_are_counted():
    assert texts("1. 甲\n2. 乙\n5. 丙\n\n正文\n\n1. 丁\n1. 戊\n   1. 己\n   1. 庚\n1. 辛\n") == [
        "1. 甲", "2. 乙", "5. 丙", "正文", "1. 丁", "2. 戊", "1. 己", "2. 庚", "3. 辛",
    ]  # fmt: skip
    assert read("1. 甲").blocks[0].number_chars == 2


def test_lines_broken_by_a_margin_are_joined_lines_ended_by_their_author_are_not():
    assert texts(f"{LONG}\n再议一次。\n下一段。\n一、先听\n") == [
        LONG + "再议一次。", "下一段。", "一、先听",
    ]  # fmt: skip
    assert texts("Listen first,\nthen discuss.\n\nDecide.") == [
        "Listen first, then discuss.",
        "Decide.",
    ]
    assert texts("一行  \n二行\\\n三行<br>四行") == ["一行", "二行", "三行", "四行"]
    assert texts("授课对象：网格员\n授课时间：2小时\n") == ["授课对象：网格员", "授课时间：2小时"]


def test_tables_become_rows_in_both_ways_of_writing_them():
    source = (
        "| 级别 | 含义 |\n|:--|--:|\n| **蓝** | 小\\|中 |\n\n甲 | 乙\n--- | ---\n1 | 2\n\n"
        "<table><tr><td>丙</td><td>丁</td></tr>\n</table>\n"
    )
    blocks = read(source).blocks
    assert [b.text for b in blocks] == ["级别\t含义", "蓝\t小|中", "甲\t乙", "1\t2", "丙\t丁"]
    assert {b.kind for b in blocks} == {"table"}


def test_code_is_kept_as_lines_and_drawings_are_left_out():
    assert texts("```py\n# 不是标题\nx = 1\n```\n正文\n\n~~~mermaid\na-->b\n~~~\n") == [
        "# 不是标题", "x = 1", "正文",
    ]  # fmt: skip


def test_comments_contents_and_definitions_are_left_out_with_a_warning():
    found = read(
        "[TOC]\n\n- [一](#a)\n\n正文<!-- 备课\n提示 -->。\n\n[1]: http://a.b\n\n<!-- 没关上\n"
    )
    assert [b.text for b in found.blocks] == ["正文", "。", "<!-- 没关上"]
    assert [(w.code, w.params["what"], w.params["count"]) for w in found.warnings] == [
        ("dropped", "comments", 3)
    ]


def test_a_footnote_is_read_where_it_is_written():
    assert texts("结论[^a]。\n\n[^a]: 见第三条。\n") == ["结论。", "（注：见第三条。）"]


# ---- front matter and title


def test_front_matter_gives_the_title_and_the_fields_and_drops_the_rest():
    found = read(
        "---\ntitle: \"做好议事\"\naudience: 网格员 # 说明\nlecture_minutes: 80\n"
        "objectives:\n  - 会听\n  - 会议\ntags: [a, b]\n授课时间: 2小时\n---\n"
        "# 做好议事\n\n正文。\n"
    )  # fmt: skip
    assert found.title == "做好议事"
    assert [(b.text, b.is_title) for b in found.blocks] == [
        ("audience: 网格员", False), ("lecture time: 80 minutes", False),
        ("objectives: 会听；会议", False), ("授课时间: 2小时", False),
        ("做好议事", True), ("正文。", False),
    ]  # fmt: skip
    assert found.warnings[0].params["keys"] == "tags"


def test_a_rule_at_the_top_is_no_front_matter():
    assert texts("---\n正文。\n---\n") == ["正文。"]


@pytest.mark.parametrize(
    ("source", "titles"),
    [("# 课\n## 一\n# 二\n", []), ("# 课\n## 一\n", ["课"]), ("## 一\n# 课\n", []), ("# 课\n", [])],
)
def test_only_a_lone_heading_of_the_first_level_that_opens_the_file_is_the_title(source, titles):
    assert [b.text for b in read(source + "正文。\n").blocks if b.is_title] == titles


# ---- pictures and files


def test_pictures_written_into_the_file_are_kept_others_told():
    url = "data:image/png;base64," + base64.b64encode(PNG).decode()
    found = read(f"前\n\n![图一]({url})\n\n![图二](a.png) 后\n\n![图三][p]\n\n[p]: {url}\n")
    assert [(p.block, p.image.alt) for p in found.images] == [(1, "图一"), (2, "图三")]
    assert [w.params["block"] for w in found.warnings] == [1]


def test_files_in_other_encodings_are_read():
    source = f"# 议事\n\n## 先听\n\n{LONG}。\n"
    found = extract_markdown(source.encode("gb18030"))
    assert (found.encoding, found.blocks[0].text) == ("gb18030", "议事")


@pytest.mark.parametrize("source", ["", "\n\n", "<!-- 只有注释 -->", "---\na: b\n---\n"])
def test_a_file_without_words_is_refused(source):
    with pytest.raises(ImportRefused) as refused:
        extract_markdown(source)
    assert refused.value.code == "empty"
