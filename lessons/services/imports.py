"""Takes files in and reads them into drafts; the loop `run_imports` does the reading.

What a file says is found by `lessons.importing`, in a child process, never inside a transaction.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import time
from dataclasses import asdict
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from lessons.importing.checks import MAX_FILE_BYTES, MEBI
from lessons.importing.outline import ImportRefused, Outline
from lessons.importing.safely import read_file_safely
from lessons.models import Draft, Lesson, Picture, Upload
from lessons.services.publishing import TITLE_LENGTH
from people.access import require_editor
from people.models import User
from people.services import audit

log = logging.getLogger(__name__)
MAX_TRIES = 3
# Longer than one tick may last: whoever still holds a lease that ran out is dead.
LEASE = dt.timedelta(seconds=150)
# No new file is begun after this; with the longest file a tick ends before the worker's limit.
TICK_SECONDS = 45
PAUSE = dt.timedelta(seconds=10)  # before a file that made us fail is tried again
# One lock for one file's bytes, so that a form sent twice makes one upload.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def receive_upload(
    actor: User | None,
    name: str,
    data: bytes,
    *,
    encoding: str = "",
    lesson: Lesson | None = None,
    now: dt.datetime,
) -> Upload:
    """Keeps a file byte for byte, to be read by the loop within seconds.

    The same bytes for the same lesson that are still waiting, or whose draft is not published yet,
    are not taken twice: that upload comes back, and its `uploaded_at` is not `now`.
    Raises ValidationError for an empty or too large file, PermissionDenied for who is no editor.
    """
    if actor is not None:
        require_editor(actor)
    _check_size(data)
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [sha256])
        known = Upload.objects.light().open_copies(sha256, encoding, lesson).first()
        if known is not None:
            return known
        upload = Upload.objects.create(
            name=_plain_name(name),
            data=data,
            sha256=sha256,
            size=len(data),
            encoding=encoding,
            lesson=lesson,
            uploaded_by=actor,
            uploaded_at=now,
        )
        detail = {"upload": upload.pk, "sha256": sha256, "size": len(data)}
        audit.record(actor, "upload.received", upload, detail=detail, now=now)
    return upload


def retry_upload(actor: User, upload: Upload, *, encoding: str) -> None:
    """Lets a refused file be read again with the encoding its editor chose."""
    require_editor(actor)
    Upload.objects.filter(pk=upload.pk, state=Upload.State.REFUSED).update(
        state=Upload.State.WAITING, encoding=encoding[:32], tries=0, lease_until=None, refusal={}
    )


@transaction.atomic
def discard_upload(actor: User, upload: Upload, *, now: dt.datetime) -> None:
    """Throws away a file, its pictures and its draft; raises ValidationError once published."""
    require_editor(actor)
    row = Upload.objects.light().select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if row is None:
        return
    if row.editions.exists():
        raise ValidationError(_("这个文件已经发布成课，不能删。可以把课下架。"), code="published")
    detail = {"upload": row.pk, "name": row.name, "sha256": row.sha256}
    audit.record(actor, "upload.discarded", row, detail=detail, now=now)
    row.delete()


def _check_size(data: bytes) -> None:
    if not data:
        raise ValidationError(_("文件是空的。请选择有文字的文件。"), code="empty")
    if len(data) > MAX_FILE_BYTES:
        raise ValidationError(
            _("文件有%(size)s MB，超过%(limit)s MB的上限。请压缩图片，或把课文分成几个文件。"),
            code="too_large",
            params={"size": f"{len(data) / MEBI:.1f}", "limit": MAX_FILE_BYTES // MEBI},
        )


def _plain_name(name: str) -> str:
    """The file's own name without folders and control characters; its end, the type, is kept."""
    bare = PurePosixPath(PureWindowsPath(name).name).name
    return "".join(char for char in bare if char.isprintable())[-255:] or "file"


def run_imports(now: dt.datetime) -> int:
    """Reads waiting uploads into drafts, or writes down why not; returns how many were settled.

    Safe to run any number of times at once: each upload is claimed by one, with a lease; a dead
    reader's upload is claimed again, three times at most.
    """
    begun = time.monotonic()
    settled = 0
    while time.monotonic() - begun < TICK_SECONDS:
        passed = dt.timedelta(seconds=time.monotonic() - begun)
        upload = _claim(now + passed)
        if upload is None:
            break
        settled += _read(upload, now + passed)
    return settled


@transaction.atomic
def _claim(now: dt.datetime) -> Upload | None:
    """The next upload, leased; those that killed every reader are refused on the way."""
    while True:
        upload: Upload | None = (
            Upload.objects.claimable(now).select_for_update(skip_locked=True, of=("self",)).first()
        )
        if upload is None:
            return None
        if upload.tries >= MAX_TRIES:
            _refuse(upload, crashed())
            continue
        upload.state, upload.tries = Upload.State.RUNNING, upload.tries + 1
        upload.lease_until = now + LEASE
        upload.save(update_fields=["state", "tries", "lease_until"])
        return upload


def crashed() -> ImportRefused:
    return ImportRefused(
        "crashed",
        f"这个文件读了{MAX_TRIES}次都没有读完。请把正文复制到新文档后再上传，或上传 .txt 文件。",
        tries=MAX_TRIES,
    )


def _read(upload: Upload, now: dt.datetime) -> bool:
    """Reads one claimed upload; False when it is left for another try."""
    try:
        outline = read_file_safely(
            upload.name, bytes(upload.data), encoding=upload.encoding or None
        )
    except ImportRefused as refusal:
        return _refuse(upload, refusal)
    except Exception:
        log.exception("upload %s could not be read", upload.pk)
        _held(upload).update(lease_until=now + PAUSE)
        return False
    return _keep(upload, outline, now)


def _held(upload: Upload) -> Any:
    """The row, if the lease is still ours."""
    return Upload.objects.filter(
        pk=upload.pk, state=Upload.State.RUNNING, lease_until=upload.lease_until
    )


def _refuse(upload: Upload, refusal: ImportRefused) -> bool:
    reason = {"code": refusal.code, "message": str(refusal), "params": refusal.params}
    return bool(
        Upload.objects.filter(pk=upload.pk, lease_until=upload.lease_until)
        .exclude(state__in=[Upload.State.READ, Upload.State.REFUSED])
        .update(state=Upload.State.REFUSED, lease_until=None, refusal=reason)
    )


def _keep(upload: Upload, outline: Outline, now: dt.datetime) -> bool:
    """Writes draft and pictures, unless the lease was lost to another reader meanwhile."""
    with transaction.atomic():
        if not _held(upload).update(state=Upload.State.READ, lease_until=None, refusal={}):
            return False
        Picture.objects.bulk_create(
            Picture(
                upload=upload,
                number=number,
                media_type=image.media_type,
                data=image.data,
                alt=image.alt[:300],
            )
            for number, image in enumerate(outline.images, 1)
        )
        Draft.objects.create(
            upload=upload,
            lesson_id=upload.lesson_id,
            title=outline.title[:TITLE_LENGTH],
            outline=draft_outline(outline),
            created_by_id=upload.uploaded_by_id,
            created_at=now,
            changed_at=now,
        )
    return True


def draft_outline(outline: Outline) -> dict[str, Any]:
    """The outline as a draft keeps it: as printed, with what editing needs besides: the places
    of pictures, the pieces outside all sections, the figures of warnings."""
    pictures = [
        {"number": number, "start": image.start, "alt": image.alt[:300]}
        for number, image in enumerate(outline.images, 1)
    ]
    return {
        **outline.to_dict(),
        "warnings": [asdict(warning) for warning in outline.warnings],
        "parts": [asdict(part) for part in outline.parts],
        "pictures": pictures,
    }
