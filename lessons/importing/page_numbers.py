"""Page numbers and running heads left in a text file: dropped, and torn sentences joined.

Only what is certain goes; each loss is named in a warning. Web furniture belongs to `furniture`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lessons.importing.numbers import parse_marker
from lessons.importing.outline import Warning
from lessons.importing.wrapping import RawLine

_PAGE = re.compile(
    r"第\s*\d{1,4}\s*[页頁]\s*[/／，,、|]?\s*(?:[（(]?\s*共\s*\d{1,4}\s*[页頁]\s*[)）]?)?"
    r"|(?:Page|P\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[-–—―－·•~～]+\s*\d{1,4}\s*[-–—―－·•~～]+|\d{1,4}\s*[/／]\s*\d{1,4}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-=*_—–―－~～·#+]{3,}|[※☆★◇◆*]{3,}|…+")
_BARE = re.compile(r"\d{1,4}")
_ENDS = re.compile(r"[。！？!?.…：:；;”’」』）)》】]$")
_BEGINS = re.compile(r"[【#]")


def dropped(text: str) -> Warning:
    return Warning("dropped", f"略去了页面装饰：{text[:40]}", params={"text": text[:80]})


def joined(text: str, count: int) -> Warning:
    return Warning(
        "joined", f"合上了被断开的词句：{text[:20]}", params={"text": text[:40], "count": count}
    )


def without_page_numbers(lines: list[RawLine]) -> tuple[list[RawLine], list[Warning]]:
    """The lines without page numbers and the running heads beside them; torn ones are marked."""
    lines = _with_inner_numbers_apart(lines)
    pages = _page_lines(lines)
    pages |= _running_heads(lines, pages)
    pages |= {at for at, line in enumerate(lines) if _RULE.fullmatch(line.text.strip())}
    kept: list[RawLine] = []
    warnings: list[Warning] = []
    is_after_page = False
    for at, line in enumerate(lines):
        if at in pages:
            warnings.append(dropped(line.text.strip()))
            is_after_page = True
            continue
        goes_on = is_after_page and bool(kept) and _is_torn(kept[-1].text, line.text)
        if goes_on:
            warnings.append(joined(line.text.strip(), 1))
        kept.append(replace(line, goes_on=goes_on))
        is_after_page = False
    return kept, warnings


def _with_inner_numbers_apart(lines: list[RawLine]) -> list[RawLine]:
    """The lines with a page number in the midst of one (由志 3 工) as a line of its own: a number
    set apart that alone is missing between two of those that stand on lines of their own."""
    bare = [(at, int(text)) for at, text in _stripped(lines) if _BARE.fullmatch(text)]
    apart: dict[int, tuple[int, int]] = {}
    for (first, before), (last, after) in pairwise(bare):
        if after - before != 2:
            continue
        number = re.compile(rf"(?<=[\u3400-\u9fff，、；]) {before + 1} (?=[\u3400-\u9fff])")
        found = [(at, m) for at in range(first, last) for m in number.finditer(lines[at].text)]
        if len(found) == 1:
            apart[found[0][0]] = found[0][1].span()
    split: list[RawLine] = []
    for at, line in enumerate(lines):
        if at in apart:
            start, end = apart[at]
            split += [replace(line, text=line.text[:start]), RawLine(line.text[start:end], False)]
            line = RawLine(line.text[end:], False)
        split.append(line)
    return split


def _stripped(lines: list[RawLine]) -> Iterator[tuple[int, str]]:
    return ((at, line.text.strip()) for at, line in enumerate(lines))


def _page_lines(lines: list[RawLine]) -> set[int]:
    """Lines that are nothing but a page number; bare numbers only when they count upwards."""
    certain: set[int] = set()
    bare: list[tuple[int, int]] = []
    for at, text in _stripped(lines):
        if _PAGE.fullmatch(text):
            certain.add(at)
        elif _BARE.fullmatch(text):
            bare.append((at, int(text)))
    steps = [after[1] - before[1] for before, after in pairwise(bare)]
    if len(bare) >= 3 and all(step == 1 for step in steps):
        certain |= {at for at, _value in bare}
    elif all(step > 0 for step in steps):
        certain |= {at for at, _value in bare if _stands_in_sentence(lines, at)}
    return certain


def _stands_in_sentence(lines: list[RawLine], at: int) -> bool:
    return 0 < at < len(lines) - 1 and _is_torn(lines[at - 1].text, lines[at + 1].text)


def _is_torn(before: str, after: str) -> bool:
    """Whether a sentence runs from one line into the next: no end there, no beginning here."""
    before, after = before.strip(), after.strip()
    begins = _BEGINS.match(after) or parse_marker(after)
    return len(before) >= 15 and not _ENDS.search(before) and not begins


def _running_heads(lines: list[RawLine], pages: set[int]) -> set[int]:
    """Short lines that stand beside page numbers again and again."""
    beside = {near for at in pages for near in (at - 1, at + 1)} - pages
    beside = {at for at in beside if 0 <= at < len(lines)}
    counted = Counter(lines[at].text.strip() for at in beside)
    heads = {
        text
        for text, count in counted.items()
        if count >= 3 and len(text) <= 40 and not _ENDS.search(text)
    }
    return {at for at in beside if lines[at].text.strip() in heads}
