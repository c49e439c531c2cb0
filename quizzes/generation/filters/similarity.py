"""How much two phrases share: character pairs of Chinese, words of English.

Shared by filters, guesser and drawing; verdicts belong to those.
"""

from __future__ import annotations

import re
from functools import lru_cache

from common.folding import fold

_STOP_PAIRS = frozenset(
    [
        "的是",
        "和的",
        "的人",
        "的工",
        "是由",
        "由于",
        "以及",
        "并且",
        "可以",
        "应当",
        "进行",
        "一个",
        "一项",
        "本课",
        "下列",
        "哪一",
        "一项",
        "根据",
        "指出",
        "的方",
        "中的",
        "要求",
        "提出",
    ]
)
_STOP_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "to",
        "in",
        "on",
        "for",
        "with",
        "by",
        "is",
        "are",
        "was",
        "were",
        "be",
        "as",
        "at",
        "from",
        "that",
        "this",
        "it",
        "its",
        "which",
        "who",
        "what",
        "how",
        "when",
        "where",
        "their",
        "them",
        "they",
        "not",
        "no",
        "can",
        "may",
        "must",
        "should",
        "will",
        "has",
        "have",
        "had",
        "does",
        "do",
        "into",
        "than",
        "then",
        "each",
        "any",
        "all",
        "one",
        "two",
        "these",
        "those",
        "such",
        "other",
        "lesson",
        "according",
    ]
)
_WORD = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[㐀-䶿一-鿿]+")


@lru_cache(maxsize=8192)
def pieces(phrase: str) -> frozenset[str]:
    """Content character pairs and words of a phrase, in either script."""
    folded = fold(phrase)
    found = {
        run[i : i + 2] for run in _HAN.findall(folded) for i in range(len(run) - 1)
    } - _STOP_PAIRS
    words = {_stem(word) for word in _WORD.findall(phrase.lower())}
    return frozenset(found | (words - _STOP_WORDS))


def _stem(word: str) -> str:
    for ending in ("ing", "ers", "er", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def shared(one: str, other: str) -> float:
    """Share of the smaller phrase's pieces that the other has too, 0–1."""
    a, b = pieces(one), pieces(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def likeness(one: str, other: str) -> float:
    """Shared pieces among all pieces of both, 0–1."""
    a, b = pieces(one), pieces(other)
    return len(a & b) / len(a | b) if a or b else 0.0
