"""Questions of a file in the script of the edition they are for; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from common.scripts import (
    LATIN,
    SIMPLIFIED,
    TO_SIMPLIFIED,
    TO_TRADITIONAL,
    TRADITIONAL,
    script_of,
    show,
    tells_script,
)
from quizzes.contract import Question
from quizzes.exchange.comparing import lines_of
from quizzes.exchange.values import Read

_WANTED = {SIMPLIFIED: TO_SIMPLIFIED, TRADITIONAL: TO_TRADITIONAL}


def in_script(found: Sequence[Read], script: str) -> list[Read]:
    """The questions in the script of an edition, so that no reader meets a mix of both.

    Where the file as a whole is in that script, a question that does not tell its own is left.
    Quotes stay as they are: they are looked for in either script.
    """
    wanted = _WANTED.get(script)
    if wanted is None:
        return list(found)
    is_alike = script_of("\n".join(_words(read.question) for read in found)) == script
    return [_converted(read, script, wanted, is_alike) for read in found]


def _converted(read: Read, script: str, wanted: str, is_alike: bool) -> Read:
    words = _words(read.question)
    source = script_of(words)
    if source in (script, LATIN) or (is_alike and not tells_script(words)):
        return read

    def turned(text: str) -> str:
        return show(text, source=source, wanted=wanted)

    return replace(read, question=_turned(read.question, turned), is_converted=True)


def _words(question: Question) -> str:
    lines = lines_of(replace(question, quotes=(), thinking="", truth=None))
    return "\n".join(line for part in lines.values() for line in part)


def _turned(question: Question, turned: Callable[[str], str]) -> Question:
    # The options of a judge item are ours: only their reasons are words of the file.
    options = tuple(
        replace(
            option,
            text=option.text if question.kind == "judge" else turned(option.text),
            why=turned(option.why),
        )
        for option in question.options
    )
    return replace(
        question,
        stem=turned(question.stem),
        options=options,
        accepted=tuple(tuple(map(turned, words)) for words in question.accepted),
        pairs=tuple((turned(left), turned(right)) for left, right in question.pairs),
        extra_right=tuple(map(turned, question.extra_right)),
        checklist=tuple(map(turned, question.checklist)),
        explanation=turned(question.explanation),
    )
