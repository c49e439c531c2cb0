"""Questions on what a thing is and is not; the denied sides are the wrong options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found

_AFTER_OF = re.compile(r"的(?P<gap>[^的]{2,5}?)(?:[跑走撤]|转移|撤离)?$")
_TYPED_LIMIT = 7  # longer words cannot be asked to be typed as they stand


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("denial"):
        subject, key = (material.cut(fact.spans[name]) for name in ("subject", "key"))
        evidence = (material.lesson.evidence((fact.start, fact.end)),)
        explanation = material.explain(fact, evidence)
        heading = material.lesson.heading(fact.section) or material.lesson.outline.title
        wrong = [
            Choice(text, False, "sibling", material.words.say(
                "number", key=key, place=material.words.place(fact.section)))
            for text in (material.cut(fact.spans[name]) for name in ("one", "other"))
        ]  # fmt: skip
        yield Draft(
            "single", "denial_single", fact,
            material.words.say(fact.form, heading=heading, subject=subject), subject, evidence,
            (material.right(fact, key), *wrong), explanation=explanation, thinking="understand",
            difficulty=0.35,
        )  # fmt: skip
        gap = _gap(material, fact)
        if gap is not None:
            key = material.cut(gap)
            start = fact.start if fact.form == "but" else fact.spans["key"][0]
            focus = material.gapped((start, fact.end), [gap])
            yield Draft(
                "blank", "denial_blank", fact, material.stem(fact.section, focus, [key]), focus,
                evidence, accepted=((key,),), explanation=explanation, difficulty=0.45,
            )  # fmt: skip


def _gap(material: Material, fact: Found) -> Span | None:
    """The affirmed side where it is short, else the words after its last 的."""
    start, end = fact.spans["key"]
    match = _AFTER_OF.search(material.lesson.seen((start, end)))
    if fact.form == "but" and end - start <= _TYPED_LIMIT:
        return (start, end)
    return (start + match.start("gap"), start + match.end("gap")) if match else None
