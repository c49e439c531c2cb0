"""The importer's door: one call from a file's bytes, or from pasted text, to an outline."""

from __future__ import annotations

import codecs
from dataclasses import replace
from importlib import import_module

from lessons.importing.assemble import assemble
from lessons.importing.blocks import Extracted
from lessons.importing.checks import check_file
from lessons.importing.damage import find_damage
from lessons.importing.decoding import decode
from lessons.importing.outline import Format, ImportRefused, Outline, Warning
from lessons.importing.plain import extract_pasted, extract_txt
from lessons.importing.validators import validate

MAX_CHARACTERS = 500_000
_EXTRACTORS: dict[Format, str] = {
    "md": "lessons.importing.markdown.extract_markdown",
    "html": "lessons.importing.html.extract_html",
    "docx": "lessons.importing.docx.extract_docx",
    "pdf": "lessons.importing.pdf.extract_pdf",
}


def read_file(name: str, data: bytes, *, encoding: str | None = None) -> Outline:
    """The outline of a lesson file; `encoding` overrides what text formats are judged to be in.

    Raises ImportRefused with the codes of `checks.check_file`, `decoding.decode` and the
    extractors, no_text and too_long.
    """
    file_format = check_file(name, data)
    return _finished(name, _extract(file_format, data, encoding))


def read_text(text: str, name: str = "粘贴的文字") -> Outline:
    """The outline of text pasted into a page.

    Raises ImportRefused: empty, no_text, too_long.
    """
    if not text.strip():
        raise ImportRefused("empty", "还没有文字。请粘贴课文。")
    return _finished(name, extract_pasted(text))


def read_html(html: str, name: str = "粘贴的文字") -> Outline:
    """The outline of rich text pasted into a page.

    Raises ImportRefused: empty, no_text, too_long.
    """
    if not html.strip():
        raise ImportRefused("empty", "还没有文字。请粘贴课文。")
    extracted = _extract("html", _marked(html), None)
    return _finished(name, replace(extracted, encoding=None))


def _extract(file_format: Format, data: bytes, encoding: str | None) -> Extracted:
    if file_format == "txt":
        return extract_txt(data, encoding)
    module, function = _EXTRACTORS[file_format].rsplit(".", 1)
    extract = getattr(import_module(module), function)  # each format costs its parser's import
    warnings: tuple[Warning, ...] = ()
    told = None
    if encoding is not None and file_format in ("md", "html"):
        decoded = decode(data, encoding)
        data, told, warnings = _marked(decoded.text), decoded.encoding, decoded.warnings
    try:
        extracted: Extracted = extract(data)
    except ImportRefused:
        raise
    except Exception as error:  # whatever a parser makes of a broken file is a refusal, no crash
        raise ImportRefused(
            "broken", "文件不完整或已损坏，读不出来。请用原来的软件打开，重新另存后再上传。"
        ) from error
    return replace(
        extracted, encoding=told or extracted.encoding, warnings=(*warnings, *extracted.warnings)
    )


def _marked(text: str) -> bytes:
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")


def _finished(name: str, extracted: Extracted) -> Outline:
    size = sum(len(block.text) for block in extracted.blocks)
    if size > MAX_CHARACTERS:
        raise ImportRefused(
            "too_long",
            f"文件有 {size} 个字，超过一课 {MAX_CHARACTERS} 字的上限。请分成几课。",
            limit=MAX_CHARACTERS,
        )
    outline = assemble(name, extracted)
    outline = replace(outline, damage=find_damage(outline.text))
    return replace(outline, warnings=(*outline.warnings, *validate(outline)))
