"""Questions on enumerated points and steps: which belong, and which order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from common.folding import shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.found import Found

_LATER = re.compile(  # what can only come after the rest
    r"结果|公布|公示|公开|归档|备案|销毁|验收|总结|反馈|批准|签字|投票|表决|转正|收网|善后|逾期|改进|评议|评估|回访|approv|sign|archiv"
)
_EARLIER = re.compile(r"申请|通知|输入|起草|收集|准备|登记|draft|prepar|appl[yi]")
_COUNTED = re.compile(r"[两三四五六七八九十](?:个|条|项|大|种|点|步|类)")
_TITLE_LIMIT = 26
_AN_ORDER = re.compile(
    "(?:顺序|步骤|流程|程序)(?:是|为|依次|有|分)|(?:阶段|环节|[大全]会|会议)依次[是为]"
    "|[分走][^,。;:]{0,3}[三四五六七](?:步|段|个步骤|道工序)|(?:下列|以下|如下)(?:程序|步骤|流程)"
)
_SIDE_BY_SIDE = re.compile("角色|作用|意义|原因|特点|优势|条件|职责|任务|本领|能力|责任|好处|价值")
_MOST_OF = 0.5  # share of the section the steps are


def make(material: Material) -> Iterator[Draft]:
    lists = material.of("enumeration", "sequence")
    # Of two lists of a section, one of which may be an order too, the stem would name neither.
    orders = Counter(
        fact.section for fact in lists if fact.kind == "sequence" or fact.form == "bullets"
    )
    for fact in lists:
        is_whole = orders[fact.section] == 1 and _is_the_order(material, fact)
        if fact.kind == "sequence" and is_whole and not _only_demands(material, fact):
            yield from _order(material, fact)
            for truth in (True, False):
                yield from _order_judge(material, fact, truth)
        yield from _multiple(material, fact, lists)


def _tells_number(heading: str) -> bool:
    """会议记录的三个作用: how many are right is told."""
    return bool(_COUNTED.search(shadow(heading)))


def _is_the_order(material: Material, fact: Found) -> bool:
    """Whether the section speaks of an order or the steps are half of it: else it may tell of
    another order as well."""
    if _AN_ORDER.search(material.lesson.body(fact.section)):
        return True
    section = material.lesson.section(fact.section)
    size = sum(end - start for start, end in section.paragraphs)
    last = material.lesson.sentence_at(fact.members[-1][0])
    end = last.end if last else fact.members[-1][1]
    told = sum(min(b, end) - max(a, fact.members[0][0]) for a, b in section.paragraphs
               if b > fact.members[0][0] and a < end)  # fmt: skip
    return told >= _MOST_OF * size


def _only_demands(material: Material, fact: Found) -> bool:
    """首先要…,其次要…: points in the order of writing, not steps of anything."""
    if _SIDE_BY_SIDE.search(shadow(_heading(material, fact) or "")):
        return True
    words = [material.lesson.seen(member) for member in fact.members]
    return all(word.startswith(("要", "应")) for word in words) or min(map(len, words)) < 2


def _heading(material: Material, fact: Found) -> str | None:
    return material.lesson.heading(fact.section)


def _titles(material: Material, fact: Found) -> list[str]:
    return [material.cut(member) for member in fact.members]


def _order(material: Material, fact: Found) -> Iterator[Draft]:
    """First, next and last of a stated order; the other steps are the wrong options."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > 40:
        return
    chance = material.chance(fact, "order_single")
    for name, place in (("first", 0), ("after", 1), ("last", len(titles) - 1)):
        step = titles[0] if name == "after" else ""
        shown = [t for i, t in enumerate(titles) if not (name == "after" and i == 0)]
        if name == "after" and len(titles) < 4:
            continue
        key = titles[place]
        if (name == "last" and _LATER.search(shadow(key))) or (
            name == "first" and _EARLIER.search(shadow(key))
        ):
            continue
        wrong = [t for t in shown if t != key]
        chance.shuffle(wrong)
        evidence = _pieces(material, fact)
        choices = [material.right(fact, key)] + [
            Choice(t, False, "sibling", material.words.say(
                "step", text=t, n=str(titles.index(t) + 1),
                place=material.words.place(fact.section))) for t in wrong[:3]
        ]  # fmt: skip
        yield Draft(
            "single", "order_single", fact, material.words.say(name, heading=heading, step=step),
            step, evidence, tuple(choices), explanation=material.explain(fact, evidence),
            thinking="understand", difficulty=0.35,
        )  # fmt: skip


def _order_judge(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    """Two steps next to each other, told in their order or turned round."""
    heading = _heading(material, fact)
    titles = _titles(material, fact)
    if heading is None or len(titles) < 3 or max(map(len, titles)) > 30:
        return
    chance = material.chance(fact, "order_judge")
    places = [
        i for i in range(len(titles) - 1)
        if not _LATER.search(shadow(titles[i + 1])) and not _EARLIER.search(shadow(titles[i]))
    ]  # fmt: skip
    if not places:
        return
    place = chance.choice(places)
    first, second = titles[place : place + 2] if truth else titles[place : place + 2][::-1]
    stem = material.words.say("order_judge", heading=heading, first=first, second=second)
    evidence = _pieces(material, fact)
    said = material.words.say(
        "says_true" if truth else "says_false", truth=" → ".join(titles[place : place + 2])
    )
    yield Draft(
        "judge", "order_judge", fact, stem, first, evidence, truth=truth,
        explanation=said + material.explain(fact, evidence), thinking="understand",
        difficulty=0.3,
    )  # fmt: skip


def _pieces(material: Material, fact: Found) -> tuple[Span, ...]:
    """The sentences the members stand in, as many as needed."""
    spans = [material.lesson.evidence(member) for member in fact.members]
    return tuple(dict.fromkeys(spans))


def _multiple(material: Material, fact: Found, lists: list[Found]) -> Iterator[Draft]:
    heading = _heading(material, fact)
    if heading is None:
        return
    members = [m for m in fact.members if m[1] - m[0] <= _TITLE_LIMIT]
    keys = [material.cut(member) for member in members]
    if _tells_number(heading):
        return
    pool = [
        (material.cut(member), other.section)
        for other in lists
        if other.section != fact.section
        for member in other.members
        if member[1] - member[0] <= _TITLE_LIMIT
    ]
    rule = "points_multiple"
    stem = material.words.say("points", heading=heading)
    yield from _among(material, fact, rule, stem, keys[:4], pool, _pieces(material, fact))


def _among(
    material: Material, fact: Found, rule: str, stem: str, keys: list[str],
    pool: list[tuple[str, str]], evidence: tuple[Span, ...],
) -> Iterator[Draft]:  # fmt: skip
    """Keys against points of other places and mates from the lexicon."""
    if len(keys) < 2:
        return
    chance = material.chance(fact, rule)
    place = material.words.place(fact.section)
    mates = material.lexicon.mates(keys, material.lesson, chance)
    chance.shuffle(pool)
    wrong = [
        Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
        for mate in mates[:3]
    ]
    for text, section in pool:
        if len(wrong) >= 3:
            break
        there = material.words.place(section)
        why = material.words.say("not_listed_here", place=there)
        wrong.append(Choice(text, False, "elsewhere", why))
    yield Draft(
        "multiple", rule, fact, stem, "", evidence,
        (*(material.right(fact, key) for key in keys), *wrong),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.5,
    )  # fmt: skip
