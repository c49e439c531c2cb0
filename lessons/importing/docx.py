"""Word documents become blocks: styles, automatic numbers, tables, boxes, notes and pictures.

Read straight from the XML parts: libraries that build an object per element need minutes and
gigabytes for hostile files. Headers and footers are separate parts and are never opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from lessons.importing.blocks import Block, Extracted
from lessons.importing.cells import Cell, Columns, asks_questions, row_blocks
from lessons.importing.docx_numbering import Label, Numbering
from lessons.importing.docx_package import Package, W, number, open_package, value
from lessons.importing.docx_runs import (
    MC,
    RunReader,
    Token,
    choice,
    is_contents_control,
    is_placeholder,
)
from lessons.importing.docx_styles import ParagraphStyle, Styles
from lessons.importing.outline import ImportRefused, Warning
from lessons.importing.pictures import Pictures, Reason
from lessons.importing.sizes import with_levels_by_size
from lessons.importing.spaces import glue, tidy
from lessons.importing.strong import StrongLine

MAX_BLOCKS = 20_000
LAYOUT_PARAGRAPHS = 3  # a cell with more paragraphs is a part of the lesson, not a datum


def extract_docx(data: bytes) -> Extracted:
    """Raises ImportRefused for what is no readable .docx."""
    package = open_package(data)
    root = package.xml(package.main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise ImportRefused(
            "broken", "文件里没有正文。请用 Word 或 WPS 打开原文件，重新另存为 .docx 后再上传。"
        )
    try:
        reading = _Reading(package)
        reading.run(body)
        if reading.runs.has_open_field:
            reading = _Reading(package, trusts_fields=False)
            reading.run(body)
    except RecursionError as error:
        raise ImportRefused(
            "too_complex", "文档的层次嵌套过深，读不下来。请把正文复制到新文档后再上传。"
        ) from error
    return reading.extracted()


@dataclass(slots=True)
class _Paragraph:
    """Tokens sorted out: lines of words, and what stands before or after them."""

    lines: list[StrongLine] = field(default_factory=lambda: [StrongLine()])
    before: list[Token] = field(default_factory=list)
    after: list[Token] = field(default_factory=list)
    half_points: int = 0  # of its largest letters

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> _Paragraph:
        found = cls()
        for token in tokens:
            if token.kind == "text":
                found.lines[-1].add(token.text, token.is_strong)
                if token.text.strip():
                    found.half_points = max(found.half_points, token.half_points)
            elif token.kind == "break":
                found.lines.append(StrongLine())
            elif any(line.text.strip() for line in found.lines):
                found.after.append(token)
            else:
                found.before.append(token)
        return found

    def joined(self) -> StrongLine:
        line = StrongLine()
        for part in self.lines:
            line.add_line(part)
        return line


class _Reading:
    """One pass over a document body."""

    def __init__(self, package: Package, *, trusts_fields: bool = True) -> None:
        self.package = package
        self.styles = Styles(self._linked("styles"))
        self.numbering = Numbering(self._linked("numbering"), self.styles)
        self.runs = RunReader(self.styles, trusts_fields=trusts_fields)
        self.blocks: list[Block] = []
        self.sizes: dict[int, float] = {}  # place of a block → size of its letters, half-points
        self.pictures = Pictures()
        self.notes: dict[str, dict[str, etree._Element]] = {}
        self.carried: list[Token] = []  # words of a paragraph whose end mark is deleted
        self.note_count = 0
        self.row_at: int | None = None  # the block a table row will be, while its cells are read

    def _linked(self, kind: str) -> etree._Element | None:
        part = self.package.linked(kind)
        return None if part is None else self.package.xml(part)

    def run(self, body: etree._Element) -> None:
        self.runs.learn(body)
        self._walk(body)
        if self.carried:
            self._add_paragraph(_Paragraph.of(self.carried), ParagraphStyle(), None)

    def extracted(self) -> Extracted:
        sizes = [self.sizes.get(place, 0.0) for place in range(len(self.blocks))]
        return Extracted(
            format="docx",
            encoding=None,
            blocks=tuple(with_levels_by_size(self.blocks, sizes)),
            images=tuple(self.pictures.kept),
            warnings=(*self._warnings(), *self.pictures.warnings),
        )

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child)
            elif tag == W + "tbl":
                self._table(child)
            elif tag == W + "sdt":
                if is_contents_control(child):
                    self.runs.dropped["contents"] += 1
                elif not is_placeholder(child):
                    for content in child.findall(W + "sdtContent"):
                        self._walk(content)
            elif tag == MC + "AlternateContent":
                self._walk(choice(child))
            elif tag == W + "altChunk":
                self.runs.dropped["embedded"] += 1
            elif tag in (W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
                self._walk(child)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(W + "pPr")
        style = self.styles.paragraph(properties)
        tokens = self.carried + self.runs.tokens(element, style.style_id)
        self.carried = []
        if _runs_on(properties):
            self.carried = tokens
            return
        label = self.numbering.label(style)
        if style.is_contents:
            self.runs.dropped["contents"] += any(t.text.strip() for t in tokens)
            return
        self._add_paragraph(_Paragraph.of(tokens), style, label)

    def _add_paragraph(
        self, paragraph: _Paragraph, style: ParagraphStyle, label: Label | None
    ) -> None:
        self._place(paragraph.before)
        whole = style.level is not None or style.is_title
        lines = [paragraph.joined()] if whole else paragraph.lines
        for line in lines:
            text, strong = line.tidied()
            if text:
                self.sizes[len(self.blocks)] = paragraph.half_points
                self._add_block(_block(text, strong, style, label))
                label = None
        self._place(paragraph.after)

    def _add_block(self, block: Block) -> None:
        if len(self.blocks) >= MAX_BLOCKS:
            raise ImportRefused(
                "too_complex", f"文档超过 {MAX_BLOCKS} 段，读不下来。请分成几个文件后再上传。"
            )
        self.blocks.append(block)

    def _place(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.kind == "picture":
                self._picture(token)
            elif token.kind == "box" and token.element is not None:
                self._walk(token.element)
            elif token.kind == "note":
                self._note(token.link)

    def _picture(self, token: Token) -> None:
        at = len(self.blocks) if self.row_at is None else self.row_at
        link = self.package.links(self.package.main).get(token.link)
        data = None if link is None or link.is_outside else self.package.read(link.target)
        if data is not None:
            self.pictures.keep(at, data, token.text)
        elif token.link:
            reason: Reason = "remote" if link is not None and link.is_outside else "missing"
            self.pictures.drop(at, reason, token.text)

    def _note(self, link: str) -> None:
        """Sets a footnote or endnote as a paragraph of its own behind the one that cites it."""
        kind, _, note_id = link.partition(":")
        if kind not in self.notes:
            root = self._linked(kind)
            found = [] if root is None else root.findall(W + kind.removesuffix("s"))
            self.notes[kind] = {e.get(W + "id", ""): e for e in found}
        note = self.notes[kind].pop(note_id, None)  # popped: a note that cites itself ends
        if note is None:
            return
        paragraphs = (_Paragraph.of(self.runs.tokens(p, "")) for p in note.iter(W + "p"))
        text = tidy(" ".join(p.joined().text for p in paragraphs))
        if text:
            self.note_count += 1
            self._add_block(Block(f"（注：{text}）"))

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        is_frame = sum(len(row) for row in rows) == 1
        columns = Columns()
        for cells in rows:
            if is_frame or _is_layout_row(cells, self.styles):
                for cell in cells:
                    self._walk(cell)
                continue
            for block in row_blocks(columns.row([self._cell(cell) for cell in cells])):
                self._add_block(block)

    def _cell(self, cell: etree._Element) -> Cell:
        """The words of a cell on one line; pictures in it stand before its row."""
        width = number(value(cell.find(W + "tcPr"), "gridSpan"), 1)
        if _continues_above(cell):
            return Cell("", width, goes_on=True)
        start, outer = len(self.blocks), self.row_at
        self.row_at = start if outer is None else outer
        self._walk(cell)
        self.row_at = outer
        inner, self.blocks = self.blocks[start:], self.blocks[:start]
        text = ""
        for block in inner:
            piece = block.text.replace("\t", " ")
            text += (glue(text, piece) or " " if text else "") + piece
        return Cell(text, width)

    def _warnings(self) -> Iterator[Warning]:
        dropped = self.runs.dropped
        if dropped["contents"]:
            yield Warning("dropped", "目录没有放进课文。", params={"what": "contents"})
        if dropped["hidden"]:
            yield Warning("dropped", "隐藏文字没有放进课文。", params={"what": "hidden"})
        if dropped["embedded"]:
            message = "嵌入的另一份文档没有放进课文，请检查是否缺少内容。"
            yield Warning("dropped", message, params={"what": "embedded"})
        if dropped["deleted"] or dropped["inserted"]:
            message = "文件里有修订记录，按接受全部修订读取。"
            yield Warning("tracked_changes", message)
        if self.note_count:
            message = f"{self.note_count} 条脚注或尾注移到了所在段落之后。"
            yield Warning("notes_moved", message, params={"count": self.note_count})


def _block(text: str, strong: int, style: ParagraphStyle, label: Label | None) -> Block:
    shown = label.text if label else ""
    if label and shown:
        gap = " " if label.needs_space else ""
        strong = strong + len(shown + gap) if strong else 0
        text = shown + gap + text
    return Block(
        text=text,
        kind="list" if label and label.is_bullet else style.kind,
        level=style.level,
        number_chars=len(shown),
        bold_chars=strong,
        is_centred=style.is_centred,
        is_title=style.is_title,
    )


def _runs_on(properties: etree._Element | None) -> bool:
    """Whether a paragraph's words continue in the next: deleted end mark, or a drop cap."""
    if properties is None:
        return False
    frame = properties.find(W + "framePr")
    is_drop_cap = frame is not None and frame.get(W + "dropCap") in ("drop", "margin")
    return is_drop_cap or properties.find(f"{W}rPr/{W}del") is not None


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _cells(child)


def _continues_above(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _is_layout_row(cells: list[etree._Element], styles: Styles) -> bool:
    """Whether a row holds a stretch of the lesson, as in teaching plans drawn as one table."""
    words = [[p for p in cell.iter(W + "p") if _words(p)] for cell in cells]
    if any(len(paragraphs) > LAYOUT_PARAGRAPHS for paragraphs in words):
        return True
    labels = ["".join(map(_words, paragraphs)) for paragraphs in words]
    if asks_questions(labels) and len(words[1]) > 1:
        return True
    return any(
        styles.paragraph(paragraph.find(W + "pPr")).level is not None
        for paragraphs in words
        for paragraph in paragraphs
    )


def _words(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(W + "t"))
