"""The .po files: kept in step with the sources, checked for gaps, filled from tables.

The source language is simplified Chinese, so its own file holds only other packages' words that
this site says differently; such entries carry the comment `foreign` in every file and stay.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polib

from common.message_sources import Message, messages_of
from common.scripts import SIMPLIFIED, TO_TRADITIONAL, show

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "common", "config", "discussions", "lessons", "people", "progress", "quizzes", "reminders",
)  # fmt: skip
SOURCE, TRANSLATED = "zh_Hans", ("zh_Hant", "en")
FOREIGN = "foreign"
_ONE_FORM, _TWO_FORMS = "nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);"
_PLURALS = {"zh_Hans": _ONE_FORM, "zh_Hant": _ONE_FORM, "en": _TWO_FORMS}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}")
# One spelling where the conversion wavers or is right in one place only.
_SPELLINGS = {
    "發佈": "發布", "佈置": "布置", "賬號": "帳號", "臺": "台", "題乾": "題幹",
    "人數里": "人數裡", "有隻得": "有只得",
}  # fmt: skip
_COLUMNS = ("language", "context", "msgid", "msgid_plural", "msgstr", "msgstr_plural", "places")


@dataclass(frozen=True)
class Gap:
    """A message that a language lacks or says wrongly."""

    language: str
    message: Message
    why: str  # missing, fuzzy, placeholders, stale, unknown

    def __str__(self) -> str:
        places = ", ".join(self.message.places[:2])
        return f"{self.language}\t{self.why}\t{self.message.singular!r}\t{places}"


def sources(root: Path = ROOT) -> list[Message]:
    return messages_of(root, PACKAGES, "templates")


def catalog_path(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalog(language: str, root: Path = ROOT) -> polib.POFile:
    path = catalog_path(language, root)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    catalog = polib.POFile(wrapwidth=100)
    catalog.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _PLURALS[language],
    }
    return catalog


def update_catalogs(root: Path = ROOT) -> dict[str, int]:
    """Brings each .po in step with the sources; says how many messages each still lacks.

    Translations are kept, messages that are gone are dropped, new ones in traditional Chinese
    get the conversion as a first text.
    """
    messages = sources(root)
    for language in TRANSLATED:
        write_catalog(language, messages, root)
    gaps = find_gaps(root)
    return {name: sum(gap.language == name for gap in gaps) for name in TRANSLATED}


def write_catalog(language: str, messages: Iterable[Message], root: Path = ROOT) -> None:
    old = read_catalog(language, root)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old}
    kept = [_entry(language, message, known.get(message.key)) for message in messages]
    foreign = [entry for entry in old if entry.comment == FOREIGN]
    if language == "zh_Hant":
        said = {(entry.msgctxt, entry.msgid) for entry in foreign}
        source = read_catalog(SOURCE, root)
        foreign += [_in_traditional(e) for e in source if (e.msgctxt, e.msgid) not in said]
    del old[:]
    old.extend(kept + foreign)
    _save(old, language, root)


def traditional(words: str) -> str:
    """The words of the interface in traditional characters, as a first text to look over."""
    shown = show(words, source=SIMPLIFIED, wanted=TO_TRADITIONAL)
    for wrong, right in _SPELLINGS.items():
        shown = shown.replace(wrong, right)
    return shown


def _in_traditional(entry: polib.POEntry) -> polib.POEntry:
    said = [traditional(words) for words in _said(entry)]
    converted = polib.POEntry(
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgctxt=entry.msgctxt,
        comment=FOREIGN,
        flags=list(entry.flags),
    )
    _say(converted, "zh_Hant", said)
    return converted


def _save(catalog: polib.POFile, language: str, root: Path) -> None:
    path = catalog_path(language, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(line.rstrip() for line in str(catalog).splitlines()) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _entry(language: str, message: Message, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.singular,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        # Without line numbers: a file that changes must not change every catalog.
        occurrences=[(place, "") for place in message.places],
        flags=[] if old is None else list(old.flags),
        comment="" if old is None else old.comment,
        tcomment="" if old is None else old.tcomment,
    )
    said = _said(old) if old is not None else []
    if not any(said) and language == "zh_Hant":
        said = [traditional(message.singular)]
    _say(entry, language, said)
    return entry


def _said(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural or entry.msgstr_plural:
        return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    return [entry.msgstr] if entry.msgstr else []


def _say(entry: polib.POEntry, language: str, said: list[str]) -> None:
    if not entry.msgid_plural:
        entry.msgstr = said[0] if said else ""
        return
    forms = 1 if language == "zh_Hant" else 2
    entry.msgstr_plural = {n: said[min(n, len(said) - 1)] if said else "" for n in range(forms)}


def find_gaps(root: Path = ROOT) -> list[Gap]:
    """What stands between the sources and complete catalogs; empty when all is said."""
    messages = sources(root)
    return [gap for language in TRANSLATED for gap in _gaps_of(language, messages, root)]


def _gaps_of(language: str, messages: list[Message], root: Path) -> list[Gap]:
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in read_catalog(language, root)}
    gaps = []
    for message in messages:
        entry = known.pop(message.key, None)
        if why := _why_not(entry, message):
            gaps.append(Gap(language, message, why))
    for entry in known.values():
        if entry.comment != FOREIGN:
            gone = Message(entry.msgid, context=entry.msgctxt or "")
            gaps.append(Gap(language, gone, "stale"))
    return gaps


def _why_not(entry: polib.POEntry | None, message: Message) -> str:
    if entry is None or bool(entry.msgid_plural) != bool(message.plural):
        return "missing"
    said = _said(entry)
    if not said or not all(said):
        return "missing"
    if entry.fuzzy:
        return "fuzzy"
    wanted = set(_PLACEHOLDER.findall(message.singular))
    # One form of a plural may leave the number out ("one section left").
    found = [set(_PLACEHOLDER.findall(words)) for words in said]
    is_right = set().union(*found) == wanted if message.plural else found[0] == wanted
    return "" if is_right else "placeholders"


def table_of(language: str, root: Path = ROOT) -> str:
    """What a language lacks as tab-separated rows to fill, with a head."""
    if language not in TRANSLATED:
        raise ValueError(f"{language!r} is none of {', '.join(TRANSLATED)}")
    table = io.StringIO()
    writer = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for gap in find_gaps(root):
        m = gap.message
        if gap.language == language and gap.why != "stale":
            writer.writerow((language, m.context, m.singular, m.plural, "", "", " ".join(m.places)))
    return table.getvalue()


def load_table(table: IO[str], root: Path = ROOT) -> dict[str, int]:
    """Takes over the filled rows of such a table; gives how many of each language were taken.

    Raises ValueError with the line when a row is of an unknown message or language.
    """
    reader = csv.DictReader(table, dialect="excel-tab")
    messages = sources(root)
    known = {message.key: message for message in messages}
    said: dict[str, dict[tuple[str, str], list[str]]] = {}
    for row in reader:
        key = (row["context"] or "", row["msgid"])
        if row["language"] not in TRANSLATED or key not in known:
            raise ValueError(f"line {reader.line_num}: no such message: {row['msgid']!r}")
        if row["msgstr"]:
            forms = [row["msgstr"], *([row["msgstr_plural"]] if row["msgstr_plural"] else [])]
            said.setdefault(row["language"], {})[key] = forms
    for language, words in said.items():
        write_catalog(language, messages, root)
        _take_over(language, words, root)
    return {language: len(words) for language, words in said.items()}


def _take_over(language: str, words: dict[tuple[str, str], list[str]], root: Path) -> None:
    catalog = read_catalog(language, root)
    for entry in catalog:
        forms = words.get((entry.msgctxt or "", entry.msgid))
        if forms:
            _say(entry, language, forms)
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    _save(catalog, language, root)
