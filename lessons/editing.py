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


def lesson_named(user: User, written: str) -> Lesson | None:
    """The lesson a new edition is for; None for a new lesson. Raises Http404 for nonsense."""
    if not written:
        return None
    is_id = written.isascii() and written.isdigit() and len(written) < 19
    return get_lesson(user, int(written) if is_id else 0)


def receive_all(
    user: User, form: UploadForm, lesson: Lesson | None, now: dt.datetime
) -> tuple[list[Upload], list[str]]:
    """The uploads taken and, for what was not, why; one bad file does not hold up the others."""
    taken: list[Upload] = []
    refused: list[str] = []
    for name, data in form.parts():
        try:
            encoding = form.cleaned_data["encoding"]
            taken.append(
                receive_upload(user, name, data, encoding=encoding, lesson=lesson, now=now)
            )
        except ValidationError as error:
            refused.append(_("%(name)s：%(reason)s") % {"name": name, "reason": error.messages[0]})
    return taken, refused


def upload_file(user: User, pk: int) -> HttpResponse:
    """The bytes as they came; never shown in the page, whatever they are."""
    upload = get_raw_upload(user, pk)
    reply = HttpResponse(bytes(upload.data), content_type="application/octet-stream")
    reply["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(upload.name)}"
    reply["Content-Security-Policy"] = "sandbox"
    return reply
