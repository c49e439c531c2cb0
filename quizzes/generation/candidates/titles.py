"""Questions on which paper or book it was, among others the lesson names."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import fold, shadow
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.sources import is_classic, is_form, is_official
from quizzes.generation.facts.attributions import sources
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.worth import names_place
from quizzes.generation.statements import statement

_LONGER = 1.7  # times as long a title may be as another beside it


def make(material: Material) -> Iterator[Draft]:
    named = [material.cut(span) for span in sources(material.lesson)["document"]]
    titles = {fold(name.partition("(")[0].partition("（")[0]): name for name in named}
    for fact in material.of("title"):
        yield from _single(material, fact, [*titles.values()])


def _single(material: Material, fact: Found, named: list[str]) -> Iterator[Draft]:
    window = statement(material.lesson, (fact.start, fact.end), narrow=True)
    if window is None:
        return
    key = material.cut(fact.spans["title"])
    around = fold(material.cut(window))
    lures = [
        _bare(name) for name in named
        if fold(_bare(name)) not in around and _are_alike(key, _bare(name))
    ]  # fmt: skip
    material.chance(fact, "title_single").shuffle(lures)
    lures.sort(key=lambda name: _shared_ends(key, name), reverse=True)
    focus = material.gapped(window, [fact.spans["whole"]], material.words.gap)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "title_single", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        (material.right(fact, key),
         *(material.other(name, material.lesson.home_of(name), "title") for name in lures[:3])),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _bare(name: str) -> str:
    """Without (试行) behind it."""
    return name[: name.index("》") + 1]


def _are_alike(one: str, other: str) -> bool:
    """Papers among papers and books among books, of like length, and local ones apart."""
    a, b = shadow(one), shadow(other)
    sizes = sorted((len(a), len(b)))
    return (
        not is_form(a) and not is_form(b)
        and is_official(a) == is_official(b) and is_classic(a) == is_classic(b)
        and names_place(a) == names_place(b) and sizes[1] <= _LONGER * sizes[0]
        and fold(one) not in fold(other) and fold(other) not in fold(one)
    )  # fmt: skip


def _shared_ends(one: str, other: str) -> int:
    """How much alike they end: a decision beside decisions."""
    a, b = shadow(one).strip("《》"), shadow(other).strip("《》")
    size = 0
    while size < min(len(a), len(b)) and a[-1 - size] == b[-1 - size]:
        size += 1
    return min(size, 2)
