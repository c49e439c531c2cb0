"""What a question must be before it may be asked, whoever made it: an editor, a file, a form.

Pure: a question as values in, its flaws out; how they read in words stands in
`quizzes.review_words`, where the words stand in a lesson is `quizzes.evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from common.folding import fold

KINDS = ("single", "multiple", "judge", "blank", "match", "short")
BLANK = "____"
GAP = re.compile(r"_{4,}")
LONGEST_QUOTE, LONGEST_STEM, LONGEST_PART = 200, 1000, 500  # characters
MOST_OPTIONS, MOST_PAIRS = 8, 10


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    key: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question apart from its row; `quotes` are the words of the lesson it rests on."""

    kind: str
    stem: str
    options: tuple[Choice, ...] = ()  # judge: the reasons, `key` on the one that is so
    accepted: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    extra_right: tuple[str, ...] = ()
    truth: bool | None = None
    checklist: tuple[str, ...] = ()
    explanation: str = ""
    quotes: tuple[str, ...] = ()
    rule: str = ""
    difficulty: float = 0.3
    thinking: str = "remember"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong and in which part: stem, options, accepted, pairs, truth, checklist or
    evidence."""

    part: str
    code: str
    params: dict[str, str | int] = field(default_factory=dict)


def flaws_of(question: Question) -> list[Flaw]:
    """Everything that keeps the question from being asked, the most basic first."""
    return [*form_flaws(question), *_lacks(question), *_evidence(question)]


def form_flaws(question: Question) -> list[Flaw]:
    """What makes it no question at all: nothing could be graded by it."""
    found = list(_stem(question))
    checks = {
        "single": _choices,
        "multiple": _choices,
        "judge": _judge,
        "blank": _blanks,
        "match": _match,
        "short": _short,
    }
    if question.kind not in checks:
        return [Flaw("kind", "kind")]
    return [*found, *checks[question.kind](question)]


def _stem(question: Question) -> Iterator[Flaw]:
    if not question.stem.strip():
        yield Flaw("stem", "no_stem")
    if len(question.stem) > LONGEST_STEM:
        yield Flaw("stem", "long_stem", {"most": LONGEST_STEM})


def _choices(question: Question) -> Iterator[Flaw]:
    texts = [option.text for option in question.options]
    keys = sum(option.key for option in question.options)
    if any(not text.strip() for text in texts):
        yield Flaw("options", "empty_option")
    if len(texts) > MOST_OPTIONS:
        yield Flaw("options", "many_options", {"most": MOST_OPTIONS})
    if question.kind == "single" and keys != 1:
        yield Flaw("options", "one_key")
    if question.kind == "multiple" and keys < 2:
        yield Flaw("options", "two_keys")
    if keys == len(texts):
        yield Flaw("options", "no_wrong")
    yield from _parts("options", texts)


def _parts(part: str, texts: Sequence[str]) -> Iterator[Flaw]:
    """Texts of one list must be short and differ after folding."""
    seen: set[str] = set()
    for text in texts:
        same = sameness(text)
        if same in seen and text.strip():
            yield Flaw(part, "double", {"text": text[:40]})
        seen.add(same)
        if len(text) > LONGEST_PART:
            yield Flaw(part, "long_part", {"text": text[:20], "most": LONGEST_PART})


def sameness(text: str) -> str:
    """By this two texts are the same; signs that folding drops altogether are told apart."""
    return fold(text) or text.strip()


def _judge(question: Question) -> Iterator[Flaw]:
    if question.truth is None:
        yield Flaw("truth", "no_truth")


def _blanks(question: Question) -> Iterator[Flaw]:
    gaps = len(GAP.findall(question.stem))
    if gaps == 0:
        yield Flaw("stem", "no_gap")
    elif gaps != len(question.accepted):
        yield Flaw("accepted", "gaps", {"gaps": gaps, "answers": len(question.accepted)})
    for number, words in enumerate(question.accepted, 1):
        if not words or any(not fold(word) for word in words):
            yield Flaw("accepted", "empty_answer", {"number": number})
        if any(len(word) > LONGEST_PART for word in words):
            yield Flaw("accepted", "long_part", {"text": words[0][:20], "most": LONGEST_PART})


def _match(question: Question) -> Iterator[Flaw]:
    if len(question.pairs) < 2:
        yield Flaw("pairs", "few_pairs")
    if len(question.pairs) > MOST_PAIRS:
        yield Flaw("pairs", "many_pairs", {"most": MOST_PAIRS})
    if any(not side.strip() for pair in question.pairs for side in pair):
        yield Flaw("pairs", "half_pair")
    yield from _parts("pairs", [left for left, _right in question.pairs])
    rights = list(dict.fromkeys(right for _left, right in question.pairs))
    yield from _parts("pairs", [*rights, *question.extra_right])


def _short(question: Question) -> Iterator[Flaw]:
    if any(len(line) > LONGEST_PART for line in question.checklist):
        yield Flaw("checklist", "long_part", {"text": "", "most": LONGEST_PART})


def _lacks(question: Question) -> Iterator[Flaw]:
    """What a question from elsewhere may lack until an editor adds it."""
    if question.kind == "match" and not question.extra_right:
        yield Flaw("pairs", "no_extra")
    if question.kind == "short" and not question.checklist:
        yield Flaw("checklist", "no_checklist")


def _evidence(question: Question) -> Iterator[Flaw]:
    if not any(quote.strip() for quote in question.quotes):
        yield Flaw("evidence", "no_evidence")
        return
    if any(len(quote) > LONGEST_QUOTE for quote in question.quotes):
        yield Flaw("evidence", "long_quote", {"most": LONGEST_QUOTE})
    folded = [fold(quote) for quote in question.quotes]
    for words in key_texts(question):
        if not any(fold(words) in quote for quote in folded):
            yield Flaw("evidence", "not_in_evidence", {"text": words[:40]})


def key_texts(question: Question) -> list[str]:
    """What must stand in the evidence: right options, first spellings, right sides of pairs."""
    if question.kind in ("single", "multiple"):
        return [option.text for option in question.options if option.key]
    if question.kind == "blank":
        return [words[0] for words in question.accepted if words]
    if question.kind == "match":
        return list(dict.fromkeys(right.replace("……", "") for _left, right in question.pairs))
    return []
