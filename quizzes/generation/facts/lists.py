"""Coordinate lists: A、B、C和D, with the subject they belong to where the words give it."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_EL = r"[^,。;:、“”《》()!?\n\t]"
_QUOTED = re.compile(rf"“(?P<list>{_EL}{{1,14}}(?:、{_EL}{{1,14}}){{2,}})[。]?”")
_SAYING = re.compile(  # “不唯上、不唯书、只唯实,交换、比较、反复。”
    rf"“(?P<list>{_EL}{{2,5}}(?:、{_EL}{{2,5}}){{1,3}},{_EL}{{2,5}}(?:、{_EL}{{2,5}}){{1,3}})[。]?”"
)
_COMPOSED = re.compile(
    rf"(?P<subject>[^,。;:、“”由]{{2,20}}?)(?:应当|应|要|须)?由(?P<list>{_EL}{{2,14}}(?:、{_EL}{{2,14}})+(?:(?:和|与|及|以及){_EL}{{2,14}}?)?)"
    r"(?P<tail>等?[两二三四五六七八九]?(?:大)?(?:个)?(?:部分|环节|要素|级|方面)?(?:共同)?(?:组成|构成))"
)
_DIVIDED = re.compile(
    rf"(?P<subject>[^,。;:、“”]{{0,22}}?)(?:由低到高|从低到高|由高到低|一般|主要|共)?(?:分为|分成|划分为|包括|包含|写明|涵盖|列出|分别来自|顺序(?:依次)?[是为]|依次[是为])(?P<list>{_EL}{{1,16}}(?:、{_EL}{{1,16}})+(?:(?:和|与|及|以及){_EL}{{1,16}}?)?)"
    r"(?P<tail>等?(?:[两二三四五六七八九]|\d+)?(?:个)?(?:大)?(?:级|类|种|档次?|部分|环节|方面|阶段|等级|等次|步|步骤|项|层次)?)(?=[,。;:])"
)
_HAS = re.compile(
    rf"(?P<subject>[^,。;:、“”]{{2,22}}?(?:主要有|共有|有|是)(?:[两二三四五六七八九]|\d)(?:个|类|项|种|条|部分|点|方面|大)?(?:{_EL}{{0,6}}))[:,]\s*(?P<list>{_EL}{{2,24}}(?:[、]{_EL}{{2,24}}){{2,}})(?P<tail>)(?=[。;])"
)
_KINDS = re.compile(  # 问责的方式有检查、通报、改组三种: the count closes the list
    rf"(?P<subject>[^,。;:、“”]{{2,22}}?(?:方式|形式|种类|途径|类型|情形|等级|等次|措施|渠道)(?:主要|共|分别)?有)"
    rf"(?P<list>{_EL}{{2,14}}(?:、{_EL}{{2,14}})+(?:(?:和|与|及|以及){_EL}{{2,14}}?)?)"
    r"(?P<tail>[两二三四五六七八九]个?[种类级个项档条等])(?=[,。;])"
)
_PRINCIPLES = re.compile(
    rf"(?P<subject>)(?:遵循|坚持|按照|本着|贯彻|体现)(?P<list>{_EL}{{2,8}}(?:、{_EL}{{2,8}})+(?:(?:和|与){_EL}{{2,8}}?)?)"
    r"(?P<tail>)(?=相结合|的?(?:基本)?(?:原则|方针|要求|理念))"
)
_RUN = re.compile(rf"{_EL}{{2,40}}(?:、{_EL}{{2,16}}){{2,}}")
_SAID_OF = re.compile(r"(?P<subject>[^,。;:、“”的是]{2,14})是[^,。;:]{4,40},$")
_CONJUNCTION = re.compile(r"^(.{2,12}?)(?:以及|和|与|及)(.{2,12})$")
_TAIL = re.compile(
    r"(?:等(?:方面|环节|部分)?|等?(?:[两二三四五六七八九]|\d+)(?:个|大)*(?:部分|环节|要素|级|类|种|档次?|方面|阶段|等级|等次"
    r"|步骤?|项|层次|点|个|条))$"
)
_BORDER = re.compile(  # behind these a word may begin; 井 of 井冈山精神 is none of them
    r"(?:^|[的与和及对以为是把将在靠由从如同按]|坚持|做到|弘扬|实现|提出|推进|推动|加强|落实|贯彻|遵循|形成|存在"
    r"|包括|防止|警惕|反对|克服|开展|实行|成为|确保|突出|体现|围绕|经受|面临|应对|增强|树立|牢记|不忘|具有|倡导|探索)$"
)
_KNIT = ("路线方针", "方针政策", "法律法规", "思想政治", "体制机制")  # words that stand as one
_OFTEN = 10  # times a word stands for itself in a lesson that is about it
_OPEN = re.compile(r"^(?:等|之类)|^[^,。;]{0,6}等(?:[^级]|$)")


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        if sentence.end - sentence.start > 400:
            continue
        taken: list[Span] = []
        for form, pattern in (
            ("quoted", _QUOTED),
            ("quoted", _SAYING),
            ("composed", _COMPOSED),
            ("divided", _DIVIDED),
            ("divided", _KINDS),
            ("has", _HAS),
            ("principles", _PRINCIPLES),
        ):
            for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
                if not _overlaps(match.span("list"), taken):
                    fact = _closed(lesson, sentence, match, form)
                    if fact:
                        taken.append(match.span("list"))
                        found.append(fact)
        found += _runs(lesson, sentence, taken)
    return found


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)


def _split(lesson: Lesson, span: Span) -> list[Span]:
    members, at = [], span[0]
    for part in re.split("[、,]", lesson.seen(span)):
        members.append((at, at + len(part)))
        at += len(part) + 1
    last = members[-1]
    match = _CONJUNCTION.match(lesson.seen(last))
    if match:
        members[-1:] = [
            (last[0], last[0] + match.end(1)),
            (last[0] + match.start(2), last[1]),
        ]
    return members


def _closed(lesson: Lesson, sentence: Sentence, match: re.Match[str], form: str) -> Found | None:
    members = _split(lesson, match.span("list"))
    is_open = form != "quoted" and match["tail"].startswith("等")
    following = lesson.shadow[match.end("list") : match.end("list") + 10]
    if form == "quoted":
        following = following[1:]
    is_open = is_open or bool(_OPEN.match(following))
    tail = _TAIL.search(lesson.seen(members[-1])) if form != "quoted" else None
    if tail:
        is_open = is_open or tail[0].startswith("等")
        members[-1] = (members[-1][0], members[-1][0] + tail.start())
    if form == "principles" and lesson.seen(members[-1]).endswith("的"):
        members[-1] = (members[-1][0], members[-1][1] - 1)
    if any(b - a < 1 for a, b in members) or len(members) < 2:
        return None
    spans = {}
    if form != "quoted":
        spans["subject"] = _subject(lesson, sentence, match)
    spans["list"] = (members[0][0], members[-1][1])
    return Found(
        "list", sentence.section, *spans["list"], form, spans, tuple(members), open_list=is_open
    )


def _subject(lesson: Lesson, sentence: Sentence, match: re.Match[str]) -> Span:
    """协商民主是…的重要形式,包括…: of what, the clause before says."""
    is_told = match["subject"] or lesson.shadow[match.start() - 1] != ","
    clause = None if is_told else _SAID_OF.match(lesson.shadow, sentence.start, match.start())
    return clause.span("subject") if clause else match.span("subject")


def _runs(lesson: Lesson, sentence: Sentence, taken: list[Span]) -> list[Found]:
    """Bare runs with 、: only members with a mark on both sides have sure borders."""
    found = []
    for match in _RUN.finditer(lesson.shadow, sentence.start, sentence.end):
        if _overlaps(match.span(), taken):
            continue
        parts = _split_plain(lesson, match.span())
        inner = parts[1:-1]
        lengths = {b - a for a, b in inner}
        words = [lesson.seen(span) for span in inner]
        first, last = lesson.seen(parts[0]), lesson.seen(parts[-1])
        if inner and (len(lengths) != 1 or not 2 <= min(lengths) <= 8):
            found.append(_loose(sentence, inner))
            continue
        if not inner:
            continue
        size = min(lengths)
        if len(first) < size or len(last) < size:
            continue
        head, tail = first[-size:], last[:size]
        form = _form([head, *words, tail])
        if form is None or not _begins(lesson.shadow, first, size):
            found.append(_loose(sentence, inner))
            continue
        start, end = parts[0][1] - size, parts[-1][0] + size
        joint = re.match(r"[^的]{0,3}的(?=..)", head)
        if joint and not any("的" in word for word in [*words, tail]):
            start += joint.end()  # 党面临的执政考验、改革开放考验: the words end where they may
        members = ((start, parts[0][1]), *inner, (parts[-1][0], end))
        is_open = bool(_OPEN.match(lesson.shadow[end : end + 10]))
        found.append(
            Found("list", sentence.section, start, end, form, {"list": (start, end)},
                  members, open_list=is_open)
        )  # fmt: skip
    return found


def _begins(shadow: str, part: str, size: int) -> bool:
    """Whether a word may begin `size` characters before the end of the first part.

    Behind a particle or verb it may, and behind a word the lesson uses elsewhere without what
    follows here: 社会治理|社会化, but neither 与井|冈山精神 nor 党的路线|方针政策.
    """
    before, after = part[:-size], part[-size:]
    if _BORDER.search(before):
        return True
    if before[-2:] + after[:2] in _KNIT:
        return False
    alone = shadow.count(before[-2:]) - shadow.count(before[-2:] + after[:1])
    is_once = shadow.count(before[-1:] + after[:1]) == 1
    return alone > 0 if is_once else alone >= _OFTEN


def _loose(sentence: Sentence, inner: list[Span]) -> Found:
    """A list whose outer members have no sure border: only inner ones may be asked."""
    return Found("list", sentence.section, inner[0][0], inner[-1][1], "loose",
                 {"list": (inner[0][0], inner[-1][1])}, tuple(inner), open_list=True)  # fmt: skip


def _split_plain(lesson: Lesson, span: Span) -> list[Span]:
    parts, at = [], span[0]
    for part in lesson.seen(span).split("、"):
        parts.append((at, at + len(part)))
        at += len(part) + 1
    return parts


def _form(words: list[str]) -> str | None:
    """Equal in length: a set phrase when one character recurs in its place, else merely even."""
    places = [{word[i] for word in words} for i in range(len(words[0]))]
    if len(places[0]) == 1 or len(places[-1]) == 1:
        return "formula"
    if len(words[0]) >= 4 and any(len(place) == 1 for place in places):
        return "formula"
    return "even" if len(words[0]) == 4 else None
