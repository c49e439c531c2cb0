"""Phrases, dates, numerals, browsers: small words on every page."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.browsers import browser_in_words
from common.dates import date_in_words, moment_in_words
from common.numerals import chinese_numeral, in_chinese
from common.phrases import pieces, with_breaks

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 3, 10, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("奋力推动新时代社会工作高质量发展", "奋力推动|新时代|社会工作|高质量发展"),
        ("奮力推動新時代社會工作高質量發展", "奮力推動|新時代|社會工作|高質量發展"),
        ("结合实际，谈谈加强党的建设。", "结合实际，|谈谈|加强|党的建设。"),
        ("坚持以人民为中心", "坚持|以人民为中心"),
        ("推动“志愿服务体系”建设", "推动|“志愿服务体系”|建设"),
    ],
)
def test_headings_break_between_phrases(heading, parts):
    assert "|".join(pieces(heading)) == parts


@given(st.text(st.sampled_from("新时代社会工作的，。：？（）“”a b<&高质量发展"), max_size=30))
def test_pieces_joined_are_the_heading(heading):
    assert "".join(pieces(heading)) == heading
    assert all(not part.startswith(tuple("，。：？）”")) for part in pieces(heading)[1:])


def test_breaks_escape_what_they_hold():
    shown = with_breaks("<b>新时代</b>社会工作高质量发展")
    assert "<b>" not in shown
    assert "<wbr>" in shown


def test_short_and_foreign_headings_stay_whole():
    assert with_breaks("讨论") == "讨论"
    assert with_breaks("Serving the people & learning") == "Serving the people &amp; learning"


@pytest.mark.parametrize(
    ("date", "words"),
    [(dt.date(2026, 3, 9), "3月9日"), (dt.date(2025, 12, 31), "2025年12月31日")],
)
def test_dates_name_the_year_only_when_it_is_another(date, words):
    with translation.override("zh-hans"):
        assert date_in_words(date, today=NOW.date()) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (dt.datetime(2026, 3, 10, 0, 5, tzinfo=SHANGHAI), "今天00:05"),
        (dt.datetime(2026, 3, 9, 23, 59, tzinfo=SHANGHAI), "昨天23:59"),
        (dt.datetime(2026, 3, 8, 19, 20, tzinfo=SHANGHAI), "3月8日19:20"),
        (dt.datetime(2025, 3, 8, 19, 20, tzinfo=SHANGHAI), "2025年3月8日19:20"),
        (dt.datetime(2026, 3, 9, 16, 30, tzinfo=dt.UTC), "今天00:30"),
    ],
)
def test_moments_are_told_in_the_readers_day(moment, words):
    with translation.override("zh-hans"):
        assert moment_in_words(moment, now=NOW) == words


@pytest.mark.parametrize(
    ("language", "date", "words"),
    [
        ("zh-hant", dt.date(2025, 3, 9), "2025年3月9日"),
        ("en", dt.date(2026, 3, 9), "9 March"),
        ("en", dt.date(2025, 3, 9), "9 March 2025"),
    ],
)
def test_dates_speak_the_language_of_the_interface(language, date, words):
    with translation.override(language):
        assert date_in_words(date, today=NOW.date()) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (25, "二十五"), (100, "一百"),
        (101, "一百零一"), (110, "一百一十"), (112, "一百一十二"), (1001, "一千零一"),
        (1010, "一千零一十"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_numerals_are_written_as_people_write_them(number, words):
    assert in_chinese(number) == words


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_two_numbers_never_share_a_numeral(a, b):
    assert (in_chinese(a) == in_chinese(b)) == (a == b)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_without_a_numeral_are_refused_or_shown_as_figures(number):
    with pytest.raises(ValueError, match="9999"):
        in_chinese(number)
    with translation.override("zh-hans"):
        assert chinese_numeral(number) == str(number)


def test_english_interface_counts_in_figures():
    with translation.override("en"):
        assert chinese_numeral(12) == "12"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("(Linux; Android 12) Chrome/107.0 Mobile Safari/537 MicroMessenger/8.0", "微信，安卓"),
        ("(iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Safari/604.1", "Safari，iPhone"),
        ("(Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge，Windows"),
        ("(X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox，Linux"),
        ("", "不认得的浏览器"),
        ("curl/8.0", "不认得的浏览器"),
    ],
)
def test_browsers_are_named_in_words(agent, words):
    with translation.override("zh-hans"):
        assert browser_in_words(agent) == words
