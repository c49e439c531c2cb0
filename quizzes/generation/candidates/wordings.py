"""Questions on the very word an article uses, among others of its class.

Of a rulebook alone: what a talk says may be said in other words, what an article sets may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import strip_lead
from quizzes.generation.confusables import ConfusableSet
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.modals import is_rulebook
from quizzes.generation.lesson import Sentence
from quizzes.generation.statements import statement

_LISTED = re.compile("^[、和与或及]|[、和与或及]$")
_CLASS = "条文"  # what the sets of the lexicon are called whose words articles use
_TIMES = 2  # questions with one answer
_WRONG = 3


def make(material: Material) -> Iterator[Draft]:
    if not is_rulebook(material.lesson):
        return
    for entry in material.lexicon.sets:
        if entry.name.startswith(_CLASS):
            for word in entry.members:
                yield from _asked(material, entry, word)


def _asked(material: Material, entry: ConfusableSet, word: str) -> Iterator[Draft]:
    """The articles that use the word once, the shortest first."""
    found = []
    for sentence in material.lesson.openers.values():
        span = _only(material, sentence, entry, word)
        window = span and statement(material.lesson, span, is_headed=True)
        if span and window and _opens(material, sentence, window):
            found.append((window[1] - window[0], span, window, sentence.section))
    for _, span, window, section in sorted(found)[:_TIMES]:
        yield from _single(material, entry, word, span, window, section)


def _opens(material: Material, sentence: Sentence, window: Span) -> bool:
    """Whether the article's first words, its case, stand in the window."""
    return window[0] == strip_lead(material.lesson, (sentence.start, sentence.end))[0]


def _only(
    material: Material, sentence: Sentence, entry: ConfusableSet, word: str
) -> Span | None:  # fmt: skip
    """Where the word stands, if no other of its class, nor longer one, does so in the sentence."""
    told = material.lesson.seen((sentence.start, sentence.end))
    others = [member for member in entry.members if member != word and word not in member]
    longer = [member for member in entry.members if word in member and member != word]
    if told.count(word) != 1 or any(member in told for member in others + longer):
        return None
    start = sentence.start + told.index(word)
    if _LISTED.search(told[max(0, told.index(word) - 1) :][: len(word) + 2]):
        return None  # one of a list is known from the others
    return (start, start + len(word))


def _single(
    material: Material, entry: ConfusableSet, word: str, span: Span, window: Span, section: str
) -> Iterator[Draft]:
    fact = Found("wording", section, *span, entry.name, {"word": span}, said_in=window)
    chance = material.chance(fact, "wording_single")
    wrong = [member for member in entry.members if member not in word and word not in member]
    chance.shuffle(wrong)
    lesson = material.lesson
    focus = material.gapped(window, [span], material.words.gap)
    evidence = (lesson.evidence(span),)
    key = material.cut(span)
    why = material.words.say("number", key=key, place=material.words.place(section))
    yield Draft(
        "single", "wording_single", fact, material.stem(section, focus, [key]), focus, evidence,
        (material.right(fact, key), *(
            Choice(lesson.in_its_script(member), False, "lexicon", why)
            for member in wrong[:_WRONG])),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip
