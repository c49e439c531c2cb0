"""What must be done by whom in which cases: “A member who misses three meetings loses the seat”."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.english.reading import body, is_story
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_CASE = re.compile(
    r"(?P<who>(?:An? |Any |The |All )?[A-Za-z][a-z \-]{2,40}?) (?P<joint>who|that)"
    r" (?P<cases>[^;.]{8,140}?),?"
    r" (?P<modal>must(?: not)?|may(?: not)?|should(?: not)?|shall|has to|have to|is|are"
    r"|loses|lose|cannot|pays|pay) (?P<result>[^;.]{4,110})$"
)
_NOBODY = r"(?:One|It|This|That|Nobody)\b|.*\b(?:means?|is|are|says?|shows?|knows?)\b"
_OR = re.compile(r",? or (?:who )?")
_STARTS = re.compile(r"(?:is|are|was|has|have|had|does|lives?|cannot|can|[a-z]+(?:s|ed|es))\b")


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    if is_story(lesson, sentence):
        return []
    span = body(lesson, sentence)
    for match in reversed(_matches(lesson, span)):
        cases = _cases(lesson, match.span("cases"))
        if not cases:
            continue
        spans = {name: match.span(name) for name in ("who", "joint", "cases", "modal", "result")}
        return [Found("condition", sentence.section, *span, "who", spans, cases,
                      group=sentence.start)]  # fmt: skip
    return []


def _matches(lesson: Lesson, span: Span) -> list[re.Match[str]]:
    match = _CASE.match(lesson.shadow, *span)
    if match is None or re.match(_NOBODY, match["who"]):
        return []
    return [match]


def _cases(lesson: Lesson, span: Span) -> tuple[Span, ...]:
    """The cases an “or” joins, each with a verb of its own; else all of it as one case."""
    at, found = span[0], []
    for match in _OR.finditer(lesson.shadow, *span):
        if _STARTS.match(lesson.shadow, match.end(), span[1]):
            found.append((at, match.start()))
            at = match.end()
    found.append((at, span[1]))
    return tuple(found) if all(b - a >= 8 for a, b in found) else ()
