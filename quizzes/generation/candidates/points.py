"""Questions on enumerated points, steps and headings: which belong, which detail, which order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Span
from lessons.importing.sentences import sentences
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import pieces
from quizzes.generation.wording import BLANK

_UNFINISHED = re.compile(r"(?:时|后|前|的|者|中)$")
_GROUND = re.compile(r"(?:按照?|围绕|根据|依据|针对|依托|以)")
_TITLE_LIMIT = 26
_TYPED_LIMIT = 10  # longer points cannot be asked to be typed word for word
_DETAIL = range(12, 60)


def make(material: Material) -> Iterator[Draft]:
    lists = material.of("enumeration", "sequence")
    for fact in lists:
        if fact.kind == "sequence" and not _only_demands(material, fact):
            yield from _order(material, fact)
            for truth in (True, False):
                yield from _order_judge(material, fact, truth)
        yield from _multiple(material, fact, lists)
        yield from _blank(material, fact)
        yield from _details(material, fact)
        yield from _match(material, fact)
    for fact in material.of("headings"):
        yield from _children(material, fact)


def _only_demands(material: Material, fact: Found) -> bool:
    """首先要…,其次要…: points in the order of writing, not steps of anything."""
    return all(material.lesson.seen(member).startswith(("要", "应")) for member in fact.members)


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
            Choice(t, False, "sibling", material.words.say(
                "step", text=t, n=str(titles.index(t) + 1),
                place=material.words.place(fact.section))) for t in wrong[:3]
        ]  # fmt: skip
        yield Draft(
            "single", "order_single", fact, material.words.say(name, heading=heading, step=step),
            step, evidence, tuple(choices), explanation=material.explain(fact, evidence),
            thinking="understand", difficulty=0.35,
        )  # fmt: skip


def _order_judge(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    """Two steps next to each other, told in their order or turned round."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > 30:
        return
    chance = material.chance(fact, "order_judge")
    place = chance.randrange(len(titles) - 1)
    first, second = titles[place : place + 2] if truth else titles[place : place + 2][::-1]
    stem = material.words.say("order_judge", heading=heading, first=first, second=second)
    evidence = _pieces(material, fact)
    said = material.words.say(
        "says_true" if truth else "says_false", truth=" → ".join(titles[place : place + 2])
    )
    yield Draft(
        "judge", "order_judge", fact, stem, first, evidence, truth=truth,
        explanation=said + material.explain(fact, evidence), thinking="understand",
        difficulty=0.3,
    )  # fmt: skip


def _detail_judge(
    material: Material, fact: Found, rows: list[tuple[Span, Span]], truth: bool
) -> Iterator[Draft]:
    """What is said of one point, given to it or to its neighbour."""
    heading = _heading(material, fact)
    if heading is None or not material.words.has("detail_judge"):
        return
    for place, (title, detail) in enumerate(rows):
        own = Found("detail", fact.section, detail[0], detail[1], spans={"title": title})
        told = title if truth else rows[(place + 1) % len(rows)][0]
        words = material.cut(detail)
        here = pieces(heading)
        if not truth and (pieces(material.cut(told)) & pieces(words)) - here:
            continue  # it could be argued to belong there too
        stem = material.words.say(
            "detail_judge", heading=heading, detail=words, title=material.cut(told)
        )
        evidence = tuple(dict.fromkeys(map(material.lesson.evidence, (title, detail))))
        said = material.words.say("says_true" if truth else "says_false", truth=material.cut(title))
        yield Draft(
            "judge", "detail_judge", own, stem, words + material.cut(told), evidence, truth=truth,
            explanation=said + material.explain(fact, evidence), thinking="analyse",
            difficulty=0.35,
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


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """One of several short points is typed, between its neighbours."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > _TYPED_LIMIT:
        return
    if min(map(len, titles)) < 2 or not material.words.has("points_blank"):
        return
    place = material.chance(fact, "points_blank").randrange(1, len(titles))
    shown = [BLANK if i == place else title for i, title in enumerate(titles)]
    stem = material.words.say("points_blank", heading=heading, points="；".join(shown))
    evidence = (material.lesson.evidence(fact.members[place]),)
    yield Draft(
        "blank", "points_blank", fact, stem, "；".join(shown), evidence,
        accepted=((titles[place],),), explanation=material.explain(fact, evidence),
        difficulty=0.5,
    )  # fmt: skip


def _details(material: Material, fact: Found) -> Iterator[Draft]:
    """A detail sentence under its point, against the other points of the same list."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > _TITLE_LIMIT:
        return
    if fact.form in ("steps", "bullets") or min(map(len, titles)) < 2:
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
            evidence = tuple(dict.fromkeys(map(material.lesson.evidence, (member, (start, end)))))
            own = Found(
                "detail", fact.section, start, end, spans={"title": member}, group=fact.start
            )
            yield Draft(
                "single", "detail_single", own,
                material.words.say("detail", heading=heading, detail=detail), detail, evidence,
                (material.right(own, title), *(
                    Choice(t, False, "sibling", material.words.say(
                        "other_point", text=t, key=title, place=material.words.place(fact.section)))
                    for t in wrong[:3])),
                explanation=material.explain(fact, evidence), thinking="analyse", difficulty=0.45,
            )  # fmt: skip


def _rows(material: Material, fact: Found) -> list[tuple[Span, Span]]:
    """Each point with the first thing said of it, where that is short enough."""
    rows: list[tuple[Span, Span]] = []
    if fact.form in ("bullets", "steps"):
        return rows
    for member, whole in zip(fact.members, fact.details, strict=True):
        rest = sentences(material.lesson.text, member[1], whole[1])
        span = strip_lead(material.lesson, rest[0]) if rest else (0, 0)
        stop = span[1]
        if span[1] - span[0] > 40:
            comma = material.lesson.shadow.rfind(",", span[0], span[0] + 40)
            stop = comma if comma > span[0] else span[1]
        if member[1] - member[0] < 2:
            continue  # 看, 讲, 帮: the detail says the word again
        told = material.lesson.seen((span[0], stop))
        if stop < span[1] and _GROUND.match(told):
            continue  # on what ground, and the deed itself was cut off
        if 6 <= len(told) <= 44 and not is_dangling(told) and not _UNFINISHED.search(told):
            rows.append((member, (span[0], stop)))
    return rows


def _match(material: Material, fact: Found) -> Iterator[Draft]:
    """Points with the first thing said of each; one detail stays over."""
    heading = _heading(material, fact)
    rows = _rows(material, fact)
    for truth in (True, False):
        yield from _detail_judge(material, fact, rows if len(rows) >= 3 else [], truth)
    if heading is None or len(rows) < 4:
        return
    pairs, spare = rows[:-1][:4], rows[-1]
    evidence = tuple(
        dict.fromkeys(material.lesson.evidence(span) for row in [*pairs, spare] for span in row)
    )
    yield Draft(
        "match", "points_match", fact, material.words.say("match_points", heading=heading), "",
        evidence, pairs=tuple((material.cut(a), material.cut(b)) for a, b in pairs),
        extra_right=(material.cut(spare[1]),), explanation=material.explain(fact, evidence[:2]),
        thinking="understand", difficulty=0.45,
    )  # fmt: skip


def _children(material: Material, fact: Found) -> Iterator[Draft]:
    """Headings against their like from the lexicon only: another branch's show by their form."""
    heading = material.cut(fact.spans["heading"])
    keys = _titles(material, fact)
    pool: list[tuple[str, str]] = []
    if len(keys) < 3:
        return
    stem = material.words.say("children", heading=heading)
    yield from _among(
        material, fact, "children_multiple", stem, keys[:4], pool,
        (fact.spans["heading"], *fact.members),
    )  # fmt: skip
