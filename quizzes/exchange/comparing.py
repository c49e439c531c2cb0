"""A question of a file beside the item it may correct: what differs, and both made one; pure.

An empty cell says nothing: what the file leaves open stays as the item has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from quizzes.contract import Choice, Question

Fold = Callable[[str], str]
_UNSAID = Question("", "")


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines of one part that are only on one side."""

    part: str  # a field of Question
    before: tuple[str, ...]
    after: tuple[str, ...]


def completed(read: Question, held: Question) -> Question:
    """The file's question with the item's own words for all that the file leaves open."""
    unsaid = {
        field.name: getattr(held, field.name)
        for field in fields(Question)
        if getattr(read, field.name) in ("", (), None, getattr(_UNSAID, field.name))
    }
    return replace(read, **{"options": _options(read, held), **unsaid})


def _options(read: Question, held: Question) -> tuple[Choice, ...]:
    """The file's options, each with the reason it had where the file gives none."""
    whys = {(option.text, option.key): option.why for option in held.options}
    options = tuple(
        replace(option, why=option.why or whys.get((option.text, option.key), ""))
        for option in read.options
    )
    if read.kind != "judge":
        return options
    said = {option.key for option in options}  # a judge item has only the reasons that are given
    return (*options, *(option for option in held.options if option.key not in said))


def differences(held: Question, read: Question, fold: Fold = str) -> list[Difference]:
    """Part by part, `fold` deciding what is the same; order alone is no difference."""
    found = []
    before, after = lines_of(held), lines_of(read)
    for part in before:
        old = {fold(line) for line in before[part]}
        new = {fold(line) for line in after[part]}
        if old != new:
            gone = tuple(line for line in before[part] if fold(line) not in new)
            come = tuple(line for line in after[part] if fold(line) not in old)
            found.append(Difference(part, gone, come))
    return found


def merged(held: Question, read: Question, found: list[Difference]) -> Question:
    """The item with the parts that differ as the file has them."""
    return replace(held, **{each.part: getattr(read, each.part) for each in found})


def lines_of(question: Question) -> dict[str, tuple[str, ...]]:
    """Everything a reader of the question sees, by field, in lines."""
    return {
        "stem": (question.stem.strip(),),
        "truth": () if question.truth is None else ("对" if question.truth else "错",),
        "options": tuple(map(_option, question.options)),
        "accepted": tuple(
            f"{number}. {' / '.join(words)}" for number, words in enumerate(question.accepted, 1)
        ),
        "pairs": tuple(f"{left} — {right}" for left, right in question.pairs),
        "extra_right": question.extra_right,
        "checklist": question.checklist,
        "explanation": tuple(filter(None, map(str.strip, question.explanation.splitlines()))),
        "quotes": question.quotes,
        "difficulty": (f"{question.difficulty * 10:.3g}",),
        "thinking": (question.thinking,),
    }


def _option(option: Choice) -> str:
    mark = "✓ " if option.key else ""
    return f"{mark}{option.text}" + (f"：{option.why}" if option.why else "")


def packed(question: Question) -> dict[str, Any]:
    return asdict(question)


def unpacked(data: Mapping[str, Any]) -> Question:
    """The way back from `packed`, after JSON made lists of the tuples."""
    return Question(
        **{
            **data,
            "options": tuple(Choice(**option) for option in data["options"]),
            "accepted": tuple(tuple(words) for words in data["accepted"]),
            "pairs": tuple((left, right) for left, right in data["pairs"]),
            **{name: tuple(data[name]) for name in ("extra_right", "checklist", "quotes")},
        }
    )
