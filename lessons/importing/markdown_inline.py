"""The words of a Markdown line without its marks: emphasis, links, code, HTML tags, escapes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lessons.importing.strong import StrongLine

# Noncharacters stand for marks while a line is taken apart; no text file holds them.
_ON, _OFF, _ESCAPED = "\ufdd0", "\ufdd1", "\ufdd2"
_RESERVED = re.compile("[\ufdd0-\ufdef]")

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.+?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[([^\]]{0,300})\]\(\s*<?([^\s)>]*)>?(?:\s+[\"'(].*?[\"')])?\s*\)")
_IMAGE_BY_NAME = re.compile(r"!\[([^\]]{0,300})\]\[([^\]]{0,100})\]")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?[^\s)>]*>?(?:\s+[\"'(].*?[\"')])?\s*\)")
_LINK_BY_NAME = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]{0,100}\]")
_NOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^\s<>]+)>", re.I)
_STRONG_TAG = re.compile(r"<(/?)(?:b|strong)\b[^<>]{0,200}>", re.I)
_HTML_IMAGE = re.compile(r"<img\b[^<>]{0,20000000}?>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,2000})?/?>", re.I)
_STRONG = re.compile(r"(\*\*|(?<![^\W_])__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==")
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)


MAX_MARKED = 20_000  # a longer line keeps its marks: pairing them costs its length squared


@dataclass(frozen=True, slots=True)
class Picture:
    source: str  # an address, a data: URL or, with `is_name`, the name of a definition
    alt: str
    is_name: bool = False


@dataclass(slots=True)
class Inline:
    line: StrongLine = field(default_factory=StrongLine)
    pictures: list[Picture] = field(default_factory=list)


def read_inline(text: str) -> Inline:
    found = Inline()
    text = _RESERVED.sub("", text)
    kept: list[str] = []

    def keep(literal: str) -> str:
        kept.append(literal)
        return f"{_ESCAPED}{len(kept) - 1}{_ESCAPED}"

    text = _CODE.sub(lambda m: keep(m[2].strip()), text)
    text = _ESCAPE.sub(lambda m: keep(m[1]), text)
    text = _take_pictures(text, found.pictures)
    text = _AUTOLINK.sub(lambda m: keep(m[1]), text)
    for _ in range(3):  # a link may hold emphasis, a picture or brackets
        text = _LINK.sub(r"\1", text)
    text = _LINK_BY_NAME.sub(r"\1", _NOTE_MARK.sub("", text))
    text = _STRONG_TAG.sub(lambda m: _OFF if m[1] else _ON, text)
    text = _TAG.sub("", text)
    if len(text) <= MAX_MARKED:
        text = _STRUCK.sub(r"\1", _MARKED.sub(r"\1", text))
        for _ in range(2):
            text = _STRONG.sub(rf"{_ON}\2{_OFF}", text)
        text = _EMPHASIS.sub(lambda m: m[1] or m[2] or "", text)
    text = html.unescape(text)
    text = re.sub(rf"{_ESCAPED}(\d+){_ESCAPED}", lambda m: kept[int(m[1])], text)
    is_strong = False
    for piece in re.split(f"([{_ON}{_OFF}])", text):
        if piece in (_ON, _OFF):
            is_strong = piece == _ON
        else:
            found.line.add(piece, is_strong)
    return found


def _take_pictures(text: str, pictures: list[Picture]) -> str:
    def direct(match: re.Match[str]) -> str:
        pictures.append(Picture(match[2], match[1]))
        return ""

    def named(match: re.Match[str]) -> str:
        pictures.append(Picture(match[2] or match[1], match[1], is_name=True))
        return ""

    def tag(match: re.Match[str]) -> str:
        found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(match[0])}
        pictures.append(Picture(found.get("src", ""), found.get("alt", "")))
        return ""

    text = _IMAGE.sub(direct, text)
    text = _IMAGE_BY_NAME.sub(named, text)
    return _HTML_IMAGE.sub(tag, text)
