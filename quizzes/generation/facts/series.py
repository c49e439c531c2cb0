"""Series: a run of members cut into its parts, and what the parts have in common.

Shared by finders of named sets, classes and pairs; which runs are facts belongs to those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lessons.importing.outline import Span
from quizzes.generation.lesson import Lesson

_WORD = r"[^,。;:、!?“”《》()\s]"
SERIES = rf"{_WORD}{{1,20}}(?:、{_WORD}{{1,20}})+(?:(?:以及|和|与|及){_WORD}{{1,20}})?"
_COUNT = re.compile(
    r"[两三四五六七八九十]个?(?:档次?|等次|等级|层次|方面|类别?|环节|阶段|步骤|种颜色|种|色)$"
)
_LAST_TWO = re.compile(r"(.{1,20}?)(以及|和|与|及)(.{1,20})$")


def parts(lesson: Lesson, span: Span, marks: str = ";") -> list[Span]:
    """What stands between the marks, as it stands."""
    found, at = [], span[0]
    for i in range(span[0], span[1]):
        if lesson.shadow[i] in marks:
            found.append((at, i))
            at = i + 1
    return [*found, (at, span[1])]


def split(lesson: Lesson, span: Span, marks: str = "、") -> list[Span]:
    """The members between marks; 和 or 以及 before the last one is a mark too."""
    members = parts(lesson, span, marks)
    last = members[-1]
    match = _LAST_TWO.fullmatch(lesson.seen(last))
    if match:
        members[-1:] = [
            (last[0], last[0] + match.end(1)),
            (last[0] + match.start(3), last[1]),
        ]
    tail = _COUNT.search(lesson.seen(members[-1]))
    if tail and tail.start() > 1:
        members[-1] = (members[-1][0], members[-1][0] + tail.start())
    return members


def is_scale(words: Sequence[str]) -> bool:
    """满意、基本满意、不满意: each names the next, and no word of another scale fits between."""
    return any(one != other and one in other for one in words for other in words)


def shared_ends(words: Sequence[str]) -> tuple[int, int]:
    """How many characters all the words begin with, and how many they end with."""
    if len(words) < 2:
        return (0, 0)
    short = min(map(len, words))
    head = 0
    while head < short - 1 and len({word[head] for word in words}) == 1:
        head += 1
    if any(word[head + 1 : head + 2] == "的" for word in words):
        head = 0  # 最严谨的标准, 最严肃的问责: a word would be cut in two
    tail = 0
    while tail < short - 1 - head and len({word[-1 - tail] for word in words}) == 1:
        tail += 1
    return (head, tail)
