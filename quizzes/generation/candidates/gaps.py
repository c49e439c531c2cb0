"""One typed gap in a statement, or in the words that tell what a phrase belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from common.folding import shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.spellings import spellings
from quizzes.generation.clauses import clauses, is_dangling
from quizzes.generation.facts.found import Found
from quizzes.generation.statements import statement

_AHEAD = 24  # characters
_SUMMED = re.compile("(?:[简概]括|归纳|总结|凝练|提炼)(?:为|成)“$")
_SUMS_UP = re.compile(
    rf"[把将](?P<name>[^,。;:“”把将]{{2,12}}?)(?:科学|精辟|高度|精炼|集中)?地?{_SUMMED.pattern}"
)
_NOUN_OF = re.compile(  # ”的总要求, ”五步工作法
    r"”(?:的[^,。;:、“”]{0,4}?|[三四五六七八九十](?:个|条|项|步|字)?)?(?:总|基本|工作|具体|指导)?"
    r"(?:次序|顺序|方式|路线|方法|要求|原则|方针|思路|机制|办法|做法|模式|精神|传统|口诀|标准|目标|理念|制度|格局|步骤|流程|步|法|工作法)"
    r"(?=[,。;:]|进行|运转|开展)"
)
_APPLIES = re.compile("[^,;:。这那它他]{4,20}(?:要|应当?|必须|须|坚持|做到|遵循|贯彻|按照)")
_SUBJECT = 4  # characters before 由…转向
_BRINGS = re.compile(r"(?:(?<=[,;:。])(?:使得?|让|促使|推动)|概括为)(?=[^,;:。的]{3,20}$)")


def typed_gap(
    material: Material, fact: Found, gap: Span, rule: str, whole: Span | None = None
) -> Iterator[Draft]:
    """The gap typed, in the statement that holds the fact or what else says what it belongs to;
    nothing where no words do. Of `whole`, the member the gap is cut from, the names do as well."""
    window = statement(material.lesson, (fact.start, fact.end)) or moved(material, fact)
    window = window or _own_clause(material, fact)
    focus = material.gapped(window, [gap]) if window else _summed_up(material, fact, gap)
    key = material.cut(gap)
    stem = material.stem(fact.section, focus, [key]) if focus else ""
    if not focus:
        focus, stem = spoken_of(material, fact, [gap])
    if not focus:
        return
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", rule, fact, stem, focus, evidence,
        accepted=(tuple(dict.fromkeys(
            spellings(material, gap) + (spellings(material, whole) if whole else ()))),),
        explanation=material.explain(fact, evidence), difficulty=0.5,
    )  # fmt: skip


def _summed_up(material: Material, fact: Found, gap: Span) -> str:
    """他到兰考考察,把焦裕禄精神概括为“…”: what it comes to, without who said so; else nothing."""
    lesson = material.lesson
    ahead = _SUMS_UP.search(lesson.shadow, max(0, fact.start - _AHEAD), fact.start)
    if fact.form != "quoted" or ahead is None or not lesson.shadow.startswith("”", fact.end):
        return ""
    return material.words.say(
        "summed_up", whole=lesson.cut(ahead.span("name")),
        told=material.gapped((fact.start - 1, fact.end + 1), [gap]),
    )  # fmt: skip


def spoken_of(material: Material, fact: Found, gaps: Sequence[Span]) -> tuple[str, str]:
    """它提出了“…”的总要求: the formula with its noun and the stem around it, whoever put it
    forward; else nothing."""
    lesson = material.lesson
    noun = _NOUN_OF.match(lesson.shadow, fact.end)
    is_summed = _SUMMED.search(lesson.shadow, max(0, fact.start - _AHEAD), fact.start) is not None
    if fact.form != "quoted" or not (noun or is_summed):
        return "", ""
    end = noun.end() if noun else fact.end + 1
    told = material.gapped((fact.start - 1, end), gaps).rstrip("。")
    heading = _heading_of(material, fact)
    name = "speaks_of" if heading else "speaks_of_plain"
    stem = material.words.say(name, heading=heading, told=told)
    return (told, stem) if material.fits(stem) else ("", "")


def moved(material: Material, fact: Found) -> Span | None:
    """What a shift says happened to, without the verb that brought it about: 使…由A转向B."""
    if fact.kind != "shift":
        return None
    lead = (max(0, fact.start - _AHEAD), fact.start)
    opener = _BRINGS.search(material.lesson.shadow, *lead)
    if opener is None:
        return None
    words = material.lesson.seen((opener.end(), fact.end))
    return None if is_dangling(words) else (opener.end(), fact.end)


def _own_clause(material: Material, fact: Found) -> Span | None:
    """The clause that says what turned into what, where it names its subject itself; or to what
    a quoted list applies: 处理相邻关系要“有利生产、方便生活、团结互助、公平合理”."""
    if fact.kind != "shift" and fact.form != "quoted":
        return None
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    pieces = clauses(lesson.shadow, (sentence.start, sentence.end)) if sentence else []
    window = next((p for p in pieces if p[0] <= fact.start and fact.end <= p[1]), None)
    if window is None:
        return None
    if fact.form == "quoted" and not _APPLIES.fullmatch(lesson.seen((window[0], fact.start - 1))):
        return None
    if not _has_subject(material, fact, window[0]):
        return None
    return None if is_dangling(lesson.seen(window)) else window


def _has_subject(material: Material, fact: Found, start: int) -> bool:
    """选举由“举手点头”转向“一人一票”: a short subject is one the heading or title names."""
    word = material.lesson.seen((start, fact.start))
    named = shadow(f"{_heading_of(material, fact)} {material.lesson.title}")
    return len(word) >= _SUBJECT or (len(word) >= 2 and word in named)


def _heading_of(material: Material, fact: Found) -> str:
    return material.lesson.heading(fact.section) or ""
