"""The only place that reads text: one finder per kind of fact, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizzes.generation.facts import (
    attributions,
    bearers,
    classes,
    deeds,
    definitions,
    denials,
    english,
    enumerations,
    firsts,
    headings,
    kindred,
    laws,
    lists,
    mappings,
    members,
    modals,
    numbers,
    obligations,
    ordinals,
    pairings,
    penalties,
    places,
    roles,
    sayings,
    scales,
    shifts,
    spirits,
    tables,
    terms,
    titles,
)
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_CHINESE: tuple[Callable[[Lesson], list[Found]], ...] = (
    attributions.find,
    classes.find,
    deeds.find,
    definitions.find,
    denials.find,
    enumerations.find,
    firsts.find,
    headings.find,
    kindred.find,
    laws.find,
    members.find,  # before lists: of one run the finder that knows more of it is kept
    lists.find,
    mappings.find,
    modals.find,
    numbers.find,
    obligations.find,
    ordinals.find,
    pairings.find,
    penalties.find,
    places.find,
    roles.find,
    bearers.find,  # after roles: what both find is told as a role of office
    sayings.find,
    scales.find,
    shifts.find,
    spirits.find,
    tables.find,
    terms.find,
    titles.find,
)
_ENGLISH: tuple[Callable[[Lesson], list[Found]], ...] = (english.find, headings.find, tables.find)
_BORNE = ("charged", "shared")


def find_facts(lesson: Lesson) -> list[Found]:
    """Every fact in reading order; the same words twice make one fact, at their first place."""
    found: dict[str, Found] = {}
    for finder in _ENGLISH if lesson.language == "en" else _CHINESE:
        for fact in finder(lesson):
            kept = found.get(fact.id(lesson))
            if kept is None or fact.start < kept.start:
                found[fact.id(lesson)] = fact
    return sorted(
        _without_shadowed(found.values()), key=lambda fact: (fact.start, fact.end, fact.kind)
    )


def _without_shadowed(facts: Iterable[Found]) -> list[Found]:
    """A quoted term that is also a cited phrase, a list or one side of a shift is asked as that."""
    facts = _without_told_twice(list(facts))
    fuller = [
        fact.spans.get("quote") or (fact.start, fact.end)
        for fact in facts
        if fact.kind in ("attribution", "shift") or (fact.kind == "list" and fact.form == "quoted")
    ]
    return [
        fact
        for fact in facts
        if fact.kind != "term"
        or not any(a <= fact.spans["term"][0] and fact.spans["term"][1] <= b for a, b in fuller)
    ]


def _without_told_twice(facts: list[Found]) -> list[Found]:
    """Parallel duties are roles; the same clauses are no mapping besides.

    Of what two finders read in the same words the older kind is kept.
    """
    roles = [fact for fact in facts if fact.kind == "role" and fact.form not in _BORNE]
    facts = [
        fact
        for fact in facts
        if fact.kind != "mapping" or not any(role.start <= fact.start < role.end for role in roles)
    ]
    kin = [fact for fact in facts if fact.kind == "kindred"]
    facts = [f for f in facts if f.kind not in ("mapping", "definition") or not _overlap(f, kin)]
    told = [f for f in facts if f.kind in ("mapping", "definition", "aspect", "kindred")]
    named = [fact for fact in facts if fact.kind == "members" and fact.form == "named"]
    actors = {role.spans["actor"] for role in roles}
    return [
        fact
        for fact in facts
        if not (fact.kind == "pairing" and _overlap(fact, told))
        and not (fact.kind == "list" and _overlap(fact, named))
        and not (fact.form in _BORNE and fact.spans["actor"] in actors)
    ]


def _overlap(fact: Found, told: list[Found]) -> bool:
    return any(other.start < fact.end and fact.start < other.end for other in told)
