"""Finds the headings among the lines of a lesson and puts them in their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lessons.importing import unnumbered
from lessons.importing.candidates import Candidate, numbered
from lessons.importing.levels import Placed, place
from lessons.importing.lines import Line
from lessons.importing.listing import select
from lessons.importing.unnumbered import BOLD_RUN_IN


def find_headings(
    lines: Sequence[Line], taken: set[int], counted: Sequence[Line] = ()
) -> list[Placed]:
    """The headings in reading order. `taken` lines are fields, title or questions; `counted` are
    those among them whose numbers belong to the count of the headings."""
    free = [line for line in lines if line.at not in taken]
    candidates = [c for line in free if (c := _candidate(line)) is not None]
    has_styles = sum(c.kind.startswith("stated") for c in candidates) >= 2
    extra = [c for line in counted if (c := numbered(line)) is not None]
    candidates = sorted([*candidates, *extra], key=lambda c: c.at)
    chosen = select(candidates, lines, taken)
    heads = {c.at for c in chosen}
    more = unnumbered.known(lines, taken, heads)
    heads |= {c.at for c in more}
    if has_styles:
        more += unnumbered.below_stated(lines, taken, chosen)
    else:
        more += (found := unnumbered.styled(lines, taken, heads))
        heads |= {c.at for c in found}
        more += unnumbered.short(lines, taken, heads, has_numbers=bool(chosen))
    if not chosen and not more:
        more += unnumbered.bracketed(lines, taken)
    placed = place(sorted([*chosen, *more], key=lambda c: c.at))
    placed = place(_in_company(placed))
    return _without({line.at for line in counted}, placed)


def _candidate(line: Line) -> Candidate | None:
    if line.block.kind in ("table", "quote", "misread") or line.is_caption:
        return None
    if line.block.level is not None:
        return unnumbered.stated(line)
    run_in = unnumbered.bold_run_in(line)
    if run_in is not None:
        return run_in
    return numbered(line)


def _in_company(placed: list[Placed]) -> list[Candidate]:
    """The candidates without bold run-ins that have no sibling: one alone is emphasis."""
    company = Counter(item.parent for item in placed if item.candidate.kind == BOLD_RUN_IN)
    return [
        item.candidate
        for item in placed
        if item.candidate.kind != BOLD_RUN_IN or company[item.parent] > 1
    ]


def _without(virtual: set[int], placed: list[Placed]) -> list[Placed]:
    """The headings without the counted labels; what hung below a label moves up to its parent."""
    if not virtual:
        return placed
    place_of: dict[int, int | None] = {}
    kept: list[Placed] = []
    for at, item in enumerate(placed):
        parent = place_of[item.parent] if item.parent is not None else None
        if item.candidate.at in virtual:
            place_of[at] = parent
            continue
        level = 1 if parent is None else kept[parent].level + 1
        place_of[at] = len(kept)
        kept.append(Placed(item.candidate, level, parent, item.is_miscounted))
    return kept
