"""Classes (第一类为A、B; 职业道德以A、B为主要内容) and ranks: 由轻到重分为A、B、C、D."""

from __future__ import annotations

import re

from quizzes.generation.clauses import clauses, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import SERIES, shared_ends, split
from quizzes.generation.lesson import Lesson, Sentence

_CLASS = re.compile(
    rf"(?P<left>[^,;:、是为包写有]{{2,8}})(?P<mid>是|为|包括|写)(?P<list>{SERIES})$"
)
_MADE_UP = re.compile(
    rf"(?P<left>[^,;:、是为包写有以]{{2,8}})以(?P<list>{SERIES})为(?P<mid>主要内容|基本内容|重点内容)$"
)
_RANKED = re.compile(
    r"[由从](?P<low>[轻低小弱浅高大重强])[到至](?P<top>[重高大强深低小轻弱])(?:依次)?(?:分为|分成|划分为|为|是|有)?"
    rf"(?:[两二三四五六七八九\d]\w{{1,3}}[:,])?(?P<list>{SERIES})(?=[,。;:])"
)
_TAIL = re.compile(r"(?:[两二三四五六七八九]|\d)(?:级|种|类|档|等|个等级|个等次)$")
_NO_NAME = re.compile(r"的(?:人|职业人员|人员|组织|单位|活动|行为)$|^(?:受过|领取|履行|运用)")
_UNNAMED = re.compile(r"第.[种个项条点]?")  # says its number, not what it is
_COUNTING = re.compile(r"第?[一二三四五六七八九十\d]+[级类档等]?")


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        found += _classes(lesson, sentence)
        found += _ranks(lesson, sentence)
    return found


def _classes(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """Neighbouring clauses that list what belongs to classes named alike."""
    runs: list[list[re.Match[str]]] = [[]]
    for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
        span = strip_lead(lesson, piece)
        match = _CLASS.fullmatch(lesson.shadow, *span)
        match = _MADE_UP.fullmatch(lesson.shadow, *span) or match
        if match and (not runs[-1] or match["mid"] == runs[-1][-1]["mid"]):
            runs[-1].append(match)
        else:
            runs.append([match] if match else [])
    found = []
    for run in runs:
        lefts = [match["left"] for match in run]
        if len(run) < 2 or len(set(map(len, lefts))) > 1:
            continue
        if sum(shared_ends(lefts)) == 0 or any(map(_UNNAMED.fullmatch, lefts)):
            continue
        every = [split(lesson, match.span("list")) for match in run]
        words = [lesson.seen(member) for members in every for member in members]
        if any(_NO_NAME.search(word) for word in words):
            continue  # 履行岗位职责的人, 领取报酬: what one is said to be or do
        if len(set(words)) != len(words) or re.search(r"等[^级]?$", "".join(words)):
            continue
        for match, members in zip(run, every, strict=True):
            others = tuple(span for group in every if group is not members for span in group)
            found.append(
                Found("class", sentence.section, match.start(), match.end(), "class",
                      {"left": match.span("left"), "list": match.span("list")},
                      tuple(members), others, group=run[0].start())
            )  # fmt: skip
    return found


def _ranks(lesson: Lesson, sentence: Sentence) -> list[Found]:
    match = _RANKED.search(lesson.shadow, sentence.start, sentence.end)
    if match is None or match["low"] == match["top"]:
        return []
    members = split(lesson, match.span("list"))
    tail = _TAIL.search(lesson.seen(members[-1]))
    if tail and tail.start():
        members[-1] = (members[-1][0], members[-1][0] + tail.start())
    words = [lesson.seen(member) for member in members]
    if len(members) < 4 or len(set(words)) != len(words) or words[-1].endswith("等"):
        return []
    if all(map(_COUNTING.fullmatch, words)):
        return []
    spans = {"top": match.span("top"), "list": (members[0][0], members[-1][1])}
    return [
        Found("rank", sentence.section, match.start(), members[-1][1], "rank", spans,
              tuple(members))
    ]  # fmt: skip
