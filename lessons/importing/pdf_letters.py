"""The letters of a PDF page with their places and looks, as PDFium reads them; no lines yet."""

from __future__ import annotations

import contextlib
import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from lessons.importing.outline import ImportRefused

MAX_PAGES = 400
MAX_LETTERS = 1_500_000
_HEAVY = ("bold", "heavy", "black", "semibold", "simhei", "heiti", "黑体", "xiaobiaosong", "标宋")
_FORCE_BOLD = 1 << 18
_PASSWORD_ERROR = 4
# Fonts that share a glyph between a radical and a character often name the radical.
_RADICALS = dict(
    zip(
        "⺟⺠⺬⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺎⺝⺩⻁⻂⻌⻍⻎⻏",
        "母民示西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟兀月王虎衤辶辶辶阝",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Letter:
    char: str
    x0: float
    x1: float
    y: float  # baseline, counted upwards from the foot of the page
    size: float  # points
    is_bold: bool
    is_upright: bool


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    is_bold: bool
    is_upright: bool


@dataclass(frozen=True, slots=True)
class PdfPage:
    height: float
    letters: list[Letter]  # in the order of the file
    raw: Any  # PDFium's own page, for what else is drawn on it; None when damaged


class PdfFile:
    """An opened PDF. Raises ImportRefused: encrypted, broken, too_complex."""

    def __init__(self, data: bytes) -> None:
        try:
            self.document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                raise ImportRefused(
                    "encrypted", "文件有密码。请用阅读软件打开，另存为没有密码的 PDF 后再上传。"
                ) from error
            raise broken_pdf() from error
        if len(self.document) == 0:
            raise broken_pdf()
        if len(self.document) > MAX_PAGES:
            raise ImportRefused(
                "too_complex",
                f"文件有 {len(self.document)} 页，超过 {MAX_PAGES} 页的上限。请分成几个文件。",
                limit=MAX_PAGES,
            )

    def __len__(self) -> int:
        return len(self.document)

    @contextlib.contextmanager
    def page(self, number: int) -> Iterator[PdfPage]:
        """A page while it is read; a damaged page has neither height nor letters."""
        try:
            page = self.document[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            yield PdfPage(0.0, [], None)
            return
        try:
            yield PdfPage(page.get_size()[1], list(_letters(text_page.raw)), page.raw)
        finally:
            text_page.close()
            page.close()

    def bookmarks(self) -> list[tuple[int, str]]:
        """Level from 1 and title of the document's own outline."""
        try:
            return [
                (item.level + 1, title)
                for item, title in ((i, i.get_title()) for i in self._toc())
                if title
            ]
        except (pdfium.PdfiumError, ValueError):
            return []

    def _toc(self) -> Iterator[pdfium.PdfBookmark]:
        for count, item in enumerate(self.document.get_toc(max_depth=6)):
            if count >= 2000:
                return
            yield item


def broken_pdf() -> ImportRefused:
    return ImportRefused(
        "broken", "PDF 不完整或已损坏。请用阅读软件打开，另存为新的 PDF，或上传 .docx 原稿。"
    )


def _letters(page: raw.FPDF_TEXTPAGE) -> Iterator[Letter]:
    count = raw.FPDFText_CountChars(page)
    if count > MAX_LETTERS:
        raise ImportRefused(
            "too_complex", "PDF 一页里的文字过多，读不下来。请上传 .docx 原稿，或分成几个文件。"
        )
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    looks = _Looks(page)
    pending = 0  # the first half of a character beyond U+FFFF
    for place in range(count):
        code = raw.FPDFText_GetUnicode(page, place)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00) if pending else 0xFFFD
        pending = 0
        if raw.FPDFText_IsGenerated(page, place) == 1:
            continue
        char = _plain(code)
        if not char:
            continue
        raw.FPDFText_GetLooseCharBox(page, place, box)  # with the room a full stop does not ink
        raw.FPDFText_GetCharOrigin(page, place, x, y)
        look = looks.of(place)
        yield Letter(
            char=char,
            x0=box.left,
            x1=max(box.right, box.left),
            y=y.value,
            size=look.size,
            is_bold=look.is_bold,
            is_upright=look.is_upright,
        )


class _Looks:
    """Size, weight and turn, found once for each text object, heaviness once for each font."""

    def __init__(self, page: raw.FPDF_TEXTPAGE) -> None:
        self.page = page
        self.looks: dict[int, _Look] = {}
        self.fonts: dict[int, bool] = {}

    def of(self, place: int) -> _Look:
        item = raw.FPDFText_GetTextObject(self.page, place)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        if key not in self.looks:
            self.looks[key] = self._look(place, item)
        return self.looks[key]

    def _look(self, place: int, item: raw.FPDF_PAGEOBJECT) -> _Look:
        matrix = raw.FS_MATRIX()
        scale, is_upright = 1.0, True
        if raw.FPDFText_GetMatrix(self.page, place, matrix):
            scale = math.hypot(matrix.b, matrix.d) or 1.0
            is_upright = matrix.a > 0 and abs(matrix.b) < 0.1 * matrix.a
        size = raw.FPDFText_GetFontSize(self.page, place) * scale
        # Word and WPS make a missing bold face by drawing the outline of each letter as well.
        is_drawn_twice = bool(item) and raw.FPDFTextObj_GetTextRenderMode(item) == 2
        return _Look(size, is_drawn_twice or self._is_heavy(place, item), is_upright)

    def _is_heavy(self, place: int, item: raw.FPDF_PAGEOBJECT) -> bool:
        font = raw.FPDFTextObj_GetFont(item) if item else None
        key = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if key and key in self.fonts:
            return self.fonts[key]
        buffer = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(self.page, place, buffer, 256, flags)
        name = buffer.value.decode("utf-8", "replace").lower()
        self.fonts[key] = any(h in name for h in _HEAVY) or bool(flags.value & _FORCE_BOLD)
        return self.fonts[key]


def _plain(code: int) -> str:
    """One or more ordinary characters for a code; nothing for controls and broken codes."""
    if code in (0x02, 0xFFFE, 0xAD):
        return "-"  # PDFium's sign for a hyphen at the end of a line
    if code < 0x20 or code == 0xFFFF or code > 0x10FFFF:
        return ""
    char = chr(code)
    if char in _RADICALS:
        return _RADICALS[char]
    is_compatible = 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06
    return unicodedata.normalize("NFKC", char) if is_compatible else char
