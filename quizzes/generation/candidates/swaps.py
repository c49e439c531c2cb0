"""Two limits of one unit told in each other's place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.figure_judges import LEAST_SET, MOST_SET
from quizzes.generation.facts.found import Found
from quizzes.generation.statements import statement

_BETWEEN = 4  # characters between figures of different things
_RANGE = re.compile(
    r"以上[^,;]{0,4}[,、]?[^,;]{0,3}(?:不足|不到|不满|以下)"
    r"|(?:超过|满)[^,;]{1,8}[、,]?(?:不足|不满|不到)"
)
_RELATED = re.compile(
    r"延长|延期|宽限|满分|总分|合计|以上[^,;]*以下|其中|人中|中有|当中|占|共|之和|剩余|比|由\D{0,6}\d|从|合并|分为|改为|至少|不少于|至|到\d|最迟|最晚|顺延"
    r"|\d[天日个][^,;]{0,2}(?:未|没有)[^,;]{1,8}的"  # first a call, then a visit
)


def make(material: Material) -> Iterator[Draft]:
    facts = [fact for fact in material.of("number") if fact.form == "quantity"]
    for truth in (True, False):
        yield from _swapped(material, facts, truth)


def _is_near(one: str, other: str) -> bool:
    values = sorted(float(m[0]) for w in (one, other) if (m := re.match(r"[\d.]+", fold(w))))
    return len(values) < 2 or values[1] <= 3 * values[0]


def _swapped(material: Material, facts: list[Found], truth: bool) -> Iterator[Draft]:
    """Two limits of one unit in parallel clauses, told rightly or each in the other's place."""
    lesson = material.lesson
    groups: dict[Span, list[Found]] = {}
    for fact in facts:
        window = statement(lesson, (fact.start, fact.end), narrow=True)
        if window and fact.form == "quantity":
            groups.setdefault(window, []).append(fact)
    for window, group in groups.items():
        words = lesson.seen(window)
        if len(group) != 2 or _RELATED.search(words):
            continue
        if LEAST_SET.search(words) and MOST_SET.search(words):
            continue  # at least 50 and at most 3 cannot be
        if _RANGE.search(words):
            continue  # 100人以上、不足50人 cannot be either
        if not _is_near(*(lesson.seen(f.spans["figure"]) for f in group)):
            continue  # more counties than villages: absurd at a glance
        one, two = (fact.spans["value"] for fact in group)
        if len(lesson.seen((one[1], two[0]))) < _BETWEEN:
            continue  # 三年或者五年 is 五年或者三年
        units = [lesson.seen(fact.spans["unit"]) for fact in group]
        if units[0] != units[1] or fold(lesson.cut(one)) == fold(lesson.cut(two)):
            continue
        told = lesson.cut(window)
        if not truth:
            told = (
                lesson.text[window[0] : one[0]] + lesson.cut(two)
                + lesson.text[one[1] : two[0]] + lesson.cut(one) + lesson.text[two[1] : window[1]]
            )  # fmt: skip
        told = material.words.stop(told)
        evidence = (lesson.evidence((group[0].start, group[1].end)),)
        said = material.words.say("says_true" if truth else "says_false", truth=lesson.cut(window))
        yield Draft(
            "judge", "swap_judge", group[0], material.stem(group[0].section, told), told,
            evidence, truth=truth, explanation=said + material.explain(group[0], evidence),
            difficulty=0.4, covers=(group[1].id(lesson),),
        )  # fmt: skip
