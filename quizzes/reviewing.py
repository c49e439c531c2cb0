"""The editors' desk for items, reads only: the map of what is covered, the queue, one item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lessons.contents import Contents
from lessons.models import Edition, Lesson, Section
from lessons.rendering import numbered, passage
from people import site
from quizzes.models import Item, ItemPlace, ItemReport, ItemVersion
from quizzes.review_words import (
    ACTIONS,
    REJECT_CODES,
    REJECTED,
    rule_in_words,
    rules_named_like,
)
from quizzes.sheets import letter_of
from quizzes.showing import Reader

RICH_SECTION = 120  # characters of own text from which a section should have an item
OUT = (Item.State.REJECTED, Item.State.QUARANTINED)


@dataclass(frozen=True, slots=True)
class Covered:
    """A section of the map; items rejected or taken out do not cover it."""

    key: str
    title: str
    level: int
    kinds: tuple[tuple[str, int], ...]  # kind in words, how many
    total: int
    unreviewed: int
    is_bare: bool  # enough text, no item


def coverage_map(
    sections: Sequence[Section], counts: Sequence[dict[str, Any]], reader: Reader
) -> list[Covered]:
    """Every section with text of its own or items, in reading order."""
    kinds: dict[str, Counter[str]] = {}
    waiting: Counter[str] = Counter()
    for row in counts:
        if row["item__state"] in OUT:
            continue
        kinds.setdefault(row["section_key"], Counter())[row["item__kind"]] += row["count"]
        if row["item__state"] == Item.State.UNREVIEWED:
            waiting[row["section_key"]] += row["count"]
    contents = Contents(sections)
    found = []
    for section in sections:
        here = kinds.get(section.key, Counter())
        own = sum(end - start for start, end in section.paragraphs)
        if not own and not here and not section.heading:
            continue
        found.append(
            Covered(
                key=section.key,
                title=title_of(section, contents, reader),
                level=min(section.level, 4),
                kinds=tuple((str(kind.label), here[kind]) for kind in Item.Kind if here[kind]),
                total=here.total(),
                unreviewed=waiting[section.key],
                is_bare=own >= RICH_SECTION and not here,
            )
        )
    return found


def title_of(section: Section, contents: Contents, reader: Reader) -> str:
    """Its number and heading in the reader's script; 开篇, 结语 or 正文 where it has none."""
    return numbered(reader.words(section.label)) + reader.words(contents.title_of(section))


@dataclass(frozen=True, slots=True)
class Totals:
    all: int
    unreviewed: int
    approved: int
    rejected: int
    quarantined: int

    @classmethod
    def of_states(cls, states: Counter[str]) -> Totals:
        return cls(states.total(), *(states[state] for state in Item.State))


def totals_of(counts: Sequence[dict[str, Any]]) -> Totals:
    states: Counter[str] = Counter()
    for row in counts:
        states[row["item__state"]] += row["count"]
    return Totals.of_states(states)


def rules_in(counts: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """The names of the rules that made this edition's items, each once, with a rule of it."""
    rules = {rules_named_like(row["item__rule"])[0] for row in counts if row["item__rule"]}
    return sorted((rule, rule_in_words(rule)) for rule in rules)


def reject_log(edition: Edition) -> list[tuple[str, int]]:
    """Why the generator left candidates out, in words, the most frequent first."""
    rejected = edition.generation.get("rejected", {})
    rows = sorted(rejected.items(), key=lambda row: (-row[1], row[0]))
    return [(str(REJECTED.get(code, code)), count) for code, count in rows]


def is_held() -> bool:
    """Whether items wait for an editor; costs 1 query."""
    return bool(site.value("quiz_review_policy") == "hold")


@dataclass(frozen=True, slots=True)
class Queued:
    item: int
    number: int
    section_key: str
    state: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The items in order, and where in it one stands; `number` is 0 for one outside."""

    rows: tuple[Queued, ...]
    number: int
    totals: Totals

    @property
    def next(self) -> Queued | None:
        return self.rows[self.number] if 0 < self.number < len(self.rows) else None

    @property
    def previous(self) -> Queued | None:
        return self.rows[self.number - 2] if self.number > 1 else None

    @property
    def siblings(self) -> list[Queued]:
        """The others of the same section."""
        if not self.number:
            return []
        here = self.rows[self.number - 1]
        return [r for r in self.rows if r.section_key == here.section_key and r is not here]

    @property
    def next_unreviewed(self) -> Queued | None:
        """After this one, or else from the beginning."""
        order = (*self.rows[self.number :], *self.rows[: max(0, self.number - 1)])
        return next((row for row in order if row.state == Item.State.UNREVIEWED), None)


def queue_of(edition: Edition, item: int, chosen: dict[str, Any]) -> Queue:
    """Costs 1 query; `chosen` as in ItemPlaceQuerySet.for_queue."""
    found = ItemPlace.objects.for_queue(edition, **chosen)
    rows = tuple(
        Queued(pk, number, key, state)
        for number, (pk, key, state) in enumerate(
            found.values_list("item_id", "section_key", "item__state"), 1
        )
    )
    number = next((row.number for row in rows if row.item == item), 0)
    return Queue(rows, number, Totals.of_states(Counter(row.state for row in rows)))


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a bulk step is about: `items` are those it would change."""

    items: tuple[int, ...]
    action: str
    unreviewed: int  # among them


def bulk_of(edition: Edition, chosen: dict[str, Any], action: str) -> Bulk:
    """Costs 1 query. Approving changes what is unreviewed; rejecting what is not rejected yet."""
    states = dict(
        ItemPlace.objects.for_queue(edition, **chosen).values_list("item_id", "item__state")
    )
    is_reject = action == Item.State.REJECTED
    open_states = (
        (Item.State.UNREVIEWED, Item.State.APPROVED) if is_reject else (Item.State.UNREVIEWED,)
    )
    items = tuple(item for item, state in states.items() if state in open_states)
    waiting = sum(states[item] == Item.State.UNREVIEWED for item in items)
    return Bulk(items, str(Item.State.REJECTED if is_reject else Item.State.APPROVED), waiting)


@dataclass(frozen=True, slots=True)
class Line:
    """An option, blank, pair or point of the item."""

    text: str
    letter: str = ""
    is_key: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    place: str
    html: SafeString
    link: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change in the item's history: what it was before."""

    version: ItemVersion
    action: str
    stem: str  # "": the words did not change in this step
    code: str


@dataclass(frozen=True, slots=True)
class Sight:
    """One item as the page shows it."""

    item: Item
    stem: str
    lines: tuple[Line, ...]
    spare: tuple[str, ...]  # match: right sides that belong to no left
    explanation: str
    rule: str
    tenths: int  # of the learners, who answer wrong
    reject_words: str
    section: str
    sources: tuple[Source, ...]
    history: tuple[Step, ...]
    reports: tuple[ItemReport, ...] = field(default=())


def sight_of(item: Item, edition: Edition, reader: Reader) -> Sight:
    """Costs 4 queries: place, sections, history, reports."""
    place = item.places.filter(edition=edition).first()
    contents = Contents(list(edition.sections.in_order()))
    by_key = {section.key: section for section in contents.sections}
    section = by_key.get(place.section_key) if place else None
    reports = item.reports.select_related("reported_by").order_by("settled_at", "-reported_at")
    return Sight(
        item=item,
        stem=reader.words(item.stem),
        lines=tuple(_LINES.get(item.kind, _options)(item, reader)),
        spare=tuple(reader.words(text) for text in item.extra_right),
        explanation=reader.words(item.explanation),
        rule=rule_in_words(item.rule),
        tenths=round(item.difficulty * 10),
        reject_words=str(REJECT_CODES.get(item.reject_code, item.reject_code)),
        section=title_of(section, contents, reader) if section else "",
        sources=tuple(_sources(place, edition, contents, reader)) if place else (),
        history=tuple(_history(item)),
        reports=tuple(reports),
    )


def _options(item: Item, reader: Reader) -> list[Line]:
    return [
        Line(reader.words(o["text"]), letter_of(i), o["key"], reader.words(o.get("why", "")))
        for i, o in enumerate(item.options)
    ]


def _judge(item: Item, reader: Reader) -> list[Line]:
    whys = {option["key"]: reader.words(option.get("why", "")) for option in item.options}
    return [
        Line(words, is_key=item.truth is value, why=whys.get(item.truth is value, ""))
        for value, words in ((True, _("对")), (False, _("错")))
    ]


def _blanks(item: Item, reader: Reader) -> list[Line]:
    return [
        Line(" / ".join(map(reader.words, words)), str(number), is_key=True)
        for number, words in enumerate(item.accepted, 1)
    ]


def _pairs(item: Item, reader: Reader) -> list[Line]:
    return [
        Line(f"{reader.words(left)} — {reader.words(right)}", str(number), is_key=True)
        for number, (left, right) in enumerate(item.pairs, 1)
    ]


def _points(item: Item, reader: Reader) -> list[Line]:
    return [Line(reader.words(text), str(n)) for n, text in enumerate(item.checklist, 1)]


_LINES = {"judge": _judge, "blank": _blanks, "match": _pairs, "short": _points}


def _sources(
    place: ItemPlace, edition: Edition, contents: Contents, reader: Reader
) -> list[Source]:
    """The paragraphs of the evidence; spans of one paragraph side by side stay apart."""
    return [
        Source(
            reader.words(contents.place_at(one["start"])),
            _without_id(passage(edition, [(one["start"], one["end"])], wanted=reader.wanted)),
            contents.url_at(edition.lesson_id, one["start"], one["end"]),
        )
        for one in place.evidence
    ]


def _without_id(html: SafeString) -> SafeString:
    # Several passages stand on the page, and an id may stand on it once.
    return mark_safe(html.replace(' id="at"', ""))  # noqa: S308


def _history(item: Item) -> list[Step]:
    """The newest first; a step tells the stem it replaced."""
    after = item.stem
    steps = []
    for version in item.versions.select_related("made_by").order_by("-version"):
        before = version.content.get("stem", "")
        words = str(ACTIONS.get(version.action, version.action))
        steps.append(Step(version, words, before if before != after else "", ""))
        after = before
    return steps


def desk_of(lesson: Lesson, reader: Reader) -> dict[str, Any]:
    """What the list shows beside the list itself; costs 5 queries."""
    edition = lesson.current_edition
    assert edition is not None  # the door lets no other lesson through
    sections = list(edition.sections.in_order())
    counts = ItemPlace.objects.counts(edition)
    open_reports = ItemReport.objects.filter(item__lesson=lesson.pk, settled_at__isnull=True)
    return {
        "lesson": lesson,
        "edition": edition,
        "map": coverage_map(sections, counts, reader),
        "totals": totals_of(counts),
        "rules": rules_in(counts),
        "reject_log": reject_log(edition),
        "reports": list(open_reports.select_related("item", "reported_by").order_by("reported_at")),
        "unplaced": list(Item.objects.unplaced(edition)),
        "is_held": is_held(),
        "paper": getattr(edition, "paper", None),
    }
