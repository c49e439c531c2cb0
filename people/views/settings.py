"""Pages about oneself, and the two pages everyone may read: help and privacy."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.access import signed_in
from people.forms import ProfileForm
from people.services import audit


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """One's name and the ways to password, e-mail, second factor, sessions and reminders."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(user, "person.renamed", user, now=timezone.now())
        messages.success(request, _("姓名已经保存。"))
        return redirect("people:settings")
    return render(request, "people/settings.html", {"form": form})


@login_not_required
@cache_control(private=True, no_cache=True)  # its frame shows who is signed in
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "people/help.html")


@login_not_required
@cache_control(private=True, no_cache=True)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "people/privacy.html")
