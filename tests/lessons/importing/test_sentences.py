"""Sentences: one rule for questions, reading aloud and comparisons."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.sentences import sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一句。二句！三句？", ["一句。", "二句！", "三句？"]),
        ("分号；不断句；直到句号。完", ["分号；不断句；直到句号。", "完"]),
        (
            "他问：“为什么？”我说：“因为。”然后走了。",
            ["他问：“为什么？”", "我说：“因为。”", "然后走了。"],
        ),
        ("“一切为了群众。一切依靠群众。”是根本。", ["“一切为了群众。一切依靠群众。”", "是根本。"]),
        ("要“健全机制。”，就是这样。", ["要“健全机制。”，就是这样。"]),
        ("他喊“快跑！”的时候。完。", ["他喊“快跑！”的时候。", "完。"]),
        ("「你好。」他說。", ["「你好。」", "他說。"]),
        ("《谁来养活中国？》一书很好。第二句", ["《谁来养活中国？》一书很好。", "第二句"]),
        ("见附件（略。见网站！）第三条。", ["见附件（略。见网站！）第三条。"]),
        ("（全文完。）后面。", ["（全文完。）", "后面。"]),
        ("没有闭合的“引号。第二句。", ["没有闭合的“引号。", "第二句。"]),
        ("1.做好人民建議征集。人民的需求。", ["1.做好人民建議征集。", "人民的需求。"]),
        ("增长1.5万人。占3.2%。", ["增长1.5万人。", "占3.2%。"]),
        ("　　空白在外。 \n\n 新行", ["空白在外。", "新行"]),
        ("真的吗?!是。", ["真的吗?!", "是。"]),
        ("Dr. Smith paid $3.5 at No. 7. He left.", ["Dr. Smith paid $3.5 at No. 7.", "He left."]),
        ("See e.g. the U.S. law. J. R. Hu did.", ["See e.g. the U.S. law.", "J. R. Hu did."]),
        ('He said "Stop. Now." Then left.', ['He said "Stop. Now."', "Then left."]),
        ("Open http://a.b/c?d=1 now! Yes?", ["Open http://a.b/c?d=1 now!", "Yes?"]),
        ("卡尔.马克思说。", ["卡尔.马克思说。"]),
        ("Wait... what? ok", ["Wait... what?", "ok"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_text_splits_into_these_sentences(text, expected):
    assert split(text) == expected


def test_only_the_asked_part_is_split():
    text = "头。一句。二句。尾"
    assert sentences(text, 2, 8) == [(2, 5), (5, 8)]


def test_long_quotation_is_split_inside():
    quote = "“" + "这是一句很长的话。" * 30 + "”"
    assert len(split(quote)) == 30


marks = st.text(alphabet='。！？!?.；“”「」『』《》（）()" \n\t甲乙Aa1', max_size=60)


@given(st.one_of(marks, st.text(max_size=60)))
def test_every_visible_character_lies_in_exactly_one_sentence(text):
    spans = sentences(text)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(
        text.split()
    )
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@given(marks)
def test_a_line_end_always_ends_a_sentence(text):
    spans = sentences(text)
    assert not any("\n" in text[start:end] for start, end in spans)
    by_line = [piece for line in text.split("\n") for piece in split(line)]
    assert split(text) == by_line
