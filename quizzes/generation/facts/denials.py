"""Denials: 不是A,也不是B,而是C, and rules of direction: 沿A跑,不要B,更不要C."""

from __future__ import annotations

import re

from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_SIDE = r"[^,。;:、“”]{2,20}"
_BUT = re.compile(
    rf"(?P<subject>[^,。;:“”不]{{2,14}}?),?(?P<not>不(?:是|靠|在于|等于))(?P<one>{_SIDE}),(?:更|也|亦)?"
    rf"不(?:是|靠|在于|等于)(?P<other>{_SIDE}),(?:而|却)(?:是|靠|在于)(?P<key>{_SIDE})(?=[,。;])"
)
_DIRECTION = re.compile(
    r"(?P<subject>[^,。;:“”]{2,8})[。,:](?P<key>(?:沿|向|往|朝|从|靠|贴)[^。;:]{4,24}),(?:不要|不得|不可|切勿)"
    r"(?P<one>[^,。;:]{3,20}),(?:更|也)?(?:不要|不得|不可|切勿)(?P<other>[^,。;:]{3,20})(?=[,。;])"
)


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        start = strip_lead(lesson, (sentence.start, sentence.end))[0]
        for match in _BUT.finditer(lesson.shadow, start, sentence.end):
            if not is_dangling(match["subject"]):
                found.append(_fact(sentence.section, match, "but"))
    for (start, end), section in lesson.paragraphs:
        for match in _DIRECTION.finditer(lesson.shadow, start, end):
            found.append(_fact(section, match, "direction"))
    return found


def _fact(section: str, match: re.Match[str], form: str) -> Found:
    names = ("subject", "key", "one", "other")
    spans = {name: match.span(name) for name in names}
    return Found("denial", section, match.start(), match.end(), form, spans)
