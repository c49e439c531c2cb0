"""Filters on what carries an item: evidence, damage, truth in the lesson and in the world."""

from __future__ import annotations

import re
from collections.abc import Callable

from common.folding import fold, shadow
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.modals import is_law
from quizzes.generation.lesson import EVIDENCE_LIMIT

_LAW = re.compile(
    r"宪法|党章|章程|中华人民共和国[^,。;]{1,20}法|法》|条例|细则|准则》|党规|八项规定|法律规定|刑法|民法|联合国|国务院|全国人大"
    r"|任期[^,;。]{0,6}由[^,;。]{1,8}(?:改为|延长)"  # a law says so, whether it is named or not
)
_SETS = re.compile(
    "《[^》]{2,30}(?:法|条例|准则)》|(?:中共中央|国务院|中央|国家)[^。]{0,30}《[^》]{2,40}(?:规定|办法|意见|决定|细则|通知)》"
    "|法律(?:[^,。;]{0,4})(?:规定|写明|明确|要求)"
)
_PERSON = re.compile(r"习近平|毛泽东|邓小平|江泽民|胡锦涛|总书记|总理|主席(?!台)|同志|烈士|人名")
_ANTI_VALUES = re.compile(
    r"脱离群众|放弃(?:党的)?领导|(?:削弱|弱化)党|违反(?:法律|纪律)是|鼓励(?:违法|作弊)|不顾(?:安全|群众)|歧视|隐瞒|造假"
)


_DATED = re.compile(r"[在於于自]?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?")


def lacks_evidence(draft: Draft, material: Material) -> bool:
    """Evidence must be short enough and hold every key, accepted answer and pair."""
    lesson = material.lesson
    if not draft.evidence:
        return True
    quotes = [lesson.text[start:end] for start, end in draft.evidence]
    if any(not quote.strip() or len(quote) > EVIDENCE_LIMIT for quote in quotes):
        return True
    if draft.rule == "earliest_single":
        quotes = [_DATED.sub("", quote) for quote in quotes]
    folded = [fold(quote) for quote in quotes]
    asked = [
        # An event is told without the date that stands in its midst.
        *(_DATED.sub("", key) if draft.rule == "earliest_single" else key for key in draft.keys),
        *(spelling for accepted in draft.accepted for spelling in accepted[:1]),
        *(side.replace("……", "") for pair in draft.pairs for side in pair),
        *draft.checklist,
    ]
    return any(not any(fold(words) in quote for quote in folded) for words in asked)


def is_damaged(draft: Draft, material: Material) -> bool:
    spans = [*draft.evidence, (draft.fact.start, draft.fact.end)]
    return any(material.lesson.is_near_damage(span) for span in spans)


def breaks_world(draft: Draft, material: Material) -> bool:
    """No false statement about a person, a law or a charter, and none against the values."""
    if draft.kind != "judge" or draft.truth is not False:
        return False
    told = shadow(draft.stem)
    around = " ".join(material.lesson.seen(span) for span in draft.evidence)
    if draft.rule == "date_judge" and _PERSON.search(around):
        return True  # 他 may be the person named before
    if _ANTI_VALUES.search(told) or _PERSON.search(told) or is_law(material.lesson):
        return True
    return bool(_LAW.search(told) or _LAW.search(around)) or _follows_law(draft, material)


def _follows_law(draft: Draft, material: Material) -> bool:
    """Whether the paragraph has named a law before: what comes behind it is the law's as well."""
    lesson = material.lesson
    sentence = lesson.sentence_at(draft.evidence[0][0]) if draft.evidence else None
    if sentence is None:
        return False
    start = lesson.openers[sentence.paragraph].start
    return bool(_SETS.search(lesson.shadow, start, sentence.start))


def is_unfounded_judge(draft: Draft, material: Material) -> bool:
    """A false statement the lesson makes elsewhere is not false."""
    if draft.kind != "judge" or draft.truth is not False:
        return False
    return len(fold(draft.focus)) >= 8 and fold(draft.focus) in material.lesson.folded


def is_from_rulebook(draft: Draft, material: Material) -> bool:
    """True statements alone would make every 判断 of a rulebook true: none are kept."""
    return draft.kind == "judge" and is_law(material.lesson)


FILTERS: dict[str, Callable[[Draft, Material], bool]] = {
    "damage": is_damaged,
    "evidence": lacks_evidence,
    "world_truth": breaks_world,
    "also_true": is_unfounded_judge,
    "rulebook": is_from_rulebook,
}
