"""Firsts: what the lesson calls the first or largest of its kind, and who held a post in it."""

from __future__ import annotations

import re

from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.deeds import NAME
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_FIRST = re.compile(
    r"[“]?(?P<left>[^,。;:“”《》是的\d]{2,10})[”]?是(?P<right>[^,。;:“”]{2,24}?"
    r"(?:第一(?:个|次|部|座|艘|所|家|条|支)|最[^,。;:的]{1,3}的一[个次战座部条所艘支])[^,。;:]{0,20})(?=[,。;])"
)
_HELD = re.compile(
    r"(?P<right>(?:担任|负责|承担)[^,。;:“”的是]{2,14}的)是(?P<left>[^,。;:“”的是]{3,12})(?=[,。;])"
)
_POST = re.compile(  # 会战总指挥是余秋里
    rf"(?:^|(?<=[,。;:\n]))(?P<right>[^,。;:“”的是]{{2,14}}(?:总指挥|主席|部长|司令员|政治?委员?|院长|会长|组长|所长|书记)是)"
    rf"(?P<left>{NAME})(?=[,。;])"
)
_LED = re.compile(  # 浙江省长兴县率先试行河长制
    r"(?P<left>(?:[^,。;:“”《》的\d在]{2,4}[省区市])?[^,。;:“”《》的\d在省区]{1,6}?[市县区旗镇乡村军师团])"
    r"(?P<right>(?:率先|最早|最先|首先|首创|第一个)[^,。;:]{4,24})(?=[,。;])"
)
_LINE = re.compile(  # 96110是反诈专用号码
    r"(?P<left>(?<!\d)(?:1\d{2,4}|9\d{4}))(?:热线|电话)?(?P<right>是[^,。;:“”]{2,16}(?:号码|热线|电话|短信|专线))"
    r"(?=[,。;])"
)
_KNOWN_LINES = ("110", "119", "120", "122")  # nobody needs the lesson for them
_NO_NAME = re.compile(r"^(?:这|那|它|他|她|其|此|该|我|你|谁|就|都|也|不|可能)|[就也都不才正还更]$")


def _posts(lesson: Lesson, sentence: Sentence) -> list[re.Match[str]]:
    span = (sentence.start, sentence.end)
    return [m for pattern in (_HELD, _POST) for m in pattern.finditer(lesson.shadow, *span)]


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        start = strip_lead(lesson, (sentence.start, sentence.end))[0]
        match = _FIRST.match(lesson.shadow, start, sentence.end)
        if match and not _NO_NAME.search(match["left"]) and not is_dangling(match[0]):
            spans = {"left": match.span("left"), "right": match.span("right")}
            found.append(
                Found("first", sentence.section, match.start(), match.end(), "first", spans)
            )
        led = _LED.search(lesson.shadow, start, sentence.end)
        if led and (led.start() == start or lesson.shadow[led.start() - 1] == ","):
            spans = {"left": led.span("left"), "right": led.span("right")}
            found.append(Found("first", sentence.section, led.start(), led.end(), "led", spans))
        for line in _LINE.finditer(lesson.shadow, sentence.start, sentence.end):
            if line["left"] not in _KNOWN_LINES:
                spans = {"left": line.span("left"), "right": line.span("right")}
                found.append(Found("first", sentence.section, *line.span(), "line", spans))
        for held in _posts(lesson, sentence):
            if not _NO_NAME.search(held["left"]):
                spans = {"left": held.span("left"), "right": held.span("right")}
                found.append(
                    Found("first", sentence.section, held.start(), held.end(), "held", spans)
                )
    return found
