"""From bytes to text: byte-order mark, strict UTF-8, then every encoding Chinese files come in,
judged by how common the characters are that it yields. Mending damaged text belongs to `damage`.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lessons.importing.frequency import NEVER, how_common
from lessons.importing.outline import ImportRefused, Warning
from lessons.importing.wrong_decoding import find_whole

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
# name shown → codec; Windows' additions to Big5 are what "Big5" means in practice
CODECS = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "big5": "cp950",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
}
_ALIASES = {
    "utf8": "utf-8", "utf-8-sig": "utf-8", "gbk": "gb18030", "gb2312": "gb18030",
    "cp936": "gb18030", "big5-hkscs": "big5", "big5hkscs": "big5", "cp950": "big5",
    "utf-16": "utf-16-le", "utf16": "utf-16-le", "latin-1": "windows-1252",
    "iso-8859-1": "windows-1252", "cp1252": "windows-1252",
}  # fmt: skip
_CLEAR_LEAD = 0.35  # decimal orders of magnitude a character, between the best two readings
_LOST_COST = 40.0  # a byte pair no reading knows, in the unit of one character's score
_WORST_SCORE = -6.5  # mean score below which a reading is no Chinese text
_MAX_LOST_SHARE = 0.02
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str  # line ends as \n, no byte-order mark
    encoding: str
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    encoding: str
    score: float


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of the file; `encoding` overrides the judgement.

    Raises ImportRefused: empty, binary, encoding_unsure (candidates in `candidates`, comma
    separated), encoding_unknown, encoding_wrong.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ImportRefused("empty", "文件是空的。请选择有文字的文件。")
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, codec)
    if b"\x00" in data:
        return _decode_wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_score(data)
    return _decode_by_score(data) if _is_chance(text) else _finished(text, "utf-8")


def _is_chance(text: str) -> bool:
    """Whether a few characters in GBK happen to be valid UTF-8 (准强确 as ׼ǿȷ): nothing but
    two-byte letters, which no Chinese or English lesson is made of unless it was misread before."""
    beyond = [char for char in text if char > "\x7f"]
    is_odd = 0 < len(text) < len(beyond) * 3 and all(char < "\u0800" for char in beyond)
    return is_odd and find_whole(text) is None


def _decode_as(data: bytes, encoding: str) -> Decoded:
    name = _ALIASES.get(encoding.strip().lower(), encoding.strip().lower())
    if name not in CODECS:
        raise ImportRefused(
            "encoding_unknown",
            f"不认识编码“{encoding[:20]}”。可以用：{'、'.join(CODECS)}。",
            candidates=",".join(CODECS),
        )
    for mark, _name, codec in _MARKS:
        if codec == name and data.startswith(mark):
            data = data[len(mark) :]
    return _decoded(data, name, CODECS[name])


def _decoded(data: bytes, name: str, codec: str) -> Decoded:
    """The text in a known encoding; bytes that do not fit become U+FFFD, with a warning."""
    if codec.startswith("utf-16") and len(data) % 2:
        data = data[:-1]
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    if lost > max(3, len(text) * 0.2):
        raise ImportRefused(
            "encoding_wrong",
            f"按 {name} 读不出文字（{lost} 处读不出）。请换一种编码，"
            "或用记事本打开，另存为 UTF-8 后再上传。",
            encoding=name,
        )
    return _finished(text, name, lost)


def _finished(text: str, encoding: str, lost: int = 0) -> Decoded:
    if len(_CONTROLS.findall(text)) * 100 > len(text):
        raise _binary()
    warnings: tuple[Warning, ...] = ()
    if lost:
        message = f"有 {lost} 处字节读不出来，已标为 \ufffd。"
        warnings = (Warning("bytes_lost", message, params={"count": lost}),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, warnings)


def _binary() -> ImportRefused:
    return ImportRefused(
        "binary",
        "文件不是文字，打不开。请上传 .txt、.md、.html、.docx 或带文字的 .pdf。",
    )


def _decode_wide(data: bytes) -> Decoded:
    """Zero bytes: UTF-16 without a mark, or no text at all."""
    readings = [r for r in (_read(data, "utf-16-le"), _read(data, "utf-16-be")) if r]
    readings = [r for r in readings if r.score > _WORST_SCORE]
    if not readings:
        raise _binary()
    best = max(readings, key=lambda reading: reading.score)
    return _decoded(data, best.encoding, best.encoding)


def _decode_by_score(data: bytes) -> Decoded:
    found = [_read(data, name) for name in CODECS]
    readings = sorted((r for r in found if r), key=lambda r: -r.score)
    if not readings or readings[0].score < _WORST_SCORE:
        raise _binary() if len(data) > 64 or not readings else _unsure(readings)
    best, *others = readings
    if others and best.score - others[0].score < _CLEAR_LEAD:
        raise _unsure(readings)
    return _decoded(data, best.encoding, CODECS[best.encoding])


def _unsure(readings: list[_Reading]) -> ImportRefused:
    names = [reading.encoding for reading in readings[:3]]
    return ImportRefused(
        "encoding_unsure",
        f"看不准文件的编码，可能是 {'、'.join(names)}。请选定编码，"
        "或用记事本打开，另存为 UTF-8 后再上传。",
        candidates=",".join(names),
    )


def _read(data: bytes, encoding: str) -> _Reading | None:
    """How good the text is in this encoding; None when too much of it is lost."""
    sample = data[:_SAMPLE_BYTES]
    if encoding.startswith("utf-16"):
        sample = sample[: len(sample) // 2 * 2]
    text = sample.decode(CODECS[encoding], "replace")
    lost = text.count("\ufffd")
    if sample is not data and len(data) > _SAMPLE_BYTES:
        lost = max(0, lost - 1)  # the sample may end within a character
    if lost > max(1, len(text) * _MAX_LOST_SHARE):
        return None
    beyond = sum(char > "\x7f" for char in text)
    if encoding.startswith("utf-16") and beyond * 4 < len(text):
        score = NEVER if len(_CONTROLS.findall(text)) * 20 > len(text) else how_common(text)
        return _Reading(encoding, score)
    if not beyond or (encoding == "windows-1252" and beyond * 5 > len(text)):
        return None
    return _Reading(encoding, how_common(text.replace("\ufffd", "")) - lost * _LOST_COST / beyond)
