"""Which sifted drafts become the quiz: sections first, kinds in balance, few per fact and sentence.

Plain choice by rule and order; texts are not read here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from common.folding import fold
from quizzes.generation.candidates.draft import Draft, Material

_PER_THOUSAND = 12.0
_KIND_SHARE = 0.34
_WORTH = {
    "attribution": 9, "decision": 9, "row_match": 8, "role_match": 8, "parallel_match": 8,
    "meaning_match": 8, "points_match": 7, "source_match": 8, "shift_judge": 8, "role_judge": 8,
    "role_single": 8, "meaning_single": 8, "term_single": 8, "cell_single": 7, "order_single": 7,
    "detail_single": 8, "parallel_single": 8, "list_multiple": 9, "points_multiple": 8,
    "children_multiple": 8, "letters_blank": 7, "list_blank": 6, "term_blank": 7,
    "shift_blank": 5, "figures_blank": 7, "figure_blank": 5, "figure_single": 6,
    "source_judge": 7, "row_judge": 6, "parallel_judge": 7, "meaning_judge": 6, "role_blank": 5,
}  # fmt: skip


def select(drafts: Iterable[Draft], material: Material, limit: int | None) -> list[Draft]:
    """At most `limit` drafts (a density of the text by default), in reading order."""
    pool = sorted(drafts, key=lambda draft: _rank(draft, material))
    shorts = [draft for draft in pool if draft.kind == "short"]
    wanted = max(3, round(material.lesson.size / 1000 * _PER_THOUSAND))
    wanted = min(wanted, limit) if limit is not None else wanted
    choice = _Choice(material, wanted)
    for per_fact, per_sentence in ((1, 1), (1, 2), (1, 3), (2, 4)):
        choice.fill([d for d in pool if d.kind != "short"], per_fact, per_sentence)
    chosen = _balanced(choice.taken)
    room = len(chosen) if limit is None else max(0, limit - len(chosen))
    chosen += shorts[: min(room, max(1, len(chosen) // 4))]
    return sorted(chosen, key=lambda draft: (draft.fact.start, draft.rule, draft.stem))


def _rank(draft: Draft, material: Material) -> tuple[float, int, str, str]:
    chance = material.chance(draft.fact, "rank" + draft.rule)
    return (-_WORTH.get(draft.rule, 4) + chance.random() * 2, draft.fact.start, draft.rule,
            draft.stem)  # fmt: skip


class _Choice:
    """What has been taken so far and what may still be."""

    def __init__(self, material: Material, wanted: int) -> None:
        self._material = material
        self._wanted = wanted
        self.taken: list[Draft] = []
        self._facts: Counter[str] = Counter()
        self._places: Counter[tuple[int, int]] = Counter()
        self._kinds: Counter[str] = Counter()
        self._sections: Counter[str] = Counter()
        self._truths: Counter[bool | None] = Counter()
        self._answers: set[tuple[str, ...]] = set()

    def fill(self, pool: list[Draft], per_fact: int, per_sentence: int) -> None:
        """Round after round the best draft of the sections with fewest items."""
        by_section: dict[str, list[Draft]] = defaultdict(list)
        for draft in pool:
            by_section[draft.fact.section].append(draft)
        while len(self.taken) < self._wanted:
            best = self._next(by_section, per_fact, per_sentence)
            if best is None:
                return
            self._take(best)
            by_section[best.fact.section].remove(best)

    def _next(
        self, by_section: dict[str, list[Draft]], per_fact: int, per_sentence: int
    ) -> Draft | None:
        for section in sorted(by_section, key=lambda s: (self._sections[s], _number(s))):
            for draft in by_section[section]:
                if self._may(draft, per_fact, per_sentence):
                    return draft
        return None

    def _may(self, draft: Draft, per_fact: int, per_sentence: int) -> bool:
        facts = [draft.fact.id(self._material.lesson), *draft.covers]
        if any(self._facts[fact] >= per_fact for fact in facts):
            return False
        if any(self._places[place] >= per_sentence for place in draft.evidence[:1]):
            return False
        if self._kinds[draft.kind] + 1 > max(2.0, _KIND_SHARE * (len(self.taken) + 4)):
            return False
        if draft.kind == "judge":
            other = self._truths[not draft.truth]
            if self._truths[draft.truth] > other + 1:
                return False
        return self._answer(draft) not in self._answers

    def _answer(self, draft: Draft) -> tuple[str, ...]:
        words = draft.keys or [a[0] for a in draft.accepted] or [right for _, right in draft.pairs]
        if draft.kind == "judge":
            words = [draft.stem]
        where = str(draft.fact.start) if draft.kind == "blank" else draft.stem
        return (draft.kind, where, *sorted(map(fold, words)))

    def _take(self, draft: Draft) -> None:
        self.taken.append(draft)
        self._facts[draft.fact.id(self._material.lesson)] += 1
        self._facts.update(draft.covers)
        self._places.update(draft.evidence[:1])
        self._kinds[draft.kind] += 1
        self._sections[draft.fact.section] += 1
        self._truths[draft.truth] += 1
        self._answers.add(self._answer(draft))


def _number(section: str) -> tuple[int, str]:
    digits = "".join(char for char in section if char.isdigit())
    return (int(digits or 0), section)


def _balanced(drafts: list[Draft]) -> list[Draft]:
    """判断 between 40 and 60 % true and no kind over 35 %: the last taken leave first."""
    drafts = list(drafts)
    while True:
        judges = [draft for draft in drafts if draft.kind == "judge"]
        true = sum(bool(draft.truth) for draft in judges)
        if judges and not 0.4 <= true / len(judges) <= 0.6:
            surplus = true * 2 > len(judges)
            drafts.remove(next(d for d in reversed(judges) if d.truth is surplus))
            continue
        kinds = Counter(draft.kind for draft in drafts)
        kind, count = kinds.most_common(1)[0] if kinds else ("", 0)
        if len(drafts) >= 8 and len(kinds) >= 3 and count > 0.35 * len(drafts):
            drafts.remove(next(d for d in reversed(drafts) if d.kind == kind))
            continue
        return drafts
