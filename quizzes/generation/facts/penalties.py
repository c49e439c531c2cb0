"""Penalties between two bounds: 处五千元以上二万元以下的罚款, 三年以上七年以下有期徒刑."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_FIGURE = r"[一二两三四五六七八九十百千\d]+万?"
_UNITS = "元|倍|年|个月|日"
PENALTY = re.compile(
    rf"(?P<range>(?P<least>{_FIGURE})(?:(?P<unit>{_UNITS})以上|至)(?P<most>{_FIGURE})(?P<last>{_UNITS})(?:以下)?)"
    r"(?=的?(?:罚款|有期徒刑|拘留|拘役|管制|罚金))"
)


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        for match in PENALTY.finditer(lesson.shadow, sentence.start, sentence.end):
            if match["unit"] in (None, match["last"]):
                spans = {name: match.span(name) for name in ("range", "least", "most", "last")}
                found.append(
                    Found("penalty", sentence.section, *match.span("range"), match["last"], spans,
                          group=sentence.start)
                )  # fmt: skip
    return found
