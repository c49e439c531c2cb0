"""Kindred things, each with what is said of it: 初次分配重在…;再分配主要靠…;第三次分配是…, and the
goals of stages: 到2027年,…;到2035年,…

Clauses that share their verb are mappings; these share the end of their subjects.
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
_STAGE = re.compile(
    r"(?P<left>到(?:“[^”]{2,6}”末|20\d\d年(?:底|前后)?|[二本][^,;。]{2,9}(?:年代中叶|中叶|百年))),(?P<right>[^;。]{6,70})$"
)
_NUMBER = re.compile(r"第[一二三四五六七八九](?:种|类|次|步|个)?")
_FEWEST = 3


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for span, section in lesson.paragraphs:
        for run in _runs(lesson, span):
            for form, pattern in (("stages", _STAGE), ("kindred", _SUBJECT)):
                facts = _facts(lesson, section, run, form, pattern)
                if facts:
                    found += facts
                    break
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


def _facts(
    lesson: Lesson, section: str, parts: list[Span], form: str, pattern: re.Pattern[str]
) -> list[Found]:
    best: list[re.Match[str]] = []
    run: list[re.Match[str]] = []
    for part in parts:
        start, end = strip_lead(lesson, part)
        match = pattern.match(lesson.shadow, start, end)
        run = [*run, match] if match and match.end() == end else []
        best = max(best, run, key=len)
    if len(best) < _FEWEST or not _are_kin([match["left"] for match in best], form):
        return []
    lefts = tuple(match.span("left") for match in best)
    rights = tuple(match.span("right") for match in best)
    return [
        Found("kindred", section, left[0], right[1], form, {"left": left, "right": right},
              rights, lefts, group=best[0].start())
        for left, right in zip(lefts, rights, strict=True)
    ]  # fmt: skip


def _are_kin(names: list[str], form: str) -> bool:
    """Different names that end alike; stages are kin by their form."""
    if len(set(names)) < len(names) or any(_NUMBER.fullmatch(name) for name in names):
        return False
    return form == "stages" or len({name[-1] for name in names}) == 1
