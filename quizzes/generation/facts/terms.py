"""Terms in quotation marks that the lesson coins or uses once: names of methods, slogans, rules."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_TERM = re.compile(r"“(?P<term>[^“”。!?\n]{2,24})”")
_NAMED = re.compile(
    r"(?:叫作|叫做|称为|称作|概括为|归纳为|编成[^,。]{0,6}|列为|推行|实行|推行了?|开设[^,。]{0,4}|订下|强化|打造|采用|遵循|坚持和?发展[^,。]{0,4}|坚持|根据|按照|破解[^,。]{0,6}|第[一二三四五]律是|即|加盖|找到|把)[:,]?$"
)
_AFTER = re.compile(
    r"^(?:原则|的原则|的规矩|办法|方法|工作法|经验|五步|四步|三步|模式|品牌|机制|行动|工程|制度|的发展思路|的突出问题|的要求|联络法|站点|平台|体系|列为|作为)"
)


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        for match in _TERM.finditer(lesson.shadow, sentence.start, sentence.end):
            term = match["term"]
            before = lesson.shadow[max(sentence.start, match.start() - 12) : match.start()]
            after = lesson.shadow[match.end() : match.end() + 8]
            named = bool(_NAMED.search(before) or _AFTER.match(after))
            if len(term) < 3 and not named:
                continue
            if before.endswith("以") and after.startswith("为由"):
                continue  # an excuse somebody gives
            if _is_example(before) or lesson.shadow.count(term) > 2:
                continue
            found.append(
                Found(
                    "term",
                    sentence.section,
                    match.start(),
                    match.end(),
                    "named" if named else "quoted",
                    {"term": match.span("term")},
                )
            )
    return found


def _is_example(before: str) -> bool:
    return bool(
        re.search(
            r"(?:例如|比如|如|像|说|喊|问|写着|总结说|所谓|觉得自己被|不用|不能只写|不写|只写|”)[:,]?$",
            before,
        )
    )
