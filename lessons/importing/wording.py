"""Keeps number, heading, question, title and fields equal to the text they were read from.

Works from the places the words stand at, not by reading the lesson anew.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lessons.importing.numbers import parse_marker
from lessons.importing.outline import Outline, Prompt, Section, Span
from lessons.importing.tree import Piece, Splice

_SEPARATORS = " \t　、.．:："


def located(raw: str, words: str) -> Span | None:
    """Where the words stand in a piece of text that may have more white space than they."""
    at = raw.find(words)
    if at >= 0:
        return at, at + len(words)
    found = re.search(r"\s*".join(re.escape(each) for each in words if not each.isspace()), raw)
    return found.span() if found and found.group() else None


def numbered_heading(raw: str) -> tuple[str | None, str]:
    """The number a heading line begins with, and the heading."""
    marker = parse_marker(raw)
    if marker is None or not raw[marker.length :].strip():
        return None, raw.strip()
    return marker.number, raw[marker.length :].strip()


def reworded(changed: Outline, before: Outline, touched: Piece | None, splice: Splice) -> Outline:
    """The changed outline with its words read again from where the replacement was made."""
    if touched is not None and touched.kind == "heading":
        changed = _with_heading(changed, before, touched, splice)
    elif touched is not None and touched.kind == "prompt":
        index = int(touched.owner)
        prompts = list(changed.prompts)
        prompts[index] = _prompt(prompts[index], changed.text)
        return replace(changed, prompts=tuple(prompts))
    elif touched is None or touched.kind in ("title", "field"):
        return _with_fields(changed, before, splice)
    return _with_inferred_title(changed, before, splice)


def _with_heading(changed: Outline, before: Outline, touched: Piece, splice: Splice) -> Outline:
    raw = before.text[touched.start : touched.end]
    relative = Splice(splice.start - touched.start, splice.end - touched.start, splice.after)
    return replace(
        changed,
        sections=tuple(
            _section(section, raw, relative) if section.id == touched.owner else section
            for section in changed.sections
        ),
    )


def _section(section: Section, raw: str, splice: Splice) -> Section:
    heading = section.heading or ""
    first, last = located(raw, heading) or (0, len(raw))
    tail = len(raw) - max(last, splice.end)
    shown = splice.text(raw)
    shown = shown[: len(shown) - tail]
    if splice.start >= first:
        return replace(section, heading=shown[first:].strip())
    number, heading = numbered_heading(shown.lstrip())
    return replace(section, number=number, heading=heading.lstrip(_SEPARATORS))


def _prompt(prompt: Prompt, text: str) -> Prompt:
    return replace(prompt, text=" ".join(text[prompt.start : prompt.end].split()))


def _with_fields(changed: Outline, before: Outline, splice: Splice) -> Outline:
    audience, purpose = before.fields.audience, before.fields.purpose
    fields = replace(
        changed.fields,
        audience=audience and _value(audience, before.text, splice),
        purpose=purpose and _value(purpose, before.text, splice),
    )
    return replace(changed, fields=fields, title=_value(before.title, before.text, splice))


def _value(value: str, text: str, splice: Splice) -> str:
    """The value after the change; the same unless the change was made inside of it."""
    at = text.find(value, max(0, splice.end - len(value)), splice.start + len(value))
    if at < 0 or not at <= splice.start <= splice.end <= at + len(value):
        return value
    inside = Splice(splice.start - at, splice.end - at, splice.after)
    return inside.text(value).strip() or value


def _with_inferred_title(changed: Outline, before: Outline, splice: Splice) -> Outline:
    """A title made of words of the text shares their repair."""
    words = before.text[splice.start : splice.end]
    if before.title_origin != "inferred" or len(words) < 2 or words not in before.title:
        return changed
    return replace(changed, title=before.title.replace(words, splice.after).strip() or before.title)
