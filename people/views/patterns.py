"""The page that shows every part of the look with its states."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "patterns.html")
