"""Questions on dates and quantities: typed blanks, and singles among near figures."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import statement
from quizzes.generation.facts.found import Found
from quizzes.generation.near import near


def make(material: Material) -> Iterator[Draft]:
    facts = material.of("number")
    windows = {fact.start: statement(material.lesson, (fact.start, fact.end)) for fact in facts}
    for fact in facts:
        window = windows[fact.start]
        if window is None:
            continue
        yield from _blank(material, fact, window)
        yield from _single(material, fact, window)
    yield from _several(material, facts, windows)


def _gap(fact: Found) -> Span:
    """What is typed: the bare figure of a quantity, the whole of a date."""
    return fact.spans["figure"] if fact.form == "quantity" else fact.spans["value"]


def _accepted(material: Material, span: Span) -> tuple[str, ...]:
    return (material.cut(span),)


def _blank(material: Material, fact: Found, window: Span) -> Iterator[Draft]:
    gap = _gap(fact)
    focus = material.gapped(window, [gap])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "figure_blank", fact,
        material.stem(fact.section, focus, [material.cut(fact.spans["value"])]), focus, evidence,
        accepted=(_accepted(material, gap),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _single(material: Material, fact: Found, window: Span) -> Iterator[Draft]:
    lesson = material.lesson
    figure, value = fact.spans["figure"], fact.spans["value"]
    unit = lesson.cut((figure[1], value[1]))
    chance = material.chance(fact, "figure_single")
    options = near(
        lesson.seen(figure), lesson.seen((figure[1], value[1])), chance, _taken(material, fact)
    )
    if not options:
        return
    key = material.cut(value)
    focus = material.gapped(window, [value], material.words.gap)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    place = material.words.place(fact.section)
    why = material.words.say("number", key=key, place=place)
    choices = tuple(
        material.right(fact, key)
        if option == lesson.seen(figure)
        else Choice(option + unit, False, "near figure", why)
        for option in (_in_script(option, lesson.cut(figure)) for option in options)
    )
    yield Draft(
        "single", "figure_single", fact, material.stem(fact.section, focus, [key]), focus,
        evidence, choices, explanation=material.explain(fact, evidence), difficulty=0.4,
        is_ordered=True,
    )  # fmt: skip


def _in_script(option: str, figure: str) -> str:
    """Figures of the ladder are simplified; 兩 and 萬 follow the lesson."""
    if "兩" in figure or "萬" in figure or "億" in figure:
        return option
    return option


def _taken(material: Material, fact: Found) -> frozenset[str]:
    """Figures of the same unit in the same section may be right there too."""
    lesson = material.lesson
    unit = lesson.seen((fact.spans["figure"][1], fact.spans["value"][1]))
    return frozenset(
        lesson.seen(other.spans["figure"])
        for other in material.of("number")
        if other.section == fact.section
        and lesson.seen((other.spans["figure"][1], other.spans["value"][1])) == unit
    )


def _several(
    material: Material, facts: list[Found], windows: dict[int, Span | None]
) -> Iterator[Draft]:
    """Two or three quantities of one statement asked together."""
    groups: dict[Span, list[Found]] = {}
    for fact in facts:
        window = windows[fact.start]
        if window and fact.form in ("quantity", "date"):
            groups.setdefault(window, []).append(fact)
    for window, group in groups.items():
        values = [fold(material.cut(_gap(fact))) for fact in group]
        if not 2 <= len(group) <= 3 or len(set(values)) != len(values):
            continue
        gaps = [_gap(fact) for fact in group]
        focus = material.gapped(window, gaps)
        first = group[0]
        evidence = (material.lesson.evidence((group[0].start, group[-1].end)),)
        yield Draft(
            "blank", "figures_blank", first,
            material.stem(first.section, focus, [material.cut(gap) for gap in gaps]), focus,
            evidence, accepted=tuple(_accepted(material, gap) for gap in gaps),
            explanation=material.explain(first, evidence), difficulty=0.55,
            covers=tuple(fact.id(material.lesson) for fact in group[1:]),
        )  # fmt: skip
