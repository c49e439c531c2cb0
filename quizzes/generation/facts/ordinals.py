"""Ordinals: 第一种形态是A, 第一次飞跃…: forms and steps that are known by their number."""

from __future__ import annotations

import re
from collections import defaultdict

from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.pairings import pairing
from quizzes.generation.lesson import Lesson

_NUMERALS = "一二三四五六七八九"
_ORDINAL = re.compile(
    rf"(?P<left>第(?P<n>[{_NUMERALS}])(?P<unit>种|个|次|道)(?P<noun>[^,。;:、是为即“”的]{{0,6}}?))"
    r"(?P<joint>是|为|,即|,这就是|即)(?P<right>[^,。;:“”]{2,24})(?=[,。;])"
)
# Forms, answers and leaps are numbered for good; other things only as they come to mind.
_NUMBERED = re.compile(r"(?:形态|答案|飞跃|防线|顺序|战场|曲线|梯队|阶段)$")
_STEP = re.compile(rf"第(?P<n>[{_NUMERALS}])步[,:,](?P<title>[^,。;:、“”]{{2,8}})(?P<mark>[。,:])")


def find(lesson: Lesson) -> list[Found]:
    return _forms(lesson) + _steps(lesson)


def _forms(lesson: Lesson) -> list[Found]:
    """In one section, numbered without a gap; two of them make blanks, more make pairs."""
    runs: dict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for (start, end), section in lesson.paragraphs:
        for match in _ORDINAL.finditer(lesson.shadow, start, end):
            runs[section, match["unit"]].append(match)
    found: list[Found] = []
    for (section, _), matches in runs.items():
        nouns = {match["noun"] for match in matches if match["noun"]}
        if not nouns or len(nouns) > 1 or not _NUMBERED.search(next(iter(nouns))):
            continue
        rights = [match["right"] for match in matches]
        if len(set(rights)) != len(rights):
            continue
        numbers = [_NUMERALS.index(match["n"]) for match in matches]
        if len(matches) >= 3 and numbers == list(range(len(matches))):
            found += pairing(
                section, "ordinal", [match.span("left") for match in matches],
                [match.span("right") for match in matches], matches[0].start(),
            )  # fmt: skip
    return found + _alone(lesson)


def _alone(lesson: Lesson) -> list[Found]:
    """An answer or leap of which the lesson says by itself what it was."""
    found = []
    for sentence in lesson.sentences:
        for match in _ORDINAL.finditer(lesson.shadow, sentence.start, sentence.end):
            if not re.search(r"(?:答案|飞跃|防线|战场|曲线)$", match["noun"]):
                continue
            spans = {"left": match.span("left"), "right": match.span("right")}
            found.append(
                Found("ordinal", sentence.section, match.start(), match.end(), "alone", spans)
            )
    return found


def _steps(lesson: Lesson) -> list[Found]:
    """Paragraphs or clauses that begin 第一步, 第二步, each with a short title."""
    runs: dict[str, list[re.Match[str]]] = defaultdict(list)
    for (start, end), section in lesson.paragraphs:
        match = _STEP.match(lesson.shadow, strip_lead(lesson, (start, end))[0], end)
        if match:
            runs[section].append(match)
    found = []
    for section, matches in runs.items():
        numbers = [_NUMERALS.index(match["n"]) for match in matches]
        titles = tuple(match.span("title") for match in matches)
        words = {match["title"] for match in matches}
        if len(matches) >= 3 and numbers == list(range(len(matches))) == list(range(len(words))):
            found.append(
                Found("sequence", section, titles[0][0], titles[-1][1], "steps", {}, titles,
                      titles, group=titles[0][0])
            )  # fmt: skip
    return found
