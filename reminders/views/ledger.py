"""What was sent or withheld and why; and the secretary's own word."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.paging import page_of
from people.access import get_branch, signed_in
from progress.access import get_task
from reminders.models import Reminder
from reminders.reasons import REASONS, asked_in_words
from reminders.services import plans


@never_cache
@require_safe
def reminder_list(request: HttpRequest) -> HttpResponse:
    """One's own reminders; a secretary's members' too. Newest first."""
    user = signed_in(request)
    page = page_of(Reminder.objects.visible_to(user).for_page(), request)
    return render(request, "reminders/reminders.html", {"page": page, "reasons": REASONS})


@require_POST
def branch_remind(request: HttpRequest, branch_pk: int, assignment_pk: int) -> HttpResponse:
    user = signed_in(request)
    branch = get_branch(user, branch_pk)
    task = get_task(user, branch, assignment_pk)
    asked = plans.remind_branch(user, branch, task, now=timezone.now())
    for words in asked_in_words(asked.planned, asked.unreachable):
        messages.info(request, words)
    return redirect("reminders:reminder-list")
