"""Which wrong options may stay beside the keys; the rest leave before the item is judged.

An option leaves when it is also true, says the same, or gives itself away.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from common.folding import fold, shadow
from lessons.importing.sentences import sentences
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.filters.similarity import pieces, shared

_FIGURE_RULES = (
    "sequence_single",
    "kindred_single",
    "figure_single",
    "cell_single",
    "parallel_single",
    "row_judge",
    "pairing_single",
    "class_multiple",
    "law_single",
)
_LISTING = ("points_multiple",)
SLOGANS = re.compile(
    r"^(?:坚持(?:党的领导|人民至上|以人民为中心|党建引领|实事求是)|加强党的领导|提高(?:思想)?认识|加强领导|高度重视|总的|概述|引言)"
)
_ABSOLUTE = re.compile(r"全部|所有|一切|唯一|完全|必然|绝对|从不|永远|必定|任何")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d{2}(?=年|$|\D)")
VERBS = re.compile(
    r"^(?:坚持|加强|推动|推进|做好|强化|完善|健全|实现|提升|提高|优化|鼓励|明确|遵循|利用|通过|建立|加大|突出|继续|不断|防止|处理好"
    r"|分清|做足|记[清好住]?|抓[住好]?|备好|熟悉|清理|检查|培养|促进|保障|维护|落实|深化|扩大|增强|守住|看懂|了解|认识|掌握|规范|开展|组织|构建|打造|发挥|注重|有利于|事关|为什么|怎样|如何|什么是|从|在|把|对)"
)


def prune(draft: Draft, material: Material) -> tuple[list[Choice], list[str]]:
    """The choices that stay, and a code for each that left."""
    kept: list[Choice] = [choice for choice in draft.choices if choice.key]
    codes: list[str] = []
    stay: list[Choice] = []
    for choice in draft.choices:
        if choice.key:
            continue
        code = _verdict(choice, draft, material, stay)
        if code:
            codes.append(code)
        else:
            stay.append(choice)
    chosen = {id(choice) for choice in [*kept, *stay]}
    return [choice for choice in draft.choices if id(choice) in chosen], codes


def _verdict(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> str | None:
    for code, is_bad in _RULES.items():
        if is_bad(choice, draft, material, stay):
            return code
    return None


def _stands_in_stem(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    """A wrong figure that the stem itself names elsewhere is out of the question."""
    return choice.origin == "near figure" and fold(choice.text) in fold(draft.stem)


def _is_double(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    others = [*draft.keys, *(other.text for other in stay)]
    return any(fold(choice.text) == fold(other) for other in others)


def _overlaps(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    """One option inside another, or nearly the same words (figures and class mates aside)."""
    if draft.rule in _FIGURE_RULES or choice.origin in ("lexicon", "source", "near figure"):
        return False
    words = fold(choice.text)
    for other in [*draft.keys, *(other.text for other in stay)]:
        folded = fold(other)
        if words in folded or folded in words or shared(choice.text, other) >= 0.6:
            return True
    return False


def _is_also_true(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    """Over the whole lesson for lexicon words, over the asked section for points."""
    lesson = material.lesson
    if choice.origin == "lexicon":
        return fold(choice.text) in lesson.folded
    if draft.rule in _LISTING:
        section = lesson.section(draft.fact.section)
        words = pieces(choice.text)
        if fold(choice.text) in fold(lesson.text[section.start : section.end]):
            return True
        return any(
            len(words & pieces(lesson.text[a:b])) >= 0.6 * len(words)
            for a, b in sentences(lesson.text, section.start, section.end)
        )
    if draft.rule in ("meaning_single", "role_single", "attribution", "decision"):
        sentence = lesson.sentence_at(draft.fact.start)
        own = lesson.text[draft.fact.start : draft.fact.end]
        return (
            sentence is not None
            and draft.rule == "meaning_single"
            and (fold(choice.text) in fold(own))
        )
    return False


def _is_slogan(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    return draft.rule in _LISTING and bool(SLOGANS.match(shadow(choice.text)))


def _is_absolute(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    if draft.rule in ("meaning_single", "parallel_single", "cell_single", "order_single"):
        return False  # the lesson's own words, among words of the same kind
    keys = "".join(shadow(key) for key in draft.keys)
    return bool(_ABSOLUTE.search(shadow(choice.text))) and not _ABSOLUTE.search(keys)


def _is_misshapen(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    """Points must look like points: begin alike (verb or noun) and be of similar length."""
    if draft.rule not in _LISTING:
        return False
    shapes = {bool(VERBS.match(shadow(key))) for key in draft.keys}
    if choice.origin == "elsewhere" and shapes != {True}:
        return True
    if bool(VERBS.match(shadow(choice.text))) not in shapes:
        return True
    lengths = [len(key) for key in draft.keys]
    return not 0.5 * min(lengths) <= len(choice.text) <= 1.6 * max(lengths)


def _names_elsewhere(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    """A point that names the topic of its own place shows it does not belong here."""
    if draft.rule not in _LISTING or choice.origin != "elsewhere":
        return False
    words = pieces(choice.text)
    here = material.lesson.heading(draft.fact.section) or ""
    for section in material.lesson.outline.sections:
        if section.id == draft.fact.section or not section.heading:
            continue
        leaked = (words & pieces(section.heading)) - pieces(here)
        if section.heading != choice.text and len(leaked) >= 2:
            return True
    return False


def _is_out_of_order(choice: Choice, draft: Draft, material: Material, stay: list[Choice]) -> bool:
    """A year on the other side of a year the stem names cannot be meant: 1888年以后…到1879年."""
    own, key = _YEAR.search(shadow(choice.text)), _YEAR.search(shadow(draft.keys[0]))
    if choice.origin != "near figure" or not own or not key:
        return False
    shown = [int(year) for year in _YEAR.findall(shadow(draft.focus))]
    return any((int(own[0]) < year) != (int(key[0]) < year) for year in shown)


_RULES: dict[str, Callable[[Choice, Draft, Material, list[Choice]], bool]] = {
    "option_double": _is_double,
    "option_in_stem": _stands_in_stem,
    "option_also_true": _is_also_true,
    "option_order": _is_out_of_order,
    "option_overlaps": _overlaps,
    "option_slogan": _is_slogan,
    "option_absolute": _is_absolute,
    "option_form": _is_misshapen,
    "option_elsewhere": _names_elsewhere,
}
