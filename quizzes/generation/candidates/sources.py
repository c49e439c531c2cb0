"""Questions on who said it: sources the lesson cites against other sources it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.attributions import sources
from quizzes.generation.facts.found import Found
from quizzes.generation.wording import BLANK

QUOTE_LIMIT = 56


def make(material: Material) -> Iterator[Draft]:
    if material.lesson.language == "en":
        yield from _english(material)
        return
    cited = {
        kind: [material.cut(span) for span in spans]
        for kind, spans in sources(material.lesson).items()
    }
    facts = material.of("attribution")
    for fact in facts:
        group = cited.get(fact.form.partition("-")[0], [])
        yield from _single(material, fact, group, facts)
        for truth in (True, False):
            yield from _judge(material, fact, group, facts, truth)
    yield from _match(material, facts)
    for fact in material.of("saying"):
        gap = fact.spans["saying"]
        text = material.lesson.text
        told = text[fact.start : gap[0]] + BLANK
        focus = material.words.stop(told) + ("”" if "“" in told else "")
        evidence = (material.lesson.evidence((fact.start, fact.end)),)
        yield Draft(
            "blank", "saying_blank", fact, material.stem(fact.section, focus), focus, evidence,
            accepted=((material.cut(gap),),), explanation=material.explain(fact, evidence),
            difficulty=0.4,
        )  # fmt: skip


def _english(material: Material) -> Iterator[Draft]:
    """The source typed; chosen among the others where the lesson names three."""
    facts = material.of("attribution")
    names = {fact.start: _bare(material, fact) for fact in facts}
    for fact in facts:
        start, end = names[fact.start]
        key = material.lesson.text[start:end]
        evidence = (material.lesson.evidence((fact.start, fact.end)),)
        explanation = material.explain(fact, evidence)
        focus = material.gapped((fact.start, fact.end), [(start, end)])
        yield Draft(
            "blank", "source_blank", fact, material.stem(fact.section, focus, [key]), focus,
            evidence, accepted=((key,),), explanation=explanation, difficulty=0.5,
        )  # fmt: skip
        others = {material.cut(names[f.start]) for f in facts} - {key}
        place = material.words.place(fact.section)
        why = material.words.say("number", key=key, place=place)
        quote = material.cut(fact.spans["quote"])
        yield Draft(
            "single", "attribution", fact, material.words.say("attribution", quote=quote), quote,
            evidence, (material.right(fact, key),
                       *(Choice(other, False, "source", why) for other in sorted(others)[:3])),
            explanation=explanation, difficulty=0.4,
        )  # fmt: skip


def _bare(material: Material, fact: Found) -> Span:
    """A source without its article."""
    start, end = fact.spans["source"]
    match = re.match(r"[Tt]he ", material.lesson.text[start:end])
    return (start + (match.end() if match else 0), end)


def _quote(material: Material, fact: Found) -> str:
    """The quotation, cut at a comma when it is long."""
    quote = material.cut(fact.spans["quote"]).rstrip("。.，, ")
    if len(quote) <= QUOTE_LIMIT:
        return quote
    ends = [i for i, char in enumerate(quote[:QUOTE_LIMIT]) if char in "，,；;。"]
    return quote[: ends[-1]] + "……" if ends else ""


def _rivals(material: Material, fact: Found, group: list[str], facts: list[Found]) -> list[str]:
    """Cited sources of the same class that say nothing like the quotation in this lesson."""
    own = fold(material.cut(fact.spans["source"]))
    quote = fold(material.cut(fact.spans["quote"]))
    rivals = []
    for source in group:
        said = [
            fold(material.cut(other.spans["quote"]))
            for other in facts
            if fold(material.cut(other.spans["source"])) == fold(source)
        ]
        if fold(source) == own or own in fold(source) or fold(source) in own:
            continue
        if any(_shared(quote, words) >= 0.5 for words in said):
            continue
        if any(
            fold(source) in sentence and own not in sentence and _shared(quote, sentence) >= 0.5
            for sentence in material.lesson.folded_sentences
        ):
            continue  # the lesson itself gives the same words to it as well
        rivals.append(source)
    return rivals


def _shared(one: str, other: str) -> float:
    a = {one[i : i + 2] for i in range(len(one) - 1)}
    b = {other[i : i + 2] for i in range(len(other) - 1)}
    return len(a & b) / max(1, min(len(a), len(b)))


def _single(
    material: Material, fact: Found, group: list[str], facts: list[Found]
) -> Iterator[Draft]:
    rivals = _rivals(material, fact, group, facts)
    if fact.form == "meeting-decision":
        rivals = [rival for rival in rivals if "报告" not in rival and "報告" not in rival]
    chance = material.chance(fact, "source_single")
    chance.shuffle(rivals)
    key = material.cut(fact.spans["source"])
    rivals = _of_one_kind(material, fact, key, rivals)
    quote = _quote(material, fact)
    rule = "decision" if fact.form.endswith("decision") else "attribution"
    verb = material.cut(fact.spans["verb"]) if rule == "decision" else ""
    stem = (
        material.words.say(rule, quote=quote, verb=verb).replace("「《", "《").replace("》」", "》")
    )
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    if not quote:
        return
    wrong = [
        Choice(rival, False, "source", material.words.say(
            "number", key=key, place=material.words.place(fact.section)))
        for rival in rivals[:3]
    ]  # fmt: skip
    yield Draft(
        "single", rule, fact, stem, quote, evidence, (material.right(fact, key), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _of_one_kind(material: Material, fact: Found, key: str, rivals: list[str]) -> list[str]:
    """Beside a report stand reports, beside a session sessions: the odd one would show itself."""
    if key.endswith(("报告", "報告")):
        alike = [rival for rival in rivals if rival.endswith(("报告", "報告"))]
        others = [rival for rival in rivals if rival not in alike]
        return (alike + material.lexicon.reports(key, material.lesson) + others)[:3]
    if fact.form.startswith("meeting") and len(rivals) < 2:
        rivals = rivals + material.lexicon.plenums(key, material.lesson)
    return rivals[:3]


def _judge(
    material: Material, fact: Found, group: list[str], facts: list[Found], truth: bool
) -> Iterator[Draft]:
    """Only meetings: a false statement about a person, a law or a charter is never made."""
    if fact.form != "meeting-quote":
        return
    quote = _quote(material, fact)
    chance = material.chance(fact, "source_judge")
    rivals = [r for r in _rivals(material, fact, group, facts) if r.endswith(("全会", "全會"))]
    source = material.cut(fact.spans["source"])
    if not truth and not rivals:
        return
    told = source if truth else chance.choice(rivals)
    words = material.words.say("cited", quote=quote, source=told)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    name = "says_true" if truth else "says_false"
    said = material.words.say(name, truth=source)
    if not source.endswith(("全会", "全會")) or not quote:
        return
    yield Draft(
        "judge", "source_judge", fact, words, words, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _match(material: Material, facts: list[Found]) -> Iterator[Draft]:
    """One statement of each source, when at least four sources speak."""
    chosen: dict[str, Found] = {}
    for fact in facts:
        source = material.cut(fact.spans["source"])
        if fact.form.startswith(("meeting", "document")) and _quote(material, fact):
            kept = chosen.get(source)
            if kept is None or fact.end - fact.start < kept.end - kept.start:
                chosen[source] = fact
    if len(chosen) < 4:
        return
    first, *rest = sorted(chosen.values(), key=lambda fact: fact.start)[:5]
    spare = rest.pop()
    group = [first, *rest]
    evidence = tuple(material.lesson.evidence((fact.start, fact.end)) for fact in [*group, spare])
    yield Draft(
        "match", "source_match", first, material.words.say("match_sources"), "", evidence,
        pairs=tuple((_quote(material, f), material.cut(f.spans["source"])) for f in group),
        extra_right=(material.cut(spare.spans["source"]),),
        explanation=material.explain(first, evidence), thinking="understand", difficulty=0.5,
        covers=tuple(fact.id(material.lesson) for fact in group[1:]),
    )  # fmt: skip
