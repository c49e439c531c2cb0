"""What a hostile file is: a name, its bytes, made when asked, and what must come of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.lessons.importing import word
from tests.lessons.importing.word import OFFICE, RELS, W, document, zipped

__all__ = [
    "CASES", "MEBI", "OFFICE", "RELS", "TEXT", "Case", "W", "add", "document", "docx",
    "docx_parts", "hostile", "mutated", "paragraphs", "zipped",
]  # fmt: skip

MEBI = 1024 * 1024
TEXT = "社区议事要先听后议，听清诉求，议出办法，定了就办。"


@dataclass(frozen=True)
class Case:
    """`must` is "refused" when reading it at all would be wrong, "any" otherwise."""

    name: str  # the file name, with the extension under test
    make: Callable[[], bytes]
    must: str = "any"
    is_slow: bool = False  # left out without --full


CASES: list[Case] = []


def hostile(name: str, must: str = "any", is_slow: bool = False) -> Callable:
    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        CASES.append(Case(name, make, must, is_slow))
        return make

    return register


def add(name: str, data: Callable[[], bytes], must: str = "any", is_slow: bool = False) -> None:
    CASES.append(Case(name, data, must, is_slow))


def docx_parts(body: str | None = None, **parts: str | bytes) -> dict[str, bytes]:
    return word.docx_parts(paragraphs(20) if body is None else body, **parts)


def paragraphs(count: int) -> str:
    return "".join(f"<w:p><w:r><w:t>{n}、{TEXT}</w:t></w:r></w:p>" for n in range(1, count + 1))


def docx(body: str | None = None, **parts: str | bytes) -> bytes:
    return zipped(docx_parts(body, **parts))


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A few random wounds: flipped bytes, pieces cut, doubled, moved or overwritten."""
    wounded = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        if not wounded:
            break
        at = rng.randrange(len(wounded))
        size = min(rng.choice((1, 2, 8, 64, 1024)), len(wounded) - at)
        kind = rng.randrange(6)
        if kind == 0:
            wounded[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del wounded[at : at + size]
        elif kind == 2:
            wounded[at:at] = wounded[at : at + size] * rng.choice((1, 3, 50))
        elif kind == 3:
            wounded[at : at + size] = rng.randbytes(size)
        elif kind == 4:
            wounded[at : at + size] = rng.choice((b"\x00", b"\xff", b"9", b"<", b"[")) * size
        else:
            del wounded[max(at, 1) :]
    return bytes(wounded)
