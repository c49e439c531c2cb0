"""What an editor is warned of."""

import pytest

from lessons.importing.reading import read_text

BODY = "这里是一段用来撑起小节的文字，讲的是道理，也讲做法。"


def codes(text: str) -> dict[str, dict]:
    return {warning.code: warning.params for warning in read_text(text).warnings}


def test_stated_count_that_does_not_fit_is_reported():
    text = f"一、路径\n要从以下三个方面入手。\n（一）甲方面\n{BODY}\n（二）乙方面\n{BODY}"
    assert codes(text)["count_mismatch"] == {"stated": 3, "found": 2}


def test_stated_count_that_fits_is_not_reported():
    text = f"一、路径\n要从以下两个方面入手。\n（一）甲方面\n{BODY}\n（二）乙方面\n{BODY}"
    assert "count_mismatch" not in codes(text)


@pytest.mark.parametrize("broken", ["他说：“要办好。", "根据《条例的规定办理。", "办好”之后再说。"])
def test_mark_without_partner_is_reported_at_its_place(broken):
    outline = read_text(f"一、路径\n{broken}{BODY}")
    (warning,) = [w for w in outline.warnings if w.code == "unbalanced_mark"]
    assert outline.text[warning.start : warning.end] == warning.params["mark"]


def test_gap_in_the_numbering_is_reported():
    text = f"一、甲方面\n{BODY}\n二、乙方面\n{BODY}\n四、丁方面\n{BODY}"
    assert codes(text)["number_gap"] == {"number": "四", "expected": 3}


def test_heading_without_text_is_reported():
    text = f"一、甲方面\n{BODY}\n二、乙方面\n三、丙方面\n{BODY}"
    assert codes(text)["empty_section"] == {"heading": "乙方面"}


def test_repeated_heading_is_reported():
    text = f"一、甲方面\n{BODY}\n二、甲方面\n{BODY}"
    assert codes(text)["repeated_heading"] == {"heading": "甲方面"}


def test_lone_number_is_reported():
    assert codes(f"一、甲方面\n{BODY}\n37\n{BODY}")["orphan_number"] == {"number": "37"}


def test_list_with_a_member_missing_is_reported():
    assert codes(f"一、甲方面\n一是快。三是稳。{BODY}")["list_gap"] == {"number": "三"}


def test_list_in_lines_of_its_own_is_no_gap():
    assert "list_gap" not in codes(f"一、甲方面\n{BODY}\n一是快。\n二是好。\n三是稳。")


def test_page_numbers_are_dropped_and_named():
    outline = read_text(f"一、甲方面\n{BODY}\n第1页/共2页\n二、乙方面\n{BODY}\n第2页/共2页")
    assert "页" not in outline.text
    assert [w.params["text"] for w in outline.warnings if w.code == "dropped"] == [
        "第1页/共2页",
        "第2页/共2页",
    ]


def test_bare_page_numbers_are_dropped_where_they_tear_sentences():
    outline = read_text(
        f"一、值班\n值班的人每两小时看一次水位，看完以后把数字写在墙上的表\n2\n里。{BODY}"
        f"夜里由两名队员轮流看守，凡是需要撤离的住户，由 3 网格员逐户敲门；全镇共 5 个点。"
        f"二、撤离\n{BODY}天亮以前要把老人和孩子送到学校的教室\n4\n里去。{BODY}"
    )
    for words in ("墙上的表里。", "由网格员逐户", "共 5 个点", "学校的教室里去"):
        assert words in outline.text
    assert [w.params["text"] for w in outline.warnings if w.code == "dropped"] == ["2", "3", "4"]


def test_spaced_numbers_that_no_pages_count_stay():
    outline = read_text(f"一、值班\n{BODY}全镇共 2 个点，由 3 个人看守，每人 4 小时。\n{BODY}")
    assert "共 2 个点，由 3 个人" in outline.text


def test_word_torn_by_spaces_is_joined_and_named():
    outline = read_text("一、甲方面\n推动社会工 作高质量发展，要健全体制机制。")
    assert "社会工作高质量" in outline.text
    assert [w.params["count"] for w in outline.warnings if w.code == "joined"] == [1]


def test_every_message_is_one_plain_line():
    outline = read_text("一、甲方面\n二、甲方面\n四、“丁\n37\n一是快。三是稳。")
    assert all(w.message and "\n" not in w.message for w in outline.warnings)
