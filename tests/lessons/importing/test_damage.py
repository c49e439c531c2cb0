"""Damage is found where it is, its repair proposed first, and nowhere else."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.importing.damage import find_damage
from lessons.importing.reading import read_file
from lessons.importing.soundness import check_outline
from tests.lessons.importing.gold import SAMPLES
from tests.lessons.importing.slipping import (
    Decoder,
    crossings,
    full_width,
    lose_lead_byte,
    replace_across,
)

LESSON = """一、為什麼要學習
《中國共產黨章程》明確指出,黨的基層組織是黨在社會基層組織中的戰鬥堡壘。我們要深刻把握新時代的總體要求。
各級黨組織要加強領導,黨員要加強學習。“打鐵還需自身硬”,學習是黨員的本分。《中國共產黨章程》是必讀的書。
二、怎樣學習
要原原本本地學,聯繫實際地學。“學而不思則罔”,學習要同思考結合起來。我們要深刻把握新時代的總體要求,切實增強責任感和使命感。
《中國共產黨黨員教育管理工作條例》也有規定。各地要結合實際、統籌安排、注重實效。”
"""
SIMPLE = """社区议事协商让居民参与进来，大家的事大家商量。议事厅设在一楼，每周三开放。
“有事好商量”不是口号，而是办法：先提议题，再开会讨论，最后公示结果。《社区议事规则》规定，主持人保持中立。
邻里之间的矛盾，要在商量中化解；公共的事情，要在商量中办好。《社区议事规则》是大家商量着定的，大家的事大家商量。
"""


def repaired(text, damage, proposal=0):
    after = damage.proposals[proposal].after
    return text[: damage.start] + after + text[damage.end :]


def told(text):
    return [(each.kind, each.before, each.proposals[0].after if each.proposals else None)
            for each in find_damage(text)]  # fmt: skip


@pytest.mark.parametrize(
    ("clean", "mark"),
    [
        (LESSON, "。我們要深刻"),
        (LESSON, "。“打鐵"),
        (LESSON, "。《中國共產黨章程"),
        (LESSON, "“學而不思"),
        (LESSON, "、統籌"),
        (LESSON, "。各地要"),
        (SIMPLE, "。《社区"),
    ],
)
@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_slip_of_a_mark_is_put_right_by_the_first_proposal(clean, mark, sign):
    text = full_width(clean)
    slip = lose_lead_byte(text, text.index(mark), Decoder(lost=sign))
    (damage,) = find_damage(slip.text)
    assert damage.kind == "slip"
    assert damage.start == slip.at
    assert repaired(slip.text, damage) == slip.clean


def test_slip_at_a_border_begins_with_the_mark_that_was_put_there():
    text = full_width(LESSON)
    at = text.index("。“打鐵")
    assert at in crossings(text)
    slip = replace_across(text, at)
    (damage,) = find_damage(slip.text)
    assert damage.before.startswith("?!")
    assert damage.proposals[0].after.startswith("。“打")
    assert repaired(slip.text, damage) == slip.clean


def test_several_slips_in_one_file_are_all_found():
    text = full_width(LESSON)
    first = lose_lead_byte(text, text.index("。我們要深刻"), normalise=False)
    second = lose_lead_byte(first.text, first.text.index("、統籌"), normalise=False)
    damages = find_damage(second.text)
    assert [each.kind for each in damages] == ["slip", "slip"]
    whole = second.text
    for damage in reversed(damages):
        whole = whole[: damage.start] + damage.proposals[0].after + whole[damage.end :]
    assert whole == text


def test_slip_keeps_private_use_characters_as_the_bytes_they_were():
    text = full_width(SIMPLE)
    slip = lose_lead_byte(text, text.index("。议事厅"), Decoder(keeps_private=True))
    (damage,) = find_damage(slip.text)
    assert repaired(slip.text, damage) == slip.clean


@pytest.mark.parametrize(
    "text",
    [
        LESSON,
        SIMPLE,
        "讲师王禛婞、李翯龑到会。谁是郗恺?谢龑是谁?荀彧、逄纪、麴义、阚泽,你认识谁?",
        "镧系元素:镧、铈、镨、钕、钷、钐、铕、钆。哪种最常见?铈?噻吩、吡啶、嘧啶、嘌呤?苯胺!",
        "见 https://example.org/a?b=1&c=错误#top?为什么?详见www.gov.cn?A同学说。a项还是b项?",
        "if (a ? b : c) { return x?.y ?? z; } // 判断?是\nSELECT * FROM t WHERE a=? AND b=?;",
        'What is this? Why (really)? "Is it?" he asked?! Who knows?, maybe: yes? A naïve résumé.',
        "什么?为什么?怎么?是吗?!真的?(是的)?;好?:不?,可以?你选哪个??",
        "關關雎鳩,在河之洲?蒹葭蒼蒼,白露為霜?呦呦鹿鳴,食野之苹?饕餮、貔貅?耄耋、期頤?",
        "日本語のテキスト?これは何ですか?カタカナ?東京都渋谷区?Привет? αβγ?λ",
        "佢哋喺邊度?唔知呀?咁樣得唔得?冇問題?乜嘢?噉就好?",
        "国内生产总值(GDP)和人工智能(AI),世界卫生组织(WHO),鲁迅(Lu Xun),他(he)说(said)。",
        "⒈第一?⒉第二?①②③?Ⅳ级?㎡?℃?",
    ],
)
def test_sound_text_raises_no_alarm(text):
    assert find_damage(text) == ()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("教學(xué)相長", "(xué)"),
        ("学习（xuexi）很好", "（xuexi）"),
        ("能(neng2)力", "(neng2)"),
        ("教学[jiào xué]工作", "[jiào xué]"),
        ("绿(lǜ)色发展", "(lǜ)"),
        ("旅(lv3)行", "(lv3)"),
        ("银行(yínháng)卡", "(yínháng)"),
        ("重庆(chóng qìng)市", "(chóng qìng)"),
        ("學xué習好", "xué"),
        ("西安(xi'an)城", "(xi'an)"),
    ],
)
def test_pinyin_that_reads_what_stands_before_it_is_to_be_left_out(text, before):
    assert told(text) == [("pinyin", before, "")]


@pytest.mark.parametrize(
    "text",
    [
        "好(men)的",
        "总值(gdp)",
        "学习(learn)",
        "他(she)",
        "咖啡(café)",
        "拼音是学(xué)",
        "我(Wǒ)",
        "人(1)",
    ],
)
def test_other_remarks_in_brackets_stay(text):
    assert told(text) == []


WHOLE = """社会工作是党和国家工作的重要组成部分，要坚持以人民为中心。
二、这一段也有文字，用来测试（括号）和数字123。"""
WHOLE_TRADITIONAL = """社會工作是黨和國家工作的重要組成部分，要堅持以人民為中心。
二、這一段也有文字，用來測試。"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "latin-1"),
        ("gb18030", "latin-1"),
        ("gb18030", "cp1252"),
        ("big5", "gb18030"),
        ("big5", "latin-1"),
    ],
)
def test_whole_text_read_in_a_wrong_encoding_is_one_damage(written, read):
    text = WHOLE_TRADITIONAL if written == "big5" else WHOLE
    wrong = text.encode(written).decode(read)
    assert told(wrong) == [("decoding", wrong, text)]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(("written", "read"), [("utf-8", "latin-1"), ("gb18030", "latin-1")])
def test_a_misread_file_keeps_every_character_its_repair_is_made_of(name, written, read):
    text = f"议事会怎么开\n授课对象：議事員與調解員\n{WHOLE}\n一个也不能少，慅"  # ends in 85
    wrong = text.encode(written).decode(read)
    outline = read_file(name, ("\n" + wrong + "\n").encode())
    (damage,) = outline.damage
    assert (damage.kind, damage.before) == ("decoding", wrong)
    assert damage.proposals[0].after == text
    assert read_file("a.txt", text.encode()).fields.audience == "議事員與調解員"
    assert check_outline(outline) == []


def test_utf8_read_as_gbk_is_whole_again_when_nothing_was_lost():
    text = "基层治理要靠群众共同努力，大家的事大家商量" * 2
    wrong = text.encode().decode("gb18030")
    assert told(wrong) == [("decoding", wrong, text)]


def test_utf8_read_as_gbk_with_losses_is_filled_in():
    wrong = (SIMPLE * 2).encode().decode("gb18030", "replace")
    assert "\ufffd" in wrong
    (damage,) = find_damage(wrong)
    right = (SIMPLE * 2).strip()
    after = damage.proposals[0].after
    assert len(after) == len(right)
    assert sum(one == two for one, two in zip(after, right, strict=True)) >= 0.97 * len(right)
    assert damage.proposals[0].score < 1


def test_wrong_line_among_right_ones_is_found_alone():
    wrong = "这一行读错了，要改过来".encode("gb18030").decode("latin-1")
    text = f"正常的一行文字。\n{wrong}\n又是正常的一行。"
    assert told(text) == [("decoding", wrong, "这一行读错了，要改过来")]


def test_punctuation_of_english_text_is_found_run_by_run():
    assert told("He donâ€™t know, cafÃ© owner Müller said.") == [
        ("decoding", "â€™", "’"),
        ("decoding", "Ã©", "é"),
    ]


def test_lost_characters_are_shown_and_guessed_only_from_the_lesson_itself():
    text = "社会工作是党的事业。\n社会\ufffd\ufffd\ufffd作是大家的。\n无从\ufffd查起。"
    assert told(text) == [("fffd", "\ufffd" * 3, "工"), ("fffd", "\ufffd", None)]


def test_two_possible_words_are_no_guess():
    text = "他们工作努力。他们生活努力。他们\ufffd\ufffd努力。"
    assert told(text) == [("fffd", "\ufffd\ufffd", None)]


def sound(text, damages):
    end = 0
    for damage in damages:
        assert damage.start >= end
        assert damage.before == text[damage.start : damage.end] != ""
        assert all(proposal.after != damage.before for proposal in damage.proposals)
        scores = [proposal.score for proposal in damage.proposals]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        end = damage.end


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.text(
            alphabet="?\ufffd!,(社会工作组織黨章羁贪盐兆吨袊伯a@[z9\n“。xué)Ã©â€™", max_size=60
        ),
        st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40),
        st.binary(max_size=80).map(lambda raw: raw.decode("gb18030", "replace")),
        st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")),
    )
)
def test_any_text_is_searched_without_error(text):
    sound(text, find_damage(text))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_repairs_undo_the_slip_that_lost_nothing(seed):
    chance = random.Random(seed)
    text = full_width(LESSON if seed % 2 else SIMPLE)
    places = [found.start() for found in re.finditer("[。“《]", text)]
    slip = lose_lead_byte(text, chance.choice(places))
    damages = find_damage(slip.text)
    sound(slip.text, damages)
    if slip.holes == 0 and 3 <= slip.length <= 30:
        assert slip.clean in [
            repaired(slip.text, each, at) for each in damages for at in range(len(each.proposals))
        ]


SAMPLE_FILES = [
    path for path in sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.md")) if path.is_file()
]


@pytest.mark.skipif(not SAMPLE_FILES, reason=f"no samples at {SAMPLES}")
@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.name)
def test_samples_without_damage_raise_no_alarm(path):
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    if not path.name.startswith("README"):
        assert find_damage(text) == ()
