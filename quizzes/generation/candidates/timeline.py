"""Questions on when things happened: events of the lesson against the dates of its other events.

Only sentences that open with a date; figures inside a sentence belong to figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import (
    clauses,
    is_dangling,
    is_spoken,
    is_story,
    lacks_predicate,
    strip_lead,
)
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.worth import is_landmark
from quizzes.generation.lesson import Lesson, Sentence

_LEAST = 10  # characters: 调集重兵 may have been at any time
_LIMIT = 52
_MEANT = re.compile(r"这|其中|标志|开启|开创|成为|为(?!了)|是|揭开|奠定|迈出|掀开|拉开|从此|由此")
_BESIDE = 3  # years
_APART = 3  # months: a day sooner or later is no knowledge
_NEAR = 12  # years: what happened in another age deceives nobody
_UNFINISHED = re.compile(r"(?:后|时|前|来|间|的|天|年|月|际|[会委]上)$")
_VAGUE = re.compile(r"^(?:一[家名位个群]|有[的人些]|某)")
_PLACE = re.compile(r"在[^,]*[村子镇县市省地区城山河州岛]$")
_AGE = 40  # years within which one need not know the century to tell the order
_LONG_AGO, _CENTURY = 1950, 100  # of what is long past a century is as near
_SUBJECT = re.compile(r"(?P<who>[^,;:。\d“”]{2,14}?)(?:在|于|自)")
_TELLS_TIME = re.compile(r"修订|修改|再次|重新|第[二三四五]|又|继续|十[一二三四五]五|[周纪]年|新修")
_YEAR = re.compile(r"\d{4}")
_STATE = re.compile(r"以来|以后|以前|之后|之前|起|底前|某[县市镇街省区校院社]")


@dataclass(frozen=True, slots=True)
class Event:
    fact: Found
    date: Span
    words: Span
    said: str  # the event without its date

    def year(self, material: Material) -> int:
        match = _YEAR.search(material.lesson.seen(self.date))
        return int(match[0]) if match else 0

    def time(self, material: Material) -> tuple[int, ...] | int:
        """What tells it from other events: the whole date where it is given, else the year."""
        figures = tuple(map(int, re.findall(r"\d+", material.lesson.seen(self.date))))
        return figures if self.fact.form == "day" or len(figures) == 3 else self.year(material)


def make(material: Material) -> Iterator[Draft]:
    by_form: dict[int, list[Event]] = {}
    for event in _events(material):
        by_form.setdefault(_precision(material, event), []).append(event)
    for events in by_form.values():
        for event in events:
            for truth in (True, False):
                yield from _judge(material, event, events, truth)
        yield from _match(material, events)
    dated = [e for events in by_form.values() for e in events]
    dated += _dated_within(material, dated)
    yield from _order(material, [e for e in dated if is_landmark(material, _whole(e))])


def _precision(material: Material, event: Event) -> int:
    """Year, year and month, or whole date: only dates of one kind stand beside each other."""
    words = material.lesson.seen(event.date)
    return len(re.findall(r"\d+", words)) + 10 * (event.fact.form == "day")


def _events(material: Material) -> list[Event]:
    found: dict[str, Event] = {}
    for fact in material.of("number"):
        event = _event(material, fact) if fact.form in ("date", "day") else None
        if event and (event.year(material) or fact.form == "day"):
            found.setdefault(fold(material.cut(event.words)), event)
    return list(found.values())


def _event(material: Material, fact: Found) -> Event | None:
    """The date at the head of its sentence and the first clauses after it."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    date = fact.spans["value"]
    if sentence is None or lesson.shadow[date[1] : date[1] + 1] != ",":
        return None
    first, last = _part(lesson, sentence, date)
    start = strip_lead(lesson, (first, last))[0]
    if start != date[0]:
        return None
    start, end = strip_lead(lesson, (date[1] + 1, _end(lesson, date[1] + 1, last)))
    words = lesson.seen((start, end))
    if not _LEAST <= len(words) <= _LIMIT or is_dangling(words) or _is_unfinished(words):
        return None
    if is_story(words) or is_spoken(words) or _VAGUE.search(words):
        return None
    if _YEAR.search(words) or _STATE.search(words) or words.count("“") != words.count("”"):
        return None
    return Event(fact, date, (start, end), lesson.cut((start, end)))


def _part(lesson: Lesson, sentence: Sentence, date: Span) -> Span:
    """What stands between the semicolons round the date: 1876年,…;1929年,… are two events."""
    first = lesson.shadow.rfind(";", sentence.start, date[0]) + 1 or sentence.start
    last = lesson.shadow.find(";", date[1], sentence.end)
    return (first, last if last >= 0 else sentence.end)


def _dated_within(material: Material, others: list[Event]) -> list[Event]:
    """英国国会在1850年通过《公共图书馆法》: who it was stands before the date."""
    lesson = material.lesson
    found = []
    for fact in material.of("number"):
        sentence = lesson.sentence_at(fact.start)
        if fact.form != "date" or sentence is None or any(e.fact is fact for e in others):
            continue
        opening = strip_lead(lesson, (sentence.start, sentence.end))[0]
        at = _SUBJECT.match(lesson.shadow, opening, fact.spans["value"][0])
        end = fact.spans["value"][1]
        if at is None or at.end() != fact.spans["value"][0] or lesson.shadow.startswith(",", end):
            continue
        stop = next((b for _, b in clauses(lesson.shadow, (opening, sentence.end)) if b > end), end)
        said = lesson.cut((opening, at.end("who"))) + lesson.cut((end, stop))
        if lesson.shadow[end : end + 1] in tuple("的起以前后底末"):
            continue
        seen = lesson.seen((opening, stop))
        if not _LEAST <= len(said) <= _LIMIT or is_dangling(seen) or _is_unfinished(seen):
            continue
        if not is_story(seen) and not is_spoken(seen) and len(_YEAR.findall(seen)) == 1:
            found.append(Event(fact, fact.spans["value"], (opening, stop), said))
    return found


def _end(lesson: Lesson, start: int, stop: int) -> int:
    """Where the event is told: at the sentence's end, or before what it came to mean."""
    end = start
    for piece in clauses(lesson.shadow, (start, stop)):
        if end > start and _MEANT.match(lesson.shadow, piece[0]):
            return end
        end = piece[1]
    return end


def _is_unfinished(words: str) -> bool:
    # 总结：A、B、C: what they are is told behind the list.
    return bool(
        ":" in words or _UNFINISHED.search(words) or _PLACE.match(words)
    ) or lacks_predicate(words)


def _judge(material: Material, event: Event, events: list[Event], truth: bool) -> Iterator[Draft]:
    """False by the date of the event nearest in time that fell at another."""
    if event.fact.form == "day":
        return  # the day of a year that is not told
    year = event.year(material)
    others = sorted(
        (
            other
            for other in events
            if other.time(material) != event.time(material)
            and abs(other.year(material) - year) <= _NEAR
            and abs(_months(material, other) - _months(material, event)) >= _APART
        ),
        key=lambda other: (abs(other.year(material) - year), other.fact.start),
    )
    if not others:
        return
    lesson = material.lesson
    date = event.date if truth else others[0].date
    before = lesson.text[strip_lead(lesson, (event.fact.start, event.fact.end))[0] : event.date[0]]
    joint = lesson.text[event.date[1] : event.words[0]]
    told = material.words.stop(before + lesson.cut(date) + joint + lesson.cut(event.words))
    window = (event.date[0], event.words[1])
    evidence = (lesson.evidence(window),)
    said = material.words.say("says_true" if truth else "says_false", truth=lesson.cut(window))
    yield Draft(
        "judge", "date_judge", event.fact, material.stem(event.fact.section, told), told,
        evidence, truth=truth, explanation=said + material.explain(event.fact, evidence),
        difficulty=0.4,
    )  # fmt: skip


def _order(material: Material, events: list[Event]) -> Iterator[Draft]:
    """Which of four events came first or last, and whether one came before another."""
    dated = sorted((e for e in events if e.year(material)), key=lambda e: e.year(material))
    dated = [e for e in dated if not _TELLS_TIME.search(material.lesson.seen(e.words))]
    distinct: dict[int, Event] = {e.year(material): e for e in reversed(dated)}
    line = [distinct[year] for year in sorted(distinct)]
    for i in range(0, len(line) - 2, 2):
        for truth in (True, False):
            yield from _order_judge(material, line[i], line[i + 1], truth)
    for i in range(0, len(line) - 3, 4):
        group = line[i : i + 4]
        years = [event.year(material) for event in group]
        if years[-1] - years[0] <= (_AGE if years[-1] > _LONG_AGO else _CENTURY):
            yield from _extreme(material, group)


def _order_judge(material: Material, first: Event, second: Event, truth: bool) -> Iterator[Draft]:
    if second.year(material) - first.year(material) > _NEAR:
        return
    if first.fact.section != second.fact.section:
        return  # of two things that have nothing to do with each other
    told = [event.said for event in (first, second)]
    dates = [material.cut(event.date) for event in (first, second)]
    stem = material.words.say("before_judge", first=told[not truth], second=told[truth])
    evidence = tuple(material.lesson.evidence(_whole(e)) for e in (first, second))
    said = material.words.say("says_true" if truth else "says_false", truth=" → ".join(dates))
    yield Draft(
        "judge", "before_judge", second.fact, stem, "", evidence, truth=truth,
        explanation=said + material.explain(second.fact, evidence), thinking="understand",
        difficulty=0.4,
    )  # fmt: skip


def _whole(event: Event) -> Span:
    return (min(event.date[0], event.words[0]), event.words[1])


def _extreme(material: Material, group: list[Event]) -> Iterator[Draft]:
    """The earliest or the latest of four; dates stand in the reasons only."""
    chance = material.chance(group[0].fact, "earliest_single")
    name, key = chance.choice((("earliest", group[0]), ("latest", group[-1])))
    wrong = [event for event in group if event is not key]
    evidence = tuple(material.lesson.evidence(_whole(e)) for e in group)
    yield Draft(
        "single", "earliest_single", key.fact, material.words.say(name), "", evidence,
        (material.right(key.fact, key.said), *(
            Choice(e.said, False, "sibling", material.words.say(
                "happened", date=material.cut(e.date),
                place=material.words.place(e.fact.section))) for e in wrong)),
        explanation=material.explain(key.fact, evidence), thinking="understand", difficulty=0.45,
        covers=tuple(e.fact.id(material.lesson) for e in wrong),
    )  # fmt: skip


def _months(material: Material, event: Event) -> int:
    """Months since the year 0."""
    figures = [int(n) for n in re.findall(r"\d+", material.lesson.seen(event.date))]
    return 12 * figures[0] + (figures[1] if len(figures) > 1 else 0)


def _match(material: Material, events: list[Event]) -> Iterator[Draft]:
    """Four events and their dates, no two at one time; the date of a fifth, or fourth, is over."""
    times: dict[tuple[int, ...] | int, Event] = {}
    for event in events:
        times.setdefault(event.time(material), event)
    distinct = list(times.values())
    for i in range(0, len(distinct) - 3, 5):
        group = distinct[i : i + 5]
        if len(group) < 4:
            return
        *pairs, spare = group
        years = [event.year(material) for event in pairs]  # all 0 where only days are told
        if not min(years) - _BESIDE <= spare.year(material) <= max(years) + _BESIDE:
            return  # a date of another age fits none of them at a glance
        evidence = tuple(
            material.lesson.evidence((event.date[0], event.words[1])) for event in group
        )
        yield Draft(
            "match", "date_match", pairs[0].fact, material.words.say("match_dates"), "", evidence,
            pairs=tuple((material.cut(e.words), material.cut(e.date)) for e in pairs),
            extra_right=(material.cut(spare.date),),
            explanation=material.explain(pairs[0].fact, evidence[:2]), thinking="understand",
            difficulty=0.5, covers=tuple(e.fact.id(material.lesson) for e in pairs[1:]),
        )  # fmt: skip
