"""English questions on deadlines and terms: how long, how soon, and for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.ladders import AGE, around, hours, numbered
from quizzes.generation.candidates.english.telling import gapped, judge
from quizzes.generation.facts.english.reading import Window, stands, window
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared

_SIDE_LIMIT = 90
_MOST_RATIO = 12.0  # minutes do not deceive where years are asked
_LEAST_RATIO = 1.5  # a deadline hardly longer than the right one is no false one
_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Limit:
    fact: Found
    place: Window
    hours: float

    @property
    def span(self) -> Span:
        return self.fact.spans["limit"]


def make(material: Material) -> Iterator[Draft]:
    limits = _limits(material)
    for limit in limits:
        yield from _single(material, limit, limits)
        for truth in (True, False):
            yield from _judge(material, limit, limits, truth)
    yield from _match(material, limits)


def _limits(material: Material) -> list[Limit]:
    found = []
    for fact in material.of("number"):
        if "limit" not in fact.spans:
            continue
        place = window(material.lesson, fact.spans["limit"])
        size = hours(
            material.lesson.seen(fact.spans["figure"]), material.lesson.seen(fact.spans["unit"])
        )
        if place is not None and size is not None:
            found.append(Limit(fact, place, size))
    return found


def _prep(material: Material, limit: Limit) -> str:
    """The words before the figure: only limits that share them can stand for one another."""
    return material.lesson.seen((limit.span[0], limit.fact.spans["figure"][0])).strip().lower()


def _alike(material: Material, limit: Limit, limits: list[Limit]) -> list[Limit]:
    """Other limits set in the same words, of clearly different length, each length once."""
    found: dict[float, Limit] = {}
    for other in limits:
        ratio = max(other.hours, limit.hours) / min(other.hours, limit.hours)
        is_other = other.span[0] != limit.span[0] and _LEAST_RATIO <= ratio <= _MOST_RATIO
        if is_other and _prep(material, other) == _prep(material, limit):
            found.setdefault(other.hours, other)
    here = limit.fact.section
    return sorted(
        found.values(), key=lambda o: (o.fact.section != here, abs(o.span[0] - limit.span[0]))
    )


def _single(material: Material, limit: Limit, limits: list[Limit]) -> Iterator[Draft]:
    """The lesson's other limits first, then usual times of the unit."""
    lesson = material.lesson
    if AGE.match(lesson.text, limit.fact.spans["value"][1]):
        return  # from 14 the usual steps lead to ages nobody would set
    key = lesson.cut(limit.span)
    options: dict[float, str] = {limit.hours: key}
    for other in _alike(material, limit, limits):
        is_shown = lesson.seen(other.fact.spans["value"]) in lesson.seen(limit.place.span)
        if not is_shown:
            options.setdefault(other.hours, lesson.cut(other.span))
    options = dict(list(options.items())[:3])
    figure, unit = (lesson.seen(limit.fact.spans[name]) for name in ("figure", "unit"))
    head = lesson.text[limit.span[0] : limit.fact.spans["figure"][0]]
    tail = lesson.text[limit.fact.end : limit.span[1]]
    for text in around(figure, unit, material.chance(limit.fact, "limit"), frozenset()):
        size = hours(text, unit)
        told = f"{head}{text}{numbered(unit, text)}{tail}"
        if size and len(options) < 4 and all(_apart(size, taken) for taken in options):
            options[size] = told
    why = material.words.say("number", key=key, place=material.words.place(limit.fact.section))
    choices = tuple(
        material.right(limit.fact, text) if text == key else Choice(text, False, "near figure", why)
        for _, text in sorted(options.items())
    )
    focus = gapped(material, limit.place, [limit.span], material.words.gap)
    evidence = (lesson.evidence(limit.span),)
    yield Draft(
        "single", "figure_single", limit.fact, material.stem(limit.fact.section, focus, [key]),
        focus, evidence, choices, explanation=material.explain(limit.fact, evidence),
        difficulty=0.4, is_ordered=True,
    )  # fmt: skip


def _apart(one: float, other: float) -> bool:
    return max(one, other) / min(one, other) >= 1.25


def _judge(material: Material, limit: Limit, limits: list[Limit], truth: bool) -> Iterator[Draft]:
    """False by the limit the same section sets for something else."""
    others = [
        other for other in _alike(material, limit, limits)
        if other.fact.section == limit.fact.section and other.place.start != limit.place.start
    ]  # fmt: skip
    if not others:
        return
    told = gapped(material, limit.place, [])
    if not truth:
        words = material.lesson.cut(others[0].span)
        told = gapped(material, limit.place, [limit.span], words)
    yield judge(material, "limit_judge", limit.fact, told, truth, difficulty=0.4)


def _action(material: Material, limit: Limit) -> str | None:
    """What the limit is set for: the words before it, where they say enough by themselves."""
    if limit.place.before:
        return None
    words = material.lesson.text[limit.place.start : limit.span[0]].strip(" ,")
    after = material.lesson.text[limit.span[1] : limit.place.end].strip()
    if len(after.split()) > 8 or re.search(r"\b(?:be|is|are|and|or|it|them)$", words):
        return None
    return words if stands(words) and len(words) <= _SIDE_LIMIT else None


def _match(material: Material, limits: list[Limit]) -> Iterator[Draft]:
    """What must be done against the times set for it, all in the same words."""
    groups: dict[str, list[tuple[Limit, str]]] = {}
    for limit in limits:
        action = _action(material, limit)
        if action is not None:
            groups.setdefault(_prep(material, limit), []).append((limit, action))
    for group in groups.values():
        chosen: list[tuple[Limit, str]] = []
        for limit, action in group:
            if all(_apart(limit.hours, other.hours) and shared(action, told) < 0.5
                   for other, told in chosen):  # fmt: skip
                chosen.append((limit, action))
        for i in range(0, len(chosen) - 2, _PAIRS + 1):
            yield from _matched(material, chosen[i : i + _PAIRS + 1])


def _matched(material: Material, group: list[tuple[Limit, str]]) -> Iterator[Draft]:
    """The last of four or five limits stays over; of three none, then a usual time does."""
    pairs, spare = (group[:-1], material.cut(group[-1][0].span)) if len(group) > 3 else (group, "")
    first = pairs[0][0]
    if not spare:
        spare = _usual(material, first, [limit for limit, _ in pairs])
    if len(pairs) < 3 or not spare:
        return
    evidence = tuple(material.lesson.evidence(limit.span) for limit, _ in group)
    yield Draft(
        "match", "limit_match", first.fact, material.words.say("match_limits"), "", evidence,
        pairs=tuple((action, material.cut(limit.span)) for limit, action in pairs),
        extra_right=(spare,), explanation=material.explain(first.fact, evidence[:2]),
        thinking="understand", difficulty=0.45,
        covers=tuple(limit.fact.id(material.lesson) for limit, _ in pairs[1:]),
    )  # fmt: skip


def _usual(material: Material, limit: Limit, others: list[Limit]) -> str:
    lesson = material.lesson
    figure, unit = (lesson.seen(limit.fact.spans[name]) for name in ("figure", "unit"))
    head = lesson.text[limit.span[0] : limit.fact.spans["figure"][0]]
    for text in around(figure, unit, material.chance(limit.fact, "spare"), frozenset()):
        size = hours(text, unit)
        told = head + text + numbered(unit, text)
        if size and text not in ("1", "one") and all(_apart(size, o.hours) for o in others):
            return told if fold(told) not in lesson.folded else ""
    return ""
