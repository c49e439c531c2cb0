"""What extraction hands to the outline grammar: one block per paragraph, with what the file
itself says about it. Extractors make blocks, the grammar reads them; nothing else belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lessons.importing.outline import Format, Image, Warning

BlockKind = Literal["line", "list", "quote", "table", "caption", "misread"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (or one row of a table, cells joined by a tab) without line ends.

    `text` already holds an automatic number ("一、", "（一）", "1.") as Word would show it;
    `number_chars` says how many of its first characters are that number. A line read in a wrong
    encoding is "misread" and keeps every character, for the right ones are made of them.
    """

    text: str
    kind: BlockKind = "line"
    level: int | None = None  # heading level the file states: style, <h2>, ##; None: it does not
    number_chars: int = 0
    bold_chars: int = 0  # length of the bold run the text begins with; len(text) when all is bold
    is_centred: bool = False
    is_title: bool = False  # Word's Title style, <h1> of an article, front matter
    has_gap_before: bool = False  # an empty line stands before it, where the format shows them


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture that stands before block number `block`."""

    block: int
    image: Image


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's paragraphs in reading order, page furniture left out (with a warning)."""

    format: Format
    encoding: str | None
    blocks: tuple[Block, ...]
    images: tuple[PlacedImage, ...] = ()
    warnings: tuple[Warning, ...] = ()  # spans are None here: offsets exist only after assembly
    title: str | None = None  # said outside the text: front matter, document properties
