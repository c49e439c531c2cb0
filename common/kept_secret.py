"""A secret for the eyes of whoever made it: kept for some minutes by that one browser.

The site itself keeps only a hash, so nothing but this cookie can bring the words back after the
page was loaded again, for example in another script.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SECONDS = 600


def _salt(request: HttpRequest) -> str:
    """Whoever signs in next in the same browser cannot read it."""
    return f"kept-secret.{request.user.pk}"


def keep_secret(
    response: HttpResponse, request: HttpRequest, name: str, secret: str, *, path: str
) -> None:
    """Gives the secret to the page at `path` and below, and to no other."""
    response.set_signed_cookie(
        name,
        secret,
        salt=_salt(request),
        max_age=SECONDS,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def kept_secret(request: HttpRequest, name: str) -> str:
    """The secret while it is kept, else ""."""
    found = request.get_signed_cookie(name, default="", salt=_salt(request), max_age=SECONDS)
    return found or ""


def forget_secret(response: HttpResponse, name: str, *, path: str) -> None:
    response.delete_cookie(name, path=path, samesite="Strict")
