"""Questions on enumerated points, steps and headings: which belong, which detail, which order."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from lessons.importing.sentences import sentences
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found

_TITLE_LIMIT = 26
_DETAIL = range(12, 60)


def make(material: Material) -> Iterator[Draft]:
    lists = material.of("enumeration", "sequence")
    for fact in lists:
        if fact.kind == "sequence":
            yield from _order(material, fact)
        yield from _multiple(material, fact, lists)
        yield from _details(material, fact)
        yield from _match(material, fact, lists)
    for fact in material.of("headings"):
        yield from _children(material, fact, lists)


def _heading(material: Material, fact: Found) -> str | None:
    return material.lesson.heading(fact.section)


def _titles(material: Material, fact: Found) -> list[str]:
    return [material.cut(member) for member in fact.members]


def _order(material: Material, fact: Found) -> Iterator[Draft]:
    """First, next and last of a stated order; the other steps are the wrong options."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > 40:
        return
    chance = material.chance(fact, "order_single")
    for name, place in (("first", 0), ("after", 1), ("last", len(titles) - 1)):
        step = titles[0] if name == "after" else ""
        shown = [t for i, t in enumerate(titles) if not (name == "after" and i == 0)]
        if name == "after" and len(titles) < 4:
            continue
        key = titles[place]
        wrong = [t for t in shown if t != key]
        chance.shuffle(wrong)
        evidence = _pieces(material, fact)
        choices = [material.right(fact, key)] + [
            Choice(t, False, "sibling", material.words.say("sibling", text=t, owner=str(
                titles.index(t) + 1))) for t in wrong[:3]
        ]  # fmt: skip
        yield Draft(
            "single", "order_single", fact, material.words.say(name, heading=heading, step=step),
            step, evidence, tuple(choices), explanation=material.explain(fact, evidence),
            thinking="understand", difficulty=0.35,
        )  # fmt: skip


def _pieces(material: Material, fact: Found) -> tuple[Span, ...]:
    """The sentences the members stand in, as many as needed."""
    spans = [material.lesson.evidence(member) for member in fact.members]
    return tuple(dict.fromkeys(spans))


def _multiple(material: Material, fact: Found, lists: list[Found]) -> Iterator[Draft]:
    heading = _heading(material, fact)
    if heading is None:
        return
    members = [m for m in fact.members if m[1] - m[0] <= _TITLE_LIMIT]
    keys = [material.cut(member) for member in members]
    pool = [
        (material.cut(member), other.section)
        for other in lists
        if other.section != fact.section
        for member in other.members
        if member[1] - member[0] <= _TITLE_LIMIT
    ]
    rule = "points_multiple"
    stem = material.words.say("points", heading=heading)
    yield from _among(material, fact, rule, stem, keys[:4], pool, _pieces(material, fact))


def _among(
    material: Material, fact: Found, rule: str, stem: str, keys: list[str],
    pool: list[tuple[str, str]], evidence: tuple[Span, ...],
) -> Iterator[Draft]:  # fmt: skip
    """Keys against points of other places and mates from the lexicon."""
    if len(keys) < 2:
        return
    chance = material.chance(fact, rule)
    place = material.words.place(fact.section)
    mates = material.lexicon.mates(keys, material.lesson, chance)
    chance.shuffle(pool)
    wrong = [
        Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
        for mate in mates[:3]
    ]
    for text, section in pool:
        if len(wrong) >= 3:
            break
        there = material.words.place(section)
        why = material.words.say("not_listed_here", place=there)
        wrong.append(Choice(text, False, "elsewhere", why))
    yield Draft(
        "multiple", rule, fact, stem, "", evidence,
        (*(material.right(fact, key) for key in keys), *wrong),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.5,
    )  # fmt: skip


def _details(material: Material, fact: Found) -> Iterator[Draft]:
    """A detail sentence under its point, against the other points of the same list."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > _TITLE_LIMIT:
        return
    for member, whole, title in zip(fact.members, fact.details, titles, strict=True):
        for span in sentences(material.lesson.text, member[1], whole[1]):
            start, end = strip_lead(material.lesson, span)
            detail = material.cut((start, end))
            if len(detail) not in _DETAIL or is_dangling(material.lesson.seen((start, end))):
                continue
            chance = material.chance(fact, "detail_single" + detail)
            wrong = [t for t in titles if t != title]
            chance.shuffle(wrong)
            evidence = tuple(dict.fromkeys((
                material.lesson.evidence(member), material.lesson.evidence((start, end)))))  # fmt: skip
            own = Found(
                "detail", fact.section, start, end, spans={"title": member}, group=fact.start
            )
            yield Draft(
                "single", "detail_single", own,
                material.words.say("detail", heading=heading, detail=detail), detail, evidence,
                (material.right(own, title), *(
                    Choice(t, False, "sibling", material.words.say(
                        "not_listed_here", place=material.words.place(fact.section)))
                    for t in wrong[:3])),
                explanation=material.explain(fact, evidence), thinking="analyse", difficulty=0.45,
            )  # fmt: skip


def _match(material: Material, fact: Found, lists: list[Found]) -> Iterator[Draft]:
    """Points with the first thing said of each; one detail stays over."""
    heading = _heading(material, fact)
    if heading is None or len(fact.members) < 4 or fact.form == "bullets":
        return
    rows: list[tuple[Span, Span]] = []
    for member, whole in zip(fact.members, fact.details, strict=True):
        rest = sentences(material.lesson.text, member[1], whole[1])
        span = strip_lead(material.lesson, rest[0]) if rest else (0, 0)
        stop = span[1]
        if span[1] - span[0] > 40:
            comma = material.lesson.shadow.rfind(",", span[0], span[0] + 40)
            stop = comma if comma > span[0] else span[1]
        if 6 <= stop - span[0] <= 44:
            rows.append((member, (span[0], stop)))
    if len(rows) < 4:
        return
    pairs, spare = rows[:-1][:4], rows[-1]
    evidence = tuple(dict.fromkeys(
        material.lesson.evidence(span) for row in [*pairs, spare] for span in row))  # fmt: skip
    yield Draft(
        "match", "points_match", fact, material.words.say("match_points", heading=heading), "",
        evidence, pairs=tuple((material.cut(a), material.cut(b)) for a, b in pairs),
        extra_right=(material.cut(spare[1]),), explanation=material.explain(fact, evidence[:2]),
        thinking="understand", difficulty=0.45,
    )  # fmt: skip


def _children(material: Material, fact: Found, lists: list[Found]) -> Iterator[Draft]:
    heading = material.cut(fact.spans["heading"])
    keys = _titles(material, fact)
    if len(keys) < 3:
        return
    prefix = fold(heading)
    pool = [
        (material.cut(member), other.section)
        for other in material.of("headings")
        if other.section != fact.section
        for member in other.members
        if not prefix.startswith(fold(material.cut(member)))
        and fold(material.cut(member)) != prefix
    ]
    stem = material.words.say("children", heading=heading)
    yield from _among(
        material, fact, "children_multiple", stem, keys[:4], pool,
        (fact.spans["heading"], *fact.members),
    )  # fmt: skip
