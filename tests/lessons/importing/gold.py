"""Measures an outline against a gold answer; used by the tests and by the benchmark."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from lessons.importing.outline import Damage, Outline

SAMPLES = Path(__file__).parents[4] / "shared" / "lessons"


@dataclass
class Measure:
    """Each list holds what is wrong, in words; empty lists mean a perfect reading."""

    headings: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    heading_count: int = 0
    damage_count: int = 0

    def wrong(self) -> list[str]:
        return [
            *self.headings, *self.prompts, *self.fields, *self.forbidden, *self.noise,
            *self.quotes, *self.damage, *self.false_alarms,
        ]  # fmt: skip


def squeeze(text: str | None) -> str | None:
    """The text without white space, as gold answers are compared."""
    return None if text is None else "".join(text.split())


def sample_pairs() -> list[tuple[Path, Path]]:
    """Each sample lesson with its gold answer; empty where the samples are absent."""
    pairs = []
    for gold in sorted(SAMPLES.glob("*.gold.json")):
        pairs.append((SAMPLES / json.loads(gold.read_text("utf-8"))["file"], gold))
    seed = SAMPLES / "seed" / "lesson.gold.json"
    if seed.exists():
        pairs += [(file, seed) for file in sorted(seed.parent.glob("lesson.*")) if file != seed]
    return pairs


def measure(outline: Outline, gold: dict) -> Measure:
    found = Measure(heading_count=len(gold["headings"]), damage_count=len(gold.get("damage", [])))
    _headings(found, outline, gold)
    _prompts(found, outline, gold)
    _fields(found, outline, gold)
    _text(found, outline, gold)
    _damage(found, outline, gold)
    return found


def _headings(found: Measure, outline: Outline, gold: dict) -> None:
    mine = [(s.level, squeeze(s.number), squeeze(s.heading)) for s in outline.sections if s.heading]
    theirs = [(h["level"], squeeze(h["number"]), squeeze(h["heading"])) for h in gold["headings"]]
    found.headings += [f"missing {h}" for h in theirs if h not in mine]
    found.headings += [f"surplus {h}" for h in mine if h not in theirs]
    if not found.headings and mine != theirs:
        found.headings.append("order or count differs")
    for start in gold["must_not_be_heading"]:
        for section in outline.sections:
            head = squeeze(outline.text[section.start : section.start + 80])
            for shown in (squeeze(section.heading) or "", head if section.heading else ""):
                if shown and shown.startswith(squeeze(start)):
                    found.forbidden.append(start)


def _prompts(found: Measure, outline: Outline, gold: dict) -> None:
    mine = [squeeze(prompt.text) for prompt in outline.prompts]
    theirs = [squeeze(prompt) for prompt in gold["prompts"]]
    if mine != theirs:
        found.prompts.append(f"{mine} instead of {theirs}")
    for prompt in outline.prompts:
        if outline.text[prompt.start : prompt.end] != prompt.text:
            found.prompts.append(f"span of {prompt.text}")


def _fields(found: Measure, outline: Outline, gold: dict) -> None:
    for name, value in gold["fields"].items():
        mine = getattr(outline.fields, name)
        if squeeze(str(mine)) != squeeze(str(value)):
            found.fields.append(f"{name}: {mine} instead of {value}")
    is_core = gold["title_origin"] == "inferred" and gold["title"] in outline.title
    if not is_core and squeeze(outline.title) != squeeze(gold["title"]):
        found.fields.append(f"title: {outline.title} instead of {gold['title']}")
    if outline.title_origin != gold["title_origin"]:
        found.fields.append(f"title is {outline.title_origin}")
    if outline.source.script != gold["script"]:
        found.fields.append(f"script: {outline.source.script}")


def _text(found: Measure, outline: Outline, gold: dict) -> None:
    text = squeeze(outline.text)
    found.noise += [noise for noise in gold["noise"] if squeeze(noise) in text]
    found.quotes += [a["quote"] for a in gold["askable"] if squeeze(a["quote"]) not in text]


def _damage(found: Measure, outline: Outline, gold: dict) -> None:
    """Found when exactly one gold spot lies within it and its first proposal mends the text."""
    open_spots = list(gold.get("damage", []))
    for spot in outline.damage:
        mended = spot.proposals[0].after if spot.proposals else ""
        around = outline.text[max(0, spot.start - 40) : spot.end + 40]
        places = ((g, _place(outline.text, spot, g["before"])) for g in open_spots)
        hit, place = next(((g, at) for g, at in places if at is not None), (None, 0))
        if hit is None:
            found.false_alarms.append(f"{spot.before} in {around}")
            continue
        open_spots.remove(hit)
        whole = outline.text[: spot.start] + mended + outline.text[spot.end :]
        if not whole[place:].startswith(hit["after"]):
            found.damage.append(f"{spot.before}: {mended} instead of {hit['after']}")
    found.damage += [f"not found: {g['before']}" for g in open_spots]


def _place(text: str, spot: Damage, before: str) -> int | None:
    """Where the words of a gold spot stand that a found one touches, of several places."""
    at = text.find(before, max(0, spot.start - len(before) + 1))
    return at if 0 <= at < spot.end else None
