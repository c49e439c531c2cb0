"""Rules of a rulebook: who must and who may, one sentence with one modal verb each."""

from __future__ import annotations

import re

from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

RULEBOOK = re.compile(r"(?:法|条例|章程|准则|细则|办法|规定|守则|规则|规程|制度)(?:\([^)]*\))?$")
_MODAL = re.compile(r"应当|可以|不得|必须|有权|严禁|禁止|鼓励")
_SHORT, _LONG = 16, 60


def find(lesson: Lesson) -> list[Found]:
    if not RULEBOOK.search(lesson.title):
        return []
    found = []
    for sentence in lesson.sentences:
        start, end = strip_lead(lesson, (sentence.start, sentence.end))
        modals = list(_MODAL.finditer(lesson.shadow, start, end))
        if len(modals) != 1 or not _SHORT <= end - start <= _LONG:
            continue
        if modals[0][0] in ("应当", "可以") and modals[0].start() - start >= 3:
            found.append(
                Found("modal", sentence.section, start, end, "modal", {"modal": modals[0].span()})
            )
    return found
