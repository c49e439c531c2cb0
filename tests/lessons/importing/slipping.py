"""Makes one-byte slips the way real programs do: on bytes, then decoded as if nothing happened."""

import random
import re
from dataclasses import dataclass

FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))
HALF = {full: half for half, full in FULL.items()}
REPLACED = {mark.encode("gbk"): half.encode() for mark, half in HALF.items()}


@dataclass(frozen=True)
class Slip:
    text: str  # the whole damaged text
    clean: str  # what it should read
    at: int  # where the damage begins, the same offset in both
    holes: int  # characters lost beyond what the bytes tell
    length: int  # characters of the clean text that were misread


@dataclass(frozen=True)
class Decoder:
    """What a program does with bytes it cannot read."""

    lost: str = "?"  # stands for half a character
    dropped: str = ""  # stands for a pair that is no character
    keeps_private: bool = False  # reads such pairs as private-use characters


def full_width(text):
    """The text with full-width marks between Chinese characters, as its author typed it."""
    return re.sub(r"(?<=[^\x00-\x7f])[,;:!?()]|[,;:!?()](?=[^\x00-\x7f])",
                  lambda mark: FULL[mark.group()], text)  # fmt: skip


def half_width(text):
    return "".join(HALF.get(character, character) for character in text)


def encodable(text):
    """The text without what GBK writes in no or four bytes."""
    return "".join(c for c in text if len(c.encode("gb18030")) < 3)


def read_shifted(raw, decoder):
    """The text of bytes that begin in the middle of a character, and how many pairs were lost."""
    at, out, holes = 0, "", 0
    while at < len(raw):
        if raw[at] < 0x80:
            out += chr(raw[at])
            at += 1
            continue
        pair = raw[at : at + 2]
        if len(pair) < 2 or pair[1] < 0x40 or pair[1] in (0x7F, 0xFF):
            out += decoder.lost
            at += 1
            continue
        try:
            out += pair.decode("gbk")
        except UnicodeDecodeError:
            holes += 1
            out += pair.decode("gb18030", "replace") if decoder.keeps_private else decoder.dropped
        at += 2
    return out, holes


def _line_rest(text, at):
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _finish(text, at, head, raw, decoder, normalise):
    """Reads the raw rest of the line and puts the damaged text together."""
    end = _line_rest(text, at)
    body, holes = read_shifted(raw, decoder)
    damaged = text[:at] + head + body + text[end:]
    clean = text
    if normalise:
        damaged, clean = half_width(damaged), half_width(clean)
    if damaged[at:] == clean[at:]:
        return None
    same = 0
    while same < len(clean) - at - 1 and damaged[-1 - same] == clean[-1 - same]:
        same += 1
    return Slip(damaged, clean, at, holes, len(clean) - same - at)


PLAIN = Decoder()


def lose_lead_byte(text, at, decoder=PLAIN, normalise=True):
    """The first byte of the character at `at` gets lost."""
    raw = text[at : _line_rest(text, at)].encode("gb18030")
    return _finish(text, at, decoder.lost, raw[1:], decoder, normalise)


def crossings(text):
    """Where two neighbours hold the bytes of a full-width mark across their border."""
    encoded = {character: character.encode("gb18030") for character in set(text)}
    return [
        at
        for at in range(len(text) - 1)
        if len(encoded[text[at]]) == len(encoded[text[at + 1]]) == 2
        and encoded[text[at]][1:] + encoded[text[at + 1]][:1] in REPLACED
    ]


def replace_across(text, at, decoder=PLAIN, normalise=True):
    """Full-width marks become ASCII on bytes, and those found across the border at `at` too."""
    raw = text[at : _line_rest(text, at)].encode("gb18030")
    half = REPLACED[raw[1:3]]
    rest = text[at + 2 : _line_rest(text, at)]
    if normalise:  # the replacement changed the true marks as well
        rest = half_width(rest)
    tail = raw[3:4] + rest.encode("gb18030")
    return _finish(text, at, decoder.lost + half.decode(), tail, decoder, normalise)


def sites(text, seed, count):
    """A repeatable choice of (maker, offset): crossings first, then marks that lose a byte."""
    chance = random.Random(seed)
    borders = crossings(text)
    marks = [found.start() for found in re.finditer("[。、“”《》，：；（）！？]", text)]
    chance.shuffle(borders)
    chance.shuffle(marks)
    half = [(replace_across, at) for at in borders[: count // 2]]
    return half + [(lose_lead_byte, at) for at in marks[: count - len(half)]]
