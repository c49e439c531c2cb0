"""Rules of a rulebook: who must or may do what, and what holds in which case.

Whether something must or may be done is not asked: of what may be done 不得 is no alternative.
"""

from __future__ import annotations

import re

from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_TITLE = re.compile(
    r"(?:条例|章程|准则|细则|办法|规定|守则|规则|规程|公约|制度|(?:共和国|保护|促进|服务|安全|管理|组织|监督|处罚|诉讼)[^,。]{0,8}法)"
    r"(?:\([^)]*\))?$"
)
_LAW = re.compile(r"(?:条例|章程|准则|细则|(?<!办)法)(?:\([^)]*\))?$")
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百]{1,4}条[\s ]", re.MULTILINE)
_CASE = re.compile(
    r"(?P<case>[^,。;:]{8,40}的),(?P<result>(?:应当|可以|由|参照|依照|按照|不得|依法|责令|须)[^。;:]{4,44})"
)
_DUTY = re.compile(
    r"(?:任何)?(?P<subject>[^,。;:的应可不]{2,16}?)(?P<duty>(?:应当|可以|不得|必须|有权)[^。;:]{8,44})"
)
ACTOR = re.compile(  # someone who can be bound, not a thing or an occasion
    r"(?:者|员|人|组织|机关|机构|部门|政府|学校|单位|企业|公司|委员会|协会|团体|主任|秘书|业主|居民|家长|学生|教师|医院|法院|大会"
    r"|[游旅乘顾]客|用户|住户|群众|干部|支部|总支|党委|党组|小组|纪委|业委会|居委会|村委会|中心|媒体|社会|国家|个人|街道办事处)$"
)


def is_rulebook(lesson: Lesson) -> bool:
    """A text of numbered articles whose title says so."""
    return bool(_TITLE.search(lesson.title)) and len(_ARTICLE.findall(lesson.shadow)) >= 5


def is_law(lesson: Lesson) -> bool:
    """A rulebook that is a law or charter, of which nothing false may be stated."""
    return is_rulebook(lesson) and bool(_LAW.search(lesson.title))


def find(lesson: Lesson) -> list[Found]:
    if not is_rulebook(lesson):
        return []
    return _provisions(lesson)


def _provisions(lesson: Lesson) -> list[Found]:
    """Who must or may do what, and what holds in which case; whole sentences only."""
    found = []
    for sentence in lesson.sentences:
        start, end = strip_lead(lesson, (sentence.start, sentence.end))
        for kind, pattern in (("case", _CASE), ("duty", _DUTY)):
            match = pattern.fullmatch(lesson.shadow, start, end)
            if match and kind == "duty" and not _binds(lesson, sentence, match["subject"]):
                continue
            if match and not is_dangling(match[0]):
                spans = {name: match.span(name) for name in match.groupdict()}
                found.append(Found(kind, sentence.section, start, end, kind, spans))
                break
    return found


def _binds(lesson: Lesson, sentence: Sentence, subject: str) -> bool:
    """Someone is bound, by the first sentence of a paragraph: later ones lean on it."""
    before = lesson.sentences[sentence.index - 1] if sentence.index else None
    opens = before is None or before.paragraph != sentence.paragraph
    return opens and bool(ACTOR.search(subject))
