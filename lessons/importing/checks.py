"""What is looked at before a file is parsed: size, extension, first bytes and the zip directory.

Cheap and bounded, so that it may run in the parent process; nothing here inflates or parses.
"""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

from lessons.importing.outline import Format, ImportRefused

MEBI = 1024 * 1024
MAX_FILE_BYTES = 30 * MEBI
MAX_ZIP_ENTRIES = 2_000
MAX_ENTRY_BYTES = 50 * MEBI
MAX_INFLATED_BYTES = 100 * MEBI
MAX_ZIP_RATIO = 100
RATIO_COUNTS_FROM = MEBI  # below this an entry is harmless, however well it packs
MAX_DIRECTORY_BYTES = MEBI

FORMATS: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
}
ACCEPTED = ".txt、.md、.html、.docx、.pdf"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
END_OF_DIRECTORY = b"PK\x05\x06"
ZIP64_LOCATOR, ZIP64_LOCATOR_BYTES = b"PK\x06\x07", 20
ZIP64_END, ZIP64_END_BYTES = b"PK\x06\x06", 56

_OTHER_FILES: dict[str, tuple[str, str]] = {
    ".doc": (
        "old_word",
        "这是旧版 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
    ),
    ".dot": (
        "old_word",
        "这是旧版 Word 模板（.dot）。请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
    ),
    ".wps": ("old_word", "这是 WPS 文字文件（.wps）。请用 WPS 打开，另存为 .docx 后再上传。"),
    ".wpt": ("old_word", "这是 WPS 模板（.wpt）。请用 WPS 打开，另存为 .docx 后再上传。"),
    ".rtf": ("other_format", "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 后再上传。"),
    ".odt": ("other_format", "这是 ODT 文件。请用文字处理软件打开，另存为 .docx 后再上传。"),
    ".pages": ("other_format", "这是 Pages 文件。请导出为 Word（.docx）后再上传。"),
    ".ofd": ("other_format", "这是 OFD 版式文件。请转换为带文字的 PDF 或 .docx 后再上传。"),
    ".mht": ("other_format", "这是网页归档文件。请把网页另存为 .html，或复制正文后粘贴。"),
    ".mhtml": ("other_format", "这是网页归档文件。请把网页另存为 .html，或复制正文后粘贴。"),
    ".ppt": ("other_format", "这是演示文稿。请把讲稿文字另存为 .docx 或 .txt 后再上传。"),
    ".pptx": ("other_format", "这是演示文稿。请把讲稿文字另存为 .docx 或 .txt 后再上传。"),
    ".xls": ("other_format", "这是电子表格。请把课文放进 .docx 或 .txt 后再上传。"),
    ".xlsx": ("other_format", "这是电子表格。请把课文放进 .docx 或 .txt 后再上传。"),
    ".zip": ("other_format", "这是压缩包。请先解压，再逐个上传里面的课文。"),
    ".rar": ("other_format", "这是压缩包。请先解压，再逐个上传里面的课文。"),
    ".7z": ("other_format", "这是压缩包。请先解压，再逐个上传里面的课文。"),
}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic"}


def check_file(name: str, data: bytes) -> Format:
    """The format of a file that may be parsed.

    Raises ImportRefused: no_extension, wrong_extension, old_word, other_format, picture,
    empty, too_large, encrypted, wrong_content, broken, zip_bomb, unsafe_zip.
    """
    extension = _extension(name)
    file_format = _format_by_name(extension)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise ImportRefused("empty", "文件是空的。请选择有文字的文件。")
    if len(data) > MAX_FILE_BYTES:
        raise too_large(len(data))
    _check_first_bytes(file_format, extension, data)
    if file_format == "docx":
        check_zip(data)
    return file_format


def too_large(size: int) -> ImportRefused:
    return ImportRefused(
        "too_large",
        f"文件有 {size / MEBI:.1f} MB，超过 {MAX_FILE_BYTES // MEBI} MB 的上限。"
        "请压缩图片，或把课文分成几个文件。",
        limit_mb=MAX_FILE_BYTES // MEBI,
    )


def _extension(name: str) -> str:
    return PurePosixPath(PureWindowsPath(name).name.strip()).suffix.lower()


def _format_by_name(extension: str) -> Format:
    if extension in FORMATS:
        return FORMATS[extension]
    if extension in _OTHER_FILES:
        code, message = _OTHER_FILES[extension]
        raise ImportRefused(code, message, extension=extension)
    if extension in _PICTURES:
        raise ImportRefused(
            "picture",
            "这是图片，里面的文字读不出来。请先用文字识别软件转成文字，或上传 .docx 原稿。",
            extension=extension,
        )
    if not extension:
        raise ImportRefused(
            "no_extension", f"文件名没有扩展名，认不出格式。请上传 {ACCEPTED} 文件。"
        )
    raise ImportRefused(
        "wrong_extension",
        f"不认识扩展名 {extension[:20]}。请上传 {ACCEPTED} 文件。",
        extension=extension[:20],
    )


def _check_first_bytes(file_format: Format, extension: str, data: bytes) -> None:
    if data.startswith(OLE):
        _refuse_compound_file(file_format, data)
    found = _format_by_content(data)
    if file_format in ("docx", "pdf"):
        if found != file_format:
            _refuse_content(extension, found)
    elif found not in (None, "html", "xml"):
        _refuse_content(extension, found)


def _format_by_content(data: bytes) -> str | None:
    """What the first bytes say: docx, pdf, rtf, html, picture, zip, binary or None (plain text)."""
    if data.startswith((ZIP, END_OF_DIRECTORY)):
        return "docx" if b"word/" in data or b"[Content_Types].xml" in data else "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")):
        return "picture" if b"\x00" in data[:4096] else None
    if _is_binary(data):
        return "binary"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html")) else None


def _is_binary(data: bytes) -> bool:
    """Whether control bytes stand where text has none; UTF-16 (a zero in every pair) is text."""
    head = data[: 64 * 1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if 0 in head:
        return not any(_reads_as_text(head, code) for code in ("utf-16-le", "utf-16-be"))
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), 28, 29, 30, 31))
    return controls * 20 > len(head)


def _reads_as_text(head: bytes, code: str) -> bool:
    """Whether nine in ten characters of this reading are ASCII, Chinese or their punctuation."""
    text = head.decode(code, errors="replace")
    good = sum(
        ch in "\t\r\n"
        or " " <= ch <= "~"
        or "\u2000" <= ch <= "\u9fff"
        or "\uff00" <= ch <= "\uffef"
        for ch in text
    )
    return good * 10 > len(text) * 9


def _refuse_content(extension: str, found: str | None) -> None:
    advice = {
        "docx": "文件内容其实是 Word 文档。请把扩展名改为 .docx 后再上传。",
        "pdf": "文件内容其实是 PDF。请把扩展名改为 .pdf 后再上传。",
        "rtf": "文件内容其实是 RTF。请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
        "html": "文件内容其实是网页。请把扩展名改为 .html 后再上传。",
        "picture": "文件内容其实是图片。请上传带文字的原稿。",
        "zip": "文件内容是压缩包，不是文档。请先解压，再上传里面的课文。",
    }.get(found or "", f"文件内容与扩展名 {extension} 不符。请用原来的软件重新保存后再上传。")
    raise ImportRefused("wrong_content", advice, extension=extension, found=found or "")


def _refuse_compound_file(file_format: Format, data: bytes) -> None:
    """Word keeps both encrypted .docx and old .doc in an OLE compound file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ImportRefused(
            "encrypted", "文件有密码。请在 Word 或 WPS 里取消密码，重新保存后再上传。"
        )
    raise ImportRefused(
        "old_word",
        "文件内容是旧版 Word 或 WPS 格式，只是扩展名不同。"
        "请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
        extension=file_format,
    )


def check_zip(data: bytes) -> zipfile.ZipFile:
    """The opened archive of a .docx whose directory is small, honest and safe to inflate."""
    _check_directory_size(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, NotImplementedError) as e:
        raise broken_zip() from e
    entries = archive.infolist()
    if not entries:
        raise broken_zip()
    _check_sizes(entries, len(data))
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry)
        if entry.filename in seen:
            raise unsafe_zip("重名的部件", entry.filename)
        seen.add(entry.filename)
    _check_places(entries, data)
    return archive


def broken_zip() -> ImportRefused:
    return ImportRefused(
        "broken", "文件不完整或已损坏。请用 Word 或 WPS 打开原文件，重新另存为 .docx 后再上传。"
    )


def unsafe_zip(what: str, name: str) -> ImportRefused:
    return ImportRefused(
        "unsafe_zip",
        f"文件里有{what}，不是正常的 Word 文档。请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
        entry=name[:80],
    )


def _zip_bomb() -> ImportRefused:
    return ImportRefused(
        "zip_bomb",
        "文件解压后过大，可能有害，没有打开。请用 Word 或 WPS 新建文档，把正文复制过去后再上传。",
    )


def _check_directory_size(data: bytes) -> None:
    """Bounds the directory before zipfile builds an object for each of its entries."""
    at = data.rfind(END_OF_DIRECTORY, max(0, len(data) - 65_557))
    if at < 0 or at + 22 > len(data):
        raise broken_zip()
    count, size, offset = struct.unpack("<HII", data[at + 10 : at + 20])
    if data[max(0, at - ZIP64_LOCATOR_BYTES) : at].startswith(ZIP64_LOCATOR):
        at, count, size, offset = _end_of_zip64(data, at - ZIP64_LOCATOR_BYTES)
    if count > MAX_ZIP_ENTRIES or size > MAX_DIRECTORY_BYTES:
        raise _zip_bomb()
    if offset + size > at:
        raise broken_zip()


def _end_of_zip64(data: bytes, locator: int) -> tuple[int, int, int, int]:
    """Where the Zip64 end record stands and what it says: entries, bytes and offset of the
    directory; read from the one place where zipfile looks for it."""
    at = locator - ZIP64_END_BYTES
    (told,) = struct.unpack("<Q", data[locator + 8 : locator + 16])
    if at < 0 or told != at or not data.startswith(ZIP64_END, at):
        raise broken_zip()
    count, size, offset = struct.unpack("<QQQ", data[at + 32 : at + ZIP64_END_BYTES])
    return at, count, size, offset


def _check_sizes(entries: list[zipfile.ZipInfo], packed_size: int) -> None:
    inflated = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MAX_ZIP_ENTRIES
        or inflated > MAX_INFLATED_BYTES
        or inflated > max(packed_size * MAX_ZIP_RATIO, RATIO_COUNTS_FROM)
    ):
        raise _zip_bomb()


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_ENTRY_BYTES or (
        entry.file_size > RATIO_COUNTS_FROM
        and entry.file_size > max(entry.compress_size, 1) * MAX_ZIP_RATIO
    ):
        raise _zip_bomb()
    if entry.flag_bits & 0x1:
        raise ImportRefused(
            "encrypted", "文件有密码。请在 Word 或 WPS 里取消密码，重新保存后再上传。"
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise unsafe_zip("少见的压缩方式", entry.filename)
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise unsafe_zip("链接", entry.filename)
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name:
        raise unsafe_zip("指向别处的路径", name)


def _check_places(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """Entries must not overlap, and each must be announced alike in both of its headers."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        at = entry.header_offset
        header = data[at : at + 30]
        if at < end or len(header) < 30 or not header.startswith(ZIP):
            raise broken_zip()
        flags, method = struct.unpack("<HH", header[6:10])
        packed, inflated, name_size, extra_size = struct.unpack("<IIHH", header[18:30])
        told_later = bool(flags & 0x8) or 0xFFFFFFFF in (packed, inflated)
        if method != entry.compress_type or (
            not told_later and (packed, inflated) != (entry.compress_size, entry.file_size)
        ):
            raise unsafe_zip("前后不一致的目录", entry.filename)
        end = at + 30 + name_size + extra_size + entry.compress_size
        if end > len(data):
            raise broken_zip()
