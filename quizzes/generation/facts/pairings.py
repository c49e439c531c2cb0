"""Pairings: two lists side by side, 以A为B, ages with what they make one.

Two things told apart (X是A,Y是B) are none: turned round they are mostly absurd.

Clauses joined by one verb are mappings and stand beside; ordinals have a module of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lessons.importing.outline import Span
from quizzes.generation.clauses import clauses, is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import SERIES, parts, split
from quizzes.generation.lesson import Lesson, Sentence

_NO_COPULA = re.compile(  # 视为, 分为: the verb is another one
    r"(?:[视作成认分称改定名列转变以因设评升降译解理行的]|不|也|都|就|才|只|还|更|可能|往往)$"
)
_ZIPPED = re.compile(
    rf"(?:分为|分成|划分为|包括)(?P<lefts>{SERIES}),(?:依次|并)?分别"
    rf"(?:用|以|由|采用|标为|对应)(?P<rights>{SERIES})(?=[,。;])"
)
_SHOWN_BY = re.compile(r"(?:标示|表示|标识|标注|代表|来表示)$")
_ROLE = (
    "依托|主体|路径|主线|核心|基础|重点|抓手|导向|根本|动力|支撑|载体|纽带|平台|引领|牵引|目标|目的|保障|保证"
    "|关键|手段|统领|补充|方向|突破口|切入点|落脚点|出发点"
)
_AS_FOR = re.compile(
    rf"以(?P<left>[^,。;:、以为“”]{{2,20}})为(?P<right>(?:根本|主要|重要|最终)?(?:{_ROLE}))"
)
_MOTTO = re.compile(r"“(?P<words>[^,。;:、“”]{3,8}(?:,[^,。;:、“”]{3,8}){2,3})[。]?”")
_MOTTO_PART = re.compile(r"(?P<left>[^,为]{2,4})为(?P<right>[^,为]{1,4})")
_AGE = re.compile(
    r"(?P<left>(?:不满|未满|年满|满)?[一二三四五六七八九十\d]{1,4}周?岁(?:以上|以下)?"
    r"(?:至?不满[一二三四五六七八九十\d]{1,4}周?岁)?的?[^,。;为视]{0,8}?(?:,[^,。;]{4,24}的)?)"
    r",?(?P<mid>视为|(?<!行)为)(?P<right>[^,。;]{2,16})(?=[,。;])"
)
_TERM = re.compile(  # 警告,6个月
    r"(?P<left>[^,;:]{2,14}),(?P<right>(?:[一二三四五六七八九十两\d]+)个?(?:月|年|天|日|小时))"
)
_IN_A_YEAR = re.compile(r"\d{4}年|[去今前]年|上半年")
_PACE = re.compile(
    r"(?P<left>[^,;:每]{2,8}?(?<![到至为占]))(?P<right>每[^,;:]{2,14}[次遍回]"
    r"|(?:半|[一二三四五六七八九十两\d]+)个?(?:天|小时|月|日|分钟|工作日)内[^,;:]{2,12}|当[天日场][^,;:]{2,10}"
    r"|占?[一二三四五六七八九]成|百分之[一二三四五六七八九十]{1,3}|占?\d+(?:\.\d+)?%"
    r"|占\d+分|每[件人户场次篇张份天月]补?(?:贴|助|发)?\d+(?:\.\d+)?元)$"
)
_END = re.compile(
    r"(?P<left>[^,;:。、以“”]{3,10})以(?P<verb>整顿|促进|推动|带动|保证|提升|净化)(?P<right>[^,;:。、以“”]{2,8})"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        found += _zipped(lesson, sentence)
        found += _as_for(lesson, sentence)
        found += _motto(lesson, sentence)
        found += _paces(lesson, sentence)
        found += _ends(lesson, sentence)
        found += _terms(lesson, sentence)
    return found + _ages(lesson)


def pairing(
    section: str, form: str, lefts: Sequence[Span], rights: Sequence[Span], group: int
) -> list[Found]:
    """One fact a pair; all of them know the sides of the others."""
    return [
        Found(
            "pairing", section, min(left[0], right[0]), max(left[1], right[1]), form,
            {"left": left, "right": right}, tuple(rights), tuple(lefts), group,
        )
        for left, right in zip(lefts, rights, strict=True)
    ]  # fmt: skip


def _zipped(lesson: Lesson, sentence: Sentence) -> list[Found]:
    match = _ZIPPED.search(lesson.shadow, sentence.start, sentence.end)
    if match is None:
        return []
    lefts, rights = (split(lesson, match.span(side)) for side in ("lefts", "rights"))
    verb = _SHOWN_BY.search(lesson.seen(rights[-1]))
    if verb and verb.start():
        rights[-1] = (rights[-1][0], rights[-1][0] + verb.start())
    words = [lesson.seen(span) for span in [*lefts, *rights]]
    if len(lefts) != len(rights) or len(lefts) < 3 or len(set(words)) != len(words):
        return []
    return pairing(sentence.section, "zipped", lefts, rights, match.start())


def _as_for(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """以A为依托、以B为主体: three roles or more, each told once."""
    matches = list(_AS_FOR.finditer(lesson.shadow, sentence.start, sentence.end))
    roles = [match["right"] for match in matches]
    if len(matches) < 3 or len(set(roles)) != len(roles):
        return []
    gaps = pairwise(matches)
    if any(lesson.shadow[a.end() : b.start()] not in (",", "、", ";") for a, b in gaps):
        return []
    return pairing(
        sentence.section, "as_for", [match.span("left") for match in matches],
        [match.span("right") for match in matches], matches[0].start(),
    )  # fmt: skip


def _motto(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """A quoted saying of three parts: “家人为先,邻里为辅,专业为后盾”."""
    for match in _MOTTO.finditer(lesson.shadow, sentence.start, sentence.end):
        parts = list(_MOTTO_PART.finditer(lesson.shadow, *match.span("words")))
        joined = ",".join(part[0] for part in parts)
        if joined == match["words"] and not any(_NO_COPULA.search(p["left"]) for p in parts):
            return pairing(
                sentence.section, "motto", [part.span("left") for part in parts],
                [part.span("right") for part in parts], match.start(),
            )  # fmt: skip
    return []


def _ends(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """一是反对主观主义以整顿学风,二是…: what is done to which end, three times."""
    pieces = clauses(lesson.shadow, (sentence.start, sentence.end))
    run = [_END.fullmatch(lesson.shadow, *strip_lead(lesson, piece)) for piece in pieces]
    matches = [match for match in run if match]
    verbs = {match["verb"] for match in matches}
    if len(matches) < 3 or len(verbs) > 1 or len({match["right"] for match in matches}) < 3:
        return []
    return pairing(
        sentence.section, "ends", [match.span("left") for match in matches],
        [match.span("right") for match in matches], matches[0].start(),
    )  # fmt: skip


def _paces(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """Neighbouring clauses that say of each how often, how soon or for which share."""
    run: list[re.Match[str]] = []
    best: list[re.Match[str]] = []
    for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
        match = _PACE.fullmatch(lesson.shadow, *strip_lead(lesson, piece))
        run = [*run, match] if match else []
        best = max(best, run, key=len)
    if _IN_A_YEAR.search(lesson.shadow, sentence.start, sentence.end):
        return []  # what shares there were in 2023 sets nothing
    sides = ({match["left"] for match in best}, {match["right"] for match in best})
    if len(best) < 3 or min(map(len, sides)) < len(best) or is_dangling(best[0][0]):
        return []
    return pairing(
        sentence.section, "pace", [match.span("left") for match in best],
        [match.span("right") for match in best], best[0].start(),
    )  # fmt: skip


def _terms(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """受处分的期间为:警告,6个月;记过,12个月;…: how long of each, behind one colon."""
    at = lesson.shadow.find(":", sentence.start, sentence.end)
    if at < 0:
        return []
    told = parts(lesson, strip_lead(lesson, (at + 1, sentence.end)))
    run = [_TERM.fullmatch(lesson.shadow, *strip_lead(lesson, span)) for span in told]
    matches = [match for match in run if match]
    if len(matches) < max(3, len(run)) or len({m["right"] for m in matches}) < len(matches):
        return []
    return pairing(
        sentence.section, "term", [match.span("left") for match in matches],
        [match.span("right") for match in matches], matches[0].start(),
    )  # fmt: skip


def _ages(lesson: Lesson) -> list[Found]:
    """What a person of which age is, said three times or more in one paragraph."""
    found: list[Found] = []
    for (start, end), section in lesson.paragraphs:
        matches = list(_AGE.finditer(lesson.shadow, start, end))
        rights = [match["right"] for match in matches]
        if len(matches) >= 3 and len(set(rights)) == len(rights):
            found += pairing(
                section, "ages", [match.span("left") for match in matches],
                [match.span("right") for match in matches], start,
            )  # fmt: skip
    return found
