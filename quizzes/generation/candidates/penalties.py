"""Questions on how much a breach costs: a range among other ranges laws use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

# Bounds as laws set them, by unit; the figures are written as the lesson writes its own.
_BOUNDS = {
    "元": "20 50 100 200 500 1000 2000 5000 1万 2万 5万 10万 20万 50万 100万 200万 500万 1000万",
    "倍": "1 2 3 5 10 20",
    "年": "1 2 3 5 7 10 15",
    "日": "1 3 5 10 15 20",
    "个月": "1 3 6 12",
}
_CHINESE = {
    "1": "一", "2": "二", "3": "三", "5": "五", "6": "六", "7": "七", "10": "十", "12": "十二",
    "15": "十五", "20": "二十", "50": "五十", "100": "一百", "200": "二百", "500": "五百",
    "1000": "一千", "2000": "二千", "5000": "五千",
}  # fmt: skip
_BREACH = re.compile(r"(?:[^。;:]{4,70}的,)")
_STAGE = re.compile(r"逾期|拒不|仍|情节|再次|屡|造成|构成")
_WRONG = 3


def make(material: Material) -> Iterator[Draft]:
    facts = material.of("penalty")
    for fact in facts:
        told = _told(material.lesson, fact)
        options = _options(material, fact, facts)
        if told is None or len(options) <= _WRONG:
            continue
        start = fact.spans["range"]
        focus = "".join(
            material.gapped(span, [start], material.words.gap) if span[0] <= start[0] < span[1]
            else material.cut(span) for span in told
        )  # fmt: skip
        stem = material.words.ruled(fact.section) + focus
        evidence = (material.lesson.evidence((told[0][0], fact.end)),)
        key = material.cut(start)
        yield Draft(
            "single", "penalty_single", fact, stem, focus, evidence,
            tuple(_choice(material, fact, key, option) for option in options),
            explanation=material.explain(fact, evidence), difficulty=0.5, is_ordered=True,
        )  # fmt: skip


def _choice(material: Material, fact: Found, key: str, option: str) -> Choice:
    if option == key:
        return material.right(fact, key)
    place = material.words.place(fact.section)
    why = material.words.say("number", key=key, place=place)
    return Choice(option, False, "near figure", why)


def _told(lesson: Lesson, fact: Found) -> list[Span] | None:
    """Breach and penalty; of a later stage (情节严重的) the breach and its own part alone."""
    sentence = lesson.sentence_at(fact.start)
    if sentence is None:
        return None
    at = lesson.shadow.rfind(";", sentence.start, fact.start)
    stop = lesson.shadow.find(";", fact.end, sentence.end)
    end = stop if stop > 0 else sentence.end
    first = strip_lead(lesson, (sentence.start, end))
    if is_dangling(lesson.seen(first)):
        return None
    if at < 0:
        return [first]
    part = strip_lead(lesson, (at + 1, end))
    breach = _BREACH.match(lesson.shadow, first[0], at)
    if not _STAGE.match(lesson.shadow, part[0]):
        return None if is_dangling(lesson.seen(part)) else [part]
    return [breach.span(), part] if breach else None


def _options(material: Material, fact: Found, facts: list[Found]) -> list[str]:
    """The range and those a step away from it, as long as the lesson gives nothing nearer."""
    lesson = material.lesson
    bounds = _BOUNDS[fact.form].split()
    least, most = (_plain(lesson.seen(fact.spans[name])) for name in ("least", "most"))
    if least not in bounds or most not in bounds:
        return []
    i, j = bounds.index(least), bounds.index(most)
    near = [(i, j + 1), (i + 1, j + 1), (i - 1, j), (i - 1, j - 1), (i + 1, j), (i, j - 1)]
    ranges = [(a, b) for a, b in near if 0 <= a < b < len(bounds)]
    material.chance(fact, "penalty_single").shuffle(ranges)
    chosen = sorted([(i, j), *ranges[:_WRONG]])
    own = material.cut(fact.spans["range"])  # 两千, not 二千, where the lesson writes so
    return [
        own if (a, b) == (i, j) else _written(material, fact, bounds[a], bounds[b])
        for a, b in chosen
    ]


def _plain(figure: str) -> str:
    """1万 for 一万, 10000: in digits up to a thousand, then in 万."""
    value = fold(figure)
    match = re.fullmatch(r"(\d+)(万?)", value)
    if match is None:
        return value
    number, unit = int(match[1]), match[2]
    if not unit and number >= 10_000 and number % 10_000 == 0:
        return f"{number // 10_000}万"
    return f"{number}{unit}"


def _written(material: Material, fact: Found, least: str, most: str) -> str:
    """The range as the lesson writes this one."""
    text = material.cut(fact.spans["range"])
    spans, at = (fact.spans["least"], fact.spans["most"]), fact.start
    own = [material.lesson.cut(span) for span in spans]
    figures = [
        figure if own_words[0].isdigit() else _in_words(figure)
        for figure, own_words in zip((least, most), own, strict=True)
    ]  # fmt: skip
    middle = text[spans[0][1] - at : spans[1][0] - at]
    told = figures[0] + middle + figures[1] + text[spans[1][1] - at :]
    return material.lesson.in_its_script(told)


def _in_words(figure: str) -> str:
    bare = figure.removesuffix("万")
    return _CHINESE[bare] + figure[len(bare) :]
