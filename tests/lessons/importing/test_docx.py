"""What a Word file says reaches the blocks: numbers, levels, tables, boxes, pictures, changes."""

from __future__ import annotations

import base64
import io
import zipfile

import docx as python_docx
import pytest

from lessons.importing.blocks import Block, Extracted
from lessons.importing.docx import extract_docx
from lessons.importing.numerals import show
from lessons.importing.outline import ImportRefused
from tests.lessons.importing.word import (
    OFFICE,
    W,
    docx,
    docx_parts,
    level,
    numbered,
    numbering,
    paragraph,
    style,
    styles,
    zipped,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def read(body: str, links: str = "", **parts: str) -> Extracted:
    return extract_docx(docx(body, links, **parts))


def texts(body: str, links: str = "", **parts: str) -> list[str]:
    return [block.text for block in read(body, links, **parts).blocks]


# ---- numbers


@pytest.mark.parametrize(
    ("number_format", "number", "shown"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 12, "十二"),
        ("ideographDigital", 10, "一〇"),
        ("taiwaneseCountingThousand", 30, "三十"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographLegalTraditional", 3, "參"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 12, "亥"),
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("ordinal", 22, "22nd"),
        ("nobodyKnows", 5, "5"),
        ("bullet", 5, ""),
    ],
)
def test_numbers_are_written_as_word_shows_them(number_format, number, shown):
    assert show(number, number_format) == shown


def test_levels_restart_below_a_higher_one_and_legal_levels_use_digits():
    levels = (
        level(0, "chineseCountingThousand", "第%1章")
        + level(1, "chineseCountingThousand", "（%2）")
        + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    body = "".join(
        numbered(text, place)
        for text, place in [
            ("总则", 0), ("目的", 1), ("范围", 1), ("细目", 2),
            ("附则", 0), ("施行", 1), ("说明", 2),
        ]
    )  # fmt: skip
    assert texts(body, numbering=numbering(levels)) == [
        "第一章 总则", "（一）目的", "（二）范围", "1.2.1 细目",
        "第二章 附则", "（一）施行", "2.1.1 说明",
    ]  # fmt: skip


def test_number_chars_count_the_number_alone_and_bold_counts_it_too():
    body = numbered("甲", 0).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    plain = paragraph("很长的一段普通文字，没有加粗。")
    block = read(body + plain, numbering=numbering(level(0, "decimal", "%1."))).blocks[0]
    assert block == Block("1. 甲", number_chars=2, bold_chars=4)


def test_two_lists_on_one_definition_count_on_unless_they_start_over():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(numbered("甲", num=num) for num in (1, 1, 2, 3, 3))
    found = texts(body, numbering=numbering(level(0, "decimal", "%1、"), nums))
    assert [text[0] for text in found] == ["1", "2", "3", "5", "6"]


def test_a_style_brings_its_number_and_its_level():
    sheet = styles(
        style("1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("2", "heading 2", based_on="1")
        + style("my", "我的标题", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    )
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{name}"/>')
        for text, name in [("总则", "1"), ("目的", "2"), ("细目", "my"), ("附则", "1")]
    )
    blocks = read(body, styles=sheet, numbering=numbering(levels)).blocks
    assert [(b.text, b.level) for b in blocks] == [
        ("一、总则", 1), ("（一）目的", 2), ("细目", 3), ("二、附则", 1),
    ]  # fmt: skip


def test_num_id_zero_takes_a_styles_number_away():
    sheet = styles(
        style("1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    )
    body = paragraph("前言", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    found = texts(body, styles=sheet, numbering=numbering(level(0, "decimal", "%1.")))
    assert found == ["前言"]


def test_a_numbering_style_is_followed_to_its_list():
    sheet = (
        '<w:style w:type="numbering" w:styleId="n"><w:name w:val="n"/><w:pPr><w:numPr>'
        '<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    numbers = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/>'
        f'</w:abstractNum><w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "%1.")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    assert texts(numbered("甲"), styles=styles(sheet), numbering=numbers) == ["I. 甲"]


def test_bullets_become_list_items_without_a_mark_and_empty_items_still_count():
    levels = level(0, "bullet", "\uf0b7") + level(1, "decimal", "%2)")
    body = numbered("甲") + numbered("", 1) + numbered("乙", 1)
    blocks = read(body, numbering=numbering(levels)).blocks
    assert [(b.kind, b.text) for b in blocks] == [("list", "甲"), ("line", "2) 乙")]


# ---- styles and looks


@pytest.mark.parametrize("name", ["heading 2", "Heading 2", "标题 2", "標題 2", "二级标题"])
def test_heading_styles_are_known_by_their_names_in_every_dress(name):
    sheet = styles(style("x", name))
    assert read(paragraph("甲", '<w:pStyle w:val="x"/>'), styles=sheet).blocks[0].level == 2


def test_own_outline_level_wins_and_nine_means_body_text():
    sheet = styles(style("x", "heading 1"))
    body = paragraph("甲", '<w:outlineLvl w:val="3"/>') + paragraph(
        "乙", '<w:pStyle w:val="x"/><w:outlineLvl w:val="9"/>'
    )
    assert [b.level for b in read(body, styles=sheet).blocks] == [4, None]


def test_the_title_style_marks_the_title_and_centring_is_told():
    sheet = styles(style("t", "Title", '<w:pPr><w:jc w:val="center"/></w:pPr>'))
    block = read(paragraph("课名", '<w:pStyle w:val="t"/>'), styles=sheet).blocks[0]
    assert (block.is_title, block.is_centred) == (True, True)


def test_bold_beginning_is_measured_in_the_text():
    runs = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>准确。</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
    block = read(runs.format("时间、地点、人名不能有差错。")).blocks[0]
    assert block.bold_chars == 3


def test_bold_says_nothing_where_everything_is_bold():
    body = "".join(paragraph("这一段全部加粗，和别的段一样。", run="<w:b/>") for _ in range(5))
    assert {b.bold_chars for b in read(body).blocks} == {0}


def test_a_heavy_face_or_a_larger_size_is_as_strong_as_bold():
    plain = "".join(
        paragraph("正文用仿宋三号字，一段有许多字。", run='<w:sz w:val="32"/>') for _ in range(6)
    )
    face = paragraph("工作要求", run='<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>')
    large = paragraph("讲话提纲", run='<w:sz w:val="44"/>')
    blocks = read(large + face + plain).blocks
    assert [b.bold_chars for b in blocks[:3]] == [4, 4, 0]


# ---- words


def test_line_breaks_part_paragraphs_but_not_headings():
    sheet = styles(style("1", "heading 1"))
    broken = "<w:p><w:pPr>{}</w:pPr><w:r><w:t>第一章</w:t><w:br/><w:t>总则</w:t></w:r></w:p>"
    body = broken.format("") + broken.format('<w:pStyle w:val="1"/>')
    assert texts(body, styles=sheet) == ["第一章", "总则", "第一章 总则"]


def test_links_inserted_words_and_wrapped_runs_are_read_deleted_ones_are_not():
    body = (
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
        "<w:smartTag><w:r><w:t>标签</w:t></w:r></w:smartTag>"
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    found = read(body)
    assert [b.text for b in found.blocks] == ["链接新增标签控件"]
    assert [w.code for w in found.warnings] == ["tracked_changes"]


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    body = paragraph("前半", "<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    assert texts(body) == ["前半后半"]


def test_hidden_words_and_placeholders_are_left_out():
    body = paragraph("看不见", run="<w:vanish/>") + (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{paragraph('单击此处输入文字')}</w:sdtContent></w:sdt>{paragraph('正文')}"
    )
    found = read(body)
    assert [b.text for b in found.blocks] == ["正文"]
    assert found.warnings[0].params["what"] == "hidden"


MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def complex_field(instruction: str, result: str) -> str:
    return (
        MARK.format("begin") + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"{MARK.format('separate')}<w:r><w:t>{result}</w:t></w:r>{MARK.format('end')}"
    )


def test_page_numbers_and_contents_go_other_fields_stay():
    body = (
        f"<w:p>{complex_field('TOC 1-3', '总则 1')}</w:p>"
        f"<w:p><w:r><w:t>见图</w:t></w:r>{complex_field('SEQ 图', '3')}</w:p>"
        f"<w:p>{complex_field('PAGE', '12')}</w:p>"
        '<w:p><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
    )
    found = read(body)
    assert [b.text for b in found.blocks] == ["见图3"]
    assert found.warnings[0].params["what"] == "contents"


def test_a_contents_field_over_several_paragraphs_is_dropped_whole():
    body = (
        f"<w:p>{MARK.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{MARK.format('separate')}"
        "<w:r><w:t>总则\t1</w:t></w:r></w:p>"
        f"{paragraph('附则 8')}<w:p>{MARK.format('end')}</w:p>{paragraph('正文')}"
    )
    assert texts(body) == ["正文"]


def test_a_field_that_never_ends_loses_no_words():
    body = f"<w:p>{MARK.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r></w:p>"
    assert texts(body + paragraph("正文")) == ["正文"]


def test_pinyin_above_a_word_is_left_out_in_both_ways_of_writing_it():
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>xué</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>学</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r><w:r><w:t>习</w:t></w:r></w:p>"
    )
    equation = "EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(xué),学)"
    old = (
        f"<w:p>{MARK.format('begin')}<w:r><w:instrText>{equation}</w:instrText></w:r>"
        f"{MARK.format('end')}<w:r><w:t>习</w:t></w:r></w:p>"
    )
    assert texts(ruby + old) == ["学习", "学习"]


def test_contents_controls_and_contents_styles_are_left_out():
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        f"</w:sdtPr><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    )
    sheet = styles(style("c", "toc 1"))
    body = control + paragraph("总则 1", '<w:pStyle w:val="c"/>') + paragraph("正文")
    assert texts(body, styles=sheet) == ["正文"]


def test_a_note_follows_its_paragraph():
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("见第三条。")}</w:footnote>'
        "</w:footnotes>"
    )
    body = (
        '<w:p><w:r><w:t>有规定</w:t><w:footnoteReference w:id="2"/><w:t>的。</w:t></w:r></w:p>'
        + paragraph("下一段")
    )
    found = read(body, footnotes=notes)
    assert [b.text for b in found.blocks] == ["有规定的。", "（注：见第三条。）", "下一段"]
    assert [w.code for w in found.warnings] == ["notes_moved"]


def test_text_boxes_are_read_once_behind_their_paragraph():
    box = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(body) == ["框外", "框里"]


def test_formulas_symbols_and_hyphens_are_readable():
    body = (
        "<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath><w:r>"
        "<w:sym w:font='Wingdings' w:char='F0E0'/><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t>"
        "</w:r></w:p>"
    )
    assert texts(body) == ["a+b→x-y"]


def test_strict_documents_are_read_like_others():
    data = docx(paragraph("正文"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
            new.writestr(name, part)
    assert [b.text for b in extract_docx(out.getvalue()).blocks] == ["正文"]


# ---- tables


def cell(*texts: str, properties: str = "") -> str:
    inner = "".join(paragraph(text) for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_row_is_one_block_and_merged_cells_keep_the_columns():
    body = table(
        cell("类别", properties='<w:gridSpan w:val="2"/>') + cell("要点"),
        cell("甲", properties='<w:vMerge w:val="restart"/>') + cell("一") + cell("清洁", "干燥"),
        cell("", properties="<w:vMerge/>") + cell("二") + cell(""),
    )
    blocks = read(body).blocks
    assert [b.text for b in blocks] == ["类别\t\t要点", "甲\t一\t清洁 干燥", "甲\t二"]
    assert {b.kind for b in blocks} == {"table"}


def test_a_cell_that_holds_the_lesson_is_read_as_paragraphs():
    body = table(
        cell("课题") + cell("社区议事"),
        cell("教学过程") + cell("导入。", "讲授。", "讨论。", "小结。"),
    )
    blocks = read(body).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("table", "课题\t社区议事"), ("line", "教学过程"), ("line", "导入。"), ("line", "讲授。"),
        ("line", "讨论。"), ("line", "小结。"),
    ]  # fmt: skip


def test_a_frame_of_one_cell_is_no_table():
    assert read(table(cell("一", "二"))).blocks[0].kind == "line"


def test_nested_tables_are_read_within_their_cell():
    inner = table(cell("内一") + cell("内二"))
    body = table(f"<w:tc>{inner}<w:p/></w:tc>" + cell("外"))
    assert texts(body) == ["内一 内二\t外"]


def test_a_form_row_of_labels_and_values_is_a_block_for_each_field():
    row = cell("授课对象") + cell("网格员") + cell("课时") + cell("2学时")
    data = cell("月份") + cell("户数") + cell("课时") + cell("人数")
    assert texts(table(row, data)) == ["授课对象\t网格员", "课时\t2学时", "月份\t户数\t课时\t人数"]


def test_questions_beside_their_label_are_lines_of_their_own():
    body = table(cell("课题") + cell("议事"), cell("讨论题") + cell("1.为什么？", "2.怎么办？"))
    assert texts(body) == ["课题\t议事", "讨论题", "1.为什么？", "2.怎么办？"]


def test_sizes_alone_tell_levels_where_nothing_else_does():
    def line(text: str, size: int) -> str:
        return paragraph(text, run=f'<w:b/><w:sz w:val="{size}"/>')

    plain = paragraph("听清诉求，议出办法，定了就办，办完还要回头看。", run='<w:sz w:val="24"/>')
    lines = [("先听", 32), ("入户", 28), ("分类", 28), ("后议", 32), ("规矩", 28), ("讨论题", 32)]
    blocks = read("".join(line(*each) + plain for each in lines)).blocks
    assert [b.level for b in blocks[::2]] == [1, 2, 2, 1, 2, None]
    numbered_lines = [("一、先听", 32), ("（一）入户", 28), ("（二）分类", 28)]
    blocks = read("".join(line(*each) + plain for each in numbered_lines)).blocks
    assert {b.level for b in blocks} == {None}


# ---- pictures


def picture(link: str) -> str:
    return (
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='示意图'/>"
        f"<a:blip r:embed='{link}'/></wp:inline></w:drawing></w:r>"
    )


def with_pictures(body: str, target: str, data: bytes, mode: str = "") -> Extracted:
    link = f'<Relationship Id="p1" Type="{OFFICE}/image" Target="{target}" {mode}/>'
    return extract_docx(zipped(docx_parts(body, link) | {f"word/{target}": data}))


def test_a_picture_keeps_its_place_and_description():
    body = paragraph("前") + f"<w:p>{picture('p1')}</w:p>" + paragraph("后")
    found = with_pictures(body, "media/a.png", PNG)
    (placed,) = found.images
    assert (placed.block, placed.image.media_type, placed.image.alt) == (1, "image/png", "示意图")
    assert placed.image.data == PNG


def test_a_picture_behind_words_stands_behind_them():
    found = with_pictures(
        f"<w:p><w:r><w:t>见图</w:t></w:r>{picture('p1')}</w:p>", "media/a.png", PNG
    )
    assert found.images[0].block == 1


@pytest.mark.parametrize(
    ("target", "data", "mode", "reason"),
    [
        ("media/a.emf", b"\x01\x00\x00\x00emf", "", "format"),
        ("media/a.png", b"<svg/>", "", "format"),
        ("http://example.org/a.png", b"", 'TargetMode="External"', "remote"),
    ],
)
def test_a_picture_that_cannot_be_kept_gives_a_warning_with_its_place(target, data, mode, reason):
    found = with_pictures(paragraph("前") + f"<w:p>{picture('p1')}</w:p>", target, data, mode)
    assert not found.images
    (warning,) = found.warnings
    assert (warning.code, warning.params["reason"], warning.params["block"]) == (
        "image_dropped", reason, 1,
    )  # fmt: skip


def test_a_picture_in_a_table_stands_before_its_row():
    body = paragraph("前") + table(cell("甲") + f"<w:tc><w:p>{picture('p1')}</w:p></w:tc>")
    assert with_pictures(body, "media/a.png", PNG).images[0].block == 1


# ---- whole files


def test_headers_and_footers_are_left_out_of_a_file_made_by_a_library():
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_heading("社区议事", level=0)
    document.add_heading("先听", level=1)
    document.add_paragraph("听清诉求。")
    document.add_paragraph("甲", style="List Bullet")
    document.add_picture(io.BytesIO(PNG))
    out = io.BytesIO()
    document.save(out)
    found = extract_docx(out.getvalue())
    assert [(b.text, b.level, b.is_title, b.kind) for b in found.blocks] == [
        ("社区议事", None, True, "line"), ("先听", 1, False, "line"),
        ("听清诉求。", None, False, "line"), ("甲", None, False, "list"),
    ]  # fmt: skip
    assert [p.block for p in found.images] == [4]


def test_a_document_type_is_refused():
    parts = docx_parts(paragraph("x"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"?>", b"?><!DOCTYPE d [<!ENTITY a 'b'>]>", 1
    )
    with pytest.raises(ImportRefused) as refused:
        extract_docx(zipped(parts))
    assert refused.value.code == "broken"


@pytest.mark.parametrize("name", ["caption", "题注"])
def test_a_caption_style_makes_no_heading(name):
    body = paragraph("夜巡路线", '<w:pStyle w:val="C"/>', run="<w:b/>")
    (block,) = read(body, styles=styles(style("C", name))).blocks
    assert (block.kind, block.level) == ("caption", None)
