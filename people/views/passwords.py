"""The link with which somebody sets a password once: making it, and the door it opens."""

from __future__ import annotations

from allauth.account import signals
from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordKeyForm
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.kept_secret import keep_secret, kept_secret
from people.access import get_led_person, signed_in
from people.models import User
from people.services import password_links

LINK = "password-link"  # the cookie that holds a link just made


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link_make(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; POST makes the link and comes back to show it for some minutes."""
    user = signed_in(request)
    person = get_led_person(user, pk)
    if not password_links.may_make_link(user, person):
        raise PermissionDenied
    if request.method == "POST":
        path = password_links.make_link(user, person, now=timezone.now())
        return shown_after(redirect(request.path), request, path)
    link = kept_secret(request, LINK)
    context = {"person": person, "link": request.build_absolute_uri(link) if link else ""}
    return render(request, "people/password_link.html", context)


def shown_after(response: HttpResponse, request: HttpRequest, path: str) -> HttpResponse:
    """The redirect to the page of the person, which may show the link."""
    keep_secret(response, request, LINK, path, path=response.headers["Location"])
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_set(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Opens such a link: the form, and once it is sent the sign-in page."""
    try:
        person = password_links.open_link(pk, token, now=timezone.now())
        if request.user.is_authenticated and request.user != person:
            return render(request, "people/password_signed_in.html", {"person": person})
        form = ResetPasswordKeyForm(request.POST or None, user=person)
        if request.method == "POST" and form.is_valid():
            word = form.cleaned_data["password1"]
            person = password_links.use_link(pk, token, word, now=timezone.now())
            return _set(request, person)
    except password_links.LinkClosed:
        return render(request, "people/password_closed.html", status=410)
    return render(request, "people/password_set.html", {"form": form, "person": person})


def _set(request: HttpRequest, person: User) -> HttpResponse:
    """Tells the audit and, where there is an address, the person; then on to the sign-in."""
    signals.password_reset.send(sender=User, request=request, user=person)
    get_adapter().send_notification_mail("account/email/password_reset", person)
    messages.success(request, _("密码设好了，请用新密码登录。"))
    return redirect("account_login")
