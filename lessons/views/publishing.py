"""What becomes of a draft: published now or at a time, as a new lesson or a lesson's edition."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lessons.access import get_draft
from lessons.draft_forms import ActionForm
from lessons.editing import lesson_named
from lessons.forms import PlanForm
from lessons.models import Draft
from lessons.readiness import readiness_of
from lessons.services import publishing
from lessons.views.drafts import show_draft
from people.access import signed_in


def _is_asked_first(request: HttpRequest, draft: Draft) -> bool:
    """Whether something is open that the editor has not seen as it stands now."""
    return request.POST.get("confirmed") != str(draft.version) and readiness_of(draft).asks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publishes now. What is still open is asked about first, on the page this address shows."""
    user = signed_in(request)
    draft = get_draft(user, pk)
    if request.method != "POST":
        return _ask(request, draft)
    try:
        if draft.edition_id is None:
            publishing.check_publishable(draft)
        if _is_asked_first(request, draft):
            return redirect("lessons:draft-publish", pk)
        edition = publishing.publish_edition(user, draft, now=timezone.now())
    except ValidationError as error:
        form = ActionForm({})
        form.add_error(None, error)
        return show_draft(request, draft, {}, refused=form, status=422)
    messages.success(request, _("已经发布，正在出题。"))
    return redirect(edition.lesson.get_absolute_url())


def _ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Lists what is open; `?at=` is the time the draft would publish itself."""
    if draft.edition_id is not None:
        return redirect(draft.get_absolute_url())
    plan = PlanForm({"publish_at": request.GET.get("at", "")})
    context = {
        "draft": draft,
        "ready": readiness_of(draft),
        "at": plan.cleaned_data["publish_at"] if plan.is_valid() else None,
        "plan": plan,
        "here": "lessons:upload-list",
    }
    return render(request, "lessons/publish.html", context)


@require_POST
def draft_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets when the draft publishes itself, open points asked first; `cancel` takes that back."""
    user = signed_in(request)
    draft = get_draft(user, pk)
    form = PlanForm(request.POST)
    is_cancelled = "cancel" in request.POST
    if is_cancelled or form.is_valid():
        at = None if is_cancelled else form.cleaned_data["publish_at"]
        if at and at > timezone.now() and _is_asked_first(request, draft):
            return redirect(_asking(pk, at))
        try:
            publishing.schedule_publication(user, draft, at=at, now=timezone.now())
            words = _("已经取消定时发布。") if is_cancelled else _("已经安排好，到时自动发布。")
            messages.success(request, words)
            return redirect(draft.get_absolute_url())
        except ValidationError as error:
            form.add_error("publish_at", error)
    return show_draft(request, draft, {}, plan=form, status=422)


def _asking(pk: int, at: dt.datetime) -> str:
    written = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
    return f"{reverse('lessons:draft-publish', args=[pk])}?{urlencode({'at': written})}"


@require_POST
def draft_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the draft the next edition of `lesson`, or without one a lesson of its own."""
    user = signed_in(request)
    draft = get_draft(user, pk)
    lesson = lesson_named(user, request.POST.get("lesson", ""))
    try:
        publishing.choose_lesson(user, draft, lesson, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(draft.get_absolute_url())
    if lesson is None:
        messages.success(request, _("改好了，会发布成新的一课。"))
        return redirect(draft.get_absolute_url())
    messages.success(request, _("改好了，会发布成这一课的新版本。"))
    return redirect("lessons:draft-diff", pk)
