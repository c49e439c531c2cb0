"""True and false statements of a figure that a rule sets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.figure_options import (
    PERIOD,
    figures_of,
    options_of,
    unit_of,
)
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_DEMANDED = re.compile(r"应|须|需|至少|不[少低]于|达到|要|由|经|保证|有$|的$|过")
_CONDITION = re.compile(  # 3人以上的单位; 3人以上的村民小组应当
    r"(?:以[上下内]|不足|及以上)?[^,;。]{0,10}的[,单人]"
    r"|(?:以[上下内]|及以上)的[^,;。]{1,12}?(?:应|必须|须|要|可|由)"
    r"|以上(?:联名|提议|附议|要求)|(?:仍|还)?(?:未|没有)[^,;。]{1,8}的"
)
_HOW_OFTEN = re.compile("每[半两]?个?[年季月周天日]|天天|年年|月月")
_BOUND = 8  # characters beside a figure that bind it
LEAST_SET = re.compile(r"以上|不少于|不低于|至少|满")
MOST_SET = re.compile(r"不(?:得)?超过|以[下内]|之内|最多")


def judge(
    material: Material, fact: Found, facts: list[Found], window: Span, lures: list[str], truth: bool
) -> Iterator[Draft]:
    """A rule as the lesson sets it, or with another figure; of the world no figure is told falsely.

    What a law or a person of public life says is kept out by the filters.
    """
    lesson = material.lesson
    figure, value = fact.spans["figure"], fact.spans["value"]
    taken = frozenset(figures_of(material, fact, facts))
    others = _others(material, fact, window, options_of(material, fact, window, taken, lures))
    if fact.form == "date" or not others or _shows_itself(material, fact, window):
        return
    told = lesson.cut(window)
    if not truth:
        other = material.chance(fact, "figure_judge").choice(others)
        told = (
            lesson.text[window[0] : figure[0]] + material.lesson.in_its_script(other)
            + lesson.text[figure[1] : window[1]]
        )  # fmt: skip
    told = material.words.stop(told)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    said = material.words.say("says_true" if truth else "says_false", truth=material.cut(value))
    yield Draft(
        "judge", "figure_judge", fact, material.stem(fact.section, told), told, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), difficulty=0.35,
        covers=tuple(
            f.id(material.lesson) for f in facts
            if f is not fact and window[0] <= f.start < window[1]
        ),
    )  # fmt: skip


def _others(material: Material, fact: Found, window: Span, options: list[str]) -> list[str]:
    """The neighbours that make the statement false."""
    words, own = material.lesson.seen(window), material.lesson.seen(fact.spans["figure"])
    if own not in options:
        return []
    at, steps = options.index(own), _steps(material.lesson, fact)
    others = [o for i, o in enumerate(options) if i - at in steps and o not in words]
    return [o for o in others if not ("连续" in words and o in ("一", "1"))]  # once is in no row


def _shows_itself(material: Material, fact: Found, window: Span) -> bool:
    """Whether another figure in its place would be false at a glance."""
    words, own = material.lesson.seen(window), material.lesson.seen(fact.spans["figure"])
    if fact.form == "pace":
        return bool(PERIOD.search(words)) or len(_HOW_OFTEN.findall(words)) > 1
    section = material.lesson.heading(fact.section) or ""
    if material.lesson.seen(fact.spans["value"]) in shadow(section):
        return True  # 「一个月是条线」一节指出: told in the question itself
    if re.search(r"可能|容易", words):
        return True  # 风力四级以上,一点火星就可能成灾: so it may at three
    if re.search(r"未?成年", words) and unit_of(material, fact).endswith("岁"):
        return True  # 十八周岁以上的未成年人
    return len(re.findall(_alone(own), words)) > 1  # 不满八周岁的…, 八周岁以上的…


def _alone(figure: str) -> str:
    return rf"(?<![\d.一二三四五六七八九十百]){re.escape(figure)}(?![\d.一二三四五六七八九十百])"


def _steps(lesson: Lesson, fact: Found) -> tuple[int, ...]:
    """Which neighbour makes a false statement: what the true one entails is true as well.

    At least 5 holds of 4, so more is told; within 5 days holds of 6, so fewer. As a condition it is
    the other way round: what is due from 3 persons on is due from 4 on.
    """
    before = lesson.shadow[max(0, fact.start - _BOUND) : fact.start]
    after = lesson.shadow[fact.end : fact.end + _BOUND]
    if re.match(r"[之以]?内(?:不得|不能|不可|禁止|将)", after):
        return (1,)  # not within two years is not within one either; in three hours, so in two
    if fact.form == "pace":
        is_least = LEAST_SET.search(before) or re.match(r"[^,;。]{0,12}(?:至少|不少于)", after)
        return (-1,) if is_least else (-1, 1)
    is_case = re.search(r"(?:凡|如果|只要|凡有|经)[^,;。]{0,4}$", before) and "以上" in after
    # 外出6个月以上的, 两个以上违法行为: a case, but 应当有三分之二以上同意 demands it
    if re.match(r"及?以上[^;。]{0,4}(?:叫|称|属|视|算|就是)", after):
        is_case = True  # 二楼以上,叫做垂直避难: the third floor is one as well
    elif re.match("及?以上", after) and not _DEMANDED.search(before):
        is_case = True
    if is_case or _CONDITION.match(after) or re.search(r"(?:连续|累计|满)$", before):
        return (1,) if re.match("以下|以内|不足", after) else (-1,)
    if LEAST_SET.search(before) or re.match(r"[^,;。]{0,4}(?:以上|至少)", after):
        return (1,)
    is_most = MOST_SET.search(before) or re.match(r"[以之]?[内下]|以前|前", after)
    return (-1,) if is_most else (-1, 1)
