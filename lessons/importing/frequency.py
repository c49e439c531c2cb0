"""How common Chinese characters and words are, in either script.

Scores are decimal logarithms of shares in running text: 的 about -1.5, a rare character -7.
The tables lie in data/ and are loaded on first use; judging damage belongs to the neighbours.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from lessons.importing.folding import fold_script

_DATA = Path(__file__).with_name("data")
_STEP = 10.0
_MARKS = "，。、；：？！“”‘’《》（）—…·　「」『』【】〔〕①②③④⑤℃％～－＋．／０１２３４５６７８９"
MARK = -2.0
UNKNOWN_HAN = -8.5
FOREIGN_LETTER = -5.0  # kana, Cyrillic, é: possible in a lesson, yet a sign of a wrong decoding
NEVER = -11.0  # replacement and control characters, private use
LONGEST_WORD = 8


def _table(text: str, is_by_word: bool) -> dict[str, float]:
    scores: dict[str, float] = {}
    for line in text.splitlines():
        step, entries = line.split("\t")
        scores.update(
            dict.fromkeys(entries.split(" ") if is_by_word else entries, -int(step) / _STEP)
        )
    return scores


@lru_cache(maxsize=1)
def characters() -> dict[str, float]:
    """Every simplified character of the table with its score; marks included."""
    text = (_DATA / "characters.txt").read_text(encoding="utf-8")
    return _table(text, is_by_word=False) | dict.fromkeys(_MARKS, MARK)


@lru_cache(maxsize=1)
def words() -> dict[str, float]:
    """Simplified words of up to `LONGEST_WORD` characters with their scores; takes about 50 ms."""
    packed = (_DATA / "words.txt.gz").read_bytes()
    return _table(gzip.decompress(packed).decode("gb18030"), is_by_word=True)


def character_score(character: str) -> float:
    """The score of one character of either script."""
    known = characters().get(fold_script(character))
    if known is not None:
        return known
    if "\u4e00" <= character <= "\u9fff":
        return UNKNOWN_HAN
    if character.isalpha() and not "\u3400" <= character <= "\u4dbf":
        return FOREIGN_LETTER
    if character.isprintable() and character != "\ufffd" and character < "\U00010000":
        return FOREIGN_LETTER
    return NEVER


def how_common(text: str) -> float:
    """The mean score of the characters beyond ASCII; 0.0 when there are none."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    scores = {character: character_score(character) for character in set(beyond)}
    return sum(scores[character] for character in beyond) / len(beyond)
