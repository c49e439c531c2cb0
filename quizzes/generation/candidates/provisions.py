"""Questions on a rulebook's provisions: whom a duty binds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from common.folding import fold
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import pieces, shared


def make(material: Material) -> Iterator[Draft]:
    duties = material.of("duty")
    for fact in duties:
        yield from _bound(material, fact, duties)


def _bound(material: Material, fact: Found, duties: Sequence[Found]) -> Iterator[Draft]:
    """Who must or may do it, among others the rulebook binds, the nearest first."""
    key = material.cut(fact.spans["subject"])
    duty = material.cut(fact.spans["duty"])
    near = sorted(duties, key=lambda other: abs(other.start - fact.start))
    wrong: dict[str, Found] = {}
    for other in near:
        if other is not fact and _apart(material, fact, other, "subject", "duty"):
            name = material.cut(other.spans["subject"])
            if name[-1] != key[-1]:
                continue  # a ministry is not taken for a school
            if all(shared(name, taken) < 0.5 and name not in taken for taken in wrong):
                wrong.setdefault(name, other)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    lead = material.words.say("lead_plain")
    stem = material.words.say("bound", lead=lead, duty=duty)
    yield Draft(
        "single", "duty_single", fact, stem, duty, evidence,
        (material.right(fact, key),
         *(material.other(name, owner.section, "duty") for name, owner in [*wrong.items()][:3])),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _apart(material: Material, one: Found, other: Found, right: str, left: str) -> bool:
    """Neither right side holds the other, nor is it named by the other's left side."""
    a, b = (fold(material.cut(fact.spans[right])) for fact in (one, other))
    lefts = [material.cut(fact.spans[left]) for fact in (one, other)]
    if right == "subject" and (_names(one, other, material) or _names(other, one, material)):
        return False  # 高等学校 beside 学校、家庭和社会: one of them is the other
    if a in b or b in a or a in fold(lefts[1]) or b in fold(lefts[0]):
        return False
    if pieces(lefts[0]) and shared(*lefts) >= 0.6:
        return False
    return shared(material.cut(one.spans[right]), material.cut(other.spans[right])) < 0.5


def _names(one: Found, other: Found, material: Material) -> bool:
    """The sort of body one subject names stands in the other as well."""
    bodies = re.split(r"[、和及与]", material.lesson.seen(one.spans["subject"]))
    return any(body[-2:] in material.lesson.seen(other.spans["subject"]) for body in bodies if body)
