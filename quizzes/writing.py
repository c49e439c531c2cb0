"""What the pages for changing and writing an item show: the form of its kind and the sentences of
the lesson to rest it on; reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from common.scripts import shown_lang
from lessons.contents import Contents
from lessons.models import Edition, Lesson, Section
from quizzes.contract import Question
from quizzes.evidence import Pick, Span, picks_of, spans_from
from quizzes.models import Item
from quizzes.review_forms import ItemForm
from quizzes.reviewing import title_of
from quizzes.services.review import question_of, section_at
from quizzes.showing import reader_of


@dataclass(frozen=True, slots=True)
class Desk:
    form: ItemForm
    spans: list[Span]
    context: dict[str, Any]


def asked_of(form: ItemForm, spans: Sequence[Span], edition: Edition | None) -> Question:
    """The question of a form with the words of the lesson it rests on."""
    text = edition.text if edition else ""
    return replace(form.question, quotes=tuple(text[start:end] for start, end in spans))


def edit_desk(item: Item, edition: Edition, request: HttpRequest) -> Desk:
    """The form of an item as it is or as it was typed; costs 3 queries."""
    place = item.places.filter(edition=edition).first()
    held = [(one["start"], one["end"]) for one in place.evidence] if place else []
    if request.method == "POST":
        form = ItemForm(item.kind, request.POST)
        form.question = replace(form.question, rule=item.rule)
        spans = spans_from(request.POST.getlist("at"), edition.text)
    else:
        form, spans = ItemForm.showing(question_of(item, place.evidence if place else ())), held
    wanted = request.GET.get("section", "")
    context = _context(item.lesson, edition, form, request, [*held, *spans], spans, wanted)
    return Desk(form, spans, context | {"version": item.version})


def blank_desk(lesson: Lesson, kind: str, spans: list[Span], request: HttpRequest) -> Desk:
    """An empty form of a kind, or what was typed into it; costs 2 queries."""
    edition = lesson.current_edition
    assert edition is not None
    form = ItemForm(kind, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        spans = spans_from(request.POST.getlist("at"), edition.text)
    wanted = request.GET.get("section", "")
    return Desk(form, spans, _context(lesson, edition, form, request, spans, spans, wanted))


def _context(
    lesson: Lesson,
    edition: Edition,
    form: ItemForm,
    request: HttpRequest,
    shown: Sequence[Span],
    picked: Sequence[Span],
    wanted: str,
) -> dict[str, Any]:
    """The sections of what is picked, or the one asked for, with their sentences."""
    reader = reader_of(request, edition)
    contents = Contents(list(edition.sections.in_order()))
    keys = {section_at(contents.sections, start).key for start, _end in shown} | {wanted}
    groups = [
        (title_of(section, contents, reader), _picks(edition, section, picked))
        for section in contents.sections
        if section.key in keys
    ]
    return {
        "lesson": lesson,
        "edition": edition,
        "form": form,
        "groups": groups,
        "kind_words": Item.Kind(form.kind).label,
        "sections": _choices(contents, reader),
        "lang": shown_lang(source=edition.script, wanted="as-uploaded"),
    }


def _picks(edition: Edition, section: Section, picked: Sequence[Span]) -> list[Pick]:
    """Its own sentences; its heading may be picked too."""
    own = list(section.paragraphs)
    if section.heading:
        end = edition.text.find("\n", section.start)
        own.insert(0, [section.start, end if end >= 0 else len(edition.text)])
    here = [span for span in picked if any(a <= span[0] < b for a, b in own)]
    return picks_of(edition.text, own, here)


def _choices(contents: Contents, reader: Any) -> list[tuple[str, str]]:
    return [
        (section.key, title_of(section, contents, reader))
        for section in contents.sections
        if section.paragraphs
    ]


def section_desk(lesson: Lesson, request: HttpRequest) -> dict[str, Any]:
    """The sections to choose from and, once one is chosen, its sentences; costs 2 queries."""
    edition = lesson.current_edition
    assert edition is not None
    reader = reader_of(request, edition)
    contents = Contents(list(edition.sections.in_order()))
    wanted = request.GET.get("section", "")
    section = next((s for s in contents.sections if s.key == wanted), None)
    return {
        "lesson": lesson,
        "edition": edition,
        "lang": reader.lang,
        "source_lang": shown_lang(source=edition.script, wanted="as-uploaded"),
        "sections": _choices(contents, reader),
        "section": section,
        "title": title_of(section, contents, reader) if section else "",
        "picks": _picks(edition, section, ()) if section else [],
        "kinds": Item.Kind.choices,
        "kind": request.GET.get("kind", "single"),
        "is_unpicked": section is not None and "kind" in request.GET,
    }
