"""Questions on what a thing is: definition to term, term to definition, pairs, typed terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.spellings import spellings
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import shared

_COUNTED = re.compile(r"“?[两二三四五六七八九十]")  # 四议: its parts stand in the meaning
_WEAK = re.compile(r"(?:需要|方向|工作|任务|体现|目标|过程|行动|方法|要求)$")  # so is much else
_VAGUE = re.compile(  # holds of other things as well
    r"最|密切|之一|其中|一项制度|一个$|重要的|重要(?:形式|内容|途径|方式|手段|体现|组成|环节|方面)"
)
_NO_TERM = re.compile(  # 一件是…, 另一件是…; 条例 of which law, was said before
    r"^(?:另?一|第.|其|这|那)|使|尤其|更|也|都|的|^(?:条例|办法|规定|文件|会议|决议|中心|制度|机制|工作|学习|方法|原则)$"
    r"|^(?:同样|一样|不同|更多|大多|多数|其中|其实|眼前|关键|重点|难点|核心|问题|原因|目的|结果|办法|好处|前者|后者)$"
)
_NAMES_KIND = re.compile(r"的[^的,;。]{1,10}$")
_SAME_CAUSE = 4  # characters
_EMPTY = re.compile(r"一(?:个|种|项|件|场)[^,、]{0,8}$")  # 一个持续的过程


def make(material: Material) -> Iterator[Draft]:
    facts = _distinct(material, material.of("definition"))
    for fact in facts:
        family = [f for f in facts if f is not fact and _alike(material, fact, f)]
        yield from _meaning(material, fact, family)
        yield from _term(material, fact, family)
        yield from _blank(material, fact)
        for truth in (True, False):
            yield from _judge(material, fact, facts, truth)
    for form in ({"position"}, {"explicit", "general"}):
        yield from _match(material, [fact for fact in facts if fact.form in form])


def _distinct(material: Material, facts: list[Found]) -> list[Found]:
    """One definition per term: a thing the lesson defines twice has two right answers."""
    terms = [fold(material.cut(fact.spans["term"])) for fact in facts]
    return [fact for fact, term in zip(facts, terms, strict=True) if terms.count(term) == 1]


def _alike(material: Material, one: Found, other: Found) -> bool:
    """Positions (“the basis of …”) stand among positions, definitions among their like.

    A definition's head word must fit the other term too, or the form would give the key away;
    what is defined under nearly the same name would be right as well.
    """
    term, rival = (material.cut(fact.spans["term"]) for fact in (one, other))
    if shared(term, rival) >= 0.6:
        return False
    if one.form == "position" or other.form == "position":
        return one.form == other.form and _stand_together(material, one, other)
    heads = [material.cut(fact.spans["meaning"])[-1] for fact in (one, other)]
    return term[-1] == rival[-1] or heads[0] == heads[1]


def _stand_together(material: Material, one: Found, other: Found) -> bool:
    """Positions told of in one paragraph, or of one cause: 推动…高质量发展的根本保证, …的关键一环.

    What is the soul of the countryside is not taken for what is the lifeline of the party.
    """
    places = [material.lesson.sentence_at(fact.start) for fact in (one, other)]
    if all(places) and len({place.paragraph for place in places if place}) == 1:
        return True
    said = [fold(material.cut(fact.spans["meaning"])) for fact in (one, other)]
    runs = (said[0][i : i + _SAME_CAUSE] for i in range(len(said[0]) - _SAME_CAUSE + 1))
    return any(run in said[1] for run in runs)


def _near_length(words: list[tuple[str, Found]], key: str) -> list[tuple[str, Found]]:
    return sorted(words, key=lambda word: abs(len(word[0]) - len(key)))


def _meaning(material: Material, fact: Found, family: list[Found]) -> Iterator[Draft]:
    key = material.cut(fact.spans["meaning"])
    term = material.cut(fact.spans["term"])
    if fact.form == "position" and _WEAK.search(material.lesson.seen(fact.spans["meaning"])):
        return
    words = [(material.cut(f.spans["meaning"]), f) for f in family]
    chosen = _near_length(words, key)[:4]
    chance = material.chance(fact, "meaning_single")
    chance.shuffle(chosen)
    stem = material.words.say("position" if fact.form == "position" else "meaning", term=term)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    wrong = [material.other(text, f.section, "definition") for text, f in chosen[:3]]
    yield Draft(
        "single", "meaning_single", fact, stem, term, evidence,
        (material.right(fact, key), *wrong), explanation=material.explain(fact, evidence),
        thinking="understand", difficulty=0.35,
    )  # fmt: skip


def _term(material: Material, fact: Found, family: list[Found]) -> Iterator[Draft]:
    key = material.cut(fact.spans["term"])
    meaning = material.cut(fact.spans["meaning"])
    words = [(material.cut(f.spans["term"]), f) for f in family]
    words = [(term, f) for term, f in words if fold(term) not in fold(meaning)]
    chosen = _near_length(words, key)[:4]
    material.chance(fact, "term_single").shuffle(chosen)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    wrong = [material.other(text, f.section, "definition") for text, f in chosen[:3]]
    yield Draft(
        "single", "term_single", fact, material.words.say("term", meaning=meaning), meaning,
        evidence, (material.right(fact, key), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.35,
    )  # fmt: skip


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """The term is typed; only where the words after it say enough to find it."""
    if fact.form == "position" or not _says_enough(material, fact) or _is_pair(material, fact):
        return
    if _VAGUE.search(material.lesson.seen(fact.spans["meaning"])):
        return
    if re.search(r"第[一二三四五六七八九十百\d]+条", material.lesson.seen(fact.spans["term"])):
        return  # the number of an article
    said = material.lesson.seen(fact.spans["meaning"])
    if _NO_TERM.search(material.lesson.seen(fact.spans["term"])):
        return
    if fact.form == "general" and not _NAMES_KIND.search(said):
        return  # 按单位建立的,而他们的单位常在云端: it is told of, not defined
    if re.search(r"\d{4}年|(?:社区|小区|村|镇|厂|公司|学校|单位|院子)$", said):
        return  # 1998年办起来的老厂: an example's own name
    term, said = (material.lesson.seen(fact.spans[name]) for name in ("term", "meaning"))
    if any(term[i : i + 2] in said for i in range(len(term) - 1)):
        return  # 支部书记 is asked beside 支部工作
    span = fact.spans["term"]
    key = material.cut(span)
    if _has_other_name(material, fact, key) or _COUNTED.match(material.lesson.seen(span)):
        return
    meaning = material.cut(fact.spans["meaning"])
    tail = material.lesson.text[span[1] : fact.spans["meaning"][0]].lstrip("”」’』")
    focus = material.words.stop("____" + tail + meaning)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "term_blank", fact, material.words.say("lead_plain") + focus, focus, evidence,
        accepted=(spellings(material, span, is_term=True),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _has_other_name(material: Material, fact: Found, key: str) -> bool:
    """The heading calls it nearly so (湘江血战 for 湘江战役): either would be right."""
    heading = fold(material.lesson.heading(fact.section) or "")
    longer = re.findall(
        re.escape(material.lesson.seen(fact.spans["term"])) + "(?:建设|工作|体系|制度|理念|事业)",
        material.lesson.shadow,
    )
    return (fold(key)[:2] in heading and fold(key) not in heading) or len(longer) > 1


def _is_pair(material: Material, fact: Found) -> bool:
    """What is said of two things at once names neither."""
    return fact.form == "general" and bool(
        re.search(r"[和与及、]", material.lesson.seen(fact.spans["term"]))
    )


def _says_enough(material: Material, fact: Found) -> bool:
    """A passing remark (社区是大家的家) defines nothing one could type."""
    if fact.form == "explicit":
        return True
    start, end = fact.spans["meaning"]
    return end - start >= 10 and material.lesson.heading(fact.section) is not None


def _judge(material: Material, fact: Found, facts: list[Found], truth: bool) -> Iterator[Draft]:
    """False only by giving the term a neighbour's meaning with the same head word."""
    if fact.form == "position" or _EMPTY.match(material.lesson.seen(fact.spans["meaning"])):
        return
    meaning = material.cut(fact.spans["meaning"])
    rivals = [
        other
        for other in facts
        if other is not fact
        and other.form != "position"
        and not _EMPTY.match(material.lesson.seen(other.spans["meaning"]))
        and _is_rival(material, fact, other)
    ]
    chance = material.chance(fact, "meaning_judge")
    if not rivals:
        return
    told = meaning if truth else material.cut(chance.choice(rivals).spans["meaning"])
    joint = material.lesson.text[fact.spans["term"][1] : fact.spans["meaning"][0]]
    start = material.lesson.text[fact.start : fact.spans["term"][0]]
    words = material.words.stop(start + material.cut(fact.spans["term"]) + joint + told)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    said = material.words.say("says_true" if truth else "says_false", truth=meaning)
    yield Draft(
        "judge", "meaning_judge", fact, material.words.say("lead_plain") + words, words, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), thinking="understand",
        difficulty=0.3,
    )  # fmt: skip


def _is_rival(material: Material, fact: Found, other: Found) -> bool:
    """Near enough to be taken for the other: alike in the head word."""
    names = [fold(material.cut(f.spans["term"])) for f in (fact, other)]
    if names[0] in names[1] or names[1] in names[0]:
        return False  # what holds of 糖尿病 holds in part of 糖尿病及其并发症
    terms = [material.cut(f.spans["term"]) for f in (fact, other)]
    return terms[0][-1] == terms[1][-1]


def _match(material: Material, facts: list[Found]) -> Iterator[Draft]:
    for i in range(0, len(facts) - 3, 4):
        group, spare = facts[i : i + 3], facts[i + 3]
        if i + 5 == len(facts):
            group, spare = facts[i : i + 4], facts[i + 4]
        evidence = tuple(
            material.lesson.evidence((fact.start, fact.end)) for fact in [*group, spare]
        )
        yield Draft(
            "match", "meaning_match", group[0], material.words.say("match_terms"), "", evidence,
            pairs=tuple(
                (material.cut(f.spans["term"]), material.cut(f.spans["meaning"])) for f in group
            ),
            extra_right=(material.cut(spare.spans["meaning"]),),
            explanation=material.explain(group[0], evidence), thinking="understand",
            difficulty=0.4, covers=tuple(fact.id(material.lesson) for fact in group[1:]),
        )  # fmt: skip
