"""The guarded way to read an upload: checks here, parsing in a child process with limits.

Everything that takes files from people uses this; `reading` alone is for trusted files and tests.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

from common.children import ChildFailedError, ChildRefused, Limits, Reason, run_in_child
from lessons.importing.checks import MAX_FILE_BYTES, check_file, too_large
from lessons.importing.outline import ImportRefused, Outline
from lessons.importing.pictures import MAX_PICTURES_BYTES
from lessons.importing.wire import MAX_JSON_BYTES, pack, unpack

LIMITS = Limits(output_bytes=MAX_JSON_BYTES + MAX_PICTURES_BYTES + 64 * 1024)
_CHILD = "lessons.importing.safely:read_in_child"
_log = logging.getLogger(__name__)

_REFUSALS: dict[Reason, tuple[str, str]] = {
    "memory": (
        "memory",
        "读这个文件用的内存超过上限，已停止。请把正文复制到新文档，或分成几个文件后再上传。",
    ),
    "cpu": ("timeout", "读这个文件用的时间超过上限，已停止。请把课文分成几个文件后再上传。"),
    "wall": ("timeout", "读这个文件用的时间超过上限，已停止。请把课文分成几个文件后再上传。"),
    "output": ("too_long", "课文太长。请分成几课，分别上传。"),
    "crash": (
        "broken",
        "文件已损坏，或用了少见的写法，读不出来。请用原来的软件打开，重新另存后再上传。",
    ),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one file: exactly one of `outline` and `refusal`; figures of the child."""

    outline: Outline | None
    refusal: ImportRefused | None
    seconds: float = 0.0
    peak_bytes: int = 0


def read_file_safely(name: str, data: bytes, *, encoding: str | None = None) -> Outline:
    """Raises ImportRefused with a sentence that says what to do; never anything else for a file."""
    tried = try_file(name, data, encoding=encoding)
    if tried.outline is None:
        assert tried.refusal is not None
        raise tried.refusal
    return tried.outline


def try_file(
    name: str, data: bytes, *, encoding: str | None = None, limits: Limits = LIMITS
) -> Tried:
    """Reads a file in a child; refusals are returned with the time and memory they took."""
    try:
        check_file(name, data)
    except ImportRefused as refusal:
        return Tried(None, refusal)
    return _try({"name": name, "encoding": encoding}, data, limits)


def read_pasted_safely(content: str, *, is_html: bool, name: str | None = None) -> Outline:
    """The outline of text or rich text pasted into a page. Raises ImportRefused."""
    data = content.encode("utf-8", "replace")
    if len(data) > MAX_FILE_BYTES:
        raise too_large(len(data))
    tried = _try({"pasted": "html" if is_html else "text", "name": name}, data, LIMITS)
    if tried.outline is None:
        assert tried.refusal is not None
        raise tried.refusal
    return tried.outline


def _try(asked: dict[str, str | None], data: bytes, limits: Limits) -> Tried:
    try:
        finished = run_in_child(_CHILD, json.dumps(asked).encode() + b"\n" + data, limits)
    except ChildRefused as refused:
        answer = ImportRefused(refused.code, str(refused))
        answer.params = refused.params
        return Tried(None, answer, refused.seconds, refused.peak_bytes)
    except ChildFailedError as failed:
        return _failed(failed)
    try:
        outline = unpack(finished.output)
    except ValueError as error:
        detail = f"unreadable answer: {error}"
        return _failed(ChildFailedError("crash", detail, finished.seconds, finished.peak_bytes))
    return Tried(outline, None, finished.seconds, finished.peak_bytes)


def _failed(failed: ChildFailedError) -> Tried:
    _log.warning("import child failed: %s", failed)
    code, message = _REFUSALS[failed.reason]
    return Tried(None, ImportRefused(code, message), failed.seconds, failed.peak_bytes)


def read_in_child(payload: bytes) -> bytes:
    """Runs inside the child: header line and file in, packed outline out."""
    # Imported here: the parent need not load the parsers it never runs.
    from lessons.importing.reading import read_file, read_html, read_text

    head, _, data = payload.partition(b"\n")
    asked = json.loads(head)
    if "pasted" not in asked:
        return pack(read_file(asked["name"], data, encoding=asked["encoding"]))
    read = read_html if asked["pasted"] == "html" else read_text
    named = {"name": asked["name"]} if asked["name"] else {}
    return pack(read(data.decode("utf-8"), **named))
