"""Rows as the values the pure code takes; the way back stands in the services that write rows."""

from __future__ import annotations

from lessons.importing import outline
from lessons.models import Edition
from lessons.services.sections import outline_sections
from quizzes.generation import quiz
from quizzes.models import Item, ItemPlace
from quizzes.snapshots import Drawn


def item_value(item: Item, place: ItemPlace) -> quiz.Item:
    """The item as an edition bears it out; costs no query when item.fact is loaded."""
    return quiz.Item(
        id=item.key,
        kind=item.kind,  # type: ignore[arg-type]
        fact=item.fact.key if item.fact else item.key,
        section=place.section_key,
        stem=item.stem,
        options=tuple(
            quiz.Option(o["id"], o["text"], o["key"], o["why"], o.get("origin", ""))
            for o in item.options
        ),
        accepted=tuple(tuple(words) for words in item.accepted),
        pairs=tuple((left, right) for left, right in item.pairs),
        extra_right=tuple(item.extra_right),
        truth=item.truth,
        checklist=tuple(item.checklist),
        evidence=tuple(quiz.Evidence(e["start"], e["end"], e["quote"]) for e in place.evidence),
        explanation=item.explanation,
        rule=item.rule,
        difficulty=item.difficulty,
        thinking=item.thinking,  # type: ignore[arg-type]
    )


def drawn_of(place: ItemPlace) -> Drawn:
    return Drawn(row=place.item_id, version=place.item.version, value=item_value(place.item, place))


def outline_value(edition: Edition) -> outline.Outline:
    """The edition's outline as the generator takes it; only pictures are left out."""
    data = edition.outline
    return outline.Outline(
        source=outline.Source(**data["source"]),
        title=edition.title,
        title_origin=data["title_origin"],
        fields=outline.Fields(**data["fields"]),
        text=edition.text,
        sections=tuple(outline_sections(data)),
        prompts=tuple(outline.Prompt(**prompt) for prompt in data["prompts"]),
        damage=tuple(
            outline.Damage(
                **{key: value for key, value in damage.items() if key != "proposals"},
                proposals=tuple(outline.Proposal(**p) for p in damage["proposals"]),
            )
            for damage in data["damage"]
        ),
    )
