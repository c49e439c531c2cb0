"""`manage.py outline`: prints what the importer makes of one file, for people or as JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TextIO

from lessons.importing.outline import ImportRefused, Outline, Section
from lessons.importing.reading import read_file

UNREADABLE = 2  # exit status
_SHOWN = 36  # characters of a paragraph


def print_outline(
    path: str,
    *,
    as_json: bool = False,
    encoding: str | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Writes the outline to `out`, or the reason why there is none to `err`; returns the status."""
    out, err = out or _utf8(sys.stdout), err or sys.stderr
    try:
        file = Path(path)
        outline = read_file(file.name, file.read_bytes(), encoding=encoding)
    except OSError as error:
        print(f"{path}：读不到文件（{error.strerror or error}）。", file=err)
        return UNREADABLE
    except ImportRefused as refusal:
        print(f"{path}：{' '.join(str(refusal).split())}", file=err)
        return UNREADABLE
    if as_json:
        json.dump(outline.to_dict(), out, ensure_ascii=False, indent=1)
        out.write("\n")
    else:
        out.write("\n".join(tree(outline)) + "\n")
    return 0


def _utf8(stream: TextIO) -> TextIO:
    """The stream in UTF-8 whatever the locale: a terminal that knows less than a lesson holds
    must not end the command."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def tree(outline: Outline) -> list[str]:
    """The outline as lines of text, one for each heading and paragraph."""
    origin = "" if outline.title_origin == "file" else "（拟）"
    source = outline.source
    about = (source.name, source.format, source.encoding or "—", source.script)
    lines = [f"{outline.title}{origin}", f"  {' · '.join(about)} · {len(outline.text)} 字"]
    lines += [f"  {name}：{value}" for name, value in _fields(outline)]
    lines.append("")
    for section in outline.sections:
        lines += _section(outline, section)
    lines += _prompts(outline) + _damage(outline) + _warnings(outline)
    return lines


def _fields(outline: Outline) -> list[tuple[str, str]]:
    fields = outline.fields
    unit = f"（按{fields.hour_unit}计）" if fields.hour_unit else ""
    rows = [
        ("对象", fields.audience or "—"),
        ("目的", fields.purpose or "—"),
        ("讲课", f"{fields.lecture_minutes} 分钟{unit}" if fields.lecture_minutes else "—"),
        ("讨论", f"{fields.discussion_minutes} 分钟{unit}" if fields.discussion_minutes else "—"),
    ]
    return [(name, " ".join(value.split())) for name, value in rows]


def _section(outline: Outline, section: Section) -> list[str]:
    indent = "  " * section.level
    number = f"{section.number} " if section.number else ""
    lines = [f"{indent}{number}{section.heading or '（没有标题）'}"]
    for start, end in section.paragraphs:
        text = " ".join(outline.text[start:end].split())
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        lines.append(f"{indent}    {shown}（{end - start} 字）")
    return lines


def _prompts(outline: Outline) -> list[str]:
    if not outline.prompts:
        return []
    return ["", "讨论题", *(f"  {p.number or '·'} {p.text}" for p in outline.prompts)]


def _damage(outline: Outline) -> list[str]:
    lines = ["", "损坏"] if outline.damage else []
    for spot in outline.damage:
        best = spot.proposals[0].after if spot.proposals else "（无法恢复）"
        lines.append(f"  {spot.start}–{spot.end} {spot.kind}：{spot.before} → {best}")
    return lines


def _warnings(outline: Outline) -> list[str]:
    lines = ["", "请看一看"] if outline.warnings else []
    for warning in outline.warnings:
        place = "" if warning.start is None else f"（第 {warning.start} 字）"
        lines.append(f"  {warning.message}{place}")
    return lines
