"""Which words around a place in a sentence make a statement that stands alone.

Where clauses begin and end, and what leans on other words, is told in `clauses`.
"""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import (
    CLOSERS,
    OPENERS,
    OWN_SUBJECT,
    clauses,
    lacks_subject,
    stands,
    strip_lead,
)
from quizzes.generation.lesson import Lesson, Sentence

STATEMENT_LIMIT = 68
STATEMENT_LIMIT_ALONE = 82
STATEMENT_LIMIT_ENGLISH = 190
_GOES_ON = re.compile(  # what stands before the comma was only its subject
    r",(?:应当?|须|必须|不得|可以|要|均|都|也|就|则|将|会|需|把|被|是|在(?!于)|并(?!非|不)|从而|使|以便)"
)
_HELD = re.compile(r"(?:^|[,;:])[^,;:]*[将把][^,;:]*$")  # …将其信息,通过网络登记
_PREDICATE = re.compile(r",[^。;]*的,(?:可以|应当?|须|必须|由|不得|依法|视为)")
_COUNTS_OFF = re.compile(
    r"[两三四五六七八九十](?:条|项|点|步|级|类|种|档|件事|个方面|个要求|个等级|个阶段)[^,:]{0,6}$"
)
_CONTINUES = re.compile(
    r"(?:小于|大于|低于|高于|超过|不足|不到)|[^,]{1,8}不能|把[^,]{2,12}分为|[\d一二三四五六七八九十百千万]+[^,岁]{0,8}以[上下]|[^,]{2,8}的,(?:处|并处|给予)|情节|其中|逾期|拒不|情况紧急|需要[^,]{1,14}的,|特殊情况|必要时|因故|未[^,]{1,10}的,"
)
_PRONOUN = re.compile(r"[它她]|(?<![其吉])他(?![人们])|其(?![他中实余])")
_DEFINED = re.compile(r"是指|指的是")
_UNFINISHED = re.compile(
    r"如果|假如|倘若|(?:^|[,;])若|凡是?|只要|只有|无论|不论|不管|虽然|尽管|由于|因为|既(?!有|定)|不仅|不但|与其|除非|一旦|即使"
    r"|哪怕|一方面|对于|为了|先(?!进|锋|后|生|烈|行|辈|驱)"
)
_ANEW = re.compile(  # what is left out is said of something else, or beside the point
    r"(?:但是?|而(?!且)|同时|因此|所以|其中|例如|比如|此外|另外|如(?!果)|即|包括|分别|比|较|占)|"
    + OWN_SUBJECT.pattern
)
_NUMERALS = "一两三四五六七八九十"
_ANNOUNCES = re.compile(
    rf"(?:(?P<count>[{_NUMERALS}])(?:条|项|点|件事|个方面|个要求|条规矩)|规定|约定|要求|明确|规矩)(?:是|如下)?$"
)
_BOUND = re.compile(  # who or what, and what is set for it
    r"(?!每|先|再|由|在(?![岗职校])|把|将|对|不|要|应|须|必须|凡)[^,;:0-9]{2,14}?"
    r"(?:要|应当?|必须|须|不|每|提前|一律|限|至少|由|一次)[^,;:]{3,}"
)
_OWN_CASE = re.compile(
    r"凡[^,;:]{2,24}的[^,;:这那]{0,8}|(?:连续|累计|对)[^,;:这那此其]{4,24}的[^,;:这那]{2,8}"
)


def statement(
    lesson: Lesson, span: Span, limit: int = STATEMENT_LIMIT, *, narrow: bool = False,
    is_headed: bool = False,
) -> Span | None:  # fmt: skip
    """The shortest run of whole clauses around `span` that can stand alone, or None.

    The whole sentence when it fits (unless `narrow`), else its semicolon part, else clauses
    around the span; with `is_headed` only what follows is cut off: a rule without its subject
    says nothing.
    """
    sentence = lesson.sentence_at(span[0])
    if sentence is None or span[1] > sentence.end or lesson.is_fragment(sentence):
        return None
    if lesson.language == "en":
        limit = STATEMENT_LIMIT_ENGLISH
    found = _statement(lesson, sentence, span, limit, narrow, is_headed)
    if found or not is_headed or lesson.language == "en":
        return found
    return _own_case(lesson, sentence, span) or _listed(lesson, sentence, span)


def _own_case(lesson: Lesson, sentence: Sentence, span: Span) -> Span | None:
    """连续两年没有发展党员的支部,由…: a case that names itself, to the end of its part."""
    whole = (sentence.start, sentence.end)
    part = strip_lead(lesson, _semicolon_part(lesson.shadow, whole, span))
    for start, end in reversed(clauses(lesson.shadow, part)):
        is_named = start <= span[0] and _OWN_CASE.fullmatch(lesson.seen((start, end)))
        found = (start, part[1])
        if is_named and found[1] - start <= STATEMENT_LIMIT_ALONE and stands(lesson, found):
            return found
    return None


def _listed(lesson: Lesson, sentence: Sentence, span: Span) -> Span | None:
    """又加了两条:新任调解员上岗前跟班不少于10件,…: one of the rules, or all of them, where each
    says by itself whom it binds."""
    at = lesson.shadow.rfind(":", sentence.start, span[0])
    announced = _ANNOUNCES.search(lesson.shadow, sentence.start, at) if at > 0 else None
    if announced is None:
        return None
    pieces = [strip_lead(lesson, piece) for piece in clauses(lesson.shadow, (at, sentence.end))]
    own = next((piece for piece in pieces if piece[0] <= span[0] and span[1] <= piece[1]), None)
    if own is None or not all(_BOUND.match(lesson.seen(piece)) for piece in pieces):
        return None
    if announced["count"] and len(pieces) < _NUMERALS.index(announced["count"]) + 1:
        return None  # the others stand elsewhere
    whole = (pieces[0][0], pieces[-1][1])
    for found in (whole, own):
        if found[1] - found[0] <= STATEMENT_LIMIT and stands(lesson, found):
            return found
    return None


def _statement(
    lesson: Lesson, sentence: Sentence, span: Span, limit: int, narrow: bool, is_headed: bool
) -> Span | None:
    whole = strip_lead(lesson, (sentence.start, sentence.end))
    has_parts = narrow and ";" in lesson.seen(whole)
    if whole[1] - whole[0] <= limit and whole[0] <= span[0] and not has_parts:
        return whole if stands(lesson, whole) else None
    part = strip_lead(lesson, _semicolon_part(lesson.shadow, whole, span))
    if part[0] > whole[0] and _goes_on(lesson.seen(part)):
        return None  # on what, and who, stands before the semicolon
    counted = _without_count(lesson, whole, part, span)
    if counted is None:
        return None
    part = counted
    if part[1] - part[0] <= limit and part[0] <= span[0]:
        return part if stands(lesson, part) else None
    found = _around(lesson, part, span, limit, is_headed)
    if found is None and limit == STATEMENT_LIMIT:  # without its section's name before it
        found = _around(lesson, part, span, STATEMENT_LIMIT_ALONE, is_headed)
    return found


def _without_count(lesson: Lesson, whole: Span, part: Span, span: Span) -> Span | None:
    """Without 厂党委定了三条: before the first of them, where the others are left out; None where
    the first has no subject of its own."""
    at = lesson.shadow.rfind(":", part[0], span[0])
    if at < 0 or part[1] >= whole[1]:
        return part
    is_first = lesson.shadow.startswith("一是", at + 1)
    if not is_first and not _COUNTS_OFF.search(lesson.shadow, part[0], at):
        return part
    first = strip_lead(lesson, (at + 1, part[1]))
    return first if OWN_SUBJECT.match(lesson.seen(first)) else None


def _goes_on(words: str) -> bool:
    return bool(lacks_subject(words) or _CONTINUES.match(words))


def _semicolon_part(shadow: str, whole: Span, span: Span) -> Span:
    start, end, depth = whole[0], whole[1], 0
    for i in range(whole[0], whole[1]):
        if shadow[i] in OPENERS:
            depth += 1
        elif shadow[i] in CLOSERS:
            depth = max(0, depth - 1)
        elif shadow[i] == ";" and depth == 0:
            if i < span[0]:
                start = i + 1
            elif i >= span[1]:
                end = i
                break
    return (start, end)


def _around(
    lesson: Lesson, part: Span, span: Span, limit: int, is_headed: bool
) -> Span | None:  # fmt: skip
    pieces = clauses(lesson.shadow, part)
    inside = [i for i, (a, b) in enumerate(pieces) if a < span[1] and span[0] < b]
    if not inside:
        return None
    for last in range(len(pieces) - 1, inside[-1] - 1, -1):
        for first in range(1 if is_headed else inside[0] + 1):
            found = strip_lead(lesson, (pieces[first][0], pieces[last][1]))
            if found[1] - found[0] > limit or found[0] > span[0]:
                continue
            if _DEFINED.search(lesson.shadow, part[0], pieces[first][0]):
                break  # what it defines would be lost
            words = lesson.seen(found)
            if first and (lacks_subject(words) or _PRONOUN.search(words) or words.startswith("把")):
                continue  # who did it stands in the clause before
            if "一是" in words and (first or last < len(pieces) - 1):
                continue  # the other points are cut off
            if first and (lesson.shadow[found[0] - 1] == ":" or not OWN_SUBJECT.match(words)):
                continue  # 有四项:介绍…, 写明主要表现: whose and who, stands before
            rest = lesson.seen((pieces[last][1] + 1, part[1]))
            if rest and (_UNFINISHED.search(words) or (is_headed and not _ANEW.match(rest))):
                continue  # what a condition leads to, or the rest of the same deed, stands behind
            if _PREDICATE.match(lesson.shadow, found[1], part[1]):
                continue  # 年满十八岁的工人,承认党的纲领,…的,可以申请: what follows is the point
            if stands(lesson, found) and not _is_cut(lesson, found):
                return found
    return None


def _is_cut(lesson: Lesson, span: Span) -> bool:
    """Whether the verb of the last clause comes only behind the comma."""
    if _GOES_ON.match(lesson.shadow, span[1]):
        return True
    is_going = re.match(r",(?:通过|按|向|在|以|用|交|报|列|纳|自行)", lesson.shadow[span[1] :][:4])
    return is_going is not None and bool(_HELD.search(lesson.seen(span)))
