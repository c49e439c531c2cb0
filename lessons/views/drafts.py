"""The desk of one draft: changing it, undoing, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lessons.access import get_draft
from lessons.changes import changes
from lessons.desk import desk
from lessons.draft_forms import ActionForm, action_form, back_of, version_of
from lessons.forms import PlanForm
from lessons.importing.edits import EditError
from lessons.importing.outline import ImportRefused
from lessons.models import Draft, Edition
from lessons.preview import preview_page
from lessons.readiness import alike
from lessons.services import draft_actions
from lessons.services.drafts import DraftConflict
from lessons.steps import step_rows
from lessons.words import refusal_words
from people.access import signed_in
from people.models import User


def show_draft(
    request: HttpRequest,
    draft: Draft,
    query: Mapping[str, str],
    *,
    refused: ActionForm | None = None,
    plan: PlanForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The desk of the draft, with what was refused as it was typed."""
    context = desk(draft, query, refused)
    context |= {
        "plan_form": plan or PlanForm(initial={"publish_at": draft.publish_at}),
        "alike": alike(draft),
        "here": "lessons:upload-list",
    }
    return render(request, "lessons/draft.html", context, status=status)


@never_cache
@require_safe
def draft_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The file beside what was understood of it; damage, headings and fields can be changed."""
    return show_draft(request, get_draft(signed_in(request), pk), request.GET.dict())


def _change(user: User, draft: Draft, form: ActionForm, request: HttpRequest) -> int:
    """Carries out a valid form; the status that says why not, with the words on the form, or 0."""
    action, version = request.POST.get("action", ""), version_of(request.POST)
    values, now = form.said(request.POST), timezone.now()
    try:
        draft_actions.act(user, draft, action, values, version=version, now=now)
    except EditError as error:
        form.refuse(error)
    except DraftConflict:
        form.add_error(None, _("草稿刚被改过，这一步没有执行。请看过现在的样子，再按一次。"))
        return 409
    except ValidationError as error:
        form.add_error(None, error)
    except ImportRefused as refusal:
        form.add_error(None, refusal_words({"code": refusal.code, "message": str(refusal)}))
    else:
        return 0
    return 422


@require_POST
def draft_change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change. What cannot be done comes back as it was typed, with the reason beside it."""
    user = signed_in(request)
    draft = get_draft(user, pk)
    form = action_form(request.POST)
    status = _change(user, draft, form, request) if form.is_valid() else 422
    if not status:
        return redirect(draft.get_absolute_url() + back_of(request.POST))
    draft.refresh_from_db()
    start = request.POST.get("start", "")
    chosen = {"edit": request.POST.get("section", ""), "line": start, "start": start}
    chosen["picture"] = request.POST.get("picture", "")
    return show_draft(request, draft, chosen, refused=form, status=status)


@never_cache
@require_safe
def draft_preview(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the draft as its readers would see it."""
    draft = get_draft(signed_in(request), pk)
    page = preview_page(draft, number, now=timezone.now())
    if page is None:
        messages.error(request, _("草稿里没有这一节。"))
        return redirect(draft.get_absolute_url())
    page.show(request.display.edition)  # type: ignore[attr-defined]
    context = {"page": page, "draft": draft, "here": "lessons:upload-list"}
    return render(request, "lessons/preview.html", context)


@never_cache
@require_safe
def draft_diff(request: HttpRequest, pk: int) -> HttpResponse:
    """What the draft changes of the edition being taught, before it is published."""
    draft = get_draft(signed_in(request), pk)
    previous: Edition | None = draft.lesson.current_edition if draft.lesson else None
    if previous is None or draft.edition_id is not None:
        return redirect(draft.get_absolute_url())
    context = changes(draft, previous) | {"here": "lessons:upload-list"}
    return render(request, "lessons/diff.html", context)


@never_cache
@require_safe
def draft_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Every step of the draft, the latest first, each with the way back before it."""
    draft = get_draft(signed_in(request), pk)
    context = step_rows(draft, request) | {"here": "lessons:upload-list"}
    return render(request, "lessons/steps.html", context)
