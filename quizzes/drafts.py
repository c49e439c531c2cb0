"""The questions a draft would have, as the page shows them; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lessons.importing.tree import label_of
from lessons.models import Draft
from lessons.rendering import numbered
from lessons.services.drafts import outline_of
from people import site
from quizzes.models import Item
from quizzes.sheets import letter_of
from quizzes.showing import Reader


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    letter: str = ""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    kind: str  # in words
    stem: str
    lines: list[Line]


def draft_questions(draft: Draft, request: HttpRequest) -> dict[str, Any]:
    """The draft's questions section by section; costs 1 query."""
    outline = outline_of(draft)
    wanted = request.display.edition  # type: ignore[attr-defined]
    exceptions = site.value("script_exceptions").get(wanted, {})
    reader = Reader(outline.source.script, wanted, exceptions)
    headings = {
        section.id: numbered(label_of(outline.text, section)) + (section.heading or "")
        for section in outline.sections
    }
    groups = [
        (reader.words(headings.get(section, "")), [_question(item, reader) for item in items])
        for section, items in groupby(draft.quiz.get("items", []), key=lambda i: i["section"])
    ]
    notes = [reader.words(note) for note in draft.quiz.get("notes", [])]
    return {"draft": draft, "groups": groups, "notes": notes, "lang": reader.lang}


def _question(item: Mapping[str, Any], reader: Reader) -> Question:
    lines = _judge(item) if item["kind"] == "judge" else _lines(item, reader)
    return Question(str(Item.Kind(item["kind"]).label), reader.words(item["stem"]), lines)


def _judge(item: Mapping[str, Any]) -> list[Line]:
    return [Line(_("对") if item["truth"] else _("错"), is_key=True)]


def _lines(item: Mapping[str, Any], reader: Reader) -> list[Line]:
    """The options with their letters; of other kinds the answers."""
    if item["options"]:
        return [
            Line(reader.words(text), letter_of(at), is_key)
            for at, (text, is_key) in enumerate(item["options"])
        ]
    blanks = [" / ".join(words) for words in item["accepted"]]
    found = [Line(reader.words(text), str(at), True) for at, text in enumerate(blanks, 1)]
    rest = [f"{left} — {right}" for left, right in item["pairs"]] + item["checklist"]
    return found + [Line(reader.words(text), str(at)) for at, text in enumerate(rest, 1)]
