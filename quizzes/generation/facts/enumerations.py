"""Enumerations: 一是…二是, 首先…其次, （1）（2）, 第一…第二, bullet paragraphs after a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lessons.importing.outline import Span
from quizzes.generation.clauses import strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import SERIES, shared_ends, split
from quizzes.generation.lesson import Lesson

_ORDER = "一二三四五六七八九"
_MARKERS: dict[str, re.Pattern[str]] = {
    "points": re.compile(rf"(?:^|(?<=[。;:,、\s]))([{_ORDER}])是(?:要)?"),
    "points2": re.compile(rf"(?:^|(?<=[。;:,、\s]))其([{_ORDER}])(?:是|,)"),
    "points3": re.compile(rf"(?:^|(?<=[。;:,、\s]))第([{_ORDER}])[,、]"),
    "numbers": re.compile(r"\(([1-9一二三四五六七八九])\)"),
    "steps": re.compile(r"(?:^|(?<=[。;:,、\s]))(首先|其次|再次|然后|最后)(?:是|,)?"),
}
_STEP = r"[^,。;:、“”先再后]{1,10}"
_ORDER_OF = re.compile(
    rf"(?:(?<![一二三四])顺序|步骤|流程)(?:依次)?[是为:](?P<one>{_STEP})、(?P<two>{_STEP})、(?P<three>{_STEP}?)"
    rf"(?:[、和](?P<four>{_STEP}))?(?=[,。;])"
)
_IN_TURN = re.compile(
    rf"(?:阶段|环节|程序|步骤|流程|[大全]会|会议)依次[是为](?P<list>{SERIES})(?=[,。;])"
)
_STEPS_FOLLOW = re.compile(  # 大体要走四段:, 学习分四步走:, 按照下列程序进行:
    r"(?:[分走按][^,。;:]{0,3}[三四五六七]|[三四五六七])(?:步|段|个步骤|个阶段|道工序)(?:走|进行|来做)?:\s*$"
    r"|按照?(?:下列|以下|如下)(?:程序|步骤|流程)[^,。;:]{0,4}:\s*$"
)
_STEP_NAME = re.compile(r"(?P<name>[^,。;:“”]{2,20})(?:[,。;:]|$)")
_TOLD = re.compile(rf"(?P<count>[{_ORDER}])个?(?:阶段|环节|程序|步骤)")
_LONGEST_STEP = 24  # characters
_FIRST_THEN = re.compile(
    rf"先(?P<one>{_STEP}),(?:再|然后|后)(?P<two>{_STEP}),(?:最后|后|再)(?P<three>{_STEP})(?=[,。;])"
)
_STEP_RANK = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": 9}
_TITLE = re.compile(r"(?:“[^”]*”|《[^》]*》|\([^)]*\)|[^,。;:\n])+")


@dataclass(frozen=True, slots=True)
class Member:
    title: Span
    whole: Span


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for (start, end), section in lesson.paragraphs:
        for form, pattern in _MARKERS.items():
            for run in _runs(lesson, pattern, (start, end)):
                members = _members(lesson, run, end)
                is_told = form == "steps" and all(match[0].endswith("是") for match in run)
                is_told = is_told and shared_ends([lesson.seen(m.title) for m in members])[1] > 0
                if len(members) >= 2:  # 首先是人员账,其次是路线账: things in a row, no steps
                    name = "points" if is_told else form
                    found.append(_fact(section, name, members, run[0].start()))
    return found + _bullets(lesson) + _orders(lesson)


def _orders(lesson: Lesson) -> list[Found]:
    """The order is A、B、C and D; first A, then B, last C."""
    found = []
    for sentence in lesson.sentences:
        for pattern in (_ORDER_OF, _FIRST_THEN):
            match = pattern.search(lesson.shadow, sentence.start, sentence.end)
            if match is None:
                continue
            members = []
            for name in ("one", "two", "three", "four"):
                if match.groupdict().get(name):
                    members.append(Member(match.span(name), match.span(name)))
            found.append(_fact(sentence.section, "steps", members, match.start("one")))
        match = _IN_TURN.search(lesson.shadow, sentence.start, sentence.end)
        steps = _in_turn(lesson, match) if match else []
        if match and len(steps) >= 4 and max(b - a for a, b in steps) <= _LONGEST_STEP:
            members = [Member(step, step) for step in steps]
            found.append(_fact(sentence.section, "steps", members, match.start("list")))
    return found


def _in_turn(lesson: Lesson, match: re.Match[str]) -> list[Span]:
    """The steps; 和 parts the last two unless it stands within other steps as well."""
    steps = split(lesson, match.span("list"))
    is_joined = "、" not in lesson.seen((steps[-2][1], steps[-1][0]))
    if is_joined and re.search("和|与|及", "".join(map(lesson.seen, steps[:-2]))):
        steps[-2:] = [(steps[-2][0], steps[-1][1])]
    count = _TOLD.search(lesson.shadow, max(0, match.start() - 4), match.end())
    is_told = count is None or _ORDER.index(count["count"]) + 1 == len(steps)
    return steps if is_told else []


def _rank(word: str) -> int:
    if word in _STEP_RANK:
        return _STEP_RANK[word]
    return int(word) if word.isdigit() else _ORDER.index(word) + 1


def _runs(lesson: Lesson, pattern: re.Pattern[str], span: Span) -> list[list[re.Match[str]]]:
    """Markers in rising order beginning with the first."""
    runs: list[list[re.Match[str]]] = []
    for match in pattern.finditer(lesson.shadow, *span):
        rank = _rank(match[1])
        if rank == 1:
            runs.append([match])
        elif (
            runs
            and rank > _rank(runs[-1][-1][1])
            and (rank == len(runs[-1]) + 1 or match[1] in ("最后", "然后", "再次"))
        ):
            runs[-1].append(match)
    return [run for run in runs if len(run) >= 2]


def _members(lesson: Lesson, run: list[re.Match[str]], end: int) -> list[Member]:
    members = []
    for match, following in zip(run, [*run[1:], None], strict=True):
        start = match.end()
        stop = following.start() if following else _last_end(lesson, start, end)
        start, stop = strip_lead(lesson, (start, stop))
        title = _TITLE.match(lesson.shadow, start, stop)
        if not title:
            return []
        members.append(Member((title.start(), title.end()), (start, stop)))
    return members


def _last_end(lesson: Lesson, start: int, end: int) -> int:
    """The last member ends with its sentence: what follows may speak of all of them."""
    sentence = lesson.sentence_at(start)
    return min(end, sentence.end) if sentence else end


def _fact(section: str, form: str, members: list[Member], start: int) -> Found:
    return Found(
        "sequence" if form == "steps" else "enumeration",
        section,
        start,
        members[-1].whole[1],
        form,
        {},
        tuple(member.title for member in members),
        tuple(member.whole for member in members),
        group=start,
    )


def _bullets(lesson: Lesson) -> list[Found]:
    """Paragraphs ending in ; after a paragraph ending in a colon."""
    found: list[Found] = []
    i = 0
    while i < len(lesson.paragraphs):
        (start, end), section = lesson.paragraphs[i]
        run: list[Member] = []
        j = i + 1
        if lesson.shadow[start:end].rstrip().endswith(":"):
            while j < len(lesson.paragraphs) and lesson.paragraphs[j][1] == section:
                span = strip_lead(lesson, lesson.paragraphs[j][0])
                run.append(Member(span, span))
                j += 1
                if lesson.shadow[lesson.paragraphs[j - 1][0][1] - 1] != ";":
                    break
        if len(run) >= 3:
            is_led = _STEPS_FOLLOW.search(lesson.shadow, start, end)
            steps = [_step(lesson, member) for member in run] if is_led else []
            if is_led and all(steps):
                found.append(_fact(section, "steps", [s for s in steps if s], run[0].whole[0]))
            else:
                found.append(_fact(section, "bullets", run, run[0].whole[0]))
        i = max(j, i + 1)
    return found


def _step(lesson: Lesson, member: Member) -> Member | None:
    """What a step is called: its first clause, where that is short."""
    match = _STEP_NAME.match(lesson.shadow, *member.whole)
    return Member(match.span("name"), member.whole) if match else None
