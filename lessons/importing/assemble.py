"""From extracted blocks to an outline: the grammar's steps in their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from lessons.importing.blocks import Block, Extracted
from lessons.importing.contents import without_contents
from lessons.importing.fields import read_fields
from lessons.importing.headings import find_headings
from lessons.importing.lines import Line, clean, join_numbers, lay_out
from lessons.importing.numbers import parse_marker
from lessons.importing.outline import Image, ImportRefused, Outline, Source
from lessons.importing.prompts import read_prompts
from lessons.importing.scripts import detect_script
from lessons.importing.sections import build_sections
from lessons.importing.title import TitleReading, infer_title, read_title
from lessons.importing.unnumbered import is_known_name

_LONGEST_CAPTION = 40
_TITLE_LINES = 3  # below a banner stands the title


def assemble(name: str, extracted: Extracted) -> Outline:
    """The outline of a file's blocks, damage not yet looked for.

    Raises ImportRefused: no_text.
    """
    cleaned, warnings = without_contents([clean(block) for block in _captioned(extracted)])
    cleaned = join_numbers(cleaned)
    text, lines = lay_out(block for block in cleaned if block is not None)
    if not any(char.isalnum() for char in text):
        raise ImportRefused("no_text", "文件里没有文字。请选择有正文的文件。")
    fields = read_fields(lines)
    title = read_title(extracted, lines, fields)
    taken = fields.used | title.used
    prompts = read_prompts(lines, text, taken | fields.notes)
    taken |= prompts.used
    counted = [*fields.numbers, *prompts.numbers]
    placed = find_headings(lines, taken | fields.notes, counted)
    last_head = placed[-1].candidate.at if placed else -1
    questions = min((at for at in prompts.used if at > last_head), default=None)
    sections = build_sections(placed, lines, taken, prompts.split, questions)
    outer = [s.heading for s in sections if s.heading and s.level == 1]
    outer = [heading for heading in outer if not is_known_name(heading)]
    _ensure_title(title, lines, outer, fields.values.get("purpose", ""), name)
    parts = sorted([*fields.parts, *title.parts, *prompts.parts], key=lambda part: part.start)
    return Outline(
        source=Source(name, extracted.format, extracted.encoding, detect_script(text)),
        title=title.title,
        title_origin=title.origin,
        fields=fields.fields(),
        text=text,
        sections=sections,
        prompts=tuple(prompts.prompts),
        warnings=(*extracted.warnings, *warnings),
        images=_images(extracted, _line_places(cleaned), lines, len(text)),
        parts=tuple(parts),
    )


def _captioned(extracted: Extracted) -> list[Block]:
    """The blocks; a short plain line in the middle right behind a picture is its caption."""
    behind: set[int | str] = {image.block for image in extracted.images}
    behind |= {w.params["block"] for w in extracted.warnings if "block" in w.params}
    return [
        replace(block, kind="caption")
        if place in behind and _may_be_caption(block, place)
        else block
        for place, block in enumerate(extracted.blocks)
    ]


def _may_be_caption(block: Block, place: int) -> bool:
    is_plain = block.kind == "line" and block.level is None and not block.is_title
    is_short = block.is_centred and len(block.text) <= _LONGEST_CAPTION and place >= _TITLE_LINES
    is_marked = block.bold_chars >= len(block.text) or parse_marker(block.text) is not None
    return is_plain and is_short and not is_marked


def _ensure_title(
    title: TitleReading, lines: list[Line], headings: list[str], purpose: str, name: str
) -> None:
    if title.title:
        return
    title.origin = "inferred"
    body = next((line.text for line in lines), "")
    title.title = infer_title(headings, [purpose] if purpose else [], body, PurePath(name).stem)


def _line_places(cleaned: list[Block | None]) -> list[int]:
    """For each block the number of the line that stands at its place or next behind it."""
    places: list[int] = []
    count = 0
    for block in cleaned:
        places.append(count)
        count += block is not None
    return [*places, count]


def _images(
    extracted: Extracted, places: list[int], lines: list[Line], end: int
) -> tuple[Image, ...]:
    found: list[Image] = []
    for placed in extracted.images:
        at = places[min(max(placed.block, 0), len(places) - 1)]
        start = lines[at].start if at < len(lines) else end
        image = placed.image
        found.append(Image(image.name, image.media_type, image.data, start, image.alt))
    return tuple(found)
