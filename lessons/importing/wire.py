"""An outline as bytes and back: JSON in one line, then the pictures. Reading trusts nothing."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from lessons.importing.outline import (
    Damage,
    DamageKind,
    Fields,
    Format,
    Image,
    ImportRefused,
    Outline,
    Part,
    Prompt,
    Proposal,
    Script,
    Section,
    Source,
    Span,
    Warning,
)
from lessons.importing.pictures import picture_type

MAX_JSON_BYTES = 2 * 1024 * 1024
_NAME = re.compile(r"^[\w.-]{1,80}$")
_CODE = re.compile(r"^[a-z][a-z0-9_]{0,59}$")


def pack(outline: Outline) -> bytes:
    """Raises ImportRefused (too_long) when the text exceeds what a lesson may hold."""
    data = outline.to_dict()
    data["warnings"] = [_warning_dict(warning) for warning in outline.warnings]
    data["images"] = [
        {"name": i.name, "type": i.media_type, "start": i.start, "alt": i.alt, "size": len(i.data)}
        for i in outline.images
    ]
    data["parts"] = [[part.kind, part.start, part.end] for part in outline.parts]
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(line) > MAX_JSON_BYTES:
        raise ImportRefused(
            "too_long",
            f"课文太长（{len(outline.text)} 字）。请分成几课，分别上传。",
            characters=len(outline.text),
        )
    return line + b"\n" + b"".join(image.data for image in outline.images)


def _warning_dict(warning: Warning) -> dict[str, Any]:
    return {
        "code": warning.code,
        "message": warning.message,
        "start": warning.start,
        "end": warning.end,
        "params": warning.params,
    }


def unpack(data: bytes) -> Outline:
    """Raises ValueError for anything `pack` would not have written."""
    line, _, rest = data.partition(b"\n")
    if len(line) > MAX_JSON_BYTES:
        raise ValueError("outline too long")
    try:
        raw = json.loads(line.decode("utf-8"))
        return _outline(raw, rest)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no outline: {error!r}") from error


def _outline(raw: dict[str, Any], rest: bytes) -> Outline:
    text = _text(raw["text"])
    if raw["title_origin"] not in ("file", "inferred"):
        raise ValueError("title_origin")
    sections = tuple(_section(item, text) for item in raw["sections"])
    _check_family(sections)
    return Outline(
        source=_source(raw["source"]),
        title=_text(raw["title"]),
        title_origin=raw["title_origin"],
        fields=_fields(raw["fields"]),
        text=text,
        sections=sections,
        prompts=tuple(
            Prompt(_text_or_none(p["number"]), _text(p["text"]), *_span(p["start"], p["end"], text))
            for p in raw["prompts"]
        ),
        damage=tuple(_damage(item, text) for item in raw["damage"]),
        warnings=tuple(_warning(item, text) for item in raw["warnings"]),
        images=_images(raw["images"], rest, text),
        parts=tuple(_part(kind, start, end, text) for kind, start, end in raw["parts"]),
    )


def _part(kind: Any, start: Any, end: Any, text: str) -> Part:
    if kind not in ("title", "field", "prompt"):
        raise ValueError("part")
    return Part(kind, *_span(start, end, text))


def _source(raw: dict[str, Any]) -> Source:
    if raw["format"] not in get_args(Format) or raw["script"] not in get_args(Script):
        raise ValueError("source")
    encoding = _text_or_none(raw["encoding"])
    return Source(_text(raw["name"]), raw["format"], encoding, raw["script"])


def _fields(raw: dict[str, Any]) -> Fields:
    return Fields(
        audience=_text_or_none(raw["audience"]),
        purpose=_text_or_none(raw["purpose"]),
        lecture_minutes=_count_or_none(raw["lecture_minutes"]),
        discussion_minutes=_count_or_none(raw["discussion_minutes"]),
        hour_unit=_text_or_none(raw["hour_unit"]),
    )


def _section(raw: dict[str, Any], text: str) -> Section:
    start, end = _span(raw["start"], raw["end"], text)
    return Section(
        id=_matching(raw["id"], _NAME),
        parent=None if raw["parent"] is None else _matching(raw["parent"], _NAME),
        level=_count(raw["level"]),
        number=_text_or_none(raw["number"]),
        heading=_text_or_none(raw["heading"]),
        start=start,
        end=end,
        paragraphs=tuple(_span(first, last, text) for first, last in raw["paragraphs"]),
    )


def _check_family(sections: tuple[Section, ...]) -> None:
    """Ids differ, and each parent stands before its children."""
    seen: set[str] = set()
    for section in sections:
        if section.id in seen or (section.parent is not None and section.parent not in seen):
            raise ValueError(f"section {section.id}")
        seen.add(section.id)


def _damage(raw: dict[str, Any], text: str) -> Damage:
    start, end = _span(raw["start"], raw["end"], text)
    if raw["kind"] not in get_args(DamageKind) or raw["before"] != text[start:end]:
        raise ValueError("damage")
    proposals = tuple(Proposal(_text(p["after"]), float(p["score"])) for p in raw["proposals"])
    return Damage(raw["kind"], start, end, raw["before"], proposals)


def _warning(raw: dict[str, Any], text: str) -> Warning:
    start, end = raw["start"], raw["end"]
    if start is not None or end is not None:
        start, end = _span(start, end, text)
    params = raw["params"]
    if not all(isinstance(k, str) and isinstance(v, (str, int)) for k, v in params.items()):
        raise ValueError("params")
    return Warning(_matching(raw["code"], _CODE), _text(raw["message"]), start, end, params)


def _images(raw: list[dict[str, Any]], rest: bytes, text: str) -> tuple[Image, ...]:
    images = []
    for item in raw:
        size = _count(item["size"])
        data, rest = rest[:size], rest[size:]
        if len(data) != size or picture_type(data) != item["type"]:
            raise ValueError("picture")
        start, _ = _span(item["start"], item["start"], text)
        name = _matching(item["name"], _NAME)
        images.append(Image(name, item["type"], data, start, _text(item["alt"])))
    if rest:
        raise ValueError("bytes behind the pictures")
    return tuple(images)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError("no count")
    return value


def _count_or_none(value: Any) -> int | None:
    return None if value is None else _count(value)


def _span(start: Any, end: Any, text: str) -> Span:
    first, last = _count(start), _count(end)
    if not first <= last <= len(text):
        raise ValueError("span")
    return first, last


def _matching(value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.match(value):
        raise ValueError("name")
    return value
