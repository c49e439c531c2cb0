"""What an editor may ask of a draft, by name: each a pure edit, put down as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from lessons.importing import edits
from lessons.importing.edits import EditError
from lessons.importing.outline import Outline
from lessons.models import Draft
from lessons.services import drafts
from lessons.services.drafts import Change, change_draft
from people.models import User

Values = Mapping[str, str]


def _number(values: Values, name: str) -> int:
    raw = values.get(name, "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 9):
        raise EditError("not_a_number")
    return int(raw)


def _minutes(values: Values, name: str) -> int | None:
    return _number(values, name) if values.get(name, "").strip() else None


def _fields(outline: Outline, values: Values) -> Outline:
    fields = replace(
        outline.fields,
        audience=values.get("audience", "").strip() or None,
        purpose=values.get("purpose", "").strip() or None,
        lecture_minutes=_minutes(values, "lecture_minutes"),
        discussion_minutes=_minutes(values, "discussion_minutes"),
    )
    return edits.set_title(edits.set_fields(outline, fields), values.get("title", ""))


def _prompts(outline: Outline, values: Values) -> Outline:
    return edits.set_prompts(outline, list(values.get("prompts", "").splitlines()))


def _split(outline: Outline, values: Values) -> Outline:
    """Breaks a paragraph before the words the editor typed, the first time they come."""
    start, words = _number(values, "start"), values.get("words", "").strip()
    found = outline.text.find(words, start + 1) if words else -1
    if found < 0:
        raise EditError("no_place")
    return edits.split_paragraph(outline, found)


ACTIONS: dict[str, Callable[[Outline, Values], Outline]] = {
    "level": lambda o, v: edits.set_level(o, v.get("section", ""), _number(v, "level")),
    "plain": lambda o, v: edits.to_plain(o, v.get("section", "")),
    "heading-text": lambda o, v: edits.set_heading(o, v.get("section", ""), v.get("heading", "")),
    "to-heading": lambda o, v: edits.to_heading(o, _number(v, "start"), _number(v, "level")),
    "merge": lambda o, v: edits.merge_with_previous(o, _number(v, "start")),
    "split": _split,
    "text": lambda o, v: _retyped(o, v),
    "fields": _fields,
    "prompts": _prompts,
}


def _retyped(outline: Outline, values: Values) -> Outline:
    """Puts what was typed in place of a paragraph."""
    start = _number(values, "start")
    for section in outline.sections:
        for first, last in section.paragraphs:
            if first == start:
                return edits.replace_span(outline, first, last, values.get("text", "").strip())
    raise EditError("no_paragraph")


def act(
    actor: User, draft: Draft, action: str, values: Values, *, version: int, now: dt.datetime
) -> Draft:
    """Carries out one action. Raises EditError (unknown ones too), DraftConflict,
    ValidationError."""
    if action == "undo":
        return drafts.undo(actor, draft)
    if action in {"accept", "type"} or values.get("after"):
        # A button of another proposal sends that proposal; 采用建议 sends none and means the best.
        after = values.get("typed", "") if action == "type" else values.get("after") or None
        return drafts.repair(
            actor, draft, _number(values, "start"), after, version=version, now=now
        )
    if action == "leave":
        return drafts.leave_damage(actor, draft, _number(values, "start"), version=version, now=now)
    if action == "accept-certain":
        return drafts.accept_certain(actor, draft, version=version, now=now)
    if action not in ACTIONS:
        raise EditError("no_place")
    change = Change(action, after=values.get("heading", "") or values.get("text", ""))
    return change_draft(
        actor,
        draft,
        lambda outline: ACTIONS[action](outline, values),
        change,
        version=version,
        now=now,
    )
