"""Makes differently written but equal texts comparable: script, width, marks and spaces.

Folding serves comparison and look-up only; nothing folded is ever shown or stored as content.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "folding.txt"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"',
                         "‘": "'", "’": "'", "。": ".", "、": ",", "—": "-", "–": "-",
                         "―": "-", "•": "·", "‧": "·", "・": "·", "\u00ad": None})  # fmt: skip


@lru_cache(maxsize=1)
def _simple_forms() -> dict[int, str]:
    traditional, simplified = _TABLE.read_text(encoding="utf-8").split()
    return str.maketrans(traditional, simplified)  # type: ignore[return-value]


def fold_script(text: str) -> str:
    """The text with every traditional character replaced by its simplified one; same length."""
    return text.translate(_simple_forms())


def fold(text: str) -> str:
    """The text without what differs between two copies of it: script, width, case, marks, space."""
    plain = unicodedata.normalize("NFKC", fold_script(text)).translate(_QUOTES)
    return "".join(plain.casefold().split())
