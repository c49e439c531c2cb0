"""Questions on a rulebook's articles: what they ask of whom, chosen or told in one's own words.

Of a law nothing false is told, and whom a duty binds mostly shows in its words; what is asked of
one party among what is asked of others is a matter of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from common.folding import fold
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.modals import is_rulebook
from quizzes.generation.filters.similarity import pieces, shared
from quizzes.generation.lesson import Lesson, Sentence

_MODAL = 2  # characters
_DEED = range(6, 31)  # characters of one that is chosen
_SHOWN = 3
_MOST_PAIRS = 4
_POINTS = range(2, 13)
_ALIKE = 0.5
_LEANS = re.compile("其(?!他)|有关|相关|相应|上述|前款|该|依法$|规定的")
_BODY = re.compile("[、和及与]|以及")
_MARK = re.compile(r"\s*(?:[(][一二三四五六七八九十\d]+[)]|[(])?\s*")
_LEAD = range(8, 71)  # characters before a list


def make(material: Material) -> Iterator[Draft]:
    facts = material.of("obligation")
    for group in _asked_together(material, facts):
        if len(group) in _POINTS:
            yield _of_party(material, group)
        elif len(group[0].members) in _POINTS:
            yield _short(material, group[0])
    for form in ("bound", "allowed"):
        parties: dict[str, list[Found]] = {}
        for fact in facts:
            if fact.form == form:
                parties.setdefault(material.cut(fact.spans["subject"]), []).append(fact)
        for party, own in parties.items():
            yield from _multiple(material, party, own, parties)
        if form == "bound":
            yield from _match(material, parties)
    if is_rulebook(material.lesson):
        for fact in material.of("enumeration"):
            yield from _listed(material, fact)


def _asked_together(material: Material, facts: list[Found]) -> list[list[Found]]:
    """A case by itself says which article is meant; a party that a chapter binds more than once
    does not."""
    parties: dict[tuple[str, str], list[Found]] = {}
    for fact in facts:
        if fact.form == "bound":
            name = fold(material.cut(fact.spans["subject"]))
            parties.setdefault((fact.section, name), []).append(fact)
    alone = [f for f in facts if f.form == "forbidden" or _has_case(f)]
    return [[f] for f in alone] + [
        group if len(group) > 1 else group[:1]
        for group in parties.values() if any(not _has_case(f) for f in group)
    ]  # fmt: skip


def _has_case(fact: Found) -> bool:
    """Whether more than the party stands before the modal."""
    start, end = fact.spans["told"]
    return end - start > fact.spans["subject"][1] - fact.spans["subject"][0] + _MODAL


def _of_party(material: Material, facts: list[Found]) -> Draft:
    """All that a chapter asks of one party, article by article."""
    first = facts[0]
    party = material.cut(first.spans["subject"])
    evidence = tuple(material.lesson.evidence((fact.start, fact.end)) for fact in facts)
    lead = material.words.ruled(first.section, "asks")
    return Draft(
        "short", "obliged_short", first,
        material.words.say("obliged_all", lead=lead, party=party), "", evidence,
        checklist=tuple(material.cut((fact.start, fact.end)) for fact in facts),
        explanation=material.words.say("prompt"), thinking="understand", difficulty=0.5,
        covers=tuple(fact.id(material.lesson) for fact in facts[1:]),
    )  # fmt: skip


def _short(material: Material, fact: Found) -> Draft:
    """What an article asks, deed by deed, told in one's own words."""
    told = material.cut(fact.spans["told"])
    name = "forbidden" if fact.form == "forbidden" else "obliged"
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    lead = material.words.ruled(fact.section)
    return Draft(
        "short", "obliged_short", fact, material.words.say(name, lead=lead, told=told), "",
        evidence, checklist=tuple(material.cut(deed) for deed in fact.members),
        explanation=material.words.say("prompt"), thinking="understand", difficulty=0.5,
    )  # fmt: skip


def _listed(material: Material, fact: Found) -> Iterator[Draft]:
    """The items of an article's list."""
    lesson = material.lesson
    sentence = _announcing(lesson, fact)
    if sentence is None or len(fact.details) not in _POINTS:
        return
    start, end = strip_lead(lesson, (sentence.start, min(sentence.end, fact.start)))
    told = lesson.cut((start, end)).rstrip("：:")
    if len(told) not in _LEAD or is_dangling(lesson.seen((start, end))):
        return
    evidence = tuple(lesson.evidence(span) for span in fact.details)
    lead = material.words.ruled(fact.section)
    yield Draft(
        "short", "listed_short", fact,
        material.words.say("announced", lead=lead, told=told), "", evidence,
        checklist=tuple(material.cut(span).rstrip("；;。") for span in fact.details),
        explanation=material.words.say("prompt"), thinking="understand", difficulty=0.5,
    )  # fmt: skip


def _announcing(lesson: Lesson, fact: Found) -> Sentence | None:
    """The sentence whose colon stands before the list."""
    at = lesson.shadow.rfind(":", 0, fact.start + 1)
    is_near = at >= 0 and _MARK.fullmatch(lesson.shadow, at + 1, fact.start)
    return lesson.sentence_at(at) if is_near else None


def _multiple(
    material: Material, party: str, own: list[Found], parties: dict[str, list[Found]]
) -> Iterator[Draft]:
    """What is asked of one party, against what is asked of others alone."""
    keys = _told(material, own, party)[:_SHOWN]
    own_deeds = [material.cut(deed) for fact in own for deed in fact.members]
    wrong: dict[str, Found] = {}
    for other, facts in parties.items():
        if _are_one(party, other):
            continue
        for text, fact in _told(material, facts, party)[:1]:
            if all(shared(text, deed) < _ALIKE for deed in own_deeds):
                wrong.setdefault(text, fact)
    if len({fact.start for _, fact in keys}) < 2 or len(wrong) < 2:
        return  # the deeds of one article go together at a glance
    first = keys[0][1]
    name = "allowed_of" if first.form == "allowed" else "obliged_of"
    evidence = tuple(dict.fromkeys(material.lesson.evidence((f.start, f.end)) for _, f in keys))
    yield Draft(
        "multiple", "obliged_multiple", first, material.words.say(name, party=party), "",
        evidence,
        (*(material.right(fact, text) for text, fact in keys), *_others(material, wrong)),
        explanation=material.explain(first, evidence[:2]), thinking="analyse", difficulty=0.5,
        covers=tuple(fact.id(material.lesson) for _, fact in keys[1:] if fact is not first),
    )  # fmt: skip


def _match(material: Material, parties: dict[str, list[Found]]) -> Iterator[Draft]:
    """One deed a party, three parties or more that are not one another; one party stays over."""
    names: list[str] = []
    for party in parties:
        if not any(_are_one(party, other) for other in names):
            names.append(party)
    pairs = []
    for party in names:
        others = frozenset[str]().union(*(pieces(name) for name in names if name != party))
        own = pieces(party) - others
        deeds = [
            deed for deed in _told(material, parties[party], party) if not pieces(deed[0]) & own
        ]
        pairs += [(text, party, fact) for text, fact in deeds[:1]]
    if len(pairs) <= _SHOWN:
        return
    *pairs, spare = pairs[: _MOST_PAIRS + 1]
    first = pairs[0][2]
    spans = [material.lesson.evidence((fact.start, fact.end)) for *_, fact in pairs]
    yield Draft(
        "match", "obliged_match", first, material.words.say("match_roles"), "", tuple(spans),
        pairs=tuple((deed, party) for deed, party, _ in pairs), extra_right=(spare[1],),
        explanation=material.explain(first, spans[:2]), thinking="understand", difficulty=0.45,
        covers=tuple(fact.id(material.lesson) for *_, fact in pairs[1:]),
    )  # fmt: skip


def _others(material: Material, wrong: dict[str, Found]) -> list[Choice]:
    return [
        Choice(text, False, "obligation", material.words.say(
            "sibling", text=text, owner=material.cut(fact.spans["subject"])))
        for text, fact in [*wrong.items()][:3]
    ]  # fmt: skip


def _told(material: Material, facts: Sequence[Found], party: str) -> list[tuple[str, Found]]:
    """Deeds understood alone that do not name the party asked about: one of each article, then
    the others."""
    found: list[tuple[int, str, Found]] = []
    for fact in facts:
        deeds = () if _has_case(fact) else fact.members
        clear = [material.cut(deed) for deed in deeds if _is_clear(material.lesson.seen(deed))]
        clear = clear[:1] if fact.form == "allowed" else clear
        found += [(i, text, fact) for i, text in enumerate(t for t in clear if party not in t)]
    found.sort(key=lambda row: row[0])
    return [*{text: (text, fact) for _, text, fact in reversed(found)}.values()][::-1]


def _is_clear(words: str) -> bool:
    return len(words) in _DEED and not (_LEANS.search(words) or is_dangling(words) or "," in words)


def _are_one(one: str, other: str) -> bool:
    """Whether what binds the one may bind the other: 县级以上人民政府 and 有关人民政府."""
    a, b = fold(one), fold(other)
    bodies = [{body[-4:] for body in _BODY.split(name)} for name in (a, b)]
    return a in b or b in a or bool(bodies[0] & bodies[1]) or bool(pieces(one) & pieces(other))
