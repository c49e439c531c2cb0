"""Questions on when laws came into force: dates of the lesson's other laws are the wrong ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.laws import stage

_NEAR = 15  # years: a law of another age deceives nobody


def make(material: Material) -> Iterator[Draft]:
    facts = material.of("law")
    dates: dict[str, Found] = {}
    for fact in facts:
        dates.setdefault(_date(material, fact), fact)
    for fact in facts:
        if fact.form != "own" or stage(material.lesson, fact) == "施行":
            yield from _single(material, fact, dates)
    stages: dict[str, list[Found]] = defaultdict(list)
    for fact in (fact for fact in facts if fact.form != "own"):
        stages[stage(material.lesson, fact)].append(fact)
    for group in stages.values():
        yield from _match(material, group, dates)


def _date(material: Material, fact: Found) -> str:
    return material.cut(fact.spans["date"])


def _order(date: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", date)))


def _name(material: Material, fact: Found) -> str:
    """With its 《》 where the lesson sets them."""
    start, end = fact.spans["name"]
    is_marked = material.lesson.shadow[start - 1] == "《"
    return material.lesson.text[start - is_marked : end + is_marked]


def _stage(material: Material, fact: Found) -> str:
    """Which law, and that it was passed or published on that day."""
    return _name(material, fact) + material.cut(fact.spans["verb"])


def _single(material: Material, fact: Found, dates: dict[str, Found]) -> Iterator[Draft]:
    """The date among those nearest to it, in rising order."""
    key = _date(material, fact)
    others = sorted(
        (d for d in dates if d != key and abs(_order(d)[0] - _order(key)[0]) <= _NEAR),
        key=lambda date: (abs(_order(date)[0] - _order(key)[0]), _order(date)),
    )[:3]
    choices = [material.right(fact, key)] + [
        Choice(date, False, "date", material.words.say(
            "sibling", text=date, owner=_stage(material, dates[date])))
        for date in others
    ]  # fmt: skip
    choices.sort(key=lambda choice: _order(choice.text))
    name, verb = _name(material, fact), material.cut(fact.spans["verb"])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "law_single", fact, material.words.say("law", law=name, verb=verb), name,
        evidence, tuple(choices), explanation=material.explain(fact, evidence), difficulty=0.45,
        is_ordered=True,
    )  # fmt: skip


def _match(material: Material, facts: list[Found], dates: dict[str, Found]) -> Iterator[Draft]:
    """Three laws or more; over stays the date of another, or of another stage of one of them."""
    chosen: dict[str, Found] = {}
    for fact in facts:
        chosen.setdefault(_date(material, fact), fact)
    pairs = list(chosen.values())[:4]
    spare = [date for date in dates if date not in {_date(material, fact) for fact in pairs}]
    if len(pairs) < 3 or not spare:
        return
    evidence = tuple(
        dict.fromkeys(material.lesson.evidence((fact.start, fact.end)) for fact in pairs)
    )
    verb = material.cut(pairs[0].spans["verb"])
    yield Draft(
        "match", "law_match", pairs[0], material.words.say("match_laws", verb=verb), "", evidence,
        pairs=tuple((_name(material, f), _date(material, f)) for f in pairs),
        extra_right=(spare[0],), explanation=material.explain(pairs[0], evidence),
        thinking="remember", difficulty=0.5,
        covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
    )  # fmt: skip
