"""Short answers on a passage: what the lesson goes on to say, or how it answers what it asks.

For sections too long to be summed up as a whole: a paragraph is taken up by its first sentence,
and what follows it there is what a good answer touches. Self-checked, never graded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Section, Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.summaries import is_aside, is_whole, point, told_points
from quizzes.generation.clauses import is_dangling, is_spoken
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.worth import speaks_to_all

_POINTS = range(2, 10)
_FIRST = range(9, 47)  # characters of a sentence that takes the matter up
_MOST = 2  # passages of one section
_UNTOLD = re.compile("(?:归结|归纳|概括|分)[为成][两三四五六七八九][^,。:]{1,6}。?$")
_GOES_ON = re.compile(
    r"\s*(?:再|其次|第[二三四五]|[二三四]是|另|还[有要]|最后|最难|接着|然后|后来)"
)
_SCENE = re.compile(  # the first words of a story: what happened next is no matter of the lesson
    r"\d{4}年|那[天年次]|有一?[次回天年位个家]|去年|前年|今年|上个?月|昨天|今天|时间往|数字也|^先[把看说讲]|^再[看说讲]|^下面|^接下来|^(?:第[一二三四五六七八九十],|第一|一是|首先|其一)|第[一二三]个?(?:故事|人)|真人|真事|小事|故事|例子|件事|为例|来说|[“”]"
)


def make(material: Material) -> Iterator[Draft]:
    if not material.words.has("passage"):
        return
    for section in material.lesson.outline.sections:
        heading = section.heading or ""
        if not heading or is_aside(heading) or is_whole(material, section):
            continue
        end = material.lesson.own_end(section)  # what stands behind it may be told of the whole
        own = [span for span in section.paragraphs if span[0] < end]
        passages = [p for span in own if (p := _passage(material, span))]
        passages.sort(key=lambda passage: passage[1][0][0] - passage[1][-1][1])
        passages = [p for p in passages if not _is_half_told(material, own, p)]
        for first, points in passages[:_MOST]:
            yield _draft(material, section, first, points)


def _passage(material: Material, paragraph: Span) -> tuple[Span, list[Span]] | None:
    """The first sentence of a paragraph and the points behind it; None where it opens nothing."""
    lesson = material.lesson
    spans = [
        (s.start, s.end) for s in lesson.sentences if paragraph[0] <= s.start < paragraph[1]
    ]  # fmt: skip
    if len(spans) < 1 + _POINTS.start or spans[0][1] - spans[0][0] not in _FIRST:
        return None
    words = lesson.seen(spans[0])
    if is_dangling(words) or is_spoken(words) or _SCENE.search(words) or speaks_to_all(words):
        return None
    if any(_UNTOLD.search(lesson.seen(span)) for span in spans[-1:]):
        return None  # 可以归结为三本账。: which, the next paragraphs say
    points = told_points(lesson, spans[1:])
    return (spans[0], points) if len(points) in _POINTS else None


def _is_half_told(
    material: Material, paragraphs: list[Span], passage: tuple[Span, list[Span]]
) -> bool:
    """Whether a question is answered in the next paragraph as well: 再看近百年的危亡."""
    lesson = material.lesson
    if not lesson.seen(passage[0]).endswith("?"):
        return False
    behind = [start for start, _ in paragraphs if start > passage[0][0]]
    return bool(behind) and bool(_GOES_ON.match(lesson.shadow, behind[0]))


def _draft(material: Material, section: Section, first: Span, points: list[Span]) -> Draft:
    is_question = material.lesson.seen(first).endswith("?")
    stem = material.words.say(
        "passage_asked" if is_question else "passage",
        heading=section.heading or "", first=material.cut(first),
    )  # fmt: skip
    fact = Found("summary", section.id, first[0], points[-1][1], "passage", said_in=first)
    return Draft(
        "short", "passage_short", fact, stem, "",
        tuple(dict.fromkeys(map(material.lesson.evidence, points))),
        checklist=tuple(point(material, span) for span in points),
        explanation=material.words.say("prompt"), thinking="understand", difficulty=0.5,
    )  # fmt: skip
