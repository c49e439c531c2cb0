"""Enumerations of English sentences: what is listed, and the words the list belongs to."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.english.reading import is_story
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_LIST = re.compile(
    r"(?P<lead>[^,.;:()]{8,80}?(?:\b(?:are|include|includes|namely|into|of|by|for|has|have"
    r"|with)|:))\s"
    r"(?P<list>[a-zA-Z][^,.;:()]{1,38}(?:, [^,.;:()]{2,38})+,? and [^,.;:()]{2,38})(?=[.;])"
)
_NAMED_LIST = re.compile(  # what is listed begins after the last such verb
    r"(?P<lead>[^,.;:()]{8,80}(?:\b(?:are|include|includes|namely)|:))\s"
    r"(?P<list>[a-zA-Z][^,.;:()]{1,38}(?:, [^,.;:()]{2,38})+,? and [^,.;:()]{2,38})(?=[.;])"
)
_OPEN_END = re.compile(r"\b(?:for|of|to|with|by|in|on|at|from)(?:,| and)")

_CLAUSE = re.compile(r"(?:which|who|that|where|when|so|but|because)\b")


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    if is_story(lesson, sentence):
        return []
    found: list[Found] = []
    span = (sentence.start, sentence.end)
    matches = list(_NAMED_LIST.finditer(lesson.shadow, *span))
    for match in matches or _LIST.finditer(lesson.shadow, *span):
        if len(re.findall(r"\band\b", match["list"])) > 1 or _OPEN_END.search(match["list"]):
            continue  # which words belong together cannot be told
        members = members_of(lesson, match.span("list"))
        if len(members) >= 3 and not any(_CLAUSE.match(lesson.seen(m)) for m in members):
            spans = {"list": match.span("list"), "subject": match.span("lead")}
            found.append(
                Found(
                    "list",
                    sentence.section,
                    *match.span("list"),
                    "named" if matches else "loose",
                    spans,
                    members,
                )
            )
    return found


def members_of(lesson: Lesson, span: Span) -> tuple[Span, ...]:
    """What commas and the last “and” part."""
    members, at = [], span[0]
    for part in re.split(r"(,? and |, )", lesson.seen(span)):
        if not re.fullmatch(r",? and |, ", part) and part:
            members.append((at, at + len(part)))
        at += len(part)
    return tuple(members)
