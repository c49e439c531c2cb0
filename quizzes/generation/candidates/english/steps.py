"""English questions on stated orders: what comes first, after, last; what a step asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.telling import capital
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared

_SIDE_BY_SIDE = re.compile(
    r"\b(?:rules|habits|reasons|duties|principles|promises|rights|tips|don'?ts)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:it|them|him|her)\b")
_PLACES = (("first", 0), ("after", 1), ("last", -1))


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("sequence"):
        if _SIDE_BY_SIDE.search(material.lesson.heading(fact.section) or ""):
            continue  # six rules are told one after the other and hold all at once
        yield from _order(material, fact)
        for truth in (True, False):
            yield from _judge(material, fact, truth)
    orders = material.of("orders")
    for fact in orders:
        mates = [f for f in orders if f is not fact and f.group == fact.group]
        yield from _multiple(material, fact, mates)


def _titles(material: Material, fact: Found) -> list[str]:
    return [capital(material.cut(member)) for member in fact.members]


def _evidence(material: Material, fact: Found) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(material.lesson.evidence(member) for member in fact.members))


def _order(material: Material, fact: Found) -> Iterator[Draft]:
    """First, next and last of a stated order; the other steps are the wrong options."""
    heading, titles = material.lesson.heading(fact.section), _titles(material, fact)
    if heading is None:
        return
    place_name = material.words.place(fact.section)
    for name, place in _PLACES:
        key = titles[place]
        wrong = [t for t in titles if t != key and not (name == "after" and t == titles[0])]
        if len(wrong) < 2:
            continue
        material.chance(fact, "order" + name).shuffle(wrong)
        evidence = _evidence(material, fact)
        whys = [material.words.say("step", text=t, n=str(titles.index(t) + 1), place=place_name)
                for t in wrong[:3]]  # fmt: skip
        step = titles[0] if name == "after" else ""
        yield Draft(
            "single", "order_single", fact, material.words.say(name, heading=heading, step=step),
            "", evidence, (material.right(fact, key), *(
                Choice(t, False, "sibling", why) for t, why in zip(wrong, whys, strict=False))),
            explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.35,
        )  # fmt: skip


def _judge(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    """Two steps next to each other, told in their order or turned round."""
    heading, titles = material.lesson.heading(fact.section), _titles(material, fact)
    if heading is None:
        return
    whole = [i for i in range(len(titles) - 1) if not _PRONOUN.search(" ".join(titles[i : i + 2]))]
    if not whole:
        return
    place = material.chance(fact, "order_judge").choice(whole)
    pair = titles[place : place + 2]
    first, second = pair if truth else pair[::-1]
    said = material.words.say("says_true" if truth else "says_false", truth=" → ".join(pair))
    evidence = _evidence(material, fact)
    yield Draft(
        "judge", "order_judge", fact,
        material.words.say("order_judge", heading=heading, first=first, second=second), first,
        evidence, truth=truth, explanation=said, thinking="understand", difficulty=0.3,
    )  # fmt: skip


def _multiple(material: Material, fact: Found, mates: list[Found]) -> Iterator[Draft]:
    """What one step asks for, against what the other steps ask for."""
    keys = [capital(material.cut(member)) for member in fact.members][:3]
    parent = material.lesson.section(fact.section).parent
    heading = material.lesson.heading(parent) if parent else None
    if len(keys) < 2 or heading is None:
        return
    pool = [
        (capital(material.cut(member)), other)
        for other in sorted(mates, key=lambda f: abs(f.start - fact.start))
        for member in other.members
    ]
    wrong = [
        material.other(text, other.section, "sibling")
        for text, other in pool if all(shared(text, key) < 0.5 for key in keys)
    ]  # fmt: skip
    material.chance(fact, "orders").shuffle(wrong)
    evidence = tuple(dict.fromkeys(map(material.lesson.evidence, fact.members)))
    title = material.lesson.heading(fact.section) or material.cut(fact.spans["title"])
    yield Draft(
        "multiple", "orders_multiple", fact,
        material.words.say("orders", heading=heading, title=title), "", evidence,
        (*(material.right(fact, key) for key in keys), *wrong[:3]),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.45,
    )  # fmt: skip
