"""Filters on the options together: enough of them, no cue by length, echo, form or order."""

from __future__ import annotations

import re
from collections.abc import Callable

from common.folding import fold, shadow
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.filters.similarity import likeness, pieces, shared

_ECHO_FREE = (
    "figure_single",
    "attribution",
    "decision",
    "list_multiple",
    "order_single",
)
_FEWEST = 3
_SHORT_NAME = 6
_FUNCTION = set("的了和与及在是有为以对不一要由")
_SIDE, _SIDE_ENGLISH = 60, 110  # characters of one side of a match


def is_short_of_options(draft: Draft, material: Material) -> bool:
    keys, wrong = len(draft.keys), len(draft.wrong)
    if draft.kind == "single":
        return keys != 1 or keys + wrong < _FEWEST
    if draft.kind == "multiple":
        return keys < 2 or wrong < 1 or keys + wrong < 4 or (keys >= 3 and wrong < 2)
    return False


def repeats_option(draft: Draft, material: Material) -> bool:
    options = [fold(text) for text in [*draft.keys, *draft.wrong]]
    rights = [fold(right) for _, right in draft.pairs] + [fold(r) for r in draft.extra_right]
    lefts = [fold(left) for left, _ in draft.pairs]
    return any(len(set(words)) != len(words) or "" in words for words in (options, rights, lefts))


def shows_length(draft: Draft, material: Material) -> bool:
    """The key must not be the longest by more than a quarter."""
    if draft.kind != "single" or not draft.wrong:
        return False
    key, others = len(draft.keys[0]), [len(text) for text in draft.wrong]
    if draft.rule == "role_single" and not draft.keys[0].isascii() and key > 1.5 * max(others):
        return True
    if key >= 6 and key > 1.25 * max(others):
        return True
    return key >= 6 and key * 2 < min(others)


def echoes(draft: Draft, material: Material) -> bool:
    """A content word shared by stem and key and by no wrong option."""
    if draft.kind not in ("single", "multiple") or draft.rule in _ECHO_FREE:
        return False
    stem = pieces(draft.stem)
    wrong = frozenset[str]().union(*(pieces(text) for text in draft.wrong))
    if draft.kind == "multiple":
        hits = [bool((pieces(key) & stem) - wrong) for key in draft.keys]
        return sum(hits) * 2 >= len(hits)
    return any((pieces(key) & stem) - wrong or _rings(key, draft) for key in draft.keys)


def _rings(key: str, draft: Draft) -> bool:
    """A key of one or two characters, one of which stands in the lesson's words of the stem."""
    folded, stem = fold(key), fold(draft.focus)
    most = _SHORT_NAME if draft.rule == "kindred_single" else 2  # 居家养老: 住在自己家里
    if len(folded) > most or folded.isascii():
        return False
    wrong = "".join([*map(fold, draft.wrong), *_FUNCTION])
    return any(char in stem and char not in wrong for char in folded)


def matches_by_echo(draft: Draft, material: Material) -> bool:
    """In a match, a left side must not share words with its own right side alone."""
    if draft.kind != "match":
        return False
    rights = [right for _, right in draft.pairs] + list(draft.extra_right)
    told = 0
    lefts = [fold(left) for left, _ in draft.pairs]
    if draft.rule == "meaning_match" and any(left in fold(r) for left in lefts for r in rights):
        return True  # 介于健康与失能之间: what names another term is known from it
    for left, right in draft.pairs:
        others = frozenset[str]().union(*(pieces(r) for r in rights if r != right))
        told += bool((pieces(left) & pieces(right)) - others) or _sounds(left, right, rights)
    return told * 3 >= len(draft.pairs)


def _sounds(left: str, right: str, rights: list[str]) -> bool:
    """A short name one character of which stands in its own right side alone: 借阅证, 凭证."""
    word = fold(left)
    others = "".join(fold(other) for other in rights if other != right)
    ringing = set(word) - _FUNCTION
    return len(word) <= _SHORT_NAME and any(
        char in fold(right) and char not in others for char in ringing
    )


def shows_form(draft: Draft, material: Material) -> bool:
    """All keys begin or end alike, or share a word, and no wrong option does."""
    if draft.kind != "multiple":
        return False
    keys = [shadow(key) for key in draft.keys]
    wrong = [shadow(text) for text in draft.wrong]
    for cut in (slice(0, 2), slice(1, 2), slice(-1, None), slice(-2, None)):
        ends = {key[cut] for key in keys}
        if len(ends) == 1 and not any(text[cut] in ends for text in wrong):
            return True
    common = frozenset.intersection(*(pieces(key) for key in draft.keys))
    return bool(common - frozenset[str]().union(*(pieces(text) for text in draft.wrong)))


def is_unordered(draft: Draft, material: Material) -> bool:
    """Figures among the options stand in rising order."""
    if draft.kind != "single" or not draft.is_ordered:
        return False
    figures = [_figures(choice.text) for choice in draft.choices]
    plain = [figure for figure in figures if figure]
    return plain != sorted(plain) and draft.rule == "cell_single"


def _figures(text: str) -> list[float]:
    return [float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", fold(text))]


def is_uneven(draft: Draft, material: Material) -> bool:
    """Options of very different length show that they were gathered from different places."""
    if draft.rule not in ("meaning_single", "role_single", "term_single", "order_single",
                          "list_multiple"):  # fmt: skip
        return False
    lengths = [len(text) for text in [*draft.keys, *draft.wrong]]
    return max(lengths) > 3 * min(lengths) and max(lengths) - min(lengths) > 6


def is_lopsided_match(draft: Draft, material: Material) -> bool:
    if draft.kind != "match":
        return False
    rights = [right for _, right in draft.pairs] + list(draft.extra_right)
    limit = _SIDE_ENGLISH if material.lesson.language == "en" else _SIDE
    if draft.rule == "row_match" and any(
        pieces(a) & pieces(b) for i, a in enumerate(rights) for b in rights[i + 1 :]
    ):
        return True  # 沥干水分 and 尽量沥干 fit one row as well as the other
    is_alike = any(
        shared(a, b) > 0.8 and likeness(a, b) > 0.6
        for i, a in enumerate(rights)
        for b in rights[i + 1 :]
        if pieces(a) and pieces(b) and not re.search(r"\d", a)
    )
    if is_alike and draft.fact.form != "ages":  # 无民事行为能力人 is meant to be like 限制…
        return True
    return len(draft.pairs) < 3 or any(len(side) > limit for pair in draft.pairs for side in pair)


FILTERS: dict[str, Callable[[Draft, Material], bool]] = {
    "few_options": is_short_of_options,
    "double_option": repeats_option,
    "key_longest": shows_length,
    "echo": echoes,
    "match_echo": matches_by_echo,
    "form": shows_form,
    "unordered": is_unordered,
    "uneven": is_uneven,
    "match_form": is_lopsided_match,
}
