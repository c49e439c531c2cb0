"""What the generator makes: plain frozen values, and their JSON form.

Every offset counts characters of the outline's clean text. Reading text belongs to the fact
finders, writing questions to the candidate makers; this module only names the values.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["single", "multiple", "judge", "blank", "match", "short"]
Thinking = Literal["remember", "understand", "analyse"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the lesson says; `id` is made from kind and folded words, so it survives a
    new edition whenever its words do."""

    id: str
    kind: str
    section: str
    start: int
    end: int
    open_list: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: str
    key: bool
    why: str
    origin: str = ""  # where the option came from: sibling, source, definition, lexicon …


@dataclass(frozen=True, slots=True)
class Evidence:
    start: int
    end: int
    quote: str  # == text[start:end], at most 200 characters


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    kind: Kind
    fact: str
    section: str
    stem: str  # each blank is ____
    options: tuple[Option, ...]
    accepted: tuple[tuple[str, ...], ...]  # blank: the accepted spellings of each blank
    pairs: tuple[tuple[str, str], ...]  # match: left and right
    extra_right: tuple[str, ...]  # match: right sides that belong to no left
    truth: bool | None  # judge
    checklist: tuple[str, ...]  # short
    evidence: tuple[Evidence, ...]
    explanation: str
    rule: str
    difficulty: float  # expected share of wrong first answers, 0–1
    thinking: Thinking


@dataclass(frozen=True, slots=True)
class Coverage:
    sections: int  # sections with at least 120 characters of own text
    covered: int
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quiz:
    name: str
    sha256: str
    facts: tuple[Fact, ...]
    items: tuple[Item, ...]
    coverage: Coverage
    rejected: dict[str, int]
    seconds: float
    notes: tuple[str, ...] = ()  # plain reasons why a thin text gave few items or none

    def to_dict(self) -> dict[str, Any]:
        """The object `manage.py quiz --json` prints: all keys of the contract, always present."""
        data = asdict(self)
        source = {"name": data.pop("name"), "sha256": data.pop("sha256")}
        for item in data["items"]:
            for option in item["options"]:
                del option["origin"]
        return {"source": source, **data}
