"""Laws: when a law or rulebook, with 《》 or without, was passed, published, came into force."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.modals import is_rulebook
from quizzes.generation.lesson import Lesson, Sentence

DATE = r"\d{4}年\d{1,2}月\d{1,2}日"
_NAME = (
    r"《(?P<name>[^》《]{2,36}?(?:法|法典|条例|规定|办法|规程|规则|准则|章程|细则|公约|决定))"
    r"(?:\([^)]{1,10}\))?》"
)
_VERB = r"(?P<verb>通过|公布|颁布|发布|印发|施行|实施|生效)"
_BEFORE = re.compile(rf"(?P<date>{DATE}),?(?:新修订的)?{_NAME}(?:正式|开始)?{_VERB}")
_LAW = re.compile(_NAME)
_BARE = re.compile(r"(?<=[,。;:\n])(?P<name>[一-鿿]{3,16}法)(?=[自于从]\d{4}年)")
_STAGE = re.compile(
    rf",?(?:[^,。;《》]{{0,26}}?)(?:自|于|从)?(?P<date>{DATE})(?:起)?(?:正式|开始)?{_VERB}(?=[,。;])"
)
_UNDER_TITLE = re.compile(rf"(?P<date>{DATE})起?[^。;\d]{{0,40}}?(?:\d+[^。;\d]{{1,20}}?)?{_VERB}")
_OWN_DATE = re.compile(rf"本[^,。;]{{1,6}}自(?P<date>{DATE})起{_VERB}")
_AMENDED = re.compile(r"修订后|修正后|修改后")
_SAME = {"实施": "施行", "生效": "施行", "颁布": "公布", "发布": "公布", "印发": "公布"}


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        for match in _BEFORE.finditer(lesson.shadow, sentence.start, sentence.end):
            found.append(
                _fact(sentence, match.span("name"), match.span("date"), match.span("verb"))
            )
        for name in (_LAW, _BARE):
            for law in name.finditer(lesson.shadow, sentence.start, sentence.end):
                found += _after(lesson, sentence, law)
    found += _own(lesson)
    return [fact for fact in found if not _is_told_twice(lesson, fact, found)]


def _own(lesson: Lesson) -> list[Found]:
    """Of a rulebook its own dates, set under its title, and 本条例自…起施行 in its last article."""
    at = lesson.text.find(lesson.outline.title)
    if not is_rulebook(lesson) or at < 0:
        return []
    name = (at, at + len(lesson.outline.title))
    found = []
    for sentence in lesson.sentences:
        pattern = _OWN_DATE if lesson.heading(sentence.section) else _UNDER_TITLE
        for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
            spans = {"name": name, "date": match.span("date"), "verb": match.span("verb")}
            found.append(Found("law", sentence.section, *match.span(), "own", spans, group=at))
    return found


def _after(lesson: Lesson, sentence: Sentence, law: re.Match[str]) -> list[Found]:
    """The stages told right after the name; an amended law has two sets of dates."""
    facts, at = [], law.end()
    while True:
        stage = _STAGE.match(lesson.shadow, at, sentence.end)
        if stage is None or _AMENDED.search(stage[0]):
            break
        facts.append(_fact(sentence, law.span("name"), stage.span("date"), stage.span("verb")))
        at = stage.end()
    is_amended = _AMENDED.search(lesson.shadow, law.end(), sentence.end)
    return [] if is_amended else facts


def _fact(sentence: Sentence, name: Span, date: Span, verb: Span) -> Found:
    spans = {"name": name, "date": date, "verb": verb}
    start, end = min(name[0], date[0]), max(verb[1], name[1])
    return Found("law", sentence.section, start, end, "law", spans, group=name[0])


def stage(lesson: Lesson, fact: Found) -> str:
    """Passed, published or in force, in one word each."""
    verb = lesson.seen(fact.spans["verb"])
    return _SAME.get(verb, verb)


def _is_told_twice(lesson: Lesson, fact: Found, facts: list[Found]) -> bool:
    """A law with two dates of one kind has no one right date."""
    own = (lesson.seen(fact.spans["name"]), stage(lesson, fact))
    return any(
        (lesson.seen(other.spans["name"]), stage(lesson, other)) == own
        and lesson.seen(other.spans["date"]) != lesson.seen(fact.spans["date"])
        for other in facts
    )
