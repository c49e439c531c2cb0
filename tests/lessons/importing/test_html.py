"""Of a web page the article is read, with its looks, numbers, tables and pictures."""

from __future__ import annotations

import base64

import pytest

from lessons.importing.blocks import Extracted
from lessons.importing.html import extract_html
from lessons.importing.outline import ImportRefused
from lessons.importing.reading import read_file
from tests.lessons.importing.test_docx import PNG

LONG = "社区议事要先听后议，听清诉求，议出办法，定了就办，办完还要回头看，让大家评一评办得怎么样。"
OTHER = "楼组长每月召集一次，物业、居委会和住户代表都要到场，会前三天把议题贴在公告栏里。"


def read(body: str, head: str = "", charset: str = "utf-8") -> Extracted:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return extract_html(page.encode(charset))


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in read(body, head).blocks]


# ---- the article, not the page


PAGE = f"""
<div class="header"><a href="/">网站首页</a> <a href="/a">新闻中心</a>
<a href="/b">政务公开</a></div>
<div class="BreadcrumbNav">您现在的位置：<a href="/">首页</a> &gt;
<a href="/x">学习</a> &gt; 正文</div>
<div class="wrap"><div class="left">
<h1>做好社区议事</h1>
<div class="pages-date">2024-05-20 09:15 <span>来源：柳湾街道</span>
【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div class="TRS_UEDITOR"><p>授课对象：网格员</p><p>{LONG}</p>
<p><strong>一、先听</strong></p><p>{OTHER}</p>
<p><strong>二、后议</strong></p><p>{LONG}</p><p>讨论题：</p><p>1.为什么要先听？</p></div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<p>责任编辑：张三</p>
<div class="xgxw"><h3>相关阅读</h3><ul><li><a href="1">防汛避险一课</a></li>
<li><a href="2">用电安全</a></li>
<li><a href="3">垃圾分类</a></li></ul></div>
</div><div class="right sidebar"><h3>热门文章</h3>
<p>关于召开全市安全生产会议的通知，请各单位按时参加，不得缺席。</p></div></div>
<div class="footer">主办单位：柳湾街道办事处 备案号：测试备00000000号
<a href="/m">网站地图</a></div>
"""


def test_a_government_page_gives_its_article_and_nothing_around_it():
    found = read(PAGE, "<title>做好社区议事_柳湾街道网站</title>")
    assert [b.text for b in found.blocks] == [
        "做好社区议事", "授课对象：网格员", LONG, "一、先听", OTHER, "二、后议", LONG, "讨论题：",
        "1.为什么要先听？",
    ]  # fmt: skip
    assert found.blocks[0].is_title
    assert found.warnings[0].code == "dropped"


def test_a_page_laid_out_with_tables_gives_its_article():
    page = (
        "<table><tr><td><a href=1>首页</a><a href=2>新闻</a><a href=3>下载</a></td></tr>"
        f"<tr><td><table><tr><td><b>一、先听</b></td></tr><tr><td><p>{LONG}</p><p>{OTHER}</p>"
        f"<p>{LONG}</p></td></tr></table></td></tr><tr><td>版权所有 柳湾街道</td></tr></table>"
    )
    assert texts(page) == ["一、先听", LONG, OTHER, LONG]


def test_article_paragraphs_without_a_container_are_all_kept():
    body = f"<p>{LONG}</p><h2>先听</h2><p>{OTHER}</p><div>{LONG}</div>"
    assert texts(body) == [LONG, "先听", OTHER, LONG]


def test_a_part_of_the_lesson_beside_the_container_is_kept():
    body = (
        f"<div><div class=info>授课对象：网格员，以及参加议事的住户代表。</div>"
        f"<div class=content>{f'<p>{LONG}</p>' * 9}</div><div class=ask><p>讨论题：</p>"
        "<p>1.为什么要先听？请结合实际，谈谈体会。</p></div></div>"
    )
    found = texts(body)
    assert found[0].startswith("授课对象")
    assert found[-2:] == ["讨论题：", "1.为什么要先听？请结合实际，谈谈体会。"]


def test_a_misleading_class_name_does_not_lose_the_lesson():
    body = f"<div class='main share-content nav'><p>{LONG}</p><p>{OTHER}</p></div>"
    assert texts(body) == [LONG, OTHER]


def test_scripts_styles_comments_and_hidden_parts_are_left_out():
    body = (
        f"<!-- 备课提示 --><script>var a='脚本';</script><style>p{{}}</style><p>{LONG}</p>"
        "<p style='display:none'>看不见</p><p class=gone>也看不见</p>"
        f"<noscript>没有脚本</noscript>{OTHER}"
    )
    assert texts(body, "<style>.gone{display:none}</style>") == [LONG, OTHER]


def test_an_article_that_a_script_would_show_is_read():
    hidden = (
        f"<div id=js_content style='visibility:hidden;opacity:0'><p>{LONG}</p><p>{OTHER}</p></div>"
    )
    assert texts(f"<h1>议事</h1>{hidden}<p style='display:none'>草稿</p>")[1:] == [LONG, OTHER]


def test_a_title_set_twice_and_the_index_table_of_a_document_go():
    body = (
        "<table><tr><td>索 引 号：</td><td>0001</td><td>主题分类：</td><td>民政</td></tr></table>"
        f"<h1>做好议事</h1><p align=center><b>做好议事</b></p><p>{LONG}</p><p>{OTHER}</p>"
        "<p>柳湾街道</p><p>2024年5月20日</p>"
    )
    assert texts(body) == ["做好议事", LONG, OTHER, "柳湾街道", "2024年5月20日"]


def test_the_head_of_an_english_page_and_its_byline_go():
    body = (
        "<header><h2>Blog</h2><a href=/>Home</a></header><main><article><h1>Listening</h1>"
        "<p>By Ann Lee</p><p>Posted on 3 May 2024 in <a href=#>Meetings</a></p>"
        f"<p>{'People listen before they decide, and nobody is hurried. ' * 3}</p></article></main>"
        "<section id=comments><p>Great post, thanks!</p></section><footer>Copyright</footer>"
    )
    assert [text[:11] for text in texts(body)] == ["Listening", "People list"]


def test_words_behind_a_removed_element_stay():
    assert texts(f"<p>{LONG}<script>x</script>尾巴</p><p>{OTHER}</p>")[0] == LONG + "尾巴"


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-05-20 09:15　来源：柳湾镇　浏览次数：1283", "上一篇：用电安全", "打印本页",
        "【关闭窗口】",
        "（责任编辑：网站管理员）", "分享到：微信 微博", "当前位置：首页 > 学习 > 正文",
        "扫一扫在手机打开当前页",
        "字体：[大 中 小]", "版权所有 © 柳湾街道", "Share this article",
        "來源：柳灣鎮　發佈時間：2024-05-20",
    ],
)  # fmt: skip
def test_lines_of_the_page_are_not_lines_of_the_lesson(line):
    assert texts(f"<p>{line}</p><p>{LONG}</p><p>{OTHER}</p>") == [LONG, OTHER]


@pytest.mark.parametrize(
    "line",
    [
        "来源于群众的意见，要回到群众中去。", "时间：2小时", "分享会上，三位老人讲了自己的故事。",
        "日期写在右上角，作者署在左下角，这是会议记录的格式。",
        "作者在书中写道：“听其言，观其行。”",
        "上一篇讲了先听，这一篇讲后议。",
    ],
)  # fmt: skip
def test_sentences_that_only_sound_like_page_lines_stay(line):
    middle = f"<p>{LONG}</p>" * 7
    assert line in texts(f"{middle}<p>{line}</p>{middle}")


# ---- looks


def test_bold_paragraphs_centred_lines_and_indents_are_told():
    body = (
        f"<p align=center><b>　一、先听</b></p><p>&emsp;&emsp;<strong>准确。</strong>{LONG}</p>"
        "<div style='text-align:center'><span style='font-weight:700'>二、后议</span></div>"
        f"<p>{OTHER}</p>"
    )
    blocks = read(body).blocks
    assert [(b.text[:5], b.bold_chars, b.is_centred) for b in blocks] == [
        ("一、先听", 4, True), ("准确。社区", 3, False), ("二、后议", 4, True),
        (OTHER[:5], 0, False),
    ]  # fmt: skip


def test_looks_may_come_from_the_style_sheet_or_a_heavy_face():
    head = "<style>/* x */ p.t, .c { font-weight : bold ; text-align:center }</style>"
    body = f"<p class=t>先听</p><p><font face=黑体>后议</font></p><p>{LONG}</p><p>{OTHER}</p>"
    blocks = read(body, head).blocks
    assert [(b.bold_chars, b.is_centred) for b in blocks[:3]] == [(2, True), (2, False), (0, False)]


def test_heading_tags_are_levels_and_a_lone_h1_is_the_title():
    blocks = read(f"<h1>课名</h1><h2>先听</h2><p>{LONG}</p><h3>细目</h3><p>{OTHER}</p>").blocks
    assert [(b.level, b.is_title) for b in blocks] == [
        (None, True), (2, False), (None, False), (3, False), (None, False),
    ]  # fmt: skip


def test_a_title_said_only_in_the_head_is_handed_on_without_the_sites_name():
    found = read(f"<p>{LONG}</p><p>{OTHER}</p>", "<title>做好社区议事 - 柳湾街道网</title>")
    assert found.title == "做好社区议事"
    assert read(f"<p>{LONG}</p>", "<title>无标题文档</title>").title is None


# ---- lines


def test_breaks_and_blocks_part_lines_and_source_line_ends_do_not():
    body = f"<p>{LONG}\n  {OTHER}</p><p>一<br>二<br/><br>三</p><div>四<div>五</div>六</div>"
    assert texts(body) == [LONG + OTHER, "一", "二", "三", "四", "五", "六"]


def test_spaces_between_latin_words_stay_single():
    assert texts("<p>Listen   first,\n then <b>decide</b> together.</p>") == [
        "Listen first, then decide together."
    ]


def test_lists_show_their_numbers_and_bullets_show_none():
    body = (
        "<ol start=3><li>甲</li><li value=7>乙</li></ol><ul><li>丙</li></ul>"
        "<ol type=a><li>丁</li></ol><ol style='list-style-type:cjk-ideographic'><li>戊</li></ol>"
        "<ol reversed><li>己</li><li>庚</li></ol>"
    )
    blocks = read(body).blocks
    assert [(b.text, b.number_chars) for b in blocks] == [
        ("3. 甲", 2), ("7. 乙", 2), ("丙", 0), ("a. 丁", 2), ("一、戊", 2),
        ("2. 己", 2), ("1. 庚", 2),
    ]  # fmt: skip
    assert {b.kind for b in blocks} == {"list"}


def test_words_own_list_numbers_are_automatic_numbers():
    body = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp;&nbsp;</span></span>"
        "<![endif]>"
        f"先听<o:p></o:p></p><p class=MsoNormal>{LONG}</p>"
    )
    block = read(body).blocks[0]
    assert (block.text, block.number_chars) == ("一、先听", 2)


def test_quotes_preformatted_lines_and_ruby():
    body = f"<blockquote><p>{LONG}</p></blockquote><pre>一\n 二</pre><ruby>学<rt>xué</rt></ruby>习"
    blocks = read(body).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("quote", LONG), ("line", "一"), ("line", "二"), ("line", "学习"),
    ]  # fmt: skip


def test_note_marks_go_and_squares_stay():
    assert texts(f"<p>{LONG}<sup>[1]</sup>面积20m<sup>2</sup>。</p>") == [LONG + "面积20m2。"]


# ---- tables and pictures


def test_rows_of_a_data_table_are_blocks_with_tabs():
    body = (
        f"<p>{LONG}</p><table><caption>分级</caption><tr><th>级别<th>含义</tr>"
        "<tr><td rowspan=2><p>蓝色</p><td>小<br>雨</tr><tr><td>中雨</tr></table>"
    )
    blocks = read(body).blocks[1:]
    assert [(b.kind, b.text) for b in blocks] == [
        ("caption", "分级"), ("table", "级别\t含义"), ("table", "蓝色\t小 雨"),
        ("table", "蓝色\t中雨"),
    ]  # fmt: skip


def test_tall_and_wide_cells_keep_the_columns():
    body = (
        f"<p>{LONG}</p><table><tr><th rowspan=2>村名<th colspan=2>户数<th rowspan=2>备注</tr>"
        "<tr><th>老人户<th>其他</tr><tr><td>东岭<td>12<td>80<td rowspan=3>已核对</tr>"
        "<tr><td>西岭<td colspan=2>未报</tr><tr><td>南岭<td>9<td>61</tr></table>"
    )
    assert [b.text for b in read(body).blocks[1:]] == [
        "村名\t户数\t\t备注", "村名\t老人户\t其他\t备注", "东岭\t12\t80\t已核对",
        "西岭\t未报\t\t已核对", "南岭\t9\t61\t已核对",
    ]  # fmt: skip


def test_the_label_of_a_form_is_not_said_again():
    body = (
        f"<p>{LONG}</p><table><tr><td rowspan=2>教学目标<td>1. 会问</tr><tr><td>2. 会记</tr>"
        "<tr><td>授课对象<td colspan=3>网格员</tr></table>"
    )
    assert [b.text.strip() for b in read(body).blocks[1:]] == [
        "教学目标\t1. 会问", "2. 会记", "授课对象\t网格员",
    ]  # fmt: skip


def data_url(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


def test_pictures_in_the_page_are_kept_and_remote_ones_are_told_with_their_place():
    body = (
        f"<div class=nav><a href=1>首页</a></div><p>{LONG}</p>"
        f"<p><img alt=图一 src='{data_url(PNG)}'></p><p>{OTHER}</p>"
        f"<p>{LONG}<img src='http://example.org/a.png' alt=图二></p><img src='/c' width=1>"
    )
    found = read(body)
    assert [(p.block, p.image.alt, p.image.data) for p in found.images] == [(1, "图一", PNG)]
    dropped = [w for w in found.warnings if w.code == "image_dropped"]
    assert [(w.params["block"], w.params["reason"], w.params["alt"]) for w in dropped] == [
        (3, "remote", "图二")
    ]


def test_a_picture_that_is_none_is_dropped():
    found = read(f"<p>{LONG}</p><img src='data:image/png;base64,PHN2Zy8+'><img src='data:x'>")
    assert [w.params["reason"] for w in found.warnings] == ["format", "missing"]


# ---- encodings


@pytest.mark.parametrize(
    ("declared", "charset", "shown"),
    [
        ("gb2312", "gb18030", "gb18030"), ("gbk", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"), ("", "gb18030", "gb18030"), ("utf-8", "gb18030", "gb18030"),
        ("big5", "utf-8-sig", "utf-8"), ("", "utf-16", "utf-16-le"),
    ],
)  # fmt: skip
def test_the_bytes_decide_the_encoding_and_the_page_helps(declared, charset, shown):
    found = read(f"<p>{LONG}</p><p>{OTHER}</p>", f"<meta charset={declared}>", charset)
    assert [b.text for b in found.blocks] == [LONG, OTHER]
    assert found.encoding == shown


def test_big5_pages_are_read():
    text = "社區議事要先聽後議，聽清訴求，議出辦法，定了就辦，辦完還要回頭看。"
    found = read(f"<p>{text}</p>", "<meta charset=big5>", "big5")
    assert (found.blocks[0].text, found.encoding) == (text, "big5")


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<p>&nbsp;</p>", b"<script>x</script>"])
def test_a_page_without_words_is_refused(data):
    with pytest.raises(ImportRefused) as refused:
        extract_html(data)
    assert refused.value.code == "empty"


BOLD_RUN_INS = "".join(
    f"<p align=center><b>{head}</b></p>"
    + "".join(f"<p><b>{n}.{name}。</b>{LONG}</p>" for n, name in enumerate(names, 1))
    for head, names in (
        ("三件法宝", ("一杯茶", "一张桌", "一本账")),
        ("进网格", ("党员进", "律师进")),
    )
)


def test_bold_run_ins_count_anew_below_each_heading():
    page = f"<html><head><title>调解一课</title></head><body>{BOLD_RUN_INS}</body></html>"
    outline = read_file("page.html", page.encode())
    assert [(s.number, s.heading) for s in outline.sections if s.heading] == [
        (None, "三件法宝"), ("1", "一杯茶"), ("2", "一张桌"), ("3", "一本账"),
        (None, "进网格"), ("1", "党员进"), ("2", "律师进"),
    ]  # fmt: skip


def test_a_title_left_in_the_head_of_a_file_written_over_is_not_the_lessons():
    body = (
        "<p align=center><b>保密教育讲义</b></p><p><b>参训人员：</b>机关在编人员</p>"
        f"<p>一、什么是秘密</p><p>{LONG}</p><p>二、怎样保密</p><p>{OTHER}</p>"
    )
    page = f"<html><head><title>关于印发通知</title></head><body>{body}</body></html>"
    assert read_file("page.html", page.encode()).title == "保密教育讲义"
