"""Characters that are gone for good: U+FFFD, and what it becomes when read wrongly once more.

The lesson's own words may tell what stood there, when the same words around it occur only once
more with something between them. Nothing else is guessed.
"""

from __future__ import annotations

import re

from lessons.importing.outline import Damage, Proposal

_LOST = re.compile(r"\ufffd+|(?:锟斤拷)+(?:锟斤|锟)?")
_LEAST, _LONGEST = 2, 4  # characters of one sentence that must stand on either side
_MOST = 6  # characters that may be missing
_MOST_GUESSED = 200  # places, so that a ruined file does not cost minutes
_SURE = 0.8
_WORDS_BEFORE = re.compile(rf"[\u3400-\u9fff]{{{_LEAST},}}$")
_WORDS_AFTER = re.compile(rf"[\u3400-\u9fff]{{{_LEAST},}}")


def find_lost(text: str) -> list[Damage]:
    """Damage of kind fffd, in order; most have no proposal."""
    found: list[Damage] = []
    for match in _LOST.finditer(text):
        proposals = _proposals(text, match) if len(found) < _MOST_GUESSED else ()
        found.append(Damage("fffd", match.start(), match.end(), match[0], proposals))
    return found


def _proposals(text: str, match: re.Match[str]) -> tuple[Proposal, ...]:
    """The words between the same neighbours elsewhere; more neighbours are asked first."""
    before = _WORDS_BEFORE.search(text[max(0, match.start() - _LONGEST) : match.start()])
    after = _WORDS_AFTER.match(text, match.end(), match.end() + _LONGEST)
    if before is None or after is None:
        return ()
    missing = rf"([\u3400-\u9fff]{{1,{min(_MOST, len(match[0]))}}}?)"
    for length in range(_LONGEST, _LEAST - 1, -1):
        pattern = re.escape(before[0][-length:]) + missing + re.escape(after[0][:length])
        words = {other[1] for other in re.finditer(pattern, text)}
        if words:
            return (Proposal(words.pop(), _SURE),) if len(words) == 1 else ()
    return ()
