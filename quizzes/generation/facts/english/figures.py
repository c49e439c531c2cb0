"""Dates and quantities of English lessons, and what binds them: within, after, at least."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.english.reading import is_story
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"(?P<figure>\d{{1,2}} (?:{_MONTHS}) \d{{4}}|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}"
    rf"|(?:{_MONTHS}) \d{{4}}|(?<=\b[Ii]n )\d{{4}}|(?<=[Ss]ince )\d{{4}})\b"
)
WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "eighteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_COMPOUND = (
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
    "(?:one|two|three|four|five|six|seven|eight|nine)"
)
_FIGURE = rf"{_COMPOUND}|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(WORDS)}"
TIMES = "second|minute|hour|day|week|month|year|session|night"
_UNIT = (
    rf"%| percent| per cent| (?:working |calendar |school )?(?:{TIMES})s?| people| women| men"
    r"| children| yuan| metres?| degrees?| times| (?!per\b)(?:[a-z]{3,}(?<!s)(?<!ed)(?<!or) )?"
    r"[a-z]{3,}s(?<!ss)(?<!us)(?<!is)(?<!has)(?<!was)(?<!does)(?<!doors)"
)
_MONEY = re.compile(r"(?<=[£$€])(?P<figure>\d{1,3}(?:,\d{3})+|\d+(?:\.\d\d)?)(?![\w\-])")
_BOUND = re.compile(
    r"\b(?:(?:more|less|fewer) than|above|below|over|under|up to|at (?:least|most)|exceeds?) [£$€]$"
)
_QUANTITY = re.compile(
    rf"(?<![\w.$£€,\-])(?P<figure>{_FIGURE})(?P<unit>{_UNIT})?(?![\w\-%])", re.IGNORECASE
)
_SHARE = re.compile(  # a majority somebody sets
    r"\b(?P<figure>(?:two|three|four)[ -](?:thirds|quarters|fifths)"
    r"|(?:one|a) (?:third|quarter|fifth)|half)(?= of (?:the |all |its |those )?(?:votes?|members?"
    r"|directors|committee|board|residents|tenants|present|whole))"
)
_BARE = re.compile(r"\b(?:above|below|over|under|to|at|exceeds?|reaches)$")
_SET = re.compile(r"\b(?:the|these|those|all|both|other|first|last|next|past|only|every)$", re.I)
_NO_UNIT = re.compile(
    r"^ ?(?:sides|points|things|ways|lessons|reasons|kinds|sorts|parts|words|others|is|was|has"
    r"|sessions|parties|forms|copies|does|times as|thirds|quarters|halves)\b"
)
_BODY = re.compile(r" (?:arms|hands|eyes|ears|legs|feet|knees|shoulders|lungs)$")
_MARKED = re.compile(r"\d{2,}\.\d")
_VERB = re.compile(r" (?:comes|goes|stands|follows|precedes|means)\b")
_RANGE = re.compile(
    rf"(?<= of )(?P<low>{_FIGURE}) to (?P<high>{_FIGURE})(?= [a-z])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf" (?:or|to|and) (?:{_FIGURE})\b")
_VAGUE = re.compile(r"\b(?:nearly|almost|about|around|some|roughly|more like|perhaps|or)$", re.I)
_TRAILING = re.compile(  # background hung on to a clause
    r", (?:most|some|many|all|half|several) of (?:them|which|whom) [^,;]*$|, (?:built|finished"
    r"|founded|revised|adopted|opened|published|introduced|made|born|first|last|called|known)"
    r" [^,;]*$|\([^)]*$|\bbecause [^;]*$|[a-z],? since (?!\d)[^,;]*$"
)
_RHETORIC = re.compile(r"\bcosts? [^;.]+; [^;.]+\bcosts? ")  # a night light 12 yuan, a hip a winter
_DEADLINE = re.compile(
    r"(?P<prep>(?:within|(?:no|not) (?:later|longer) than|at least|no more than|for(?: at least"
    r"| no longer than| up to| no more than)?|after|every)) $"
)
_AHEAD = re.compile(r" (?:ahead|before|in advance|after|beforehand|early|earlier)\b")


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    if is_story(lesson, sentence):
        return []
    found, taken = _ranges(lesson, sentence)
    for match in _MONEY.finditer(lesson.shadow, sentence.start, sentence.end):
        if _BOUND.search(lesson.shadow, sentence.start, match.start()):
            taken.append(match.span())
            found.append(_fact(lesson, sentence, match, "money"))
    for match in _SHARE.finditer(lesson.shadow, sentence.start, sentence.end):
        taken.append(match.span())
        found.append(_fact(lesson, sentence, match, "share"))
    for form, pattern in (("date", _DATE), ("quantity", _QUANTITY)):
        for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            if _is_worth_asking(lesson, sentence, match, form):
                found.append(_fact(lesson, sentence, match, form))
    return found


def _ranges(lesson: Lesson, sentence: Sentence) -> tuple[list[Found], list[Span]]:
    """Of three to nine members: both ends are one fact."""
    found = []
    for match in _RANGE.finditer(lesson.shadow, sentence.start, sentence.end):
        spans = {"value": match.span(), "figure": match.span("low"), "high": match.span("high")}
        said_in = (sentence.start, match.end())
        found.append(
            Found("number", sentence.section, *match.span(), "range", spans, said_in=said_in)
        )
    return found, [(fact.start, fact.end) for fact in found]


def _is_worth_asking(lesson: Lesson, sentence: Sentence, match: re.Match[str], form: str) -> bool:
    before = lesson.shadow[sentence.start : match.start()].rstrip()
    after = lesson.shadow[match.end() : sentence.end]
    if _RHETORIC.search(lesson.shadow, sentence.start, sentence.end):
        return False
    if _TRAILING.search(before + " ") or re.match(r"[^,.;:]{0,30}:", after):
        return False  # background, or counted and then listed
    if form == "date":
        return True
    if (before.count('"') % 2 or before.count("“") > before.count("”")) and len(before) > 1:
        return False  # words somebody else says
    if _VAGUE.search(before) or _SET.search(before) or _GOES_ON.match(after):
        return False
    if re.search(r"\b(?:of|in|from|between|to)$", before) and re.search(
        rf"\b(?:{_FIGURE}) (?:[a-z]+ )?(?:of|in|from|to)$|\bbetween", before
    ):
        return False  # two in a hundred, nine to ten: half of a phrase
    if re.match(r" (?:later|on|ago|earlier)\b", after) or re.match(r"\d{4}$", match["figure"]):
        return False
    unit = match["unit"]
    if not unit:
        return match["figure"][0].isdigit() and bool(_BARE.search(before))
    if _NO_UNIT.match(unit) or (_MARKED.search(match["figure"]) and _VERB.match(unit)):
        return False  # 636.15 comes before 636.7
    if _BODY.search(unit) or after.startswith(("'", "’")):
        return False  # two arms; three months' running costs
    return match["figure"][0].isdigit() or len(before) > 3


def _fact(lesson: Lesson, sentence: Sentence, match: re.Match[str], form: str) -> Found:
    spans: dict[str, Span] = {"value": match.span(), "figure": match.span("figure")}
    if form == "quantity":
        spans["unit"] = match.span("unit") if match["unit"] else (match.end(), match.end())
    before = lesson.shadow[sentence.start : match.start()]
    limit = _DEADLINE.search(before)
    is_time = bool(re.search(rf"(?:{TIMES})s?$", match[0])) and not match[0].endswith("sessions")
    if limit and is_time and form == "quantity":
        end = match.end()
        ahead = _AHEAD.match(lesson.shadow, end, sentence.end)
        if not (ahead and ahead[0].strip() in ("before", "after")):
            spans["limit"] = (sentence.start + limit.start("prep"), ahead.end() if ahead else end)
    said_in = (sentence.start, match.end())
    return Found("number", sentence.section, *match.span(), form, spans, said_in=said_in)
