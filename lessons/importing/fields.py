"""What a lesson says of itself in its first lines: audience, purpose, length, title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lessons.importing import labels
from lessons.importing.durations import Durations, read_durations
from lessons.importing.labels import FieldName
from lessons.importing.lines import Line
from lessons.importing.numbers import COURSE_PARTS, parse_marker
from lessons.importing.outline import Fields, Part

_LAST_LINE = 60  # fields stand at the top; further down the same words are prose
_HEADING_LENGTH = 45
_LAST_DATE_LINE = 6  # a date alone under the title
_DIGITS = r"[\d〇一二三四五六七八九十○]"
_DATE = re.compile(
    rf"[(（]?{_DIGITS}{{4}} ?[年./-] ?(?:[春夏秋冬]季?|{_DIGITS}{{1,3}})"
    rf" ?(?:[月./-] ?(?:{_DIGITS}{{1,3}} ?日?)?)?[)）]?"
)
_DAY = re.compile(r"\d ?[年月日]|\d{4}[-/.]\d")
_PROSE_LENGTH = 40
_MOST_PROSE = 2  # paragraphs that may stand before the fields; behind the fields the body begins
_VALUE_ENDS = " \t　。.；;，,、|｜"
_LISTED = ("purpose", "note")
_TELLING = ("audience", "purpose", "time", "lecture")  # what only a lesson's own fields say
_SENTENCES = ("purpose", "audience")
_LAST_TITLE_LINE = 2
_SHORT_NAME = 2  # characters
_LONGEST_PART = 24  # characters of a line such as 讨论30分钟


@dataclass
class FieldReading:
    values: dict[FieldName, str] = field(default_factory=dict)
    durations: dict[FieldName, Durations] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # lines that are fields
    notes: set[int] = field(default_factory=set)  # lines that are text, but never headings
    numbers: list[Line] = field(default_factory=list)  # numbered labels, counted as headings are

    def fields(self) -> Fields:
        time = self.durations.get("time", Durations())
        lecture = self.durations.get("lecture", Durations())
        talk = self.durations.get("discussion", Durations())
        minutes = lecture.lecture or lecture.total or time.lecture
        discussion = talk.discussion or talk.total or time.discussion
        if minutes is None:
            minutes = _rest(time.total, discussion)
        return Fields(
            audience=self.values.get("audience"),
            purpose=self.values.get("purpose"),
            lecture_minutes=minutes,
            discussion_minutes=discussion,
            hour_unit=time.hour_unit or lecture.hour_unit or talk.hour_unit,
        )


def _rest(total: int | None, discussion: int | None) -> int | None:
    if total is None or discussion is None:
        return total
    return total - discussion if total > discussion else None


def read_fields(lines: list[Line]) -> FieldReading:
    """The fields of the lines before the first heading."""
    reading = FieldReading()
    at = prose = 0
    while at < min(len(lines), _LAST_LINE):
        line = lines[at]
        taken = _read_line(reading, lines, at)
        if taken:
            at += taken
            continue
        if _is_title_part(lines, at):
            at += 1
            continue
        if _is_body_heading(line) or (line.block.level is not None and reading.used):
            if reading.used or not _opens_fields(lines, at):
                break
            at += 1
            continue
        prose += len(line.text) >= _PROSE_LENGTH and line.text[-1] in "。.！!？?”」"
        if prose > (0 if reading.used else _MOST_PROSE):
            break
        at += 1
    return reading


def _is_title_part(lines: list[Line], at: int) -> bool:
    """第三课 怎样查灶 above the first field: of a course, and no part of this lesson."""
    marker = lines[at].marker
    is_part = at <= _LAST_TITLE_LINE and marker is not None and marker.kind in COURSE_PARTS
    following = lines[at + 1] if is_part and at + 1 < len(lines) else None
    return following is not None and bool(
        labels.within(following.even) or labels.alone(following.even) not in (None, "note")
    )


def _opens_fields(lines: list[Line], at: int) -> bool:
    """一、课程说明 with the fields below it: a heading, yet not the beginning of the body."""
    if at + 1 >= len(lines):
        return False
    following = lines[at + 1].even
    names = {label.name for label in labels.within(following)} | {labels.alone(following)}
    return bool(names & set(_TELLING))


def _is_body_heading(line: Line) -> bool:
    if line.block.is_title or line.at == 0:
        return False
    if line.block.level is not None:
        return line.block.level > 1 or line.marker is not None
    if line.marker is None or line.marker.kind in ("1.", "1)", "（1）", "①", "A.", "a."):
        return False
    return len(line.rest) <= _HEADING_LENGTH and line.rest[-1:] not in "。；;，,"


def _read_line(reading: FieldReading, lines: list[Line], at: int) -> int:
    """Reads the field that begins at a line; returns how many lines it takes, 0 for none."""
    line = lines[at]
    if 0 < at < _LAST_DATE_LINE and _DATE.fullmatch(line.even):
        return _keep(reading, "byline", line.text, line, [line])
    offset = line.rest_at if line.marker else 0
    # A full-width space parts a label from its value as a tab does.
    content = "".join(
        "\t" if shown == "\u3000" else plain
        for shown, plain in zip(line.text[offset:], line.even[offset:], strict=True)
    )
    name = labels.alone(content)
    if line.marker and (name in ("note", "byline", "title") or len(content) <= _SHORT_NAME):
        return 0  # 四、教学内容 and 1.1 目的 are headings
    if name is not None:
        count = _value_lines(name, lines, at + 1)
        value = _joined([following.text for following in lines[at + 1 : at + 1 + count]])
        return _keep(reading, name, value, line, lines[at : at + 1 + count])
    found = labels.within(content)
    if not found or (line.marker and found[0].name in ("note", "byline")):
        return 0
    if len(found) == 1:
        return _read_open_value(reading, found[0], lines, at, offset)
    for label, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start if following else len(content)
        value = line.text[offset + label.value_at : offset + stop]
        _keep(reading, label.name, value, line, [])
    reading.used.add(at)
    reading.parts.append(Part("field", line.start, line.end))
    return 1


def _read_open_value(
    reading: FieldReading, label: labels.Label, lines: list[Line], at: int, offset: int
) -> int:
    """A label with its value on the same line, which further lines may continue."""
    line = lines[at]
    value = line.text[offset + label.value_at :]
    count = _further_lines(label.name, value, lines, at + 1)
    rest = [following.text for following in lines[at + 1 : at + 1 + count]]
    return _keep(reading, label.name, _joined([value, *rest]), line, lines[at : at + 1 + count])


def _joined(texts: list[str]) -> str:
    """A line each, but a sentence that goes on in one."""
    return re.sub(r"(?<=[，、])\n", "", "\n".join(texts))


def _keep(
    reading: FieldReading, name: FieldName, value: str, label: Line, taken: list[Line]
) -> int:
    """Notes the field when it holds something that fits; returns how many lines it took."""
    value = value.strip(_VALUE_ENDS if name != "title" else None)
    if name in ("time", "lecture", "discussion"):
        durations = read_durations(value, label.text)
        if durations.is_empty and name != "time" and not _DAY.search(value):
            return 0
        if durations.is_empty:
            name = "byline"
        reading.durations.setdefault(name, durations)
    is_known = name in reading.values and name != "byline"
    if name == "note" or not value or is_known:
        reading.notes.update(line.at for line in taken)
        return len(taken)
    if name in ("lecture", "discussion") and len(value) > 30:  # prose that begins like a label
        return 0
    reading.values[name] = value
    if label.marker:
        reading.numbers.append(label)
    for line in taken:
        reading.used.add(line.at)
        reading.parts.append(Part("title" if name == "title" else "field", line.start, line.end))
    return len(taken)


def _value_lines(name: FieldName, lines: list[Line], at: int) -> int:
    """How many lines behind a label alone are its value: one paragraph, or one list."""
    if at >= len(lines) or _starts_another(lines[at]):
        return 0
    if name in _LISTED:
        count = _list_length(lines, at)
        if count:
            return count
    return 1 + _further_lines(name, lines[at].text, lines, at + 1)


def _further_lines(name: FieldName, value: str, lines: list[Line], at: int) -> int:
    """How many lines go on with a value: a list, the parts of a length, or a broken sentence."""
    if name in _LISTED and (value[-1] in "：:；;" or _is_first(value)):
        return _list_length(lines, at)
    count = 0
    while at + count < len(lines) and not _starts_another(lines[at + count]):
        text = lines[at + count].text
        is_part = name == "time" and len(text) <= _LONGEST_PART and _names_part(text)
        if not is_part and not (name in _SENTENCES and value[-1] in "，,、"):
            break
        value = text
        count += 1
    return count


def _is_first(value: str) -> bool:
    marker = parse_marker(value)
    return marker is not None and marker.value == 1


def _names_part(text: str) -> bool:
    """Whether a line holds the length of the lecture or of the discussion."""
    found = read_durations(text)
    return found.lecture is not None or found.discussion is not None


def _starts_another(line: Line) -> bool:
    if labels.alone(line.even[line.rest_at if line.marker else 0 :]) or labels.within(line.even):
        return not labels.is_sub_goal(line.even)
    return line.block.level is not None or _is_body_heading(line)


def _list_length(lines: list[Line], at: int) -> int:
    """How many lines from here on are members of one list of goals."""
    count = 0
    has_numbers = at < len(lines) and lines[at].marker is not None
    while at + count < len(lines):
        line = lines[at + count]
        is_goal = labels.is_sub_goal(line.even)
        if not (is_goal or line.is_item) or (_starts_another(line) and not is_goal):
            break
        if line.marker is not None and not has_numbers and not is_goal:
            break
        count += 1
    return count
