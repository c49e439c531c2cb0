"""What one Word paragraph holds, as a flat list of tokens: words, breaks, pictures, boxes, notes.

Fields, tracked changes and alternate content are decided here; blocks are made elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml import etree

from lessons.importing.docx_package import W, number, value
from lessons.importing.docx_styles import RunStyle, Styles
from lessons.importing.numerals import show

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Fields whose result is page furniture or a list of what stands elsewhere.
_HIDDEN_FIELDS = {"TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "INDEX", "TOA", "RD", "TC", "XE"}
# Word before 2007 and WPS set pinyin over a character, and a ring round one, with EQ fields.
_EQ_OVER = re.compile(r"\\o\\a[cdlr]\(\\s\\up[^()]*\([^()]*\)\s*[,;，]([^()]*)\)", re.I)
_EQ_RING = re.compile(r"\\o\\ac\([○〇◯]\s*[,;，]\s*([^()]*)\)", re.I)

_SYMBOLS = {
    0xA7: "▪", 0xA8: "□", 0xB7: "•", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆",
    0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
    0x2A: "☆", 0xB4: "×", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xAE: "→", 0xB0: "°",
}  # fmt: skip

TokenKind = Literal["text", "break", "picture", "box", "note"]


@dataclass(frozen=True, slots=True)
class Token:
    """`link` is a relationship id ("picture") or a note id with its kind ("note")."""

    kind: TokenKind
    text: str = ""  # the words, or a picture's description
    is_strong: bool = False
    half_points: int = 0  # the size of the words
    link: str = ""
    element: etree._Element | None = None  # the w:txbxContent of a box


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    is_in_result: bool = False

    @property
    def name(self) -> str:
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""

    @property
    def is_shown(self) -> bool:
        return self.is_in_result and self.name not in _HIDDEN_FIELDS


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs in order; fields may reach over several, so one reader serves a document."""

    styles: Styles
    trusts_fields: bool = True  # False: show all field results, for files whose fields never end
    usual_half_points: int = 0
    is_bold_usual: bool = False
    is_heavy_usual: bool = False
    dropped: Counter[str] = field(default_factory=Counter)
    _fields: list[_Field] = field(default_factory=list)

    @property
    def has_open_field(self) -> bool:
        return any(f.name in _HIDDEN_FIELDS for f in self._fields)

    def learn(self, body: etree._Element) -> None:
        """Finds the usual look, so that only what differs from it counts as strong."""
        sizes: Counter[int] = Counter()
        bold = heavy = total = 0
        for paragraph in body.iter(W + "p"):
            style_id = self.styles.paragraph(paragraph.find(W + "pPr")).style_id
            for run in paragraph.iter(W + "r"):
                length = sum(len(t.text or "") for t in run.iter(W + "t"))
                look = self.styles.run(style_id, run.find(W + "rPr"))
                sizes[look.half_points or 0] += length
                total += length
                bold += length if look.is_bold else 0
                heavy += length if look.is_heavy_face else 0
        self.usual_half_points = sizes.most_common(1)[0][0] if sizes else 0
        self.is_bold_usual = bold * 2 > total
        self.is_heavy_usual = heavy * 2 > total

    def tokens(self, paragraph: etree._Element, style_id: str) -> list[Token]:
        return list(self._inline(paragraph, style_id))

    def _inline(self, parent: etree._Element, style_id: str) -> Iterator[Token]:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                yield from self._run(child, style_id)
            elif tag in (W + "del", W + "moveFrom"):
                self.dropped["deleted"] += 1
            elif tag == W + "sdt":
                yield from self._inline_control(child, style_id)
            elif tag == W + "fldSimple":
                name = _Field(child.get(W + "instr", "")).name
                if name not in _HIDDEN_FIELDS:
                    yield from self._inline(child, style_id)
            elif tag == MC + "AlternateContent":
                yield from self._inline(choice(child), style_id)
            elif tag == W + "ruby":
                yield from self._ruby(child, style_id)
            elif tag in (M + "oMath", M + "oMathPara"):
                yield Token("text", "".join(t.text or "" for t in child.iter(M + "t")))
            elif tag not in (W + "pPr", W + "p", W + "tbl"):  # w:hyperlink, w:ins, w:smartTag …
                if tag == W + "ins":
                    self.dropped["inserted"] += 1
                yield from self._inline(child, style_id)

    def _inline_control(self, control: etree._Element, style_id: str) -> Iterator[Token]:
        content = control.find(W + "sdtContent")
        if content is not None and not is_placeholder(control):
            yield from self._inline(content, style_id)

    def _ruby(self, ruby: etree._Element, style_id: str) -> Iterator[Token]:
        base = ruby.find(W + "rubyBase")
        if base is not None:
            yield from self._inline(base, style_id)

    def _run(self, run: etree._Element, style_id: str) -> Iterator[Token]:
        look = self.styles.run(style_id, run.find(W + "rPr"))
        if look.is_hidden:
            self.dropped["hidden"] += 1
            return
        is_strong = self._is_strong(look)
        for child in run:
            tag = child.tag
            if tag == W + "fldChar":
                yield from self._field_mark(child, is_strong)
            elif tag == W + "instrText":
                if self._fields and not self._fields[-1].is_in_result:
                    self._fields[-1].instruction += child.text or ""
            elif self._is_shown():
                for token in self._content(child, style_id, is_strong):
                    yield replace(token, half_points=look.half_points or 0)

    def _is_strong(self, look: RunStyle) -> bool:
        return (
            (bool(look.is_bold) and not self.is_bold_usual)
            or (look.is_heavy_face and not self.is_heavy_usual)
            or (look.half_points or 0) * 100 > self.usual_half_points * 112 > 0
        )

    def _is_shown(self) -> bool:
        return not self.trusts_fields or all(f.is_shown for f in self._fields)

    def _field_mark(self, mark: etree._Element, is_strong: bool) -> Iterator[Token]:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif kind == "separate":
            self._fields[-1].is_in_result = True
        elif kind == "end":
            ended = self._fields.pop()
            if ended.name == "EQ" and self._is_shown():
                yield Token("text", _equation(ended.instruction), is_strong)
            elif ended.name == "TOC":
                self.dropped["contents"] += 1

    def _content(self, child: etree._Element, style_id: str, is_strong: bool) -> Iterator[Token]:
        tag = child.tag
        if tag == W + "t":
            yield Token("text", _plain_symbols(child.text or ""), is_strong)
        elif tag in (W + "tab", W + "ptab"):
            yield Token("text", "\t", is_strong)
        elif tag in (W + "br", W + "cr"):
            yield Token("break", value_of_break(child))
        elif tag == W + "noBreakHyphen":
            yield Token("text", "-", is_strong)
        elif tag == W + "sym":
            yield Token("text", _symbol(child.get(W + "char", "")), is_strong)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "footnotes" if tag == W + "footnoteReference" else "endnotes"
            yield Token("note", link=f"{kind}:{child.get(W + 'id', '')}")
        elif tag in (W + "drawing", W + "pict", W + "object"):
            yield from _drawing(child)
        elif tag == W + "ruby":
            yield from self._ruby(child, style_id)
        elif tag == MC + "AlternateContent":
            for inner in choice(child):
                yield from self._content(inner, style_id, is_strong)


def choice(alternate: etree._Element) -> etree._Element:
    """The branch of mc:AlternateContent that holds words or a picture we can read."""
    branches = [*alternate.findall(MC + "Choice"), *alternate.findall(MC + "Fallback")]
    for branch in branches:
        for inner in branch.iter(W + "txbxContent", W + "t", _A + "blip", _V + "imagedata"):
            if inner is not None:
                return branch
    return branches[0] if branches else alternate


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control still shows its "click here to enter text"."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def is_contents_control(control: etree._Element) -> bool:
    gallery = value(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") or ""
    return gallery.lower() in ("table of contents", "bibliographies", "page numbers (top of page)")


def value_of_break(element: etree._Element) -> str:
    return element.get(W + "type", "line")


def _drawing(element: etree._Element) -> Iterator[Token]:
    """The pictures and text boxes of one drawing, old or new; a shape without words has none."""
    described = next(element.iter(_WP + "docPr"), None)
    alt = described.get("descr", "") if described is not None else ""
    for found in element.iter(_A + "blip", _V + "imagedata", W + "txbxContent"):
        if _is_in_box(found, element):
            continue  # read with the paragraphs of its box
        if found.tag == W + "txbxContent":
            yield Token("box", element=found)
        else:
            link = found.get(_R + "embed") or found.get(_R + "id") or found.get(_R + "link") or ""
            yield Token("picture", alt or found.get("title", ""), link=link)


def _is_in_box(element: etree._Element, drawing: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == W + "txbxContent":
            return True
    return False


def _equation(instruction: str) -> str:
    ring = _EQ_RING.search(instruction)
    if ring:
        inner = ring[1].strip()
        return show(number(inner, -1), "decimalEnclosedCircle") if inner.isdigit() else inner
    over = _EQ_OVER.search(instruction)
    return over[1].strip() if over else ""


def _symbol(code: str) -> str:
    try:
        point = int(code, 16) if len(code) <= 6 else 0
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        return _SYMBOLS.get(point - 0xF000, "")
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _plain_symbols(text: str) -> str:
    """Replaces what is drawn with Symbol or Wingdings through private-use characters."""
    if not any("\uf020" <= ch <= "\uf0ff" for ch in text):
        return text
    return "".join(_symbol(f"{ord(c):x}") if "\uf020" <= c <= "\uf0ff" else c for c in text)
