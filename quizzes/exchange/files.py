"""Files of others read in a limited child: which reader a file goes to, and its answer as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from lessons.importing.checks import check_zip
from lessons.importing.outline import ImportRefused
from quizzes.contract import Choice, Question
from quizzes.exchange.values import FileRefused, Parsed, Read, Remark

LARGEST_FILE = 2 * 1024 * 1024  # bytes
FORMATS = {".gift": "gift", ".txt": "gift", ".xml": "moodle", ".xlsx": "xlsx"}


def format_of(name: str, data: bytes) -> str:
    """gift, moodle or xlsx, by the name; raises FileRefused before anything is parsed."""
    found = FORMATS.get(PurePath(name.replace("\\", "/")).suffix.lower())
    if found is None:
        raise FileRefused("wrong_extension")
    if len(data) > LARGEST_FILE:
        raise FileRefused("too_large", most=LARGEST_FILE // (1024 * 1024))
    if not data.strip():
        raise FileRefused("empty")
    if found == "xlsx":
        try:
            check_zip(data)
        except ImportRefused as refusal:
            raise FileRefused("broken_xlsx") from refusal
    return found


def read(kind: str, data: bytes) -> Parsed:
    """Raises FileRefused."""
    from quizzes.exchange.gift import read_gift
    from quizzes.exchange.moodle_xml import read_moodle_xml
    from quizzes.exchange.xlsx import read_xlsx

    return {"gift": read_gift, "moodle": read_moodle_xml, "xlsx": read_xlsx}[kind](data)


def read_in_child(payload: bytes) -> bytes:
    """Runs inside the child: the format's name, a line end and the file in, JSON out."""
    kind, _line_end, data = payload.partition(b"\n")
    return json.dumps(asdict(read(kind.decode(), data))).encode()


def unpacked(answer: bytes) -> Parsed:
    """What the child answered, as values again."""
    data = json.loads(answer)
    return Parsed(
        [Read(row["line"], _question(row["question"])) for row in data["questions"]],
        [Remark(**row) for row in data["remarks"]],
    )


def _question(data: dict[str, Any]) -> Question:
    known: dict[str, Any] = {
        **{name: value for name, value in data.items() if not isinstance(value, list)},
        **{name: tuple(map(tuple, data[name])) for name in ("pairs", "accepted")},
        **{name: tuple(data[name]) for name in ("extra_right", "checklist", "quotes")},
        "options": tuple(Choice(**option) for option in data["options"]),
    }
    return Question(**known)
