"""English questions on what a word means: chosen among the lesson's other words, or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.english.telling import capital, judge, lower, typed
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared
from quizzes.generation.wording import BLANK

_SORTS = {  # what gives a swapped definition away: nobody takes a number for a body
    "person": r"person|people|members?|volunteer|officer|worker|resident|somebody|someone",
    "body": r"body|group|committee|team|council|organi[sz]ation|board|association",
    "measure": r"number|share|amount|size|percentage|proportion|sum|rate|length",
    "time": r"period|time|day|week|month|interval|moment",
    "place": r"place|room|area|building|site|street",
}
_SORT = {
    name: re.compile(rf"(?:an?|the) (?:(?!of )[a-z\-]+ ){{0,2}}?(?:{heads})\b")
    for name, heads in _SORTS.items()
}
_OPENING = re.compile(r"(?P<article>an?|the) |(?P<that>that )|(?P<what>what|how|when|where)\b"
                      r"|(?P<doing>[a-z]+ing )")  # fmt: skip
_GROUP = 4


def make(material: Material) -> Iterator[Draft]:
    facts = _distinct(material, material.of("definition"))
    for fact in facts:
        family = [f for f in facts if f is not fact and _alike(material, fact, f)]
        yield from _single(material, fact, family, "meaning", "term")
        yield from _single(material, fact, family, "term", "meaning")
        yield from _blank(material, fact)
        yield from _recalled(material, fact, family)
        for truth in (True, False):
            yield from _judge(material, fact, family, truth)
    yield from _match(material, facts)


def _distinct(material: Material, facts: list[Found]) -> list[Found]:
    """One definition per term: a thing the lesson defines twice has two right answers."""
    terms = [fold(material.cut(fact.spans["term"])) for fact in facts]
    return [fact for fact, term in zip(facts, terms, strict=True) if terms.count(term) == 1]


def _verb(material: Material, fact: Found) -> str:
    """How the term is joined to its meaning; "named" where the meaning comes first."""
    term, meaning = fact.spans["term"], fact.spans["meaning"]
    if fact.form == "named":
        return "is"
    return material.lesson.seen((term[1], meaning[0])).strip(' ”"')


def _shape(material: Material, fact: Found) -> tuple[str, bool, str]:
    """Opening of the meaning, number of the term, sort of thing: what could give a key away."""
    meaning = material.lesson.seen(fact.spans["meaning"])
    match = _OPENING.match(meaning)
    opening = (match.lastgroup or "") if match else ""
    sort = next((name for name, head in _SORT.items() if head.match(meaning)), "")
    return (opening, _verb(material, fact) == "are", sort)


def _alike(material: Material, one: Found, other: Found) -> bool:
    terms = [material.cut(fact.spans["term"]) for fact in (one, other)]
    names = [fold(term) for term in terms]
    if names[0] in names[1] or names[1] in names[0]:
        return False  # what holds of diabetes holds in part of “diabetes and …”
    meanings = [material.cut(fact.spans["meaning"]) for fact in (one, other)]
    if names[0] in fold(meanings[1]) or names[1] in fold(meanings[0]):
        return False  # “a motion is a change to a motion” refutes itself
    if shared(*meanings) >= 0.7:
        return False
    return _shape(material, one) == _shape(material, other)


def _single(
    material: Material, fact: Found, family: list[Found], asked: str, shown: str
) -> Iterator[Draft]:
    """Meaning from term, or term from meaning, among definitions that look the same."""
    key, given = (material.cut(fact.spans[name]) for name in (asked, shown))
    near = sorted(family, key=lambda f: abs(len(material.cut(f.spans[asked])) - len(key)))[:4]
    material.chance(fact, asked).shuffle(near)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    wrong = [material.other(_shown(material, f, asked), f.section, "definition") for f in near[:3]]
    yield Draft(
        "single", f"{asked}_single", fact, material.words.say(asked, **{shown: given}), given,
        evidence, (material.right(fact, _shown(material, fact, asked)), *wrong),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.35,
    )  # fmt: skip


def _shown(material: Material, fact: Found, part: str) -> str:
    """Terms stand without their article and alike in capitals."""
    words = material.cut(fact.spans[part])
    return capital(words) if part == "term" else words


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """The term is typed, without the article that would show its first letter."""
    span = fact.spans["term"]
    words = len(material.cut(span).split())
    if fact.form == "named" or words > 3 or (fact.form == "general" and words < 2):
        return  # gifts are the lifeblood of the room: so are donations
    key = material.cut(span)
    text = material.lesson.text
    start = text[fact.start : span[0]]
    start = "The term " if "term" in start else start.rstrip('“"')
    if start.strip().lower() in ("a", "an"):
        start = "A(n) "
    tail = text[span[1] : fact.spans["meaning"][0]].lstrip('”"')
    focus = material.words.stop(start + BLANK + tail + material.cut(fact.spans["meaning"]))
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "term_blank", fact, material.words.say("lead_plain") + focus, focus, evidence,
        accepted=(typed(key),), explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _recalled(material: Material, fact: Found, family: list[Found]) -> Iterator[Draft]:
    """A definition without its like is put into one's own words."""
    term = material.cut(fact.spans["term"])
    verb = _verb(material, fact)
    if family or verb != "is" or len(term) < 5:
        return
    text = material.lesson.text[fact.start : fact.spans["term"][0]]
    lead = material.words.lead(fact.section)
    if fold(term) in fold(lead):
        lead = material.words.say("lead_plain")
    evidence = (material.lesson.evidence(fact.spans["meaning"]),)
    yield Draft(
        "short", "meaning_short", fact,
        material.words.say("what", place=lead, term=lower(text + term)), "",
        evidence, checklist=(material.cut(fact.spans["meaning"]),),
        explanation=material.words.say("prompt"), thinking="understand", difficulty=0.4,
    )  # fmt: skip


def _genus(material: Material, fact: Found) -> str:
    """How its meaning begins: what any loss is, nobody takes for what an officer is."""
    first = material.cut(fact.spans["meaning"]).partition(" ")[0].lower()
    first = "a" if first == "an" else first
    return first if first in ("a", "the", "any", "what", "how", "when", "where") else ""


def _judge(material: Material, fact: Found, family: list[Found], truth: bool) -> Iterator[Draft]:
    """False only by giving the term the meaning of another term of the lesson."""
    own = (_verb(material, fact), _genus(material, fact))
    rivals = [f for f in family if (_verb(material, f), _genus(material, f)) == own]
    if not rivals or fact.form == "named":
        return
    rival = material.chance(fact, "term_judge").choice(rivals)
    meaning = material.cut((fact if truth else rival).spans["meaning"])
    head = material.lesson.text[fact.start : fact.spans["meaning"][0]]
    told = material.words.stop(head + meaning)
    yield judge(material, "term_judge", fact, told, truth, difficulty=0.3,
                others=() if truth else (rival,))  # fmt: skip


def _match(material: Material, facts: list[Found]) -> Iterator[Draft]:
    """Terms of one number and shape with what they mean; one meaning stays over."""
    shapes: dict[tuple[str, bool, str], list[Found]] = {}
    for fact in facts:
        shapes.setdefault(_shape(material, fact), []).append(fact)
    for group in shapes.values():
        for i in range(0, len(group) - _GROUP + 1, _GROUP + 1):
            *pairs, spare = group[i : i + _GROUP + 1]
            evidence = tuple(
                material.lesson.evidence((fact.start, fact.end)) for fact in [*pairs, spare]
            )
            yield Draft(
                "match", "meaning_match", pairs[0], material.words.say("match_terms"), "", evidence,
                pairs=tuple(
                    (_shown(material, f, "term"), material.cut(f.spans["meaning"])) for f in pairs
                ),
                extra_right=(material.cut(spare.spans["meaning"]),),
                explanation=material.explain(pairs[0], evidence[:2]), thinking="understand",
                difficulty=0.4, covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
            )  # fmt: skip
