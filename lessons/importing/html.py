"""Web pages and pasted rich text become blocks: the article, not the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from lessons.importing.blocks import Block, BlockKind, Extracted, PlacedImage
from lessons.importing.cells import Cell, Columns, asks_questions, row_blocks
from lessons.importing.data_urls import place_picture
from lessons.importing.decoding import Decoded
from lessons.importing.html_article import BLOCKS, Page
from lessons.importing.html_charset import decode_html
from lessons.importing.html_lines import Draft, kept_before, lines_around, plain
from lessons.importing.html_lists import ListNumbers
from lessons.importing.html_looks import Look, Sheet
from lessons.importing.html_title import find_title
from lessons.importing.outline import ImportRefused, Warning
from lessons.importing.pictures import Pictures
from lessons.importing.spaces import glue
from lessons.importing.strong import StrongLine

MAX_DRAFTS = 20_000
MAX_ELEMENTS = 150_000
LAYOUT_LINES = 3  # a table cell with more lines is a part of the lesson, not a datum
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CJK_LINE_END = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_NOTE_MARK = re.compile(r"^\s*[\[［〔(（]?\s*\d{1,3}\s*[\]］〕)）]?\s*$")


def extract_html(data: bytes, encoding: str | None = None) -> Extracted:
    """Raises ImportRefused when the page holds no words."""
    decoded = decode_html(data, encoding)
    root = _parse(decoded.text)
    sheet = Sheet.of(root)
    title_words = find_title(root)
    try:
        page = Page(root, sheet)
        walk = _Walk(page)
        for part in page.parts():
            walk.part(part)
    except RecursionError as error:
        raise _too_complex() from error
    return _extracted(page, walk, title_words, decoded)


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_words() from error
    if root is None:
        raise _no_words()
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise _too_complex()
    if sum(1 for _ in islice(root.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise _too_complex()
    return root


def _too_complex() -> ImportRefused:
    return ImportRefused(
        "too_complex", "网页的结构过于复杂，读不下来。请复制正文，用粘贴的方式导入。"
    )


def _no_words() -> ImportRefused:
    return ImportRefused("empty", "网页里没有文字。请打开网页，复制正文后粘贴。")


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element hands down to those inside it."""

    is_bold: bool = False
    is_centred: bool = False
    level: int | None = None
    kind: BlockKind = "line"
    is_pre: bool = False
    in_link: bool = False
    numbers: ListNumbers | None = None

    def with_look(self, look: Look) -> _Context:
        return replace(
            self,
            is_bold=self.is_bold if look.is_bold is None else look.is_bold,
            is_centred=self.is_centred if look.is_centred is None else look.is_centred,
        )


class _Walk:
    """Reads elements in order into drafts of blocks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.pictures = Pictures()
        self.line = StrongLine()
        self.linked = self.links = 0
        self.context = _Context()
        self.label = ""  # the automatic number the next line begins with
        self.row_at: int | None = None

    def part(self, element: etree._Element) -> None:
        context = _Context().with_look(self.page.sheet.look(element))
        if element.tag in BLOCKS and element is not self.page.body and element.tag != "td":
            self._block(element, context)
        else:
            self._inside(element, context)
        self._end_line(context)

    def _inside(self, element: etree._Element, context: _Context) -> None:
        self._words(element.text, context)
        for child in element:
            self._element(child, context)
            self._words(child.tail, context)

    def _words(self, text: str | None, context: _Context) -> None:
        if not text:
            return
        self.context = context
        if context.is_pre:
            for place, piece in enumerate(re.split(r"\r\n|\r|\n", text)):
                if place:
                    self._end_line(context)
                self.line.add(piece, context.is_bold)
            return
        piece = _SPACES.sub(" ", _CJK_LINE_END.sub("", text))
        self.line.add(piece, context.is_bold)
        if context.in_link:
            self.linked += len(piece.strip())

    def _element(self, element: etree._Element, context: _Context) -> None:
        tag = element.tag
        look = self.page.sheet.look(element)
        if self.page.is_around(element):
            self.page.dropped += 1
            if tag in BLOCKS:
                self._end_line(context)
            return
        inner = context.with_look(look)
        if tag == "br":
            self._end_line(context)
        elif tag == "img":
            self._picture(element)
        elif look.mso_list == "ignore":
            self._word_number(element)
        elif tag == "a":
            self.links += 1
            self._inside(element, replace(inner, in_link=bool(element.get("href"))))
        elif tag == "sup" and _is_note_mark(element):
            self.page.dropped += 1
        elif tag in BLOCKS or look.is_block:
            self._block(element, inner)
        else:
            self._inside(element, inner)

    def _block(self, element: etree._Element, context: _Context) -> None:
        tag = element.tag
        self._end_line(context)
        if tag == "table":
            self._table(element, context)
        elif tag in ("ol", "ul", "menu", "dir"):
            numbers = ListNumbers.of(element, self.page.sheet.look(element))
            self._inside(element, replace(context, numbers=numbers))
        elif tag == "li":
            self.label = context.numbers.next(element) if context.numbers else ""
            self._inside(element, replace(context, kind="list", numbers=None))
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._inside(element, replace(context, level=int(tag[1])))
        elif tag == "blockquote":
            self._inside(element, replace(context, kind="quote"))
        elif tag in ("figcaption", "caption"):
            self._inside(element, replace(context, kind="caption"))
        elif tag == "pre":
            self._inside(element, replace(context, is_pre=True))
        else:
            level = context.level
            if element.get("role") == "heading" and element.get("aria-level", "") in "123456":
                level = int(element.get("aria-level") or 2)
            self._inside(element, replace(context, level=level))
        self._end_line(context)

    def _end_line(self, context: _Context) -> None:
        del context  # the line belongs to the context its words were read in
        text, strong = self.line.tidied()
        linked, links, self.line = self.linked, self.links, StrongLine()
        self.linked = self.links = 0
        if not text:
            return
        if len(self.drafts) >= MAX_DRAFTS:
            raise ImportRefused(
                "too_complex", f"网页超过 {MAX_DRAFTS} 段，读不下来。请分成几个文件。"
            )
        self.drafts.append(Draft(self._made(text, strong), linked, links))
        self.label = ""

    def _made(self, text: str, strong: int) -> Block:
        look = self.context
        label = self.label
        if label:
            gap = "" if label[-1] in "、）】" else " "
            strong = strong + len(label + gap) if strong else 0
            text = label + gap + text
        return Block(
            text=text,
            kind=look.kind,
            level=look.level if len(text) <= 100 else None,
            number_chars=len(label),
            bold_chars=strong,
            is_centred=look.is_centred,
        )

    def _word_number(self, element: etree._Element) -> None:
        """Word writes the automatic number of a list item into a span of its own."""
        shown = _text_of(element).strip(" \xa0\t\r\n\u3000")
        if any(ch.isalnum() for ch in shown) and len(shown) > 1:
            self.label = shown[:20]

    def _picture(self, element: etree._Element) -> None:
        at = len(self.drafts) if self.row_at is None else self.row_at
        at += bool(self.line.text.strip()) and self.row_at is None
        source = (element.get("src") or element.get("data-src") or "").strip()
        alt = element.get("alt", "")
        if {element.get("width"), element.get("height")} & {"0", "1", "2"}:
            return  # a counting pixel
        place_picture(self.pictures, at, source, alt)

    def _table(self, table: etree._Element, context: _Context) -> None:
        columns = Columns()
        for row in _rows_of(table):
            if row.tag == "caption":
                self._block(row, context)
                continue
            cells = [c for c in row if c.tag in ("td", "th")]
            asks = asks_questions([_text_of(cell) for cell in cells])
            is_alone = len(cells) == 1 and not columns.reach_down()
            if is_alone or asks or any(_is_layout(cell) for cell in cells):
                for cell in cells:
                    self._end_line(context)
                    self._inside(cell, context.with_look(self.page.sheet.look(cell)))
                    self._end_line(context)
            else:
                self._row(cells, context, columns)

    def _row(self, cells: list[etree._Element], context: _Context, columns: Columns) -> None:
        start = len(self.drafts)
        self.row_at = start
        read = []
        for cell in cells:
            self._inside(cell, context)
            self._end_line(context)
            inner, self.drafts = self.drafts[start:], self.drafts[:start]
            text = ""
            for draft in inner:
                piece = draft.block.text.replace("\t", " ")
                text += (glue(text, piece) or " " if text else "") + piece
            read.append(Cell(text, _span(cell, "colspan"), _span(cell, "rowspan")))
        self.row_at = None
        self.drafts += [Draft(block) for block in row_blocks(columns.row(read))]


def _text_of(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _is_note_mark(element: etree._Element) -> bool:
    """[1] and linked numbers, but not the square of m²."""
    text = _text_of(element)
    return bool(_NOTE_MARK.match(text)) and (element.find(".//a") is not None or "[" in text)


def _rows_of(table: etree._Element) -> Iterable[etree._Element]:
    for child in table:
        if child.tag in ("tr", "caption"):
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(cell: etree._Element, name: str) -> int:
    written = cell.get(name, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1


def _is_layout(cell: etree._Element) -> bool:
    lines = 0
    for inner in cell.iter():
        if inner.tag in ("table", "h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        if inner.tag in ("p", "div", "li", "br") and _text_of(inner).strip():
            lines += 1
    return lines > LAYOUT_LINES


def _extracted(page: Page, walk: _Walk, title: str | None, decoded: Decoded) -> Extracted:
    drafts = walk.drafts
    out = lines_around(drafts)
    blocks = [draft.block for place, draft in enumerate(drafts) if place not in out]
    if not blocks and not walk.pictures.kept:
        raise _no_words()
    blocks, is_title_there = _with_title(blocks, title)
    before = kept_before(len(drafts), out)
    warnings = [
        replace(w, params={**w.params, "block": before[int(w.params["block"])]})
        for w in walk.pictures.warnings
    ]
    count = page.dropped + len(out)
    if count:
        message = f"略去了网页上正文以外的内容（导航、页脚、分享等共 {count} 处）。"
        warnings.insert(0, Warning("dropped", message, params={"what": "page", "count": count}))
    return Extracted(
        format="html",
        encoding=decoded.encoding,
        blocks=tuple(blocks),
        images=tuple(PlacedImage(before[p.block], p.image) for p in walk.pictures.kept),
        warnings=(*decoded.warnings, *warnings),
        title=None if is_title_there else title,
    )


def _with_title(blocks: list[Block], title: str | None) -> tuple[list[Block], bool]:
    """Marks the line that is the title; headings that repeat as h1 are left to the grammar."""
    tops = [place for place, block in enumerate(blocks) if block.level == 1]
    found = None
    if title is not None:
        wanted = plain(title)
        found = next((i for i, b in enumerate(blocks[:12]) if plain(b.text) == wanted), None)
    if found is None and len(tops) == 1 and tops[0] < 12:
        found = tops[0]
    if found is None:
        return blocks, False
    blocks[found] = replace(blocks[found], is_title=True, level=None)
    return blocks, True
