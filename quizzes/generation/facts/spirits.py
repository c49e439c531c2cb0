"""Spirits: several ways to think and to act, each told with its name.

“为国分忧、为民族争气”的爱国主义精神, “宁肯少活二十年…”的忘我拼搏精神: three or more in a sentence.
"""

from __future__ import annotations

import re

from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.pairings import pairing
from quizzes.generation.facts.series import parts
from quizzes.generation.lesson import Lesson, Sentence

_NAME = r"[^,。;:、“”的]{2,8}(?:精神|作风|品格|情怀|态度|境界|传统|胸怀|追求|本色)"
_QUOTED = re.compile(rf"“(?P<left>[^“”]{{4,40}})”的(?P<right>{_NAME})")
_PART = re.compile(
    rf"(?:[^;:]*:)?(?P<left>[^;:]{{6,70}})的(?P<right>{_NAME})(?:和[^,;:。的]{{2,8}})?"
)
_FEWEST = 3


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        matches = list(_QUOTED.finditer(lesson.shadow, sentence.start, sentence.end))
        if len(matches) < _FEWEST:
            matches = _parts(lesson, sentence)
        names = {match["right"] for match in matches}
        if len(matches) >= _FEWEST and len(names) == len(matches):
            found += pairing(
                sentence.section, "spirit", [match.span("left") for match in matches],
                [match.span("right") for match in matches], matches[0].start(),
            )  # fmt: skip
    return found


def _parts(lesson: Lesson, sentence: Sentence) -> list[re.Match[str]]:
    """Between semicolons; every part must tell a name."""
    spans = parts(lesson, (sentence.start, sentence.end))
    run = [_PART.fullmatch(lesson.shadow, *strip_lead(lesson, span)) for span in spans]
    return [match for match in run if match] if all(run) else []
