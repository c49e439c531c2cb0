"""The front door: an outline in, a quiz out; the same outline and seed give the same quiz."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from common.folding import fold
from lessons.importing.outline import Outline
from quizzes.generation.candidates import make_drafts
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.phrases import RICH_SECTION
from quizzes.generation.confusables import Lexicon, default_lexicon
from quizzes.generation.facts import find_facts
from quizzes.generation.facts.found import Found
from quizzes.generation.filters import sift
from quizzes.generation.lesson import Lesson
from quizzes.generation.notes import notes_on
from quizzes.generation.quiz import Coverage, Evidence, Item, Option, Quiz
from quizzes.generation.selection import select

_HAN = re.compile(r"[㐀-鿿]+")


def generate(
    outline: Outline,
    *,
    seed: int = 0,
    limit: int | None = None,
    lexicon: Lexicon | None = None,
    sha256: str = "",
) -> Quiz:
    """The quiz of a lesson; `seconds` is 0, whoever measures replaces it."""
    material = _material(outline, seed, lexicon)
    kept, rejected = sift(make_drafts(material), material)
    chosen = select(kept, material, limit)
    rejected["not_needed"] += len(kept) - len(chosen)
    items = _items(chosen, material)
    return Quiz(
        name=outline.source.name,
        sha256=sha256,
        facts=_public(chosen, material),
        items=items,
        coverage=_coverage(outline, items),
        rejected={code: count for code, count in sorted(rejected.items()) if count},
        seconds=0.0,
        notes=notes_on(material, items, _coverage(outline, items)),
    )


def regenerate_section(
    outline: Outline,
    section_id: str,
    *,
    seed: int,
    limit: int | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Item, ...]:
    """Items of one section with another seed; KeyError when the outline has no such section."""
    material = _material(outline, seed, lexicon)
    material.lesson.section(section_id)
    kept, _ = sift(make_drafts(material), material)
    own = [draft for draft in kept if draft.fact.section == section_id]
    return _items(select(own, material, limit or 8), material)


def _material(outline: Outline, seed: int, lexicon: Lexicon | None) -> Material:
    lesson = Lesson(outline)
    return Material(lesson, find_facts(lesson), lexicon or default_lexicon(), seed)


def _public(chosen: Sequence[Draft], material: Material) -> tuple:
    """Every fact found, and those the makers derived from one."""
    facts: dict[str, Found] = {fact.id(material.lesson): fact for fact in material.facts}
    for draft in chosen:
        facts.setdefault(draft.fact.id(material.lesson), draft.fact)
    return tuple(
        fact.public(material.lesson)
        for fact in sorted(facts.values(), key=lambda fact: (fact.start, fact.end, fact.kind))
    )


def _items(drafts: Sequence[Draft], material: Material) -> tuple[Item, ...]:
    positions: Counter[int] = Counter()
    return tuple(_item(draft, material, positions) for draft in drafts)


def _item(draft: Draft, material: Material, positions: Counter[int]) -> Item:
    fact = draft.fact.id(material.lesson)
    text = material.lesson.text
    choices = _arranged(draft, material, positions)
    words = "|".join([draft.rule, fact, fold(draft.stem), *sorted(c.text for c in choices)])
    return Item(
        id="q" + hashlib.sha256(words.encode()).hexdigest()[:12],
        kind=draft.kind,
        fact=fact,
        section=draft.fact.section,
        stem=draft.stem + _sizes(draft, material),
        options=tuple(
            Option("abcdefgh"[i], choice.text, choice.key, choice.why, choice.origin)
            for i, choice in enumerate(choices)
        ),
        accepted=draft.accepted,
        pairs=draft.pairs,
        extra_right=draft.extra_right,
        truth=draft.truth,
        checklist=draft.checklist,
        evidence=tuple(Evidence(a, b, text[a:b]) for a, b in draft.evidence),
        explanation=draft.explanation,
        rule=draft.rule,
        difficulty=round(draft.difficulty, 2),
        thinking=draft.thinking,
    )


def _sizes(draft: Draft, material: Material) -> str:
    """How long the typed words are: without it a synonym of another length would be as good."""
    words = [accepted[0] for accepted in draft.accepted]
    if not words or not material.words.has("typed") or not all(map(_HAN.fullmatch, words)):
        return ""
    if draft.fact.kind == "number":
        return ""
    name = "typed" if len(words) == 1 else "typed_in_turn"
    return material.words.say(name, sizes="、".join(str(len(word)) for word in words))


def _arranged(draft: Draft, material: Material, positions: Counter[int]) -> list[Choice]:
    """Options shuffled; a single's key goes where keys have stood least so far."""
    choices = list(draft.choices)
    if draft.is_ordered:
        positions[next(i for i, choice in enumerate(choices) if choice.key)] += 1
        return choices
    chance = material.chance(draft.fact, "order" + draft.rule)
    chance.shuffle(choices)
    if draft.kind == "single":
        at = next(i for i, choice in enumerate(choices) if choice.key)
        key = choices.pop(at)
        place = min(range(len(choices) + 1), key=lambda i: (positions[i], chance.random()))
        choices.insert(place, key)
        positions[place] += 1
    return choices


def _coverage(outline: Outline, items: Sequence[Item]) -> Coverage:
    rich = [
        section
        for section in outline.sections
        if sum(end - start for start, end in section.paragraphs) >= RICH_SECTION
    ]
    asked = {item.section for item in items}
    owners = sorted((a, b, section.id) for section in rich for a, b in section.paragraphs)
    starts = [start for start, _, _ in owners]
    for item in items:
        for evidence in item.evidence:
            at = bisect_right(starts, evidence.start) - 1
            if at >= 0 and evidence.start < owners[at][1]:
                asked.add(owners[at][2])
    uncovered = tuple(section.id for section in rich if section.id not in asked)
    return Coverage(len(rich), len(rich) - len(uncovered), uncovered)
