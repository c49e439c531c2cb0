"""Members: sets known by name and number (“四风”, 三本账), closed lists of one form.

Lists that only stand between marks belong to lists.
"""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import SERIES, shared_ends, split
from quizzes.generation.lesson import Lesson, Sentence

_NUMERALS = "一二三四五六七八九"
_COUNT = "两二三四五六七八九"
_NAMED = re.compile(
    rf"(?P<count>[{_COUNT}](?:个|条|项|种|句|大)?)?“(?P<name>[^”,。;:、]{{1,8}})”(?P<noun>[^,。;:“”]{{0,6}}?)"
    r"(?:(?:出[在自][^,。;:]{2,12})?,?(?:就是|是指|指的是|即|指)|(?:是[^,。;:]{2,16})?:)"
    r"(?P<list>[^。;:!?“”《》()]{5,110}(?:;[^。;:!?“”《》()]{5,60})?)(?=[。;!?])"
)
_SO_CALLED = re.compile(  # 所谓四无,就是无害虫、无变质、无鼠雀、无事故
    rf"所谓(?P<name>(?P<count>[{_COUNT}])[^“”,。;:、]{{1,5}}),?(?P<noun>)(?:就是|是指|即)"
    r"(?P<list>[^。;:!?“”《》()]{5,110})(?=[。;!?])"
)
_NAMED_AFTER = re.compile(  # 严禁…、严禁…、严禁…,这“三个严禁”
    rf"(?P<list>[^,。;:!?“”《》()]{{6,100}}),(?:这|即|合称|统称)(?P<count>[{_COUNT}](?:个|条|项|种|句|大)?)?"
    r"“(?P<name>[^”,。;:、]{1,8})”(?P<noun>)"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九][步个条项点][是,]?(?=..)")
_SUMMED_UP = re.compile(
    rf"(?P<verb>概括起来(?:就)?是|概括为|归纳为|归结为|总结为)(?P<list>{SERIES})(?=[,。;])"
)
_STATED = re.compile(
    rf"(?P<verb>明确了|提出了?|确立了|形成了|坚持|贯彻|遵循|实行)(?P<list>{SERIES}?)"
    rf"(?P<tail>的?(?:总要求|总目标|总原则|总方针)|(?P<many>[{_COUNT}])[项个大条种](?:主张|要求|原则|任务|理念|目标|方针))"
    r"(?=[,。;])"
)
_TWO_OF = re.compile(
    r"(?P<list>[^,。;:、“”和]{2,8}和[^,。;:、“”和]{2,8}),?是(?P<whole>[^,。;:]{2,14}的两[个种大项对]"
    r"[^,。;:]{1,6})(?=[,。;])"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        for pattern in (_NAMED, _SO_CALLED, _NAMED_AFTER):
            for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
                found += _named(lesson, sentence, match)
        for pattern in (_SUMMED_UP, _STATED, _TWO_OF):
            for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
                found += _closed(lesson, sentence, match)
    return found


def _named(lesson: Lesson, sentence: Sentence, match: re.Match[str]) -> list[Found]:
    """As many members as the name says; anything else was cut wrong."""
    told = (match["count"] or "" if match.re is not _SO_CALLED else "") + match["name"]
    numbers = [_number(char) for char in told if char in _NUMERALS + "两"]
    if not numbers:
        return []
    for marks in ("、", "、,", ",", "、;"):
        members = [_bare(lesson, m) for m in split(lesson, match.span("list"), marks)]
        if len(members) > 2 and len(members) - 1 == numbers[0]:
            members = _joined(lesson, members)
        if "," in marks and len(members) == 2:
            continue  # any sentence has two clauses
        if len(members) < 2:
            continue  # “一”：… is no set
        if len(members) in (sum(numbers), numbers[0]) and _is_clean(lesson, members):
            spans = {"name": match.span("name"), "list": match.span("list")}
            if match["count"] and match.re is not _SO_CALLED:
                spans["name"] = (match.start("count"), match.end("name") + 1)
            return [_fact(sentence, match.start(), "named", spans, members)]
    return []


def _bare(lesson: Lesson, member: Span) -> Span:
    """第一步解决温饱 is told without its number."""
    match = _ORDINAL.match(lesson.shadow, *member)
    return (match.end(), member[1]) if match else member


def _joined(lesson: Lesson, members: list[Span]) -> list[Span]:
    """黑天和白天一个样,…,无人查和有人查一个样: what parts the last two stands in all of them."""
    inner = [lesson.seen(member) for member in members[:-2]]
    if not all(re.search("和|与|及", word) for word in inner):
        return members
    return [*members[:-2], (members[-2][0], members[-1][1])]


def _number(char: str) -> int:
    return 2 if char == "两" else _NUMERALS.index(char) + 1


def _closed(lesson: Lesson, sentence: Sentence, match: re.Match[str]) -> list[Found]:
    members = split(lesson, match.span("list"))
    last = members[-1]
    if lesson.shadow[last[1] - 1] == "的" and match.re is _STATED:
        members[-1] = (last[0], last[1] - 1)
    if match.re is not _TWO_OF and (len(members) < 3 or not _is_clean(lesson, members)):
        return []
    words = [lesson.seen(member) for member in members]
    if match.re is _TWO_OF and shared_ends(words)[1] < 2:
        return []  # 命令主义和尾巴主义, not any two things
    many = match.groupdict().get("many")
    if many and _number(many) != len(members):
        return []
    if match.re is _TWO_OF or many:
        form = "two" if match.re is _TWO_OF else "closed"
        return [_fact(sentence, match.start(), form, {"list": match.span("list")}, members)]
    span = (members[0][0], members[-1][1])
    return [
        Found("list", sentence.section, *span, "closed", {"list": span}, tuple(members))
    ]  # asked like other lists where nothing tells how many there are


def _is_clean(lesson: Lesson, members: list[Span]) -> bool:
    words = [lesson.seen(member) for member in members]
    return (
        len(set(words)) == len(words)
        and all(2 <= len(word) <= 24 for word in words)
        and not any(word.endswith(("吗", "呢", "没有")) for word in words)
        and not re.search(r"等(?:[^级]|$)|以下|如下|,", "、".join(words))
        and (any(shared_ends(words)) or len(words[-1]) <= max(map(len, words[:-1])) + 2)
    )


def _fact(
    sentence: Sentence, start: int, form: str, spans: dict[str, Span], members: list[Span]
) -> Found:
    return Found("members", sentence.section, start, spans["list"][1], form, spans, tuple(members))
