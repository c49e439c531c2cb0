"""Questions on what follows on a breach: one consequence among those of other breaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared

_STAGE = re.compile("逾期|拒不|仍|情节|再次|屡")  # of the breach told before it
_CONSEQUENCE = re.compile(
    "警告|责令|吊销|罚款|处分|停止|取消|通报|公告|除名|降|撤|约谈|追究|没收|暂停|拘留|整改|调离|免职|退回|赔偿|扣"
)
_MOST_CASE = 46  # characters of the breach
_ALIKE = 0.75  # consequences so near that both could be meant


def make(material: Material) -> Iterator[Draft]:
    facts = [
        fact for fact in material.of("mapping")
        if fact.form == "cases" and _CONSEQUENCE.search(material.lesson.seen(fact.spans["right"]))
    ]  # fmt: skip
    groups: dict[int, list[Found]] = {}
    for fact in facts:
        groups.setdefault(fact.group, []).append(fact)
    stages = [fact for fact in facts if _is_stage(material, fact)]
    for group in groups.values():
        others = [fact for fact in stages if fact.group != group[0].group]
        for fact in group[1:]:
            if fact in stages:
                yield from _single(material, group[0], fact, others)


def _is_stage(material: Material, fact: Found) -> bool:
    return bool(_STAGE.match(material.lesson.seen(fact.spans["left"])))


def _single(material: Material, first: Found, fact: Found, others: list[Found]) -> Iterator[Draft]:
    """The breach as its sentence begins, at the stage asked for."""
    breach, stage = (material.cut(f.spans["left"]) for f in (first, fact))
    if len(breach) > _MOST_CASE:
        return
    key = material.cut(fact.spans["right"])
    told: dict[str, Found] = {}
    for other in others:
        text = material.cut(other.spans["right"])
        if fold(text) != fold(key) and shared(text, key) < _ALIKE:
            told.setdefault(text, other)
    lead = material.words.ruled(fact.section)
    stem = material.words.say("follows", lead=lead, breach=breach, stage=stage)
    evidence = (material.lesson.evidence((first.start, fact.end)),)
    yield Draft(
        "single", "case_single", fact, stem, breach + stage, evidence,
        (material.right(fact, key), *(
            Choice(text, False, "sibling", material.words.say(
                "sibling", text=text, owner=material.cut(other.spans["left"])))
            for text, other in [*told.items()][:3])),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.45,
    )  # fmt: skip
