"""Which sifted drafts become the quiz: sections first, kinds in balance, few per fact and sentence.

Plain choice by rule and order; texts are not read here.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from common.folding import fold
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.phrases import RICH_SECTION
from quizzes.generation.giveaways import are_tied, gives_away
from quizzes.generation.wording import BLANK

_PER_THOUSAND = 13.0
_PER_THOUSAND_ENGLISH = 16.0  # words hold more than characters
_FEWEST = 16  # so that a short lesson, too, can give papers that differ
_ASKED, _NEARLY = 8.0, 5.5  # a lesson between them is asked more freely, to reach the first
_ENOUGH = 8.5  # below this a second question on a fact is better than none
_HARDLY = 5.0  # below this a text is better checked oneself by than not at all
_KIND_SHARE = 0.35
_LOOSER = (0.46,)  # where the text offers hardly anything but singles and blanks
_SMALL = 12
_LONG = 400  # characters of a section
_JUDGE_SHARES = (0.28, 0.34)  # of statements more where other kinds are scarce
_LAST_RESORT = ("loose_blank",)  # only for sections nothing better was found in
# For sections that have no question at all.
_FALLBACK = (
    "demand_multiple", "obliged_short", "listed_short", "summary_short", "passage_short",
)  # fmt: skip
_LIMITS = re.compile(
    r"不超过|不少于|不得|至少|最长|最多|以上|以下|以内|内|前|满|应|须|起|为|达到|至|必须|提前"
)
_WORTH = {
    "attribution": 9, "decision": 9, "row_match": 8, "role_match": 8,
    "meaning_match": 8, "source_match": 8, "shift_judge": 8, "role_judge": 8,
    "kindred_single": 9, "kindred_match": 9, "before_judge": 8, "earliest_single": 8.5,
    "members_judge": 8, "role_single": 8, "meaning_single": 8, "term_single": 8, "cell_single": 7,
    "order_single": 7, "parallel_single": 8, "list_multiple": 9,
    "points_multiple": 8, "letters_blank": 7, "list_blank": 6,
    "term_blank": 7, "shift_blank": 5, "figures_blank": 6.5, "figure_blank": 5, "swap_judge": 7,
    "date_match": 8, "date_judge": 7, "duty_single": 6,
    "saying_blank": 7, "members_multiple": 9, "members_single": 8.5,
    "members_blank": 8, "pairing_single": 8, "pairing_match": 8.5,
    "motto_blank": 7.5, "couplet_blank": 7, "ordinal_blank": 7, "first_blank": 7,
    "class_multiple": 9, "rank_single": 8, "denial_single": 8, "denial_blank": 7,
    "deed_single": 8, "deed_match": 9, "law_single": 8.5, "law_match": 9, "demand_multiple": 6,
    "loose_blank": 3, "figure_judge": 3, "order_judge": 7, "figure_single": 6,
    "limit_match": 8, "term_judge": 5, "limit_judge": 7.5, "pair_judge": 7, "contrast_judge": 7,
    "reason_judge": 7, "case_multiple": 9, "case_blank": 6, "orders_multiple": 9,
    "date_single": 6, "source_judge": 7, "row_judge": 7, "meaning_judge": 8,
    "sequence_single": 9, "title_single": 7.5, "case_single": 7.5, "place_single": 7.5,
    "place_blank": 6.5, "obliged_multiple": 8, "penalty_single": 8, "wording_single": 5,
    "obliged_short": 7, "listed_short": 6.5,
}  # fmt: skip


def select(drafts: Iterable[Draft], material: Material, limit: int | None) -> list[Draft]:
    """At most `limit` drafts (a density of the text by default), in reading order.

    Two questions on one sentence of which one prints what the other has typed are taken only in
    a lesson that nearly reaches the density asked of it without them; in no paper do both stand.
    """
    drafts = list(drafts)
    chosen = _selected(drafts, material, limit, is_strict=True)
    density = len(chosen) / max(1, material.lesson.size) * 1000
    is_near = limit is None and _NEARLY <= density < _ASKED
    return _selected(drafts, material, limit, is_strict=False) if is_near else chosen


def _selected(
    drafts: list[Draft], material: Material, limit: int | None, *, is_strict: bool
) -> list[Draft]:
    pool = sorted(drafts, key=lambda draft: _rank(draft, material))
    fallback = [draft for draft in pool if draft.rule in _FALLBACK]
    graded = [d for d in pool if d.kind != "short" and d.rule not in _FALLBACK]
    shorts = [d for d in pool if d.kind == "short" and d.rule not in _FALLBACK]
    density = _PER_THOUSAND_ENGLISH if material.lesson.language == "en" else _PER_THOUSAND
    wanted = max(_FEWEST, round(material.lesson.size / 1000 * density))
    wanted = min(wanted, limit) if limit is not None else wanted
    spare = sum(draft.kind == "short" for draft in fallback)
    chosen = _chosen(_without_needless(graded), material, wanted, spare, is_strict)
    if len(chosen) < min(wanted, material.lesson.size / 1000 * _ENOUGH):
        chosen = _chosen(graded, material, wanted, spare, is_strict)
    if limit is None or len(chosen) < limit:
        chosen += _for_the_bare(fallback, chosen, material)
        chosen = chosen[:limit]
    room = len(chosen) if limit is None else max(0, limit - len(chosen))
    if material.lesson.language == "en":
        shorts = [short for short in shorts if not any(gives_away(short, d) for d in chosen)]
    chosen += shorts[: min(room, max(1, len(chosen) // 4))]
    chosen = _unasked(chosen, chosen)
    chosen += _to_reach_density(_unasked(fallback, chosen), chosen, material, limit)
    return sorted(chosen, key=lambda draft: (draft.fact.start, draft.rule, draft.stem))


def _unasked(drafts: list[Draft], chosen: list[Draft]) -> list[Draft]:
    """Without summaries of the very points a chosen question of the lesson's own asks for."""
    asked = {draft.checklist for draft in chosen if draft.rule == "prompt_short"}
    return [d for d in drafts if d.rule != "summary_short" or d.checklist not in asked]


def _for_the_bare(fallback: list[Draft], chosen: list[Draft], material: Material) -> list[Draft]:
    """The best fallback of every section no chosen question asks about, two of a long one."""
    asked = {draft.fact.section for draft in chosen}
    starts = [start for draft in chosen for start, _ in draft.evidence]
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in fallback:
        section = material.lesson.section(draft.fact.section)
        is_read = any(a <= start < b for start in starts for a, b in section.paragraphs)
        size = sum(b - a for a, b in section.paragraphs)
        most = 2 if size >= _LONG else int(size >= RICH_SECTION)
        if section.id not in asked and not is_read and len(found[section.id]) < most:
            found[section.id].append(draft)
    return [draft for drafts in found.values() for draft in drafts]


def _to_reach_density(
    fallback: list[Draft], chosen: list[Draft], material: Material, limit: int | None
) -> list[Draft]:
    """More to check oneself by where a text gives little to grade, within the share of a kind,
    which a text that gives hardly anything else may exceed."""
    few = material.lesson.size / 1000 * _HARDLY
    wanted = math.ceil(material.lesson.size / 1000 * _ENOUGH) if limit is None else 0
    shorts = sum(draft.kind == "short" for draft in chosen)
    found: list[Draft] = []
    for draft in fallback:
        total = len(chosen) + len(found) + 1
        is_within = shorts + len(found) + 1 <= _KIND_SHARE * total or total <= few
        if draft.kind == "short" and draft not in chosen and total <= wanted and is_within:
            found.append(draft)
    return found


def _without_needless(graded: list[Draft]) -> list[Draft]:
    """Last resorts leave where a section has better, and one is enough where it has not."""
    rich = {draft.fact.section for draft in graded if not _is_last_resort(draft)}
    kept = []
    for draft in graded:
        if _is_last_resort(draft) and draft.fact.section in rich:
            continue
        kept.append(draft)
        if _is_last_resort(draft):
            rich.add(draft.fact.section)
    return kept


def _is_last_resort(draft: Draft) -> bool:
    return draft.rule in _LAST_RESORT


def _chosen(
    graded: list[Draft], material: Material, wanted: int, shorts: int, is_strict: bool
) -> list[Draft]:
    """The rare kinds first, then singles and blanks, until no kind has more than its share."""
    is_varied = _other_kinds(graded) >= wanted / 4
    enough = min(wanted, material.lesson.size / 1000 * _ENOUGH)
    best: list[Draft] = []
    for share in (_KIND_SHARE, *_LOOSER) if is_varied else _LOOSER:
        for judges in _JUDGE_SHARES:
            terms = _Terms(wanted, share, judges, is_strict)
            best = max(best, _filled(graded, material, terms), key=len)
            if len(best) >= enough:
                return best
        if share == _KIND_SHARE and len(best) + min(shorts, len(best) / 2) >= enough:
            return best  # rather some to check oneself by than more of one kind
    return best


def _filled(graded: list[Draft], material: Material, terms: _Terms) -> list[Draft]:
    aim = terms.wanted
    while True:
        choice = _Choice(material, replace(terms, wanted=aim))
        enough = min(aim, math.ceil(material.lesson.size / 1000 * _ENOUGH))
        plain = [d for d in graded if d.kind in ("single", "blank")]
        choice.fill([d for d in graded if d.kind in ("match", "multiple")], 1, aim)
        choice.judge(graded, 1, aim)
        choice.fill(plain, 1, aim)
        for per_sentence in (2, 3):  # a second question on a sentence only where few were found
            choice.judge(graded, per_sentence, enough)
            choice.fill(plain, per_sentence, enough)
        got = len(choice.taken)
        most = max(Counter(d.kind for d in choice.taken).values(), default=0)
        if got < 8 or most <= _allowed(terms.share, got):
            return choice.taken
        aim = min(int(aim * 0.97), got) if aim > 60 else min(aim - 1, got)


def _allowed(share: float, total: int) -> float:
    """How many of one kind; in a small quiz one more, or hardly anything could be taken."""
    return share * total + (total < _SMALL)


def _other_kinds(graded: list[Draft]) -> int:
    """How many questions could be neither single nor blank; every true 判断 needs a false one."""
    told = Counter(draft.truth for draft in graded if draft.kind == "judge")
    others = sum(draft.kind in ("match", "multiple") for draft in graded)
    return others + 2 * min(told[True], told[False])


def _rank(draft: Draft, material: Material) -> tuple[float, int, str, str]:
    chance = material.chance(draft.fact, "rank" + draft.rule)
    worth = _WORTH.get(draft.rule, 4) + _weight(draft, material)
    return (-worth + chance.random() * 2, draft.fact.start, draft.rule,
            draft.stem)  # fmt: skip


def _weight(draft: Draft, material: Material) -> float:
    """Limits and duties before incidental figures, set phrases before mere enumerations."""
    if draft.fact.kind == "number":
        start, end = draft.fact.start, draft.fact.end
        around = material.lesson.shadow[max(0, start - 8) : end + 4]
        return 1.5 if _LIMITS.search(around) else -1.5
    if draft.fact.form == "even":
        return -2.0
    return 0.0


class _Queues:
    """Drafts waiting by section, best first."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.by_section: dict[str, deque[Draft]] = defaultdict(deque)
        for draft in drafts:
            self.by_section[draft.fact.section].append(draft)


@dataclass(frozen=True, slots=True)
class _Terms:
    """How many are wanted, the most of one kind and of 判断 as shares, and how strictly."""

    wanted: int
    share: float
    judges: float
    is_strict: bool


class _Choice:
    """What has been taken so far and what may still be."""

    def __init__(self, material: Material, terms: _Terms) -> None:
        self._material = material
        self._terms = terms
        self._is_english = material.lesson.language == "en"
        self._variety = int(self._is_english)  # judges of many rules rather than the best one
        self.taken: list[Draft] = []
        self._facts: Counter[str] = Counter()
        self._asked: set[tuple[str, str]] = set()
        self._places: Counter[tuple[int, int]] = Counter()
        self._kinds: Counter[str] = Counter()
        self._sections: Counter[str] = Counter()
        self._order = {s.id: i for i, s in enumerate(material.lesson.outline.sections)}
        self._told: Counter[tuple[str, bool | None]] = Counter()
        self._answers: set[tuple[str, ...]] = set()
        self._given: set[tuple[int, str]] = set()

    def fill(self, pool: list[Draft], per_sentence: int, wanted: int) -> None:
        """Round after round the best draft of the sections with fewest items."""
        queues = _Queues(pool)
        while len(self.taken) < wanted:
            best = self._next(queues, per_sentence)
            if best is None:
                return
            self._take(best)

    def judge(self, graded: list[Draft], per_sentence: int, wanted: int) -> None:
        """True and false by turns, false first: of true ones there are always more."""
        if not self._terms.wanted:
            return
        by_rule: dict[tuple[bool | None, str], list[Draft]] = defaultdict(list)
        for draft in graded:
            if draft.kind == "judge":
                by_rule[draft.truth, draft.rule].append(draft)
        queues = {key: _Queues(drafts) for key, drafts in by_rule.items()}
        rare = self._kinds["match"] + self._kinds["multiple"]
        spare = 1 - 2 * self._terms.share + 0.04 - rare / self._terms.wanted
        most = max(
            2,
            int(self._terms.wanted * max(self._terms.judges, min(self._terms.share - 0.01, spare))),
        )
        while self._kinds["judge"] + 2 <= most and len(self.taken) + 2 <= wanted:
            for truth in (False, True):
                best = self._told_next(queues, truth, per_sentence)
                if best is None:
                    if truth:
                        self._give_back()  # a lone false one would be known by being alone
                    return
                self._take(best)

    def _told_next(
        self,
        queues: dict[tuple[bool | None, str], _Queues],
        truth: bool,
        per_sentence: int,
    ) -> Draft | None:
        """No rule may show by itself whether a statement is true: those owed come first."""
        rules = [rule for told, rule in queues if told is truth]
        surplus = {rule: self._told[rule, truth] - self._told[rule, not truth] for rule in rules}
        told = {rule: self._variety * self._told[rule, truth] for rule in rules}
        for rule in sorted(
            rules, key=lambda rule: (surplus[rule], told[rule], -_WORTH.get(rule, 4), rule)
        ):
            best = self._next(queues[truth, rule], per_sentence)
            if best is not None:
                return best
        return None

    def _next(self, queues: _Queues, per_sentence: int) -> Draft | None:
        """What may not be taken now may never be in this round: it leaves its queue."""
        for section in sorted(
            queues.by_section, key=lambda s: (self._sections[s], self._order.get(s, 0))
        ):
            queue = queues.by_section[section]
            while queue:
                draft = queue.popleft()
                if self._may(draft, per_sentence):
                    return draft
            del queues.by_section[section]
        return None

    def _may(self, draft: Draft, per_sentence: int) -> bool:
        facts = self._facts_of(draft)
        if any(self._facts[fact] >= per_sentence for fact in facts):
            return False
        if any((fact, draft.kind) in self._asked for fact in facts):
            return False
        if any(self._places[place] >= per_sentence for place in draft.evidence[:1]):
            return False
        if self._kinds[draft.kind] + 1 > max(2.0, _allowed(self._terms.share, self._terms.wanted)):
            return False
        # What prints an answer may stand in the bank, never in one paper: the drawing sees to it.
        strict = self._terms.is_strict
        if any(
            gives_away(draft, other)
            for other in self.taken
            if per_sentence == 1 or are_tied(draft, other, is_strict=strict)
        ):
            return False
        if self._given & _given_by(draft):
            return False  # the same answer from the same sentence, in whatever kind
        return self._answer(draft) not in self._answers

    def _facts_of(self, draft: Draft) -> list[str]:
        return [draft.fact.id(self._material.lesson), *draft.covers]

    def _answer(self, draft: Draft) -> tuple[str, ...]:
        """What makes two questions one; two gaps of one statement would fill each other."""
        if draft.kind == "blank" and draft.fact.kind != "number":
            filled = draft.focus
            for accepted in draft.accepted:
                filled = filled.replace(BLANK, accepted[0], 1)
            return ("blank", fold(filled))
        words = draft.keys or [a[0] for a in draft.accepted] or [right for _, right in draft.pairs]
        if draft.kind == "judge":
            words = [draft.stem]
        where = str(draft.fact.start) if draft.kind == "blank" else draft.stem
        return (draft.kind, where, *sorted(map(fold, words)))

    def _give_back(self) -> None:
        draft = self.taken.pop()
        self._facts.subtract(self._facts_of(draft))
        self._asked -= {(fact, draft.kind) for fact in self._facts_of(draft)}
        self._told[draft.rule, draft.truth] -= 1
        self._places.subtract(draft.evidence[:1])
        self._kinds[draft.kind] -= 1
        self._sections[draft.fact.section] -= 1
        self._answers.discard(self._answer(draft))

    def _take(self, draft: Draft) -> None:
        self.taken.append(draft)
        self._facts.update(self._facts_of(draft))
        self._asked.update((fact, draft.kind) for fact in self._facts_of(draft))
        self._told[draft.rule, draft.truth] += 1
        self._places.update(draft.evidence[:1])
        self._kinds[draft.kind] += 1
        self._sections[draft.fact.section] += 1
        self._answers.add(self._answer(draft))
        self._given |= _given_by(draft)


def _given_by(draft: Draft) -> set[tuple[int, str]]:
    """What a learner answers, with the sentence that says it; of one answer only."""
    if draft.kind not in ("single", "blank") or not draft.evidence:
        return set()
    answers = [*draft.keys, *(spelling for accepted in draft.accepted for spelling in accepted)]
    return {(draft.evidence[0][0], fold(answer)) for answer in answers}
