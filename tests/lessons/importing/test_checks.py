"""Files are refused by size, name, first bytes and zip directory, each with what to do."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing import checks
from lessons.importing.checks import check_file, check_zip
from lessons.importing.outline import ImportRefused
from tests.lessons.importing.word import docx, docx_parts, paragraph, zipped

GOOD = docx(paragraph("社区议事。"))
OLE = checks.OLE + bytes(600)


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        check_file(name, data)
    assert "请" in str(refused.value), "a refusal says what to do"
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "data", "file_format"),
    [
        ("a.txt", "议事".encode(), "txt"),
        ("A.TXT", "议事".encode("gb18030"), "txt"),
        ("a.b.md", b"# x", "md"),
        ("a.HTM", b"<html>", "html"),
        ("C:\\x\\a.docx", GOOD, "docx"),
        ("a.pdf", b"\n%PDF-1.4 x", "pdf"),
        ("a.txt", "议事一二".encode("utf-16"), "txt"),
        ("a.txt", ("一" * 400 + "\n").encode("utf-16-le"), "txt"),
        ("a.txt", b"BM is no picture", "txt"),
        ("a.txt", "<html> 是网页的开头。".encode(), "txt"),
    ],
)
def test_what_may_be_read_is_told_by_name_and_bytes(name, data, file_format):
    assert check_file(name, data) == file_format


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", OLE, "old_word"),
        ("a.wps", OLE, "old_word"),
        ("a.docx", OLE, "old_word"),
        ("a.txt", OLE, "old_word"),
        ("a.docx", checks.OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.rtf", b"{\\rtf1", "other_format"),
        ("a.txt", b"{\\rtf1", "wrong_content"),
        ("a.pptx", GOOD, "other_format"),
        ("a.jpg", b"\xff\xd8\xff", "picture"),
        ("a.exe", b"MZ", "wrong_extension"),
        ("a", b"x", "no_extension"),
        (".txt", b"x", "no_extension"),
        ("a.txt", GOOD, "wrong_content"),
        ("a.pdf", GOOD, "wrong_content"),
        ("a.docx", b"%PDF-1.4", "wrong_content"),
        ("a.docx", "议事".encode(), "wrong_content"),
        ("a.pdf", "议事".encode(), "wrong_content"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "wrong_content"),
        ("a.txt", bytes(range(256)) * 9, "wrong_content"),
        ("a.md", b"\x7fELF\0\0\0\1", "wrong_content"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "empty"),
        ("a.docx", zipped({}), "wrong_content"),
        ("a.docx", GOOD[:-30], "broken"),
    ],
)
def test_what_may_not_be_read_is_refused_with_a_code(name, data, code):
    assert code_of(name, data) == code


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "MAX_FILE_BYTES", 100)
    assert code_of("a.txt", b"a" * 101) == "too_large"


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.html", "a.md"]))
def test_any_bytes_are_accepted_or_refused(data, name):
    for head in (b"", b"PK\x03\x04", b"%PDF-1.7", checks.OLE):
        try:
            assert check_file(name, head + data) in ("txt", "docx", "pdf", "html", "md")
        except ImportRefused as refused:
            assert refused.code


# ---- the zip directory


def refused_zip(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        check_zip(data)
    return refused.value.code


def test_a_small_repetitive_part_is_no_bomb_and_a_large_one_is():
    parts = docx_parts(paragraph("x"))
    assert check_zip(zipped(parts | {"word/media/a.bmp": bytes(1_000_000)}, 9))
    assert refused_zip(zipped(parts | {"word/media/a.bmp": bytes(3_000_000)}, 9)) == "zip_bomb"


def test_too_many_entries_and_too_many_bytes_are_bombs(monkeypatch):
    parts = docx_parts(paragraph("x"))
    many = {f"word/{n}.xml": b"x" for n in range(2_000)}
    assert refused_zip(zipped(parts | many)) == "zip_bomb"
    monkeypatch.setattr(checks, "MAX_INFLATED_BYTES", 1_000)
    assert refused_zip(zipped(parts | {"a": bytes(range(256)) * 10})) == "zip_bomb"


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "C:\\x", "a\\..\\x", "\\\\host\\x"]
)
def test_names_that_point_elsewhere_are_refused(name):
    assert refused_zip(zipped(docx_parts(paragraph("x")) | {name: b"x"})) == "unsafe_zip"


def test_links_and_names_given_twice_are_refused():
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("word/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert refused_zip(out.getvalue()) == "unsafe_zip"
    out = io.BytesIO(GOOD)
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "x")
    assert refused_zip(out.getvalue()) == "unsafe_zip"


def patched(mark: bytes, offset: int, value: bytes) -> bytes:
    at = GOOD.rfind(mark) + offset
    return GOOD[:at] + value + GOOD[at + len(value) :]


@pytest.mark.parametrize(
    ("mark", "offset", "value", "codes"),
    [
        (b"PK\x01\x02", 24, struct.pack("<I", 9), {"unsafe_zip"}),  # inflated size
        (b"PK\x01\x02", 20, struct.pack("<I", 9), {"unsafe_zip"}),  # packed size
        (b"PK\x01\x02", 24, struct.pack("<I", 2**31), {"zip_bomb"}),
        (b"PK\x01\x02", 42, struct.pack("<I", 2**31), {"broken"}),  # place
        (b"PK\x01\x02", 42, struct.pack("<I", 0), {"broken", "unsafe_zip"}),
        (b"PK\x01\x02", 10, struct.pack("<H", 14), {"unsafe_zip"}),  # method
        (b"PK\x01\x02", 8, struct.pack("<H", 1), {"encrypted"}),
        (b"PK\x03\x04", 8, struct.pack("<H", 0), {"unsafe_zip"}),
        (b"PK\x05\x06", 12, struct.pack("<I", 2**31), {"zip_bomb"}),  # directory size
        (b"PK\x05\x06", 10, struct.pack("<H", 65_535), {"zip_bomb"}),
        (b"PK\x05\x06", 16, struct.pack("<I", 2**31), {"broken"}),
    ],
)
def test_a_directory_that_lies_is_refused(mark, offset, value, codes):
    assert refused_zip(patched(mark, offset, value)) in codes


def test_entries_that_share_bytes_are_refused():
    body = zlib.compress(b" " * 9_000, 9)[2:-4]
    crc = zlib.crc32(b" " * 9_000)
    sizes = struct.pack("<III", crc, len(body), 9_000)
    out = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    out += struct.pack("<HH", 1, 0) + b"a" + body
    start, count = len(out), 5
    for name in b"abcde":
        out += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        out += struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + bytes([name])
    size = len(out) - start
    out += b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, size, start, 0)
    assert refused_zip(out) == "broken"


def as_zip64(**told: int) -> bytes:
    """GOOD with the Zip64 end record that some programs write for every archive."""
    at = GOOD.rfind(b"PK\x05\x06")
    count, size, offset = struct.unpack("<HII", GOOD[at + 10 : at + 20])
    record = b"PK\x06\x06" + struct.pack(
        "<QHHIIQQQQ", 44, 45, 45, 0, 0, told.get("count", count), told.get("count", count),
        told.get("size", size), told.get("offset", offset),
    )  # fmt: skip
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, told.get("record", at), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return GOOD[:at] + record + locator + end


def test_zip64_is_read():
    assert check_zip(as_zip64()).namelist() == check_zip(GOOD).namelist()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                part.write(old.read(name))
    assert check_zip(out.getvalue()).namelist() == check_zip(GOOD).namelist()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"count": 2**40}, "zip_bomb"),
        ({"size": 2**40}, "zip_bomb"),
        ({"offset": 2**40}, "broken"),
        ({"record": 2**40}, "broken"),
        ({"record": 4}, "broken"),
    ],
)
def test_a_zip64_directory_that_lies_is_refused(told, code):
    assert refused_zip(as_zip64(**told)) == code


def test_a_zip64_locator_without_its_record_is_refused():
    at = GOOD.rfind(b"PK\x05\x06")
    data = GOOD[:at] + b"PK\x06\x07" + struct.pack("<IQI", 0, 2**40, 1) + GOOD[at:]
    assert refused_zip(data) == "broken"
