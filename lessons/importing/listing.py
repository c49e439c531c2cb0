"""Tells headings from members of a list: siblings are judged together, by whether text follows.

Takes candidates away that are list members, prose or out of count; never adds one.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence

from lessons.importing.candidates import Candidate
from lessons.importing.levels import Placed, place
from lessons.importing.lines import Line

Prose = dict[str, list[Candidate]]  # numbered sentences, which vote for a list
_SMALL = {"1.", "1)", "（1）", "①", "A.", "a.", "I."}
_LEAD = re.compile(r"[:：]$|(?:如下|以下|下列|下面)[^。]{0,12}[。:：]?$")
_ROUNDS = 5
_ENOUGH_BODY = 12


def select(
    candidates: Sequence[Candidate], lines: Sequence[Line], taken: set[int]
) -> list[Candidate]:
    """The candidates that are headings; `taken` are lines known to be no text of a section."""
    prose: Prose = defaultdict(list)
    for candidate in candidates:
        marker = candidate.line.marker
        counts = marker is None or not marker.is_pair  # 三、五个人 is number of nothing
        if candidate.form == "prose" and candidate.at not in taken and counts:
            prose[candidate.kind].append(candidate)
    kept = [c for c in candidates if c.form != "prose"]
    for _round in range(_ROUNDS):
        placed = place(kept)
        wrong = _list_members(placed, prose, lines, taken) or _out_of_count(placed, lines, taken)
        if not wrong:
            break
        kept = [c for c in kept if c.at not in wrong]
    return kept


def _is_stated(candidate: Candidate) -> bool:
    return candidate.line.block.level is not None or candidate.kind.startswith("第")


def _out_of_count(placed: Sequence[Placed], lines: Sequence[Line], taken: set[int]) -> set[int]:
    """Candidates whose number does not fit and whose form is weak as well."""
    wrong: set[int] = set()
    for at, item in enumerate(placed):
        candidate = item.candidate
        if not item.is_miscounted or candidate.line.block.level is not None:
            continue
        is_weak = candidate.line.marker is not None and candidate.line.marker.is_pair
        is_weak |= candidate.form == "stopped"
        is_weak |= candidate.form == "run-in" and not candidate.line.block.bold_chars
        has_body = candidate.form == "run-in" or _bodies(placed, at, lines, taken)
        is_weak |= candidate.kind in _SMALL and not has_body
        if is_weak:
            wrong.add(candidate.at)
    # one wrong line may make all that follow it miscounted: take away the surest first
    pairs = {at for at in wrong if (marker := lines[at].marker) is not None and marker.is_pair}
    return pairs or ({min(wrong)} if wrong else set())


def _bodies(
    placed: Sequence[Placed], at: int, lines: Sequence[Line], taken: set[int]
) -> list[Line]:
    """The lines of text between a heading and the next."""
    begin = placed[at].candidate.at + 1
    end = placed[at + 1].candidate.at if at + 1 < len(placed) else len(lines)
    return [lines[i] for i in range(begin, end) if i not in taken]


def _list_members(
    placed: Sequence[Placed], prose: Prose, lines: Sequence[Line], taken: set[int]
) -> set[int]:
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for at, item in enumerate(placed):
        if item.candidate.number is not None and not _is_stated(item.candidate):
            groups[item.parent, item.candidate.kind].append(at)
    wrong: set[int] = set()
    for members in groups.values():
        for run in _runs(members, placed):
            if not _is_list(run, placed, prose, lines, taken):
                continue
            firm = [at for at in run if placed[at].candidate.form == "alone"]
            # a sentence that happens to begin with a number takes no real headings with it
            if 1 < len(firm) < len(run) and not _is_list(firm, placed, prose, lines, taken):
                run = [at for at in run if placed[at].candidate.form != "alone"]
            wrong |= {placed[at].candidate.at for at in run}
    return wrong


def _runs(members: list[int], placed: Sequence[Placed]) -> list[list[int]]:
    """The group cut where counting starts again; a list within a count leaves the count whole."""
    runs: list[list[int]] = []
    open_runs: list[list[int]] = []
    for at in members:
        candidate = placed[at].candidate
        if candidate.value == 1 or not open_runs:
            open_runs.append([at])
            runs.append(open_runs[-1])
            continue
        fitting = [
            run for run in open_runs if placed[run[-1]].candidate.value == _before(candidate)
        ]
        alike = [run for run in fitting if placed[run[-1]].candidate.form == candidate.form]
        run = (alike or fitting or open_runs)[-1]
        del open_runs[open_runs.index(run) + 1 :]
        run.append(at)
    return runs


def _before(candidate: Candidate) -> int:
    return (candidate.value or 0) - 1


def _is_list(
    run: list[int],
    placed: Sequence[Placed],
    prose: Prose,
    lines: Sequence[Line],
    taken: set[int],
) -> bool:
    own = [placed[at].candidate for at in run]
    kind = own[0].kind
    values = {candidate.value for candidate in own}
    last = placed[run[-1]]
    end = _end_of(run[-1], placed, len(lines))
    near = prose.get(kind, [])
    near = near[bisect(near, own[0].at, key=_place) : bisect(near, end, key=_place)]
    votes = {c.at for c in near if c.value not in values}
    full = [at for at in run if _has_text(at, placed, lines, taken, votes)]
    if any(c.form == "run-in" for c in own):
        if len(run) + len(votes) == 1 and kind in _SMALL:
            return True
        return len(full) * 2 < len(run) + len(votes)
    if not _has_text(run[-1], placed, lines, taken, votes) or full != [run[-1]]:
        lead = _lead(run[0], placed, lines, taken)
        if lead or any(c.form == "stopped" for c in own) or votes:
            return len(full) < len(run) + len(votes)
        return not full or (kind in _SMALL and len(full) * 2 < len(run))
    # only the last has text below it: the paragraph behind a list, unless it stands alone
    return len(run) > 1 or (last.candidate.form == "stopped" and kind in _SMALL)


def _place(candidate: Candidate) -> int:
    return candidate.at


def _end_of(at: int, placed: Sequence[Placed], end: int) -> int:
    """The line at which the next heading of the same or an outer level stands."""
    level = placed[at].level
    for following in range(at + 1, len(placed)):
        if placed[following].level <= level:
            return placed[following].candidate.at
    return end


def _has_text(
    at: int, placed: Sequence[Placed], lines: Sequence[Line], taken: set[int], prose: set[int]
) -> bool:
    candidate = placed[at].candidate
    if candidate.form == "run-in":
        enough = _ENOUGH_BODY if not candidate.line.block.bold_chars else 1
        return len(candidate.body) >= max(enough, len(candidate.head) * 0.6)
    if at + 1 < len(placed) and placed[at + 1].parent == at:
        return True
    bodies = _bodies(placed, at, lines, taken)
    return bool(bodies) and bodies[0].at not in prose


def _lead(at: int, placed: Sequence[Placed], lines: Sequence[Line], taken: set[int]) -> bool:
    """Whether the line before announces a list."""
    before = placed[at].candidate.at - 1
    is_head = at > 0 and placed[at - 1].candidate.at == before
    return (
        before >= 0
        and not is_head
        and before not in taken
        and bool(_LEAD.search(lines[before].even))
    )
