"""A PDF's text layer: rows unwrapped, tables read by row, heads, feet and page numbers gone.

The sample files were made once with a PDF library and hold no fonts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.importing.furniture import contents_lines, is_page_number
from lessons.importing.outline import ImportRefused
from lessons.importing.pdf import extract_pdf
from lessons.importing.pdf_columns import Columns
from lessons.importing.pdf_furniture import furniture
from lessons.importing.pdf_letters import Letter, _plain
from lessons.importing.pdf_paragraphs import measure, paragraphs
from lessons.importing.pdf_rows import Row, rows_of
from lessons.importing.reading import read_file

FILES = Path(__file__).parents[1] / "files"
SIZE = 10.0


def read(name: str):
    return extract_pdf((FILES / name).read_bytes())


# ---- whole files


def test_a_chinese_lesson_is_read_without_its_running_heads():
    found = read("pdf-heads.pdf")
    texts = [block.text for block in found.blocks]
    assert not [t for t in texts if "学习材料" in t or "共4页" in t]
    assert texts[5] == "一、先听后议"
    assert texts[4].startswith("社区议事协商，是把大家的事") and texts[4].endswith(
        "办结率达到94.4%。"
    )
    assert [b.text for b in found.blocks if b.kind == "table"] == [
        "类别\t时限\t做法",
        "即办事项\t当天\t由值班的社区工作者直接办理，办完后当面告知提出的人",
        "商议事项\t一个月内\t列入议题，提前三天公告",
        "转交事项\t七日内\t转交上级有关部门，并把受理编号告知本人",
    ]
    title = found.blocks[0]
    assert (title.text, title.is_title, title.is_centred) == ("做好社区议事协商", True, True)
    assert [(w.code, w.params["count"]) for w in found.warnings] == [("dropped", 4)]


def test_an_english_lesson_gets_its_levels_from_the_bookmarks_and_its_words_whole():
    found = read("pdf-english.pdf")
    texts = [block.text for block in found.blocks]
    assert [(b.level, b.text) for b in found.blocks if b.level] == [
        (1, "Why listening comes first"), (1, "How a meeting runs"), (2, "Rules for speakers"),
        (2, "After the meeting"), (1, "Discussion questions"),
    ]  # fmt: skip
    assert any("A chairperson opens each meeting" in text for text in texts)
    assert not [t for t in texts if "Neighbourhood Learning" in t or t.startswith("- ")]


def test_the_whole_importer_reads_both():
    chinese = read_file("a.pdf", (FILES / "pdf-heads.pdf").read_bytes())
    assert [(s.number, s.heading) for s in chinese.sections if s.heading] == [
        ("一", "先听后议"), ("一", "入户听诉求"), ("二", "分类列清单"), ("二", "议出办法"),
        ("一", "会议的规矩"), ("二", "签名和评分"),
    ]  # fmt: skip
    assert len(chinese.prompts) == 2
    english = read_file("a.pdf", (FILES / "pdf-english.pdf").read_bytes())
    assert (english.fields.lecture_minutes, english.fields.discussion_minutes) == (60, 30)


@pytest.mark.parametrize(
    ("name", "code"), [("pdf-scanned.pdf", "pdf_without_text"), ("pdf-locked.pdf", "encrypted")]
)
def test_scans_and_locked_files_are_refused_with_what_to_do(name, code):
    with pytest.raises(ImportRefused) as refused:
        read(name)
    assert refused.value.code == code
    assert "请" in str(refused.value)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), b"%PDF-\n%%EOF"])
def test_what_only_looks_like_a_pdf_is_broken(data):
    with pytest.raises(ImportRefused) as refused:
        extract_pdf(data)
    assert refused.value.code == "broken"


def test_radicals_and_ligatures_become_ordinary_characters():
    assert "".join(map(_plain, map(ord, "⽣⽤⻓⻋ﬁ豈一"))) == "生用长车fi豈一"
    assert _plain(0x1F) == _plain(0xFFFF) == ""
    assert _plain(0xFFFE) == "-"


# ---- rows


def letters(
    text: str, x: float, y: float, size: float = SIZE, is_bold: bool = False
) -> list[Letter]:
    found = []
    for char in text:
        wide = size if char > "\u2e7f" else size / 2
        if char != "\t":
            found.append(Letter(char, x, x + wide, y, size, is_bold, is_upright=True))
        x += 4 * size if char == "\t" else wide
    return found


def test_gaps_become_spaces_or_cells_and_turned_letters_go():
    turned = [Letter("密", 5, 15, 50, 30, False, is_upright=False)]
    page = letters("甲\t乙", 0, 100) + turned + letters("ab", 0, 80) + letters("cd", 13, 80)
    assert [row.text for row in rows_of(0, page)] == ["甲\t乙", "ab cd"]


def test_pages_written_out_of_order_are_sorted():
    page = [x for y in (20, 100, 40, 80, 60, 90, 10, 70) for x in letters(f"第{y}行", 0, y)]
    assert [row.text for row in rows_of(0, page)] == [
        f"第{y}行" for y in (100, 90, 80, 70, 60, 40, 20, 10)
    ]


# ---- paragraphs


def page_rows(*lines: str, page: int = 0, top: float = 700) -> list[Row]:
    """Rows 40 letters wide, an ideographic space standing for an indent of one letter."""
    found = []
    for place, line in enumerate(lines):
        text = line.lstrip("\u3000")
        x = 50 + SIZE * (len(line) - len(text))
        found += rows_of(page, letters(text, x, top - 16 * place))
    return found


FULL = "社区议事要先听后议听清诉求议出办法定了就办办完还要回头看让大家评一评办得怎么样好"


def joined(rows: list[Row]) -> list[str]:
    return [p.line.tidied()[0] for p in paragraphs(rows, measure(rows))]


def test_indented_paragraphs_are_joined_over_rows_and_pages():
    first = page_rows(
        "\u3000\u3000" + FULL[:38], FULL[:40], "完了。", "\u3000\u3000" + FULL[:38], FULL[:40]
    )
    second = page_rows("接着说完。", "\u3000\u3000" + FULL[:38], "又一段。", page=1)
    assert joined(first + second) == [
        FULL[:38] + FULL[:40] + "完了。", FULL[:38] + FULL[:40] + "接着说完。",
        FULL[:38] + "又一段。",
    ]  # fmt: skip


def test_paragraphs_without_indent_end_with_a_short_row():
    rows = page_rows(FULL[:40], FULL[:40], "短的一行。", FULL[:40], "又短。", FULL[:40], "再短。")
    assert joined(rows) == [
        FULL[:40] * 2 + "短的一行。",
        FULL[:40] + "又短。",
        FULL[:40] + "再短。",
    ]


def test_a_bold_row_is_a_paragraph_of_its_own():
    rows = page_rows(FULL[:40], FULL[:40]) + rows_of(0, letters("先听" * 4, 50, 660, is_bold=True))
    rows += page_rows(FULL[:40], "短。", top=640)
    assert [text[:4] for text in joined(rows)] == [FULL[:4], "先听先听", FULL[:4]]


def test_english_words_parted_by_a_hyphen_are_joined():
    rows = page_rows("Every house-", "hold may add one matter to it")
    assert joined(rows) == ["Every household may add one matter to it"]


# ---- furniture


@pytest.mark.parametrize(
    "text",
    ["3", "- 3 -", "—3—", "第3页", "第 3 页 共 5 页", "第1页/共5页", "共5页，第1页", "3/12",
     "3 / 12", "Page 3 of 12", "page 3", "iv", "第三页", "· 3 ·"],
)  # fmt: skip
def test_page_numbers_are_known_in_many_dresses(text):
    assert is_page_number(text)


@pytest.mark.parametrize(
    "text", ["一、先听", "2024年", "第3页的表", "3月1日", "civil", "3 人", "第三"]
)
def test_what_is_no_page_number_stays(text):
    assert not is_page_number(text)


def test_heads_that_repeat_go_and_paragraphs_that_repeat_stay():
    pages = []
    for number in range(4):
        rows = rows_of(number, letters("学习材料", 100, 790))
        rows += page_rows(FULL[:40], FULL[:40], "完。", page=number, top=700 - 40 * number)
        rows += rows_of(number, letters(f"- {number + 1} -", 100, 30))
        pages.append(rows)
    out = furniture(pages, [842.0] * 4, SIZE)
    gone = [row.text for rows in pages for row in rows if id(row) in out]
    assert sorted(set(gone)) == ["- 1 -", "- 2 -", "- 3 -", "- 4 -", "学习材料"]


def test_typed_contents_are_told_from_tables():
    contents = ["目录", "一、先听......1", "二、后议……………3", "三、办………4"]
    assert contents_lines([*contents, "正文"]) == {0, 1, 2, 3}
    assert contents_lines(["目 录", "先听\t1", "后议\t3"]) == {0, 1, 2}
    assert contents_lines(["月份\t户数", "3月\t41", "6月\t68", "9月\t83"]) == set()
    assert contents_lines(["他说……3", "正文"]) == set()


@pytest.mark.parametrize("name", ["pdf-columns.pdf", "pdf-columns-by-row.pdf"])
def test_columns_are_read_one_after_the_other(name):
    found = read_file(name, (FILES / name).read_bytes())
    assert found.fields.audience == "养鱼户和村农技员"
    assert (found.fields.lecture_minutes, found.fields.discussion_minutes) == (60, 30)
    assert [(s.level, s.number, s.heading) for s in found.sections if s.heading] == [
        (1, "一", "鱼塘为什么要轮养"), (1, "二", "轮养怎样安排"), (2, "一", "先看塘底"),
        (2, "二", "再配鱼种"), (1, "三", "轮养的账怎么算"),
    ]  # fmt: skip
    assert [p.text for p in found.prompts] == ["你家的塘适合几年一轮？", "空塘那一年怎样补收入？"]
    for words in ("鱼的成活率还是一年比一年低。", "摊在田里晒干，是上好的肥料", "一看就明白。"):
        assert words in found.text
    assert "夜校讲义" not in found.text


def test_a_table_without_lines_is_no_page_of_columns():
    page = [
        letter
        for row in range(8)
        for x, text in ((50, "项目名称"), (200, "十二户"), (320, "已办结"))
        for letter in letters(text, x, 400 - 20 * row)
    ]
    rows = Columns().rows(0, page, [])
    assert {row.column for row in rows} == {0}
    assert rows[0].text == "项目名称\t十二户\t已办结"
