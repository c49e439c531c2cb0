"""The questions of a file beside the items a lesson has: which are new, the same, or corrections.

Reads only; what is written of it stands in `quizzes.services.exchange`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.core import signing

from common.scripts import TO_SIMPLIFIED, TRADITIONAL, show
from lessons.models import Edition
from quizzes.contract import Question, flaws_of, sameness
from quizzes.evidence import spans_of
from quizzes.exchange.comparing import (
    Difference,
    completed,
    differences,
    merged,
    packed,
    unpacked,
)
from quizzes.exchange.values import Read, Remark
from quizzes.models import Item, ItemPlace
from quizzes.services.review import question_of

_SALT = "quizzes.corrections"
_LONGEST_WAIT = 7 * 24 * 3600  # seconds a page with changes may stand open


@dataclass(frozen=True, slots=True)
class Change:
    """A question of the file that differs from an item of its kind and stem."""

    line: int
    item: int
    version: int  # of the item, as it was compared
    question: Question  # the item as the file would have it
    differences: tuple[Difference, ...] = ()

    @property
    def token(self) -> str:
        """All of it for a form, signed."""
        data = {
            "line": self.line,
            "item": self.item,
            "version": self.version,
            "question": packed(self.question),
        }
        return signing.dumps(data, salt=_SALT, compress=True)


def changes_from(tokens: Iterable[str]) -> list[Change]:
    """What a form sends back; tokens that are not ours or too old are left out."""
    found = []
    for token in tokens:
        try:
            data = signing.loads(token, salt=_SALT, max_age=_LONGEST_WAIT)
        except signing.BadSignature:
            continue
        found.append(Change(**{**data, "question": unpacked(data["question"])}))
    return found


@dataclass(slots=True)
class Sorted:
    fresh: list[Read] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Held:
    item: Item
    question: Question


def sort_out(edition: Edition, found: Sequence[Read]) -> Sorted:
    """Each question by what it is beside the items of its kind and stem; costs 2 queries."""
    waiting = _held(edition)
    known = set(waiting)
    result = Sorted()
    differing: list[Read] = []
    for read in found:  # those that are the same first, so that none is taken for a change
        key = _key(read.question)
        twin = next((h for h in waiting.get(key, ()) if not _compared(h, read, edition)), None)
        if twin is not None:
            waiting[key].remove(twin)
            result.same += 1
        elif waiting.get(key):
            differing.append(read)
        elif key in known:
            result.remarks.append(Remark(read.line, "double"))
        else:
            known.add(key)
            result.fresh.append(read)
    for read in differing:
        rest = waiting[_key(read.question)]
        if rest:
            _change(edition, rest.pop(0), read, result)
        else:
            result.remarks.append(Remark(read.line, "double"))
    return result


def _key(question: Question) -> tuple[str, str]:
    return question.kind, sameness(question.stem)


def _held(edition: Edition) -> dict[tuple[str, str], list[_Held]]:
    """The lesson's items by kind and folded stem, with their evidence in this edition."""
    places = ItemPlace.objects.filter(edition=edition).values_list("item_id", "evidence")
    evidence = dict(places)
    held: dict[tuple[str, str], list[_Held]] = {}
    for item in Item.objects.filter(lesson=edition.lesson_id).order_by("pk"):
        question = question_of(item, evidence.get(item.pk, ()))
        held.setdefault(_key(question), []).append(_Held(item, question))
    return held


def _compared(held: _Held, read: Read, edition: Edition) -> list[Difference]:
    """What the file would change; in words of the other script only the words count."""
    question = completed(_quoting(read.question, edition), held.question)
    return differences(held.question, question, _simplified if read.is_converted else str)


def _simplified(line: str) -> str:
    return show(line, source=TRADITIONAL, wanted=TO_SIMPLIFIED)


def _quoting(question: Question, edition: Edition) -> Question:
    """With the quotes as the edition has them; without any when one is not there."""
    spans = spans_of(question.quotes, edition.text) or []
    return replace(question, quotes=tuple(edition.text[start:end] for start, end in spans))


def _change(edition: Edition, held: _Held, read: Read, result: Sorted) -> None:
    found = _compared(held, read, edition)
    wanted = completed(_quoting(read.question, edition), held.question)
    question = merged(held.question, wanted, found)
    if flaws := flaws_of(question):
        params = {"flaw": flaws[0].code, **flaws[0].params}
        result.remarks.append(Remark(read.line, "unfit", params=params))
        return
    if read.question.quotes and spans_of(read.question.quotes, edition.text) is None:
        result.remarks.append(Remark(read.line, "quotes_kept", is_kept=True))
    change = Change(read.line, held.item.pk, held.item.version, question, tuple(found))
    result.changes.append(change)
