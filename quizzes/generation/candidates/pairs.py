"""Questions on what belongs to what: the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found

_FUNCTION = "的了和与及在是有为以对不一"


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("row"):
        yield from _cell(material, fact)
        for truth in (True, False):
            yield from _row_judge(material, fact, truth)
    yield from _row_match(material)


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,:]+\s*(?:%|％)?[^\d]{0,3}", text))


def _heading(material: Material, fact: Found) -> str:
    return material.lesson.heading(fact.section) or material.lesson.outline.title


def _cell(material: Material, fact: Found) -> Iterator[Draft]:
    """A cell against the other cells of its column."""
    key = material.cut(fact.spans["cell"])
    others = {
        fold(text): (text, owner)
        for text, owner in zip(
            map(material.cut, fact.members), map(material.cut, fact.details), strict=True
        )
        if fold(text) != fold(key)
    }
    row, header = material.cut(fact.spans["row"]), material.cut(fact.spans["header"])
    if _rings(material, fact, key):
        return
    chosen = list(others.values())
    material.chance(fact, "cell_single").shuffle(chosen)
    wrong = [
        Choice(text, False, "cell", material.words.say("sibling", text=text, owner=owner))
        for text, owner in chosen[:3]
    ]
    stem = material.words.say("row", heading=_heading(material, fact), row=row, header=header)
    choices = [material.right(fact, key), *wrong]
    is_ordered = all(_is_figure(choice.text) for choice in choices)
    if is_ordered:
        choices.sort(key=lambda choice: float(re.sub(r"[^\d.]", "", choice.text) or 0))
    evidence = (fact.spans["line"], fact.spans["top"])
    yield Draft(
        "single", "cell_single", fact, stem, row, evidence, tuple(choices),
        explanation=material.explain(fact, (fact.spans["line"],)), difficulty=0.35,
        is_ordered=is_ordered,
    )  # fmt: skip


def _row_judge(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    key = material.cut(fact.spans["cell"])
    others = [t for t in map(material.cut, fact.members) if fold(t) != fold(key)]
    chance = material.chance(fact, "row_judge")
    cell = key if truth else chance.choice(others)
    if _rings(material, fact, cell):
        return
    row = material.cut(fact.spans["row"])
    stem = material.words.say(
        "row_judge", heading=_heading(material, fact), row=row,
        header=material.cut(fact.spans["header"]), cell=cell,
    )  # fmt: skip
    evidence = (fact.spans["line"], fact.spans["top"])
    said = material.words.say("says_true" if truth else "says_false", truth=key)
    yield Draft(
        "judge", "row_judge", fact, stem, row + cell, evidence, truth=truth,
        explanation=said + material.explain(fact, (fact.spans["line"],)), difficulty=0.3,
    )  # fmt: skip


def _rings(material: Material, fact: Found, cell: str) -> bool:
    """Whether the row a cell belongs to is heard in it alone: 辅具服务, 辅具中心; 签名, 签字."""
    cells = [fold(material.cut(member)) for member in fact.members]
    at = cells.index(fold(cell)) if fold(cell) in cells else -1
    owner = fold(material.cut(fact.details[at] if at >= 0 else fact.spans["row"]))
    others = "".join(other for other in cells if other != fold(cell))
    return any(c in fold(cell) and c not in others and c not in _FUNCTION for c in owner)


def _row_match(material: Material) -> Iterator[Draft]:
    """Rows with different cells; one row's cell stays over."""
    columns: dict[int, list[Found]] = {}
    for fact in material.of("row"):
        columns.setdefault(fact.group, []).append(fact)
    for facts in columns.values():
        cells = [fold(material.cut(fact.spans["cell"])) for fact in facts]
        if len(facts) < 4 or len(set(cells)) != len(cells):
            continue
        if all(map(_is_figure, cells)):
            continue
        first = facts[0]
        spare = facts[-1] if len(facts) <= 5 else facts[5]
        pairs = [fact for fact in facts[:5] if fact is not spare]
        stem = material.words.say(
            "match_rows", heading=_heading(material, first),
            corner=material.cut(first.spans["corner"]), header=material.cut(first.spans["header"]),
        )  # fmt: skip
        yield Draft(
            "match", "row_match", first, stem, "",
            tuple(fact.spans["line"] for fact in [*pairs, spare]),
            pairs=tuple(
                (material.cut(f.spans["row"]), material.cut(f.spans["cell"])) for f in pairs
            ),
            extra_right=(material.cut(spare.spans["cell"]),),
            explanation=material.explain(first, tuple(f.spans["line"] for f in pairs)),
            thinking="understand", difficulty=0.4,
            covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
        )  # fmt: skip
