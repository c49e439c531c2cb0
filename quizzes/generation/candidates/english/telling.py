"""What every maker of English questions needs: stems cut from windows, and told statements.

Deciding what to ask belongs to the makers beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.facts.english.reading import Window, tell
from quizzes.generation.facts.found import Found
from quizzes.generation.quiz import Thinking
from quizzes.generation.wording import BLANK

_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")


def typed(key: str) -> tuple[str, ...]:
    """The words, without their article, and as they are spelled on the other side of the sea."""
    found = [key, _ARTICLE.sub("", key)]
    for one, other in (("is", "iz"), ("iz", "is")):
        found += [re.sub(rf"{one}(e|ed|er|ers|ing|ation)$", rf"{other}\1", word) for word in found]
    found += [re.sub(r"our(?=s?$)", "or", word) for word in found]
    if _ARTICLE.sub("", key).lower() == "chair":
        found += ["chairperson", "chairman", "chairwoman"]
    return tuple(dict.fromkeys(found))


def gapped(material: Material, window: Window, gaps: Sequence[Span], mark: str = BLANK) -> str:
    """The window's words with each gap replaced by a mark."""
    text, at = window.before, window.start
    for start, end in sorted(gaps):
        text += material.lesson.text[at:start] + mark
        at = end
    return material.words.stop(tell(text + material.lesson.text[at : window.end]))


def swapped(material: Material, window: Window, one: Span, two: Span) -> str:
    """The window's words with two stretches in each other's place."""
    text = material.lesson.text
    first, second = sorted((one, two))
    return material.words.stop(tell(
        window.before + text[window.start : first[0]] + text[second[0] : second[1]]
        + text[first[1] : second[0]] + text[first[0] : first[1]] + text[second[1] : window.end]
    ))  # fmt: skip


def judge(
    material: Material, rule: str, fact: Found, told: str, truth: bool, *,
    others: Sequence[Found] = (), thinking: Thinking = "understand", difficulty: float = 0.35,
) -> Draft:  # fmt: skip
    """A statement to be judged; the explanation gives the lesson's words once."""
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    said = material.words.say("says_true" if truth else "says_otherwise")
    return Draft(
        "judge", rule, fact, material.stem(fact.section, told), told, evidence, truth=truth,
        explanation=said + material.explain(fact, evidence), thinking=thinking,
        difficulty=difficulty, covers=tuple(f.id(material.lesson) for f in others if f is not fact),
    )  # fmt: skip


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def lower(words: str) -> str:
    """Without the capital of a sentence's start; names keep theirs."""
    first, _, rest = words.partition(" ")
    return words if first[1:] != first[1:].lower() else first.lower() + (" " + rest if rest else "")


def beside(material: Material, span: Span) -> tuple[Found, ...]:
    """The figures a statement holds: whoever judges it has read them."""
    return tuple(f for f in material.of("number") if span[0] <= f.start < span[1])
