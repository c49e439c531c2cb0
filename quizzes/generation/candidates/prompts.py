"""Short answers: the lesson's own discussion questions, with the headings they ask for as checklist."""

from __future__ import annotations

from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Prompt, Section, Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.found import Found

_POINTS = 8


def make(material: Material) -> Iterator[Draft]:
    for prompt in material.lesson.outline.prompts:
        section = _asked(material, prompt)
        if section is None:
            continue
        spans = _points(material, section)
        if len(spans) < 2:
            continue
        fact = Found("prompt", section.id, prompt.start, prompt.end)
        yield Draft(
            "short", "prompt_short", fact, prompt.text.strip(), "", tuple(spans),
            checklist=tuple(material.cut(span).rstrip("。.；;") for span in spans),
            explanation=material.words.say("prompt"), thinking="analyse", difficulty=0.5,
        )  # fmt: skip


def _asked(material: Material, prompt: Prompt) -> Section | None:
    """The section whose heading the question repeats most of, else whose words it shares."""
    question = _pairs(prompt.text)
    best, best_score = None, 0.0
    for section in material.lesson.outline.sections:
        if not section.heading:
            continue
        words = _pairs(section.heading)
        score = len(words & question) / max(1, len(words))
        if len(words & question) >= 3 and score > best_score:
            best, best_score = section, score
    if best is not None and best_score >= 0.6:
        return best
    return _by_body(material, question)


def _by_body(material: Material, question: set[str]) -> Section | None:
    """Sentences that share most rare words with the question tell the section."""
    best, best_score = None, 0.0
    text = fold(material.lesson.text)
    rare = {pair for pair in question if 0 < text.count(pair) <= 12}
    for section in material.lesson.outline.sections:
        if not section.heading or material.lesson.children(section.id):
            continue
        body = fold(material.lesson.text[section.start : section.end])
        score = sum(1 / text.count(pair) for pair in rare if pair in body)
        if score > best_score:
            best, best_score = section, score
    return best if best_score >= 1.0 else None


def _pairs(text: str) -> set[str]:
    folded = fold(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}


def _points(material: Material, section: Section) -> list[Span]:
    """Child headings; for a section without, the points it enumerates, else its key sentences."""
    lesson = material.lesson
    children = [
        span for child in lesson.children(section.id) if (span := lesson.heading_span(child.id))
    ]
    if len(children) >= 2:
        return children[:_POINTS]
    for fact in material.of("enumeration", "sequence"):
        if fact.section == section.id:
            return list(fact.members)[:_POINTS]
    facts = [f for f in material.facts if f.section == section.id and f.kind in (
        "definition", "shift", "mapping", "role", "list")]  # fmt: skip
    spans = list(dict.fromkeys(lesson.evidence((fact.start, fact.end)) for fact in facts))
    return [span for span in spans if span[1] - span[0] <= 120][:4]
