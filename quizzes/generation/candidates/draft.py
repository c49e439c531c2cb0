"""A question before the filters, and what every candidate maker needs at hand.

Makers fill drafts; deciding which survive belongs to filters and selection.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.confusables import Lexicon
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson
from quizzes.generation.quiz import Kind, Thinking
from quizzes.generation.wording import BLANK, Wording

STEM_LIMIT = 90
STEM_LIMIT_WORDS = 45


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    key: bool
    origin: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    kind: Kind
    rule: str
    fact: Found
    stem: str
    focus: str  # the lesson's words within the stem, without the template
    evidence: tuple[Span, ...]
    choices: tuple[Choice, ...] = ()
    accepted: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    extra_right: tuple[str, ...] = ()
    truth: bool | None = None
    checklist: tuple[str, ...] = ()
    explanation: str = ""
    thinking: Thinking = "remember"
    difficulty: float = 0.4
    is_ordered: bool = False  # options stand in their natural order
    covers: tuple[str, ...] = ()  # ids of further facts the item asks

    @property
    def keys(self) -> list[str]:
        return [choice.text for choice in self.choices if choice.key]

    @property
    def wrong(self) -> list[str]:
        return [choice.text for choice in self.choices if not choice.key]


@dataclass(frozen=True)
class Material:
    """The lesson with its facts, words and chances, handed to every maker."""

    lesson: Lesson
    facts: Sequence[Found]
    lexicon: Lexicon
    seed: int
    words: Wording = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", Wording(self.lesson))

    def of(self, *kinds: str) -> list[Found]:
        return [fact for fact in self.facts if fact.kind in kinds]

    def chance(self, fact: Found, rule: str) -> random.Random:
        """Randomness that depends on seed, fact and rule only: other items never shift it."""
        return random.Random(f"{self.seed}|{fact.id(self.lesson)}|{rule}")

    def cut(self, span: Span) -> str:
        return self.lesson.cut(span).strip()

    def gapped(self, window: Span, gaps: Sequence[Span], mark: str = BLANK) -> str:
        """The words of `window` with each gap replaced by a mark."""
        text, at = "", window[0]
        for start, end in sorted(gaps):
            text += self.lesson.text[at:start] + mark
            at = end
        return self.words.stop(text + self.lesson.text[at : window[1]])

    def stem(self, section: str, words: str, keys: Sequence[str] = ()) -> str:
        """`words` after their place in the lesson, unless the place gives a key away."""
        if words.startswith("According to "):
            return words  # a source the lesson names needs no second one before it
        lead = self.words.lead(section, words)
        folded = fold(lead)
        shows = any(len(fold(key)) > 1 and fold(key) in folded for key in keys)
        if shows or not self.fits(lead + words):
            return self.words.plain_lead(words) + words
        return lead + words

    def fits(self, stem: str) -> bool:
        if self.lesson.language == "en":
            return len(stem.split()) <= STEM_LIMIT_WORDS
        return len(stem) <= STEM_LIMIT

    def explain(self, fact: Found, evidence: Sequence[Span]) -> str:
        quote = " … ".join(self.cut(span).replace("\t", " ") for span in evidence)
        return self.words.say("explanation", place=self.words.place(fact.section), quote=quote)

    def right(self, fact: Found, text: str) -> Choice:
        place = self.words.place(fact.section)
        quote = self.cut(self.lesson.evidence((fact.start, fact.end))).replace("\t", " ")
        return Choice(text, True, "lesson", self.words.say("right", place=place, quote=quote))

    def other(self, text: str, section: str, origin: str) -> Choice:
        """A wrong option that stands elsewhere in the lesson."""
        place = self.words.place(section)
        return Choice(text, False, origin, self.words.say("other", text=text, place=place))
