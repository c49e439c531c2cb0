"""Which other figures may stand beside one the lesson sets."""

from __future__ import annotations

import re

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Material
from quizzes.generation.facts.found import Found
from quizzes.generation.near import near

_HOLDS = (
    ("每月", ("天", "日"), 25),
    ("每周", ("天", "日"), 6),
    ("每天", ("小时",), 16),
    ("一天", ("小时", "个小时"), 16),
    ("一周", ("天", "日"), 6),
    ("工作制", ("小时",), 12),
)
_FAR = 3.0  # times: a figure so much greater or less bounds nothing
PERIOD = re.compile(  # said beside how often: 每半年…一般安排在第四季度 is false at a glance
    r"(?<!每)(?:[一两二三]年(?:以上|以内|内|期)|[\d一二三四五六七八九十]月(?!制)|第?[一二三四\d]个?季度|年[底初末中]|上半年|下半年|月[底初末]|春节|国庆|年终|季度末"
    r"|周[一二三四五六日末]|按(?:年|月|周|日|季))"
)
RANGE = re.compile(r"(\d+|[一二三四五六七八九十]+)(?:至|到|~|—|-)(\d+|[一二三四五六七八九十]+)")
_ODD = ("三", "五", "七", "九")
_ODD_REACH = 4
_SHARES = re.compile("分之|半数|过半|一半")


def has_mate(material: Material, fact: Found, window: Span) -> bool:
    """Whether another figure of the same unit and about as great, or share, stands in it."""
    if fact.form == "fraction":
        return len(_SHARES.findall(material.lesson.seen(window))) > 1
    return mates_of(material, fact, window) > 0


def mates_of(material: Material, fact: Found, window: Span) -> int:
    """How many other figures of the same unit and about as great stand in the statement."""
    own, unit = fact.spans["figure"], re.escape(unit_of(material, fact))
    value = greatest(material.lesson.seen(own)) or 1.0
    mates = re.compile(rf"[\d.一二三四五六七八九十百千两]+(?={unit})")
    return sum(
        match.start() != own[0] and 1 / _FAR < (greatest(match[0]) or 1.0) / value < _FAR
        for match in mates.finditer(material.lesson.shadow, *window)
    )


def options_of(
    material: Material, fact: Found, window: Span, taken: frozenset[str], lures: list[str]
) -> list[str]:
    """The figure among others that the words allow, in rising order and simplified."""
    figure, value = fact.spans["figure"], fact.spans["value"]
    unit = material.lesson.seen((figure[1], value[1]))
    chance = material.chance(fact, "figure_single")
    options = near(material.lesson.seen(figure), unit, chance, taken, lures=lures)
    own = material.lesson.seen(figure)
    words = material.lesson.seen(window)
    if RANGE.search(own) and RANGE.search(words.replace(own, "")):
        return []  # 60至69岁, 70至79岁: the one goes on where the other ends
    if unit == "次" and re.search("每[月周].*每年|每年.*每[月周]", words):
        return []  # 每月开课,每年不少于十次: twelve at the most
    if "单数" in words:
        options = _odd(own)
    limit = re.search(rf"(?:不超过|不得超过|最多)(\d+){re.escape(unit)}", words.replace(own, ""))
    if limit:  # 由3至5人组成,一般不超过7人
        options = [o for o in options or [] if greatest(o) <= int(limit[1])]
    if re.search("结伴|共同|联名|一起|互相|轮流|分头|双人|组成|小组|考察组|调查组|工作组", words):
        options = [o for o in options or [] if o not in ("一", "1")]  # one alone does nothing so
    if "延长" in words:  # 三个月内完成,可以延长,但不得超过六个月: no less than three
        others = re.findall(
            rf"[\d一二三四五六七八九十两]+(?={re.escape(unit)})", words.replace(own, "")
        )
        least = max(map(greatest, others), default=0.0)
        options = [o for o in options or [] if greatest(o) > least or o == own]
    return _possible(options or [], own, words, unit)


def _odd(own: str) -> list[str]:
    """三, 五, 七: an even one cannot be meant."""
    odd = [str(n) for n in range(1, 12, 2)] if own.isdigit() else [*_ODD]
    near_by = [o for o in odd if abs(greatest(o) - greatest(own)) <= _ODD_REACH]
    return sorted({*near_by, own}, key=greatest)


def greatest(figure: str) -> float:
    return max((float(f) for f in re.findall(r"\d+(?:\.\d+)?", fold(figure))), default=0.0)


def _possible(options: list[str], own: str, words: str, unit: str) -> list[str]:
    """Without what (nearly) no month, week or day holds: 每月驻村不少于30天."""
    most = next((most for mark, of, most in _HOLDS if mark in words and unit in of), None)
    if most is None:
        return options
    return [o for o in options if o == own or greatest(o) <= most]


def unit_of(material: Material, fact: Found) -> str:
    return material.lesson.seen((fact.spans["figure"][1], fact.spans["value"][1]))


def figures_of(material: Material, fact: Found, others: list[Found]) -> list[str]:
    """The figures of other facts in the unit of this one."""
    unit = unit_of(material, fact)
    return [
        material.lesson.seen(other.spans["figure"])
        for other in others
        if other.form == fact.form and unit_of(material, other) == unit
    ]
