"""Questions on a rulebook's duties: whether something must, may or may not be done."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found

_MOST = 4  # all have one key: more would teach to guess it
_MODALS = {"hans": ("应当", "可以", "不得"), "hant": ("應當", "可以", "不得")}


def make(material: Material) -> Iterator[Draft]:
    """What may be done; of what must be done 不得 is no serious alternative."""
    facts = material.of("modal")
    may = [
        fact
        for fact in facts
        if material.lesson.seen(fact.spans["modal"]) == "可以"
        and not material.lesson.shadow.startswith("连", fact.spans["modal"][1])
    ]  # 不得连任 is said, 应当连任 is not
    for fact in may[:_MOST]:
        yield from _single(material, fact)


def _single(material: Material, fact: Found) -> Iterator[Draft]:
    key = material.cut(fact.spans["modal"])
    window = (fact.start, fact.end)
    focus = material.gapped(window, [fact.spans["modal"]], material.words.gap)
    evidence = (material.lesson.evidence(window),)
    why = material.words.say("number", key=key, place=material.words.place(fact.section))
    modals = _MODALS.get(material.lesson.language, ())
    wrong = [Choice(modal, False, "modal", why) for modal in modals if modal != key]
    yield Draft(
        "single", "modal_single", fact, material.stem(fact.section, focus), focus, evidence,
        (material.right(fact, key), *wrong), explanation=material.explain(fact, evidence),
        thinking="understand", difficulty=0.3,
    )  # fmt: skip
