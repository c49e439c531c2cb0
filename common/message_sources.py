"""Finds every string the interface says: msgids in templates and in Python, and where they stand.

Does what xgettext does, without gettext on the machine. What becomes of them in the .po files is
`common.message_catalogs`.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

# Which argument is what: c context, s singular, p plural.
_CALLS = {
    "gettext": "s", "gettext_lazy": "s", "gettext_noop": "s", "_": "s",
    "ngettext": "sp", "ngettext_lazy": "sp",
    "pgettext": "cs", "pgettext_lazy": "cs",
    "npgettext": "csp", "npgettext_lazy": "csp",
}  # fmt: skip
_STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(
    rf"\b(_|n?p?gettext|pgettext|npgettext)\(({_STRING}(?:,\s*{_STRING})*)", re.S
)
_ONE_STRING = re.compile(_STRING, re.S)


@dataclass
class Message:
    """One string of the interface; `places` are files, in the order they were read."""

    singular: str
    plural: str = ""
    context: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.singular


def messages_of(root: Path, packages: Iterable[str], templates: str) -> list[Message]:
    """Every message of the packages and the template folder under `root`, in order of place.

    Raises ValueError when one msgid has two plurals.
    """
    found: dict[tuple[str, str], Message] = {}
    for path in _files(root, packages, templates):
        text = path.read_text(encoding="utf-8")
        read = in_python if path.suffix == ".py" else in_template
        place = path.relative_to(root).as_posix()
        for message in read(text):
            known = found.setdefault(message.key, message)
            if message.plural and known.plural not in ("", message.plural):
                raise ValueError(f"{place}: {message.singular!r} has another plural elsewhere")
            known.plural = known.plural or message.plural
            if place not in known.places:
                known.places.append(place)
    return list(found.values())


def _files(root: Path, packages: Iterable[str], templates: str) -> Iterator[Path]:
    for package in sorted(packages):
        yield from (
            p for p in sorted((root / package).rglob("*.py")) if "migrations" not in p.parts
        )
    yield from (p for p in sorted((root / templates).rglob("*")) if p.suffix in {".html", ".txt"})


def in_python(text: str) -> list[Message]:
    """The messages of a module, under whatever name it imported gettext."""
    tree = ast.parse(text)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        roles = _CALLS.get(names.get(called, ""), "")
        words = [a.value for a in node.args[: len(roles)] if isinstance(a, ast.Constant)]
        if roles and len(words) == len(roles) and all(isinstance(w, str) for w in words):
            found.append((node.lineno, node.col_offset, _message(roles, [str(w) for w in words])))
    return [message for _line, _column, message in sorted(found, key=lambda row: row[:2])]


def in_template(text: str) -> list[Message]:
    with warnings.catch_warnings():
        # A note to translators that is not last on its line is simply not passed on.
        warnings.simplefilter("ignore", SyntaxWarning)
        plain = templatize(text)
    found = []
    for match in _IN_TEMPLATE.finditer(plain):
        words = [ast.literal_eval(word) for word in _ONE_STRING.findall(match[2])]
        roles = _CALLS[match[1]]
        found.append(_message(roles, words[: len(roles)]))
    return found


def _message(roles: str, words: list[str]) -> Message:
    parts = dict(zip(roles, words, strict=True))
    return Message(parts["s"], parts.get("p", ""), parts.get("c", ""))
