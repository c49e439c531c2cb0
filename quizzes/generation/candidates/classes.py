"""Questions on classes and ranks: what belongs to one class, what stands one rank above."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import shadow
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found

_SHOWN = 4


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("class"):
        yield from _multiple(material, fact)
    for fact in material.of("rank"):
        yield from _rank(material, fact)


def _heading(material: Material, fact: Found) -> str:
    return material.lesson.heading(fact.section) or material.lesson.outline.title


def _multiple(material: Material, fact: Found) -> Iterator[Draft]:
    """Members of one class against members of its neighbours."""
    name = material.cut(fact.spans["left"])
    others = [material.cut(span) for span in fact.details]
    material.chance(fact, "class_multiple").shuffle(others)
    place = material.words.place(fact.section)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "multiple", "class_multiple", fact,
        material.words.say("members", heading=_heading(material, fact), told=name), name, evidence,
        (*(material.right(fact, material.cut(m)) for m in fact.members[:_SHOWN]),
         *(Choice(text, False, "sibling", material.words.say("other", text=text, place=place))
           for text in others[:3])),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.4,
    )  # fmt: skip


def _rank(material: Material, fact: Found) -> Iterator[Draft]:
    """What stands next; a name that holds its neighbour's gives it away and is passed over."""
    names = [material.cut(member) for member in fact.members]
    places = [
        place
        for place in range(len(names) - 1)
        if names[place] not in names[place + 1]
        and names[place + 1] not in names[place]
        and shadow(names[place + 1]) not in ("高", "低")  # the question says 低一级
    ]
    chance = material.chance(fact, "rank_single")
    chance.shuffle(places)
    for at in places:
        yield _next(material, fact, names, at)


def _next(material: Material, fact: Found, names: list[str], at: int) -> Draft:
    chance = material.chance(fact, f"rank_single{at}")
    wrong = [name for name in names if name not in (names[at], names[at + 1])]
    chance.shuffle(wrong)
    place = material.words.place(fact.section)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    stem = material.words.say(
        "rank", heading=_heading(material, fact), told=names[at],
        top=material.cut(fact.spans["top"]),
    )  # fmt: skip
    return Draft(
        "single", "rank_single", fact, stem, names[at], evidence,
        (material.right(fact, names[at + 1]), *(
            Choice(name, False, "sibling", material.words.say(
                "step", text=name, n=str(names.index(name) + 1), place=place))
            for name in wrong[:3])),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.4,
    )  # fmt: skip
