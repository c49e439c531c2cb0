"""A secretary's pages: branches, a branch in front of a lesson, a member, tasks, exemptions."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.display import reader_display
from lessons.models import Lesson
from people.access import get_branch, require_secretary, signed_in
from people.models import User
from progress import branch_pages
from progress.access import get_assignment, get_exemption, get_lesson, get_member
from progress.forms import AssignmentForm, ExemptionForm, number_of
from progress.services import assignments, exemptions


@never_cache
@require_safe
def branch_list(request: HttpRequest) -> HttpResponse:
    """The branches one leads; who leads one only goes straight there."""
    user = signed_in(request)
    require_secretary(user)
    lesson = _asked_lesson(user, request)
    context = branch_pages.branches(user, lesson, request, now=timezone.now())
    page = context["page"]
    if page.total == 1 and len(page.rows) == 1:
        return redirect("progress:branch-detail", page.rows[0].pk)
    return render(request, "progress/branches.html", context)


def _asked_lesson(user: User, request: HttpRequest) -> Lesson | None:
    """The lesson the address names, if any."""
    asked = number_of(request.GET.get("lesson", ""), most=2**63 - 1)
    return get_lesson(user, asked) if asked else None


@never_cache
@require_safe
def branch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who needs help, who is done, who is exempt, in that order."""
    user = signed_in(request)
    branch = get_branch(user, pk)
    lesson = _asked_lesson(user, request)
    context = branch_pages.branch(user, branch, lesson, request, now=timezone.now())
    return render(request, "progress/branch.html", context)


@never_cache
@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's lessons: what is done, what is missing; no scores."""
    user = signed_in(request)
    member = get_member(user, pk)
    context = branch_pages.person(user, member, now=timezone.now())
    return render(request, "progress/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_create(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require_secretary(user)
    initial = {key: request.GET.get(key) for key in ("lesson", "branch", "due_on")}
    edition = reader_display(request).edition
    form = AssignmentForm(request.POST or None, user=user, edition=edition, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = assignments.assign_lesson(
                user, data["lesson"], data["branch"], due_on=data["due_on"], now=timezone.now()
            )
        except ValidationError as error:
            form.add_error("due_on", error)
        else:
            messages.success(request, _("学习任务已经布置。"))
            return redirect(branch_pages.address(row.branch, row.lesson))
    return render(request, "progress/assignment.html", {"form": form})


@require_POST
def assignment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    row = get_assignment(user, pk)
    assignments.cancel_assignment(user, row, now=timezone.now())
    messages.success(request, _("学习任务已经取消，学过的记录都还在。"))
    return redirect(branch_pages.address(row.branch, row.lesson))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exemption_create(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    member = get_member(user, pk)
    require_secretary(user)
    if member.pk == user.pk:
        raise PermissionDenied  # nobody excuses oneself; who leads the branch above does
    form = ExemptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exemptions.exempt(user, member, lesson=None, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error("last_on", error)
        else:
            messages.success(request, _("已经记为免于要求。"))
            return redirect("progress:person-detail", member.pk)
    return render(request, "progress/exemption.html", {"form": form, "member": member})


@require_POST
def exemption_end(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    row = get_exemption(user, pk)
    exemptions.end_exemption(user, row, now=timezone.now())
    messages.success(request, _("免于要求已经取消。"))
    return redirect("progress:person-detail", row.learner_id)
