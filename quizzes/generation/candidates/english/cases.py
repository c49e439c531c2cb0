"""English questions on rules for certain cases: which cases, and what follows in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.telling import capital, typed
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared

_TYPED_WORDS = 3


def make(material: Material) -> Iterator[Draft]:
    facts = material.of("condition")
    for fact in facts:
        yield from _multiple(material, fact, facts)
        yield from _blank(material, fact)


def _multiple(material: Material, fact: Found, facts: list[Found]) -> Iterator[Draft]:
    """The cases a rule names against cases other rules of the lesson name."""
    keys = [material.cut(member) for member in fact.members]
    wrong = []
    for other in sorted(facts, key=lambda f: abs(f.start - fact.start)):
        if other is fact or _who(material, other) != _who(material, fact):
            continue
        if shared(material.cut(other.spans["result"]), material.cut(fact.spans["result"])) >= 0.5:
            continue
        for text in map(material.cut, other.members):
            owner = f"{material.cut(other.spans['modal'])} {material.cut(other.spans['result'])}"
            why = material.words.say("sibling", text=text, owner=owner)
            if fold(text) not in fold(" ".join(keys)) and len(text) <= 60:
                wrong.append(Choice(text, False, "sibling", why))
    who, joint, modal, result = (
        material.cut(fact.spans[name]) for name in ("who", "joint", "modal", "result")
    )
    focus = material.words.stop(f"{capital(who)} {joint} {material.words.gap} {modal} {result}")
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "multiple", "case_multiple", fact,
        material.words.say("cases", lead=material.words.lead(fact.section), words=focus), focus,
        evidence, (*(material.right(fact, key) for key in keys), *wrong[:3]),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.45,
    )  # fmt: skip


def _who(material: Material, fact: Found) -> str:
    return fold(material.cut(fact.spans["who"]))


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """A consequence of one to three words is typed."""
    start, end = fact.spans["result"]
    article = re.match(r"(?:the|an?) ", material.lesson.seen((start, end)))
    start += article.end() if article else 0
    key = material.cut((start, end))
    size = len(key.split())
    if size > _TYPED_WORDS or not article:
        return  # sight that is failing may be poor as well, what is worth nothing worthless
    if any(char.isdigit() for char in key):
        return
    focus = material.gapped((fact.start, fact.end), [(start, end)])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "case_blank", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(typed(key),), explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip
