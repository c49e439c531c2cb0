"""What one chose about reminders, and the link that turns them off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from people.access import signed_in
from reminders.access import own_preference
from reminders.forms import PreferenceForm
from reminders.services import preferences
from reminders.tokens import learner_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preference_edit(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = PreferenceForm(request.POST or None, instance=own_preference(user))
    if request.method == "POST" and form.is_valid():
        preferences.save_preference(user.pk, **form.cleaned_data, now=timezone.now())
        messages.success(request, _("提醒设置已经保存。"))
        return redirect("reminders:preference-edit")
    return render(request, "reminders/preference.html", {"form": form})


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token is the right
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, because mail scanners open every link; only POST turns reminders off."""
    learner = learner_of(token)
    if learner is None:
        raise Http404
    if request.method == "POST":
        preferences.unsubscribe(learner, now=timezone.now())
    return render(request, "reminders/unsubscribe.html", {"is_done": request.method == "POST"})
