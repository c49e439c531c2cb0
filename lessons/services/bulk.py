"""Imports a folder of lesson files and tells what came of each; the rules of one file are
`lessons.services.imports`."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from lessons.models import Draft, Upload
from lessons.services.imports import receive_upload, run_imports
from lessons.services.publishing import publish_edition

EXTENSIONS = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".doc", ".wps"})
PATIENCE = 180  # seconds another reader may take over a file before we go on without it

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one file; `refusal` is empty when it became a draft or an edition."""

    file: str
    state: str  # draft, published, known, refused
    title: str = ""
    headings: int = 0
    prompts: int = 0
    damage: int = 0
    warnings: int = 0
    refusal: str = ""


def import_folder(folder: Path, *, publish: bool, clock: Clock) -> Iterator[Imported]:
    """Reads every lesson file below the folder, in order of name, and says what came of it.

    Files that were published before are left alone. With `publish`, what is sound is published;
    a file with damage stays a draft, because a person has to look at it.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in EXTENSIONS]
    for path in files:
        if path.is_file() and not path.name.startswith((".", "~")):
            yield _import_file(path, str(path.relative_to(folder)), publish, clock)


def _import_file(path: Path, name: str, publish: bool, clock: Clock) -> Imported:
    try:
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        known = Upload.objects.same_bytes(sha256).filter(draft__edition__isnull=False).first()
        if known is not None:
            return _report(name, "known", known.draft)
        upload = receive_upload(None, path.name, data, now=clock())
    except (OSError, ValidationError) as error:
        reason = error.messages[0] if isinstance(error, ValidationError) else error.strerror
        return Imported(name, "refused", refusal=reason or str(error))
    _settle(upload, clock)
    if upload.state != Upload.State.READ:
        words = upload.refusal.get("message") or "读这个文件没有读完，稍后在编课页面看结果。"
        return Imported(name, "refused", refusal=words)
    draft, state = upload.draft, "draft"
    if publish and not draft.outline["damage"]:
        try:
            publish_edition(None, draft, now=clock())
            state = "published"
        except ValidationError as error:
            return Imported(name, "refused", title=draft.title, refusal=error.messages[0])
    return _report(name, state, draft)


def _settle(upload: Upload, clock: Clock) -> None:
    """Reads until this upload is settled, by us or by a reader that was quicker."""
    begun = time.monotonic()
    while upload.is_on_its_way and time.monotonic() - begun < PATIENCE:
        if not run_imports(clock()):
            time.sleep(0.2)
        upload.refresh_from_db(fields=["state", "refusal"])


def _report(name: str, state: str, draft: Draft) -> Imported:
    outline = draft.outline
    return Imported(
        file=name,
        state=state,
        title=draft.title,
        headings=sum(section["heading"] is not None for section in outline["sections"]),
        prompts=len(outline["prompts"]),
        damage=len(outline["damage"]),
        warnings=len(outline["warnings"]),
    )


STATES = {"draft": "草稿", "published": "已发布", "known": "以前发布过", "refused": "读不了"}
HEAD = ("文件", "结果", "课名", "标题", "讨论题", "损坏", "提醒")


def print_report(folder: str, *, publish: bool, clock: Clock, say: Callable[[str], object]) -> int:
    """Imports the folder and prints a line a file, cells between tabs; how many were refused."""
    if not Path(folder).is_dir():
        say(f"没有这个文件夹：{folder}")
        return 1
    say("\t".join(HEAD))
    done = refused = 0
    for row in import_folder(Path(folder), publish=publish, clock=clock):
        done, refused = done + 1, refused + (row.state == "refused")
        counts = (row.headings, row.prompts, row.damage, row.warnings)
        cells = [row.file, STATES[row.state], row.title, *map(str, counts)]
        say("\t".join([*cells[:2], row.refusal] if row.state == "refused" else cells))
    say(f"共{done}个文件，{done - refused}个读入，{refused}个读不了。")
    return refused
