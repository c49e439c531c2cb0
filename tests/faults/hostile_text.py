"""Hostile text, Markdown and web pages: floods of one mark, absurd lengths, nesting, entities."""

from __future__ import annotations

import base64
import random

from tests.faults.hostile import MEBI, TEXT, add

_RNG = random.Random(20240520)
LESSON = "\n".join(
    ["本课对象", "社区工作者。", "本课时间", "2小时（讲课80分钟，讨论40分钟）。"]
    + [
        line
        for part in "一二三"
        for line in (
            f"{part}、议事协商第{part}步",
            *(f"（{n}）听取意见" if n in "一二" else TEXT * 3 for n in "一x二x"),
        )
    ]
    + ["讨论题", "1.为什么要先听后议？", "2.结合实际谈谈体会。"]
)


def lots(text: str, size: int) -> bytes:
    return (text * (size // max(1, len(text.encode())) + 1)).encode()[:size]


# ---- text

add("zeros.txt", lambda: bytes(MEBI), "refused")
add("random.txt", lambda: _RNG.randbytes(300_000), "refused")
add("mark-only.txt", lambda: b"\xef\xbb\xbf", "refused")
add("spaces.txt", lambda: b" " * (5 * MEBI), "refused")
add("line-ends.txt", lambda: b"a" + b"\n" * (5 * MEBI))
add("over-the-limit.txt", lambda: b"a" * (31 * MEBI), "refused")
add("one-letter-20-mebi.txt", lambda: b"a" * (20 * MEBI), "refused")
add("one-line-1-mebi.txt", lambda: lots(TEXT, MEBI))
add("chinese-20-mebi.txt", lambda: lots(TEXT + "\n", 20 * MEBI), "refused")
add("gbk-cut-in-half.txt", lambda: LESSON.encode("gb18030")[1:])
add("gbk-broken.txt", lambda: LESSON.encode("gb18030").replace(b"\xa1\xa3", b"\xff\xa3"))
add("utf16-odd.txt", lambda: LESSON.encode("utf-16")[:-1])
add("utf16-surrogates.txt", lambda: b"\xff\xfe" + b"\x00\xd8a\x00" * 5000)
add("utf8-surrogates.txt", lambda: LESSON.encode() + b"\xed\xa0\x80" * 5000)
add("mixed-encodings.txt", lambda: LESSON.encode() + LESSON.encode("gb18030"))
for name, flood in (
    ("brackets", "（"),
    ("quotes", "“"),
    ("headings", "一、议事\n"),
    ("deep-numbers", "1.1.1.1.1.1.1.1.1."),
    ("leader-dots", "目录……………………"),
    ("dots", "........"),
    ("lost", "\ufffd"),
    ("slips", "?!吨袊伯a黨章程》"),
    ("question-marks", "?!?!"),
    ("pinyin", "教學(xué)"),
    ("mojibake", "å\x85±å\x90\x8c"),
    ("labels", "本课对象："),
    ("prompts", "讨论题\n"),
    ("tabs", "一\t"),
    ("combining", "a\u0301\u0302\u0303\u0304"),
    ("directions", "\u202e\u2066"),
    ("private", "\ue000\uf8ff"),
    ("rare", "円羁袊覀贪龊"),
    ("digits", "9"),
    ("years", "2024年3月1日"),
    ("enumerations", "一是听，二是议，三是定，"),
    ("word-a-line", "ab\n"),
    ("page-numbers", "第1页/共5页\n"),
    ("spaced-out", "议 事 "),
    ("wrapped", "社区议事要先听后议听清诉求议出办法定了就办不拖不等" * 2 + "\n"),
):
    add(f"flood-{name}.txt", lambda f=flood: lots(f, 300_000))
    add(f"flood-{name}-big.txt", lambda f=flood: lots(f, 1_200_000), is_slow=True)

# ---- Markdown

for name, flood in (
    ("strong", "**a "),
    ("strong-lines", "**a\n\n"),
    ("underscores", "__a _b "),
    ("links", "[a]("),
    ("brackets", "["),
    ("pictures", "![a]("),
    ("backticks", "`"),
    ("quotes", ">"),
    ("pipes", "|"),
    ("tables", "|a|b|\n|-|-|\n"),
    ("tags", "<b><img "),
    ("comments", "<!-- "),
    ("headings", "# a\n"),
    ("rules", "---\n"),
    ("fences", "```\n"),
    ("definitions", "[a]: b\n"),
    ("escapes", "\\*"),
    ("html-tables", "<table>\n"),
    ("entities", "&amp;"),
    ("notes", "[^a]: b\n"),
):
    add(f"flood-{name}.md", lambda f=flood: lots(f, 400_000))
add("nested-list.md", lambda: "".join(f"{' ' * n}- a\n" for n in range(2_000)).encode())
add("front-matter-endless.md", lambda: b"---\n" + b"a: b\n" * 200_000)
add("front-matter-deep.md", lambda: b"---\n" + b"a: [[[[[[[[\n" * 50_000 + b"---\n# x\n")
add(
    "picture-in-line.md",
    lambda: b"![a](data:image/png;base64," + base64.b64encode(bytes(3 * MEBI)) + b")\n# x",
)

# ---- web pages


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


for depth in (250, 1_000, 20_000, 200_000):
    for tag in ("div", "b", "table><tr><td"):
        add(
            f"nested-{tag[:5]}-{depth}.html",
            lambda d=depth, t=tag: page(f"<{t}>" * d + TEXT + f"</{t[:5]}>" * d),
        )
for name, flood in (
    ("open-tags", "<p>"),
    ("links", "<a href=x>a</a>"),
    ("breaks", "<br>"),
    ("list-items", "<li>" + TEXT),
    ("cells", "<td>a"),
    ("rows", "<tr><td>a<td>b"),
    ("tall-and-wide", "<tr><td rowspan=999 colspan=999>a"),
    ("spans", f"<span style='font-weight:bold'>{TEXT}</span>"),
    ("unknown", "<a:b>"),
    ("angle", "<"),
    ("entities", "&nbsp;&#x10FFFF;&#99999999;"),
    ("comments", "<!-- a --"),
    ("pictures", "<img src='data:image/png;base64,AAAA'>"),
    ("headings", "<h2>" + TEXT),
    ("divs", f"<div class='nav share'>{TEXT}</div>"),
):
    add(f"flood-{name}.html", lambda f=flood: page(f * (500_000 // len(f))))
add(
    "attributes.html",
    lambda: page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + TEXT),
)
add("attribute-long.html", lambda: page(f"<p class='{'a ' * 2_000_000}'>{TEXT}"))
add("css-rules.html", lambda: page(TEXT, "<style>" + ".a{font-weight:bold}" * 100_000 + "</style>"))
add("css-braces.html", lambda: page(TEXT, "<style>" + "a{" * 300_000 + "</style>"))
add("css-comment.html", lambda: page(TEXT, "<style>" + "/*" * 300_000 + "</style>"))
add("script-endless.html", lambda: page("<script>" + "if(a<b){" * 200_000))
add("plaintext.html", lambda: page("<plaintext>" + TEXT * 1000))
add(
    "picture-20-mebi.html",
    lambda: page(f"<img src='data:image/png;base64,{'A' * (20 * MEBI)}'>{TEXT}"),
)
add("picture-junk.html", lambda: page(f"<img src='data:image/png;base64,{'?%%' * 99_999}'>{TEXT}"))
add(
    "list-number.html", lambda: page(f"<ol start='{'9' * 5_000}' type=i><li value=-9e9>{TEXT}</ol>")
)
add("zeros.html", lambda: page(TEXT).replace(b"<", b"\x00<"))
add("charset-lie.html", lambda: page(TEXT, "<meta charset=utf-7><meta charset=big5>"))
add("charset-unknown.html", lambda: page(TEXT, "<meta charset=x>").decode().encode("gb18030"))
add("title-endless.html", lambda: page(TEXT, "<title>" + "a_" * 200_000 + "</title>"))
add("empty-body.html", lambda: page(""), "refused")
_LAUGHS = "<!DOCTYPE html [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)
add("entity-laughs.html", lambda: (_LAUGHS + f"]><html><body>&a11;{TEXT}").encode())
add(
    "entity-file.html",
    lambda: (
        f"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
        f"<html><body>&a;{TEXT}</body></html>".encode()
    ),
)
