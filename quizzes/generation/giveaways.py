"""Whether one question prints what another one asks for."""

from __future__ import annotations

import re

from quizzes.generation.candidates.draft import Draft

_HAN = re.compile(r"[㐀-鿿]")
_NAMED = 3  # characters of an answer that no other question may print


def gives_away(one: Draft, other: Draft) -> bool:
    """Whether either of two drafts prints what the other asks for, on one place or typed."""
    is_near = any(a < d and c < b for a, b in one.evidence for c, d in other.evidence)
    return any(
        (is_near or _is_named(asked)) and _shows(shown, asked)
        for shown, asked in ((one, other), (other, one))
    )


def _is_named(draft: Draft) -> bool:
    """An answer of some length is remembered wherever it is read; figures and names come often."""
    if draft.kind != "blank" or draft.fact.kind == "number":
        return False
    answers = [accepted[0] for accepted in draft.accepted]
    return not answers[0].isascii() and any(len(answer) >= _NAMED for answer in answers)


def _shows(shown: Draft, asked: Draft) -> bool:
    words = " ".join([shown.stem, *shown.checklist])
    if not _HAN.search(shown.stem):  # English options are few and long enough to be remembered
        words = " ".join([words, *(side for pair in shown.pairs for side in pair)])
        words = " ".join([words, *(choice.text for choice in shown.choices)])
    words = words.lower()
    answers = [*asked.keys, *(a[0] for a in asked.accepted), *asked.checklist]
    answers += [right for _, right in asked.pairs]
    return any(_stands_in(answer.lower(), words) for answer in answers)


def _stands_in(answer: str, words: str) -> bool:
    if answer.isascii():
        return re.search(rf"(?<![\d.a-z]){re.escape(answer)}(?![\d.a-z])", words) is not None
    return answer in words


def are_tied(one: Draft, other: Draft, *, is_strict: bool) -> bool:
    """Whether both ask about one sentence so that either may be read in the other's question.

    Two figures, and what is typed beside anything else if `is_strict`.
    """
    figures = one.fact.kind == other.fact.kind == "number"
    typed = is_strict and "blank" in (one.kind, other.kind)
    if figures and one.evidence == other.evidence:
        return True
    return typed and any(a < d and c < b for a, b in one.evidence for c, d in other.evidence)
