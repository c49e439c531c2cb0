"""What a statement is about, told before it where its section is too long to say so.

When new lessons were read, a statement that opens its paragraph was understood nearly always; of
those further on in a section of a dozen sentences or more one in five was not: what they are about
stands in the sentences before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from common.folding import fold, shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.clauses import clauses, is_dangling, is_spoken, stands, strip_lead
from quizzes.generation.lesson import Lesson, Sentence
from quizzes.generation.wording import BLANK

_LONG, _FAIRLY_LONG = 12, 8  # sentences of a section
_RUN = 6  # characters
_BACK = 2  # sentences
_ABOUT = range(5, 27)  # characters
_LEAD = re.compile(
    r"^(?:「[^」]*」一[节節]|本[课課])(?:指出|写道|寫道)："
)  # what `Material.stem` sets before the lesson's words
_NAMES_ITSELF = re.compile(  # `phrases`: the thing stands before or behind the formula
    "被概括[为為]“|[”」]的[^,，。]{0,12}(?:战略|戰略|方针|方針|方略|总要求|總要求)"
)
_EXPLAINS = re.compile("____[”」][,，]?(?:即|就是|是指)")  # 实行“____”,即…
_FIGURE = re.compile(  # what another question may ask for
    r"\d|[一二三四五六七八九十百两半]+(?:个|年|月|日|天|周|次|名|人|元|小时|分钟|公斤|岁|成)|分之"
)
_STEP_HEAD = re.compile(
    r"\s*(第[一二三四五六七八九](?:步|关|环|道关|个环节|道工序)[是,][^,。;:、]{1,12})[。:]\s*"
)
_POINT_HEAD = re.compile(  # 第二件,推行“五色工单”。
    r"\s*(?:(?:第[一二三四五六七八九](?:[件条项个点招类步]|是)?[,、]?|[一二三四五六七八九](?:是|要)|首先|其次|再次|最后)[,]?)要?"
    r"(?P<head>[^,。;:!?]{4,22})[。:]\s*"
)
_SAYS_WHEN_AND_WHO = re.compile(  # 1987年,党的十三大把…: told as it is, whatever stands before it
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?[,底初召]?[^,。;]{0,6}(?:党的|中共|中央|国务院|全国|习近平|毛泽东|邓小平|周恩来|第[一二三四五六七八九十]+届|《[^》]*(?:法|条例|决定|决议)》)"
)
_DEFINES = re.compile("[是指为]")
_EMPTY = re.compile(
    r"^(?:回到|说回|大家|我们|今天)|^(?:先说|再说|最后说|接着说|此外|另外|比如|例如)[^,。]{0,2}$|不(?:是|只|光)"
)


def in_context(draft: Draft, material: Material) -> Draft | None:
    """The draft, its stem naming what it is about where that is needed; None where it is needed
    and the sentences just before it do not say so in a few words."""
    lesson = material.lesson
    if draft.kind in ("short", "match") or lesson.language == "en":
        return draft
    lead = _LEAD.match(draft.stem)
    is_named = draft.fact.kind == "members" and draft.fact.form == "named"
    is_named = is_named or bool(_EXPLAINS.search(draft.focus))
    if is_named or _NAMES_ITSELF.search(draft.stem) or _is_of_its_own(draft, lead):
        return draft
    sentence = lesson.sentence_at(draft.fact.start)
    if lead is None or sentence is None:
        return draft
    opener = lesson.openers[sentence.paragraph]
    size, place = lesson.sizes[sentence.section], sentence.index - opener.index
    is_needed = size >= _LONG and place >= 1
    if not is_needed and not (size >= _FAIRLY_LONG and place >= 2):
        return draft
    before = lesson.sentences[max(opener.index, sentence.index - _BACK) : sentence.index]
    told = _told(material, draft, draft.stem[lead.end() :], before)
    if told is None:
        return None if is_needed else draft
    return replace(draft, stem=told)


def _is_of_its_own(draft: Draft, lead: re.Match[str] | None) -> bool:
    """Whether it says when it was and who did it."""
    words = shadow(draft.focus.replace(BLANK, "1949")) if lead else ""
    return bool(_SAYS_WHEN_AND_WHO.match(words))


def _told(
    material: Material, draft: Draft, words: str, before: Sequence[Sentence]
) -> str | None:  # fmt: skip
    """The words after what they are about, with the section's name where both fit."""
    topics = (
        _run_in(material.lesson, before), _point(material, draft),
        _opened(material, draft, words), _said(material, draft, words, before),
    )  # fmt: skip
    heading = material.lesson.heading(draft.fact.section)
    leads: list[str] = []
    for about in filter(None, topics):
        leads += [material.words.say("lead_about", heading=heading, about=about)] if heading else []
        leads.append(material.words.say("lead_about_plain", about=about))
    return next((lead + words for lead in leads if material.fits(lead + words)), None)


def _point(material: Material, draft: Draft) -> str:
    """What the point of the paragraph is called that the statement is told under, or nothing."""
    lesson = material.lesson
    sentence = lesson.sentence_at(draft.fact.start)
    first = lesson.openers[sentence.paragraph].index if sentence else 0
    for place in range(sentence.index - 1 if sentence else 0, first - 1, -1):
        told = lesson.sentences[place]
        match = _POINT_HEAD.fullmatch(lesson.shadow, told.start, told.end)
        if match:
            return lesson.cut(match.span("head"))
    return ""


def _opened(material: Material, draft: Draft, words: str) -> str:
    """What a short first sentence of the paragraph says of what follows: 出入库也有讲究。"""
    lesson = material.lesson
    sentence = lesson.sentence_at(draft.fact.start)
    opener = lesson.openers[sentence.paragraph] if sentence else None
    span = _about(lesson, opener) if opener and opener != sentence else None
    if opener is None or span is None or _DEFINES.search(lesson.seen(span)):
        return ""  # what it is, another question may ask
    is_whole = len(lesson.seen((opener.start, opener.end)).strip(" 。?!")) == span[1] - span[0]
    is_said = draft.rule == "meaning_judge" and _repeats(material, span, words)
    return material.cut(span) if is_whole and not is_said else ""


def _said(material: Material, draft: Draft, words: str, before: Sequence[Sentence]) -> str:
    """What the nearest sentence says that can be told, or nothing."""
    spans = [span for s in reversed(before) if (span := _about(material.lesson, s))]
    if draft.rule == "meaning_judge":
        spans = [span for span in spans if not _repeats(material, span, words)]
    return material.cut(spans[0]) if spans else ""


def _run_in(lesson: Lesson, before: Sequence[Sentence]) -> str:
    """第三步是问。 at the head of a paragraph is what the rest of it is about."""
    if not before or before[0] != lesson.openers[before[0].paragraph]:
        return ""
    match = _STEP_HEAD.fullmatch(lesson.seen((before[0].start, before[0].end)))
    start = before[0].start
    return lesson.text[start + match.start(1) : start + match.end(1)] if match else ""


def _repeats(material: Material, span: Span, words: str) -> bool:
    """Whether it says in the same words what is asked: 管理规约是业主之间的约定."""
    told, asked = fold(material.cut(span)), fold(words)
    return any(told[i : i + _RUN] in asked for i in range(len(told) - _RUN + 1))


def _about(lesson: Lesson, sentence: Sentence) -> Span | None:
    """The whole of a short sentence, or the first clause of a longer one."""
    whole = strip_lead(lesson, (sentence.start, sentence.end))
    words = lesson.seen(whole)
    if is_dangling(words) or is_spoken(words) or lesson.is_fragment(sentence):
        return None
    first = clauses(lesson.shadow, whole)[:1]
    for span in (whole, *first):
        told = lesson.seen(span).rstrip("。?!")
        is_fit = len(told) in _ABOUT and not (_EMPTY.match(told) or _FIGURE.search(told))
        if is_fit and (span == whole or stands(lesson, span)):
            return (span[0], span[0] + len(told))
    return None
