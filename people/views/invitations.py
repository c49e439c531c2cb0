"""Pages of invitations, and the door an invitation link opens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.kept_secret import forget_secret, keep_secret, kept_secret
from common.paging import page_of
from people.access import get_invitation, require_secretary, signed_in
from people.adapter import INVITATION, INVITED_INTO
from people.forms import InvitationForm
from people.models import Invitation
from people.services import invitations

LINK = "invitation-link"  # the cookie that holds the token of a link just made


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_list(request: HttpRequest) -> HttpResponse:
    """The links into the branches one leads; POST makes one and comes back to show it."""
    user = signed_in(request)
    require_secretary(user)
    form = InvitationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        _row, token = invitations.create_invitation(
            user,
            data["branch"],
            note=data["note"],
            max_uses=data["max_uses"],
            valid_for=form.valid_for,
            now=timezone.now(),
        )
        reply = redirect("people:invitation-list")
        keep_secret(reply, request, LINK, token, path=request.path)
        return reply
    rows = page_of(Invitation.objects.visible_to(user).for_page(), request)
    context = {"form": form, "link": _link(request), "page": rows, "now": timezone.now()}
    return render(request, "people/invitations.html", context)


def _link(request: HttpRequest) -> str:
    """The link just made, while this browser keeps it; "" afterwards."""
    token = kept_secret(request, LINK)
    return request.build_absolute_uri(reverse("people:join", args=[token])) if token else ""


@require_POST
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    require_secretary(user)
    invitations.revoke_invitation(user, get_invitation(user, pk), now=timezone.now())
    messages.success(request, _("邀请链接已经作废。"))
    reply = redirect("people:invitation-list")
    forget_secret(reply, LINK, path=reply.url)  # it may be the one that was just made
    return reply


@login_not_required
@never_cache
@require_safe
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Opens an invitation link: on to the sign-up form, or a page that says what to do."""
    try:
        invitation = invitations.open_invitation(token, now=timezone.now())
    except invitations.InvitationClosed:
        return render(request, "people/invitation_closed.html", status=410)
    if request.user.is_authenticated:
        return render(request, "people/invitation_signed_in.html", {"invitation": invitation})
    request.session[INVITATION] = token
    request.session[INVITED_INTO] = str(invitation.branch)
    return redirect("account_signup")
