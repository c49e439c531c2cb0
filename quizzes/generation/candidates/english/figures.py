"""English questions on figures and dates: typed, chosen among usual values, or told in place."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.ladders import AGE, around, numbered, spellings
from quizzes.generation.candidates.english.telling import beside, gapped, judge, swapped
from quizzes.generation.facts.english.reading import Window, window
from quizzes.generation.facts.found import Found

_RELATED = re.compile(
    r"\bof (?:which|these|those|them|whom)\b|\bout of\b|\bfrom\b|\brose\b|\bfell\b|\btotal"
    r"|\bthan the|received|settled|carried|only\b|\bevery (?:other )?\d"
)
_OF_TEN = re.compile(r"\b(?:of|in) (?:every )?(?:ten|a hundred|10|100)\b")

_SHARES = ("a quarter", "a third", "half", "two thirds", "three quarters", "four fifths")
_YEAR = re.compile(r"\d{4}")
_ENACTED = re.compile(r"came into force|took effect|comes into force|takes effect")


def make(material: Material) -> Iterator[Draft]:
    facts = material.of("number")
    windows = {f.start: window(material.lesson, (f.start, f.end)) for f in facts}
    taken = _taken(material, facts)
    for fact in facts:
        place = windows[fact.start]
        if place is None:
            continue
        if fact.form == "range":
            yield from _range(material, fact, place)
            continue
        if fact.form == "share":
            yield from _share(material, fact, place)
            continue
        if fact.form == "date" and _earlier(fact, place, facts):
            continue  # the date before it would give half of this one away
        if "cent" in _unit(material, fact) and _OF_TEN.search(material.lesson.seen(place.span)):
            continue  # “40 per cent means on four of ten days”
        yield from _blank(material, fact, place)
        if fact.form == "date":
            yield from _date(material, fact, place, facts)
        elif "limit" not in fact.spans and _unit(material, fact) and not _is_bound(material, place):
            if _is_echoed(material, fact, place):
                continue  # five back blows with five chest thrusts
            if AGE.match(material.lesson.text, fact.spans["value"][1]):
                continue  # from 14 the usual steps lead to ages nobody would set
            yield from _single(material, fact, place, taken[fact.section, _unit(material, fact)])
        yield _told(material, fact, place)
    yield from _several(material, facts, windows)
    for truth in (True, False):
        yield from _swaps(material, facts, windows, truth)


def _is_echoed(material: Material, fact: Found, place: Window) -> bool:
    """Whether the same figure stands in the statement once more, or in the section's name."""
    figure = re.compile(rf"\b{re.escape(material.lesson.seen(fact.spans['figure']))}\b")
    heading = (material.lesson.heading(fact.section) or "").lower()
    return len(figure.findall(material.lesson.seen(place.span))) > 1 or bool(figure.search(heading))


def _earlier(fact: Found, place: Window, facts: list[Found]) -> bool:
    return any(f.form == "date" and place.start <= f.start < fact.start for f in facts)


def _is_bound(material: Material, place: Window) -> bool:
    """Of figures that hold each other (received and settled) one rules options of the other out."""
    words = material.lesson.seen(place.span)
    return bool(_RELATED.search(words)) and len(re.findall(r"\d[\d,]*", words)) > 1


def _range(material: Material, fact: Found, place: Window) -> Iterator[Draft]:
    """Three to nine members: both ends are typed."""
    gaps = [fact.spans["figure"], fact.spans["high"]]
    focus = gapped(material, place, gaps)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "figures_blank", fact, material.stem(fact.section, focus), focus, evidence,
        accepted=tuple(
            tuple(dict.fromkeys([material.cut(gap), *spellings(material.cut(gap))])) for gap in gaps
        ),
        explanation=material.explain(fact, evidence), difficulty=0.5,
    )  # fmt: skip


def _share(material: Material, fact: Found, place: Window) -> Iterator[Draft]:
    """A majority among others, the nearest first, and in rising order."""
    key = material.cut(fact.spans["value"])
    plain = key.replace("-", " ").replace("one ", "a ")
    if plain not in _SHARES:
        return
    at = _SHARES.index(plain)
    first = material.chance(fact, "share").randint(max(0, at - 3), min(at, len(_SHARES) - 4))
    texts = [key if share == plain else share for share in _SHARES[first : first + 4]]
    yield from _among(material, fact, place, fact.spans["value"], texts, "figure_single")


def _unit(material: Material, fact: Found) -> str:
    return material.lesson.seen(fact.spans["unit"]) if "unit" in fact.spans else ""


def _taken(material: Material, facts: list[Found]) -> dict[tuple[str, str], frozenset[str]]:
    """Figures of the same unit in the same section may be right there too."""
    found: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        figures = found.setdefault((fact.section, _unit(material, fact)), set())
        figures.update(spellings(material.lesson.seen(fact.spans["figure"])))
    return {place: frozenset(figures) for place, figures in found.items()}


def _gap(material: Material, fact: Found) -> Span:
    """What is typed: a bare figure, of a whole date the year."""
    if fact.form != "date":
        return fact.spans["figure"]
    match = _YEAR.search(material.lesson.shadow, *fact.spans["value"])
    return match.span() if match else fact.spans["value"]


def _accepted(material: Material, fact: Found) -> tuple[str, ...]:
    key = material.cut(_gap(material, fact))
    whole = material.cut(fact.spans["value"])
    others = [] if fact.form == "date" else spellings(key)
    return tuple(dict.fromkeys([key, whole, *others]))


def _blank(material: Material, fact: Found, place: Window) -> Iterator[Draft]:
    focus = gapped(material, place, [_gap(material, fact)])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "figure_blank", fact,
        material.stem(fact.section, focus, [material.cut(fact.spans["value"])]), focus, evidence,
        accepted=(_accepted(material, fact),), explanation=material.explain(fact, evidence),
        difficulty=0.45,
    )  # fmt: skip


def _single(
    material: Material, fact: Found, place: Window, taken: frozenset[str]
) -> Iterator[Draft]:
    lesson = material.lesson
    figure, value = fact.spans["figure"], fact.spans["value"]
    unit = _unit(material, fact)
    near = around(lesson.seen(figure), unit, material.chance(fact, "figure_single"), taken)
    texts = [lesson.cut(value) if text == lesson.seen(figure) else text + numbered(unit, text)
             for text in near]  # fmt: skip
    yield from _among(material, fact, place, value, texts, "figure_single")


def _among(
    material: Material, fact: Found, place: Window, gap: Span, texts: list[str], rule: str
) -> Iterator[Draft]:
    """The statement with a gap and the ordered options for it."""
    if not texts:
        return
    key = material.lesson.cut(gap)
    focus = gapped(material, place, [gap], material.words.gap)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    why = material.words.say("number", key=key, place=material.words.place(fact.section))
    choices = tuple(
        material.right(fact, text) if text == key else Choice(text, False, "near figure", why)
        for text in texts
    )
    yield Draft(
        "single", rule, fact, material.stem(fact.section, focus, [key, *_YEAR.findall(key)]), focus,
        evidence, choices,
        explanation=material.explain(fact, evidence), difficulty=0.4, is_ordered=True,
    )  # fmt: skip


def _date(material: Material, fact: Found, place: Window, facts: list[Found]) -> Iterator[Draft]:
    """A date among those of its own section written alike, or half a year and a year away."""
    key = material.cut(fact.spans["value"])
    shape = len(key.split())
    dates = [(f.section, material.cut(f.spans["value"])) for f in facts if f.form == "date"]
    latest = max((_sortable(date) for _, date in dates), default=(2100, 0, 0))
    near = [date for section, date in dates if section == fact.section and date != key]
    others = [date for date in near if len(date.split()) == shape]
    texts = [key, *dict.fromkeys(others)][:4]
    if len(texts) < 3:
        texts = _square(key, others[0] if others else "", latest, material.chance(fact, "date"))
    if shape > 1 and key in texts:
        ordered = sorted(dict.fromkeys(texts), key=_sortable)
        yield from _among(material, fact, place, fact.spans["value"], ordered, "date_single")


def _square(key: str, other: str, latest: tuple[int, int, int], chance: random.Random) -> list[str]:
    """Two days of two years, so that neither the day nor the year shows which is right."""
    year, month, day = _sortable(key)
    if other:
        return [
            key,
            other,
            key.replace(str(year), _year(other)),
            other.replace(_year(other), str(year)),
        ]
    if day > 28:
        return []
    half = _MONTHS[(month + 6) % 12]
    sibling = key.replace(_MONTHS[month], half)
    step = chance.choice((-1, 1)) if (year + 1, 0, 0) < latest else -1
    return [key, sibling, *(text.replace(str(year), str(year + step)) for text in (key, sibling))]


def _year(date: str) -> str:
    match = _YEAR.search(date)
    return match[0] if match else "0"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def _sortable(date: str) -> tuple[int, int, int]:
    month = next((i for i, name in enumerate(_MONTHS) if name in date), 0)
    day = re.search(r"\b\d{1,2}\b", date)
    return (int(_year(date)), month, int(day[0]) if day else 0)


def _told(material: Material, fact: Found, place: Window) -> Draft:
    """As the lesson tells it: a false figure might be true of the world, so none is made."""
    return judge(
        material, "figure_judge", fact, gapped(material, place, []), True,
        others=beside(material, place.span), thinking="remember", difficulty=0.25,
    )  # fmt: skip


def _groups(
    facts: list[Found], windows: dict[int, Window | None]
) -> list[tuple[Window, Found, Found]]:
    """Statements that hold just two quantities."""
    found: dict[Window, list[Found]] = {}
    for fact in facts:
        place = windows[fact.start]
        if place and fact.form == "quantity":
            wide = next((w for w in found if w.start == place.start), place)
            found.setdefault(wide, []).append(fact)
    return [
        (Window(place.start, max(place.end, *(w.end for f in group if (w := windows[f.start]))),
                place.before), group[0], group[1])
        for place, group in found.items()
        if len(group) == 2
    ]  # fmt: skip


def _several(
    material: Material, facts: list[Found], windows: dict[int, Window | None]
) -> Iterator[Draft]:
    """Two quantities of one statement asked together."""
    for place, one, two in _groups(facts, windows):
        gaps = [_gap(material, one), _gap(material, two)]
        if fold(material.cut(gaps[0])) == fold(material.cut(gaps[1])):
            continue
        focus = gapped(material, place, gaps)
        evidence = (material.lesson.evidence((one.start, two.end)),)
        yield Draft(
            "blank", "figures_blank", one,
            material.stem(one.section, focus, [material.cut(gap) for gap in gaps]), focus, evidence,
            accepted=(_accepted(material, one), _accepted(material, two)),
            explanation=material.explain(one, evidence), difficulty=0.55,
            covers=(two.id(material.lesson),),
        )  # fmt: skip


def _swaps(
    material: Material, facts: list[Found], windows: dict[int, Window | None], truth: bool
) -> Iterator[Draft]:
    """Two figures of one unit, or two dates of one law, each in the other's place."""
    for place, one, two in _groups(facts, windows):
        words = material.lesson.seen(place.span)
        if _RELATED.search(words) or _unit(material, one) != _unit(material, two):
            continue
        spans = one.spans["value"], two.spans["value"]
        if fold(material.cut(spans[0])) == fold(material.cut(spans[1])):
            continue
        told = gapped(material, place, []) if truth else swapped(material, place, *spans)
        yield judge(material, "swap_judge", one, told, truth, others=(two,), difficulty=0.4)
    for one, two in pairwise(facts):
        pair = windows[two.start]
        if not (pair and pair.start <= one.start and one.form == two.form == "date"):
            continue
        if not _ENACTED.search(material.lesson.seen(pair.span)):
            continue
        spans = one.spans["value"], two.spans["value"]
        told = gapped(material, pair, []) if truth else swapped(material, pair, *spans)
        yield judge(material, "swap_judge", one, told, truth, others=(two,), difficulty=0.4)
