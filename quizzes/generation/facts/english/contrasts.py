"""Directions and reasons: less like A than like B, A and not B, from A to B, X because Y."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.english.reading import body, is_story, parts, stands
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_SIDE = r"[a-z][A-Za-z'’ \-]{2,50}?"
_CONTRASTS = (
    re.compile(rf"less like (?P<one>{_SIDE}) than like (?P<two>{_SIDE})(?=[,.:;]|$)"),
    re.compile(rf"(?:means?|is|are|for|about|on|to) (?P<one>{_SIDE}) rather than (?P<two>{_SIDE})"
               r"(?=[,.:;]|$)"),
    re.compile(r"(?:is|are|means?) (?P<one>(?:an?|the) [a-z][a-z \-]{2,40}?),? (?:and )?not"
               r" (?P<two>(?:an?|the) [a-z][a-z \-]{2,40}?)(?=[,.:;]|$)"),
    re.compile(rf"\b(?:to|for|from|towards|about) (?P<one>{_SIDE}),? and not (?:to|for|from|towards"
               rf"|about) (?P<two>{_SIDE})(?=[,.:;]|$)"),
)  # fmt: skip
_MOVE = r"(?:move|shift|switch|turn|change|pass|go|progress|hand over)(?:s|es|d|ed)?"
_SHIFT = re.compile(
    rf"\b(?:{_MOVE}|gone|went|transferred|moving) (?:away )?"
    r"(?P<body>from (?P<before>[^,;.]{4,70}?) to (?P<after>[^,;.]{4,70}?)"
    r"(?:,? and from (?P<before2>[^,;.]{4,70}?) to"
    r" (?P<after2>[^,;.]{4,70}?))?)(?=[,;.]|$)"
)
_REASON = re.compile(r",? (?P<joint>because|since|due to the fact that) (?P<reason>[^;]{12,150})$")
_SINCE_TIME = re.compile(r"(?:\d|then|that|the (?:day|year|time)|[A-Z][a-z]+ \d|its|last)")
_NOT = re.compile(
    r"(?P<subject>It|They|[A-Z][A-Za-z'’ \-]{2,50}?) (?P<be>is|are) not"
    r" (?P<what>(?:an?|the) [a-z \-]{3,40}?)(?: either)?$"
)
_NOR = re.compile(r"Nor (?P<be>is|are) (?:it|she|he|they) (?P<what>(?:an?|the) [a-z \-]{3,40})$")


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found = _reasons(lesson, sentence)
    if not is_story(lesson, sentence):
        found += _contrasts(lesson, sentence) + _shifts(lesson, sentence)
    return found


def _contrasts(lesson: Lesson, sentence: Sentence) -> list[Found]:
    start, end = body(lesson, sentence)
    for pattern in _CONTRASTS:
        match = pattern.search(lesson.shadow, start, end)
        if match is None:
            continue
        if match["one"].startswith("to ") != match["two"].startswith("to "):
            continue  # to recruit for reliability rather than enthusiasm: no two of a sort
        stop = min((i for i in (lesson.shadow.find(mark, match.end(), end) for mark in ":;")
                    if i > 0), default=end)  # fmt: skip
        if lesson.shadow[match.end() : match.end() + 1] == ",":
            stop = match.end()
        if stands(lesson.seen((start, stop))) or _is_order(lesson.seen((start, stop))):
            spans = {"one": match.span("one"), "two": match.span("two"), "whole": (start, stop)}
            return [Found("contrast", sentence.section, start, stop, "contrast", spans)]
    return []


def _is_order(words: str) -> bool:
    """An order such as “Speak to the chair” has no subject to look for."""
    return len(words) >= 12 and bool(
        re.match(r"[A-Z][a-z]{2,8} (?:to|for|the|with|about)\b", words)
    )


def _shifts(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found = []
    for match in _SHIFT.finditer(lesson.shadow, sentence.start, sentence.end):
        start, _ = body(lesson, sentence)
        after_that = re.match(r"[A-Z][a-z]+ (?:that|then), ", lesson.shadow[start : match.start()])
        start += after_that.end() if after_that else 0
        for tail in ("", "2"):
            if match["before" + tail] is None or re.match(r"\d", match["before" + tail]):
                continue
            before, after = match.span("before" + tail), match.span("after" + tail)
            begin = before[0] - len("from ")
            spans = {"before": before, "after": after, "lead": (start, match.start("body"))}
            found.append(Found("change", sentence.section, begin, after[1], "change", spans))
    return found


def _reasons(lesson: Lesson, sentence: Sentence) -> list[Found]:
    for start, end in parts(lesson, sentence)[-1:]:
        match = _REASON.search(lesson.shadow, start, end)
        if match is None or (match["joint"] == "since" and _SINCE_TIME.match(match["reason"])):
            continue
        first = body(lesson, sentence)[0]
        if re.search(r"(?: not|,)$| of (?:them|which)$", lesson.shadow[first : match.start()]):
            continue
        spans: dict[str, Span] = {"claim": (first, match.start()), "reason": match.span("reason")}
        form = "claim"
        claim = (_NOT.match(lesson.shadow, first, match.start())
                 or _NOR.match(lesson.shadow, first, match.start()))  # fmt: skip
        if claim:
            form = "not"
            spans |= {name: claim.span(name) for name in ("be", "what")}
            if "subject" in claim.groupdict():
                spans["subject"] = claim.span("subject")
        return [Found("reason", sentence.section, first, match.end(), form, spans,
                      group=sentence.paragraph)]  # fmt: skip
    return []
