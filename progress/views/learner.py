"""A learner's pages: home, a lesson with what is missing, hours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from people.access import signed_in
from progress import overview
from progress.forms import number_of

private = cache_control(private=True, no_cache=True)


@private
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is due, where one stopped, replies to one's answers, the way to all lessons."""
    user = signed_in(request)
    return render(request, "progress/home.html", overview.home(user, now=timezone.now()))


@private
@require_safe
def lesson_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The lesson: purpose, length, outline with marks, and what is missing and why."""
    user = signed_in(request)
    context = overview.lesson(user, pk, now=timezone.now())
    return render(request, "progress/lesson.html", context)


@private
@require_safe
def credit_list(request: HttpRequest) -> HttpResponse:
    """The hours of a year, each with the lesson and the day it was granted."""
    user = signed_in(request)
    year = number_of(request.GET.get("year", ""), most=9998)
    context = overview.hours(user, year, now=timezone.now())
    return render(request, "progress/hours.html", context)
