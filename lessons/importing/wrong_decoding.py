"""Text that was read in a wrong encoding: which one, and what it says when read rightly.

The wrong text, written back in the encoding it was read in, must be whole in the right one, and
far more common Chinese than it is. UTF-8 read as GBK loses a byte where a line has an odd number
of them; `half_read` fills in what is left of such characters.
"""

from __future__ import annotations

import re

from lessons.importing.frequency import character_score, how_common
from lessons.importing.half_read import reread_with_losses
from lessons.importing.outline import Damage, Proposal, Span

# (read in, was written in): the ways that are met in Chinese files.
_WAYS = (
    ("gb18030", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "utf-8"), ("big5", "utf-8"),
    ("latin-1", "gb18030"), ("cp1252", "gb18030"), ("big5", "gb18030"), ("gb18030", "big5"),
    ("latin-1", "big5"), ("cp1252", "big5"),
)  # fmt: skip
_LEAST_GAIN = 1.3  # decimal logarithms per character
_LEAST_COMMON = -4.2
_SUSPECT = -4.1  # text less common than this is looked at
_FILLED = 0.8
_SAMPLE = 2000
_WHOLE = 0.9  # of the lines with anything but ASCII
_OUTER = " \t\n"  # no other white space: of a misread text it is half a character
_MARKS = frozenset("–—‘’“”…•·°×÷£€½¼¾")  # 2019–2030 is no 2019每2030
_FEWEST = 3  # characters beyond ASCII that one line needs to be judged alone
# UTF-8 read as Latin-1 or cp1252: a lead byte's letter and its continuation bytes' signs.
_CP1252 = "".join(
    bytes((code,)).decode("cp1252", "ignore") for code in range(0x80, 0xC0)
) + "".join(map(chr, range(0x80, 0xC0)))
_TWO = rf"[\u00c2-\u00df][{re.escape(_CP1252)}]"
_THREE = rf"[\u00e0-\u00ef][{re.escape(_CP1252)}]{{2}}"
_FOUR = rf"[\u00f0-\u00f4][{re.escape(_CP1252)}]{{3}}"
_LATIN_RUN = re.compile(rf"(?:{_FOUR}|{_THREE}|{_TWO})+")


def find_wrong_decoding(text: str) -> list[Damage]:
    """Damage of kind decoding in a text that is not wrong as a whole: passages of lines, runs."""
    found = _lines(text)
    taken = [(damage.start, damage.end) for damage in found]
    return sorted([*found, *_runs(text, taken)], key=lambda damage: damage.start)


def find_whole(text: str) -> Damage | None:
    """The damage of a text that was read in a wrong encoding from end to end; None for others."""
    beyond = _beyond(text)
    if len(beyond) < _FEWEST or how_common("".join(beyond[:_SAMPLE])) > _SUSPECT:
        return None
    lines = [line for line in text.split("\n") if not line.isascii()]
    right = _right(text)
    if right is None or right == text:
        return None
    kept = right.split("\n")
    if len(kept) != len(text.split("\n")):
        return None
    changed = sum(
        one != two for one, two in zip(text.split("\n"), kept, strict=True) if not one.isascii()
    )
    if changed < _WHOLE * len(lines):
        return None
    start, end = len(text) - len(text.lstrip(_OUTER)), len(text.rstrip(_OUTER))
    after = right.strip(_OUTER)
    return Damage("decoding", start, end, text[start:end], (_proposal(text, after),))


def _beyond(text: str) -> list[str]:
    """What may be half a character: letters and signs beyond ASCII, but no mark English sets."""
    return [each for each in text if each > "\x7f" and each not in _MARKS]


def _right(text: str) -> str | None:
    """The best reading of a text by another way; None when it is likeliest as it stands."""
    base = how_common(text)
    best: tuple[float, str] | None = None
    for read_in, written_in in _WAYS:
        right = _reread(text, read_in, written_in)
        if right is None or right == text:
            continue
        common = how_common(right)
        if common < base + _LEAST_GAIN or common < _LEAST_COMMON or not _is_text(right):
            continue
        if best is None or common > best[0] + 0.05:
            best = (common, right)
    if best is None and (filled := reread_with_losses(text)) is not None:
        return filled if how_common(filled) >= max(base + _LEAST_GAIN, _LEAST_COMMON) else None
    return best[1] if best else None


def _reread(text: str, read_in: str, written_in: str) -> str | None:
    try:
        return _written(text, read_in).decode(written_in)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _written(text: str, encoding: str) -> bytes:
    """The bytes of the text; cp1252 leaves five bytes undefined, which programs pass through."""
    if encoding != "cp1252":
        return text.encode(encoding)
    return b"".join(
        each.encode("latin-1") if "\x80" <= each <= "\x9f" else each.encode("cp1252")
        for each in text
    )


def _proposal(before: str, after: str) -> Proposal:
    """Certain when every byte is there; filled-in characters are only likely."""
    return Proposal(after, _FILLED if "\ufffd" in before else 1.0)


def _is_text(right: str) -> bool:
    beyond = {each for each in right if each > "\x7f"}
    return all(character_score(each) > -10.0 for each in beyond)


def _lines(text: str) -> list[Damage]:
    """Neighbouring wrong lines make one damage."""
    found: list[tuple[Span, str]] = []
    at = 0
    for line in text.split("\n"):
        span = (at, at + len(line))
        at += len(line) + 1
        beyond = "".join(_beyond(line))
        if len(beyond) < _FEWEST * 2 or how_common(beyond[:_SAMPLE]) > _SUSPECT:
            continue
        right = _right(line)
        if right is None or "\n" in right:
            continue
        if found and found[-1][0][1] + 1 == span[0]:
            (start, _end), before = found.pop()
            found.append(((start, span[1]), before + "\n" + right))
        else:
            found.append((span, right))
    return [
        Damage("decoding", start, end, text[start:end], (_proposal(text[start:end], right),))
        for (start, end), right in found
    ]


def _runs(text: str, taken: list[Span]) -> list[Damage]:
    """Runs of UTF-8 read as Latin letters inside other text: donâ€™t."""
    found = []
    for match in _LATIN_RUN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        for read_in in ("cp1252", "latin-1"):
            right = _reread(match[0], read_in, "utf-8")
            if right is not None and _is_text(right):
                found.append(
                    Damage(
                        "decoding", match.start(), match.end(), match[0], (Proposal(right, 1.0),)
                    )
                )
                break
    return found
