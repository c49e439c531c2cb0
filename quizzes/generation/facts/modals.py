"""Rules of a rulebook: who must and who may, one sentence with one modal verb each."""

from __future__ import annotations

import re

from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_TITLE = re.compile(
    r"(?:条例|章程|准则|细则|办法|规定|守则|规则|规程|公约|制度|(?:共和国|保护|促进|服务|安全|管理|组织|监督|处罚|诉讼)[^,。]{0,8}法)"
    r"(?:\([^)]*\))?$"
)
_LAW = re.compile(r"(?:条例|章程|准则|细则|(?<!办)法)(?:\([^)]*\))?$")
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百]{1,4}条[\s ]", re.MULTILINE)
_MODAL = re.compile(r"应当|可以|不得|必须|有权|严禁|禁止|鼓励")
_SHORT, _LONG = 16, 60


def is_rulebook(lesson: Lesson) -> bool:
    """A text of numbered articles whose title says so."""
    return bool(_TITLE.search(lesson.title)) and len(_ARTICLE.findall(lesson.shadow)) >= 5


def is_law(lesson: Lesson) -> bool:
    """A rulebook that is a law or charter, of which nothing false may be stated."""
    return is_rulebook(lesson) and bool(_LAW.search(lesson.title))


def find(lesson: Lesson) -> list[Found]:
    if not is_rulebook(lesson):
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
