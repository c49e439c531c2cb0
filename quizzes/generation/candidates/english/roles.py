"""English questions on who does what: an actor among the lesson's actors, duties matched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.telling import capital, judge
from quizzes.generation.facts.english.roles import THIRD
from quizzes.generation.facts.found import Found

_ALONE = re.compile(r"(?:is|are|takes?|has) (?:also )?(?:responsible|in charge|charge|care)")
_PAIRS = 4
_PERSON = re.compile(
    r"(?:er|or|ist|ian|istant|tendant|untant|student|president|agent|trustee|trainee|person|man|men"
    r"|woman|women|people|captain|guard|nurse|secretary|chair|deputy|head|clerk|cook|warden)s?$"
)
_IRREGULAR = {"are": "is", "take": "takes", "have": "has"}
_BASES = {base: third for third, base in THIRD.items()}


def make(material: Material) -> Iterator[Draft]:
    facts = _worth(material)
    for fact in facts:
        yield from _single(material, fact, facts)
        yield from _typed(material, fact)
        for truth in (True, False):
            yield from _judge(material, fact, facts, truth)
    yield from _match(material, [fact for fact in facts if fact.form == "english"])


def _worth(material: Material) -> list[Found]:
    """Charges, and plain verbs only where the section gives duties to several actors."""
    facts = material.of("role")
    actors: dict[str, set[str]] = {}
    for fact in facts:
        actors.setdefault(fact.section, set()).add(_name(material, fact))
    return [
        fact for fact in facts
        if fact.form == "passive" or len(actors[fact.section]) >= 3
        or _ALONE.match(material.lesson.seen(fact.spans["act"]))
    ]  # fmt: skip


def _actor(material: Material, fact: Found) -> str:
    return capital(material.cut(fact.spans["actor"]))


def _name(material: Material, fact: Found) -> str:
    return fold(re.sub(r"^(?:The|An?) ", "", _actor(material, fact)))


def _rivals(material: Material, fact: Found, facts: list[Found]) -> list[Found]:
    """Other actors, those of the same sentence first, none inside another's name."""
    own, found = _name(material, fact), dict[str, Found]()
    task = fold(material.cut(fact.spans["task"]))
    duties = {_name(material, f) for f in facts if fold(material.cut(f.spans["task"])) == task}
    near = sorted(facts, key=lambda f: (f.group != fact.group, f.section != fact.section,
                                        abs(f.start - fact.start)))  # fmt: skip
    for other in near:
        name = _name(material, other)
        if name not in duties and name not in own and own not in name:
            found.setdefault(name, other)
    return list(found.values())


def _is_person(fact_name: str) -> bool:
    """Somebody rather than some body: officers stand among officers, offices among offices."""
    return bool(_PERSON.search(fact_name))


def _stem(material: Material, fact: Found) -> tuple[str, str]:
    """The question and the lesson's words in it; the verb shows no number."""
    lead = material.words.lead(fact.section)
    if _name(material, fact) in fold(lead):
        lead = material.words.say("lead_plain")
    if fact.form == "passive":
        words = material.lesson.text[fact.start : fact.spans["actor"][0]]
        focus = material.words.stop(words + material.words.gap)
        return lead + focus, focus
    act, task = (material.cut(fact.spans[name]) for name in ("act", "task"))
    first, _, rest = act.partition(" ")
    act = _BASES.get(act) or f"{_IRREGULAR.get(first, first)} {rest}".strip()
    return material.words.say("who", lead=lead, act=act, task=task), f"{act} {task}"


def _single(material: Material, fact: Found, facts: list[Found]) -> Iterator[Draft]:
    stem, focus = _stem(material, fact)
    key = _actor(material, fact) if fact.form != "passive" else material.cut(fact.spans["actor"])
    wrong = []
    rivals = _rivals(material, fact, facts)
    if fact.form == "passive":
        rivals = [f for f in rivals if _actor(material, f).startswith("The ")]
    own = _is_person(_name(material, fact))
    rivals.sort(key=lambda f: (f.group != fact.group, _is_person(_name(material, f)) != own))
    if not any(_is_person(_name(material, f)) == own for f in rivals[:3]):
        return
    for other in rivals[:3]:
        name = _actor(material, other)
        name = name[:1].lower() + name[1:] if fact.form == "passive" else name
        owner = f"{material.cut(other.spans['act'])} {material.cut(other.spans['task'])}"
        if other.form == "passive":
            owner = material.cut(other.spans["task"])
        why = material.words.say("sibling", text=name, owner=owner)
        wrong.append(Choice(name, False, "sibling", why))
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "role_single", fact, stem, focus, evidence, (material.right(fact, key), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _typed(material: Material, fact: Found) -> Iterator[Draft]:
    """The actor typed, with or without article."""
    start, end = fact.spans["actor"]
    key = material.cut((start, end))
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", key)
    if len(bare.split()) > 3:
        return
    focus = material.gapped((fact.start, fact.end), [(end - len(bare), end)])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "role_blank", fact, material.stem(fact.section, focus, [bare]), focus, evidence,
        accepted=((bare, key),) if bare != key else ((key,),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _judge(material: Material, fact: Found, facts: list[Found], truth: bool) -> Iterator[Draft]:
    """False by giving a duty to the actor of a neighbouring duty."""
    mates = [f for f in _rivals(material, fact, facts) if f.section == fact.section]
    if not mates:
        return
    told = fact if truth else material.chance(fact, "role_judge").choice(mates[:3])
    if fact.form == "passive":
        words = material.lesson.text[fact.start : fact.spans["actor"][0]]
        actor = material.cut(told.spans["actor"])
        statement = words + actor[:1].lower() + actor[1:]
    else:
        act = _agreeing(material, fact, told)
        statement = f"{_actor(material, told)} {act} {material.cut(fact.spans['task'])}"
    yield judge(material, "role_judge", fact, material.words.stop(statement), truth)


def _agreeing(material: Material, fact: Found, actor: Found) -> str:
    """The duty's verb in the number of whoever is said to do it."""
    act = material.cut(fact.spans["act"])
    is_plural = material.cut(actor.spans["actor"]).endswith("s")
    first, _, rest = act.partition(" ")
    if is_plural:
        singular = {one: many for many, one in _IRREGULAR.items()}
        return THIRD.get(act) or f"{singular.get(first, first)} {rest}".strip()
    return _BASES.get(act) or f"{_IRREGULAR.get(first, first)} {rest}".strip()


def _match(material: Material, facts: list[Found]) -> Iterator[Draft]:
    """Duties of one section, all of actors of one number, or the verb would show whose they are."""
    groups: dict[tuple[str, bool], dict[str, Found]] = {}
    for fact in facts:
        is_plural = _actor(material, fact).endswith("s")
        groups.setdefault((fact.section, is_plural), {}).setdefault(_name(material, fact), fact)
    for group in groups.values():
        chosen = list(group.values())
        if len(chosen) < _PAIRS:
            continue
        pairs, spare = chosen[:_PAIRS], chosen[_PAIRS : _PAIRS + 1]
        if not spare:
            pairs, spare = chosen[:-1], chosen[-1:]
        evidence = tuple(
            dict.fromkeys(material.lesson.evidence((f.start, f.end)) for f in [*pairs, *spare])
        )
        yield Draft(
            "match", "role_match", pairs[0], material.words.say("match_roles"), "", evidence,
            pairs=tuple((_duty(material, f), _actor(material, f)) for f in pairs),
            extra_right=(_actor(material, spare[0]),),
            explanation=material.explain(pairs[0], evidence[:2]), thinking="understand",
            difficulty=0.45, covers=tuple(f.id(material.lesson) for f in pairs[1:]),
        )  # fmt: skip


def _duty(material: Material, fact: Found) -> str:
    return material.cut((fact.spans["act"][0], fact.spans["task"][1]))
