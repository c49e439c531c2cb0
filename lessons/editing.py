"""What the editors' pages do between form and service: several files at once, the file back."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lessons.access import get_lesson, get_raw_upload
from lessons.forms import UploadForm
from lessons.models import Lesson, Upload
from lessons.services.imports import receive_upload
from people.models import User


def receive_all(
    user: User, form: UploadForm, lesson_id: str, now: dt.datetime
) -> tuple[list[Upload], list[str]]:
    """The uploads taken and, for what was not, why; one bad file does not hold up the others."""
    if not form.is_valid():
        return [], [str(words) for words in form.errors.get("__all__", form.non_field_errors())]
    is_id = lesson_id.isdigit() and len(lesson_id) < 19
    lesson: Lesson | None = get_lesson(user, int(lesson_id)) if is_id else None
    taken: list[Upload] = []
    refused: list[str] = []
    for name, data in form.parts():
        try:
            encoding = form.cleaned_data["encoding"]
            taken.append(
                receive_upload(user, name, data, encoding=encoding, lesson=lesson, now=now)
            )
        except ValidationError as error:
            refused.append(f"{name}：{error.messages[0]}")
    if not taken and not refused:
        refused.append(_("还没有选文件，也没有粘贴文字。"))
    return taken, refused


def upload_file(user: User, pk: int) -> HttpResponse:
    """The bytes as they came; never shown in the page, whatever they are."""
    upload = get_raw_upload(user, pk)
    reply = HttpResponse(bytes(upload.data), content_type="application/octet-stream")
    reply["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(upload.name)}"
    reply["Content-Security-Policy"] = "sandbox"
    return reply
