"""Facts of English lessons: definitions, lists, dates, figures, attributions, steps."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DEFINITION = re.compile(
    r"(?:An? |The )?(?P<term>[A-Z]?[A-Za-z][A-Za-z \-]{2,38}?) (?:is"
    r"|are) (?P<meaning>(?:an?|the) [^.;:]{15,110})(?=[.;])"
)
_MEANS = re.compile(
    r"(?:An? |The )?(?P<term>[A-Z]?[A-Za-z][A-Za-z \-]{2,38}?) (?:means|refers to"
    r"|is defined as) (?P<meaning>[^.;:]{15,110})(?=[.;])"
)
_LIST = re.compile(
    r"(?P<lead>[^,.;:()]{8,80}?(?:\b(?:are|include|includes|namely|into|of|by|for|has|have"
    r"|with)|:))\s"
    r"(?P<list>[a-zA-Z][^,.;:()]{1,38}(?:, [^,.;:()]{2,38})+,? and [^,.;:()]{2,38})(?=[.;])"
)
_NAMED_LIST = re.compile(  # what is listed begins after the last such verb
    r"(?P<lead>[^,.;:()]{8,80}(?:\b(?:are|include|includes|namely)|:))\s"
    r"(?P<list>[a-zA-Z][^,.;:()]{1,38}(?:, [^,.;:()]{2,38})+,? and [^,.;:()]{2,38})(?=[.;])"
)
_OPEN_END = re.compile(r"\b(?:for|of|to|with|by|in|on|at|from)(?:,| and)")
_PART = re.compile(r"\s*(?:and )?([^,.;]+)(?=[,.;])")
_USE = re.compile(
    r"(?P<left>[A-Za-z][A-Za-z \-]{2,30}?) (?P<mid>(?:(?:is|are) (?:used |kept )?)?for) "
    r"(?P<right>[a-z][a-z \-]{2,40})"
)
_DATE = re.compile(
    rf"(?P<value>\d{{1,2}} (?:{_MONTHS}) \d{{4}}|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}"
    rf"|(?:{_MONTHS}) \d{{4}}|(?<=\bin )\d{{4}}|(?<=[Ss]ince )\d{{4}})"
)
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    "|sixty|ninety"
)
_QUANTITY = re.compile(
    rf"(?<![\w.$£€])(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_WORDS})(?P<unit>%"
    rf"| percent| per cent|(?: working)? (?:days?|hours?|minutes?|seconds?|weeks?|months?"
    rf"|years?|people|members?|metres?|meters?|kilometres?|litres?|liters?|kilograms?"
    rf"|degrees?|steps?|stages?|items?|times|pages?|characters?|volunteers?|households?"
    rf"|books?|points?|euros?|pounds?|dollars?|votes?))\b"
)
_SOURCE = re.compile(
    r"(?:According to (?P<source>(?:the )?[A-Z][^,.]{3,60}), (?P<quote>[^.]{20,140})\."
    r"|(?P<source2>(?:The )?[A-Z][A-Za-z .&]{3,50}?) (?:states?|said|says|declared"
    r"|recommends?|requires?|stated) that (?P<quote2>[^.]{20,140})\.)"
)
_STEP = re.compile(
    r"(?:^|(?<=[.;:] ))(?P<mark>First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?"
    r"|Finally|Lastly),? "
)
_BAD_MEANING = re.compile(
    r"(?:the (?:most|main|only|best|same|first|last)|an? (?:common|good|bad|great|big))\b"
)
_BAD_TERM = re.compile(
    r"^(?:It|This|That|These|Those|There|Here|He|She|They|We|You|What|Which|Who|One|Each"
    r"|Some|Many|Most|If|When|In|On|At|But|And|The (?:aim|first|second|result|most|best"
    r"|same|key|reason))\b|\b(?:that|which|who|and|but|or|not)\b",
    re.IGNORECASE,
)


_ROLE = re.compile(
    r"(?:^|(?<=\n)|(?<=[,;.] )|(?<=and ))(?P<actor>(?:[Tt]he"
    r"|[Aa]n?) [a-z][a-z ]{2,38}?) (?P<act>(?:is|are) responsible"
    r" for) (?P<task>[^,.;]{6,70}?)(?=[,.;]| and (?:the|an?) [a-z ]{2,38} (?:is|are) )"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        found += _definitions(lesson, sentence)
        found += _lists(lesson, sentence)
        found += _figures(lesson, sentence)
        found += _sources(lesson, sentence)
        found += _roles(lesson, sentence)
        found += _uses(lesson, sentence)
    for span, section in lesson.paragraphs:
        found += _steps(lesson, span, section)
    return found


def _definitions(lesson: Lesson, sentence: Sentence) -> list[Found]:
    for pattern, form in ((_MEANS, "explicit"), (_DEFINITION, "general")):
        match = pattern.match(lesson.shadow, sentence.start, sentence.end)
        if (
            match
            and not _BAD_TERM.search(match["term"])
            and not _BAD_MEANING.match(match["meaning"])
        ):
            spans = {"term": match.span("term"), "meaning": match.span("meaning")}
            return [Found("definition", sentence.section, match.start(), match.end(), form, spans)]
    return []


def _lists(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found: list[Found] = []
    span = (sentence.start, sentence.end)
    matches = list(_NAMED_LIST.finditer(lesson.shadow, *span))
    for match in matches or _LIST.finditer(lesson.shadow, *span):
        if len(re.findall(r"\band\b", match["list"])) > 1 or _OPEN_END.search(match["list"]):
            continue  # which words belong together cannot be told
        members = _members(lesson, match.span("list"))
        if len(members) >= 3:
            spans = {"list": match.span("list"), "subject": match.span("lead")}
            found.append(
                Found("list", sentence.section, *match.span("list"), "english", spans, members)
            )
    return found


def _uses(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """Red boards are used for raw meat, blue boards for raw fish: one thing for each."""
    run = []
    for match in _PART.finditer(lesson.shadow, sentence.start, sentence.end):
        use = _USE.fullmatch(lesson.shadow, *match.span(1))
        if use:
            run.append(use)
    lefts, rights = (tuple(m.span(side) for m in run) for side in ("left", "right"))
    if len(run) < 3 or len({lesson.seen(right) for right in rights}) < len(run):
        return []
    return [
        Found("mapping", sentence.section, match.start(), match.end(), "uses",
              {"left": match.span("left"), "mid": match.span("mid"), "right": match.span("right")},
              rights, lefts, group=sentence.start)
        for match in run
    ]  # fmt: skip


def _members(lesson: Lesson, span: Span) -> tuple[Span, ...]:
    members, at = [], span[0]
    for part in re.split(r"(,? and |, )", lesson.seen(span)):
        if not re.fullmatch(r",? and |, ", part) and part:
            members.append((at, at + len(part)))
        at += len(part)
    return tuple(members)


def _figures(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found: list[Found] = []
    taken: list[Span] = []
    for form, pattern in (("date", _DATE), ("quantity", _QUANTITY)):
        for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            if re.match(r"[^,.;:]{0,30}:", lesson.shadow[match.end() : sentence.end]):
                continue  # counted, then listed
            figure = match.span("figure") if form == "quantity" else match.span("value")
            spans = {"value": match.span(), "figure": figure}
            if form == "quantity":
                spans["unit"] = match.span("unit")
            found.append(Found("number", sentence.section, *match.span(), form, spans))
    return found


def _sources(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found = []
    for match in _SOURCE.finditer(lesson.shadow, sentence.start, sentence.end):
        tail = "" if match["source"] else "2"
        spans = {"source": match.span("source" + tail), "quote": match.span("quote" + tail)}
        found.append(Found("attribution", sentence.section, *match.span(), "english-quote", spans))
    return found


def _roles(lesson: Lesson, sentence: Sentence) -> list[Found]:
    found = []
    for match in _ROLE.finditer(lesson.shadow, sentence.start, sentence.end):
        spans = {name: match.span(name) for name in ("actor", "act", "task")}
        found.append(
            Found("role", sentence.section, match.start("actor"), match.end("task"), "does", spans,
                  group=sentence.start)
        )  # fmt: skip
    return found


def _steps(lesson: Lesson, span: Span, section: str) -> list[Found]:
    marks = list(_STEP.finditer(lesson.shadow, *span))
    if len(marks) < 3 or not marks[0]["mark"].startswith("First"):
        return []
    members = []
    for match in marks:
        sentence = lesson.sentence_at(match.end())
        end = sentence.end if sentence else span[1]
        stop = lesson.shadow.find(";", match.end(), end)
        end = stop if stop > 0 else end
        members.append((match.end(), end - (lesson.shadow[end - 1] in ".;")))
    return [
        Found("sequence", section, marks[0].start(), members[-1][1], "steps", {}, tuple(members),
              tuple(members), group=marks[0].start())
    ]  # fmt: skip
