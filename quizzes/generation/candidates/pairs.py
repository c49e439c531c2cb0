"""Questions on what belongs to what: table rows, parallel clauses, aspects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.similarity import pieces, shared

_LIMIT = re.compile(
    r"[\d一二三四五六七八九十百千万][^,;]{0,8}(?:以上|以下|以内)|超过|不足|低于|高于"
)

_PRAISE = re.compile(
    r"(?:骨干|力量|[主生]力军|根本|关键|基础|核心|保证|保障|支撑|灵魂|前提|[紐纽][帶带]|[橋桥]梁|主[體体]|命[脈脉])$"
)
_EXCEPTION = re.compile(r"但(?:是)?|除外|除[^,;]{2,20}外|另有|不承担|减轻|免除|可以")


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("row"):
        yield from _cell(material, fact)
        for truth in (True, False):
            yield from _row_judge(material, fact, truth)
    yield from _row_match(material)
    groups: dict[int, list[Found]] = {}
    for fact in material.of("mapping", "aspect"):
        groups.setdefault(fact.group, []).append(fact)
    for group in groups.values():
        for fact in [] if _is_nested(material, group) or _is_elliptic(material, group) else group:
            yield from _parallel(material, fact)
            if fact.kind != "aspect":  # what is stressed of one aspect may hold of another
                for truth in (True, False):
                    yield from _parallel_judge(material, fact, truth)
        yield from _parallel_match(material, group)


def _is_nested(material: Material, group: list[Found]) -> bool:
    """50毫米以上, 100毫米以上: what holds of the smaller limit holds of the greater as well."""
    limits = [_LIMIT.search(material.lesson.seen(fact.spans["left"])) for fact in group]
    return sum(limit is not None for limit in limits) >= 2


def _is_elliptic(material: Material, group: list[Found]) -> bool:
    """警告处分的影响期为一年,严重警告为一年半: only the first clause says what is meant."""
    lefts = ["的" in material.lesson.seen(fact.spans["left"]) for fact in group]
    return group[0].form == "clauses" and lefts[0] and not any(lefts[1:])


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,:]+\s*(?:%|％)?[^\d]{0,3}", text))


def _heading(material: Material, fact: Found) -> str:
    return material.lesson.heading(fact.section) or material.lesson.outline.title


def _cell(material: Material, fact: Found) -> Iterator[Draft]:
    """A cell against the other cells of its column."""
    key = material.cut(fact.spans["cell"])
    others = {
        fold(text): (text, owner)
        for text, owner in zip(
            map(material.cut, fact.members), map(material.cut, fact.details), strict=True
        )
        if fold(text) != fold(key)
    }
    row, header = material.cut(fact.spans["row"]), material.cut(fact.spans["header"])
    chosen = list(others.values())
    material.chance(fact, "cell_single").shuffle(chosen)
    wrong = [
        Choice(text, False, "cell", material.words.say("sibling", text=text, owner=owner))
        for text, owner in chosen[:3]
    ]
    stem = material.words.say("row", heading=_heading(material, fact), row=row, header=header)
    choices = [material.right(fact, key), *wrong]
    is_ordered = all(_is_figure(choice.text) for choice in choices)
    if is_ordered:
        choices.sort(key=lambda choice: float(re.sub(r"[^\d.]", "", choice.text) or 0))
    evidence = (fact.spans["line"], fact.spans["top"])
    yield Draft(
        "single", "cell_single", fact, stem, row, evidence, tuple(choices),
        explanation=material.explain(fact, (fact.spans["line"],)), difficulty=0.35,
        is_ordered=is_ordered,
    )  # fmt: skip


def _row_judge(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    key = material.cut(fact.spans["cell"])
    others = [t for t in map(material.cut, fact.members) if fold(t) != fold(key)]
    chance = material.chance(fact, "row_judge")
    cell = key if truth else chance.choice(others)
    row = material.cut(fact.spans["row"])
    stem = material.words.say(
        "row_judge", heading=_heading(material, fact), row=row,
        header=material.cut(fact.spans["header"]), cell=cell,
    )  # fmt: skip
    evidence = (fact.spans["line"], fact.spans["top"])
    said = material.words.say("says_true" if truth else "says_false", truth=key)
    yield Draft(
        "judge", "row_judge", fact, stem, row + cell, evidence, truth=truth,
        explanation=said + material.explain(fact, (fact.spans["line"],)), difficulty=0.3,
    )  # fmt: skip


def _row_match(material: Material) -> Iterator[Draft]:
    """Rows with different cells; one row's cell stays over."""
    columns: dict[int, list[Found]] = {}
    for fact in material.of("row"):
        columns.setdefault(fact.group, []).append(fact)
    for facts in columns.values():
        cells = [fold(material.cut(fact.spans["cell"])) for fact in facts]
        if len(facts) < 4 or len(set(cells)) != len(cells):
            continue
        if all(map(_is_figure, cells)):
            continue
        first = facts[0]
        spare = facts[-1] if len(facts) <= 5 else facts[5]
        pairs = [fact for fact in facts[:5] if fact is not spare]
        stem = material.words.say(
            "match_rows", heading=_heading(material, first),
            corner=material.cut(first.spans["corner"]), header=material.cut(first.spans["header"]),
        )  # fmt: skip
        yield Draft(
            "match", "row_match", first, stem, "",
            tuple(fact.spans["line"] for fact in [*pairs, spare]),
            pairs=tuple(
                (material.cut(f.spans["row"]), material.cut(f.spans["cell"])) for f in pairs
            ),
            extra_right=(material.cut(spare.spans["cell"]),),
            explanation=material.explain(first, tuple(f.spans["line"] for f in pairs)),
            thinking="understand", difficulty=0.4,
            covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
        )  # fmt: skip


def _context(material: Material, fact: Found) -> str | None:
    """What the sentence says before the parallel clauses begin; None when it cannot be told."""
    lesson = material.lesson
    if fact.form in ("aspects", "class", "contrast", "uses"):
        return ""
    if fact.form == "cases":
        first = fact.details[0]
        is_first = fact.spans["left"] == first
        return "" if is_first else lesson.cut(first) + ("，" if lesson.language != "en" else ", ")
    sentence = lesson.sentence_at(fact.start)
    if fact.start < fact.spans["left"][0]:
        return ""  # the clause brings its own words before the left side
    begin = min(left[0] for left in fact.details)
    if sentence is None:
        return None
    start, end = strip_lead(lesson, (sentence.start, begin))
    if end <= start:
        return ""
    before = lesson.seen((start, end))
    if len(before) > 40 or is_dangling(before):
        return None
    mark = lesson.text[end:begin].strip() or lesson.text[end - 1 : end]
    return lesson.text[start:end] + (mark[:1] if mark[:1] in "，,：:；;" else "")


def _statement(material: Material, fact: Found, right: str) -> str | None:
    context = _context(material, fact)
    if context is None or is_dangling(material.lesson.seen((fact.start, fact.end))):
        return None
    span = fact.spans["right"]
    end = span[1]
    mid = fact.spans.get("mid")
    if mid and mid[0] >= span[1]:
        end = mid[1]
    text = material.lesson.text
    return context + text[fact.start : span[0]] + right + text[span[1] : end]


def _parallel(material: Material, fact: Found) -> Iterator[Draft]:
    if fact.form == "contrast":
        return
    key = material.cut(fact.spans["right"])
    rights = list(zip(map(material.cut, fact.members), map(material.cut, fact.details),
                      strict=True))  # fmt: skip
    others = [(text, left) for text, left in rights if fold(text) != fold(key)]
    material.chance(fact, "parallel_single").shuffle(others)
    wrong = [
        Choice(text, False, "sibling", material.words.say("sibling", text=text, owner=left))
        for text, left in others[:3]
    ]
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    if fact.kind == "aspect":
        stem = material.words.say(
            "aspect", heading=_heading(material, fact), left=material.cut(fact.spans["left"]),
            mid=material.cut(fact.spans["mid"]),
        )  # fmt: skip
        focus = material.cut(fact.spans["left"])
    else:
        told = _statement(material, fact, material.words.gap)
        if told is None:
            return
        focus = material.words.stop(told)
        stem = material.stem(fact.section, focus, [key])
    yield Draft(
        "single", "parallel_single", fact, stem, focus, evidence,
        (material.right(fact, key), *wrong), explanation=material.explain(fact, evidence),
        thinking="understand", difficulty=0.4,
    )  # fmt: skip


def _parallel_judge(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    key = material.cut(fact.spans["right"])
    others = [t for t in map(material.cut, fact.members) if fold(t) != fold(key)]
    if any(shared(key, other) >= 0.5 for other in others):
        return  # 立即口服15克, 再口服15克: told of the other it is right in part
    chance = material.chance(fact, "parallel_judge")
    if not truth and _PRAISE.search(key):
        return  # each of them is all that is said of the others
    if not truth:
        others = [other for other in others if not _PRAISE.search(other)]
        others = [] if _has_exception(material, fact) else _unsaid(material, fact, others)
    if not truth and not others:
        return
    told = _statement(material, fact, key if truth else chance.choice(others))
    if told is None:
        return
    told = material.words.stop(told)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    said = material.words.say("says_true" if truth else "says_false", truth=key)
    yield Draft(
        "judge", "parallel_judge", fact, material.stem(fact.section, told), told, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), thinking="understand",
        difficulty=0.35,
    )  # fmt: skip


def _has_exception(material: Material, fact: Found) -> bool:
    """What may be otherwise (但…除外, 可以减轻) is not false of the rule either."""
    start, end = material.lesson.evidence((fact.start, fact.end))
    return bool(_EXCEPTION.search(material.lesson.seen((start, end))))


def _unsaid(material: Material, fact: Found, others: list[str]) -> list[str]:
    """Those that do not name what the case itself speaks of: 难以确定侵权人的,由侵权人…"""
    left = pieces(material.cut(fact.spans["left"]))
    theme = frozenset.intersection(*(pieces(material.cut(member)) for member in fact.members))
    return [other for other in others if not (pieces(other) & left) - theme]


def _parallel_match(material: Material, group: list[Found]) -> Iterator[Draft]:
    if len(group) < 4:
        return
    pairs, spare = group[:-1][:4], group[-1]
    spans: list[Span] = [
        material.lesson.evidence((fact.start, fact.end)) for fact in [*pairs, spare]
    ]
    evidence = tuple(dict.fromkeys(spans))
    yield Draft(
        "match", "parallel_match", pairs[0],
        material.words.say("match_pairs", heading=_heading(material, pairs[0])), "", evidence,
        pairs=tuple(
            (material.cut(f.spans["left"]), material.cut(f.spans["right"])) for f in pairs
        ),
        extra_right=(material.cut(spare.spans["right"]),),
        explanation=material.explain(pairs[0], evidence), thinking="understand", difficulty=0.4,
        covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
    )  # fmt: skip
