"""Pages of taking a quiz: before the start, the answer sheet, saving, submitting."""

from __future__ import annotations

import secrets
from math import ceil
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.dates import moment_in_words
from people.access import signed_in
from people.models import User
from quizzes.access import get_attempt, get_quiz_lesson
from quizzes.answering import AnswerRefused
from quizzes.forms import LARGEST_BODY, read_save
from quizzes.models import Attempt
from quizzes.papers import paper_state
from quizzes.services import attempts
from quizzes.sheets import REFUSALS, sheet_of, unanswered_numbers
from quizzes.showing import reader_of

# Back must show what was typed, so the page may be kept, but by nobody else and never unasked.
private = cache_control(private=True, no_cache=True)
SEED_BITS = 62
TOO_LARGE, WRONG, SIGNED_OUT = 413, 400, 401


@private
@require_safe
def paper_detail(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """The rules before starting, or why one cannot start yet."""
    user = signed_in(request)
    lesson = get_quiz_lesson(user, lesson_id)
    edition = lesson.current_edition
    assert edition is not None  # the door lets no other lesson through
    state = paper_state(user, edition)
    context = {"lesson": lesson, "edition": edition, "state": state, "now": timezone.now()}
    return render(request, "quizzes/paper.html", context)


@require_POST
def attempt_start(request: HttpRequest, lesson_id: int) -> HttpResponse:
    user = signed_in(request)
    lesson = get_quiz_lesson(user, lesson_id)
    paper = getattr(lesson.current_edition, "paper", None)
    if paper is None:
        return redirect("quizzes:paper-detail", lesson_id)
    seed = secrets.randbits(SEED_BITS)
    try:
        attempt = attempts.start_attempt(user, paper, now=timezone.now(), seed=seed)
    except attempts.AttemptRefused as reason:
        if reason.code == "no_items":
            messages.error(request, _("现在可以出的题太少，出不了一份卷子。请和教员说一声。"))
        return redirect("quizzes:paper-detail", lesson_id)
    return redirect(attempt)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def attempt_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer sheet; a plain POST saves it."""
    user, attempt = _mine(request, pk)
    outcome = None
    if request.method == "POST":
        outcome = attempts.save_form(user, attempt, request.POST, now=timezone.now())
        if not outcome.refused:
            _tell_saved(request, outcome)
            return redirect("quizzes:attempt-detail", pk)
    if not attempt.is_open:
        return redirect("quizzes:attempt-result", pk)
    return _render_sheet(request, attempt, outcome)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def attempt_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """POST hands in; with questions unanswered and unconfirmed it leads to GET, which asks."""
    user, attempt = _mine(request, pk)
    if request.method == "POST":
        outcome = attempts.save_form(user, attempt, request.POST, now=timezone.now())
        if outcome.refused and attempt.is_open:
            return _render_sheet(request, attempt, outcome)
        if outcome.is_late:
            _tell_saved(request, outcome)
    if not attempt.is_open:
        return redirect("quizzes:attempt-result", pk)
    missing = unanswered_numbers(attempt, attempt.responses.by_question())
    if request.method != "POST":
        context = {"attempt": attempt, "lesson": attempt.paper.edition.lesson, "missing": missing}
        return render(request, "quizzes/submit.html", context)
    if missing and "confirmed" not in request.POST:
        return redirect("quizzes:attempt-submit", pk)
    attempts.submit_attempt(user, attempt, now=timezone.now())
    return redirect("quizzes:attempt-result", pk)


@login_not_required  # a signed-out page must learn so in JSON, not be led to another page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def response_save(request: HttpRequest, pk: int) -> JsonResponse:
    """POST keeps one answer; GET gives a fresh token for the answers still to be sent."""
    if not request.user.is_authenticated:
        words = _("登录已经过期，请重新登录；没有发出的答案还在这台设备上。")
        return JsonResponse({"error": "signed_out", "message": words}, status=SIGNED_OUT)
    user, attempt = _mine(request, pk)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request), "open": attempt.is_open})
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return _refusal("too_long", TOO_LARGE)
    now = timezone.now()
    try:
        save = read_save(request.body)
        saved = attempts.save_response(
            user, attempt, save.question,
            event_id=save.event_id, rev=save.rev, value=save.value, now=now,
        )  # fmt: skip
    except AnswerRefused as reason:
        return _refusal(reason.code, WRONG)
    return JsonResponse(_told(saved, now))


def _told(saved: attempts.Saved, now: Any) -> dict[str, Any]:
    """The same for every answer: nothing of the question or its key, always as many bytes but
    for the digits of the rev."""
    at = timezone.localtime(now).strftime("%H:%M")
    return {"state": "late" if saved.is_late else "saved", "rev": saved.rev, "at": at}


def _refusal(code: str, status: int) -> JsonResponse:
    return JsonResponse({"error": code, "message": str(REFUSALS[code])}, status=status)


def _mine(request: HttpRequest, pk: int) -> tuple[User, Attempt]:
    """One's own attempt, closed first when its time is over."""
    user = signed_in(request)
    return user, attempts.submit_if_due(get_attempt(user, pk), now=timezone.now())


def _tell_saved(request: HttpRequest, outcome: attempts.FormSaved) -> None:
    if outcome.is_late:
        messages.warning(request, _("收卷以后才送到的答案已经留存，但不计分。"))
        return
    at = moment_in_words(timezone.localtime(), now=timezone.localtime())
    messages.success(request, _("已保存　%(at)s") % {"at": at})


def _render_sheet(
    request: HttpRequest, attempt: Attempt, outcome: attempts.FormSaved | None
) -> HttpResponse:
    now = timezone.now()
    edition = attempt.paper.edition
    responses = attempt.responses.by_question()
    reader = reader_of(request, edition)
    refused, typed = (outcome.refused, outcome.typed) if outcome else ({}, {})
    context = {
        "attempt": attempt,
        "edition": edition,
        "lesson": edition.lesson,
        "lang": reader.lang,
        "questions": sheet_of(attempt, responses, reader, typed=typed, refused=refused),
        "missing": unanswered_numbers(attempt, responses),
        "elapsed": int((now - attempt.started_at).total_seconds() * 10),
        "is_over": attempt.deadline_at is not None and now >= attempt.deadline_at,
        # Rounded up: the page must not hand in before the time is over.
        "seconds_left": max(0, ceil((attempt.deadline_at - now).total_seconds()))
        if attempt.deadline_at
        else None,
    }
    status = WRONG if refused else 200
    return render(request, "quizzes/attempt.html", context, status=status)
