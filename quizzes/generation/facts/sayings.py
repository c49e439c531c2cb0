"""Sayings: quoted sentences of two halves that answer each other, with who says them.

Quoted words without a full stop of their own are terms.
"""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_HALF = r"[^,。;:!?、“”‘’]{4,12}"
_SAYING = re.compile(
    rf"(?:[:,]|道|说|曰|留下|提出|强调|主张|告诫|誓言|名言)“(?:{_HALF},)?(?P<first>{_HALF})[,;](?P<second>{_HALF})。?”"
)

_OWN_WORDS = re.compile(r"(?:体会|感慨|感受|心得|总结|常说|总说|念叨|回忆)(?:是|说|道)?$")


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        for match in _SAYING.finditer(lesson.shadow, sentence.start, sentence.end):
            first, second = match["first"], match["second"]
            if abs(len(first) - len(second)) > 2 or not set(first) & set(second):
                continue
            if _OWN_WORDS.search(lesson.shadow[sentence.start : match.start()]):
                continue  # one person's impression, in words of the moment
            if sorted(first) == sorted(second) or lesson.shadow.count(second) > 2:
                continue
            spans = {"first": match.span("first"), "second": match.span("second")}
            found.append(
                Found("couplet", sentence.section, match.start("first"), match.end("second"),
                      "couplet", spans)
            )  # fmt: skip
    return found
