"""What allauth asks this site: who may sign up, how mail leaves, what is written down."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from people.services import invitations, mail

INVITATION = "invitation"  # the session key that holds the token of an opened link
INVITED_INTO = "invited_into"  # the session key with the name of its branch, for the page


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only behind an invitation link that still holds."""
        try:
            invitations.open_invitation(request.session.get(INVITATION, ""), now=timezone.now())
        except invitations.InvitationClosed:
            return False
        return True

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.username = form.cleaned_data["username"]
        user.display_name = form.cleaned_data["display_name"]
        user.email = form.cleaned_data.get("email") or ""
        user.set_password(form.cleaned_data["password1"])
        user.save()
        try:
            invitations.accept_invitation(
                user, request.session.pop(INVITATION, ""), now=timezone.now()
            )
        except invitations.InvitationClosed:
            raise PermissionDenied from None
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes a row instead of talking to a mail server while a person waits."""
        request = allauth_context.request
        site = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, {**site, **context})
        mail.queue_mail(message, now=timezone.now())
