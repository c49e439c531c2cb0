"""What is written down about accounts: signing in and out, refusals, new passwords.

Everything else is written down by the service that does it.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from django.contrib.auth import signals as auth_signals
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from people.models import User
from people.services import audit


def address_of(request: HttpRequest | None) -> str | None:
    """The caller's address behind the proxies this site trusts; None when there is none."""
    if request is None or not request.META.get("REMOTE_ADDR"):
        return None
    try:
        address: str = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None
    return address


def _record(kind: str, user: User | None, request: HttpRequest | None) -> None:
    audit.record(user, kind, user or "", now=timezone.now(), address=address_of(request))


@receiver(auth_signals.user_logged_in)
def signed_in(user: User, request: HttpRequest, **kwargs: Any) -> None:
    _record("session.started", user, request)


@receiver(auth_signals.user_logged_out)
def signed_out(user: User | None, request: HttpRequest, **kwargs: Any) -> None:
    if user is not None:
        _record("session.ended", user, request)


@receiver(auth_signals.user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None = None, **kw: Any) -> None:
    """Names the account that was tried, never what was typed: that may be a password."""
    name = str(credentials.get("username") or credentials.get("email") or "").replace("\0", "")
    found = User.objects.filter(username__iexact=name).first() if name else None
    audit.record(
        None, "session.refused", found or "", now=timezone.now(), address=address_of(request)
    )


@receiver([account_signals.password_changed, account_signals.password_set])
@receiver(account_signals.password_reset)
def password_changed(user: User, request: HttpRequest, **kwargs: Any) -> None:
    _record("password.changed", user, request)
