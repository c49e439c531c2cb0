"""Kindred things, each with what is said of it: 初次分配重在…;再分配主要靠…;第三次分配是…

Clauses that share their verb are mappings; these share the end of their subjects. The goals of
stages are none: 成效显著 comes before 全面建成, whoever reads them.
"""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_SUBJECT = re.compile(
    r"(?P<left>[^,。;:、“”《》()\d的是]{2,9}?)(?:则|,)?"
    r"(?P<right>(?:主要|重在|侧重|着眼|着重|负责|解决|回答|体现|强调|面向|用于|靠|依靠|通过|由|是|指|为|要|以|对|实行|承担)"
    r"[^;。]{5,60})$"
)
_NUMBER = re.compile(r"第[一二三四五六七八九](?:种|类|次|步|个|条|点|项|款|层|段|件)?")
_FEWEST = 3


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for span, section in lesson.paragraphs:
        for run in _runs(lesson, span):
            found += _facts(lesson, section, run)
    return found


def _runs(lesson: Lesson, span: Span) -> list[list[Span]]:
    """The semicolon parts of each sentence, and the sentences of the paragraph."""
    runs: list[list[Span]] = []
    sentences: list[Span] = []
    for sentence in lesson.sentences:
        if not span[0] <= sentence.start < span[1]:
            continue
        end = sentence.end - (lesson.shadow[sentence.end - 1] in "。!?")
        parts: list[Span] = []
        at = sentence.start
        for i in range(sentence.start, end):
            if lesson.shadow[i] == ";" or (lesson.shadow[i] == ":" and not parts):
                parts.append((at, i))
                at = i + 1
        parts.append((at, end))
        runs.append(parts)
        sentences.append((sentence.start, end))
    return [*runs, sentences]


def _facts(lesson: Lesson, section: str, parts: list[Span]) -> list[Found]:
    best: list[re.Match[str]] = []
    run: list[re.Match[str]] = []
    for part in parts:
        start, end = strip_lead(lesson, part)
        match = _SUBJECT.match(lesson.shadow, start, end)
        run = [*run, match] if match and match.end() == end else []
        best = max(best, run, key=len)
    if len(best) < _FEWEST or not _are_kin([match["left"] for match in best]):
        return []
    lefts = tuple(match.span("left") for match in best)
    rights = tuple(match.span("right") for match in best)
    return [
        Found("kindred", section, left[0], right[1], "kindred", {"left": left, "right": right},
              rights, lefts, group=best[0].start())
        for left, right in zip(lefts, rights, strict=True)
    ]  # fmt: skip


def _are_kin(names: list[str]) -> bool:
    """Different names that end alike."""
    if len(set(names)) < len(names) or any(_NUMBER.fullmatch(name) for name in names):
        return False
    return len({name[-1] for name in names}) == 1
