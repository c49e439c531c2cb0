"""The page of questions to check oneself by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from people.access import signed_in
from quizzes.access import get_quiz_lesson
from quizzes.self_checks import self_checks
from quizzes.showing import reader_of

private = cache_control(private=True, no_cache=True)


@private
@require_safe
def check_list(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """What to sum up in one's own words, each with points that open on demand."""
    user = signed_in(request)
    lesson = get_quiz_lesson(user, lesson_id)
    edition = lesson.current_edition
    assert edition is not None  # the door lets no other lesson through
    reader = reader_of(request, edition)
    context = {
        "lesson": lesson,
        "edition": edition,
        "lang": reader.lang,
        "checks": self_checks(edition, reader),
    }
    return render(request, "quizzes/checks.html", context)
