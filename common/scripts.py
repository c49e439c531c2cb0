"""A lesson's text in the reader's script: simplified, traditional, or as it was uploaded.

Only what is shown changes: offsets, marks and evidence always count the clean text, and
`show_with_map` says where they stand in what is shown. Comparison of texts is `common.folding`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from common.slips import mend

SIMPLIFIED, TRADITIONAL, MIXED, LATIN = "simplified", "traditional", "mixed", "latin"
TO_SIMPLIFIED, TO_TRADITIONAL, AS_UPLOADED = "zh-hans", "zh-hant", "as-uploaded"

# Phrases end at these, so no word is torn when a text is converted part by part.
_SEGMENT = re.compile(r"[^。！？；，、：,;:!?\n]*[。！？；，、：,;:!?\n]*")
_HAN = re.compile(r"[㐀-鿿]")
# OpenCC takes every 明了 for 明瞭; after these verbs it is 明 + 了 (指明了方向).
_CLEARED = re.compile(r"(?<=[指表闡說証證聲標查點申講註注言])明瞭")


@cache
def _converter(config: str) -> Any:
    import opencc  # s2t costs 27 MB and 80 ms: only where a simplified lesson is asked for

    return opencc.OpenCC(config)


def show(
    text: str, *, source: str, wanted: str, exceptions: Mapping[str, str] | None = None
) -> str:
    """The text in the wanted script.

    `source` is the script of the text: simplified, traditional, mixed or latin; `wanted` is
    zh-hans, zh-hant or as-uploaded. `exceptions` maps words of the text to what is shown instead
    (a site's dictionary). Text that is in the wanted script already comes back as it is, but for
    slips of a character converter in traditional text.
    """
    if not _is_converted(source, wanted):
        return text
    return _shown(text, source, wanted, tuple(sorted((exceptions or {}).items())))


def show_with_map(
    text: str, *, source: str, wanted: str, exceptions: Mapping[str, str] | None = None
) -> tuple[str, list[int]]:
    """The shown text and, for each offset 0…len(text) of the clean text, its place in it.

    Places never decrease; the shown text of text[a:b] is shown[places[a]:places[b]].
    """
    if not _is_converted(source, wanted):
        return text, list(range(len(text) + 1))
    shown, places = "", [0]
    for segment in _segments(text):
        part = show(segment, source=source, wanted=wanted, exceptions=exceptions)
        places.extend(len(shown) + place for place in _places(segment, part)[1:])
        shown += part
    return shown, places


def show_spans(
    text: str, spans: Sequence[tuple[int, int]], *, source: str, wanted: str,
    exceptions: Mapping[str, str] | None = None,
) -> tuple[str, list[tuple[int, int]]]:  # fmt: skip
    """The shown text and where each span of the clean text stands in it."""
    shown, places = show_with_map(text, source=source, wanted=wanted, exceptions=exceptions)
    return shown, [(places[start], places[end]) for start, end in spans]


def shown_lang(*, source: str, wanted: str) -> str:
    """What `lang` the shown text carries: zh-Hans, zh-Hant or en."""
    if source == LATIN:
        return "en"
    if wanted == TO_TRADITIONAL or (wanted == AS_UPLOADED and source == TRADITIONAL):
        return "zh-Hant"
    return "zh-Hans"


def script_of(text: str) -> str:
    """The script a piece of text is written in, by its characters that exist in only one."""
    if not _HAN.search(text):
        return LATIN
    trad, simple = _told(text)
    # A converted lesson keeps some characters of the other script: a tenth is slips, not a mix.
    if simple * 10 <= trad:
        return TRADITIONAL if trad else SIMPLIFIED
    return SIMPLIFIED if trad * 10 <= simple else MIXED


def tells_script(text: str) -> bool:
    """Whether any character exists in one script only; without one `script_of` is a guess."""
    return any(_told(text))


def _told(text: str) -> tuple[int, int]:
    """How many characters are traditional only, and simplified only."""
    scripts = [_script_of_character(char) for char in text]
    return scripts.count(TRADITIONAL), scripts.count(SIMPLIFIED)


def _is_converted(source: str, wanted: str) -> bool:
    if wanted == AS_UPLOADED or source == LATIN:
        return False
    return not (source == SIMPLIFIED and wanted == TO_SIMPLIFIED)


@lru_cache(maxsize=2048)
def _shown(text: str, source: str, wanted: str, exceptions: tuple[tuple[str, str], ...]) -> str:
    words = {word: shown for word, shown in exceptions if word}
    longest_first = sorted(words, key=len, reverse=True)
    if not words:
        return _convert(text, source, wanted)
    parts = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", text)
    return "".join(
        words[part] if place % 2 else _convert(part, source, wanted)
        for place, part in enumerate(parts)
    )


def _convert(text: str, source: str, wanted: str) -> str:
    if source == MIXED:
        return "".join(_convert_mixed(segment, wanted) for segment in _segments(text))
    if wanted == TO_SIMPLIFIED:
        return _to_simplified(text)
    return mend(text) if source == TRADITIONAL else _to_traditional(text)


def _convert_mixed(segment: str, wanted: str) -> str:
    """One clause of a text in both scripts: each clause is taken for what it is itself."""
    if wanted == TO_SIMPLIFIED:
        return _to_simplified(segment)
    script = script_of(segment)
    return _to_traditional(segment) if script == SIMPLIFIED else mend(segment)


def _to_simplified(text: str) -> str:
    shown: str = _converter("tw2s").convert(text)
    return shown


def _to_traditional(text: str) -> str:
    # s2t then t2tw is what OpenCC's s2tw does, without loading the phrases a second time.
    shown: str = _converter("t2tw").convert(_converter("s2t").convert(text))
    return _CLEARED.sub("明了", shown)


@lru_cache(maxsize=8192)
def _script_of_character(char: str) -> str:
    """The one script a character belongs to; empty when both write it (干, 后, 著) or neither."""
    if not _HAN.match(char):
        return ""
    # Big5 and GB2312 are what each script is written with every day.
    if not _is_in(char, "gb2312") and _converter("tw2s").convert(char) != char:
        return TRADITIONAL
    if not _is_in(char, "big5") and _converter("s2t").convert(char) != char:
        return SIMPLIFIED
    return ""


def _is_in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _segments(text: str) -> list[str]:
    return [match[0] for match in _SEGMENT.finditer(text) if match[0]]


def _places(clean: str, shown: str) -> list[int]:
    """Where each offset of `clean` stands in `shown`; inside a changed stretch, as near as can be.

    Conversion keeps the length but for a few phrases and a site's own words.
    """
    if len(clean) == len(shown):
        return list(range(len(clean) + 1))
    places = [0] * (len(clean) + 1)
    blocks = difflib.SequenceMatcher(None, clean, shown, autojunk=False).get_opcodes()
    for _tag, a, b, c, d in blocks:
        for offset in range(a, b):
            places[offset] = min(c + offset - a, d)
    places[len(clean)] = len(shown)
    return places
