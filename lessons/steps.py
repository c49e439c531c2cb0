"""The steps of a draft: which of them still stand, and the list an editor may go back in; reads
only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from common.paging import Page, page_of
from lessons.models import Draft, DraftStep
from lessons.words import STEPS

BACK = "back"  # the method of a step that went back; its `after` is the version it went before


def standing(steps: Iterable[tuple[int, str, str]]) -> set[int]:
    """The versions of the steps nothing went back behind, from (version, method, after) in
    order; going back is no change of its own."""
    now: frozenset[int] = frozenset()
    before: dict[int, frozenset[int]] = {}
    for version, method, after in steps:
        before[version] = now
        now = before.get(int(after), now) if method == BACK else now | {version}
    return set(now)


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the list shows it; numbers count from 1 in the order they were made."""

    step: DraftStep
    number: int
    words: str
    stands: bool
    went_to: int = 0  # the number of the step a step back went before


def step_rows(draft: Draft, request: HttpRequest) -> dict[str, Any]:
    """The latest first; costs 3 queries."""
    made = list(draft.steps.order_by("version").values_list("version", "method", "after"))
    numbers = {version: number for number, (version, _m, _a) in enumerate(made, 1)}
    stands = standing(made)
    page: Page[DraftStep] = page_of(draft.steps.for_list(), request)
    rows = [
        Row(
            step=step,
            number=numbers[step.version],
            words=str(STEPS.get(step.method, step.method)),
            stands=step.version in stands,
            went_to=numbers.get(int(step.after), 0) if step.method == BACK else 0,
        )
        for step in page
    ]
    return {"draft": draft, "page": page, "rows": rows}
