"""The result of a submitted attempt: each question with what was given, what is right and why,
and the passage of the lesson it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.contents import Contents
from lessons.models import Edition, Section
from lessons.rendering import Span, passage
from quizzes.answering import Question, is_answered
from quizzes.models import Attempt, Item
from quizzes.sheets import letter_of
from quizzes.showing import Reader


@dataclass(frozen=True, slots=True)
class Reason:
    """One option, blank or pair: what was given, what is right, and why."""

    text: str
    letter: str = ""
    is_right: bool = False
    is_given: bool = False
    why: str = ""
    given: str = ""  # blank and match: what the learner wrote or chose
    answer: str = ""  # blank and match: what would have been right


@dataclass(frozen=True, slots=True)
class Shared:
    """A reason that holds for several options alike."""

    letters: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs around the words meant, as shown, and where they stand."""

    place: str
    html: SafeString
    link: str


@dataclass(frozen=True, slots=True)
class Verdict:
    id: str
    number: int
    kind: str
    label: str
    stem: str
    is_right: bool
    is_given: bool  # whether anything was answered in time
    points: float
    reasons: tuple[Reason, ...]
    shared: tuple[Shared, ...]
    explanation: str
    passages: tuple[Passage, ...]
    late: str  # what arrived too late, in words; "": nothing did


def verdicts_of(
    attempt: Attempt, reader: Reader, sections: Sequence[Section], late: dict[str, Any]
) -> list[Verdict]:
    """All questions in the order asked; `late` holds values that arrived after the close."""
    edition, contents = attempt.paper.edition, Contents(sections)
    verdicts = []
    for number, question in enumerate(attempt.snapshot, start=1):
        name = question["id"]
        key, outcome = attempt.keys["items"][name], attempt.result[name]
        reasons = _REASONS[question["kind"]](question, key, outcome, reader)
        verdicts.append(
            Verdict(
                id=name,
                number=number,
                kind=question["kind"],
                label=str(Item.Kind(question["kind"]).label),
                stem=reader.words(question["stem"]),
                is_right=outcome["right"],
                is_given=outcome["given"] is not None and is_touched(question, outcome["given"]),
                points=outcome["points"],
                reasons=tuple(_said_once(reasons)),
                shared=tuple(_shared(reasons)),
                explanation=reader.words(_unquoted(key["explanation"], key)),
                passages=tuple(_passages(key, edition, contents, reader)),
                late=in_words(question, late[name], reader) if name in late else "",
            )
        )
    return verdicts


def _unquoted(text: str, key: Any) -> str:
    """Without an end that only repeats the sentences shown in their place right below."""
    quotes = sorted((one["quote"] for one in key["evidence"]), key=len, reverse=True)
    head = text
    while quote := next((quote for quote in quotes if quote and head.endswith(quote)), ""):
        head = head.removesuffix(quote).rstrip(" …")
    return text if head == text else head[: max(head.rfind("。"), head.rfind(". ")) + 1]


def _shared(reasons: Sequence[Reason]) -> Iterator[Shared]:
    """What would otherwise be said under several options in the same words."""
    for why, count in Counter(reason.why for reason in reasons if reason.why).items():
        if count > 1:
            yield Shared(_("、").join(r.letter for r in reasons if r.why == why), why)


def _said_once(reasons: Sequence[Reason]) -> Iterator[Reason]:
    """The reasons without what `_shared` says for several of them."""
    shared = {one.why for one in _shared(reasons)}
    for reason in reasons:
        yield replace(reason, why="") if reason.why in shared else reason


def is_touched(question: Question, value: Any) -> bool:
    """Whether anything at all was answered, a part of it too."""
    if isinstance(value, list):
        return any(value)
    return bool(value) or is_answered(question, value)


def in_words(question: Question, value: Any, reader: Reader) -> str:
    """An answer as a person would say it."""
    kind = question["kind"]
    if kind == "judge":
        return {True: _("对"), False: _("错")}.get(value, "")
    if kind == "blank":
        return "；".join(text for text in value if text)
    if kind == "match":
        rights = {right["id"]: reader.words(right["text"]) for right in question["rights"]}
        lefts = [(left["id"], reader.words(left["text"])) for left in question["lefts"]]
        return "；".join(f"{text} — {rights[value[pk]]}" for pk, text in lefts if value.get(pk))
    chosen = value if isinstance(value, list) else [value]
    return "；".join(
        reader.words(option["text"]) for option in question["options"] if option["id"] in chosen
    )


def _of_options(question: Question, key: Any, outcome: Any, reader: Reader) -> list[Reason]:
    given = outcome["given"] or ""
    chosen = given if isinstance(given, list) else [given]
    return [
        Reason(
            text=reader.words(option["text"]),
            letter=letter_of(place),
            is_right=option["id"] in key["right"],
            is_given=option["id"] in chosen,
            why=reader.words(_unquoted(key["whys"].get(option["id"], ""), key)),
        )
        for place, option in enumerate(question["options"])
    ]


def _of_judge(question: Question, key: Any, outcome: Any, reader: Reader) -> list[Reason]:
    return [
        Reason(
            text=text,
            is_right=key["truth"] is value,
            is_given=outcome["given"] is value,
            why=reader.words(key["said"].get("true" if value else "false", "")),
        )
        for value, text in ((True, _("对")), (False, _("错")))
    ]


def _of_blanks(question: Question, key: Any, outcome: Any, reader: Reader) -> list[Reason]:
    given = outcome["given"] or [""] * question["blanks"]
    is_one = question["blanks"] == 1
    return [
        Reason(
            text="" if is_one else _("第%(number)s空") % {"number": i + 1},
            is_right=outcome["parts"][i],
            given=given[i],
            answer=reader.words(words[0]),
        )
        for i, words in enumerate(key["accepted"])
    ]


def _of_match(question: Question, key: Any, outcome: Any, reader: Reader) -> list[Reason]:
    given = outcome["given"] or {}
    rights = {right["id"]: reader.words(right["text"]) for right in question["rights"]}
    return [
        Reason(
            text=reader.words(left["text"]),
            is_right=given.get(left["id"]) == key["pairs"][left["id"]],
            given=rights.get(given.get(left["id"], ""), ""),
            answer=rights[key["pairs"][left["id"]]],
        )
        for left in question["lefts"]
    ]


_REASONS = {
    "single": _of_options,
    "multiple": _of_options,
    "judge": _of_judge,
    "blank": _of_blanks,
    "match": _of_match,
}


def _passages(key: Any, edition: Edition, contents: Contents, reader: Reader) -> Iterator[Passage]:
    """The paragraphs of the evidence, once for each section, with all its spans marked."""
    places: dict[str, list[Span]] = {}
    for one in key["evidence"]:
        span = (one["start"], one["end"])
        places.setdefault(contents.place_at(one["start"]), []).append(span)
    is_old = edition.lesson.current_edition_id != edition.pk
    for place, spans in places.items():
        yield Passage(
            reader.words(place),
            passage(edition, spans, wanted=reader.wanted),
            contents.url_at(
                edition.lesson_id, *spans[0], edition=edition.number if is_old else None
            ),
        )
