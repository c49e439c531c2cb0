"""Questions on who did it, and which meeting: nothing false is ever stated of a person."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import fold, shadow
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.deeds import companions
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared
from quizzes.generation.names import FAMOUS

_STEMS = {"deed": "deed", "meeting": "meeting"}
_FEWEST = 3  # wrong options
_BESIDE = 2  # persons who may well be taken for the one
_MATCHES = {"deed": "match_deeds", "meeting": "match_meetings"}


def make(material: Material) -> Iterator[Draft]:
    groups: dict[str, list[Found]] = {}  # persons by section, meetings over the lesson
    for fact in material.of("deed"):
        place = fact.form if fact.form == "meeting" else fact.section
        groups.setdefault(place, []).append(fact)
    everybody = material.of("deed")
    for facts in groups.values():
        for fact in facts:
            yield from _single(material, fact, [*facts, *_elsewhere(fact, everybody)])
        names = [_name(material, f) for f in material.of("deed") if f.form == facts[0].form]
        yield from _match(material, facts, names)


def _elsewhere(fact: Found, everybody: list[Found]) -> list[Found]:
    """Those the lesson tells of in other sections, the nearest first."""
    others = [f for f in everybody if f.section != fact.section and f.form == fact.form == "deed"]
    return sorted(others, key=lambda other: abs(other.start - fact.start))


def _name(material: Material, fact: Found) -> str:
    return material.cut(fact.spans["name"])


def _others(material: Material, fact: Found, facts: list[Found]) -> list[str]:
    """Others of the group who neither did nearly the same nor are named in it."""
    act = material.cut(fact.spans["act"])
    alike = {
        _name(material, other)
        for other in facts
        if other.group != fact.group and shared(act, material.cut(other.spans["act"])) >= 0.5
    }
    # Who is told of in the same sentence, or did a thing of the same sort, may be taken for them.
    near = sorted(facts, key=lambda f: (f.group != fact.group, not _is_beside(material, fact, f)))
    names = dict.fromkeys(_name(material, other) for other in near)
    names.pop(_name(material, fact))
    return [name for name in names if name not in alike and fold(name) not in fold(act)]


def _is_beside(material: Material, fact: Found, other: Found) -> bool:
    """Told of in one paragraph, or of one sort of deed: one may be taken for the other."""
    one, two = (material.lesson.sentence_at(f.start) for f in (fact, other))
    is_near = one is not None and two is not None and one.paragraph == two.paragraph
    verbs = [material.cut(f.spans["act"])[:1] for f in (fact, other)]
    return is_near or verbs[0] == verbs[1]


def _single(material: Material, fact: Found, facts: list[Found]) -> Iterator[Draft]:
    act = material.cut(fact.spans["act"])
    if "《" in act and shadow(_name(material, fact)) in FAMOUS:
        return  # everybody knows whose it is
    wrong = _others(material, fact, facts)
    beside = {_name(material, f) for f in facts if _is_beside(material, fact, f)}
    if fact.form == "deed":
        wrong = [name for name in wrong if name in beside]
    if fact.form == "deed" and len(wrong) < _BESIDE:
        return
    if fact.form == "deed" and len(wrong) < _FEWEST:
        told = {_name(material, other) for other in material.of("deed")}
        wrong += [n for n in companions(material.lesson, told) if fold(n) not in fold(act)]
    wrong = wrong[:_FEWEST]
    material.chance(fact, "deed_single").shuffle(wrong)
    heading = material.lesson.heading(fact.section) or material.lesson.outline.title
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "deed_single", fact,
        material.words.say(_STEMS[fact.form], heading=heading, act=act), act, evidence,
        (material.right(fact, _name(material, fact)),
         *(material.other(name, _place(material, fact, name), "person") for name in wrong[:3])),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _place(material: Material, fact: Found, name: str) -> str:
    """The section that tells of a person: the asked one if it does, else the first."""
    told = [
        sentence.section for sentence in material.lesson.sentences
        if name in material.lesson.cut((sentence.start, sentence.end))
    ]  # fmt: skip
    return fact.section if fact.section in told else next(iter(told), fact.section)


def _match(material: Material, facts: list[Found], names: list[str]) -> Iterator[Draft]:
    """One deed a person, three persons or more; over stays the name of one more."""
    chosen: dict[str, Found] = {}
    for fact in facts:
        chosen.setdefault(_name(material, fact), fact)
    group = list(chosen.values())[:5]
    over = [name for name in names if name not in chosen]
    pairs, spare = (group[:-1], _name(material, group[-1])) if len(group) > 3 else (group, "")
    spare = spare or next(iter(over), "")
    if len(pairs) < 3 or not spare:
        return
    evidence = tuple(
        dict.fromkeys(material.lesson.evidence((fact.start, fact.end)) for fact in group)
    )
    yield Draft(
        "match", "deed_match", pairs[0], material.words.say(_MATCHES[pairs[0].form]), "", evidence,
        pairs=tuple((material.cut(f.spans["act"]), _name(material, f)) for f in pairs),
        extra_right=(spare,), explanation=material.explain(pairs[0], evidence),
        thinking="understand", difficulty=0.45,
        covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
    )  # fmt: skip
