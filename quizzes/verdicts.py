"""The result of a submitted attempt: each question with what was given, what is right and why,
and the passage of the lesson it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lessons.models import Edition, Section
from lessons.rendering import numbered, passage
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
class Passage:
    """The paragraphs around the words meant, as shown, and where they stand."""

    place: str
    html: SafeString
    link: str  # "": the section has no page


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
    explanation: str
    passages: tuple[Passage, ...]
    late: str  # what arrived too late, in words; "": nothing did


def verdicts_of(
    attempt: Attempt, reader: Reader, sections: Sequence[Section], late: dict[str, Any]
) -> list[Verdict]:
    """All questions in the order asked; `late` holds values that arrived after the close."""
    edition = attempt.paper.edition
    verdicts = []
    for number, question in enumerate(attempt.snapshot, start=1):
        name = question["id"]
        key, outcome = attempt.keys["items"][name], attempt.result[name]
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
                reasons=tuple(_REASONS[question["kind"]](question, key, outcome, reader)),
                explanation=reader.words(_explanation(key)),
                passages=tuple(_passages(key, edition, sections, reader)),
                late=in_words(question, late[name], reader) if name in late else "",
            )
        )
    return verdicts


def _explanation(key: Any) -> str:
    """Without an end that only repeats the sentence shown in its place right below."""
    text: str = key["explanation"]
    quotes = [one["quote"] for one in key["evidence"] if text.endswith(one["quote"])]
    if not quotes:
        return text
    head = text.removesuffix(max(quotes, key=len))
    return head[: max(head.rfind("。"), head.rfind(". ")) + 1]


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
            why=reader.words(key["whys"].get(option["id"], "")),
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


def _passages(
    key: Any, edition: Edition, sections: Sequence[Section], reader: Reader
) -> list[Passage]:
    """The paragraphs of the evidence, each sentence in its own."""
    return [
        Passage(
            _place(_holding(sections, one["start"]), reader),
            _marked(edition, one["start"], one["end"], reader),
            _link(edition, sections, one["start"], one["end"]),
        )
        for one in key["evidence"]
    ]


def _marked(edition: Edition, start: int, end: int, reader: Reader) -> SafeString:
    html = passage(edition, start, end, wanted=reader.wanted)
    # The page shows many passages, and an id may stand on it once.
    return mark_safe(html.replace(' id="at"', ""))  # noqa: S308


def _holding(sections: Sequence[Section], at: int) -> Section | None:
    holding = [section for section in sections if section.start <= at < section.end]
    return max(holding, key=lambda section: section.level, default=None)


def _place(section: Section | None, reader: Reader) -> str:
    if section is None:
        return ""
    return numbered(reader.words(section.label)) + reader.words(section.heading)


def _link(edition: Edition, sections: Sequence[Section], start: int, end: int) -> str:
    """The page of the reader that holds the span, with the sentence lit."""
    for section in sections:
        if section.page_start is None or section.page_end is None:
            continue
        if section.page_start <= start < section.page_end:
            query = f"?at={start}-{end}"
            if edition.lesson.current_edition_id != edition.pk:
                query += f"&edition={edition.number}"
            try:
                args = [edition.lesson_id, section.page_number]
                return reverse("lessons:page-detail", args=args) + query
            except NoReverseMatch:
                return ""
    return ""
