"""Questions on kindred things: which of them is meant, all as pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import clauses, is_dangling
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared

_SIGNAL = re.compile(r"^[红橙黄蓝绿](?:色|档|码|灯|牌|类|级)")
_SAID = range(6, 44)  # characters of what is said of one
_ALIKE = 0.5


def make(material: Material) -> Iterator[Draft]:
    groups: dict[int, list[Found]] = {}
    for fact in material.of("kindred"):
        groups.setdefault(fact.group, []).append(fact)
    for group in groups.values():
        said = [_said(material, fact) for fact in group]
        if any(not words for words in said) or _overlap(said):
            continue
        if _are_signals(material, group):
            continue  # green is fine, as everybody knows
        at = material.chance(group[0], "kindred_single").randrange(len(group))
        yield _single(material, group, said, at)
        yield from _match(material, group, said)


def _are_signals(material: Material, group: list[Found]) -> bool:
    names = [material.lesson.seen(fact.spans["left"]) for fact in group]
    return all(_SIGNAL.search(name) for name in names)


def _said(material: Material, fact: Found) -> str:
    """The first clauses of what is said, as many as are short enough."""
    lesson = material.lesson
    start, end = fact.spans["right"]
    stop = start
    for piece in clauses(lesson.shadow, (start, end)):
        if piece[1] - start >= _SAID.stop:
            break
        stop = piece[1]
    words = material.cut((start, stop))
    told = lesson.seen((start, stop)).removeprefix("是")
    return words if len(words) in _SAID and not is_dangling(told) else ""


def _overlap(said: list[str]) -> bool:
    """What is said of one in the words of another could be said of both."""
    return any(shared(a, b) >= _ALIKE for i, a in enumerate(said) for b in said[i + 1 :])


def _single(material: Material, group: list[Found], said: list[str], at: int) -> Draft:
    fact = group[at]
    name = material.cut(fact.spans["left"])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    told = [material.cut(other.spans["left"]) for other in group]
    wrong = [
        Choice(told[i], False, "sibling", material.words.say(
            "sibling", text=told[i], owner=said[i]))
        for i in range(len(group)) if i != at
    ]  # fmt: skip
    focus = material.words.stop(material.words.gap + said[at])
    return Draft(
        "single", "kindred_single", fact, material.stem(fact.section, focus, [name]), focus,
        evidence, (material.right(fact, name), *wrong[:3]),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.4,
    )  # fmt: skip


def _match(material: Material, group: list[Found], said: list[str]) -> Iterator[Draft]:
    """Three or four pairs where one more thing is left over."""
    if len(group) < 4:
        return
    pairs = list(zip(group, said, strict=True))[:-1][:4]
    evidence = tuple(dict.fromkeys(
        material.lesson.evidence((fact.start, fact.end)) for fact in group))  # fmt: skip
    yield Draft(
        "match", "kindred_match", group[0],
        material.words.say(
            "match_pairs",
            heading=material.lesson.heading(group[0].section) or material.lesson.outline.title),
        "", evidence,
        pairs=tuple((material.cut(fact.spans["left"]), words) for fact, words in pairs),
        extra_right=(said[-1],), explanation=material.explain(group[0], evidence[:2]),
        thinking="understand", difficulty=0.45,
        covers=tuple(fact.id(material.lesson) for fact, _ in pairs[1:]),
    )  # fmt: skip
