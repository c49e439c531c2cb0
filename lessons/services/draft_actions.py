"""What an editor may ask of a draft, by name: each a pure edit, put down as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from lessons.importing import edits
from lessons.importing.edits import EditError
from lessons.importing.outline import Outline
from lessons.importing.picture_edits import move_picture
from lessons.importing.prompt_edits import set_prompts
from lessons.importing.retyping import retype
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
    """One question a line; lines that match a question that was there are that question."""
    lines = [" ".join(line.split()) for line in values.get("prompts", "").splitlines()]
    typed = [line for line in lines if line]
    asked = [prompt.text for prompt in outline.prompts]
    matcher = SequenceMatcher(None, asked, typed, autojunk=False)
    wanted: list[tuple[int | None, str]] = []
    for _tag, a, b, c, d in matcher.get_opcodes():
        wanted += [(a + at if a + at < b else None, typed[c + at]) for at in range(d - c)]
    return set_prompts(outline, wanted)


def _heading(outline: Outline, values: Values) -> Outline:
    """Words and level of a heading at once; what stays as it is, is not touched."""
    section_id, level = values.get("section", ""), _number(values, "level")
    words = " ".join(values.get("heading", "").split())
    for section in outline.sections:
        if section.id == section_id and section.heading != words:
            outline = edits.set_heading(outline, section_id, words)
    return edits.set_level(outline, section_id, level)


ACTIONS: dict[str, Callable[[Outline, Values], Outline]] = {
    "heading": _heading,
    "plain": lambda o, v: edits.to_plain(o, v.get("section", "")),
    "to-heading": lambda o, v: edits.to_heading(o, _number(v, "start"), _number(v, "level")),
    "merge": lambda o, v: edits.merge_with_previous(o, _number(v, "start")),
    "text": lambda o, v: retype(o, _number(v, "start"), v.get("text", "")),
    "fields": _fields,
    "prompts": _prompts,
    "picture": lambda o, v: move_picture(
        o, v.get("picture", ""), _number(v, "to_line"), is_after=v.get("side") == "after"
    ),
}


def act(
    actor: User, draft: Draft, action: str, values: Values, *, version: int, now: dt.datetime
) -> Draft:
    """Carries out one action. Raises EditError (unknown ones too), DraftConflict,
    ValidationError."""
    if action == "undo":
        return drafts.undo(actor, draft, version=version)
    if action == "back":
        return drafts.go_back(actor, draft, _number(values, "step"), version=version, now=now)
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
        raise EditError("unknown")
    edit = ACTIONS[action]
    return change_draft(
        actor,
        draft,
        lambda outline: edit(outline, values),
        Change(action),
        version=version,
        now=now,
    )
