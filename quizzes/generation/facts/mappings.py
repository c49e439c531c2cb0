"""Parallel clauses that say one thing each of several: 在A方面强调B, A列为B, 第一次A,第二次B."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import clauses, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import parts
from quizzes.generation.lesson import Lesson

_VERBS = (
    "列为|称为|叫作|叫做|保存|重在|用于|写明?|适合|针对|解决|体现在?|归|属于|实行"
    "|承担|负责|担任|交由|需要|为|是|要|带来|提出"
)
_FRAMES = (
    re.compile(r"[^,;]{0,30}列为(?P<left>[^,;]{2,8}),(?P<right>[^;]{4,30})$"),
    re.compile(
        r"(?:[^,;]{0,4})(?P<left>\d[\d.]*[万亿]?元)(?P<mid>用于|留作|作为|投入"
        r"|归)(?P<right>[^,;]{2,16})$"
    ),
    re.compile(r"(?P<left>第[一二三四五六]次)(?P<right>[^,;]{3,24})$"),
    re.compile(r"(?P<left>(?:启动|达到|进入|发布)[^,;]{2,12}),(?P<right>[^;]{4,40})$"),
    re.compile(r"(?P<left>[^,;:]{1,3}),(?P<mid>是)(?P<right>[^;]{4,30})$"),
    re.compile(r"(?P<left>[^,;:由]{2,24}?)由(?P<right>[^,;:]{2,14})(?P<mid>负责|牵头)(?:,[^;]*)?$"),
    re.compile(rf"(?P<left>[^,;:]{{2,26}}?)(?P<mid>{_VERBS})(?P<right>[^;:]{{2,36}})$"),
    re.compile(
        r"(?P<left>(?:\d+|[一二三四五六七八九十]+)(?:小时|天|分钟|个月|个工作日"
        r"|日)内)(?P<right>[^,;]{3,24})$"
    ),
)
_CASE = re.compile(r"(?P<left>[^,;]{2,40}的),(?P<right>[^;]{4,44})$")
_OPPOSED = re.compile(
    r"(?P<left>[^,;:是]{2,12}?)(?P<mid>重在|用于|适合|侧重于?|归|面向|采用|强调"
    r"|针对)(?P<right>[^,;]{2,16})(?=,|$)"
)
_TRAILING = re.compile(r"的$")  # 啃食的是…: who does it stands before the run
_ASPECT = re.compile(
    r"在(?P<left>[^,。;]{2,14})方面,(?P<mid>强调|要求|注重|突出|坚持|提出)(?P<right>[^。]{4,120})"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        found += _in_sentence(lesson, (sentence.start, sentence.end), sentence.section)
    for span, section in lesson.paragraphs:
        found += _aspects(lesson, span, section)
    return found + _classes(lesson)


def _classes(lesson: Lesson) -> list[Found]:
    """Things put into one of the classes a table of the lesson names."""
    names = {
        lesson.seen(row[0]): row[0]
        for table in lesson.tables
        for row in table.rows[1:]
        if 2 <= row[0][1] - row[0][0] <= 8 and not re.search(r"\d", lesson.seen(row[0]))
    }
    if len(names) < 3:
        return []
    joined = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<left>[^,;。]{{2,24}}?)(?:虽然[^,;。]{{2,16}},)?(?:但?[^,;。]{{4,16}},)?"
        rf"(?:应当?|都|也|可以)?(?P<mid>投入|属于|归入|列为|是|按)(?P<right>{joined})(?=[,;。投]|$)"
    )
    found = []
    for sentence in lesson.sentences:
        for part in _parts(lesson, (sentence.start, sentence.end)):
            start, end = strip_lead(lesson, part)
            match = pattern.match(lesson.shadow, start, end)
            if match and match["left"] not in names:
                spans = {"left": match.span("left"), "right": match.span("right")}
                found.append(
                    Found("mapping", sentence.section, start, match.end(), "class", spans,
                          tuple(names.values()), tuple(names.values()), group=start)
                )  # fmt: skip
    return found


def _in_sentence(lesson: Lesson, span: Span, section: str) -> list[Found]:
    pieces = [strip_lead(lesson, part) for part in _parts(lesson, span)]
    if len(pieces) < 3:
        pieces = [strip_lead(lesson, part) for part in clauses(lesson.shadow, span)]
    for frame in _FRAMES:
        run: list[re.Match[str]] = []
        best: list[re.Match[str]] = []
        for part in pieces:
            match = frame.match(lesson.shadow, *part)
            if match and match.end() == part[1] and _fits(run, match):
                run.append(match)
            else:
                run = [match] if match and match.end() == part[1] else []
            best = max(best, run, key=len)
        if len(best) >= 3 and _is_clean(best):
            return _facts(section, best, "clauses", span[0])
    return _conditions(lesson, span, section) or _contrast(section, pieces, lesson)


def _conditions(lesson: Lesson, span: Span, section: str) -> list[Found]:
    """What follows on each case: …的,由…;逾期不改正的,…;情节严重的,…"""
    run = []
    for part in _parts(lesson, span):
        match = _CASE.match(lesson.shadow, *strip_lead(lesson, part))
        if match is None:
            return []
        run.append(match)
    lefts = {match["left"] for match in run}
    rights = {match["right"] for match in run}
    if len(run) < 2 or len(lefts) < len(run) or len(rights) < len(run):
        return []
    return _facts(section, run, "cases", span[0])


def _contrast(section: str, parts: list[Span], lesson: Lesson) -> list[Found]:
    """Two things set against each other by the same verb."""
    run = [match for part in parts if (match := _OPPOSED.match(lesson.shadow, *part))]
    if len(run) != 2 or run[0]["mid"] != run[1]["mid"] or not _is_clean(run):
        return []
    return _facts(section, run, "contrast", run[0].start())


def _parts(lesson: Lesson, span: Span) -> list[Span]:
    """Between semicolons, without what stands before a colon in the first."""
    found = parts(lesson, span)
    colon = lesson.shadow.find(":", *found[0])
    if colon >= 0 and len(found) > 1:
        found[0] = (colon + 1, found[0][1])
    return found


def _fits(run: list[re.Match[str]], match: re.Match[str]) -> bool:
    """Parallel clauses share their verb."""
    if not run or "mid" not in match.re.groupindex:
        return True
    return run[-1]["mid"] == match["mid"]


def _is_clean(run: list[re.Match[str]]) -> bool:
    lefts = [match["left"] for match in run]
    rights = [match["right"].strip(",。") for match in run]
    return (
        len(set(lefts)) == len(lefts)
        and len(set(rights)) == len(rights)
        and not any(
            re.search(r"^(?:这|其|它|该|不|就|也|都|只)|[你我他她咱]|[不也都就只还可应总]$", left)
            for left in lefts
        )
        and not any(
            _TRAILING.search(match[0][: match.end("left") - match.start()])
            for match in run
            if "mid" in match.re.groupindex and match["mid"] in ("是", "为")
        )
        and max(map(len, lefts)) <= 3 * min(map(len, lefts)) + 6
    )


def _facts(section: str, run: list[re.Match[str]], form: str, group: int) -> list[Found]:
    lefts = tuple(match.span("left") for match in run)
    rights = tuple(_trimmed(match) for match in run)
    facts = []
    for match, left, right in zip(run, lefts, rights, strict=True):
        spans = {"left": left, "right": right}
        if match.re.groupindex.get("mid"):
            spans["mid"] = match.span("mid")
        facts.append(
            Found("aspect" if form == "aspects" else "mapping", section, match.start(), right[1],
                  form, spans, rights, lefts, group=group)
        )  # fmt: skip
    return facts


def _trimmed(match: re.Match[str]) -> Span:
    start, end = match.span("right")
    while match.string[end - 1] in ",。;":
        end -= 1
    return (start, end)


def _aspects(lesson: Lesson, span: Span, section: str) -> list[Found]:
    run = []
    for match in _ASPECT.finditer(lesson.shadow, *span):
        run.append(match)
    if len(run) < 3:
        return []
    facts = _facts(section, run, "aspects", span[0])
    return [_first_clauses(lesson, fact, run) for fact in facts]


def _first_clauses(lesson: Lesson, fact: Found, run: list[re.Match[str]]) -> Found:
    """An aspect's right side is its first clause, or as many as make twelve characters."""
    rights = tuple(_opening(lesson, match.span("right")) for match in run)
    place = [match.span("left") for match in run].index(fact.spans["left"])
    spans = {**fact.spans, "right": rights[place]}
    return Found(fact.kind, fact.section, fact.start, rights[place][1], fact.form, spans, rights,
                 fact.details, fact.group)  # fmt: skip


def _opening(lesson: Lesson, span: Span) -> Span:
    pieces = clauses(lesson.shadow, span)
    end = pieces[0][1]
    for piece in pieces[1:]:
        if end - span[0] >= 12 and not lesson.shadow.startswith("通过", span[0]):
            break
        end = piece[1]
        if end - span[0] >= 12:
            break
    return (span[0], end)
