"""Definitions: X是指Y, 所谓X, X是Y的…: what the lesson says a thing is."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_TERM = r"(?P<term>[^,。;:!?是有\s]{2,16}?)"
_MEANING = r"(?P<meaning>[^。;:!?]{8,70})(?=[。;:!?])"
_EXPLICIT = re.compile(
    rf"(?:本[^,。]{{1,6}}所称|所谓)?[“]?{_TERM}[”]?(?:\([^)]*\))?,?是指{_MEANING}"
)
_HEADS = (
    "部分|保证|支撑|力量|纽带|方向|责任|一环|体现|工程|宗旨|工作|任务|方法|路线|行动|目标|过程|需要|堡垒|关键"
    "|前提|基础|核心|根本|灵魂|主体|主线|底线|抓手|途径|保障|环节|原则|本质|标志|特征|载体|平台|阵地|源泉|动力|生命线"
)
_CALLED = re.compile(
    rf"(?:这就?叫)?(?P<term>[^,。;:!?是有的“”\s]{{2,8}}),即(?![可便使将为日刻是]){_MEANING}"
)
_POSITION = re.compile(
    rf"(?P<term>[^,。;:“”是]{{2,20}}),?(?:既)?是(?P<meaning>[^,。;:“”]{{5,40}}(?:{_HEADS}))(?=[,。;])"
)
_GENERAL = re.compile(
    rf"[“]?{_TERM}[”]?(?:\([^)]*\))?是(?P<meaning>[^。;:!?“”]{{4,60}}?的[^,。;:!?的是]{{1,10}})(?=[,。;])"
)
_BAD_TERM = re.compile(
    r"^(?:主要|基本|具体|核心)?(?:内容|方法|任务|做法|要求|方式|途径|依据|形式|标准)$|^(?:开会|学习|做|搞|办|看|听|走|吃|住|这|那|其|它|他|她|此|该|谁|什么|哪|总|就|都|也|又|还|只|不|而|但|如果|因为|原因|目的|结果|关键|特点|重点|作用"
    r"|开展|从|在|对|把|由|当|为|以|经|凡|与|有|没有|如|最|更|一[个种切条]|\d|第|人们|我们|大家|你|自己|过去|现在|如今|下[面表图列文]|上[面表图述文]|以[上下]|左边|右边|前者|后者|可以|很多|许多|有人)"
    r"|(?:不仅|不|既|也|都|就|还|只|正|才|可以|应当|应该|一直|始终|说|方面|时|后|的|往往|常常|主要|恰恰|正好|其实|首先|尤其)$"
)
_COMMA_JOINS = re.compile(r"[^,]+(?:,(?:就|也|能|可以|并|或|而|才|才能)[^,]+)?$")
_GOES_ON = re.compile(
    r"(?:[动作程中系域面]中|时|以?后|以?前|之[中间下上]|基础上|条件下|过程|方面|际)$"
)
_BAD_MEANING = re.compile(
    r"^(?:一个化名|否|不|因为|由于|为了|从|在|最|更|很|谁|什么|如何|怎样|对的|一[门场])|(?:这|那|其|它|我们|你)"
)


def find(lesson: Lesson) -> list[Found]:
    return [fact for sentence in lesson.sentences for fact in _in_sentence(lesson, sentence)]


def _in_sentence(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found: list[Found] = []
    for start in _starts(lesson, sentence):
        for form, pattern in (
            ("explicit", _EXPLICIT), ("explicit", _CALLED),
            ("position", _POSITION), ("general", _GENERAL),
        ):  # fmt: skip
            match = pattern.match(lesson.shadow, start, sentence.end)
            if match and _is_good(match, form):
                found.append(_fact(lesson, sentence, match, form))
                break
    return found


def _starts(lesson: Lesson, sentence: Sentence) -> list[int]:
    """The sentence and its semicolon parts, enumerators stripped."""
    parts, at = [], sentence.start
    for i in range(sentence.start, sentence.end):
        if lesson.shadow[i] == ";":
            parts.append((at, i))
            at = i + 1
    parts.append((at, sentence.end))
    return [strip_lead(lesson, part)[0] for part in parts if part[1] - part[0] > 10]


def _is_good(match: re.Match[str], form: str) -> bool:
    term, meaning = match["term"], match["meaning"]
    if _BAD_TERM.search(term) or "“" in term or "”" in term:
        return False
    if form != "explicit" and (_BAD_MEANING.match(meaning) or meaning.startswith("指")):
        return False
    if form == "general" and not _COMMA_JOINS.match(meaning):
        return False
    if form == "position" and meaning.startswith(("一个", "一项", "一种")):
        return False
    if form != "explicit" and _GOES_ON.search(meaning):
        return False  # …有关的活动中,应当遵守的行为规则: the word it is comes later
    return form == "explicit" or not re.search(r"[来去]$|为了|这", meaning)


def _fact(lesson: Lesson, sentence: Sentence, match: re.Match[str], form: str) -> Found:
    meaning = _trimmed(lesson, match.span("meaning"))
    return Found(
        "definition",
        sentence.section,
        match.start(),
        meaning[1],
        form,
        {"term": match.span("term"), "meaning": meaning},
    )


def _trimmed(lesson: Lesson, span: Span) -> Span:
    start, end = span
    while lesson.shadow[end - 1] in ",、":
        end -= 1
    return (start, end)
