"""The words of a Markdown line without its marks: emphasis, links, code, HTML tags, escapes.

Every step passes over the line once: patterns that look for a partner again from each mark take
the square of its length, and a line may be megabytes long.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lessons.importing.strong import StrongLine

MAX_ADDRESS = 2_000  # characters; only pictures written into the line are longer
_ON, _OFF = "\ufdd0", "\ufdd1"  # noncharacters: no text file holds them
_RESERVED = re.compile("[\ufdd0-\ufdef]")
_KEPT = re.compile("\ufdd2(\\d+)\ufdd3")

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS = re.compile(r"`+")
_SHORT_LINK = re.compile(r"(?<!\])\[([^\[\]]{1,200})\]\[[^\[\]]{0,100}\]")
_SHORT_PICTURE = re.compile(r"!\[([^\[\]]{0,200})\]\[([^\[\]]{0,100})\]")
_NOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^\s<>]{1,2000})>", re.I)
_STRONG_TAG = re.compile(r"<(/?)(?:b|strong)\b[^<>]{0,200}>", re.I)
_HTML_IMAGE = re.compile(r"<img\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9-]{0,20}(?:\s[^<>]*)?/?>", re.I)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_BRACKET = re.compile(r"!\[|\[|\](\()?")
_MARK = re.compile(r"\*{1,3}|_{1,3}|~~|==")


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
    if not _MARKS_ANYTHING.search(text):
        found.line.add(text, False)
        return found
    kept: list[str] = []

    def keep(literal: str) -> str:
        kept.append(literal)
        return f"\ufdd2{len(kept) - 1}\ufdd3"

    text = _code_kept(_RESERVED.sub("", text), keep)
    text = _ESCAPE.sub(lambda m: keep(m[1]), text)

    def take(picture: Picture) -> str:
        found.pictures.append(picture)
        return ""

    text = _SHORT_PICTURE.sub(lambda m: take(Picture(m[2] or m[1], m[1], is_name=True)), text)
    text = _links_read(text, found.pictures)
    text = _HTML_IMAGE.sub(lambda m: take(_tagged(m[0])), text)
    text = _SHORT_LINK.sub(r"\1", _NOTE_MARK.sub("", text))
    text = _AUTOLINK.sub(lambda m: keep(m[1]), text)
    text = _STRONG_TAG.sub(lambda m: _OFF if m[1] else _ON, text)
    text = html.unescape(_emphasis_read(_TAG.sub("", text)))
    text = _KEPT.sub(lambda m: kept[int(m[1])] if int(m[1]) < len(kept) else "", text)
    is_strong = False
    for piece in re.split(f"([{_ON}{_OFF}])", text):
        if piece in (_ON, _OFF):
            is_strong = piece == _ON
        elif piece:
            found.line.add(piece, is_strong)
    return found


_MARKS_ANYTHING = re.compile("[\\\\`\\[<*_~=&\ufdd0-\ufdef]")


def _code_kept(text: str, keep: Callable[[str], str]) -> str:
    """Sets code aside: a run of backticks is closed by the next run of the same length."""
    runs = [(m.start(), m.end()) for m in _TICKS.finditer(text)]
    following: dict[int, int] = {}
    closing: dict[int, int] = {}
    for place in range(len(runs) - 1, -1, -1):
        size = runs[place][1] - runs[place][0]
        if size in following:
            closing[place] = following[size]
        following[size] = place
    out, at, place = [], 0, 0
    while place < len(runs):
        end = closing.get(place)
        if end is None:
            place += 1
            continue
        out += [text[at : runs[place][0]], keep(text[runs[place][1] : runs[end][0]].strip())]
        at, place = runs[end][1], end + 1
    return "".join(out) + text[at:]


def _links_read(text: str, pictures: list[Picture]) -> str:
    """Puts the words of [words](address) in its place and takes ![pictures](…) out."""
    out: list[str] = []  # pieces; an opening bracket is a piece of its own
    opened: list[int] = []  # places of opening brackets among the pieces
    at = 0
    for mark in _BRACKET.finditer(text):
        if mark.start() < at:
            continue  # within an address
        out.append(text[at : mark.start()])
        at = mark.end()
        if mark[0] in ("[", "!["):
            opened.append(len(out))
            out.append(mark[0])
            continue
        begin = opened.pop() if opened else None
        end = _address_end(text, at) if mark[1] and begin is not None else None
        if end is None or begin is None:
            out.append(mark[0])
            continue
        words = "".join(out[begin + 1 :])
        is_picture = out[begin] == "!["
        del out[begin:]
        if is_picture:
            pictures.append(Picture(_address(text[at:end]), words))
        else:
            out.append(words)
        at = end + 1
    return "".join(out) + text[at:]


def _address_end(text: str, start: int) -> int | None:
    """Where the bracket behind an address closes; None when it does not."""
    is_data = text[start : start + 6].lstrip("<").lower().startswith("data:")
    limit = len(text) if is_data else start + MAX_ADDRESS
    end = text.find(")", start, limit)
    if end < 0:
        return None
    depth = text.count("(", start, end) if not is_data else 0
    while depth > 0:  # an address may hold a pair of brackets
        following = text.find(")", end + 1, min(limit, end + 200))
        if following < 0 or text.find(" ", end, following) >= 0:
            break
        end, depth = following, depth - 1
    return end


def _address(inner: str) -> str:
    return inner.strip().split(None, 1)[0].strip("<>") if inner.strip() else ""


def _tagged(tag: str) -> Picture:
    found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag)}
    return Picture(found.get("src", ""), found.get("alt", ""))


def _emphasis_read(text: str) -> str:
    """Takes paired marks away; ** and __ leave signs where strong words begin and end."""
    marks = [(m.start(), m[0]) for m in _MARK.finditer(text)]
    opened: dict[str, int] = {}
    paired: dict[int, Literal["on", "off"]] = {}
    for place, (start, mark) in enumerate(marks):
        before, after = text[start - 1 : start], text[start + len(mark) : start + len(mark) + 1]
        may_close, may_open = _sides(mark, before, after)
        begin = opened.get(mark)
        if begin is not None and may_close and start > marks[begin][0] + len(mark):
            paired[begin], paired[place] = "on", "off"
            for other in [key for key, at in opened.items() if at >= begin]:
                del opened[other]
        elif may_open:
            opened.setdefault(mark, place)
    out, at = [], 0
    for place, (start, mark) in enumerate(marks):
        if place in paired:
            is_strong = mark in ("**", "__", "***", "___")
            sign = (_ON if paired[place] == "on" else _OFF) if is_strong else ""
            out += [text[at:start], sign]
            at = start + len(mark)
    return "".join(out) + text[at:]


def _sides(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark may close and may open, by the characters at its sides."""
    may_close = bool(before) and not before.isspace()
    may_open = bool(after) and not after.isspace()
    if mark[0] == "_":  # within words it is part of a name
        may_open = may_open and not _is_latin(before)
        may_close = may_close and not _is_latin(after)
    if before.isdigit() and after.isdigit():
        return False, False  # 2*3
    return may_close, may_open


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"
