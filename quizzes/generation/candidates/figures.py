"""Questions on dates and quantities: typed blanks, and singles among near figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.figure_judges import judge
from quizzes.generation.candidates.figure_options import (
    PERIOD,
    RANGE,
    figures_of,
    has_mate,
    mates_of,
    options_of,
    unit_of,
)
from quizzes.generation.candidates.figure_spellings import HALVES, figure_spellings
from quizzes.generation.clauses import clauses, is_story, stands
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson
from quizzes.generation.statements import statement

_FEWEST = 3  # options
_LEADING_YEAR = re.compile(r"\d{4}(?=年)")
_OPENS_SCALE = re.compile(r"(?<!岁)以[上下]|至|到")
_NEAREST = 40  # figures of its unit on either side that may lure
_STANDS_ALONE = 14  # characters
_NAMED_WHAT = 9  # characters: 新任调解员上岗前跟班
_AGES = re.compile(r"\d(?:周?岁)|[一二三四五六七八九十]周?岁")
_PLAN = re.compile(r"十[一二三四五]五")
_OF_WHAT = re.compile(  # 党支部一般每年开展一次,…: what, was said before
    r"(?:^|[,;])[^,;:]{0,10}(?:支部|党委|党组|党员|机关|单位|委员会|总支|小组|街道|社区|村|部门|企业|党组织|学校|医院)"
    r"(?:一般|应当?|要|须|必须|原则上|至少)*每[^,;:]{1,8}(?:至少|应当?|要)?(?:开展|进行|举行|组织|安排|集中|召开|搞|作|做|开|办|评|查)"
    r"[一两二1-4三四][次回](?:[,;。]|$)"
)
_BARE = re.compile("要[在把向对由从]|离开|服用|携带|拨打")
_SCHEME = re.compile(r"“[一二三四五六七八九十两\d]{2,6}”")
_CHANGE = re.compile("(?:提高|增加|上调|调整|放宽|缩短|延长|升|降|减少|下调)(?:到|至|为)")
_NO_VERB = re.compile(
    r"(?P<what>[^,;:]{2,44}?)(?:不得?(?:少于|低于|超过|高于|多于)|至少|最多)[\d一二三四五六七八九十百两]"
)
_PACES = re.compile(r"每(?:半年|个?季度?|个?月|两?周|星期|年|天|日)")
_AT_FIRST = re.compile(
    "(?:为|为了|由于|因为|在[^,]{2,20}(?:上|中|下|时|后|前|之际)|面对[^,]*|根据[^,]*|(?:大会|会议|全会|论坛|仪式)上)$"
)
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_TIME = re.compile(r"(?<![\d比较])\d{4}年|[去前今当同]年|近[\d两三四五六七八九十]+年|时期|期间")
_RULED = re.compile(r"不得|不少于|不超过|至少|最[多长少]|应|须|必须|每")
_LAST_YEAR = re.compile(r"[去前今]年|上半年|上个?月|某")


def make(material: Material) -> Iterator[Draft]:
    facts = [fact for fact in material.of("number") if fact.form != "day"]
    windows = {fact.start: _window(material, fact) for fact in facts}
    by_sentence: dict[int, list[Found]] = {}
    # By form and unit, so that a long lesson is not gone through once for every figure of it.
    by_unit: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for fact in facts:
        place = _sentence_of(material, fact)
        by_sentence.setdefault(place, []).append(fact)
        told = (place, material.lesson.seen(fact.spans["figure"]))
        by_unit.setdefault((fact.form, unit_of(material, fact)), []).append(told)
    for fact in facts:
        window = windows[fact.start]
        if window is None:
            continue
        if not _is_passing(material, window):
            yield from _blank(material, fact, window)
        own = _sentence_of(material, fact)
        beside = by_sentence.get(own, [])
        taken = figures_of(material, fact, beside)
        alike = _nearest(by_unit[fact.form, unit_of(material, fact)], own)
        lures = list(dict.fromkeys(figure for place, figure in alike if place != own))
        yield from _single(material, fact, window, frozenset(taken), lures)
        for truth in (True, False):
            yield from judge(material, fact, beside, window, lures, truth)
    yield from _several(material, facts, windows)


def _nearest(told: list[tuple[int, str]], place: int) -> list[tuple[int, str]]:
    """Those told of nearest to a sentence, in their order."""
    at = bisect_left(told, (place, ""))
    return told[max(0, at - _NEAREST) : at + _NEAREST]


def _window(material: Material, fact: Found) -> Span | None:
    """The statement around a figure; None when the time it holds for stands outside."""
    lesson = material.lesson
    window = statement(lesson, (fact.start, fact.end), is_headed=True)
    sentence = lesson.sentence_at(fact.start)
    if window and is_story(lesson.seen(window)):
        return None
    if window is None or sentence is None:
        return window
    if fact.form == "pace" and PERIOD.search(lesson.seen(window)):
        window = _first_clause(lesson, fact, window)
    if fact.form == "date":
        window = _event(lesson, fact, window)
    if _is_in_series(lesson, fact, window) or len(RANGE.findall(lesson.seen(window))) > 1:
        return None  # 八到九级, 十到十一级: each goes on where the one before it ends
    bare = _NO_VERB.match(lesson.seen(window)) if window[0] > sentence.start else None
    if bare and not (lesson.shadow[window[0] - 1] == ":" and len(bare["what"]) >= _NAMED_WHAT):
        return None  # 煤矿不得少于72学时: of what, the part before it says
    if window[0] == fact.start and _OPENS_SCALE.match(lesson.shadow, fact.end):
        return None  # 三千元以上至五千元的,交百分之一: of what, was said before
    words = lesson.seen(window)
    if window[0] > sentence.start and len(words) < _STANDS_ALONE:
        return None  # 报告期限不超过五年: whose, was said before
    if len(_AGES.findall(words)) > 2:
        return None  # 60至69岁…, 70至79岁…, 80岁以上…: each band follows from the others
    if _BARE.match(lesson.seen(window)):
        return None  # 要在两小时内服用, 离开两日以上: who and what, was said before
    if _SCHEME.search(words):
        return None  # 实行“一三七”办理: the name shows the figures
    if _CHANGE.search(lesson.seen(window)):
        return None  # 每月400元,后来提高到143元: each bounds the other
    if fact.form == "pace" and _OF_WHAT.search(lesson.seen((window[0], window[1]))):
        return None
    before = lesson.shadow[sentence.start : window[0]]
    if _TIME.search(before) and not _TIME.search(lesson.seen(window)):
        return None
    return window


def _event(lesson: Lesson, fact: Found, window: Span) -> Span:
    """1935年1月,中央政治局在遵义召开扩大会议, without what came of it."""
    pieces = clauses(lesson.shadow, window)
    is_alone = len(pieces) > 2 and pieces[0] == (fact.start, fact.end)
    first = (window[0], pieces[1][1]) if is_alone else window
    return first if stands(lesson, first) and not _AT_FIRST.search(lesson.seen(first)) else window


def _first_clause(lesson: Lesson, fact: Found, window: Span) -> Span:
    """党支部每年至少召开一次组织生活会, without 一般安排在第四季度 that tells how often."""
    first = clauses(lesson.shadow, window)[0]
    is_enough = first[0] <= fact.start and fact.end <= first[1] and stands(lesson, first)
    return first if is_enough else window


def _is_in_series(lesson: Lesson, fact: Found, window: Span) -> bool:
    """三十年、二十年、十年; 三年或者五年: the neighbours that are shown give it away."""
    before = lesson.shadow[max(window[0], fact.start - 6) : fact.start]
    after = lesson.shadow[fact.end : min(window[1], fact.end + 6)]
    joined = r"(?:或者?|、|和|与|及)"
    return bool(
        re.search(rf"(?:\d|[一二三四五六七八九十])\S{{1,2}}{joined}$", before)
        or re.match(rf"{joined}(?:\d|[一二三四五六七八九十])", after)
    )


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
        start, end = fact.spans["figure"]
        scaled = re.match(r"[\d.]+(?=[万亿]$)", material.lesson.seen((start, end)))
        return (start, start + scaled.end()) if scaled else (start, end)
    start, end = fact.spans["value"]
    year = _LEADING_YEAR.match(material.lesson.shadow, start, end)
    return year.span() if year else (start, end)


def _blank(material: Material, fact: Found, window: Span) -> Iterator[Draft]:
    gap = _gap(material, fact)
    value = material.lesson.seen(fact.spans["value"])
    if (
        fact.form == "pace"
        or _DAY.search(value)
        or (fact.form == "date" and _PLAN.search(material.lesson.seen(window)))
    ):
        return  # a day of one year is no knowledge, and a plan's years are told by its name
    figure = material.lesson.seen(gap)
    after = material.lesson.shadow[gap[1] : gap[1] + 6]
    if fact.form == "quantity" and mates_of(material, fact, window) > 1:
        return  # 初中生九小时,高中生八小时: the others show how it goes on
    if "." in figure or _tells_itself(material.lesson.seen(window), figure, after):
        return
    focus = material.gapped(window, [gap])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "figure_blank", fact,
        material.stem(fact.section, focus, [material.cut(fact.spans["value"])]), focus, evidence,
        accepted=(figure_spellings(material, gap, fact.spans["value"]),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _single(
    material: Material, fact: Found, window: Span, taken: frozenset[str], lures: list[str]
) -> Iterator[Draft]:
    lesson = material.lesson
    figure, value = fact.spans["figure"], fact.spans["value"]
    if fact.form == "date":
        return  # other years are ruled out by what else is known of the time; years are typed
    if _tells_itself(
        lesson.seen(window), lesson.seen(figure), lesson.shadow[figure[1] : value[1] + 4]
    ):
        return
    if fact.form == "pace" and PERIOD.search(lesson.seen(window)):
        return  # in May and November can only be said of a year
    if fact.form == "pace" and len(_PACES.findall(lesson.seen(window))) > 1:
        return  # how often the one is done bounds how often the other is
    if lesson.seen(figure) in HALVES[:2]:
        return  # among 三分之一 and 四分之一 it looks different
    unit = lesson.cut((figure[1], value[1]))
    options = options_of(material, fact, window, taken, lures)
    if len(options) < _FEWEST or (len(options) == _FEWEST and lesson.seen(figure) != options[1]):
        return  # of three the least or the most stands out
    if fact.form in ("quantity", "fraction") and has_mate(material, fact, window):
        return  # 男性90厘米、女性85厘米: what is shown bounds what is asked; both may be typed
    key = material.cut(value)
    focus = material.gapped(window, [value], material.words.gap)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    place = material.words.place(fact.section)
    why = material.words.say("number", key=key, place=place)
    choices = tuple(
        material.right(fact, key)
        if option == lesson.seen(figure)
        else Choice(material.lesson.in_its_script(option) + unit, False, "near figure", why)
        for option in options
    )
    yield Draft(
        "single", "figure_single", fact, material.stem(fact.section, focus, [key]), focus,
        evidence, choices, explanation=material.explain(fact, evidence), difficulty=0.4,
        is_ordered=True,
    )  # fmt: skip


def _tells_itself(words: str, figure: str, after: str) -> bool:
    """一天 of 主题党日, 五年规划, 一个部分: nobody needs the lesson for it."""
    if re.search(r"(?:十八|18)周?岁", words) and figure in ("十八", "18"):
        return True
    if figure in ("1", "一") and re.match(r"[天日]|个(?!月|工作|小时|季度|学时)", after):
        return True
    if figure == "100" and after.startswith("%"):
        return True
    if figure in ("1", "一") and "其中至少" in words:
        return True  # of two assessors at least one
    if re.match(r"周?岁及?以上(?:的)?[人老居]|周?岁以[下内](?:的)?(?:婴|幼|儿童)", after):
        return True
    if figure in ("1", "一") and after.startswith("年") and "每年" in words:
        return True  # 每年1月核一次, 一年之内没有大的变动就按这个数交
    if (figure, after[:3]) in (("56", "个民族"), ("五十六", "个民族")):
        return True
    if figure in HALVES and "过半" in words:
        return True  # 双过半, 超过一半
    if figure == "24" and re.search(r"24小时[^,。]{0,6}(?:值|服务|开放|全天|在岗|不间断)", words):
        return True
    return bool(re.match(r"年(?:规划|计划|行动)", after)) or bool(re.search("单独|唯一", words))


def _several(
    material: Material, facts: list[Found], windows: dict[int, Span | None]
) -> Iterator[Draft]:
    """Two quantities of one statement asked together."""
    groups: dict[Span, list[Found]] = {}
    for fact in facts:
        window = windows[fact.start]
        if window and fact.form in ("quantity", "fraction"):
            groups.setdefault(window, []).append(fact)
    for window, group in groups.items():
        values = [fold(material.cut(_gap(material, fact))) for fact in group]
        # Both shares of a vote are often the same, and then no single gap can be asked.
        is_twice = len(set(values)) != len(values) and group[0].form != "fraction"
        if len(group) != 2 or is_twice:
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
                figure_spellings(material, gap, f.spans["value"])
                for gap, f in zip(gaps, group, strict=True)
            ),
            explanation=material.explain(first, evidence), difficulty=0.55,
            covers=tuple(fact.id(material.lesson) for fact in group[1:]),
        )  # fmt: skip
