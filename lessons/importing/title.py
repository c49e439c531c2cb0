"""Finds the lesson's title, or proposes one where the file has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lessons.importing import labels
from lessons.importing.blocks import Extracted
from lessons.importing.candidates import is_latin
from lessons.importing.fields import FieldReading
from lessons.importing.lines import Line
from lessons.importing.numbers import COURSE_PARTS, even
from lessons.importing.outline import Part

LONGEST_TITLE = 120
_FIRST_LINES = 3
_LONGEST_LINE, _LONGEST_LATIN_LINE = 60, 150
_EDGE = "的地得和与與及并並、，,：:；;。.—–- 　“”‘’「」『』《》（）()了是在对對为為把将將等之以从從向中上下"  # noqa: E501
_BREAK = re.compile(r"[，,。；;：:！!？?、\n\t《》“”「」『』（）()]")
_SERIES = re.compile(
    r"附件 ?[\d一二三四五六七八九十]*:?|内部资料.{0,8}"
    r"|.{0,16}(?:教案|讲稿|讲义|学习资料|学习材料|培训教材|培训资料|辅导材料|教学设计|系列课程|系列讲座"
    r"|系列微课|微党课)(?:[(（].{1,8}[)）]|之.{1,3}|第.{1,4}[课讲期])?"
)
_MOST_COMPARED = 20  # headings
_SHORTEST_SHARED = 4


@dataclass
class TitleReading:
    title: str = ""
    origin: Literal["file", "inferred"] = "file"
    parts: list[Part] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_title(extracted: Extracted, lines: Sequence[Line], fields: FieldReading) -> TitleReading:
    """The title the file has; empty when it has none."""
    reading = TitleReading(title=_unquoted(fields.values.get("title", "")))
    free = [line for line in lines if line.at not in fields.used]
    named = [line for line in free if line.block.is_title]
    said = (extracted.title or "").strip()
    if not reading.title and extracted.format in ("md", "html"):
        reading.title = "" if _is_foreign(said, lines, fields) else said
    if not named and (only := _only_outer_heading(free)):
        named = [only]
    told = [line for line in free if line.at not in fields.notes]
    if not named and (line := _first_line(told)):
        if (behind := _behind_series(line, told)) is not None:
            _use(reading, [line])
            line = behind
        named = [line] if not reading.title or _is_same(line.text, reading.title) else []
    if named:
        first = named[0]
        rest = _subtitle(lines, first, named[1:])
        reading.title = reading.title or _unquoted("".join(line.text for line in [first, *rest]))
        _use(reading, [first, *rest])
    for line in free[:_FIRST_LINES]:  # front matter and a first line may both hold it
        if line.at not in reading.used and _is_same(line.text, reading.title):
            _use(reading, [line])
    reading.title = " ".join(reading.title.split())[:LONGEST_TITLE]
    return reading


def _is_foreign(said: str, lines: Sequence[Line], fields: FieldReading) -> bool:
    """A title left in the head of a file that was written over: the text never says it, and a
    bold line of its own stands right above the fields."""
    above = next((line for line in lines if line.at + 1 in fields.used), None)
    if above is None or above.at > _FIRST_LINES or above.block.bold_chars < len(above.text):
        return False
    return _first_line(lines[above.at :]) is above and not any(
        even(said) in line.even for line in lines
    )


def _use(reading: TitleReading, lines: Sequence[Line]) -> None:
    for line in lines:
        reading.used.add(line.at)
        reading.parts.append(Part("title", line.start, line.end))


def _is_same(one: str, other: str) -> bool:
    letters = re.sub(r"\W", "", even(one))
    return bool(letters) and letters == re.sub(r"\W", "", even(other))


def _unquoted(title: str) -> str:
    title = title.strip()
    is_whole = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1] if is_whole else title


def _only_outer_heading(lines: Sequence[Line]) -> Line | None:
    """The one heading of the outermost level, when it stands before all others."""
    stated = [line for line in lines if line.block.level is not None]
    if len(stated) < 2 or stated[0].at > stated[1].at:
        return None
    first, *others = stated
    outermost = first.block.level or 0
    if any((line.block.level or 0) <= outermost for line in others):
        return None
    is_chapter = first.marker is not None and first.marker.kind not in COURSE_PARTS
    before = [line for line in lines if line.at < first.at]
    return None if is_chapter or len(before) > _FIRST_LINES else first


def _first_line(lines: Sequence[Line]) -> Line | None:
    """The first line, when it has the shape of a title and something follows."""
    if len(lines) < 2:
        return None
    line = lines[0]
    is_high = line.at <= _FIRST_LINES or lines[1].marker is not None
    if line.block.kind != "line" or not is_high:
        return None
    limit = _LONGEST_LATIN_LINE if is_latin(line.text) else _LONGEST_LINE
    if len(line.text) > limit or line.text[-1] in "。；;：:，,、.…" or "。" in line.text:
        return None
    if labels.alone(line.even) or labels.is_prompt_label(line.even):
        return None
    if line.marker is not None and not _is_single_part(line, lines):
        return None
    level = line.block.level
    if level is not None and any(other.block.level == level for other in lines[1:]):
        return None
    return line


def _behind_series(line: Line, lines: Sequence[Line]) -> Line | None:
    """The title below a line that only names the series, such as 党员教育讲义之三."""
    if not _SERIES.fullmatch(line.even) or len(lines) < 3:
        return None
    second = _first_line(lines[1:])
    if second is None or second.at != line.at + 1:
        return None
    is_name = len(second.text) >= 5 and not re.search(r"\d{4}年|\d{4}-", second.text)
    return second if is_name and not labels.within(second.even) else None


def _is_single_part(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the number counts lessons of a course: no other line has one of its kind."""
    kind = line.marker.kind if line.marker else ""
    same = [other for other in lines if other.marker and other.marker.kind == kind]
    return kind in COURSE_PARTS and len(same) == 1


def _subtitle(lines: Sequence[Line], first: Line, named: Sequence[Line]) -> list[Line]:
    """Title lines that follow at once, and a line that begins with a dash."""
    rest: list[Line] = []
    for line in lines[first.at + 1 :]:
        if line in named or re.match(r"(?:—|–|―|--)", line.text):
            rest.append(line)
        else:
            break
    return rest


def infer_title(headings: Sequence[str], others: Sequence[str], text: str, name: str) -> str:
    """The longest phrase outer headings share with each other or with `others`, such as the
    purpose; else the first heading, the beginning of the text, or the file's name."""
    headings = headings[:_MOST_COMPARED]
    shared = _longest_shared(headings, headings) or _longest_shared(headings, others)
    if shared:
        return shared
    if headings:
        return headings[0][:LONGEST_TITLE]
    first = _BREAK.split(text.strip(), maxsplit=1)[0].strip()
    return (first or name or text.strip())[:40]


def _longest_shared(headings: Sequence[str], others: Sequence[str]) -> str:
    found: Counter[str] = Counter()
    for heading in headings:
        for other in others:
            if other is not heading and (phrase := _common(heading, other)):
                found[phrase] += 1
    if not found:
        return ""
    return max(found, key=lambda phrase: (len(phrase) + 2 * found[phrase], phrase))


def _common(one: str, other: str) -> str:
    """The longest phrase of one text that the other holds, whole words at its ends in English."""
    best = ""
    if is_latin(one):
        words = one.split()
        folded = f" {other.lower()} "
        for begin in range(len(words)):
            for end in range(len(words), begin + 1, -1):
                phrase = " ".join(words[begin:end])
                if len(phrase) > len(best) and f" {phrase.lower()} " in folded:
                    best = phrase
                    break
        return best if len(best.split()) >= 2 else ""
    for piece in _BREAK.split(one):
        for begin in range(len(piece)):
            end = begin + len(best) + 1
            while end <= len(piece) and piece[begin:end] in other:
                best = piece[begin:end]
                end += 1
    best = best.strip(_EDGE)
    return best if len(best) >= _SHORTEST_SHARED else ""
