"""Clauses side by side: what one thing is, has or must, and the other in the same words."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.english.reading import is_story, parts, stands
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_VERB = re.compile(
    r" (?P<verb>(?:(?:is|are|was|were|may|must|should|can|will|has|have)(?: not)?(?: be)?"
    r"(?: [a-z]+(?:ed|en|eld|ept|id))?(?: (?:for|by|in|to|at|on|under|with|within|after))?)"
    r"|(?:accounted|allows?|receives?|stands?|stood|cost|costs|carry|carries|wear|wears|get|gets|last|lasts|take"
    r"|takes|come|comes|go|goes|need|needs|means?)(?: for| at| to| from)?) "
)
_JOINTS = re.compile(r"; (?:and )?|,? (?:and|while|whereas|but) |, ")
_SHARED = ("for", "to", "at", "by", "in", "a", "an", "the", "on", "from")
_VOICE = re.compile(r"\b(?:it|they|them|its|their|this|that|these|those|which|who|we|he|she|one)\b")
_AGAINST = re.compile(r",? (?:while|whereas) |; (?:and |but )?")
_HEAD = re.compile(
    r" (?P<verb>is|are|was|were|may|must|should|can|cannot|will|has|have|pass(?:es)?|allows?"
    r"|requires?|needs?|means?|costs?|lasts?|takes?|goes|go|gets?|carry|carries|follows?|begins?|stands?|leads?)"
    r"(?: not)? "
)
_LEANING = re.compile(
    r"(?:it|they|he|she|this|that|these|those|there|some|others|nobody|nothing|if|when|in|on|at|for"
    r"|one|each|by|since|after|before|about|do|don)\b",
    re.IGNORECASE,
)
_BE = {"are": "is", "were": "was", "have": "has", "mean": "means"}


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    if is_story(lesson, sentence):
        return []
    if re.search('["“”|]', lesson.shadow[sentence.start : sentence.end]):
        return []  # what somebody else says, or a row of a table, does not change places
    whole = parts(lesson, sentence)
    span = (_past_colon(lesson, whole[0][0], whole[-1][1]), whole[-1][1])
    for form, finder in (("gapped", _gapped), ("twins", _twins), ("subjects", _subjects)):
        rows = finder(lesson, span)
        if rows:
            return _facts(sentence, rows, span, form)
    return []


def _past_colon(lesson: Lesson, start: int, end: int) -> int:
    """Where what an introduction announces begins: “The aim is simple: small matters …”."""
    colon = lesson.shadow.rfind(": ", start, end)
    return colon + 2 if colon > 0 else start


_WITHIN = re.compile(r"\b(?:unless|if|when|that|who|which|because|while|until|once)\b")
Row = tuple[Span, Span, Span]  # left, verb, right


def _facts(sentence: Sentence, rows: list[Row], span: Span, form: str) -> list[Found]:
    lefts = tuple(left for left, _, _ in rows)
    rights = tuple(right for _, _, right in rows)
    return [
        Found("paired", sentence.section, left[0], right[1], form,
              {"left": left, "verb": verb, "right": right, "whole": span}, rights, lefts,
              group=sentence.start)
        for left, verb, right in rows
    ]  # fmt: skip


def _pieces(lesson: Lesson, span: Span, pattern: re.Pattern[str] = _JOINTS) -> list[Span]:
    at, found = span[0], []
    for match in pattern.finditer(lesson.shadow, *span):
        found.append((at, match.start()))
        at = match.end()
    found.append((at, span[1]))
    return found


def _gapped(lesson: Lesson, span: Span) -> list[Row]:
    """Red boards are used for meat, blue boards for fish, and green boards for salad."""
    pieces = _joined(lesson, span)
    if len(pieces) < 3:
        return []
    head = _VERB.search(lesson.shadow, *pieces[0])
    if head is None or not stands(_capital(lesson.seen(pieces[0])) + " xxxx"):
        return []
    last = head["verb"].split()[-1]
    rows: list[Row] = []
    for word in dict.fromkeys([last, *_SHARED]):
        rows = [row for piece in pieces if (row := _split(lesson, piece, word, head))]
        if len(rows) == len(pieces):
            rows = _without_unit(lesson, rows)
            return rows if _are_apart(lesson, rows) else []
    return []


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _joined(lesson: Lesson, span: Span) -> list[Span]:
    """Cut at commas and semicolons; “paper and wood” stays whole."""
    return _pieces(lesson, span, re.compile(r"[,;] (?:and |while )?"))


def _without_unit(lesson: Lesson, rows: list[Row]) -> list[Row]:
    """22 motions, 19 and 14: the unit is said once and stands beside the gap."""
    first, *others = (lesson.seen(right) for _, _, right in rows)
    if " " in first and first[0].isdigit() and all(text.isdigit() for text in others):
        left, verb, right = rows[0]
        rows = [(left, verb, (right[0], right[0] + first.index(" "))), *rows[1:]]
    return rows


def _split(lesson: Lesson, piece: Span, word: str, head: re.Match[str]) -> Row | None:
    verb = head.span("verb")
    if piece[0] <= verb[0] < piece[1]:
        start = verb[1] + 1
        if verb[0] < piece[0] + 3:
            return None
        if head["verb"].split()[-1] == word:
            return ((piece[0], verb[0] - 1), verb, (start, piece[1]))
        if lesson.shadow.startswith(word + " ", start):
            return ((piece[0], verb[0] - 1), verb, (start, piece[1]))
        return None
    cut = re.compile(rf" {word} ").search(lesson.shadow, *piece)
    if cut is None or _VERB.search(lesson.shadow, *piece):
        return None
    start = cut.end() if head["verb"].split()[-1] == word else cut.start() + 1
    return ((piece[0], cut.start()), verb, (start, piece[1]))


def _twins(lesson: Lesson, span: Span) -> list[Row]:
    """Small matters should not leave the village, and big matters should not leave the town."""
    for joint in _JOINTS.finditer(lesson.shadow, *span):
        if joint[0] == ", ":
            continue
        one, two = (span[0], joint.start()), (joint.end(), span[1])
        heads = [_VERB.search(lesson.shadow, *piece) for piece in (one, two)]
        if heads[0] is None or heads[1] is None:
            continue
        verbs = [" ".join(_BE.get(w, w) for w in head["verb"].split()) for head in heads if head]
        rows: list[Row] = []
        for piece, head in zip((one, two), heads, strict=True):
            if head is not None:
                rows.append(((piece[0], head.start()), head.span("verb"), (head.end(), piece[1])))
        rows = _past_common(lesson, rows)
        if verbs[0] == verbs[1] and _are_apart(lesson, rows) and _is_even(lesson, rows):
            return rows
    return []


def _subjects(lesson: Lesson, span: Span) -> list[Row]:
    """Ordinary motions pass by a majority, while changes to the charter require two thirds."""
    for joint in _AGAINST.finditer(lesson.shadow, *span):
        rows: list[Row] = []
        for piece in ((span[0], joint.start()), (joint.end(), span[1])):
            head = _HEAD.search(lesson.shadow, *piece)
            if head:
                rows.append(((piece[0], head.start()), head.span("verb"), (head.end(), piece[1])))
        if len(rows) < 2 or not _are_alike(lesson, rows) or not _are_apart(lesson, rows, 110):
            continue
        if any(_WITHIN.search(lesson.seen(left)) for left, _, _ in rows):
            continue  # savings drift back unless somebody goes on: its verb is another one
        if all(stands(lesson.seen((left[0], right[1]))[:1].upper() + "x" * 12)
               and not _LEANING.match(lesson.seen(left)) for left, _, right in rows):  # fmt: skip
            return rows
    return []


def _are_alike(lesson: Lesson, rows: list[Row]) -> bool:
    """Subjects of one number and of one kind of noun phrase, so that they can change places."""
    lefts = [lesson.seen(left) for left, _, _ in rows]
    rights = [_shape(lesson.seen(right).split(" ")[0]) for _, _, right in rows]
    verbs = {lesson.seen(verb) for _, verb, _ in rows}
    if len(verbs) == 1 and rights.count("figure") == 1:
        return False  # a night light costs 12 yuan, a broken hip a winter
    numbers = {_is_plural(lesson, row) for row in rows}
    articles = {bool(re.match(r"(?:the|an?) ", left, re.I)) for left in lefts}
    return len(numbers) == len(articles) == 1 and max(map(len, lefts)) <= 4 * min(map(len, lefts))


def _is_plural(lesson: Lesson, row: Row) -> bool:
    left = row[0]
    head = re.split(r" (?:of|to|in|above|below|at|on|with|between|over|under|for) ",
                    lesson.seen(left))[0]  # fmt: skip
    return head.endswith("s") and not head.endswith("ss")


def _past_common(lesson: Lesson, rows: list[Row]) -> list[Row]:
    """The words both right sides begin with belong to the verb: leave the village, the town."""
    words = [lesson.seen(right).split(" ") for _, _, right in rows]
    n = 0
    while (
        n < min(map(len, words)) - 1 and words[0][n] == words[1][n] and words[0][n] not in _SHARED
    ):
        n += 1
    return [
        (left, (verb[0], right[0] + len(" ".join(w[:n]))) if n else verb,
         (right[0] + len(" ".join(w[:n])) + bool(n), right[1]))
        for (left, verb, right), w in zip(rows, words, strict=True)
    ]  # fmt: skip


def _are_apart(lesson: Lesson, rows: list[Row], limit: int = 60) -> bool:
    lefts = [lesson.seen(left) for left, _, _ in rows]
    rights = [lesson.seen(right) for _, _, right in rows]
    return (
        len(set(lefts)) == len(lefts)
        and len(set(rights)) == len(rights)
        and all(2 <= len(side) <= limit for side in lefts + rights)
        and not any(_VOICE.search(side) for side in (lefts if limit > 60 else lefts + rights))
        and not any("," in side for side in lefts)
    )


def _is_even(lesson: Lesson, rows: list[Row]) -> bool:
    """Right sides of one shape, so that either could stand in the other's place."""
    rights = [lesson.seen(right) for _, _, right in rows]
    heads = [_shape(right.split(" ")[0]) for right in rights]
    return heads[0] == heads[1] and max(map(len, rights)) <= 2.5 * min(map(len, rights))


def _shape(word: str) -> str:
    if word[:1].isdigit() or word in ("two", "three", "four", "five", "six", "seven", "ten"):
        return "figure"
    return word if word in _SHARED else "word"
