"""The block of settings a Markdown file may begin with: its title and the lines worth reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lessons.importing.labels import within
from lessons.importing.numbers import even
from lessons.importing.spaces import tidy

_FENCED = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"^([^\s:=#\-][^:=：]{0,40}?)\s*[:=：]\s*(.*)$")
_MINUTES = re.compile(r"^(.*?) ?(?:in )?(?:minutes|mins?)$", re.I)
_HOURS = re.compile(r"^(.*?) ?(?:in )?hours?$", re.I)
_BARE_NUMBER = re.compile(r"^\d{1,4}(?:\.\d{1,2})?$")
_READ = {"audience", "purpose", "time", "lecture", "discussion"}
_PLAIN_NAMES = {"lecture": "lecture time", "discussion": "discussion time", "total": "duration"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    title: str | None
    lines: tuple[str, ...]  # "audience: …", in the order of the file
    left_out: tuple[str, ...]  # keys that say nothing to a learner
    body: str  # the file behind the block


def read_front_matter(text: str) -> FrontMatter:
    match = _FENCED.match(text)
    if match is None:
        return FrontMatter(None, (), (), text)
    settings = _settings(match[2])
    if not settings:
        return FrontMatter(None, (), (), text)  # a rule, not a fence
    title: str | None = None
    lines: list[str] = []
    left_out: list[str] = []
    for key, setting in settings:
        key, setting = _with_unit(tidy(key.replace("_", " ").replace("-", " ")), setting)
        labels = within(even(f"{key}: {setting}")) if setting else []
        name = labels[0].name if labels and labels[0].start == 0 else None
        if name == "title" and title is None:
            title = setting or None
        elif name in _READ and setting:
            lines.append(f"{key}: {setting}")
        else:
            left_out.append(key)
    return FrontMatter(title, tuple(lines), tuple(left_out), text[match.end() :])


def _settings(block: str) -> list[tuple[str, str]]:
    """Keys and values of the simple YAML or TOML people write: scalars, lists, folded text."""
    found: list[tuple[str, list[str]]] = []
    for line in block.split("\n")[:500]:
        match = _KEY.match(line)
        if match:
            setting = match[2].strip()
            found.append((match[1].strip("\"' "), [] if setting in _OPENERS else [setting]))
        elif found and line.strip() and not line.lstrip().startswith("#"):
            found[-1][1].append(re.sub(r"^\s*-\s+", "", line).strip())
    return [(key, _joined(values)) for key, values in found]


_OPENERS = {"", "|", ">", "|-", ">-", "|+", ">+"}


def _joined(values: list[str]) -> str:
    cleaned: list[str] = []
    for setting in values:
        if setting.startswith("[") and setting.endswith("]"):
            cleaned.extend(_unquoted(part) for part in setting[1:-1].split(","))
        else:
            cleaned.append(_unquoted(setting))
    parts = [part for part in cleaned if part]
    ends = ("。", "；", ";", ".")
    return "".join(p if p.endswith(ends) or p is parts[-1] else p + "；" for p in parts)


def _unquoted(text: str) -> str:
    text = tidy(text)
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"').replace("''", "'")
    return re.sub(r"\s+#\s.*$", "", text)


def _with_unit(key: str, setting: str) -> tuple[str, str]:
    """lecture_minutes: 80 says the same as lecture time: 80 minutes."""
    for pattern, unit in ((_MINUTES, "minutes"), (_HOURS, "hours")):
        match = pattern.match(key)
        if match and _BARE_NUMBER.match(setting):
            name = match[1].lower()
            return _PLAIN_NAMES.get(name, name or "duration"), f"{setting} {unit}"
    return key, setting
