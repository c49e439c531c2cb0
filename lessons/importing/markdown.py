"""Markdown becomes blocks; written for how people write it, stricter readers lose line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast

from lessons.importing.blocks import Block, BlockKind, Extracted
from lessons.importing.cells import row_blocks
from lessons.importing.data_urls import place_picture
from lessons.importing.decoding import Decoded, decode
from lessons.importing.front_matter import FrontMatter, read_front_matter
from lessons.importing.html import extract_html
from lessons.importing.labels import alone, within
from lessons.importing.markdown_inline import Inline, read_inline
from lessons.importing.numbers import even, parse_marker
from lessons.importing.outline import ImportRefused, Warning
from lessons.importing.pictures import Pictures
from lessons.importing.plain import misread_blocks
from lessons.importing.spaces import glue, tidy
from lessons.importing.wrapping import width

MAX_BLOCKS = 20_000
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|(?=[^#\s\x00-\x7f]))(.*?)(?:[ \t]#+)?[ \t]*$")
_HEADING_ID = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"^(\s*)(?:([-*+•])|(\d{1,9})([.)]))(?:[ \t]+(.*)|$)")
_TASK = re.compile(r"^\[[ xX]\][ \t]+")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?(.*)$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_NOTE = re.compile(r"^ {0,3}\[\^[^\[\]\s]+\]:\s*(.*)$")
_CONTENTS = re.compile(r"^\s*(?:\[toc\]|\[\[toc\]\]|\{\{.*toc.*\}\}|@\[toc\].*)\s*$", re.I)
_CONTENTS_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]+\]\(#[^)]*\)\s*$")
_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>)[ \t]*$", re.I)
_INNER_BREAK = re.compile(r"<br\s*/?>", re.I)
_CELL_END = re.compile(r"(?<!\\)\|")
_STOP = re.compile(r"[。！？；：…!?;:.][”’』」）)》】\"'*_]*$")
_DRAWN = {"mermaid", "plantuml", "dot", "graphviz", "math", "flow", "seq", "gantt", "sequence"}
WRAPPED_FROM = 40  # columns: a shorter Chinese line was ended by its author, not by a margin


def extract_markdown(data: bytes | str, encoding: str | None = None) -> Extracted:
    """Raises ImportRefused as `decode` does, and when there are no words."""
    decoded = decode(data, encoding) if isinstance(data, bytes) else Decoded(data, "utf-8")
    if misread := misread_blocks(decoded.text):
        return Extracted("md", decoded.encoding, misread, warnings=decoded.warnings)
    front = read_front_matter(decoded.text)
    body, comments = _without_comments(front.body)
    reading = _Reading([line.expandtabs(4) for line in body.split("\n")])
    for line in front.lines:
        reading.blocks.append(Block(line))
    reading.run()
    if not reading.blocks:
        raise ImportRefused("empty", "文件里没有文字。请选择有课文的文件。")
    reading.dropped += comments
    return Extracted(
        format="md",
        encoding=decoded.encoding,
        blocks=tuple(_with_title(reading.blocks, front.title)),
        images=tuple(reading.pictures.kept),
        warnings=(*decoded.warnings, *_warnings(reading, front), *reading.pictures.warnings),
        title=front.title,
    )


def _warnings(reading: _Reading, front: FrontMatter) -> list[Warning]:
    found = []
    if front.left_out:
        keys = "、".join(front.left_out)[:120]
        message = f"文件开头的设置没有放进课文：{keys}。"
        found.append(Warning("dropped", message, params={"what": "settings", "keys": keys}))
    if reading.dropped:
        message = f"注释、目录等 {reading.dropped} 处没有放进课文。"
        params: dict[str, str | int] = {"what": "comments", "count": reading.dropped}
        found.append(Warning("dropped", message, params=params))
    return found


def _without_comments(text: str) -> tuple[str, int]:
    """The text with closed comments replaced by their line ends, and how many there were."""
    out: list[str] = []
    at = count = 0
    while True:
        start = text.find("<!--", at)
        end = text.find("-->", start) if start >= 0 else -1
        if end < 0:
            return "".join(out) + text[at:], count
        out += [text[at:start], "\n" * text.count("\n", start, end)]
        at, count = end + 3, count + 1


@dataclass(slots=True)
class _Reading:
    """One pass over the lines; `at` is the next line to read."""

    lines: list[str]
    at: int = 0
    blocks: list[Block] = field(default_factory=list)
    pictures: Pictures = field(default_factory=Pictures)
    dropped: int = 0
    counts: dict[int, tuple[int, int]] = field(default_factory=dict)  # indent → written, shown
    definitions: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        for line in self.lines:
            found = _DEFINITION.match(line)
            if found:
                self.definitions.setdefault(found[1].lower(), found[2])
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
                continue
            if len(self.blocks) > MAX_BLOCKS:
                raise ImportRefused(
                    "too_complex", f"文件超过 {MAX_BLOCKS} 段，读不下来。请分成几个文件。"
                )
            if not _ITEM.match(line) and not line.startswith((" ", "\u3000")):
                self.counts.clear()
            self._block(line)

    def _block(self, line: str) -> None:
        heading, item, quote = _HEADING.match(line), _ITEM.match(line), _QUOTE.match(line)
        if _FENCE.match(line):
            self._fenced(line)
        elif heading:
            self._heading(len(heading[1]), heading[2])
        elif _RULE.match(line) or _DEFINITION.match(line):
            self.at += 1
        elif _CONTENTS.match(line) or _CONTENTS_ITEM.match(line):
            self.dropped += 1
            self.at += 1
        elif self._starts_table():
            self._table()
        elif line.lstrip().lower().startswith("<table"):
            self._html_table()
        elif item:
            self._item(item)
        elif quote:
            self._quote()
        else:
            note = _NOTE.match(line)
            self._paragraph(f"（注：{note[1].strip()}）" if note else line)

    def _heading(self, level: int, text: str) -> None:
        self.at += 1
        self._add(read_inline(_HEADING_ID.sub("", text)), level=level)

    def _add(
        self, inline: Inline, kind: BlockKind = "line", level: int | None = None, label: str = ""
    ) -> bool:
        for picture in inline.pictures:
            source = picture.source
            if picture.is_name:
                source = self.definitions.get(source.lower(), "")
            place_picture(self.pictures, len(self.blocks), source, picture.alt)
        text, strong = inline.line.tidied()
        if not text:
            return False
        if label:
            strong = strong + len(label) + 1 if strong else 0
            text = f"{label} {text}"
        self.blocks.append(
            Block(text, kind=kind, level=level, number_chars=len(label), bold_chars=strong)
        )
        return True

    def _add_lines(self, text: str, kind: BlockKind = "line", label: str = "") -> None:
        for piece in _INNER_BREAK.split(text):
            if self._add(read_inline(piece), kind=kind, label=label):
                label = ""

    def _fenced(self, line: str) -> None:
        fence = cast("re.Match[str]", _FENCE.match(line))
        end = re.compile(rf"^ {{0,3}}{re.escape(fence[1][0])}{{{len(fence[1])},}}\s*$")
        self.at += 1
        is_drawn = fence[2].lower().strip("{}") in _DRAWN
        self.dropped += is_drawn
        while self.at < len(self.lines) and not end.match(self.lines[self.at]):
            text = tidy(self.lines[self.at])
            if text and not is_drawn:
                self.blocks.append(Block(text))
            self.at += 1
        self.at += 1

    def _starts_table(self) -> bool:
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        return (
            "|" in self.lines[self.at] and "|" in following and bool(_TABLE_RULE.match(following))
        )

    def _table(self) -> None:
        start = self.at
        while self.at < len(self.lines) and "|" in self.lines[self.at]:
            if self.at != start + 1:
                row = self.lines[self.at].strip().removeprefix("|")
                row = re.sub(r"(?<!\\)\|$", "", row)
                cells = [self._cell(cell) for cell in _CELL_END.split(row)]
                self.blocks += row_blocks(cells)
            self.at += 1

    def _cell(self, text: str) -> str:
        inline = read_inline(_INNER_BREAK.sub(" ", text.replace("\\|", "|")))
        for picture in inline.pictures:
            place_picture(self.pictures, len(self.blocks), picture.source, picture.alt)
        return inline.line.tidied()[0].replace("\t", " ")

    def _html_table(self) -> None:
        """A table written as HTML: its rows, as the reader of web pages sees them."""
        start = self.at
        while self.at < len(self.lines) and "</table>" not in self.lines[self.at].lower():
            self.at += 1
        self.at += 1
        source = "\n".join(self.lines[start : self.at])
        try:
            self.blocks.extend(extract_html(source.encode("utf-8", "replace")).blocks)
        except ImportRefused:
            self.dropped += 1  # a table without words

    def _item(self, item: re.Match[str]) -> None:
        indent = len(item[1])
        text = [_TASK.sub("", item[5] or "")]
        self.at += 1
        while self.at < len(self.lines) and self._continues(self.lines[self.at], text[-1]):
            text.append(self.lines[self.at].strip())
            self.at += 1
        label = self._number(indent, int(item[3]), item[4]) if item[3] else ""
        for place, piece in enumerate(_paragraphs(text)):
            self._add_lines(piece, kind="list", label="" if place else label)

    def _number(self, indent: int, written: int, mark: str) -> str:
        """Items all written with one number count on, as every viewer shows them."""
        before = self.counts.get(indent)
        shown = before[1] + 1 if before and before[0] == written else written
        self.counts[indent] = (written, shown)
        for deeper in [key for key in self.counts if key > indent]:
            del self.counts[deeper]
        return f"{shown}{mark}"

    def _continues(self, line: str, before: str) -> bool:
        """Whether a line goes on with the paragraph or item before it."""
        if not line.strip() or not before.strip():
            return False
        return not (
            _HEADING.match(line)
            or _ITEM.match(line)
            or _QUOTE.match(line)
            or _FENCE.match(line)
            or _RULE.match(line)
            or _NOTE.match(line)
            or _CONTENTS.match(line)
            or line.lstrip().lower().startswith("<table")
        )

    def _quote(self) -> None:
        lines = []
        while self.at < len(self.lines):
            match = _QUOTE.match(self.lines[self.at])
            if match is None:
                break
            lines.append(re.sub(r"^(?:>\s?)+|^#{1,6}\s+", "", match[1]))
            self.at += 1
        paragraph: list[str] = []
        for line in [*lines, ""]:
            item = _ITEM.match(line)
            if line.strip() and not item:
                paragraph.append(line)
                continue
            for text in _paragraphs(paragraph):
                self._add_lines(text, kind="quote")
            paragraph = []
            if item:
                label = f"{item[3]}{item[4]}" if item[3] else ""
                self._add_lines(item[5] or "", kind="quote", label=label)

    def _paragraph(self, first: str) -> None:
        lines = [first]
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            underline = _UNDERLINE.match(line)
            if underline and len(lines) == 1 and _may_be_heading(lines[0]):
                self._heading(1 if underline[1][0] == "=" else 2, lines[0])
                return
            if self._starts_table() or not self._continues(line, lines[-1]):
                break
            lines.append(line)
            self.at += 1
        for text in _paragraphs(lines):
            self._add_lines(text)


def _may_be_heading(line: str) -> bool:
    return len(line.strip()) <= 60 and not line.rstrip().endswith(("。", "；", "："))


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined where a margin broke them, parted where their author did."""
    found: list[list[str]] = []
    before = ""
    for line in lines:
        text = _BREAK.sub("", line.strip())
        if found and _belongs_to(before, line):
            found[-1] += [glue(found[-1][-1], text), text]
        elif text:
            found.append([text])
        before = line
    return ["".join(pieces) for pieces in found]


def _belongs_to(before: str, line: str) -> bool:
    if _BREAK.search(before) or line.startswith("\u3000\u3000"):
        return False
    text = even(line.strip())
    if parse_marker(line.strip()) or alone(text) or within(text):
        return False
    if not any("\u2e80" <= ch <= "\u9fff" for ch in before):
        return True
    return width(before.strip()) >= WRAPPED_FROM and not _STOP.search(before.rstrip())


def _with_title(blocks: list[Block], title: str | None) -> list[Block]:
    """Marks the heading that repeats the stated title, or the only # when it opens the file."""
    headings = [place for place, block in enumerate(blocks) if block.level is not None]
    tops = [place for place in headings if blocks[place].level == 1]
    found = next(
        (p for p in headings[:3] if title and _plain(blocks[p].text) == _plain(title)), None
    )
    if found is None and len(tops) == 1 and tops[0] == headings[0] and len(headings) > 1:
        found = tops[0]
    if found is not None:
        blocks[found] = replace(blocks[found], is_title=True, level=None)
    return blocks


def _plain(text: str) -> str:
    return "".join(ch for ch in text.lower() if ch.isalnum())
