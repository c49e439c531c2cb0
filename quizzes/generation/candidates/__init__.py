"""From facts to drafts: one maker per family of questions, over-generated on purpose."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import (
    articles,
    cases,
    classes,
    deeds,
    demands,
    denials,
    duties,
    english,
    figures,
    kindred,
    laws,
    meanings,
    members,
    pairings,
    pairs,
    passages,
    penalties,
    phrases,
    places,
    points,
    prompts,
    provisions,
    shifts,
    sources,
    summaries,
    swaps,
    timeline,
    titles,
    wordings,
)
from quizzes.generation.candidates.draft import Draft, Material

_MAKERS = (
    sources, meanings, duties, kindred, pairs, pairings, members, classes, denials, deeds, laws,
    points, phrases, shifts, provisions, articles, wordings, cases, penalties, figures, swaps,
    timeline, titles, places, demands, summaries, passages, prompts,
)  # fmt: skip
_ENGLISH = (sources, pairs, english, summaries, prompts)


def make_drafts(material: Material) -> Iterator[Draft]:
    for maker in _ENGLISH if material.lesson.language == "en" else _MAKERS:
        yield from maker.make(material)
