"""Extracts the paragraphs of a plain text file or of pasted text."""

from __future__ import annotations

import re
from dataclasses import replace

from lessons.importing.blocks import Block, Extracted
from lessons.importing.decoding import decode
from lessons.importing.outline import Warning
from lessons.importing.page_numbers import joined, without_page_numbers
from lessons.importing.wrapping import RawLine, mend_spaces, raw_lines, unwrap
from lessons.importing.wrong_decoding import find_whole

_MARKDOWN = re.compile(r"^#{1,4} \S", re.MULTILINE)
_FEWEST_MARKDOWN = 2


def extract_txt(data: bytes, encoding: str | None = None) -> Extracted:
    decoded = decode(data, encoding)
    extracted = extract_pasted(decoded.text)
    warnings = (*decoded.warnings, *extracted.warnings)
    return replace(extracted, encoding=decoded.encoding, warnings=warnings)


def extract_pasted(text: str) -> Extracted:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if misread := misread_blocks(text):
        return Extracted("txt", None, misread)
    if len(_MARKDOWN.findall(text)) >= _FEWEST_MARKDOWN:  # chat programs hand out such text
        from lessons.importing.markdown import extract_markdown  # costs the import of lxml

        return replace(extract_markdown(text), format="txt", encoding=None)
    blocks, warnings = blocks_of(text)
    return Extracted("txt", None, blocks, warnings=warnings)


def misread_blocks(text: str) -> tuple[Block, ...]:
    """The untouched lines of a text read in a wrong encoding from end to end; none of others."""
    if find_whole(text) is None:
        return ()
    return tuple(Block(line, kind="misread") for line in text.split("\n") if line.strip())


def blocks_of(text: str) -> tuple[tuple[Block, ...], tuple[Warning, ...]]:
    """One block per paragraph, page furniture dropped and torn words joined, with warnings."""
    lines, warnings = without_page_numbers(raw_lines(text))
    blocks: list[Block] = []
    for line in unwrap(lines) if lines else []:
        mended, count = mend_spaces(line.text)
        if count:
            warnings.append(joined(mended.strip(), count))
        blocks.append(_block(line, mended))
    return tuple(blocks), tuple(warnings)


def _block(line: RawLine, text: str) -> Block:
    stripped = text.strip()
    cells = [cell.strip() for cell in stripped.split("\t")]
    if len(cells) > 1 and all(cells) and not stripped[0].isspace():
        return Block("\t".join(cells), kind="table", has_gap_before=line.has_gap_before)
    return Block(stripped, has_gap_before=line.has_gap_before)
