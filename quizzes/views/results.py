"""Pages after a quiz: the result, and the report that an item is wrong."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from people.access import signed_in
from quizzes.access import get_attempt, get_item, get_result
from quizzes.forms import ReportForm
from quizzes.results import result_of
from quizzes.services import attempts, reports
from quizzes.showing import reader_of

private = cache_control(private=True, no_cache=True)


@private
@require_safe
def attempt_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Score, then what was wrong with its reasons and its place in the lesson, then the rest."""
    user = signed_in(request)
    attempt = attempts.submit_if_due(get_result(user, pk), now=timezone.now())
    if attempt.is_open:
        return redirect("quizzes:attempt-detail", pk)
    edition = attempt.paper.edition
    reader = reader_of(request, edition)
    context = {
        "attempt": attempt,
        "edition": edition,
        "lesson": edition.lesson,
        "lang": reader.lang,
        "result": result_of(attempt, reader),
    }
    return render(request, "quizzes/result.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def item_report(request: HttpRequest, pk: int, question_id: str) -> HttpResponse:
    """题目有误: what is wrong with a question of one's own attempt."""
    user = signed_in(request)
    attempt = get_attempt(user, pk)
    item = get_item(attempt, question_id)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reports.report_item(user, attempt, item, form.cleaned_data["text"], now=timezone.now())
        messages.success(request, _("收到了，教员会看这道题。谢谢您。"))
        return redirect("quizzes:attempt-result", pk)
    question = next(q for q in attempt.snapshot if q["id"] == question_id)
    reader = reader_of(request, attempt.paper.edition)
    context = {
        "attempt": attempt,
        "lesson": attempt.paper.edition.lesson,
        "form": form,
        "stem": reader.words(question["stem"]),
        "lang": reader.lang,
    }
    return render(request, "quizzes/report.html", context)
