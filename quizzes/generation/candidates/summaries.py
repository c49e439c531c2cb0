"""Short answers on what a section says: for those that argue and hold no fact to ask about.

Self-checked, never drawn into a graded paper. What a good answer touches is the section itself,
sentence by sentence, or the heads of its own list: half of what it says would mislead. Of a section
with others below it only what stands before them is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from common.folding import shadow
from lessons.importing.outline import Section, Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.phrases import RICH_SECTION
from quizzes.generation.clauses import is_spoken, stands, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.modals import is_rulebook
from quizzes.generation.filters.english import FAREWELL
from quizzes.generation.filters.worth import speaks_to_all
from quizzes.generation.lesson import EVIDENCE_LIMIT, Lesson

_POINTS = range(2, 13)
_ARTICLES = 20  # a chapter of a law is told article by article
_SHORT = 8  # characters of a heading that does not say what it is about
_ANNOUNCES = re.compile(
    r"(?:[?:]”?|见下表|如下|又分(?:为|成)?[几两三四五六七八九][类种个层步])[。]?$"
)  # what stands below it is the point
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十][,，]|[一二三四五六七八九]是|\d{1,2}[.、．]"
    r"|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*"
)
_FILLER = re.compile(  # leads on or looks back, and says nothing of its own
    r"^(?:也就是说|换句话说|当然|可是|但是|不过|于是|所以说|道理很简单|原因很简单|为什么|怎么办)[^,。]{0,8}[。]?$"
    r"|^[^。]{0,14}(?:也(?:一样|不例外|如此)|很能说明问题|办法(?:就|也)不同|要看一看"
    r"|还有[一两二三]?[个次种]?(?:原因|铺垫|说法|办法|问题|例子)"
    r"|有[两三四五六七八九]个?(?:原因|方面|条|点|种|类|好处|特点|办法|前提))[。]?$"
    r"|^(?:谢谢|感谢)[^。]{0,16}[。]?$|^这[门堂节](?:课)?(?:没有|不)[^。]*$|再见[^。]{0,20}$|^祝(?:大家|各位|同志们|愿)[^。]*[。]?$|^最后(?:再?说|送)[^。]{0,16}[。]?$|^[(（](?:供|本|适用)|^留给"
    r"|^现在(?:可以)?来看[^,。]{0,8}[。]?$|^分[两三四五六]个?(?:层次?|方面|点|步)[来说讲。]*$|^还?要说明一点|^还?有一点[^,。]{0,8}[。]?$"
    r"|^现在可以回答[^。]{0,12}[。]?$|^(?:要|先|还要)?(?:分清|说说|讲讲|谈谈|看看|再看|先看|来看)[^,。]{0,12}[。]?$"
    r"|^(?:这一讲|这堂课|这一课|本讲|下面)[^。]{0,4}(?:从|先|就|来|讲)|^所以下面|请您?(?:跟|和)我一起"
    r"|^That is |^The (?:residents|people) here"
)
_LEAST_POINT, _LEAST_POINT_ENGLISH = 9, 30  # characters
_WHOLE = 0.8  # share of a section its list must be
_STOPPED = re.compile(r"[。.!?;:…”]\s*$")
_TALK = re.compile(
    r"本课(?:先|分|共)|先讲|讲义|用时|本讲|第[一二三四五]讲|今天|我们|大家|今晚|乡亲们|街坊们|各位|这(?:堂|节|一)课|同志们|老师们|题目叫|记得"
)
_MOST_OF = 0.5  # share of an opening that must be left
_CASES = re.compile("化名|案例|事例|例子")  # where the examples come from
_PREFACE = re.compile("^(?:引言|导言|导语|前言|开场的话|开头的话|开篇)$")
_ABOUT = re.compile(
    r"说明|对象|时间|目的|引言|导语|前言|结语|结束语|讨论|思考|写给|试一试|作业|课后|回家|练习|结尾|尾声|最后的话|写在最后"
)


def is_aside(heading: str) -> bool:
    """Whether what stands under it is about the lesson, no matter of it: 课后作业, In closing."""
    return bool(_ABOUT.search(shadow(heading)) or FAREWELL.match(heading))


def make(material: Material) -> Iterator[Draft]:
    if not material.words.has("summary"):
        return
    for section in material.lesson.outline.sections:
        points = _points(material, section)
        if not points:
            continue
        fact = Found("summary", section.id, points[0][0], points[-1][1], said_in=points[0])
        evidence = tuple(dict.fromkeys(map(material.lesson.evidence, points)))
        yield Draft(
            "short", "summary_short", fact, _stem(material, section), "", evidence,
            checklist=tuple(point(material, span) for span in points),
            explanation=material.words.say("prompt"), thinking="understand", difficulty=0.5,
        )  # fmt: skip


def is_whole(material: Material, section: Section) -> bool:
    """Whether the section is asked about as a whole."""
    return bool(_points(material, section))


def _points(material: Material, section: Section) -> list[Span]:
    """What the section says, point by point; none where that is too little or too much."""
    size = sum(end - start for start, end in section.paragraphs)
    heading = section.heading or ""
    if material.lesson.own_end(section) <= section.end:
        return []  # what its last paragraphs belong to is not sure
    is_told = _is_opening(material, section) or bool(heading and not is_aside(heading))
    if size < RICH_SECTION or not is_told:
        return []
    points = _sentences(material, section)
    points += _rows(material, section)
    most = _ARTICLES if is_rulebook(material.lesson) else _POINTS.stop
    if not _POINTS.start <= len(points) < most:
        points = _heads(material, section)
    return points if _POINTS.start <= len(points) < most else []


def point(material: Material, span: Span) -> str:
    """Its words without a number before and a stop behind, the cells of a row set apart."""
    words = material.cut(span).rstrip("。.；;").replace("\t", "：")
    is_list = "二是" in words  # 一是凭证作用,二是…: the first keeps its number
    return words if is_list else _NUMBERED.sub("", words)


def _stem(material: Material, section: Section) -> str:
    """A short heading (我们怎样做) is told with the one above it."""
    lesson = material.lesson
    heading = section.heading or ""
    above = lesson.heading(section.parent) if section.parent else None
    has_children = bool(lesson.children(section.id))
    if _is_opening(material, section):
        return material.words.say("summary_opening")
    is_short = not has_children and len(heading) <= _SHORT
    if above and is_short and material.words.has("summary_within"):
        stem = material.words.say("summary_within", above=above, heading=heading)
        if material.fits(stem):
            return stem
    if has_children:
        return material.words.say("summary_before", heading=heading)
    return material.words.say("summary", heading=heading)


def _rows(material: Material, section: Section) -> list[Span]:
    """The lines of its table, each once."""
    lines = [f.spans["line"] for f in material.of("row") if f.section == section.id]
    return list(dict.fromkeys(lines))


def _heads(material: Material, section: Section) -> list[Span]:
    """The heads of a list that makes up the section."""
    for fact in material.of("enumeration"):
        told = sum(end - start for start, end in fact.details)
        size = sum(end - start for start, end in section.paragraphs)
        if fact.section == section.id and len(fact.members) >= 3 and told >= _WHOLE * size:
            return list(fact.members)
    return []


def _with_questions(lesson: Lesson, spans: list[Span]) -> list[Span]:
    """A question the speaker puts and answers (为什么在夜里?因为夜里用水少) is one point."""
    found: list[Span] = []
    for start, end in spans:
        before = lesson.seen(found[-1]).rstrip("”") if found else ""
        is_near = bool(found) and _follows(lesson, found[-1][1], start)
        if before.endswith("?") and is_near:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [span for span in found if not _ANNOUNCES.search(lesson.seen(span))]


def _follows(lesson: Lesson, end: int, start: int) -> bool:
    """Whether nothing but a space stands between two sentences."""
    return lesson.text[end:start].strip(" ") == ""


def _with_heads(lesson: Lesson, spans: list[Span], least: int) -> list[Span]:
    """A few words before what they name (第一,分时段。春节前后…) are one point with it."""
    found: list[Span] = []
    for start, end in spans:
        is_head = bool(found) and found[-1][1] - found[-1][0] < least
        if (
            is_head
            and _follows(lesson, found[-1][1], start)
            and not _FILLER.search(lesson.seen(found[-1]))
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def told_points(lesson: Lesson, spans: list[Span]) -> list[Span]:
    """Sentences as points: without words that only lead on, and none where one is too long to show.

    Of a story nothing else may go, or its rest hangs.
    """
    least = _LEAST_POINT_ENGLISH if lesson.language == "en" else _LEAST_POINT
    spans = _with_heads(lesson, _with_questions(lesson, spans), least)
    if any(end - start > EVIDENCE_LIMIT for start, end in spans):
        return []
    return [
        span for span in spans
        if span[1] - span[0] >= least and not _FILLER.search(lesson.seen(span))
    ]  # fmt: skip


def _is_opening(material: Material, section: Section) -> bool:
    """What stands before the first heading, or under one that says no more than that."""
    if section is not material.lesson.outline.sections[0]:
        return False
    is_bare = not section.heading or bool(_PREFACE.search(shadow(section.heading)))
    return is_bare and material.words.has("summary_opening")


def _states(lesson: Lesson, span: Span) -> bool:
    words = lesson.seen(span)
    if is_spoken(words) or _TALK.search(words) or _CASES.search(words):
        return False
    return stands(lesson, strip_lead(lesson, span))


def _opening(lesson: Lesson, spans: list[Span]) -> list[Span]:
    """What it states before the speaker tells how he came to the matter, if that is most of it."""
    while spans and not _STOPPED.search(lesson.seen(spans[0])):
        spans = spans[1:]  # a line without a stop before the opening is a second title
    told = list(takewhile(lambda span: _states(lesson, span), spans))
    size = sum(end - start for start, end in spans)
    is_most = sum(end - start for start, end in told) >= _MOST_OF * size
    return told_points(lesson, told) if is_most else []


def _sentences(material: Material, section: Section) -> list[Span]:
    """Every sentence before its own sections, but for the appeals at the end."""
    lesson = material.lesson
    stop = min((child.start for child in lesson.children(section.id)), default=section.end + 1)
    spans = [
        (s.start, s.end) for s in lesson.sentences
        if s.section == section.id and s.start < stop
    ]  # fmt: skip
    told = [lesson.seen(span) for span in spans]
    if _is_opening(material, section):
        return _opening(lesson, spans)
    while told and speaks_to_all(told[-1]):  # within the section an appeal has its place
        spans.pop()
        told.pop()
    return told_points(lesson, spans)
