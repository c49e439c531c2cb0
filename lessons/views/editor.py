"""The editors' desk: uploads, drafts and what is published."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.paging import page_of
from lessons.access import get_draft, get_lesson, get_upload
from lessons.desk import desk
from lessons.editing import receive_all, upload_file
from lessons.forms import PublishForm, UploadForm
from lessons.importing.edits import EditError
from lessons.models import Lesson, Upload
from lessons.services import draft_actions, imports, publishing
from lessons.services.drafts import DraftConflict
from lessons.words import DAMAGE, EDIT_ERRORS
from people.access import require_editor, signed_in


@never_cache
@require_safe
def upload_list(request: HttpRequest) -> HttpResponse:
    """A file in, what is being read or edited, and what is published."""
    user = signed_in(request)
    require_editor(user)
    context = {
        "form": UploadForm(),
        "page": page_of(Upload.objects.visible_to(user).for_desk(), request),
        "lessons": page_of(Lesson.objects.visible_to(user).for_desk(), request, name="lessons"),
        "new_edition_of": request.GET.get("lesson", ""),
    }
    return render(request, "lessons/uploads.html", context)


@require_POST
def upload_create(request: HttpRequest) -> HttpResponse:
    """Takes one file, several, or pasted text; one goes on to its own page."""
    user = signed_in(request)
    require_editor(user)
    form = UploadForm(request.POST, request.FILES)
    uploads, refused = receive_all(user, form, request.POST.get("lesson", ""), timezone.now())
    for words in refused:
        messages.error(request, words)
    if len(uploads) == 1 and not refused:
        return redirect("lessons:upload-detail", uploads[0].pk)
    if uploads:
        messages.success(request, _("文件已经收下，正在读取。"))
    return redirect("lessons:upload-list")


@never_cache
@require_safe
def upload_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Waits for the reading loop; then on to the draft, or the reason and what to do."""
    user = signed_in(request)
    upload = get_upload(user, pk)
    if upload.state == Upload.State.READ:
        return redirect("lessons:draft-detail", upload.draft.pk)
    context = {"upload": upload, "encodings": UploadForm.ENCODINGS}
    return render(request, "lessons/upload.html", context)


@require_POST
def upload_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads a refused file again, with the encoding its editor knows."""
    user = signed_in(request)
    upload = get_upload(user, pk)
    imports.retry_upload(user, upload, encoding=request.POST.get("encoding", ""))
    return redirect("lessons:upload-detail", pk)


@never_cache
@require_safe
def upload_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, byte for byte, as an attachment."""
    return upload_file(signed_in(request), pk)


@never_cache
@require_safe
def draft_detail(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_draft(signed_in(request), pk)
    context = desk(draft, request.GET.dict())
    context |= {"publish_form": PublishForm(), "damage_words": DAMAGE}
    return render(request, "lessons/draft.html", context)


@require_POST
def draft_change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change; what cannot be done says why and leaves the draft as it was."""
    user = signed_in(request)
    draft = get_draft(user, pk)
    version = request.POST.get("version", "")
    values = {key: str(value) for key, value in request.POST.items()}
    try:
        draft_actions.act(
            user,
            draft,
            values.get("action", ""),
            values,
            version=int(version) if version.isdigit() and len(version) < 9 else 0,
            now=timezone.now(),
        )
    except EditError as error:
        messages.error(request, EDIT_ERRORS.get(error.code, error.code))
    except DraftConflict:
        messages.error(request, _("草稿刚被改过，这一步没有执行。请看过现在的样子再改。"))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(f"{draft.get_absolute_url()}{values.get('back', '')[:40]}")


@require_POST
def draft_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publishes now, or at the time that was given."""
    user = signed_in(request)
    draft = get_draft(user, pk)
    form = PublishForm(request.POST)
    now = timezone.now()
    try:
        if form.is_valid() and form.cleaned_data["publish_at"]:
            publishing.schedule_publication(
                user, draft, at=form.cleaned_data["publish_at"], now=now
            )
            messages.success(request, _("已经安排好，到时自动发布。"))
            return redirect(draft.get_absolute_url())
        if form.is_valid():
            edition = publishing.publish_edition(user, draft, now=now)
            messages.success(request, _("已经发布，正在出题。"))
            return redirect(edition.lesson.get_absolute_url())
        messages.error(request, _("发布时间不对，请重新选。"))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(draft.get_absolute_url())


@require_POST
def lesson_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a lesson off offer, or back on."""
    user = signed_in(request)
    require_editor(user)
    lesson = get_lesson(user, pk)
    if lesson.withdrawn_at is None:
        publishing.withdraw_lesson(user, lesson, now=timezone.now())
        messages.success(request, _("已经下架，学过的记录都还在。"))
    else:
        publishing.restore_lesson(user, lesson, now=timezone.now())
        messages.success(request, _("已经重新上架。"))
    return redirect("lessons:upload-list")
