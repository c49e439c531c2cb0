"""English questions on what is listed: a short member typed, all told from a sister list's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.telling import gapped, typed
from quizzes.generation.facts.english.reading import window
from quizzes.generation.facts.found import Found

_COUNTED = re.compile(  # four things: the decision, …
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]) (?:[a-z\-]+ ){0,2}?[a-z\-]+s\b"
)
_TYPED_WORDS = 2  # longer members can be worded in too many ways


def make(material: Material) -> Iterator[Draft]:
    is_told = False  # of sister lists one is asked: a second would answer the first
    for fact in material.of("list"):
        yield from _blank(material, fact)
        drafts = [] if is_told else list(_multiple(material, fact))
        is_told = is_told or any(draft.wrong for draft in drafts)
        yield from drafts


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """A member with marks on both sides: its borders are sure."""
    place = window(material.lesson, (fact.start, fact.end))
    inner = [m for m in fact.members[1:-1] if len(material.cut(m).split()) <= _TYPED_WORDS]
    if place is None or not inner or not _COUNTED.search(material.lesson.seen(place.span)):
        return  # what the lesson does not count can be put in other words, or go on
    chosen = material.chance(fact, "list_blank").choice(inner)
    key = material.cut(chosen)
    focus = gapped(material, place, [chosen])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "list_blank", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(typed(key),), explanation=material.explain(fact, evidence), difficulty=0.5,
    )  # fmt: skip


def _multiple(material: Material, fact: Found) -> Iterator[Draft]:
    """All members of a list against those of lists whose subject ends in the same words."""
    place = window(material.lesson, (fact.start, fact.end))
    if place is None or not 2 <= len(fact.members) <= 5:
        return
    keys = [material.cut(member) for member in fact.members]
    text = material.lesson.text
    before = place.before + text[place.start : fact.start]
    after = text[fact.end : place.end]
    stem = material.words.say(
        "listed", lead=material.words.lead(fact.section), before=before, after=after
    )
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "multiple", "list_multiple", fact, stem, before + after, evidence,
        (*(material.right(fact, key) for key in keys), *_cousins(material, fact, keys)),
        explanation=material.explain(fact, evidence), difficulty=0.5,
    )  # fmt: skip


def _cousins(material: Material, fact: Found, keys: list[str]) -> list[Choice]:
    """Members of “Physical hazards include” for “Chemical hazards include”."""
    subject = material.cut(fact.spans["subject"]).split()
    told = fold(material.lesson.text[fact.start : fact.end])
    found = []
    for other in material.of("list"):
        owner = material.cut(other.spans["subject"])
        if other.start == fact.start or other.section != fact.section:
            continue
        if owner.split()[-2:] != subject[-2:] or owner.split() == subject:
            continue
        found += [
            Choice(text, False, "sibling", material.words.say("sibling", text=text, owner=owner))
            for text in map(material.cut, other.members)
            if fold(text) not in told
        ]
    material.chance(fact, "cousins").shuffle(found)
    return found[: 3 if len(keys) < 5 else 2]
