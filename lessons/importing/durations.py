"""Reads how long a lesson takes: clock hours and minutes, class hours of 45 minutes, in Chinese
or English, told apart into lecture and discussion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lessons.importing.numbers import chinese_value, even

CLASS_HOUR_MINUTES = 45
CLASS_HOUR = "学时"
_ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "seventy-five": 75, "ninety": 90,
}  # fmt: skip
_WORDS = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_NUMBER = rf"(?:\d+(?:\.\d+|½)?|½|[一二三四五六七八九十百零两〇半]+|\b(?:{_WORDS})\b)"
_CLASS = (
    r"学时|课时|节课|节(?!课)|(?:academic|class|teaching|credit)[ -]?hours?|class periods?|periods?"
)
_HOUR = r"小时|钟头|时(?![间候段长])|hours?|hrs?\b|h\b"
_MINUTE = r"分钟|minutes?|mins?\b|分(?![组别为成享之])|min\b|′|'"
_HALF_AFTER = r"(?: and a half)?"
_TIME = re.compile(
    rf"(?:(?P<halfan>half an hour)|"
    rf"(?P<n>{_NUMBER})(?P<andhalf>{_HALF_AFTER}) ?-?个?(?P<half>半)?"
    rf"(?: ?-?(?P<unit>{_CLASS}|{_HOUR}|{_MINUTE}))"
    rf"(?P<halfafter>半(?!场|天)| and a half)?"
    rf"(?:[零又]? ?(?:and )?(?P<m>{_NUMBER}) ?-?(?:分钟?|minutes?|mins?\b))?)",
    re.IGNORECASE,
)
_LECTURE = re.compile(
    r"讲课|讲授|讲解|讲述|讲座|主讲|授课|面授|教学|理论|学习|宣讲|课堂(?!讨论|互动)|讲"
    r"|lectur|presentation|teaching|talk|instruction|input|class\b",
    re.IGNORECASE,
)
_DISCUSSION = re.compile(
    r"讨论|研讨|互动|交流|座谈|议|discuss|q ?& ?a|group work|group activity|debate", re.IGNORECASE
)
_OTHER = re.compile(
    r"实操|实践|实训|练习|参观|观摩|考试|测试|测验|考核|自学|休息|答疑|演练|复习|预习|小结|总结|提问|视频|点评|案例"
    r"|practice|exercise|break|quiz|test|exam|reading|self-study",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"[,，;；、()+|｜\n\t]|和|与|及|(?<!hour )(?<!hours )\band\b(?! ?a half)|\bplus\b|其中"
    r"|\bfollowed by\b|\bthen\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d.])\d{1,3}(?![\d.])")
_DEFINITION = re.compile(
    rf"(?:每|1|一)个?(?:{_CLASS})(?:为|是|按|=|计|合)?(?P<n>\d+) ?(?:分钟|minutes?|mins?)"
    rf"|(?P<n2>\d+) ?(?:分钟|minutes?|mins?) ?(?:[/／]|per |each\b)(?: ?(?:{_CLASS}))?",
    re.IGNORECASE,
)
_SUM = re.compile(
    rf"(\d{{1,3}}) ?\+ ?(\d{{1,3}})(?= ?(?:{_CLASS}|{_HOUR}|{_MINUTE}))", re.IGNORECASE
)
_NAMED_BEHIND = re.compile(r"\(([^()\d]{1,8})\)")


@dataclass(frozen=True, slots=True)
class Durations:
    total: int | None = None  # minutes
    lecture: int | None = None
    discussion: int | None = None
    hour_unit: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.total is None and self.lecture is None and self.discussion is None


@dataclass(frozen=True, slots=True)
class _Piece:
    label: str | None  # lecture, discussion, other; both: a sum of the two; None: unlabelled
    minutes: float | None
    is_each: bool = False


def read_durations(value: str, label: str = "") -> Durations:
    """The times a value names; a bare number counts in the unit its label names.

    A lecture not stated is what the total leaves beside the discussion, and the other way round.
    """
    class_minutes, text = _class_minutes(_plain(even(value)))
    if re.fullmatch(r"\s*[\d.]+\s*", text) and (
        unit := re.search(_CLASS, "".join(even(label).split()))
    ):
        text = text.strip() + unit[0]
    pieces = [_piece(part, class_minutes) for part in _split(text)]
    pieces = _spread_each(pieces)
    total = next((p.minutes for p in pieces if p.label in (None, "both") and p.minutes), None)
    lecture = _sum(pieces, "lecture")
    discussion = _sum(pieces, "discussion")
    labels = {p.label for p in pieces}
    is_rest_known = not _sum(pieces, "other")
    if total and is_rest_known:
        if lecture is None and discussion is not None and discussion < total:
            lecture = total - discussion
        elif discussion is None and lecture is not None and lecture < total:
            discussion = total - lecture if "discussion" in labels or "both" in labels else None
    has_class_hours = any(re.fullmatch(_CLASS, m["unit"] or "", re.I) for m in _times(text))
    return Durations(
        _whole(total), _whole(lecture), _whole(discussion),
        CLASS_HOUR if has_class_hours else None,
    )  # fmt: skip


def _plain(text: str) -> str:
    """60+30分钟 as their sum, 60分钟（讲授） without the brackets."""
    text = _SUM.sub(lambda sum_: str(int(sum_[1]) + int(sum_[2])), text)
    return _NAMED_BEHIND.sub(
        lambda name: (
            f"{name[1]} " if _LECTURE.search(name[1]) or _DISCUSSION.search(name[1]) else name[0]
        ),
        text,
    )


def _times(text: str) -> list[re.Match[str]]:
    return list(_TIME.finditer(text))


def _class_minutes(text: str) -> tuple[float, str]:
    """How long the file says a class hour is, and the text without that remark."""
    if match := _DEFINITION.search(text):
        return float(match["n"] or match["n2"]), text[: match.start()] + text[match.end() :]
    return CLASS_HOUR_MINUTES, text


def _split(text: str) -> list[str]:
    """Pieces with one duration each, its label before or behind it."""
    pieces: list[str] = []
    for part in _SEPARATOR.split(_without_label_colons(text)):
        if not part or not part.strip():
            continue
        times = _times(part)
        if len(times) < 2:
            pieces.append(part)
            continue
        # Labels stand before their durations when nothing separates them, unless the last is one.
        is_behind = not part[: times[0].start()].strip() and bool(part[times[-1].end() :].strip())
        cuts = [time.start() if is_behind else time.end() for time in times]
        cuts = [0, *(cuts[1:] if is_behind else cuts[:-1]), len(part)]
        pieces += [part[begin:end] for begin, end in pairwise(cuts)]
    return pieces


def _without_label_colons(text: str) -> str:
    """讲授:2学时 names one duration, 3小时:讲授2小时 begins to share one out."""
    parts = text.split(":")
    joined = parts[0]
    for before, after in pairwise(parts):
        is_label = not _TIME.search(re.split(_SEPARATOR, before)[-1])
        joined += (" " if is_label else ";") + after
    return joined


def _piece(part: str, class_minutes: float) -> _Piece:
    match = _TIME.search(part)
    words = part if match is None else part[: match.start()] + part[match.end() :]
    has_lecture = bool(_LECTURE.search(_DISCUSSION.sub("", words)))
    has_discussion = bool(_DISCUSSION.search(words))
    label = "lecture" if has_lecture else None
    if has_discussion:
        label = "both" if has_lecture and re.search(r"共|total", words) else "discussion"
    elif _OTHER.search(words):
        label = "other"
    elif re.search(r"共|总|total|in all", words, re.I):
        label = None
    minutes = _minutes(match, class_minutes) if match else None
    if match is None and label in ("lecture", "discussion") and (bare := _BARE.findall(words)):
        minutes = float(bare[0]) if len(bare) == 1 and float(bare[0]) >= 5 else None
    return _Piece(label, minutes, is_each="各" in words or bool(re.search(r"\beach\b", words)))


def _spread_each(pieces: list[_Piece]) -> list[_Piece]:
    """讲授、讨论各1小时: gives the labels before it the same duration."""
    for at, piece in enumerate(pieces):
        if not piece.is_each or piece.minutes is None:
            continue
        for before in range(at - 1, -1, -1):
            if pieces[before].minutes is not None or pieces[before].label is None:
                break
            pieces[before] = _Piece(pieces[before].label, piece.minutes)
    return pieces


def _sum(pieces: list[_Piece], label: str) -> float | None:
    found = [p.minutes for p in pieces if p.label == label and p.minutes]
    return sum(found) if found else None


def _minutes(match: re.Match[str], class_minutes: float) -> float | None:
    if match["halfan"]:
        return 30.0
    number = _value(match["n"])
    if number is None:
        return None
    if match["half"] or match["halfafter"] or match["andhalf"]:
        number += 0.5
    unit = match["unit"].lower()
    if re.fullmatch(_CLASS, unit, re.I):
        return number * class_minutes
    if re.fullmatch(_HOUR, unit, re.I):
        return number * 60 + (_value(match["m"]) or 0 if match["m"] else 0)
    return number


def _value(text: str) -> float | None:
    if re.fullmatch(r"[\d.]+", text):
        return float(text)
    if text[-1] == "½":
        return float(text[:-1] or 0) + 0.5
    if text == "半":
        return 0.5
    if text.endswith("半") and len(text) > 1:
        return (chinese_value(text[:-1]) or 0) + 0.5
    return float(_ENGLISH.get(text.lower(), 0) or chinese_value(text)) or None


def _whole(minutes: float | None) -> int | None:
    """Whole minutes, halves rounded up."""
    return None if minutes is None else int(minutes + 0.5)
