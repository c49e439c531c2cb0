"""Which encoding bytes are in, and what happens when that cannot be told."""

import pytest

from lessons.importing.decoding import CODECS, decode
from lessons.importing.outline import ImportRefused
from lessons.importing.reading import read_file

SIMPLIFIED = "一、做好社区议事协商的现实意义\n从清和社区走过的路看，议事协商不是可有可无的点缀。\n"
TRADITIONAL = "第一節　什麼是公共圖書館\n公共圖書館是由政府設立、向全體居民免費開放的知識機構。\n"
ENGLISH = "1. What a forecast says\nA forecast is a statement about chance, not a promise.\n"
MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize("name", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encoding_is_recognised_without_a_mark(text, name):
    decoded = decode(text.encode(CODECS[name]))
    assert (decoded.text, decoded.encoding) == (text, name)


@pytest.mark.parametrize("name", sorted(MARKS))
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, ENGLISH])
def test_mark_decides_and_is_left_out(text, name):
    decoded = decode(MARKS[name] + text.encode(CODECS[name]))
    assert (decoded.text, decoded.encoding) == (text, name)


def test_traditional_text_in_big5_is_recognised():
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("length", [6, 10, 20, 40])
@pytest.mark.parametrize(("text", "name"), [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5")])
def test_short_text_is_right_or_asked_about(text, name, length):
    try:
        decoded = decode(text[:length].encode(CODECS[name]))
    except ImportRefused as refusal:
        assert refusal.code == "encoding_unsure"
        assert name in str(refusal.params["candidates"]).split(",")
    else:
        assert decoded.encoding == name


def test_ambiguous_bytes_are_asked_about():
    with pytest.raises(ImportRefused) as caught:
        decode("兵边单".encode("gbk"))  # as Big5 these are three ordinary characters, too
    assert caught.value.code == "encoding_unsure"
    assert "," in str(caught.value.params["candidates"])


@pytest.mark.parametrize("alias", ["GB2312", "gbk", "GB18030", "cp936"])
def test_override_reads_as_told(alias):
    decoded = decode("联通".encode("gbk"), alias)
    assert (decoded.text, decoded.encoding) == ("联通", "gb18030")


def test_gbk_that_happens_to_be_utf8_is_read_as_chinese():
    assert decode("准强确".encode("gbk")).text == "准强确"


def test_override_that_does_not_fit_is_refused():
    with pytest.raises(ImportRefused) as caught:
        decode(SIMPLIFIED.encode("gb18030"), "utf-8")
    assert caught.value.code == "encoding_wrong"


def test_unknown_override_is_refused():
    with pytest.raises(ImportRefused) as caught:
        decode(b"abc", "klingon")
    assert caught.value.code == "encoding_unknown"


def test_few_broken_bytes_cost_only_themselves():
    data = (SIMPLIFIED * 5).encode("utf-8")
    broken = data[:100] + b"\xff" + data[101:]
    decoded = decode(broken)
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert decoded.warnings[0].code == "bytes_lost"
    assert decoded.text.endswith(SIMPLIFIED)


def test_western_quotation_marks_are_read():
    text = "The notice says \u201chelp needed\u201d; nobody\u2019s name is on it. " * 3
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "windows-1252")


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\x00\x00"])
def test_nothing_is_refused_as_empty(data):
    with pytest.raises(ImportRefused) as caught:
        decode(data)
    assert caught.value.code == "empty"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ImportRefused) as caught:
        decode(bytes(range(256)) * 8)
    assert caught.value.code == "binary"


def test_line_ends_become_one_kind():
    assert decode("一\r\n二\r三\n".encode()).text == "一\n二\n三\n"


def test_dashes_and_quotation_marks_of_english_are_no_half_characters():
    text = (
        "# Duty hours\n\n## Shifts\n\nThree shifts: 8:00–12:00, 12:00–16:30 and 16:30–20:30.\n"
        "The plan (2019–2030) sets a target of 3 per cent. It’s the centre’s own figure.\n"
    )
    outline = read_file("duty.md", text.encode())
    assert outline.damage == ()
    assert "Shifts" in [section.heading for section in outline.sections]
    misread = text.replace("–", "至").replace("’", "是").encode().decode("cp1252")
    assert [damage.kind for damage in read_file("duty.md", misread.encode()).damage]
