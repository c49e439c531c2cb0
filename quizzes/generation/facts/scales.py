"""Scales: of each band of income, age or size which share, sum or term is set for it.

Told in the parts of one sentence, or line by line below a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Span
from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.pairings import pairing
from quizzes.generation.facts.series import parts
from quizzes.generation.lesson import Lesson

_BAND = re.compile(
    r"(?P<of>[^,;:\d]{0,24}?)(?P<left>\d[^,;:]{0,8}?(?:以上|以下|以内|不满|不足|至|到)[^,;:]{0,22}?(?:\([^)]*\))?[^,;:\d]{0,4}?)"
    r"(?:者|的),(?P<verb>(?:每[^,;:\d]{1,4})?(?:[交缴]纳|收取|补[助贴]|发放|给予|奖励|按|为|免)[^,;:\d]{0,12}?)"
    r"(?P<right>\d+(?:\.\d+)?(?:%|元|倍|分|天|日|个月|年))(?:[^,;:\d]{0,6})"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for section, spans in _runs(lesson):
        bands = [_BAND.fullmatch(lesson.shadow, *strip_lead(lesson, span)) for span in spans]
        run = [band for band in bands if band]
        rights = {band["right"] for band in run}
        if len(run) < 3 or bands[-len(run) :] != run or len(rights) < len(run):
            continue
        if len({re.sub(r"[\d.]", "", right) for right in rights}) > 1:
            continue
        lefts = [band.span("left") for band in run]
        found += pairing(
            section, "scale", lefts, [band.span("right") for band in run], run[0].start()
        )
    return found


def _runs(lesson: Lesson) -> Iterator[tuple[str, list[Span]]]:
    """The parts of each sentence between semicolons, and the lines of each list."""
    for sentence in lesson.sentences:
        yield sentence.section, parts(lesson, (sentence.start, sentence.end), ";:")
    run: list[Span] = []
    section = ""
    for place, (span, owner) in enumerate(lesson.paragraphs):
        if place not in lesson.members or owner != section:
            if run:
                yield section, run
            run, section = [], owner
        if place in lesson.members:
            run.append(span)
    if run:
        yield section, run
