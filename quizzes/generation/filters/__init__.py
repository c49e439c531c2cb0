"""The gate between drafts and items: every filter has a code, what it removes is counted by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.context import in_context
from quizzes.generation.filters import choices, english, stems, support, worth
from quizzes.generation.filters.options import prune

FILTERS: dict[str, Callable[[Draft, Material], bool]] = {
    **support.FILTERS,
    **stems.FILTERS,
    **worth.FILTERS,
    **english.FILTERS,
    **choices.FILTERS,
}


def verdict(draft: Draft, material: Material) -> str | None:
    """The code of the first filter the draft falls through, or None."""
    for code, is_flawed in FILTERS.items():
        if is_flawed(draft, material):
            return code
    return None


def sift(drafts: Iterable[Draft], material: Material) -> tuple[list[Draft], Counter[str]]:
    """The drafts that pass, bad options taken out, and how many left by which code."""
    kept: list[Draft] = []
    rejected: Counter[str] = Counter()
    for draft in drafts:
        told = in_context(draft, material)
        if told is None:
            rejected["topic"] += 1
            continue
        draft = told
        stay, codes = prune(draft, material)
        rejected.update(codes)
        pruned = replace(draft, choices=tuple(stay))
        code = verdict(pruned, material)
        if code:
            rejected[code] += 1
        else:
            kept.append(pruned)
    return kept, rejected
