"""One simplified form per character, so that a look-up serves both scripts.

A table of its own because the importer needs it within milliseconds; comparison of answers,
search words and whole texts is `common.folding`'s, conversion for display nobody's here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "folding.txt"


@lru_cache(maxsize=1)
def _simple_forms() -> dict[int, int]:
    traditional, simplified = _TABLE.read_text(encoding="utf-8").split()
    return str.maketrans(traditional, simplified)


def fold_script(text: str) -> str:
    """The text with every traditional character replaced by its simplified one; same length."""
    return text.translate(_simple_forms())
