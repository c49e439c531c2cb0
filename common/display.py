"""How a page is shown to this reader: language, script of lessons, type size, theme, contrast.

The five choices live in one cookie of whitelisted words, so that they hold before sign-in too.
What they look like is the business of static/css/tokens.css.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.languages import (
    ENGLISH,
    HTML_LANG,
    LANGUAGES,
    SIMPLIFIED,
    TRADITIONAL,
    language_from_header,
)

COOKIE = "display"
COOKIE_AGE = 60 * 60 * 24 * 365

# The first choice of each is what holds when nothing was chosen; it is not written into the cookie.
CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("", *LANGUAGES),
    "text": ("follow", "as-uploaded"),
    "size": ("standard", "large", "huge"),
    "theme": ("system", "day", "night"),
    "contrast": ("normal", "more"),
}


@dataclass(frozen=True)
class Display:
    """One reader's choices; `language` is never empty, the others are words of CHOICES."""

    language: str = SIMPLIFIED
    text: str = "follow"
    size: str = "standard"
    theme: str = "system"
    contrast: str = "normal"

    @property
    def html_lang(self) -> str:
        return HTML_LANG[self.language]

    @property
    def edition(self) -> str:
        """The script lessons are shown in: zh-hans, zh-hant or as-uploaded.

        An English interface says nothing about Chinese script, so it leaves the text as it is.
        """
        if self.text == "as-uploaded" or self.language == ENGLISH:
            return "as-uploaded"
        return self.language

    @property
    def other_script(self) -> str:
        """The language the one-touch switch of the masthead leads to."""
        return TRADITIONAL if self.language == SIMPLIFIED else SIMPLIFIED

    @property
    def key(self) -> str:
        """Whatever is cached of a page must be kept apart by this word."""
        return ".".join((self.language, self.text, self.size, self.theme, self.contrast))


def read_choices(cookie: str) -> dict[str, str]:
    """The known choices of a cookie like `language:zh-hant.size:huge`."""
    pairs = (part.partition(":") for part in cookie.split("."))
    return {name: value for name, _sep, value in pairs if value and value in CHOICES.get(name, ())}


def reader_display(request: HttpRequest) -> Display:
    """The choices of whoever asks; for views and services that show lesson text."""
    found = getattr(request, "display", None)
    return found if isinstance(found, Display) else Display()


def write_choices(choices: Mapping[str, str]) -> str:
    return ".".join(
        f"{name}:{choices[name]}"
        for name, words in CHOICES.items()
        if choices.get(name, words[0]) != words[0]
    )


def display_of(cookie: str, accept_language: str) -> Display:
    chosen = read_choices(cookie)
    language = chosen.pop("language", "") or language_from_header(accept_language)
    return replace(Display(language=language), **chosen)


class DisplayMiddleware:
    """Puts the reader's choices on the request and speaks the language they name.

    Must stand before everything that writes words, and after the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.display = display_of(  # type: ignore[attr-defined]
            request.COOKIES.get(COOKIE, ""), request.headers.get("Accept-Language", "")
        )
        language = request.display.language  # type: ignore[attr-defined]
        translation.activate(language)
        # Django's own names for it; allauth and the error pages ask for this one.
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", HTML_LANG[language])
        if response.headers.get("Content-Type", "").startswith("text/"):
            patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response


def display(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `display` in every template."""
    return {"display": reader_display(request)}


def way_back(request: HttpRequest, address: str) -> str:
    """The address when it is on this site, else the front page."""
    is_safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_safe else "/"


@login_not_required
@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Changes the choices named in the form, leaves the others, and returns to the page."""
    given = {name: request.POST[name] for name in CHOICES if name in request.POST}
    if not given or any(value not in CHOICES[name] for name, value in given.items()):
        return HttpResponseBadRequest(_("没有这种显示设置，原来的设置没有变。"))
    choices = read_choices(request.COOKIES.get(COOKIE, "")) | given
    response = HttpResponse(status=303)
    response.headers["Location"] = way_back(request, request.POST.get("next", ""))
    response.set_cookie(
        COOKIE,
        write_choices(choices),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
