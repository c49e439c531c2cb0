"""Short answers: the lesson's own discussion questions, with the headings they ask for as "
"checklist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Prompt, Section, Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import pieces

_POINTS = 8


_PERSONAL = re.compile(
    r"你|您|自己|身边|本单位|本社区|结合|联系实际|谈谈(?:体会|感想)|设计|画出|找出|请提出|\byour?\b"
)
_CASE = re.compile(r"如果|假如|假设|假定|倘若|遇到|碰到|有人|某|\b[Ii]f\b|\b[Ss]uppose")
_HOW = re.compile(r"怎样才能|如何才能|怎么办|怎样做|如何做|怎么做|\b[Hh]ow (?:can|should|would)\b")
_OPEN = re.compile(
    r"启发|启示|改进|拿主意|带来(?:了)?(?:哪些|什么)|本支部|最近一次|卡在哪|有何借鉴|打算"
)
_DISPUTED = re.compile(r"有(?:的)?人[^,。?]{0,6}(?:认为|觉得|主张|说|担心)|你(?:怎么|如何)看")
_RECKONED = re.compile(r"\d[^?]*\d[^?]*(?:能否|能不能|是否|多少|算)")
_WHY = re.compile(r"为什么|为何|何以|(?:如何|怎样|怎么)(?:理解|看待|认识)|\b[Ww]hy\b")
_COMPARED = re.compile(r"区别|不同|异同|关系|联系(?!实际)|\bdiffer|\bcompare")
_REASON = re.compile(
    r"因为|由于|是|有利于|事关|关系|才能|只有|离不开|确立|开启|挽救|保证|奠定|标志|决定"
    r"|\b(?:because|so that|since|is|are)\b"
)
_ECHO = 7  # characters of a question found word for word in a sentence
_THEME = 3  # sentences: what more of them say is what the whole lesson is about


def make(material: Material) -> Iterator[Draft]:
    for prompt in material.lesson.outline.prompts:
        if _OPEN.search(material.lesson.seen((prompt.start, prompt.end))):
            continue  # the lesson can only hint at what one would answer
        if _RECKONED.search(material.lesson.seen((prompt.start, prompt.end))):
            continue  # the lesson reckons with other figures
        if _DISPUTED.search(material.lesson.seen((prompt.start, prompt.end))):
            continue  # which of two opinions is right stands under no heading
        spans, section = _points(material, prompt)
        if len(spans) < 2 or section is None or not _answers(material, prompt, spans):
            continue
        fact = Found("prompt", section, prompt.start, prompt.end)
        yield Draft(
            "short", "prompt_short", fact, prompt.text.strip(), "", tuple(spans),
            checklist=tuple(material.cut(span).rstrip("。.；;") for span in spans),
            explanation=material.words.say("prompt"), thinking="analyse", difficulty=0.5,
        )  # fmt: skip


def _points(material: Material, prompt: Prompt) -> tuple[list[Span], str | None]:
    """What a good answer touches, and where it stands: headings asked for, else sentences."""
    section = _named(material, prompt)
    if section is not None:
        spans = _of_section(material, section)
        if len(spans) >= 2:
            return spans, section.id
    asked = material.lesson.seen((prompt.start, prompt.end))
    if _PERSONAL.search(asked) or _CASE.search(asked) or _HOW.search(asked):
        return [], None  # what a case comes to is told nowhere in these words
    return _sentences(material, prompt)


def _answers(material: Material, prompt: Prompt, spans: list[Span]) -> bool:
    """Points under a “why” must give reasons, and none answer what tells two things apart."""
    if _COMPARED.search(material.lesson.seen((prompt.start, prompt.end))):
        return False
    if not _WHY.search(material.lesson.seen((prompt.start, prompt.end))):
        return True
    return 2 * sum(bool(_REASON.search(material.lesson.seen(s))) for s in spans) >= len(spans)


def _named(material: Material, prompt: Prompt) -> Section | None:
    """The section whose heading the question repeats, the longest such."""
    question = pieces(prompt.text)
    best, best_score = None, 0.0
    fewest = 2 if material.lesson.language == "en" else 4
    for section in material.lesson.outline.sections:
        words = pieces(section.heading or "")
        score = len(words & question) / max(1, len(words))
        if len(words) >= fewest and score >= 0.75 and len(words) + score > best_score:
            best, best_score = section, len(words) + score
    return best


def _of_section(material: Material, section: Section) -> list[Span]:
    lesson = material.lesson
    children = [
        span for child in lesson.children(section.id) if (span := lesson.heading_span(child.id))
    ]
    if len(children) >= 2:
        return children[:_POINTS]
    for fact in material.of("enumeration", "sequence"):
        if fact.section == section.id:
            return list(fact.members)[:_POINTS]
    return []


def _sentences(material: Material, prompt: Prompt) -> tuple[list[Span], str | None]:
    """The sentence the question quotes, with those around it that share its rare words."""
    lesson = material.lesson
    question = fold(prompt.text)
    size = _ECHO * 3 if lesson.language == "en" else _ECHO
    runs = {question[i : i + size] for i in range(len(question) - size + 1)}
    told = Counter(run for folded in lesson.folded_sentences for run in runs if run in folded)
    runs = {run for run in runs if 0 < told[run] <= _THEME}
    quoted = [
        sentence
        for sentence, folded in zip(lesson.sentences, lesson.folded_sentences, strict=True)
        if any(run in folded for run in runs) and sentence.end - sentence.start <= 200
    ]
    if not quoted:
        return [], None
    home = quoted[0].section
    asked = pieces(prompt.text)
    near = [
        sentence
        for sentence in lesson.sentences
        if sentence.section == home
        and sentence.end - sentence.start <= 200
        and (
            sentence in quoted
            or len(pieces(lesson.text[sentence.start : sentence.end]) & asked) >= 4
        )
    ]
    return [(sentence.start, sentence.end) for sentence in near[:4]], home
