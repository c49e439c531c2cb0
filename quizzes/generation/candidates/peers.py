"""Wrong members from the lesson itself: members of its other lists that could stand in this one.

Alike in length and in shape (a deed beside deeds, a 机制 beside 机制), said elsewhere and not here.
"""

from __future__ import annotations

from collections.abc import Sequence

from common.folding import fold, shadow
from quizzes.generation.candidates.draft import Choice, Material
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.options import VERBS
from quizzes.generation.filters.similarity import pieces

_LEAST = 4  # characters: shorter words are of too many classes
_END = 2  # characters that tell the class of a noun: 机制, 能力


def wrong_members(material: Material, fact: Found, keys: Sequence[str]) -> list[Choice]:
    """Mates from the lexicon first, then peers from the lesson, each with its reason."""
    place = material.words.place(fact.section)
    chance = material.chance(fact, "mates")
    mates = [
        Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
        for mate in material.lexicon.mates(keys, material.lesson, chance)
    ]
    return mates if len(mates) > 1 else mates + _peers(material, fact, keys)


def _peers(material: Material, fact: Found, keys: Sequence[str]) -> list[Choice]:
    if min(map(len, keys)) < _LEAST or material.lesson.language == "en":
        return []
    section = material.lesson.section(fact.section)
    here = pieces(material.lesson.text[section.start : section.end])
    heading = pieces(material.lesson.heading(fact.section) or "")
    found: dict[str, Choice] = {}
    for other in material.of("list", "members"):
        if other.section == fact.section:
            continue
        for member in other.members:
            text = material.cut(member)
            words = pieces(text)
            if not _is_like(text, keys) or len(words & here) * 2 >= len(words) or words & heading:
                continue
            why = material.words.say("not_listed_here", place=material.words.place(other.section))
            found.setdefault(fold(text), Choice(text, False, "elsewhere", why))
    choices = list(found.values())
    material.chance(fact, "peers").shuffle(choices)
    return choices


def _is_like(text: str, keys: Sequence[str]) -> bool:
    """Whether it could be taken for one of the keys by its looks."""
    seen, others = shadow(text), [shadow(key) for key in keys]
    lengths = [len(other) for other in others]
    if not min(lengths) <= len(seen) <= max(lengths) or seen in others:
        return False
    if any(other in seen or seen in other for other in others):
        return False
    ends = {other[-_END:] for other in others}
    if len(ends) == 1:
        return seen[-_END:] in ends
    shapes = {bool(VERBS.match(other)) for other in others}
    return shapes == {True} and bool(VERBS.match(seen))
