"""Enumerations: where a line begins and what is bold, and that nothing else moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.layout import lines

TWELVE = (*"一二三四五六七八九十", "十一", "十二")
# (claim, paragraph, its lines with the bold part in [ ])
TABLE = [
    ("plain text is one line", "邻里的事大家商量。定了就办。", ["邻里的事大家商量。定了就办。"]),
    ("一是 and 二是 begin lines after a full stop",
     "办法有二。一是要常开会。每月一次。二是要记下来。人人看得见。",
     ["办法有二。", "[一是要常开会。]每月一次。", "[二是要记下来。]人人看得见。"]),
    ("after a semicolon and a colon, half-width too",
     "办法:一是开会,每月一次;二是记下来,人人看得见。",
     ["办法:", "[一是开会,]每月一次;", "[二是记下来,]人人看得见。"]),
    ("traditional marks", "一是要堅持黨的領導,把握定位。二是要堅持人民至上,站穩立場。",
     ["[一是要堅持黨的領導,]把握定位。", "[二是要堅持人民至上,]站穩立場。"]),
    ("figures in brackets", "分三步：（1）提，先收集。（2）议，再讨论。（3）办，后落实。",
     ["分三步：", "[（1）提，]先收集。", "[（2）议，]再讨论。", "[（3）办，]后落实。"]),
    ("circled figures",
     "要求：①真，有据。②全，不漏。", ["要求：", "[①真，]有据。", "[②全，]不漏。"]),
    ("第一 with a comma", "原因有二。第一，人多，声音杂。第二，事多，头绪乱。",
     ["原因有二。", "[第一，人多，]声音杂。", "[第二，事多，]头绪乱。"]),
    ("第一次 is no marker", "打仗。第一次世界大战爆发。第二次世界大战爆发。",
     ["打仗。第一次世界大战爆发。第二次世界大战爆发。"]),
    ("一是 alone is no enumeration", "他说。一是一。别的没有。", ["他说。一是一。别的没有。"]),
    ("一是一，二是二 within a sentence", "做事要一是一，二是二，不含糊。",
     ["做事要一是一，二是二，不含糊。"]),
    ("a wrong order is no enumeration", "先。二是这。三是那。", ["先。二是这。三是那。"]),
    ("markers inside a quotation stay", "他说：“一是快。二是好。”大家同意。",
     ["他说：“一是快。二是好。”大家同意。"]),
    ("an item that is one clause is not bold",
     "一是开会。二是记录。", ["一是开会。", "二是记录。"]),
    ("a long clause is not bold", "一是" + "长" * 40 + "，好。二是短，好。",
     ["一是" + "长" * 40 + "，好。", "[二是短，]好。"]),
    ("a paragraph that begins with its own number", "三是要强化转化机制。对意见论证。",
     ["[三是要强化转化机制。]对意见论证。"]),
    ("a comma in a quotation does not end the clause",
     "一是要遵循“依法、公正，及时”的原则，严格处理。二是要改，快改。",
     ["[一是要遵循“依法、公正，及时”的原则，]严格处理。", "[二是要改，]快改。"]),
    ("ten and more", "x。" + "".join(f"{n}是甲，乙。" for n in TWELVE),
     ["x。"] + [f"[{n}是甲，]乙。" for n in TWELVE]),
    ("two enumerations one after another", "一是甲，乙。二是丙，丁。再看。一是戊，己。二是庚，辛。",
     ["[一是甲，]乙。", "[二是丙，]丁。再看。", "[一是戊，]己。", "[二是庚，]辛。"]),
    ("an unclosed quotation does not swallow the rest", "他说“好。一是甲，乙。二是丙，丁。",
     ["他说“好。", "[一是甲，]乙。", "[二是丙，]丁。"]),
    ("nothing", "", []),
]  # fmt: skip


def shown(text):
    found = []
    for line in lines(text, 0, len(text)):
        bold, rest = text[line.start : line.strong_end], text[line.strong_end : line.end]
        found.append((f"[{bold}]" if bold else "") + rest)
    return found


@pytest.mark.parametrize(("claim", "text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_lines_of(claim, text, expected):
    assert shown(text) == expected


PIECES = st.sampled_from(
    ["一是", "二是", "三是", "（1）", "（2）", "①", "②", "第一，", "第二，", "甲乙", "，", "。",
     "；", "：", "“", "”", "《", "》", " ", "\n", "abc", "1."]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 5))
def test_lines_cover_the_paragraph_and_change_nothing(paragraph, before):
    text = "前" * before + paragraph + "后"
    end = before + len(paragraph)
    found = lines(text, before, end)
    assert "".join(text[line.start : line.end] for line in found) == paragraph
    assert all(line.start <= line.strong_end <= line.end for line in found)


def test_a_paragraph_of_half_a_million_characters_is_laid_out_in_time():
    text = "先。" + "一是甲，（乙）“丙。二是丁，戊。" * 25_000 + "“" * 50_000
    assert len(lines(text, 0, len(text))) == 50_001
