"""Obligations of a rulebook: whom an article binds, in which case, and to which deeds.

Only the first sentence of a paragraph: later ones lean on it.
"""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import clauses, is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.modals import ACTOR, is_rulebook
from quizzes.generation.lesson import Lesson, Sentence

_BINDS = re.compile(
    r"(?P<case>(?:[^。;:]{2,80},)?)(?P<subject>[^,。;:的应可不]{2,30}?)(?P<modal>应当|必须|不得|可以)"
)
_MODAL = re.compile(r"应当|必须|不得|可以")
_JOINT = re.compile(r"^(?:并(?!非|存|列)(?:且)?|还|同时|及时将其)")
_GROUND = re.compile(  # on what ground, in which case, how: the deed comes behind the comma
    r"^(?:依法)?(?:按照?|根据|依照|依据|通过|经|未经|由|在|对|向|为|因|以|从|自|结合|针对|围绕|遵循|采取|利用)(?!.*(?:[将把]|提供|给予|予以|进行|购买|办理|开展|报告|告知|说明|公开|负责|承担|出具|尊重)).*$|的$|时$|[前后]$|等(?:方式|形式)$"
)
_FORMS = {"不得": "forbidden", "可以": "allowed"}
_LEAST, _MOST = 4, 60  # characters of a deed


def find(lesson: Lesson) -> list[Found]:
    """One fact a paragraph; spans: `told` up to the modal, `subject`; members: the deeds."""
    if not is_rulebook(lesson):
        return []
    openers = [*lesson.openers.values()]
    named = {m["subject"] for s in openers if (m := _named(lesson, s))}
    later = _later(named)
    return [fact for s in openers if (fact := _bound(lesson, s, later))]


def _named(lesson: Lesson, sentence: Sentence) -> re.Match[str] | None:
    """Where the party bound stands right before the modal."""
    match = _BINDS.match(lesson.shadow, *strip_lead(lesson, (sentence.start, sentence.end)))
    return match if match and ACTOR.search(match["subject"]) else None


def _later(named: set[str]) -> re.Pattern[str] | None:
    """Where it opens the sentence and its case stands between: 志愿者接受安排的,应当服从管理."""
    if not named:
        return None
    names = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return re.compile(
        rf"(?P<case>(?P<subject>{names})[^。;:]{{2,80}}),(?P<modal>应当|必须|不得|可以)"
    )


def _bound(lesson: Lesson, sentence: Sentence, later: re.Pattern[str] | None) -> Found | None:
    start, end = strip_lead(lesson, (sentence.start, sentence.end))
    match = _named(lesson, sentence) or (later and later.match(lesson.shadow, start, end))
    if match is None or _MODAL.search(match["case"]):
        return None
    deeds = _deeds(lesson, (match.end(), end))
    if not deeds or is_dangling(lesson.seen((start, end))):
        return None
    spans = {"told": (start, match.end()), "subject": match.span("subject")}
    if match["modal"] == "不得":
        deeds = [(a + 2 * lesson.shadow.startswith("不得", a), b) for a, b in deeds]
    form = _FORMS.get(match["modal"], "bound")
    return Found("obligation", sentence.section, start, end, form, spans, tuple(deeds))


def _deeds(lesson: Lesson, span: Span) -> list[Span]:
    """What is to be done, deed by deed, each with the ground it stands on; none where another
    party is told of as well, or one deed is too long."""
    if ":" in lesson.seen(span):
        return []
    found: list[Span] = []
    at = span[0]
    for start, end in clauses(lesson.shadow, span):
        words = lesson.seen((start, end))
        if _GROUND.search(words) and end < span[1]:
            at = min(at, start)
            continue
        joint = _JOINT.match(lesson.shadow[at:end])
        found.append((at + (joint.end() if joint else 0), end))
        at = end + 1
    is_fit = all(_LEAST <= b - a <= _MOST for a, b in found)
    others = [m for a, b in found for m in _MODAL.finditer(lesson.shadow, a, b) if m.start() > a]
    return found if is_fit and not others else []
