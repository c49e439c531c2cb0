"""Questions on what turned into what: the new state typed, or the direction told as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.gaps import moved, typed_gap
from quizzes.generation.facts.found import Found
from quizzes.generation.statements import statement

_STOCK_SHIFT = re.compile("有没有|好不好|要我[学干做]|我要[学干做]")  # everybody can go on
_TYPED = 6  # characters: a longer one is put in other words
_JUDGED = re.compile(r"过去|现在|如今|精简|力戒|减负|不再")  # says which side is the better one
_OUTGROWN = re.compile(r"农业国|被动|粗放|传统|落后|单一|分散|封闭|人治|贫困|温饱|事后")


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("shift"):
        yield from _shift_blank(material, fact)
        for truth in (True, False):
            yield from _shift(material, fact, truth)


def _shift_blank(material: Material, fact: Found) -> Iterator[Draft]:
    if _STOCK_SHIFT.search(material.lesson.seen((fact.start, fact.end))):
        return
    if fact.form != "figures" and "“" in material.lesson.seen(fact.spans["after"]):
        after = _bare(material.lesson.text, fact.spans["after"])
        if re.search("[,、]", material.lesson.seen(after)) or after[1] - after[0] > _TYPED:
            return  # 笔试占六成、实践占四成 can be put in other words
        yield from typed_gap(material, fact, after, "shift_blank")


def _shift(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    lesson = material.lesson
    before, after, turn = (fact.spans[name] for name in ("before", "after", "turn"))
    window = statement(lesson, (fact.start, fact.end), narrow=True) or moved(material, fact)
    if window is None:
        return
    window = (window[0], fact.end)
    told = lesson.cut(window)
    is_near = _is_near_pair(lesson.seen(before), lesson.seen(after))
    is_known = _JUDGED.search(lesson.seen(window)) or _OUTGROWN.search(lesson.seen(before))
    if fact.form == "figures" or not is_near or is_known:
        return  # that things got better, or went from 看实情 to 听汇报, is known without reading
    if not truth:
        turned = lesson.cut(turn)
        told = (
            lesson.text[window[0] : before[0]] + lesson.cut(after)
            + lesson.text[before[1] : turn[0]] + turned + lesson.text[turn[1] : after[0]]
            + lesson.cut(before) + lesson.text[after[1] : window[1]]
        )  # fmt: skip
    if fold(told) == fold(lesson.cut(window)) and not truth:
        return
    evidence = (lesson.evidence((fact.start, fact.end)),)
    told = material.words.stop(told)
    sides = [lesson.cut(fact.spans[name]) for name in ("before", "after")]
    yield Draft(
        "judge", "shift_judge", fact, material.stem(fact.section, told, sides), told, evidence,
        truth=truth, explanation=_verdict(material, fact, truth, window), thinking="understand",
        difficulty=0.35,
    )  # fmt: skip


def _is_near_pair(one: str, other: str) -> bool:
    """Sides that differ in part only (社会管理, 社会治理): which came first must be known."""
    one, other = one.strip("“”"), other.strip("“”")
    shared = sum((Counter(one) & Counter(other)).values())
    return min(len(one), len(other)) >= 3 and shared * 2 > max(len(one), len(other))


def _verdict(material: Material, fact: Found, truth: bool, window: Span) -> str:
    name = "says_true" if truth else "says_false"
    said = material.words.say(name, truth=material.cut(window))
    evidence = material.lesson.evidence((fact.start, fact.end))
    return said + material.explain(fact, (evidence,))


def _bare(text: str, span: Span) -> Span:
    start, end = span
    if text[start] in "“「『" and text[end - 1] in "”」』":
        return (start + 1, end - 1)
    return span
