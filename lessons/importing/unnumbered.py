"""Headings that carry no number: styled lines, bold lines, bold run-ins, short lines alone,
and the customary names of opening and closing sections.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lessons.importing import labels
from lessons.importing.candidates import Candidate, is_latin, is_short_line, longest, split_head
from lessons.importing.levels import TOP
from lessons.importing.lines import SIGN, Line
from lessons.importing.numbers import even

_KNOWN = re.compile(
    r"(?:前言|引言|导言|导语|导论|绪论|绪言|序言|引子|开场白|开篇|导入|课程导入|新课导入"
    r"|问题的提出|结语|结束语|结论|结尾|尾声|后记|总结|全文总结|课程总结"
    r"|课堂总结|本课总结"
    r"|小结|本课小结|课程小结|课堂小结"
    r"|附录|参考文献|参考资料|参考书目|延伸阅读|拓展阅读|推荐阅读|阅读材料"
    r"|introduction|foreword|preface|background|overview|conclusions?|summary|in closing|closing"
    r"|wrap-?up|key takeaways|takeaways|appendix|references|further reading"
    r"|bibliography|afterword)",
    re.IGNORECASE,
)
_ENOUGH_ITEM_BODY = 20
_BRACKETED = re.compile(
    rf"[【［〖]([^【】［］〖〗]{{2,16}})[】］〗]\s*(?=.{{{_ENOUGH_ITEM_BODY}}})"
)
BOLD_RUN_IN = "bold-run-in"
_BRACKETS = ("【】", "［］", "[]", "〖〗", "〔〕")
_MOST_BOLD_SHARE = 0.5
_ENOUGH_BOLD = 3  # beside stated headings, fewer bold lines are emphasis
_PROSE_LENGTH, _LATIN_PROSE_LENGTH = 12, 40
_SENTENCE_END = re.compile(r"[。！？!?.：:；;…][”’」』\"')）]*$")
_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}")


def stated(line: Line) -> Candidate | None:
    """A line the file itself calls a heading."""
    block = line.block
    if block.level is None or block.is_title:
        return None
    marker = line.marker
    start = line.rest_at if marker or block.number_chars else 0
    while start < len(line.text) and line.text[start].isspace():
        start += 1
    if start >= len(line.text):
        return None
    form, head_end, body_start = split_head(line.text, start)
    if form == "prose":
        if len(line.text) > longest(line.text, 80):
            return None
        form, head_end, body_start = "alone", len(line.text), len(line.text)
    if form == "stopped":
        form = "alone"
    value = marker.value if marker else None
    number = marker.number if marker else None
    return Candidate(line, f"stated{block.level}", value, number, form, start, head_end, body_start)


def bold_run_in(line: Line) -> Candidate | None:
    """准确。时间、地点…: a bold beginning that ends with a stop."""
    block = line.block
    start = line.rest_at if line.marker or block.number_chars else 0
    end = block.bold_chars
    if block.kind == "table" or not start + 1 < end < len(line.text):
        return None
    if block.kind == "list" and line.marker is None:
        return None
    head = line.text[start:end].rstrip()
    following = line.text[end:].lstrip()
    if head[-1:] not in "。：:." and following[:1] not in "。：:":
        return None
    if len(head) > longest(head, 30) or re.search(r"[。；！？]", head[:-1]):
        return None
    body_start = end + len(line.text[end:]) - len(following)
    if head[-1:] not in "。：:.":
        body_start += 1
    lead = len(line.text[start:end]) - len(line.text[start:end].lstrip())
    head_end = start + len(line.text[start:end].rstrip("。：:. \u3000"))
    is_item = block.kind == "list" and "。" not in (head[-1:], following[:1])
    if is_item and len(following) < _ENOUGH_ITEM_BODY:  # 1. **减材料**：能共享的不再提交
        return None
    if line.text[body_start:].strip() == "" or head_end <= start + lead:
        return None
    while line.text[body_start].isspace():
        body_start += 1
    marker = line.marker
    return Candidate(
        line, marker.kind if marker else BOLD_RUN_IN, marker.value if marker else None,
        marker.number if marker else None, "run-in", start + lead, head_end, body_start,
    )  # fmt: skip


def bracketed(lines: Sequence[Line], taken: set[int]) -> list[Candidate]:
    """【准备】…: bracketed beginnings, for a file without any other heading."""
    found: list[Candidate] = []
    for line in lines:
        match = _BRACKETED.match(line.text)
        if match and line.at not in taken and line.block.kind == "line":
            found.append(
                Candidate(line, BOLD_RUN_IN, None, None, "run-in", *match.span(1), match.end())
            )
    return found if len({c.head for c in found}) == len(found) else []


def styled(lines: Sequence[Line], taken: set[int], heads: set[int]) -> list[Candidate]:
    """Whole lines in bold or centred, without a number."""
    free = [line for line in lines if line.at not in taken and not line.is_caption]
    bold = [line for line in free if line.is_bold]
    if len(bold) > _MOST_BOLD_SHARE * len(free):
        bold = []
    centred = [line for line in free if line.block.is_centred]
    if len(centred) > _MOST_BOLD_SHARE * len(free):
        centred = []
    found: list[Candidate] = []
    for line in sorted({*bold, *centred}, key=lambda line: line.at):
        if line.at in heads or line.block.kind != "line" or line.marker:
            continue
        text = line.text.rstrip("：: ")
        if is_short_line(text) and _leads_to_text(lines, line.at, taken) and _is_name(text):
            kind = "centred" if line.block.is_centred else "bold"
            found.append(_whole(line, kind))
    return found


def _whole(line: Line, kind: str) -> Candidate:
    """The candidate a whole line makes, without the signs and brackets it is decked with."""
    text = line.text.rstrip("：: ")
    sign = SIGN.match(text)
    start, end = sign.end() if sign else 0, len(text)
    if text[start : start + 1] + text[end - 1] in _BRACKETS and end - start > 2:
        start, end = start + 1, end - 1
    return Candidate(line, kind, None, None, "alone", start, end, len(line.text))


def below_stated(
    lines: Sequence[Line], taken: set[int], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """Bold lines above paragraphs where the file states only its outer headings."""
    stated = [c.at for c in chosen if c.kind.startswith("stated")]
    found = [
        c
        for c in styled(lines, taken, {c.at for c in chosen})
        if c.kind == "bold"
        and c.at > min(stated, default=c.at)
        and is_prose(lines[c.at + 1], len(c.head))
    ]
    sections = Counter(bisect(stated, c.at) for c in found)
    return found if len(found) >= _ENOUGH_BOLD and max(sections.values()) > 1 else []


def _is_name(text: str) -> bool:
    return not _DATE.search(text)


def _leads_to_text(lines: Sequence[Line], at: int, taken: set[int]) -> bool:
    return at + 1 < len(lines) and at + 1 not in taken and lines[at + 1].block.kind != "table"


def is_known_name(text: str) -> bool:
    return bool(_KNOWN.fullmatch(even(text)))


def known(lines: Sequence[Line], taken: set[int], heads: set[int]) -> list[Candidate]:
    """Lines that hold nothing but a customary name: 前言, 结语, Introduction."""
    found: list[Candidate] = []
    for line in lines:
        text = line.text.rstrip("：: ")
        if line.at in taken or line.at in heads or len(text) > 30 or line.block.kind == "table":
            continue
        name = re.sub(r"[\s【】\[\]]", "" if not is_latin(text) else " ", line.even).strip(": ")
        if _KNOWN.fullmatch(name) and _leads_to_text(lines, line.at, taken):
            found.append(_whole(line, TOP))
    return found


def short(
    lines: Sequence[Line], taken: set[int], heads: set[int], has_numbers: bool
) -> list[Candidate]:
    """Short lines alone above paragraphs; of two in a row the first is the outer one."""
    shapes = {
        line.at for line in lines
        if line.at not in taken and line.at not in heads and line.block.kind == "line"
        and line.marker is None and is_short_line(line.text) and _is_name(line.text)
        and not labels.alone(line.even) and not line.is_caption
    }  # fmt: skip
    found: list[Candidate] = []
    for run in _in_a_row(shapes):
        if len(run) > 2 or not _stands_apart(lines, run, taken, heads):
            continue
        for at in run:
            kind = "short-top" if len(run) == 2 and at == run[0] else "short"
            found.append(_whole(lines[at], kind))
    inner = [c for c in found if c.kind == "short"]
    if len(inner) < (3 if has_numbers else 2):
        return []
    if found[0].kind == "short":  # two in a row by chance: one level tells no lies
        return [replace(c, kind="short") for c in found]
    return found


def _in_a_row(places: set[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in sorted(places):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _stands_apart(lines: Sequence[Line], run: list[int], taken: set[int], heads: set[int]) -> bool:
    """Whether a paragraph follows, and the line before has come to an end."""
    before, after = run[0] - 1, run[-1] + 1
    if after >= len(lines) or after in taken:
        return False
    if after not in heads and not is_prose(lines[after], len(lines[run[-1]].text)):
        return False
    if before < 0 or before in taken or before in heads:
        return True
    return lines[before].text[-1] not in "：:，,；;、" and bool(
        _SENTENCE_END.search(lines[before].text) or lines[before].block.kind in ("table", "list")
    )


def is_prose(line: Line, head_length: int) -> bool:
    """Whether a line is a paragraph that a heading of that length could stand above."""
    least = _LATIN_PROSE_LENGTH if is_latin(line.text) else _PROSE_LENGTH
    least = max(least, head_length + 4)
    return len(line.text) >= least and bool(_SENTENCE_END.search(line.text))
