"""Numbers that begin a line: which kind of marker it is, its value and how much of the line it
takes. Says nothing about whether the line is a heading; writing numbers belongs to `numerals`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lessons.importing.folding import fold_script

# Kinds from the outermost to the innermost as most documents nest them; only a preference.
KINDS = (
    "第编", "第篇", "第卷", "第部分", "第单元", "第讲", "第课", "第章", "第节", "第目", "专题",
    "任务", "Part", "Unit", "Chapter", "Lesson", "Section", "I.", "壹、", "一、", "（一）",
    "1.", "1.1", "1.1.1", "1.1.1.1", "1)", "（1）", "①", "甲、", "A.", "a.",
)  # fmt: skip
# Of these a course has many, one lesson one.
COURSE_PARTS = {
    "第编", "第篇", "第卷", "第部分", "第单元", "第讲", "第课", "第章", "专题",
    "Part", "Unit", "Chapter", "Lesson", "Section",
}  # fmt: skip
_VALUES = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_FORMAL_VALUES = {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)} | {"参": 3}
_ENGLISH_VALUES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
# A number glued to one of these counts things; it does not number a heading.
_UNITS = (
    "年月日号时点分秒周岁名位万亿元吨米厘毫克公里千百度%℃倍次户家件层楼栋组天所座台辆份项条种"
    "类级届期多余至~—–-+×/"
)
# The same behind a space, where 分级 or 类型 may as well begin a heading.
_SPACED_UNITS = re.compile(
    r"[年月日%℃万亿元吨岁~—–+×/-]|[周公千毫厘][岁里米克升]|[个名位户家件次天台辆][^人性案别体名长]|人[，,]"
)
_CN = "一二三四五六七八九十百零〇两廿"
_HALF_WIDTH = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"　": " ", "\u00a0": " ", "〔": "(", "〕": ")"}
)
_ORDINAL_FAMILY = {"部份": "第部分", "步": "第目"}
_ENGLISH_FAMILY = {
    "part": "Part", "unit": "Unit", "module": "Unit", "chapter": "Chapter", "lesson": "Lesson",
    "lecture": "Lesson", "session": "Lesson", "section": "Section", "topic": "Section",
    "step": "Section",
}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?P<n>第 ?([{_CN}]+|\d{{1,3}}) ?(部分|部份|单元|[编篇卷讲课章节目步]))([\s:、.—–-]*)"
)
# 第一节课后, 第二章规定: glued to such a word it is a mention of a chapter
_MENTION = re.compile(r"[课堂的里中以是为,和与至到、规明指条时后前]")
_TOPIC_FAMILY = {
    "专题": "专题", "主题": "专题", "板块": "专题", "单元": "第单元", "模块": "第单元",
    "任务": "任务", "环节": "任务", "案例": "任务",
}  # fmt: skip
_TOPIC = re.compile(rf"(?P<n>({'|'.join(_TOPIC_FAMILY)}) ?([{_CN}]+|\d{{1,2}}))[\s:、.]+")
_WORD = re.compile(
    r"(?P<n>(Part|Unit|Module|Chapter|Lesson|Lecture|Session|Section|Topic|Step)"
    r" (\d{1,2}|[IVX]+|[A-Za-z]+))\b"
    # Step one is to ask everybody: a sentence about it, not its heading.
    r"(?! (?:is|are|was|were|has|had|will|must|should|can|may|means|says|covers|requires"
    r"|of|and|to)\b)"
    r"(?:\s*[:.–—-]\s*|\s+|$)",
    re.IGNORECASE,
)
_FORMAL = re.compile(rf"(?P<n>[{''.join(_FORMAL_VALUES)}拾]{{1,3}})(?: ?[、.] ?| )")
_CHINESE = re.compile(rf"(?P<n>[{_CN}]{{1,3}})(?: ?[、.:] ?| +)")
_CHINESE_IN_BRACKETS = re.compile(rf"(\( ?)?(?P<n>[{_CN}]{{1,3}}) ?\) ?[、.]? *")
_DOTTED = re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.、] ?| +|(?=[^\d\s.,。%]))")
_ARABIC = re.compile(r"(?P<n>\d{1,2})(?: ?[、.](?!\d) *| +(?=\D))")
_ARABIC_IN_BRACKETS = re.compile(r"(\( ?)?(?P<n>\d{1,2}) ?\) ?[、.]? *")
_ROMAN = re.compile(r"(?P<n>[IVX]{1,5})(?:\. |、|\.(?=[^\x00-\x7f]))")
_ROMAN_SIGN = re.compile(r"(?P<n>[Ⅰ-Ⅻ])[.、 ] *")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STEM = re.compile(rf"(?P<n>[{_STEMS}]) ?(?:、|\. )")
_LETTER = re.compile(r"\(?(?P<n>[A-H])(?:[.)] +|[.、](?=[^\x00-\x7f]))")
_SMALL_LETTER = re.compile(r"\(?(?P<n>[a-h])[.)] +")
_MAY_BEGIN = re.compile(  # most lines are told at their first character
    r"[\d０-９一二三四五六七八九十百零〇两兩廿第(（〔专專单單模任主板环環案甲乙丙丁戊己庚辛壬癸壹贰貳叁參参叄肆伍陆陸柒捌玖拾"
    r"①-⑳❶-❿⑴-⒇⒈-⒛㈠-㈩Ⅰ-ⅫA-Za-zＡ-Ｚａ-ｚ]"
)
_SIGNS = (
    ("①", "⑳", "①"),
    ("❶", "❿", "①"),
    ("⑴", "⒇", "（1）"),
    ("⒈", "⒛", "1."),
    ("㈠", "㈩", "（一）"),
)


@dataclass(frozen=True, slots=True)
class Marker:
    kind: str  # one of KINDS
    value: int  # the last component of 1.2.3
    number: str  # the bare numeral as shown: 一, 1, 1.1, 第一章
    length: int  # characters taken, the separators behind it included
    is_pair: bool = False  # 二、三季度: may be the start of an enumeration, not a number


_COUNTED = re.compile(  # 一、四季度, 三、五个人: seasons, people and days come in such pairs
    r"季度|月|号楼?|楼|期|年级|班|组(?!织)|天|日|点|个人|名|位|户|岁|次|批"
)


class _Found(NamedTuple):
    kind: str
    value: int
    match: re.Match[str]
    is_pair: bool = False


def even(text: str) -> str:
    """A copy of the same length, simplified and half-width, for patterns to match on."""
    return fold_script(text).translate(_HALF_WIDTH)


def parse_marker(text: str) -> Marker | None:
    """The number a line begins with; None when it begins with none."""
    if not _MAY_BEGIN.match(text):
        return None
    start = even(text[:40])
    for first, last, kind in _SIGNS:
        if text and first <= text[0] <= last:
            length = len(start) - len(start[1:].lstrip(" 、."))
            return Marker(kind, ord(text[0]) - ord(first) + 1, text[0], length)
    for reader in _READERS:
        found = reader(start)
        if found is not None and found.value > 0:
            from_, to = found.match.span("n")
            number = "".join(text[from_:to].split())
            if found.kind in _ENGLISH_FAMILY.values():
                number = text[from_:to]
            return Marker(found.kind, found.value, number, found.match.end(), found.is_pair)
    return None


def _begins_unit(rest: str) -> bool:
    return bool(rest) and rest[0] in _UNITS


def chinese_value(numeral: str) -> int:
    """The value of 十二, 二十, 壹, 一百零三 or 12; 0 when it is no numeral."""
    if numeral.isdigit():
        return int(numeral)
    total = current = 0
    for char in numeral:
        if char == "廿":
            total += 20
        elif char in "十拾百":
            total += (current or 1) * (100 if char == "百" else 10)
            current = 0
        else:
            current = _VALUES.get(char, _FORMAL_VALUES.get(char, -999))
    return max(0, total + current)


def _roman_value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}.get(c, 0) for c in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)


def _ordinal(start: str) -> _Found | None:
    if not (match := _ORDINAL.match(start)):
        return None
    rest = start[match.end() :]
    if rest and not match[4] and _MENTION.match(rest):
        return None
    family = _ORDINAL_FAMILY.get(match[3], "第" + match[3])
    return _Found(family, chinese_value(match[2]), match)


def _topic(start: str) -> _Found | None:
    match = _TOPIC.match(start)
    return _Found(_TOPIC_FAMILY[match[2]], chinese_value(match[3]), match) if match else None


def _word(start: str) -> _Found | None:
    if not (match := _WORD.match(start)):
        return None
    word = match[3]
    value = int(word) if word.isdigit() else _ENGLISH_VALUES.get(word.lower(), 0)
    if re.fullmatch(r"[IVX]+", word):
        value = _roman_value(word)
    return _Found(_ENGLISH_FAMILY[match[2].lower()], value, match)


def _chinese(start: str) -> _Found | None:
    if match := _FORMAL.match(start):
        return _Found("壹、", chinese_value(match["n"]), match)
    if not (match := _CHINESE.match(start)):
        return None
    value = chinese_value(match["n"])
    after = re.match(rf"[{_CN}]+", start[match.end() :])
    is_pair = after is not None and (
        chinese_value(after[0]) == value + 1
        or (
            chinese_value(after[0]) > value
            and _COUNTED.match(start, match.end() + after.end()) is not None
        )
    )
    return _Found("一、", value, match, is_pair)


def _bracketed(start: str) -> _Found | None:
    if match := _CHINESE_IN_BRACKETS.match(start):
        return _Found("（一）", chinese_value(match["n"]), match)
    if match := _ARABIC_IN_BRACKETS.match(start):
        return _Found("（1）" if match[1] else "1)", int(match["n"]), match)
    return None


def _dotted(start: str) -> _Found | None:
    if not (match := _DOTTED.match(start)):
        return None
    parts = [int(part) for part in match["n"].split(".")]
    if 0 in parts or (match[0] == match["n"] and _begins_unit(start[match.end() :])):
        return None
    return _Found("1" + ".1" * (len(parts) - 1), parts[-1], match)


def _arabic(start: str) -> _Found | None:
    if not (match := _ARABIC.match(start)):
        return None
    rest = start[match.end() :]
    has_mark = "、" in match[0] or "." in match[0]
    if not has_mark and _SPACED_UNITS.match(rest):
        return None
    value = int(match["n"])
    after = re.match(r"\d+", rest)
    return _Found("1.", value, match, after is not None and int(after[0]) == value + 1)


def _roman(start: str) -> _Found | None:
    if match := _ROMAN.match(start):
        return _Found("I.", _roman_value(match["n"]), match)
    if match := _ROMAN_SIGN.match(start):
        return _Found("I.", ord(match["n"]) - ord("Ⅰ") + 1, match)
    return None


def _stem(start: str) -> _Found | None:
    if not (match := _STEM.match(start)):
        return None
    value = _STEMS.index(match["n"]) + 1
    is_pair = start[match.end() : match.end() + 1] in _STEMS[value : value + 1] != ""
    return _Found("甲、", value, match, is_pair)


def _letter(start: str) -> _Found | None:
    for pattern, kind in ((_LETTER, "A."), (_SMALL_LETTER, "a.")):
        if match := pattern.match(start):
            return _Found(kind, ord(match["n"].upper()) - ord("A") + 1, match)
    return None


_READERS = (_ordinal, _topic, _word, _bracketed, _chinese, _dotted, _arabic, _roman, _stem, _letter)
