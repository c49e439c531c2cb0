"""The editors' list: files on their way, and what is published; a draft's desk is `drafts`."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.paging import page_of
from lessons.access import get_lesson, get_upload
from lessons.editing import lesson_named, receive_all, upload_file
from lessons.forms import UploadForm
from lessons.models import Lesson, Upload
from lessons.services import imports, publishing
from lessons.words import refusal_words
from people.access import require_editor, signed_in


def _list(
    request: HttpRequest, form: UploadForm, lesson: Lesson | None, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    uploads = page_of(Upload.objects.visible_to(user).for_desk(), request)
    context = {
        "form": form,
        "page": uploads,
        "is_waiting": any(upload.is_on_its_way for upload in uploads),
        "lessons": page_of(Lesson.objects.visible_to(user).for_desk(), request, name="lessons"),
        "new_edition_of": lesson,
    }
    return render(request, "lessons/uploads.html", context, status=status)


@never_cache
@require_safe
def upload_list(request: HttpRequest) -> HttpResponse:
    """A file in, what is being read or edited, and what is published."""
    user = signed_in(request)
    require_editor(user)
    return _list(request, UploadForm(), lesson_named(user, request.GET.get("lesson", "")))


@require_POST
def upload_create(request: HttpRequest) -> HttpResponse:
    """Takes one file, several, or pasted text; one goes on to its own page."""
    user = signed_in(request)
    require_editor(user)
    form = UploadForm(request.POST, request.FILES)
    lesson = lesson_named(user, request.POST.get("lesson", ""))
    if not form.is_valid():
        return _list(request, form, lesson, status=422)
    uploads, refused = receive_all(user, form, lesson, timezone.now())
    if not uploads:
        for words in refused:
            form.add_error(None, words)
        return _list(request, form, lesson, status=422)
    for words in refused:
        messages.error(request, words)
    if len(uploads) == 1 and not refused:
        return redirect("lessons:upload-detail", uploads[0].pk)
    messages.success(request, _("文件已经收下，正在读取。"))
    return redirect(reverse("lessons:upload-list") + "#open")


@never_cache
@require_safe
def upload_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Waits for the reading loop; then on to the draft, or the reason and what to do."""
    user = signed_in(request)
    upload = get_upload(user, pk)
    if upload.state == Upload.State.READ:
        return redirect("lessons:draft-detail", upload.draft.pk)
    context = {
        "upload": upload,
        "encodings": UploadForm.ENCODINGS,
        "refusal": refusal_words(upload.refusal),
        "here": "lessons:upload-list",
    }
    return render(request, "lessons/upload.html", context)


@require_POST
def upload_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads a refused file again, with the encoding its editor knows."""
    user = signed_in(request)
    upload = get_upload(user, pk)
    imports.retry_upload(user, upload, encoding=request.POST.get("encoding", ""))
    return redirect("lessons:upload-detail", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then throws away a file that never became an edition, with its draft."""
    user = signed_in(request)
    upload = get_upload(user, pk)
    if request.method != "POST":
        return render(request, "lessons/discard.html", {"upload": upload})
    try:
        imports.discard_upload(user, upload, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("已经删掉。"))
    return redirect("lessons:upload-list")


@never_cache
@require_safe
def upload_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, byte for byte, as an attachment."""
    return upload_file(signed_in(request), pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lesson_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then takes a lesson off offer; a withdrawn one is put back on."""
    user = signed_in(request)
    require_editor(user)
    lesson = get_lesson(user, pk)
    if request.method != "POST":
        context = {"lesson": lesson, "here": "lessons:upload-list"}
        return render(request, "lessons/withdraw.html", context)
    if lesson.withdrawn_at is None:
        publishing.withdraw_lesson(user, lesson, now=timezone.now())
        messages.success(request, _("已经下架，学过的记录都还在。"))
    else:
        publishing.restore_lesson(user, lesson, now=timezone.now())
        messages.success(request, _("已经重新上架。"))
    return redirect("lessons:upload-list")
