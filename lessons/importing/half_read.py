"""UTF-8 read as GBK with some bytes lost: the text, lost characters filled in by their neighbours.

Of a character of three bytes two are left where one was lost; words decide among the sixty-four
it may have been. Text that lost more than a few stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from lessons.importing.frequency import character_score
from lessons.importing.language import Language, as_known
from lessons.importing.likelihood import Edge, Edges, Node, best_readings, edges_by_character

_MOST_LOST = 0.2  # of the characters
_MOST_FILLED = 400
_CONTEXT = 6
_LOST = "\ufffd?"
_CONTINUATIONS = range(0x80, 0xC0)
_RARE = -7.0


@dataclass(frozen=True, slots=True)
class _Character:
    options: tuple[str, ...]  # one when it is certain


def reread_with_losses(text: str) -> str | None:
    """The text as it was written; None when it is no UTF-8 read as GBK, or lost too much."""
    characters = _characters(_bytes(text))
    if characters is None:
        return None
    doubtful = [at for at, each in enumerate(characters) if len(each.options) != 1]
    chinese = sum(each.options[:1] > ("\u2000",) for each in characters)
    if not chinese or len(doubtful) > max(1, _MOST_LOST * chinese):
        return None
    shown = [each.options[0] if len(each.options) == 1 else "\ufffd" for each in characters]
    if doubtful:
        _fill(shown, characters, doubtful[:_MOST_FILLED])
    return "".join(shown)


def _bytes(text: str) -> list[int | None] | None:
    """The bytes GBK was read from; None for one that was lost."""
    found: list[int | None] = []
    for character in text:
        if character == "\ufffd":
            found.append(None)
            continue
        try:
            found += character.encode("gb18030")
        except UnicodeEncodeError:
            return None
    return found


def _characters(raw: list[int | None] | None) -> list[_Character] | None:
    if raw is None:
        return None
    found: list[_Character] = []
    at = 0
    while at < len(raw):
        byte = raw[at]
        length = 1 if byte is None or byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
        part = raw[at : at + length]
        if byte is None or byte == 0x3F:
            found.append(_Character(("?",) if byte else ()))
        elif byte < 0x80:
            found.append(_Character((chr(byte),)))
        else:
            options = _options(part, length)
            if options is None:
                return None
            found.append(_Character(options))
        at += length
    return found


def _options(part: list[int | None], length: int) -> tuple[str, ...] | None:
    """The characters these bytes may be; None when they are no UTF-8."""
    if len(part) == length - 1:
        part = [*part, None]
    if len(part) != length or part[0] is None or not 0xC2 <= part[0] <= 0xF4:
        return None
    # "?" stands for a lost byte, too, where a byte must follow.
    rest = [None if byte in (None, 0x3F) else byte for byte in part[1:]]
    if any(byte is not None and byte not in _CONTINUATIONS for byte in rest):
        return None
    lost = [place for place, byte in enumerate(rest) if byte is None]
    if len(lost) > 1:
        return ()
    found = []
    for guess in _CONTINUATIONS if lost else (0,):
        for place in lost:
            rest[place] = guess
        try:
            found.append(bytes([part[0], *(byte or 0 for byte in rest)]).decode("utf-8"))
        except UnicodeDecodeError:
            continue
    likely = [each for each in found if not lost or character_score(each) > _RARE]
    return tuple(likely or found[:1])


def _fill(shown: list[str], characters: list[_Character], doubtful: list[int]) -> None:
    """Puts the likeliest characters in the doubtful places, from the first to the last."""
    language = Language("".join(shown))
    for at in doubtful:
        if not characters[at].options:
            continue
        first, last = max(0, at - _CONTEXT), min(len(shown), at + _CONTEXT)

        def edges(node: Node, last: int = last) -> Edges:
            place = node[0]
            if place >= last:
                return {}
            options = characters[place].options if shown[place] == "\ufffd" else (shown[place],)
            return edges_by_character(
                Edge(each, as_known(each), (place + 1, 0, 0), 0.0)
                for each in options or ("\ufffd",)
            )

        readings = best_readings(edges, (first, 0, 0), (last, 0, 0), language, 1)
        if readings:
            shown[at] = readings[0].text[at - first]
