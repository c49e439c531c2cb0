"""Questions on what a section demands, for sections that say nothing else one could ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.phrases import RICH_SECTION
from quizzes.generation.facts.demands import find
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import pieces, shared

_SHOWN = 3
_OFTEN = 8  # a word the lesson uses on every page tells no section from another
_SLOGAN = 0.5  # share of its words that the lesson's title or a heading has as well


def make(material: Material) -> Iterator[Draft]:
    sections: dict[str, list[Found]] = {}
    for fact in find(material.lesson):
        sections.setdefault(fact.section, []).append(fact)
    theme = _theme(material)
    for section, facts in sections.items():
        own = material.lesson.section(section)
        size = sum(end - start for start, end in own.paragraphs)
        if len(facts) >= 3 and size >= RICH_SECTION and own.heading:
            yield from _multiple(material, section, sections, theme)


def _multiple(
    material: Material, section: str, sections: dict[str, list[Found]], theme: frozenset[str]
) -> Iterator[Draft]:
    """Demands that share no word with the heading, against those of other chapters."""
    lesson = material.lesson
    heading = lesson.heading(section) or ""
    named = pieces(heading)
    keys = _varied(material, [
        fact for fact in sections[section] if not pieces(material.cut(fact.spans["demand"])) & named
    ])  # fmt: skip
    if len(keys) < 2:
        return
    wrong = _strangers(material, section, keys, sections, theme)
    evidence = tuple(dict.fromkeys(lesson.evidence((f.start, f.end)) for f in keys))
    yield Draft(
        "multiple", "demand_multiple", keys[0], material.words.say("demands", heading=heading), "",
        evidence,
        (*(material.right(f, material.cut(f.spans["demand"])) for f in keys),
         *(Choice(material.cut(f.spans["demand"]), False, "demand", material.words.say(
             "not_listed_here", place=material.words.place(f.section))) for f in wrong[:3])),
        explanation=material.explain(keys[0], evidence[:2]), thinking="analyse", difficulty=0.5,
    )  # fmt: skip


def _varied(material: Material, facts: list[Found]) -> list[Found]:
    """The first demands that have no word in common: one they all share would mark them."""
    for last in facts[_SHOWN - 1 :]:
        chosen = [*facts[: _SHOWN - 1], last]
        if not frozenset.intersection(*(pieces(material.cut(f.spans["demand"])) for f in chosen)):
            return chosen
    return facts[:_SHOWN]


def _strangers(
    material: Material, section: str, keys: list[Found], sections: dict[str, list[Found]],
    theme: frozenset[str],
) -> list[Found]:  # fmt: skip
    """Demands of other chapters that share no word of its own with this section.

    Those that hold what all keys have in common come first, one a section.
    """
    lesson = material.lesson
    here = pieces(lesson.body(section)) - theme
    alike = set.intersection(*(set(lesson.seen(f.spans["demand"])) for f in keys))
    chapter = _chapter(material, section)
    found: list[tuple[int, int, Found]] = []
    for other, facts in sections.items():
        if _chapter(material, other) == chapter or not lesson.heading(other):
            continue
        named = pieces(lesson.heading(other) or "") - theme
        fitting = [f for f in facts if _fits(material, f, keys, here | named)]
        if fitting:
            ranked = [
                (-len(set(lesson.seen(f.spans["demand"])) & alike), f.start, f) for f in fitting
            ]
            found.append(min(ranked, key=lambda row: row[:2]))
    return [fact for *_, fact in sorted(found, key=lambda row: row[:2])]


def _fits(material: Material, fact: Found, keys: list[Found], words: frozenset[str]) -> bool:
    """About as long as the keys, of another matter and no slogan that is true everywhere."""
    demand = material.cut(fact.spans["demand"])
    lengths = [key.end - key.start for key in keys]
    if not 0.7 * min(lengths) <= len(demand) <= 1.3 * max(lengths) or pieces(demand) & words:
        return False
    headings = [section.heading or "" for section in material.lesson.outline.sections]
    titles = [material.lesson.outline.title, *headings]
    return all(shared(demand, title) < _SLOGAN for title in titles)


def _theme(material: Material) -> frozenset[str]:
    """Words the lesson repeats from chapter to chapter."""
    folded = material.lesson.folded
    counted = Counter(folded[i : i + 2] for i in range(len(folded) - 1))
    return frozenset(pair for pair, count in counted.items() if count >= _OFTEN)


def _chapter(material: Material, section: str) -> str:
    """The section under the lesson's top that this one belongs to, or itself."""
    own = material.lesson.section(section)
    while own.parent and material.lesson.section(own.parent).parent:
        own = material.lesson.section(own.parent)
    return own.id
