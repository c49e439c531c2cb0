"""Shifts: 由A转向B, 从A向B转变, from one figure to another."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_SIDE = r"(?:“[^”\n]{1,16}”|[^,。;:“”《》由从\s]{1,14}?)"
_TURN = r"(?:转向|转变为|转变成|转为|变为|改为|改成|改作)"
_CHANGE = (
    r"[锐骤猛陡激剧]?(?:下降到|下降为|下降至|降为|降到|降至|升到|升至|升为|上升到|上升为|提高到|提高至"
    r"|增加到|增加至|增至|增长到|减少到|减少至|减至|减为|压缩到|缩短到|扩大到|精简为|精简到"
    r"|跌到|涨到|变为|改为)"
)
_TO = re.compile(
    rf"(?P<prep>由|从)(?P<before>{_SIDE})(?P<turn>{_TURN})(?P<after>{_SIDE})(?=[,。;]|的|,)"
)
_TOWARDS = re.compile(
    rf"(?:(?P<prep>由|从)(?P<before>{_SIDE})"
    rf"|(?P<bare>“[^”\n]{{1,16}}”))(?:开始)?(?<![单双方面导取走倾意志趋纵横定])(?P<turn>向)(?P<after>{_SIDE})的?(?P<tail>转变"
    rf"|转型|转化|迈进)"
)
_FIGURES = re.compile(
    rf"(?P<prep>由"
    rf"|从)(?P<before>[^,。;:由从]{{1,20}}?\d[^,。;:由从]{{0,6}}?)(?P<turn>{_CHANGE})(?P<after>[^,。;:]{{0,8}}?\d[^,。;:]{{0,6}})(?=[,。;])"
)


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        taken: list[tuple[int, int]] = []
        for form, pattern in (("figures", _FIGURES), ("towards", _TOWARDS), ("turn", _TO)):
            for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                before = "bare" if form == "towards" and match["bare"] else "before"
                if not match[before] or match[before] == match["after"]:
                    continue
                taken.append(match.span())
                spans = {
                    "before": match.span(before),
                    "turn": match.span("turn"),
                    "after": match.span("after"),
                }
                found.append(
                    Found("shift", sentence.section, match.start(), match.end(), form, spans)
                )
    return found
