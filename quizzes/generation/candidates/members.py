"""Questions on sets that are complete: a member typed, or members chosen among their like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import clauses, is_dangling, statement, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import shared_ends

_TYPED_LIMIT = 7  # longer words cannot be asked to be typed as they stand
_SHOWN = 4  # keys of one question
_LONG = 6  # members from which a plain list is asked in part
_SUBJECT = re.compile(r"[^,。;:不的]{0,8}的?[^,。;:不的有是]{2,8}")


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("members"):
        yield from _blank(material, fact)
        yield from _single(material, fact)
        if fact.form == "named":
            yield from _multiple(material, fact, material.cut(fact.spans["name"]))
    for fact in material.of("list"):
        if fact.form == "closed":
            yield from _blank(material, fact)
            yield from _single(material, fact)
        subject = fact.spans.get("subject", (0, 0))
        name = material.lesson.seen(subject)
        if fact.form != "divided" or fact.open_list or len(fact.members) < _LONG:
            continue
        if _SUBJECT.fullmatch(name) and not is_dangling(name):
            yield from _multiple(material, fact, material.cut(subject))


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """A member between others; what all of them begin or end with stays to be read."""
    window = _window(material, fact)
    if window is None:
        return
    words = [material.lesson.seen(member) for member in fact.members]
    head, tail = shared_ends(words)
    if head == 1 and words[0].startswith("一"):
        head = 2  # a measure word belongs to its 一
    gaps = []
    for start, end in fact.members[1:]:
        whole = end - start - head - tail < 2
        gaps.append((start, end) if whole else (start + head, end - tail))
    gaps = [gap for gap in gaps if gap[1] - gap[0] <= _TYPED_LIMIT]
    if not gaps:
        return
    gap = material.chance(fact, "members_blank").choice(gaps)
    focus = material.gapped(window, [gap])
    key = material.cut(gap)
    member = next(m for m in fact.members if m[0] <= gap[0] and gap[1] <= m[1])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "members_blank", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(tuple(dict.fromkeys((key, material.cut(member)))),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _single(material: Material, fact: Found) -> Iterator[Draft]:
    """A member between others, chosen among its like from the lexicon."""
    window = _window(material, fact)
    keys = [material.cut(member) for member in fact.members]
    chance = material.chance(fact, "members_single")
    mates = material.lexicon.mates(keys, material.lesson, chance)
    if window is None or len(mates) < 2:
        return
    gap = chance.choice(fact.members[1:])
    focus = material.gapped(window, [gap], material.words.gap)
    key = material.cut(gap)
    place = material.words.place(fact.section)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "members_single", fact, material.stem(fact.section, focus, [key]), focus,
        evidence, (material.right(fact, key), *(
            Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
            for mate in mates[:3])),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _window(material: Material, fact: Found) -> Span | None:
    """A statement that holds the set, else the clauses from its name on."""
    window = statement(material.lesson, (fact.start, fact.end))
    if window is not None:
        return window
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    if sentence is None:
        return None
    pieces = clauses(lesson.shadow, (sentence.start, sentence.end))
    start = max((a for a, _ in pieces if a <= fact.start), default=fact.start)
    if fact.form != "named":
        start = sentence.start  # a list without a name needs its subject
    start = strip_lead(lesson, (start, fact.end))[0]
    is_short = fact.end - start <= 80 and start <= fact.start
    return (
        (start, fact.end) if is_short and not is_dangling(lesson.seen((start, fact.end))) else None
    )


def _multiple(material: Material, fact: Found, name: str) -> Iterator[Draft]:
    """Some of the members, never as many as the name says, against their like."""
    keys = [material.cut(member) for member in fact.members]
    chance = material.chance(fact, "members_multiple")
    middle = sorted(map(len, keys))[len(keys) // 2]
    is_long = len(keys) >= _LONG
    every = [key for key in keys if not is_long or abs(len(key) - middle) <= 1]
    mates = material.lexicon.mates(keys, material.lesson, chance)
    most = min(_SHOWN, len(keys) - 1, len(every))
    shown = _some(every, most, chance.randrange(len(keys)))
    place = material.words.place(fact.section)
    wrong = [
        Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
        for mate in mates[: 3 if len(shown) < _SHOWN else 2]
    ]
    heading = material.lesson.heading(fact.section) or material.lesson.outline.title
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "multiple", "members_multiple", fact,
        material.words.say("members", heading=heading, told=name), name, evidence,
        (*(material.right(fact, key) for key in shown), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _some(keys: Sequence[str], wanted: int, first: int) -> list[str]:
    """`wanted` members from the one numbered `first` on, round the end, in their order."""
    places = sorted((first + i) % len(keys) for i in range(wanted))
    return [keys[place] for place in places]
