"""Questions on dates and quantities: typed blanks, and singles among near figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_story, statement
from quizzes.generation.facts.found import Found
from quizzes.generation.near import near

_FEWEST = 3  # options
_HOLDS = (("每月", ("天", "日"), 31), ("每周", ("天", "日"), 7), ("每天", ("小时",), 24))
_LEADING_YEAR = re.compile(r"\d{4}(?=年)")
_PLAN = re.compile(r"十[一二三四五]五")
_SAME_AGE = 12 * 365  # days: what happened in another age deceives nobody
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_TIME = re.compile(r"(?<![\d比较])\d{4}年|[去前今当同]年|近[\d两三四五六七八九十]+年|时期|期间")
_RULED = re.compile(r"不得|不少于|不超过|至少|最[多长少]|应|须|必须|每")
_LAST_YEAR = re.compile(r"[去前今]年|上半年|上个?月|某")


def make(material: Material) -> Iterator[Draft]:
    facts = [fact for fact in material.of("number") if fact.form != "day"]
    windows = {fact.start: _window(material, fact) for fact in facts}
    taken, last_year = _taken(material, facts), _last_year(material)
    by_sentence: dict[int, list[Found]] = {}
    for fact in facts:
        by_sentence.setdefault(_sentence_of(material, fact), []).append(fact)
    for fact in facts:
        window = windows[fact.start]
        if window is None:
            continue
        if not _is_passing(material, window):
            yield from _blank(material, fact, window)
        place = (fact.section, _unit(material, fact))
        yield from _single(material, fact, window, taken[place], last_year)
        beside = by_sentence.get(_sentence_of(material, fact), [])
        yield from _judge(material, fact, beside)
    yield from _several(material, facts, windows)
    for truth in (True, False):
        yield from _swapped(material, facts, truth)


def _window(material: Material, fact: Found) -> Span | None:
    """The statement around a figure; None when the time it holds for stands outside."""
    lesson = material.lesson
    window = statement(lesson, (fact.start, fact.end))
    sentence = lesson.sentence_at(fact.start)
    if window and is_story(lesson.seen(window)):
        return None
    if window is None or sentence is None:
        return window
    before = lesson.shadow[sentence.start : window[0]]
    if _TIME.search(before) and not _TIME.search(lesson.seen(window)):
        return None
    return window


def _is_passing(material: Material, window: Span) -> bool:
    """What was done in one year (去年转移1620人次) is not worth typing from memory; limits are."""
    words = material.lesson.seen(window)
    return bool(_LAST_YEAR.search(words)) and not _RULED.search(words)


def _sentence_of(material: Material, fact: Found) -> int:
    sentence = material.lesson.sentence_at(fact.start)
    return sentence.index if sentence else -1


def _gap(material: Material, fact: Found) -> Span:
    """What is typed: a bare figure; of a date the year, for 年 says that a time is asked."""
    if fact.form == "quantity":
        return fact.spans["figure"]
    start, end = fact.spans["value"]
    year = _LEADING_YEAR.match(material.lesson.shadow, start, end)
    return year.span() if year else (start, end)


def _accepted(material: Material, span: Span, whole: Span) -> tuple[str, ...]:
    """The figure alone, and with its unit or mark."""
    figure = material.cut(span)
    value = material.cut(whole)
    spellings = [figure, value]
    return tuple(dict.fromkeys(spellings))


def _blank(material: Material, fact: Found, window: Span) -> Iterator[Draft]:
    gap = _gap(material, fact)
    value = material.lesson.seen(fact.spans["value"])
    if _DAY.search(value) or (fact.form == "date" and _PLAN.search(material.lesson.seen(window))):
        return  # a day of one year is no knowledge, and a plan's years are told by its name
    focus = material.gapped(window, [gap])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "figure_blank", fact,
        material.stem(fact.section, focus, [material.cut(fact.spans["value"])]), focus, evidence,
        accepted=(_accepted(material, gap, fact.spans["value"]),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _single(
    material: Material, fact: Found, window: Span, taken: frozenset[str], last_year: int
) -> Iterator[Draft]:
    lesson = material.lesson
    figure, value = fact.spans["figure"], fact.spans["value"]
    if fact.form == "date" and _PLAN.search(lesson.seen(window)):
        return
    unit = lesson.cut((figure[1], value[1]))
    chance = material.chance(fact, "figure_single")
    options = _dates_beside(material, fact) or near(
        lesson.seen(figure),
        lesson.seen((figure[1], value[1])),
        chance,
        taken,
        last_year=last_year,
    )
    options = _possible(options or [], lesson.seen(window), unit)
    if len(options) < _FEWEST:
        return
    key = material.cut(value)
    focus = material.gapped(window, [value], material.words.gap)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    place = material.words.place(fact.section)
    why = material.words.say("number", key=key, place=place)
    choices = tuple(
        material.right(fact, key)
        if option == lesson.seen(figure)
        else Choice(_in_script(option, material) + unit, False, "near figure", why)
        for option in options
    )
    yield Draft(
        "single", "figure_single", fact, material.stem(fact.section, focus, [key]), focus,
        evidence, choices, explanation=material.explain(fact, evidence), difficulty=0.4,
        is_ordered=True,
    )  # fmt: skip


def _possible(options: list[str], words: str, unit: str) -> list[str]:
    """Without what no month, week or day holds: 每月驻村不少于45天."""
    most = next((most for mark, of, most in _HOLDS if mark in words and unit in of), None)
    if most is None:
        return options
    return [option for option in options if not option.isdigit() or int(option) <= most]


def _dates_beside(material: Material, fact: Found) -> list[str] | None:
    """A whole date with the three of the lesson nearest to it, in order of time."""
    own = material.lesson.seen(fact.spans["figure"])
    if fact.form != "date" or not _DAY.search(own):
        return None
    days = {
        words: tuple(map(int, re.findall(r"\d+", words)))
        for other in material.of("number")
        if other.form == "date"
        and _DAY.search(words := material.lesson.seen(other.spans["figure"]))
    }
    at = _ordinal(days[own])
    nearest = sorted(days, key=lambda day: (abs(_ordinal(days[day]) - at), days[day]))[:4]
    if len(nearest) < 4 or abs(_ordinal(days[nearest[3]]) - at) > _SAME_AGE:
        return None
    return sorted(nearest, key=days.__getitem__)


def _ordinal(day: tuple[int, ...]) -> int:
    """Days from the year 0, near enough to compare."""
    return day[0] * 365 + day[1] * 30 + day[2]


def _judge(material: Material, fact: Found, facts: list[Found]) -> Iterator[Draft]:
    """Told as the lesson tells it: a false figure might be true of the world, so none is made."""
    window = statement(material.lesson, (fact.start, fact.end), narrow=True)
    if window is None:
        return
    told = material.words.stop(material.cut(window))
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    said = material.words.say("says_true")
    yield Draft(
        "judge", "figure_judge", fact, material.stem(fact.section, told), told, evidence,
        truth=True, explanation=said + material.explain(fact, evidence), difficulty=0.25,
        covers=tuple(
            f.id(material.lesson) for f in facts
            if f is not fact and window[0] <= f.start < window[1]
        ),
)  # fmt: skip


_TRADITIONAL = str.maketrans("两万亿", "兩萬億")


def _in_script(option: str, material: Material) -> str:
    """The ladders are simplified; the options stand in the lesson's script."""
    return option.translate(_TRADITIONAL) if material.lesson.language == "hant" else option


def _last_year(material: Material) -> int:
    """A date after all others of the lesson would look invented."""
    years = re.findall(r"(?<!\d)(1\d{3}|20\d{2})(?=年|\b)", material.lesson.shadow)
    return max(map(int, years), default=2100)


def _unit(material: Material, fact: Found) -> str:
    return material.lesson.seen((fact.spans["figure"][1], fact.spans["value"][1]))


def _taken(material: Material, facts: list[Found]) -> dict[tuple[str, str], frozenset[str]]:
    """Figures of the same unit in the same section may be right there too."""
    found: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        figures = found.setdefault((fact.section, _unit(material, fact)), set())
        figures.add(material.lesson.seen(fact.spans["figure"]))
    return {place: frozenset(figures) for place, figures in found.items()}


def _several(
    material: Material, facts: list[Found], windows: dict[int, Span | None]
) -> Iterator[Draft]:
    """Two quantities of one statement asked together."""
    groups: dict[Span, list[Found]] = {}
    for fact in facts:
        window = windows[fact.start]
        if window and fact.form == "quantity":
            groups.setdefault(window, []).append(fact)
    for window, group in groups.items():
        values = [fold(material.cut(_gap(material, fact))) for fact in group]
        if len(group) != 2 or len(set(values)) != len(values):
            continue
        if _is_passing(material, window):
            continue
        gaps = [_gap(material, fact) for fact in group]
        focus = material.gapped(window, gaps)
        first = group[0]
        evidence = (material.lesson.evidence((group[0].start, group[-1].end)),)
        yield Draft(
            "blank", "figures_blank", first,
            material.stem(first.section, focus, [material.cut(gap) for gap in gaps]), focus,
            evidence, accepted=tuple(
                _accepted(material, gap, f.spans["value"])
                for gap, f in zip(gaps, group, strict=True)
            ),
            explanation=material.explain(first, evidence), difficulty=0.55,
            covers=tuple(fact.id(material.lesson) for fact in group[1:]),
        )  # fmt: skip


_RELATED = re.compile(
    r"以上[^,;]*以下|其中|人中|中有|当中|占|共|之和|剩余|比|由\D{0,6}\d|从|合并|分为|改为|至少|不少于|至|到\d"
)


def _swapped(material: Material, facts: list[Found], truth: bool) -> Iterator[Draft]:
    """Two limits of one unit in parallel clauses, told rightly or each in the other's place."""
    lesson = material.lesson
    groups: dict[Span, list[Found]] = {}
    for fact in facts:
        window = statement(lesson, (fact.start, fact.end), narrow=True)
        if window and fact.form == "quantity":
            groups.setdefault(window, []).append(fact)
    for window, group in groups.items():
        if len(group) != 2 or _RELATED.search(lesson.seen(window)):
            continue
        one, two = (fact.spans["value"] for fact in group)
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
