"""What the styles of a .docx say of a paragraph or run, inheritance resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from lessons.importing.blocks import BlockKind
from lessons.importing.docx_package import W, is_on, number, value

_HEADING_NAME = re.compile(r"^(?:heading|标题|標題|überschrift|titre|header)\s*([1-9])\b", re.I)
_CHINESE_LEVEL = re.compile(r"^([一二三四五六七八九])[级級](?:标题|標題)")
_CONTENTS_NAME = re.compile(r"^(?:toc|目录|目錄|contents)\s*(?:[1-9]|heading|标题|標題)?$", re.I)
_TITLES = {"title", "标题", "標題", "文档标题", "文章标题", "主标题", "大标题", "总标题", "题目"}
_QUOTES = {"quote", "intense quote", "block text", "引用", "明显引用", "引文"}
_CAPTIONS = {"caption", "题注", "題註", "標號", "图题", "表题", "图注", "表注", "图表标题"}
_LINKS_DEEP = 20  # styles based on styles; more is a loop or mischief

_HEAVY_FACES = ("黑体", "黑體", "simhei", "heiti", "标宋", "標宋", "大黑", "中黑", "粗黑", "超粗")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    level: int | None = None  # outline level from 1
    num_id: str | None = None
    num_level: int | None = None
    is_centred: bool = False
    is_title: bool = False
    is_contents: bool = False
    kind: BlockKind = "line"
    style_id: str = ""


@dataclass(frozen=True, slots=True)
class RunStyle:
    is_bold: bool | None = None
    half_points: int | None = None
    face: str | None = None
    is_hidden: bool | None = None

    def over(self, base: RunStyle) -> RunStyle:
        return RunStyle(
            base.is_bold if self.is_bold is None else self.is_bold,
            self.half_points or base.half_points,
            self.face or base.face,
            base.is_hidden if self.is_hidden is None else self.is_hidden,
        )

    @property
    def is_heavy_face(self) -> bool:
        face = (self.face or "").lower()
        return any(heavy in face for heavy in _HEAVY_FACES)


def run_style(properties: etree._Element | None) -> RunStyle:
    """What one w:rPr itself says."""
    if properties is None:
        return RunStyle()
    fonts = properties.find(W + "rFonts")
    face = None
    if fonts is not None:
        face = fonts.get(W + "eastAsia") or fonts.get(W + "ascii")
    return RunStyle(
        is_bold=is_on(properties, "b"),
        half_points=number(value(properties, "sz")) or None,
        face=face,
        is_hidden=is_on(properties, "vanish"),
    )


class Styles:
    """styles.xml; `root` None when the file has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._runs: dict[str, RunStyle] = {}
        self._base_run = RunStyle()
        if root is None:
            return
        self._base_run = run_style(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(W + "style"):
            style_id = style.get(W + "styleId", "")
            self._styles.setdefault(style_id, style)
            if style.get(W + "default") in ("1", "true", "on"):
                self._defaults.setdefault(style.get(W + "type", ""), style_id)

    def paragraph(self, properties: etree._Element | None) -> ParagraphStyle:
        """The style a w:pPr names, with its own settings on top."""
        style_id = value(properties, "pStyle") or self._defaults.get("paragraph", "")
        style = self._paragraph_style(style_id)
        if properties is None:
            return style
        return _own_settings(style, properties)

    def run(self, paragraph_style: str, properties: etree._Element | None) -> RunStyle:
        """How a run looks: own settings, then character style, paragraph style and defaults."""
        look = run_style(properties)
        character = value(properties, "rStyle")
        if character:
            look = look.over(self._run_style(character))
        return look.over(self._run_style(paragraph_style)).over(self._base_run)

    def numbering_of(self, style_id: str) -> str | None:
        """The numId a numbering style points to."""
        style = self._styles.get(style_id)
        return None if style is None else value(style.find(f"{W}pPr/{W}numPr"), "numId")

    def _chain(self, style_id: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style_id in self._styles and len(chain) < _LINKS_DEEP:
            chain.append(self._styles[style_id])
            style_id = value(chain[-1], "basedOn") or ""
        return chain

    def _paragraph_style(self, style_id: str) -> ParagraphStyle:
        if style_id not in self._paragraphs:
            style = ParagraphStyle()
            for element in reversed(self._chain(style_id)):
                style = _named(style, element)
                properties = element.find(W + "pPr")
                if properties is not None:
                    style = _own_settings(style, properties)
            self._paragraphs[style_id] = replace(style, style_id=style_id)
        return self._paragraphs[style_id]

    def _run_style(self, style_id: str) -> RunStyle:
        if style_id not in self._runs:
            look = RunStyle()
            for element in self._chain(style_id):
                look = look.over(run_style(element.find(W + "rPr")))
            self._runs[style_id] = look
        return self._runs[style_id]


def _named(style: ParagraphStyle, element: etree._Element) -> ParagraphStyle:
    """What the name of a style says, Word's own names in English and in Chinese."""
    name = (value(element, "name") or element.get(W + "styleId") or "").strip()
    heading = _HEADING_NAME.match(name)
    if heading:
        return replace(style, level=int(heading[1]), is_title=False)
    chinese = _CHINESE_LEVEL.match(name)
    if chinese:
        return replace(style, level="一二三四五六七八九".index(chinese[1]) + 1, is_title=False)
    if _CONTENTS_NAME.match(name):
        return replace(style, is_contents=True, level=None)
    if name.lower() in _TITLES:
        return replace(style, is_title=True, level=None)
    if name.lower() in _QUOTES:
        return replace(style, kind="quote")
    if name.lower() in _CAPTIONS:
        return replace(style, kind="caption", level=None)
    return style


def _own_settings(style: ParagraphStyle, properties: etree._Element) -> ParagraphStyle:
    outline = value(properties, "outlineLvl")
    if outline is not None and not style.is_title and not style.is_contents:
        level = number(outline, 9) + 1
        style = replace(style, level=level if 1 <= level <= 9 else None)
    alignment = value(properties, "jc")
    if alignment is not None:
        style = replace(style, is_centred=alignment == "center")
    numbering = properties.find(W + "numPr")
    if numbering is not None:
        num_id = value(numbering, "numId")
        num_level = value(numbering, "ilvl")
        style = replace(
            style,
            num_id=style.num_id if num_id is None else num_id,
            num_level=style.num_level if num_level is None else number(num_level),
        )
    return style
