"""Where sentences begin and end, by one rule for questions, reading aloud and comparisons.

A line end always ends a sentence; semicolons never do. Numbers, addresses and abbreviations
stay whole, and so do quotations, titles and bracketed remarks, however they are punctuated.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from lessons.importing.outline import Span

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")",
          "【": "】", "〔": "〕", "[": "]"}  # fmt: skip
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_QUOTES = '“‘「『"'
_CLOSERS = "”’」』》〉）)】〕]\"'"
_FULL_STOPS = "。！？｡"
_LONGEST_QUOTE = 200  # a longer quotation is a passage of its own: it is split inside
_ABBREVIATIONS = re.compile(
    "mr|mrs|ms|dr|prof|sr|jr|st|vs|etc|cf|al|no|nos|figs?|eq|vol|pp|ch|sec|art|para|approx|dept"
    "|gov|inc|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_END = re.compile(r"[。！？｡!?.]+")
_CONTINUES = re.compile(r"[，、；：,;:」』》）)】—…～~·]")
_WINDOW = 40  # characters looked at on either side of a mark: keeps long lines linear
_LAST_WORD = re.compile(r"[A-Za-z](?:[A-Za-z.]*[A-Za-z])?$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The spans of the sentences within `start`…`end`, outer white space left off.

    Every character but white space lies in exactly one span.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    at = start
    while at < stop:
        line_end = text.find("\n", at, stop)
        line_end = stop if line_end < 0 else line_end
        found.extend(_of_line(text, at, line_end))
        at = line_end + 1
    return found


def _of_line(text: str, start: int, end: int) -> list[Span]:
    line = text[start:end]
    enclosures = _enclosures(line)
    starts = [first for first, _last in enclosures]
    found: list[Span] = []
    at = 0
    for match in _END.finditer(line):
        if match.start() < at:
            continue
        cut = _cut(line, match, enclosures, starts, at)
        if cut is not None and cut > at:
            _append_trimmed(found, text, start + at, start + cut)
            at = cut
    _append_trimmed(found, text, start + at, end)
    return found


def _append_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        lead = len(piece) - len(piece.lstrip())
        found.append((start + lead, start + lead + len(kept)))


def _enclosures(line: str) -> list[Span]:
    """Outermost matched quotations and brackets, both marks included; unmatched marks are none."""
    waiting: dict[str, list[int]] = {}
    pairs: list[Span] = []
    straight = [at for at, character in enumerate(line) if character == '"']
    if len(straight) % 2 == 0:
        pairs.extend((first, last + 1) for first, last in zip(*[iter(straight)] * 2, strict=True))
    for at, character in enumerate(line):
        if character in _PAIRS:
            waiting.setdefault(character, []).append(at)
        elif character in _OPENERS and waiting.get(_OPENERS[character]):
            pairs.append((waiting[_OPENERS[character]].pop(), at + 1))
    outer: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if pair[1] - pair[0] <= _LONGEST_QUOTE and (not outer or pair[0] >= outer[-1][1]):
            outer.append(pair)
    return outer


def _cut(
    line: str, match: re.Match[str], enclosures: list[Span], starts: list[int], at: int
) -> int | None:
    """Where the sentence ends that this run of end marks may close; None when it goes on."""
    if not _is_end(line, match):
        return None
    index = bisect_left(starts, match.start()) - 1
    if index < 0 or enclosures[index][1] <= match.start():
        return _past_closers(line, match.end(), starts)
    opener, closing = enclosures[index]
    if line[match.end() : closing - 1].strip(_CLOSERS):
        return None
    is_whole = opener - at < _WINDOW and not line[at:opener].strip()
    if line[opener] not in _QUOTES and not (is_whole and line[opener] in "（("):
        return None
    rest = line[closing : closing + 1]
    is_question = match.group()[-1] in "！？!?"
    if _CONTINUES.match(rest) or (is_question and not is_whole and rest == "的"):
        return None
    return None if rest and rest in _FULL_STOPS + "!?." else closing


def _past_closers(line: str, at: int, starts: list[int]) -> int:
    """Past closing marks left over from a quotation that opened in an earlier line or too far."""
    while at < len(line) and line[at] in _CLOSERS:
        index = bisect_left(starts, at)
        if index < len(starts) and starts[index] == at:
            break
        at += 1
    return at


def _is_end(line: str, match: re.Match[str]) -> bool:
    marks = match.group()
    after = line[match.end() : match.end() + 1]
    if any(mark in _FULL_STOPS for mark in marks):
        return True
    if marks[-1] in "!?":
        return not (after.isascii() and (after.isalnum() or after in tuple("=&_/")))
    if after and not after.isspace() and after not in _CLOSERS:
        return False
    before = line[max(0, match.start() - _WINDOW) : match.start()]
    following = line[match.end() : match.end() + _WINDOW].strip(_CLOSERS + " ")
    if len(marks) == 1:  # "..." trails off; what follows decides
        if match.start() < _WINDOW and re.fullmatch(r"\s*[\dA-Za-z]{0,3}", before):
            return False  # "1." and "a." number the line
        word = _LAST_WORD.search(before)
        last = word.group().lower() if word and following else ""
        if _ABBREVIATIONS.fullmatch(last) or len(last) == 1 or "." in last:
            return False
    return not following[:1].islower()
