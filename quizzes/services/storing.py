"""Keeps what the generator made: facts and items once a lesson, their places once an edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from lessons.models import Edition, Section
from quizzes.generation import quiz
from quizzes.models import Fact, FactPlace, Item, ItemPlace, ItemVersion
from quizzes.relocation import relocate

CONTENT = (
    "kind", "stem", "options", "accepted", "pairs", "extra_right", "truth", "checklist",
    "explanation", "rule", "difficulty", "thinking",
)  # fmt: skip


def store_items(edition: Edition, made: quiz.Quiz, *, now: dt.datetime) -> None:
    """Stores facts, items and places of an edition; the caller holds the lesson's row.

    Safe to repeat. Costs a fixed number of queries, whatever the number of items.
    """
    keys = dict(edition.sections.values_list("outline_id", "key"))
    facts = _store_facts(edition, made.facts, keys)
    items = _store_contents(edition, made.items, facts, now)
    _place(
        ItemPlace(
            item_id=items[item.id],
            edition=edition,
            section_key=keys[item.section],
            position=item.evidence[0].start,
            evidence=[asdict(one) for one in item.evidence],
        )
        for item in made.items
    )
    made_keys = {item.id for item in made.items}
    gone = edition.item_places.exclude(item__key__in=made_keys)
    gone.filter(item__in=Item.objects.untouched().filter(lesson=edition.lesson_id)).delete()
    _carry_over(edition)


def store_section(
    edition: Edition, section_key: str, items: Iterable[quiz.Item], *, now: dt.datetime
) -> None:
    """Puts other items in the place of a section's untouched ones; the caller holds the lesson.

    Facts are those the edition has; one only this seed derived is left out.
    """
    made = list(items)
    names = {item.fact for item in made}
    rows = Fact.objects.filter(lesson=edition.lesson_id, key__in=names)
    stored = _store_contents(edition, made, dict(rows.values_list("key", "pk")), now)
    _place(
        ItemPlace(
            item_id=stored[item.id],
            edition=edition,
            section_key=section_key,
            position=item.evidence[0].start,
            evidence=[asdict(one) for one in item.evidence],
        )
        for item in made
    )
    here = edition.item_places.filter(section_key=section_key)
    gone = here.exclude(item__key__in={item.id for item in made})
    gone.filter(item__in=Item.objects.untouched().filter(lesson=edition.lesson_id)).delete()


def content_of(item: quiz.Item) -> dict[str, Any]:
    """The columns of an Item row that hold the question itself."""
    return {
        "kind": item.kind,
        "stem": item.stem,
        "options": [asdict(option) for option in item.options],
        "accepted": [list(words) for words in item.accepted],
        "pairs": [list(pair) for pair in item.pairs],
        "extra_right": list(item.extra_right),
        "truth": item.truth,
        "checklist": list(item.checklist),
        "explanation": item.explanation,
        "rule": item.rule,
        "difficulty": item.difficulty,
        "thinking": item.thinking,
    }


def _store_facts(
    edition: Edition, facts: Iterable[quiz.Fact], keys: dict[str, str]
) -> dict[str, int]:
    """The row of each fact by the generator's id."""
    found = {fact.id: fact for fact in facts}
    Fact.objects.bulk_create(
        (Fact(lesson_id=edition.lesson_id, key=f.id, kind=f.kind) for f in found.values()),
        ignore_conflicts=True,
    )
    rows = dict(
        Fact.objects.filter(lesson=edition.lesson_id, key__in=found).values_list("key", "pk")
    )
    edition.fact_places.exclude(fact__key__in=found).delete()
    FactPlace.objects.bulk_create(
        (
            FactPlace(
                fact_id=rows[f.id],
                edition=edition,
                section_key=keys[f.section],
                start=f.start,
                end=f.end,
            )
            for f in found.values()
        ),
        update_conflicts=True,
        unique_fields=["fact", "edition"],
        update_fields=["section_key", "start", "end"],
    )
    return rows


def _store_contents(
    edition: Edition, items: Iterable[quiz.Item], facts: dict[str, int], now: dt.datetime
) -> dict[str, int]:
    """The row of each item by the generator's id; untouched rows take over new wording."""
    found = {item.id: item for item in items}
    Item.objects.bulk_create(
        (
            Item(
                lesson_id=edition.lesson_id,
                fact_id=facts.get(item.fact),
                key=item.id,
                created_at=now,
                **content_of(item),
            )
            for item in found.values()
        ),
        ignore_conflicts=True,
    )
    rows = Item.objects.filter(lesson=edition.lesson_id, key__in=found)
    renewed, before = [], []
    # An editor judging one of these at this moment waits, or is waited for.
    for row in rows.untouched().select_for_update(of=("self",)).order_by("pk"):
        old = {name: getattr(row, name) for name in CONTENT}
        new = content_of(found[row.key])
        if old == new:
            continue
        before.append(
            ItemVersion(item=row, version=row.version, content=old, action="generated", made_at=now)
        )
        for name, value in new.items():
            setattr(row, name, value)
        row.fact_id, row.version = facts.get(found[row.key].fact), row.version + 1
        renewed.append(row)
    ItemVersion.objects.bulk_create(before)
    Item.objects.bulk_update(renewed, [*CONTENT, "fact", "version"], batch_size=200)
    return dict(rows.values_list("key", "pk"))


def _place(places: Iterable[ItemPlace]) -> None:
    ItemPlace.objects.bulk_create(
        places,
        update_conflicts=True,
        unique_fields=["item", "edition"],
        update_fields=["section_key", "position", "evidence"],
    )


def _carry_over(edition: Edition) -> None:
    """Gives items a person approved, changed, wrote or imported a place in this edition too when
    all their quotes stand in it; those whose words vanished get none."""
    placed = edition.item_places.values("item")
    untouched = Item.objects.untouched().filter(lesson=edition.lesson_id).values("pk")
    earlier = (
        ItemPlace.objects.filter(item__lesson=edition.lesson_id, edition__number__lt=edition.number)
        .exclude(item__in=placed)
        .exclude(item__in=untouched)
        .order_by("item", "-edition__number")
        .distinct("item")
    )
    sections = list(edition.sections.order_by("position"))
    carried = []
    for place in earlier:
        evidence = relocate(place.evidence, edition.text)
        section = _section_at(sections, evidence[0]["start"]) if evidence else None
        if evidence is None or section is None:
            continue
        carried.append(
            ItemPlace(
                item_id=place.item_id,
                edition=edition,
                section_key=section.key,
                position=evidence[0]["start"],
                evidence=evidence,
            )
        )
    _place(carried)


def _section_at(sections: list[Section], at: int) -> Section | None:
    """The deepest section whose span holds the place; they come in reading order."""
    holding = [section for section in sections if section.start <= at < section.end]
    return max(holding, key=lambda section: section.level, default=None)
