"""Questions on when things happened: events of the lesson against the dates of its other events.

Only sentences that open with a date; figures inside a sentence belong to figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.clauses import (
    clauses,
    is_dangling,
    is_spoken,
    is_story,
    lacks_predicate,
    strip_lead,
)
from quizzes.generation.facts.found import Found

_LIMIT = 40
_NEAR = 12  # years: what happened in another age deceives nobody
_UNFINISHED = re.compile(r"(?:后|时|前|来|间|的)$")
_VAGUE = re.compile(r"^(?:一[家名位个群]|有[的人些]|某)")
_PLACE = re.compile(r"在[^,]*[村子镇县市省地区城山河州岛]$")
_YEAR = re.compile(r"\d{4}")
_STATE = re.compile(r"以来|以后|以前|之后|之前|起|底前|某[县市镇街省区校院社]")


@dataclass(frozen=True, slots=True)
class Event:
    fact: Found
    date: Span
    words: Span

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


def _precision(material: Material, event: Event) -> int:
    """Year, year and month, or whole date: only dates of one kind stand beside each other."""
    words = material.lesson.seen(event.date)
    return len(re.findall(r"\d+", words))


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
    start = strip_lead(lesson, (sentence.start, sentence.end))[0]
    if start != date[0]:
        return None
    end = 0
    pieces = clauses(lesson.shadow, (date[1] + 1, sentence.end))
    for piece in pieces:
        end = piece[1]
        words = lesson.shadow[date[1] + 1 : end].strip()
        if len(words) >= 7 and not _is_unfinished(words):
            break
    start, end = strip_lead(lesson, (date[1] + 1, end))
    words = lesson.seen((start, end))
    if not 7 <= len(words) <= _LIMIT or is_dangling(words) or _is_unfinished(words):
        return None
    if is_story(words) or is_spoken(words) or _VAGUE.search(words):
        return None
    if _YEAR.search(words) or _STATE.search(words) or words.count("“") != words.count("”"):
        return None
    return Event(fact, date, (start, end))


def _is_unfinished(words: str) -> bool:
    return bool(_UNFINISHED.search(words) or _PLACE.match(words)) or lacks_predicate(words)


def _judge(material: Material, event: Event, events: list[Event], truth: bool) -> Iterator[Draft]:
    """False by the date of the event nearest in time that fell at another."""
    year = event.year(material)
    others = sorted(
        (
            other
            for other in events
            if other.time(material) != event.time(material)
            and abs(other.year(material) - year) <= _NEAR
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
