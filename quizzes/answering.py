"""Which values an answer to a frozen question may have, from JSON and from a plain form.

A question is one entry of `Attempt.snapshot`; whether a value is right is `quizzes.grading`'s.
Pure: no models, no settings, no clock.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

LARGEST_VALUE = 4096  # bytes of the JSON form
LONGEST_TEXT = 500  # characters of one blank
Question = Mapping[str, Any]


class AnswerRefused(Exception):
    """A value this question cannot have; `code` is stable, the page has the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Form(Protocol):
    """The part of Django's QueryDict that is read here."""

    def get(self, name: str, default: str, /) -> Any: ...
    def getlist(self, name: str, /) -> list[str]: ...


def read_value(question: Question, raw: Any) -> Any:
    """The value in its stored form; raises AnswerRefused when the question cannot have it."""
    readers = {
        "single": _read_single,
        "multiple": _read_multiple,
        "judge": _read_judge,
        "blank": _read_blank,
        "match": _read_match,
    }
    value = readers[question["kind"]](question, raw)
    if len(json.dumps(value, ensure_ascii=False).encode()) > LARGEST_VALUE:
        raise AnswerRefused("too_long")
    return value


def clean_text(text: str) -> str:
    """The text without what the database cannot hold or nobody can see: NUL, controls, halves
    of surrogate pairs; line ends become spaces."""
    kept = "".join(
        " " if char in "\r\n\t" else char
        for char in text
        if char in "\r\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return kept.strip()


def _read_single(question: Question, raw: Any) -> str:
    if raw in ("", None):
        return ""
    if not isinstance(raw, str) or raw not in _ids(question["options"]):
        raise AnswerRefused("unknown_option")
    return raw


def _read_multiple(question: Question, raw: Any) -> list[str]:
    if not isinstance(raw, list):
        raise AnswerRefused("wrong_form")
    ids = _ids(question["options"])
    if len(raw) > len(ids) or any(not isinstance(o, str) or o not in ids for o in raw):
        raise AnswerRefused("unknown_option")
    return [option for option in ids if option in raw]


def _read_judge(question: Question, raw: Any) -> bool | str:
    # Not None for "nothing": a JSON column of its own takes that for no value at all.
    if raw in ("", None):
        return ""
    if not isinstance(raw, bool):
        raise AnswerRefused("wrong_form")
    return raw


def _read_blank(question: Question, raw: Any) -> list[str]:
    blanks = question["blanks"]
    if not isinstance(raw, list) or len(raw) != blanks:
        raise AnswerRefused("wrong_form")
    if any(not isinstance(text, str) for text in raw):
        raise AnswerRefused("wrong_form")
    if any(len(text) > LONGEST_TEXT for text in raw):
        raise AnswerRefused("too_long")
    return [clean_text(text) for text in raw]


def _read_match(question: Question, raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise AnswerRefused("wrong_form")
    lefts, rights = _ids(question["lefts"]), _ids(question["rights"])
    for left, right in raw.items():
        if left not in lefts or not isinstance(right, str) or right not in ("", *rights):
            raise AnswerRefused("unknown_option")
    return {left: raw[left] for left in lefts if raw.get(left)}


def _ids(shown: Sequence[Mapping[str, str]]) -> list[str]:
    return [one["id"] for one in shown]


def is_answered(question: Question, value: Any) -> bool:
    """Whether nothing is left open: every blank filled, every left side given a right one."""
    if question["kind"] == "judge":
        return isinstance(value, bool)
    if question["kind"] == "blank":
        return bool(value) and all(value)
    if question["kind"] == "match":
        return bool(value) and len(value) == len(question["lefts"])
    return bool(value)


def empty_value(question: Question) -> Any:
    """What the value is before anything was answered."""
    if question["kind"] == "blank":
        return [""] * question["blanks"]
    empties: dict[str, Any] = {"single": "", "multiple": [], "judge": "", "match": {}}
    return empties[question["kind"]]


def value_from_form(question: Question, form: Form) -> Any:
    """The raw value in the fields of a plain form, still to be read by `read_value`."""
    name, kind = question["id"], question["kind"]
    if kind == "multiple":
        return form.getlist(name)
    if kind == "judge":
        return {"true": True, "false": False}.get(form.get(name, ""))
    if kind == "blank":
        return [form.get(f"{name}-{i}", "") for i in range(question["blanks"])]
    if kind == "match":
        return {
            left["id"]: form.get(f"{name}-{left['id']}", "")
            for left in question["lefts"]
            if form.get(f"{name}-{left['id']}", "")
        }
    return form.get(name, "")


def fingerprint(value: Any) -> str:
    """16 hexadecimal digits by which a form tells whether its page changed the value."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
