"""The answer sheet: an attempt's frozen questions with what was answered, ready for the page.

Nothing of `Attempt.keys` is read here, so nothing of it can reach a page before submission.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.answering import Question, empty_value, fingerprint, is_answered
from quizzes.models import Attempt, Item, Response
from quizzes.showing import Reader

_GAP = re.compile(r"_{4,}")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

REFUSALS = {
    "too_long": gettext_lazy("答案太长了，每空最多500字。这一题没有保存，请改短再存。"),
    "unknown_option": gettext_lazy("这一题的选项对不上，没有保存。请重新打开这一页再选一次。"),
    "wrong_form": gettext_lazy("这一题的答案读不懂，没有保存。请重新打开这一页再答一次。"),
    "unknown_question": gettext_lazy("这次作答里没有这一题，没有保存。请重新打开这一页。"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    text: str
    letter: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a stem, or a blank (`field` is then its name)."""

    text: str
    field: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """The left side of a pair with the right sides to choose from."""

    field: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    id: str
    number: int
    kind: str
    hint: str
    pieces: tuple[Piece, ...]
    choices: tuple[Choice, ...]
    lefts: tuple[Left, ...]
    is_answered: bool
    was: str  # fingerprint of the value the server holds
    rev: int
    saved_at: dt.datetime | None  # None: nothing saved yet
    refusal: str

    @property
    def stem(self) -> str:
        return "".join(piece.text or "____" for piece in self.pieces)


def sheet_of(
    attempt: Attempt,
    responses: Mapping[str, Response],
    reader: Reader,
    *,
    typed: Mapping[str, Any] | None = None,
    refused: Mapping[str, str] | None = None,
) -> list[SheetQuestion]:
    """The questions in order; `typed` are values the server refused and the page gives back."""
    partial = attempt.keys["rules"]["has_partial_credit"]
    return [
        _question(
            question,
            number,
            responses.get(question["id"]),
            reader,
            hint_of(question, has_partial_credit=partial),
            (typed or {}).get(question["id"]),
            (refused or {}).get(question["id"], ""),
        )
        for number, question in enumerate(attempt.snapshot, start=1)
    ]


def unanswered_numbers(attempt: Attempt, responses: Mapping[str, Response]) -> list[int]:
    return [
        number
        for number, question in enumerate(attempt.snapshot, start=1)
        if not is_answered(question, _held(question, responses.get(question["id"])))
    ]


def _held(question: Question, response: Response | None) -> Any:
    return empty_value(question) if response is None else response.value


def _question(
    question: Question,
    number: int,
    response: Response | None,
    reader: Reader,
    hint: str,
    typed: Any,
    refusal: str,
) -> SheetQuestion:
    held = _held(question, response)
    value = held if typed is None else typed
    return SheetQuestion(
        id=question["id"],
        number=number,
        kind=question["kind"],
        hint=hint,
        pieces=tuple(_pieces(question, number, value, reader)),
        choices=tuple(_choices(question, value, reader)),
        lefts=tuple(_lefts(question, value, reader)),
        is_answered=is_answered(question, held),
        was=fingerprint(held),
        rev=response.rev if response else 0,
        saved_at=response.saved_at if response else None,
        refusal=str(REFUSALS.get(refusal, "")),
    )


def hint_of(question: Question, *, has_partial_credit: bool) -> str:
    """The kind in words, with what one must know before answering."""
    kind = question["kind"]
    if kind == "single":
        return _("单选，选一项")
    if kind == "multiple":
        if has_partial_credit:
            return _("多选，选对一部分也得分，选错的要扣")
        return _("多选，全部选对才得分")
    if kind == "match":
        spare = len(question["rights"]) - len(question["lefts"])
        if spare > 0:
            return ngettext(
                "配对，有%(count)s个说法用不上", "配对，有%(count)s个说法用不上", spare
            ) % {"count": spare}
        return _("配对")
    return str(Item.Kind(kind).label)


def _pieces(question: Question, number: int, value: Any, reader: Reader) -> list[Piece]:
    if question["kind"] != "blank":
        return [Piece(reader.words(question["stem"]))]
    texts = [reader.words(text) for text in _GAP.split(question["stem"])]
    pieces = [Piece(texts[0])]
    for i in range(question["blanks"]):
        label = _("第%(number)s题填空") % {"number": number}
        if question["blanks"] > 1:
            label = _("第%(number)s题第%(blank)s空") % {"number": number, "blank": i + 1}
        typed = value[i] if isinstance(value, list) and i < len(value) else ""
        pieces.append(Piece(str(typed), f"{question['id']}-{i}", label))
        pieces.append(Piece(texts[i + 1] if i + 1 < len(texts) else ""))
    # An imported stem may have more gaps than blanks; its words must not get lost.
    rest = "____".join(texts[question["blanks"] + 1 :])
    return [*pieces, Piece(rest)] if rest else pieces


def _choices(question: Question, value: Any, reader: Reader) -> list[Choice]:
    if question["kind"] == "judge":
        return [
            Choice("true", _("对"), "", value is True),
            Choice("false", _("错"), "", value is False),
        ]
    chosen = value if isinstance(value, list) else [value]
    return [
        Choice(option["id"], reader.words(option["text"]), letter_of(i), option["id"] in chosen)
        for i, option in enumerate(question.get("options", ()))
    ]


def letter_of(place: int) -> str:
    return LETTERS[place] if place < len(LETTERS) else str(place + 1)


def _lefts(question: Question, value: Any, reader: Reader) -> list[Left]:
    chosen = value if isinstance(value, dict) else {}
    rights = [(right["id"], reader.words(right["text"])) for right in question.get("rights", ())]
    return [
        Left(
            f"{question['id']}-{left['id']}",
            reader.words(left["text"]),
            tuple(Choice(pk, text, "", chosen.get(left["id"]) == pk) for pk, text in rights),
        )
        for left in question.get("lefts", ())
    ]
