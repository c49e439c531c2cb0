"""One URL, page or part: what htmx asks for, and what a plain browser gets instead.

Knows the headers of htmx only; what a part holds is the business of its template.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; a page restored from history is asked for whole."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
        and request.headers.get("HX-Boosted") != "true"
    )


def render_page_or_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The part for htmx, the page for everyone else; kept apart in caches."""
    response = render(request, part if wants_part(request) else page, context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def redirect_after_post(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect the whole browser follows, also when htmx sent the form."""
    if not wants_part(request):
        return redirect(address)
    return HttpResponse(status=204, headers={"HX-Redirect": address})
