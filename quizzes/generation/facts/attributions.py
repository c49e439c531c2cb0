"""Attributions: which meeting, document or person said, set or decided something."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

MEETING = (
    r"(?:[一二三四五六七八九十]{1,3}届)?中央纪委[一二三四五六七八九]次全会|"
    r"(?:党的|中共)?[一二三四五六七八九十]{1,3}(?:届[一二三四五六七八九]中全会|大报告)|"
    r"(?:(?:党的|中共)[一二三四五六七八九十]{1,3}|(?<![一二三四五六七八九])(?:十[一二三四五六七八九]|二十))大"
    r"(?=指出|提出|强调|明确|首次|作出|把|将|对|,|上)"
    r"|(?:中央|全国)[^,。;:“”《》\s]{2,14}(?:会议|座谈会|大会)"
)
DOCUMENT = r"《[^》\n]{2,40}》(?:\([^)]{1,20}\))?"
PERSON = (
    r"习近平(?:总书记|主席|同志)"
    r"|(?:毛泽东|邓小平|周恩来|刘少奇|朱德|陈云|任弼时|江泽民|胡锦涛)(?:同志)?"
)
_SOURCE = re.compile(rf"(?P<meeting>{MEETING})|(?P<document>{DOCUMENT})|(?P<person>{PERSON})")
_VERB = (
    r"(?:[^,。;:“”]{0,8}?)(?:明确|首次|进一步|深刻|还|也|中|就)?"
    r"(?:强调|指出|提出|规定|要求|明确|部署|写道|写下|号召|宣告|概括为|概括道|说|说道|题词|告诫|确立了?|作出了?)(?:了|要)*"
)
_QUOTED = re.compile(
    rf"{_VERB}[,:]{{0,2}}(?:要)?“(?P<quote>[^”\n]{{4,150}})”(?:,还提出“(?P<more>[^”\n]{{4,80}})”)?"
)
_DECIDED = re.compile(
    r"(?:进一步|深刻|还|也|中|就|,)?(?P<verb>决定|审议通过了?|通过了?|批准了?|首次提出了?|明确提出了?|提出了?|确立了?|明确了?|部署了?|确定了?)"
    r"(?!:|的)(?P<quote>[^,。;:“”]{6,40})(?=[,。;])"
)


_SAYING = re.compile(
    rf"{_VERB}[,:]{{1,2}}“(?P<subject>[^,。;:“”是]{{3,18}})是(?P<saying>[^,。;:“”]{{4,12}})(?=[,。;])"
)


def sources(lesson: Lesson) -> dict[str, list[Span]]:
    """The first place of every source the lesson cites, by class."""
    found: dict[str, dict[str, Span]] = {"meeting": {}, "document": {}, "person": {}}
    for match in _SOURCE.finditer(lesson.shadow):
        kind = str(match.lastgroup)
        found[kind].setdefault(match[0], match.span())
    return {kind: list(places.values()) for kind, places in found.items()}


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        for match in _SOURCE.finditer(lesson.shadow, sentence.start, sentence.end):
            form = str(match.lastgroup)
            said = _QUOTED.match(lesson.shadow, match.end(), sentence.end)
            if said:
                for name in ("quote", "more"):
                    if said[name]:
                        found.append(_fact(sentence.section, match, said.span(name), form))
                continue
            saying = _SAYING.match(lesson.shadow, match.end(), sentence.end)
            if saying:  # of a long quotation the first words
                spans = {"source": match.span(), "saying": saying.span("saying")}
                found.append(
                    Found("saying", sentence.section, match.start(), saying.end("saying"),
                          form, spans)
                )  # fmt: skip
                continue
            decided = _DECIDED.match(lesson.shadow, match.end(), sentence.end)
            if decided and form == "meeting":
                found.append(
                    Found(
                        "attribution",
                        sentence.section,
                        match.start(),
                        decided.end("quote"),
                        "meeting-decision",
                        {
                            "source": match.span(),
                            "quote": decided.span("quote"),
                            "verb": decided.span("verb"),
                        },
                    )
                )
    return found


def _fact(section: str, source: re.Match[str], quote: Span, form: str) -> Found:
    return Found(
        "attribution",
        section,
        source.start(),
        quote[1] + 1,
        f"{form}-quote",
        {"source": source.span(), "quote": quote},
    )
