"""Questions on a rulebook's provisions: whom a duty binds, and what follows in which case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from common.folding import fold
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import pieces, shared

_OPTION_LIMIT = 40
_GROUP = 4  # three pairs and the right side of a fourth


def make(material: Material) -> Iterator[Draft]:
    duties = material.of("duty")
    for fact in duties:
        yield from _bound(material, fact, duties)
    yield from _match(material, duties, "subject", "duty", "match_duties")
    yield from _duties(material, duties)
    cases = material.of("case")
    yield from _match(material, cases, "result", "case", "match_cases")


def _bound(material: Material, fact: Found, duties: Sequence[Found]) -> Iterator[Draft]:
    """Who must or may do it, among others the rulebook binds, the nearest first."""
    key = material.cut(fact.spans["subject"])
    duty = material.cut(fact.spans["duty"])
    near = sorted(duties, key=lambda other: abs(other.start - fact.start))
    wrong: dict[str, Found] = {}
    for other in near:
        if other is not fact and _apart(material, fact, other, "subject", "duty"):
            name = material.cut(other.spans["subject"])
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


def _duties(material: Material, duties: Sequence[Found]) -> Iterator[Draft]:
    """All the provisions made for one body against those made for bodies unlike it."""
    groups: dict[str, list[Found]] = {}
    for fact in duties:
        if len(material.cut(fact.spans["duty"])) <= _OPTION_LIMIT:
            groups.setdefault(material.cut(fact.spans["subject"]), []).append(fact)
    for name, own in groups.items():
        others = [
            fact for facts in groups.values() for fact in facts
            if all(_apart(material, fact, f, "subject", "duty") for f in own)
        ]  # fmt: skip
        if len(own) < 2:
            continue
        own = own[:3]
        material.chance(own[0], "duty_multiple").shuffle(others)
        evidence = tuple(material.lesson.evidence((f.start, f.end)) for f in own)
        wrong = [
            material.other(material.cut(f.spans["duty"]), f.section, "duty") for f in others[:3]
        ]
        yield Draft(
            "multiple", "duty_multiple", own[0], material.words.say("duties", body=name), "",
            evidence, (*(material.right(f, material.cut(f.spans["duty"])) for f in own), *wrong),
            explanation=material.explain(own[0], evidence[:2]), thinking="understand",
            difficulty=0.5, covers=tuple(f.id(material.lesson) for f in own[1:]),
        )  # fmt: skip


def _match(
    material: Material, facts: Sequence[Found], right: str, left: str, wording: str
) -> Iterator[Draft]:
    """Provisions near each other whose right sides cannot be taken for one another."""
    waiting = list(facts)
    while len(waiting) >= _GROUP:
        group: list[Found] = []
        for fact in waiting:
            if len(group) < _GROUP and all(_apart(material, fact, g, right, left) for g in group):
                group.append(fact)
        if len(group) < _GROUP:
            return
        waiting = [fact for fact in waiting if fact not in group]
        *pairs, spare = group
        evidence = tuple(material.lesson.evidence((f.start, f.end)) for f in group)
        yield Draft(
            "match", f"{left}_match", pairs[0], material.words.say(wording), "", evidence,
            pairs=tuple(
                (material.cut(f.spans[left]), material.cut(f.spans[right])) for f in pairs
            ),
            extra_right=(material.cut(spare.spans[right]),),
            explanation=material.explain(pairs[0], evidence[:2]), thinking="understand",
            difficulty=0.45, covers=tuple(f.id(material.lesson) for f in pairs[1:]),
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
