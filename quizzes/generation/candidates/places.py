"""Questions on where it happened: typed, or chosen among other places the lesson tells of."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.spellings import of_place
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.worth import is_landmark
from quizzes.generation.statements import statement


def make(material: Material) -> Iterator[Draft]:
    facts = [
        fact for fact in material.of("place")
        if is_landmark(material, material.lesson.evidence((fact.start, fact.end)))
    ]  # fmt: skip
    for fact in facts:
        window = statement(material.lesson, (fact.start, fact.end), narrow=True, is_headed=True)
        if window is None:
            continue
        key = material.cut(fact.spans["place"])
        around = fold(material.cut(window).replace(key, "", 1))
        if fold(key) in around:
            continue
        yield _blank(material, fact, window, key)
        lures = dict.fromkeys(material.cut(other.spans["place"]) for other in facts)
        wrong = [name for name in lures if name != key and fold(name) not in around]
        yield from _single(material, fact, window, key, wrong)


def _blank(material: Material, fact: Found, window: Span, key: str) -> Draft:
    focus = material.gapped(window, [fact.spans["place"]])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    return Draft(
        "blank", "place_blank", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(of_place(material.lesson, fact.spans["place"]),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _single(
    material: Material, fact: Found, window: Span, key: str, wrong: list[str]
) -> Iterator[Draft]:
    """Among other places the lesson tells of."""
    if len(wrong) < 2:
        return
    lesson = material.lesson
    focus = material.gapped(window, [fact.spans["place"]], material.words.gap)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "place_single", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        (material.right(fact, key),
         *(material.other(name, lesson.home_of(name), "place") for name in wrong[:3])),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip
