"""Demands: clauses of a verb and what it is to be done to, in sections that say little else."""

from __future__ import annotations

import re

from quizzes.generation.clauses import clauses, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

VERBS = (
    "强化|明确|完善|理顺|健全|创新|扩大|加强|优化|规范|构建|建立|推进|推动|深化|拓宽|拓展|培育|整合|落实|提升|提高|加大|加快|打造|培养"
    "|引导|开展|发挥|改进|细化|压实|严格|整治|统筹|夯实|丰富|选准|注重|关注|支持|鼓励|防止|保障|增强"
)
_DEMAND = re.compile(
    rf"(?:要|应当?|必须|需要|切实|进一步|不断|着力|充分|大力|积极|还要)*(?P<demand>(?:{VERBS})[^,。;:、“”《》()\d]{{4,18}})$"
)
_BAD = re.compile(
    r"这|^..了|那|它|其|等$|的$|问题$|时$|中$|上$|下$|后$|前$|(?:统一领导|牵头|负责)$"
)


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
            match = _DEMAND.fullmatch(lesson.shadow, *strip_lead(lesson, piece))
            if match and not _BAD.search(match["demand"]):
                start, end = match.span("demand")
                found.append(
                    Found("demand", sentence.section, start, end, "demand",
                          {"demand": (start, end)})
                )  # fmt: skip
    return found
