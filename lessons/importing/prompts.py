"""Finds the discussion questions: below a label, behind one, or introduced in a closing line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lessons.importing import labels
from lessons.importing.closings import opens_closing
from lessons.importing.lines import Line
from lessons.importing.numbers import Marker, chinese_value, even, parse_marker
from lessons.importing.outline import Part, Prompt

_QUESTION = re.compile(
    r"[?？]['\"”’」』）)]?$"
    r"|^(?:请|试|结合|联系|根据|围绕|对照|谈谈|说说|想一想|议一议|列举|列出|举例|举出|比较|分析|简述|论述|阐述|概述"
    r"|简要|画出|写出|设计|找出|描述|评价|归纳|总结|调查|讨论|思考|回忆|回顾|选择|制定|为什么|如何|怎样|怎么|什么"
    r"|哪些|你|我们|作为|如果|假如|假设|面对|在你|学习|通过|当|从)"
    r"|^(?:what|why|how|when|who|which|where|discuss|describe|explain|think|reflect|compare|list|name"
    r"|give|consider|imagine|suppose|choose|identify|draw|write|tell|share|do|does|did|is|are|can"
    r"|could|would|should|have|has|if|in your|with|look|find|review|using|based on|suggest)\b",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:^|(?<=[。！？;!?]))(?:最后|课后|下面|现在)?[,，]?(?:请|希望)?(?:大家|同志们|各位学员|学员|各位|同学们|你)?"
    r"(?:联系|结合|围绕|对照)[^。！？:?!]{0,20}?(?:思考|讨论|谈谈|交流)(?:以下|下列|下面|如下|这样)?"
    r"(?:[几两三四一二个几]*个?)?(?:问题|题目|话题)?[:：]"
)
_INVITATION_LINE = re.compile(
    r"(?:最后|课后)?[,，]?请(?:大家|同志们|各位学员|学员|各位|同学们|你)?(?:联系|结合)[^。！？:?!]{0,16}"
    r"(?:思考|谈谈|谈一谈|说说|说一说|讨论|想一想|议一议)"
)
_ANSWER = re.compile(r"(?:参考)?答案|答[:：]|提示[:：]|要点[:：]|[(（]|answer|hint", re.IGNORECASE)
_HINT = re.compile(
    r"(?:参考)?(?:答案|要点|提示) ?[:：]|答[:：]|(?:model )?answer:|hint:", re.IGNORECASE
)
_NUMBERED_LABEL = re.compile(
    r"[\[【(]?(?:(?:讨论|思考|研讨|复习|练习|作业)?(?:题|问题)|讨论|思考) ?"
    r"([一二三四五六七八九十]{1,2}|\d{1,2})[\]】)]? ?[:、.]\s*"
    r"|(?:(?:discussion |review )?question|q) ?(\d{1,2}) ?[:.)]\s*",
    re.IGNORECASE,
)
_INNER_NUMBER = re.compile(
    r"\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[（(][一二三四五六七八九十]+[)）]"
)
_LABEL_BEFORE_COLON = re.compile(r"[^:：]{1,24}[:：]\s*(?=\S)|[\[【][^\]】]{1,16}[\]】]\s*(?=\S)")


@dataclass
class PromptReading:
    prompts: list[Prompt] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    split: dict[int, int] = field(default_factory=dict)  # line → where its own text ends
    numbers: list[Line] = field(default_factory=list)  # numbered labels, counted as headings are
    skip: set[int] = field(default_factory=set)  # lines known to be something else


def read_prompts(lines: list[Line], text: str, skip: set[int]) -> PromptReading:
    """The questions in reading order; `skip` are lines already known to be something else."""
    reading = PromptReading(skip=skip)
    at = 0
    while at < len(lines):
        if at in skip:
            at += 1
            continue
        at += _read_at(reading, lines, text, at) or 1
    return reading


def _read_at(reading: PromptReading, lines: list[Line], text: str, at: int) -> int:
    """Reads the questions whose label or invitation stands at a line; returns lines taken."""
    line = lines[at]
    offset = line.rest_at if line.marker else 0
    if labels.is_prompt_label(line.even[offset:]):
        count = _region(reading, lines, at + 1)
        if count:
            _take_label(reading, line)
            _take_region(reading, text, lines[at + 1 : at + 1 + count])
            return count + 1
        return 0
    if _NUMBERED_LABEL.match(line.even):
        return _read_numbered_labels(reading, lines, text, at)
    inline = _inline_label(line, offset)
    if inline is not None:
        reading.used.add(at)
        reading.parts.append(Part("prompt", line.start, line.start + inline))
        _split_line(reading, text, line.start + inline, line.end)
        count = _region(reading, lines, at + 1, reading.prompts[-1].number)
        _take_region(reading, text, lines[at + 1 : at + 1 + count])
        return 1 + count
    return _read_invitation(reading, lines, text, at)


def _read_numbered_labels(reading: PromptReading, lines: list[Line], text: str, at: int) -> int:
    """讨论题1：…, Question 2: … line by line; counts from 1 or it is something else."""
    count = 0
    while at + count < len(lines) and at + count not in reading.skip:
        line = lines[at + count]
        match = _NUMBERED_LABEL.match(line.even)
        number = match[1] or match[2] if match else ""
        if match is None or chinese_value(number) != count + 1 or match.end() >= len(line.text):
            break
        if line.block.level is not None:
            break
        reading.used.add(line.at)
        begin = line.start + match.end()
        reading.parts.append(Part("prompt", line.start, begin))
        reading.prompts.append(Prompt(number, text[begin : line.end], begin, line.end))
        count += 1
    return count


def _take_label(reading: PromptReading, line: Line) -> None:
    reading.used.add(line.at)
    reading.parts.append(Part("prompt", line.start, line.end))
    if line.marker:
        reading.numbers.append(line)


def _inline_label(line: Line, offset: int) -> int | None:
    """Where the questions begin in a line like 讨论题：1.…？2.…？; None when it is none."""
    match = _LABEL_BEFORE_COLON.match(line.even, offset)
    if match is None or not labels.is_prompt_label(match[0]):
        return None
    rest = line.even[match.end() :]
    marker = parse_marker(rest)
    body = rest[marker.length :] if marker else rest
    return match.end() if marker or _QUESTION.search(body) else None


def _region(
    reading: PromptReading, lines: list[Line], at: int, last_number: str | None = None
) -> int:
    """How many lines from here on are questions."""
    first: Marker | None = None
    expected = 1
    if last_number is not None and at < len(lines):
        marker = lines[at].marker
        first, expected = (marker, marker.value) if marker and marker.value > 1 else (None, 1)
    count = 0
    while at + count < len(lines) and at + count not in reading.skip:
        line = lines[at + count]
        kind = _kind_of_line(line, first, expected, is_first=count == 0 and last_number is None)
        if kind is None:
            break
        if kind == "question" and line.marker is not None and not line.block.level:
            first = first or line.marker
            if line.marker.kind == first.kind:
                expected = line.marker.value + 1
        count += 1
    return count


def _kind_of_line(line: Line, first: Marker | None, expected: int, is_first: bool) -> str | None:
    """question, part (of the question before), hint (to its answer: no question, and no end of
    them) or None when the questions are over."""
    block, marker = line.block, line.marker
    if block.level is not None or block.kind == "table" or labels.alone(line.even):
        return None
    if marker is None and not is_first and _HINT.match(line.even):
        return "hint"
    if marker is None:
        is_question = bool(_QUESTION.search(line.even)) or block.kind == "list"
        if is_first:
            return "question" if is_question or _is_statement(line) else None
        if first is not None:  # numbered questions: what is unnumbered belongs to none
            return "part" if is_question and not _is_heading_like(line) else None
        is_question |= _is_statement(line) and not opens_closing(line)
        return "question" if is_question else None
    if first is None:
        if marker.value != 1:
            return None
        return "question" if is_first or _QUESTION.search(even(line.rest)) else None
    if marker.kind == first.kind:
        return "question" if marker.value == expected else None
    return "part" if marker.kind in ("（1）", "①", "1)", "a.", "A.") else None


def _is_statement(line: Line) -> bool:
    return len(line.text) <= 120 and line.text[-1] in "。.！!？?" and not _ANSWER.match(line.even)


def _is_heading_like(line: Line) -> bool:
    return line.text[-1] not in "。.！!？?；;…”」"


def _take_region(reading: PromptReading, text: str, lines: list[Line]) -> None:
    first: Marker | None = None
    for line in lines:
        marker = line.marker
        if marker is None and line is not lines[0] and _HINT.match(line.even):
            continue
        reading.used.add(line.at)
        first = first or marker
        is_part = (
            bool(reading.prompts)
            and first is not None
            and (marker is None or marker.kind != first.kind)
        )
        if is_part and lines[0] is not line:
            last = reading.prompts[-1]
            whole = text[last.start : line.end]
            reading.prompts[-1] = Prompt(last.number, whole, last.start, line.end)
        else:
            _split_line(reading, text, line.start, line.end, line.block.number_chars)


def _split_line(
    reading: PromptReading, text: str, start: int, end: int, number_chars: int = 0
) -> None:
    """One question per number within the line: 1.…？2.…？"""
    starts = [start]
    line = text[start:end]
    first = parse_marker(line)
    if first is not None:
        expected = first.value + 1
        for match in _INNER_NUMBER.finditer(line, first.length):
            marker = parse_marker(line[match.start() :])
            is_after_end = line[: match.start()].rstrip()[-1:] in "。？！?!；;."
            if marker and marker.kind == first.kind and marker.value == expected and is_after_end:
                starts.append(start + match.start())
                expected += 1
    for begin, stop in zip(starts, [*starts[1:], end], strict=True):
        _append(reading, text, begin, stop, number_chars)


def _append(reading: PromptReading, text: str, start: int, end: int, number_chars: int) -> None:
    piece = text[start:end]
    marker = parse_marker(piece)
    named = _NUMBERED_LABEL.match(even(piece)) if marker is None else None
    skipped = max(marker.length if marker else named.end() if named else 0, number_chars)
    if marker is None and not skipped and piece[0] in "•·●○◆◇■□▪►➢★☆√✓–—-*":
        skipped = 1
    body = piece[skipped:]
    begin = start + skipped + len(body) - len(body.lstrip())
    stop = end - (len(body) - len(body.rstrip()))
    if begin >= stop:
        reading.parts.append(Part("prompt", start, end))
        return
    if begin > start:
        reading.parts.append(Part("prompt", start, begin))
    number = marker.number if marker else (named[1] or named[2]) if named else None
    reading.prompts.append(Prompt(number, text[begin:stop], begin, stop))


def _read_invitation(reading: PromptReading, lines: list[Line], text: str, at: int) -> int:
    """请结合实际思考：… in a line of its own or at the end of a paragraph."""
    line = lines[at]
    if line.marker is None and (match := _INVITATION.search(line.even)):
        rest = line.text[match.end() :]
        count = 0 if rest.strip() else _region(reading, lines, at + 1)
        if not rest.strip() and not count:
            return 0
        begin = line.start + match.start()
        if match.start() == 0:
            reading.used.add(at)
        else:
            reading.split[at] = match.start()
        reading.parts.append(Part("prompt", begin, line.start + match.end()))
        if rest.strip():
            lead = len(rest) - len(rest.lstrip())
            _split_line(reading, text, line.start + match.end() + lead, line.end)
            count = _region(reading, lines, at + 1, "1") if lines[at + 1 : at + 2] else 0
        _take_region(reading, text, lines[at + 1 : at + 1 + count])
        return count + 1
    if _INVITATION_LINE.match(line.even) and line.even[-1] in "?。" and len(line.text) <= 120:
        reading.used.add(at)
        _append(reading, text, line.start, line.end, 0)
        return 1
    return 0
