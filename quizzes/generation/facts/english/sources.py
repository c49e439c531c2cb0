"""Sources an English lesson names for what it says."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_SOURCE = re.compile(
    r"(?:According to (?P<source>(?:the )?[A-Z][^,.]{3,60}), (?P<quote>[^.]{20,140})\."
    r"|(?P<source2>(?:The )?[A-Z][A-Za-z .&]{3,50}?) (?:states?|said|says|declared"
    r"|recommends?|requires?|stated) that (?P<quote2>[^.]{20,140})\.)"
)


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found = []
    for match in _SOURCE.finditer(lesson.shadow, sentence.start, sentence.end):
        tail = "" if match["source"] else "2"
        spans = {"source": match.span("source" + tail), "quote": match.span("quote" + tail)}
        found.append(Found("attribution", sentence.section, *match.span(), "english-quote", spans))
    return found
