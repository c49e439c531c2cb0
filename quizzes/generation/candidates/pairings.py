"""Questions on pairs that belong together: by list, by role, by age, by number."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.spellings import of_place, spellings
from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.near import near
from quizzes.generation.statements import STATEMENT_LIMIT, statement
from quizzes.generation.wording import BLANK

_TYPED_LIMIT = 7  # longer words cannot be asked to be typed as they stand
_NAMED = {"zipped": "zipped", "as_for": "as_for"}
_KNOWN = re.compile(  # nobody needs the lesson for it: 十八岁以上, 重大险情
    r"(?:年满)?(?:十八|18)周?岁以上|一般|(?:特别)?重大|特大|紧急"
)
_ELLIPTIC = re.compile("[不没可能应须要必].?$")  # 不能: what cannot be, was said before
_PACE = re.compile(r"每[两半]?[天日周月季年]")
_SPEAKS = re.compile(  # whose words are kept
    r"总书记|习近平|毛泽东|邓小平|周恩来|刘少奇|朱德|同志|先生|先烈|报告|《|中央|党章|常[说对讲]|口号|(?<!有)一句话|规矩|家训|俗话|古人|古语|孔子|孟子"
)
_LEADING = re.compile(r"(?:占|每[件人户场次篇张份天月]补?[贴助发]?)?(?P<figure>\d+(?:\.\d+)?)")
_ROLES = ("保障", "核心", "重心", "根本")  # written alike in both scripts
_TERM = re.compile(r"(?P<figure>\d+)(?P<unit>\D+)")
_FEWEST_BANDS = 3
_LEAD_LIMIT = 40
_POINTER = re.compile(r"(?:这就是|这便是|这是|那就是|就是)(?=[^,。]{4})")


def make(material: Material) -> Iterator[Draft]:
    groups: dict[int, list[Found]] = {}
    for fact in material.of("pairing"):
        groups.setdefault(fact.group, []).append(fact)
    for group in groups.values():
        if group[0].form == "motto":
            yield from _motto(material, group[-1], "right", "motto_blank")
            continue
        if group[0].form == "scale":  # which is the least and the most, anybody can tell
            for fact in group[1:-1] if len(group) > _FEWEST_BANDS else ():
                yield from _single(material, fact)
            continue
        for fact in group if group[0].form != "spirit" else ():  # one by one sense tells them
            if not _KNOWN.match(material.lesson.seen((fact.start, fact.end))):
                yield from _single(material, fact)
        yield from _match(material, group)
    for fact in material.of("couplet"):
        if not _SPEAKS.search(
            material.lesson.seen(material.lesson.evidence((fact.start, fact.end)))
        ):
            continue  # what a neighbour said in a story nobody keeps word for word
        yield from _motto(material, fact, "second", "couplet_blank")
    for fact in material.of("ordinal"):
        yield from _blank(material, fact, "right", "ordinal_blank")
    for fact in material.of("first"):
        yield from _blank(material, fact, "left", "first_blank")


def _heading(material: Material, fact: Found) -> str:
    return material.lesson.heading(fact.section) or material.lesson.outline.title


def _single(material: Material, fact: Found) -> Iterator[Draft]:
    """One side against the same side of the other pairs."""
    left, right = (material.cut(fact.spans[side]) for side in ("left", "right"))
    if fact.form == "as_for":
        key, told, pool, owners = left, right, fact.details, fact.members
    else:
        key, told, pool, owners = right, left, fact.members, fact.details
    is_paced = all(_PACE.search(material.lesson.seen(p)) for p in pool)
    if _ELLIPTIC.match(told) or is_paced or fact.form == "zipped":
        return  # 不能____; once a week among once a month; of what two lists are, is not said
    others = [
        (text, owner)
        for text, owner in zip(map(material.cut, pool), map(material.cut, owners), strict=True)
        if fold(text) != fold(key)
    ]
    if not _are_alike([key, *(text for text, _ in others)]):
        return
    material.chance(fact, "pairing_single").shuffle(others)
    if fact.form in _NAMED:
        stem = material.words.say(_NAMED[fact.form], heading=_heading(material, fact), told=told)
        focus = told
    else:
        gap = material.words.gap
        said = material.lesson.text[fact.spans["left"][0] : fact.spans["right"][0]]
        focus = material.words.stop(_announced(material, fact) + said + gap)
        stem = material.stem(fact.section, focus, [key])
    choices = [material.right(fact, key)] + [
        Choice(text, False, "sibling", material.words.say("sibling", text=text, owner=owner))
        for text, owner in others[:3]
    ]
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    is_ordered = all(_LEADING.match(fold(choice.text)) for choice in choices)
    if is_ordered:
        choices.sort(key=lambda choice: _leading(choice.text))
    yield Draft(
        "single", "pairing_single", fact, stem, focus, evidence, tuple(choices),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.4,
        is_ordered=is_ordered,
    )  # fmt: skip


def _are_alike(texts: list[str]) -> bool:
    """All begin with a figure or none: 六十日内办结 among 当场答复的 alone fits the words."""
    return len({bool(_LEADING.match(fold(text))) for text in texts}) == 1


def _leading(text: str) -> float:
    match = _LEADING.match(fold(text))
    return float(match["figure"]) if match else 0.0


def _announced(material: Material, fact: Found) -> str:
    """What the sentence says up to the mark before its clauses, where it is short."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.group)
    if fact.form == "scale":  # 每月工资收入在, said once before the first band
        end = next(i for i in range(fact.group, fact.end) if lesson.shadow[i].isdigit())
        return lesson.text[fact.group : end]
    if fact.form not in ("pace", "term") or sentence is None:
        return ""
    start, end = strip_lead(lesson, (sentence.start, fact.group))[0], fact.group
    is_fit = lesson.shadow[end - 1] in ":," and 4 <= end - start <= _LEAD_LIMIT
    return lesson.text[start:end] if is_fit and not is_dangling(lesson.shadow[start:end]) else ""


def _match(material: Material, group: list[Found]) -> Iterator[Draft]:
    """Three pairs or more; over stays the right side of one more, or another of its class."""
    at = material.chance(group[0], "pairing_match").randrange(len(group))
    pairs = [fact for place, fact in enumerate(group) if place != at][:5]
    spare = material.cut(group[at].spans["right"])
    if len(group) == 3:
        pairs, spare = group, _another(material, group)
    if len(pairs) < 3 or not spare:
        return
    spans = [material.lesson.evidence((fact.start, fact.end)) for fact in group]
    evidence = tuple(dict.fromkeys(spans))
    yield Draft(
        "match", "pairing_match", pairs[0],
        material.words.say("match_pairs", heading=_heading(material, pairs[0])), "", evidence,
        pairs=tuple(
            (material.cut(f.spans["left"]), material.cut(f.spans["right"])) for f in pairs
        ),
        extra_right=(spare,),
        explanation=material.explain(pairs[0], evidence), thinking="understand", difficulty=0.4,
        covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
    )  # fmt: skip


def _another(material: Material, group: list[Found]) -> str:
    """A right side the lesson does not give to any of them, or nothing."""
    rights = [material.cut(fact.spans["right"]) for fact in group]
    if group[0].form == "as_for":
        return next((role for role in _ROLES if role not in rights), "")
    chance = material.chance(group[0], "pairing_spare")
    if group[0].form == "term":
        return _another_term(rights, chance)
    return next(iter(material.lexicon.mates(rights, material.lesson, chance)), "")


def _another_term(rights: list[str], chance: random.Random) -> str:
    """18个月 beside 6, 12 and 24, or nothing."""
    matches = [match for right in rights if (match := _TERM.fullmatch(fold(right)))]
    if len({match["unit"] for match in matches}) != 1 or len(matches) < len(rights):
        return ""
    taken = frozenset(match["figure"] for match in matches)
    beside = [near(own, matches[0]["unit"], chance, taken - {own}) or [] for own in sorted(taken)]
    return next(
        (one + matches[0]["unit"] for found in beside for one in found if one not in taken), ""
    )


def _motto(material: Material, fact: Found, side: str, rule: str) -> Iterator[Draft]:
    """The last part of a saying typed, after the words that say whose it is."""
    lesson = material.lesson
    key = material.cut(fact.spans[side])
    window = statement(lesson, (fact.start, fact.end)) or _after_once(material, fact)
    if window is None or not 2 <= len(key) <= _TYPED_LIMIT:
        return
    text = lesson.text[window[0] : fact.spans[side][0]]
    closer = next((b for a, b in (("“", "”"), ("「", "」")) if a in text), "")
    focus = material.words.stop(text + BLANK + closer)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", rule, fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(spellings(material, fact.spans[side]),),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _after_once(material: Material, fact: Found) -> Span | None:
    """The whole sentence without the 后来 it begins with, where it is short."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    once = sentence and re.compile("后来[,]?").match(lesson.shadow, sentence.start, fact.start)
    if not sentence or not once or sentence.end - once.end() > STATEMENT_LIMIT:
        return None
    is_clear = not is_dangling(lesson.shadow[once.end() : fact.start])
    return (once.end(), sentence.end) if is_clear else None


def _blank(material: Material, fact: Found, side: str, rule: str) -> Iterator[Draft]:
    """One side typed, with the words before it in its clause."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    key = material.cut(fact.spans[side])
    if sentence is None or len(key) > _TYPED_LIMIT:
        return
    start = max(sentence.start, fact.start - _LEAD_LIMIT)
    if fact.form != "led":  # the year it was goes with it
        start += max(lesson.shadow[start : fact.start].rfind(mark) for mark in ",;:。") + 1
    start = strip_lead(lesson, (start, fact.end))[0]
    pointer = _POINTER.match(lesson.shadow, start, fact.end)
    start = pointer.end() if pointer else start
    is_short = fact.form in ("led", "held") and sentence.end - start <= STATEMENT_LIMIT
    told = material.gapped((start, sentence.end if is_short else fact.end), [fact.spans[side]])
    # What 这就是 points at stands just before it: the sentence does not hang.
    focus = told.replace("這就是", "").replace("这就是", "")
    evidence = (lesson.evidence((start, fact.end)),)
    yield Draft(
        "blank", rule, fact, material.stem(fact.section, told, [key]), focus, evidence,
        accepted=(of_place(lesson, fact.spans[side]),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip
