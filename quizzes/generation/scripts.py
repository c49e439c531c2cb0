"""Words of the project's own in the lesson's script; the lesson's words are never converted."""

from __future__ import annotations

from functools import cache


def traditional(word: str) -> str:
    """The word in traditional characters."""
    converted: str = _converter().convert(word)  # type: ignore[attr-defined]
    return converted


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("s2t")
