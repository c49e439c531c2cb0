"""English questions on clauses side by side, directions and reasons, told rightly or turned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.english.telling import beside, capital, judge, lower, swapped
from quizzes.generation.facts.english.reading import STATEMENT_LIMIT, Window, stands, tell
from quizzes.generation.facts.found import Found

_PRONOUN = re.compile(r"\b(?:it|them|they|its|their|ones?)\b")
_LEAST_CLAIM = 4  # words
_PREPOSITION = re.compile(r" (?:at|in|on|by|to|from|for|with|under|over)\b")


def make(material: Material) -> Iterator[Draft]:
    groups: dict[int, list[Found]] = {}
    for fact in material.of("paired"):
        groups.setdefault(fact.group, []).append(fact)
    for group in groups.values():
        if group[0].form == "gapped":
            yield from _rows(material, group)
        for truth in (True, False):
            yield from _twins(material, group, truth)
    for fact in material.of("contrast"):
        for truth in (True, False):
            yield _turned(material, fact, truth)
    for fact in material.of("change"):
        for truth in (True, False):
            yield from _change(material, fact, truth)
    yield from _why(material)


def _rows(material: Material, group: list[Found]) -> Iterator[Draft]:
    """What belongs to one of several things, against what belongs to the others."""
    unit = _unit(material, group[0])
    for fact in group:
        left, verb, right = (material.cut(fact.spans[name]) for name in ("left", "verb", "right"))
        evidence = (material.lesson.evidence((fact.start, fact.end)),)
        wrong = [_sibling(material, f) for f in group if f is not fact]
        focus = material.words.stop(f"{left} {verb} {material.words.gap}{unit}")
        choices = [material.right(fact, right), *wrong[:3]]
        is_ordered = all(re.match(r"\d", choice.text) for choice in choices)
        if is_ordered:
            choices.sort(key=lambda c: float(re.sub(r"[^\d.].*$", "", c.text.replace(",", ""))))
        yield Draft(
            "single", "parallel_single", fact, material.stem(fact.section, focus, [right]), focus,
            evidence, tuple(choices), explanation=material.explain(fact, evidence),
            thinking="understand", difficulty=0.4, is_ordered=is_ordered,
            covers=_ids(material, beside(material, fact.spans["right"])),
        )  # fmt: skip
        other = group[(group.index(fact) + 1) % len(group)]
        for truth in (True, False):
            told = right if truth else material.cut(other.spans["right"])
            statement = material.words.stop(f"{left} {verb} {told}{unit}")
            yield judge(material, "pair_judge", fact, statement, truth,
                        others=beside(material, fact.spans["right"]))  # fmt: skip


def _sibling(material: Material, fact: Found) -> Choice:
    text, owner = material.cut(fact.spans["right"]), material.cut(fact.spans["left"])
    why = material.words.say("sibling", text=text, owner=owner)
    return Choice(text, False, "sibling", why)


def _unit(material: Material, first: Found) -> str:
    """The unit only the first of several figures has: 22 motions, 19 and 14."""
    after = material.lesson.seen((first.spans["right"][1], first.spans["whole"][1]))
    match = re.match(r" [a-z]+(?=,)", after)
    return match[0] if match and material.lesson.seen(first.spans["right"]).isdigit() else ""


def _ids(material: Material, facts: tuple[Found, ...]) -> tuple[str, ...]:
    return tuple(fact.id(material.lesson) for fact in facts)


def _twins(material: Material, group: list[Found], truth: bool) -> Iterator[Draft]:
    """Two clauses, each with the other's end, or the other's subject."""
    first = group[0]
    if first.form == "gapped" or len(group) != 2:
        return
    start, end = first.spans["left"][0], group[1].spans["right"][1]
    place = Window(start, end)
    if end - start > STATEMENT_LIMIT or not stands(capital(material.lesson.seen(place.span))):
        return
    side = "right" if first.form == "twins" else "left"
    told = material.words.stop(material.cut(place.span))
    if not truth:
        told = _exchanged(material, place, *(fact.spans[side] for fact in group))
    yield judge(material, "pair_judge", first, told, truth, difficulty=0.4,
                others=(group[1], *beside(material, place.span)))  # fmt: skip


def _exchanged(material: Material, place: Window, one: Span, two: Span) -> str:
    """Swapped, and a subject that moves into the sentence loses its capital."""
    told = swapped(material, place, one, two)
    if one[0] > place.start:
        return told
    first, second = material.cut(one), material.cut(two)
    rest = material.lesson.text[one[1] : two[0]]
    tail = material.lesson.text[two[1] : place.end]
    return material.words.stop(capital(second) + rest + lower(first) + tail)


def _turned(material: Material, fact: Found, truth: bool) -> Draft:
    place = Window(*fact.spans["whole"])
    told = material.words.stop(material.cut(place.span))
    if not truth:
        told = swapped(material, place, fact.spans["one"], fact.spans["two"])
    return judge(material, "contrast_judge", fact, told, truth)


def _change(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    """From A to B, told in its direction or the other way round."""
    before, after = (material.cut(fact.spans[name]) for name in ("before", "after"))
    if not _is_near(before, after):
        return  # from one switch for all to one each: which way is plain
    if not truth:
        turned = _backwards(before, after)
        if turned is None:
            return
        before, after = turned
    lead = material.cut(fact.spans["lead"])
    words = capital(tell(f"{lead} from {before} to {after}"))
    if not stands(words) or len(lead) > 90:
        words = material.words.say("change", before=before, after=after)
    yield judge(material, "shift_judge", fact, material.words.stop(words), truth)


def _is_near(before: str, after: str) -> bool:
    """Sides that share a word (buying seed, saving seed): which came first must be known."""
    one, other = (set(re.findall(r"[a-z]{4,}", side.lower())) for side in (before, after))
    return bool(one & other - {"from", "with", "each", "when", "only"}) or "ones" in other


def _backwards(before: str, after: str) -> tuple[str, str] | None:
    """The two sides exchanged; what a pronoun of the second stands for moves along."""
    if not _PRONOUN.search(after):
        return after, before
    ones = re.fullmatch(r"([a-z\-]+) ones", after)
    named = re.fullmatch(r"([a-z\-]+) ([a-z]+)", before)
    if ones and named:  # from spoken reports to written ones
        return f"{ones[1]} {named[2]}", f"{named[1]} ones"
    cuts = [_PREPOSITION.search(side) for side in (before, after)]
    if cuts[0] and cuts[1]:  # from keeping cards at home to keeping them at the clinic
        heads = [
            side[: cut.start()] for side, cut in zip((before, after), cuts, strict=True) if cut
        ]
        tails = [
            side[cut.start() :] for side, cut in zip((before, after), cuts, strict=True) if cut
        ]
        if heads[0].split()[0] == heads[1].split()[0] and not _PRONOUN.search(tails[1]):
            return heads[0] + tails[1], heads[1] + tails[0]
    return None


def _why(material: Material) -> Iterator[Draft]:
    """Reasons recalled in one's own words; two of one subject are judged against each other."""
    facts = material.of("reason")
    pairs: dict[int, list[tuple[Found, str]]] = {}
    for fact in facts:
        subject = _subject(material, fact)
        if fact.form == "not" and subject:
            told = (
                f"{subject} {material.cut(fact.spans['be'])} not {material.cut(fact.spans['what'])}"
            )
            pairs.setdefault(fact.group, []).append((fact, told))
            yield from _recalled(material, fact, told)
        elif fact.form == "claim" and stands(material.lesson.seen(fact.spans["claim"])):
            yield from _recalled(material, fact, material.cut(fact.spans["claim"]))
    for group in pairs.values():
        if len(group) == 2:
            for (fact, told), (other, _) in (group, group[::-1]):
                for truth in (True, False):
                    reason = material.cut((fact if truth else other).spans["reason"])
                    words = material.words.stop(f"{told}, because {reason}")
                    yield judge(material, "reason_judge", fact, words, truth, difficulty=0.4)


def _subject(material: Material, fact: Found) -> str:
    """Whom “It is not a trial” speaks of: the subject the sentences before it began with."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    index = sentence.index if sentence else 0
    if "subject" in fact.spans and lesson.seen(fact.spans["subject"]) not in ("It", "They"):
        return material.cut(fact.spans["subject"])
    known = [(f.start, f.start, f.spans["term"][1]) for f in material.of("definition")]
    named = [f for f in material.of("reason") if "subject" in f.spans]
    known += [
        (f.start, *f.spans["subject"])
        for f in named
        if lesson.seen(f.spans["subject"]) not in ("It", "They")
    ]
    for before in range(index - 1, max(index - 4, -1), -1):
        for at, start, end in known:
            if lesson.sentences[before].start <= at < lesson.sentences[before].end:
                return capital(lesson.text[start:end])
        if lesson.shadow[lesson.sentences[before].start :][:3] not in ("It ", "Nor"):
            return ""
    return ""


def _recalled(material: Material, fact: Found, claim: str) -> Iterator[Draft]:
    reason, lead = material.cut(fact.spans["reason"]), material.words.lead(fact.section)
    if len(claim.split()) < _LEAST_CLAIM:
        return  # “Attendance has”: the joint was no reason
    evidence = (material.lesson.evidence(fact.spans["reason"]),)
    yield Draft(
        "short", "reason_short", fact,
        material.words.say("why", claim=tell(claim).rstrip(",; "), place=lead), "",
        evidence, checklist=(reason,), explanation=material.words.say("prompt"),
        thinking="understand", difficulty=0.4,
    )  # fmt: skip
