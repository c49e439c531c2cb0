"""What a page says that was asked in a way it does not take: an address that only takes forms
leads whoever opens it to the page above, and every other 405 is a page of ours."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve


def page_above(path: str) -> str:
    """The nearest address above that names a page: /lessons/1/discussion/2/ → …/discussion/."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"


def is_opened_by_hand(request: HttpRequest) -> bool:
    """Whether a person's browser wants to show a page: a reload, a bookmark, a way back."""
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


class MethodMiddleware:
    """Stands innermost, so that its page knows who asks and in which language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        above = page_above(request.path_info)
        # Each step is shorter, so a page above that takes only forms too leads on, and no loop.
        if is_opened_by_hand(request) and above != request.path_info:
            return HttpResponseRedirect(above)
        page: HttpResponse = render(request, "405.html", {"above": above}, status=405)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page
