"""Stated orders: First … Finally, sections called Step one, Step two, and what they ask."""

from __future__ import annotations

import re

from lessons.importing.outline import Section, Span
from quizzes.generation.facts.english.lists import members_of
from quizzes.generation.facts.english.reading import parts
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_STEP = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;:] ))(?P<mark>First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?"
    r"|Fifth(?:ly)?|Next|Then|After that|Finally|Lastly),? "
)
_LABEL = re.compile(r"(?:Step|Stage|Phase) (?:\w+)\b", re.IGNORECASE)
_TITLE_LIMIT = 70
_LISTED = re.compile(r"(?:, [^,]{2,30})+,? (?:and|or) [a-z ]{3,30}")
_LONG = 45  # of two things ordered together the first is enough
_ORDERS = (
    "add|ask|attack|avoid|boil|bring|call|carry|change|check|choose|circulate|clean|close|collect|come|count"
    "|cover|cut|decide|dig|draw|explain|fetch|fill|find|finish|follow|give|go|greet|hand|have|hold|inform"
    "|invite|keep|knock|label|lay|leave|let|listen|lock|look|lift|make|measure|meet|mix|move|name|note|offer"
    "|open|pack|pay|pick|place|plant|post|pour|pull|prepare|press|put|read|receive|record|remember|remove|repeat|report"
    "|return|rinse|say|send|set|share|show|sign|sit|sort|speak|start|stay|stop|sum|switch|take"
    "|talk|telephone|tell|test|thank|throw|turn|unlock|use|visit|wait|walk|warn|wash|wear|wipe"
    "|write"
)
_ORDER = re.compile(rf"(?:{_ORDERS})\b(?!s)", re.IGNORECASE)
_ORDER_LIKE = re.compile(  # “empty the box”, unlike “the soil is poor” and “water is short”
    r"(?!the |an? |all |each |every |it |they |we |he |she |there )[a-z]+ (?:the|an?|all|each|every"
    r"|any|it|them|off|out|up) "
)
_ORDER_JOINT = re.compile(r",? and |, ")
_COUNTED = re.compile(  # it has four steps: look, listen, touch, write down
    r"\b(?:steps|stages|phases): (?P<list>[a-z][^,.;:()]{1,30}(?:, (?:and )?[^,.;:()]{2,30}){2,5})"
    r"(?=[.;])"
)
_IN_TURN = re.compile(  # go first to A, then to B, and lastly to C
    r"\bfirst (?:to )?(?P<one>[^,;.]{3,40}), (?:and )?then (?:to )?(?P<two>[^,;.]{3,40}),? and"
    r" (?:lastly|finally|last)(?: to)? (?P<three>[^,;.]{3,40})(?=[.;])"
)


def find(lesson: Lesson) -> list[Found]:
    found = []
    for span, owner in lesson.paragraphs:
        found += _told(lesson, span, owner)
    for sentence in lesson.sentences:
        found += _in_turn(lesson, sentence)
    for section in lesson.outline.sections:
        found += _sections(lesson, lesson.children(section.id), section.id)
    return found


def _in_turn(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """Steps one sentence tells in their order."""
    members: list[Span] = []
    if match := _IN_TURN.search(lesson.shadow, sentence.start, sentence.end):
        members = [match.span(name) for name in ("one", "two", "three")]
    elif match := _COUNTED.search(lesson.shadow, sentence.start, sentence.end):
        members = [*members_of(lesson, match.span("list"))]
    if len(members) < 3:
        return []
    return [
        Found("sequence", sentence.section, members[0][0], members[-1][1], "steps", {},
              tuple(members), tuple(members), group=members[0][0])
    ]  # fmt: skip


def _told(lesson: Lesson, span: Span, section: str) -> list[Found]:
    """Steps one paragraph tells; none begins with what leans on the step before."""
    marks = list(_STEP.finditer(lesson.shadow, *span))
    names = [match["mark"] for match in marks]
    if len(marks) < 3 or not names[0].startswith("First") or len(set(names)) < len(names):
        return []
    members = []
    for match in marks:
        sentence = lesson.sentence_at(match.end())
        end = sentence.end if sentence else span[1]
        stop = lesson.shadow.find(";", match.end(), end)
        end = stop if stop > 0 else end
        members.append(_title(lesson, (match.end(), end)))
    told = [lesson.seen(member) for member in members]
    if not all(_ORDER.match(words) or _ORDER_LIKE.match(words) for words in told):
        return []  # points in a row rather than things to be done
    return [
        Found("sequence", section, marks[0].start(), members[-1][1], "steps", {}, tuple(members),
              tuple(members), group=marks[0].start())
    ]  # fmt: skip


def _title(lesson: Lesson, span: Span) -> Span:
    """The order without its circumstances and full stop."""
    start, end = span
    comma = lesson.shadow.find(",", start + 12, end)
    if comma > 0 and not _LISTED.match(lesson.shadow, comma, end):
        end = comma
    more = re.search(r" and (?=[a-z]+ )", lesson.shadow[start + 12 : end])
    if more and end - start > _LONG and _ORDER.match(lesson.shadow, start + 12 + more.end(), end):
        end = start + 12 + more.start()
    so = re.search(r" (?:so that|because|in order to) ", lesson.shadow[start:end])
    end = start + so.start() if so else end
    while lesson.shadow[end - 1] in ".; ":
        end -= 1
    return (start, end)


def _sections(lesson: Lesson, children: list[Section], parent: str) -> list[Found]:
    """Sections labelled as steps are in order; each holds the orders it gives."""
    steps = [child for child in children if _is_step(lesson, child)]
    if len(steps) < 3:
        return []
    titles = [span for child in steps if (span := lesson.heading_span(child.id))]
    if len(titles) < len(steps):
        return []
    found = [
        Found("sequence", parent, titles[0][0], titles[-1][1], "headings", {}, tuple(titles),
              tuple(titles), group=titles[0][0])
    ]  # fmt: skip
    for child, title in zip(steps, titles, strict=True):
        orders = _given(lesson, child)
        if orders:
            found.append(
                Found("orders", child.id, orders[0][0], orders[-1][1], "orders",
                      {"title": title}, tuple(orders), tuple(titles), group=titles[0][0])
            )  # fmt: skip
    return found


def _is_step(lesson: Lesson, section: Section) -> bool:
    return bool(_LABEL.match(lesson.shadow[section.start : section.end]))


def _given(lesson: Lesson, section: Section) -> list[Span]:
    """What a step orders to be done, one span for each order."""
    found: list[Span] = []
    for sentence in lesson.sentences:
        if sentence.section != section.id:
            continue
        for part in parts(lesson, sentence):
            found += _orders(lesson, part)
    return found


def _orders(lesson: Lesson, part: Span) -> list[Span]:
    if not _ORDER.match(lesson.shadow, *part):
        return []
    cuts = [m for m in _ORDER_JOINT.finditer(lesson.shadow, *part)
            if _ORDER.match(lesson.shadow, m.end(), part[1])]  # fmt: skip
    starts = [part[0], *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), part[1]]
    spans = [_title(lesson, span) for span in zip(starts, ends, strict=True)]
    return [(a, b) for a, b in spans if 8 <= b - a <= _TITLE_LIMIT]
