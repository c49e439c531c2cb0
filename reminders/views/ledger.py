"""What was sent or withheld and why; and the secretary's own word."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.paging import page_of
from people.access import get_branch, signed_in
from progress.access import get_task
from reminders.models import Reminder
from reminders.reasons import REASONS
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
    count = plans.remind_branch(user, branch, task, now=timezone.now())
    if count:
        words = ngettext("安排了%(count)d人的提醒。", "安排了%(count)d人的提醒。", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("今天都提醒过了，或者没有人需要提醒。"))
    return redirect("reminders:reminder-list")
