"""Items in and out: files of other systems and the site's own table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import signed_in
from quizzes.access import get_text_lesson
from quizzes.corrections import changes_from
from quizzes.exchange.files import LARGEST_FILE
from quizzes.exchange.values import FileRefused
from quizzes.exchange_words import outcome_in_words, refusal_in_words
from quizzes.review_forms import ImportForm
from quizzes.services import exchange

FILES = {
    "gift": ("text/plain; charset=utf-8", "gift"),
    "moodle": ("application/xml", "xml"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "template": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_import(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Takes a file; says of every question that could not be taken where and why."""
    user = signed_in(request)
    lesson = get_text_lesson(user, lesson_id)
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    context: dict[str, Any] = {"lesson": lesson, "edition": lesson.current_edition, "form": form}
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            parsed = exchange.read_file(file.name or "", file.read(LARGEST_FILE + 1))
            assert lesson.current_edition is not None  # the door lets no other lesson through
            outcome = exchange.import_questions(
                user, lesson.current_edition, parsed, now=timezone.now()
            )
            context |= outcome_in_words(outcome)
        except FileRefused as reason:
            form.add_error("file", refusal_in_words(reason))
    status = 400 if form.errors else 200
    return render(request, "quizzes/editor/exchange.html", context, status=status)


@require_POST
def item_changes(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Takes over the corrections of a file that were ticked, as edits that can be undone."""
    user = signed_in(request)
    lesson = get_text_lesson(user, lesson_id)
    assert lesson.current_edition is not None
    sent = request.POST.getlist("change")
    changes = changes_from(sent)
    taken, left = exchange.take_changes(user, lesson.current_edition, changes, now=timezone.now())
    left += len(sent) - len(changes)
    if taken:
        words = ngettext("改了%(count)s道题，可以撤销。", "改了%(count)s道题，可以撤销。", taken)
        messages.success(request, words % {"count": taken})
    if left:
        words = ngettext("有%(count)s道题后来改过，没有动。请再导入一次看看。",
                         "有%(count)s道题后来改过，没有动。请再导入一次看看。", left)  # fmt: skip
        messages.error(request, words % {"count": left})
    if not sent:
        messages.error(request, _("没有勾选要改的题。"))
    return redirect("quizzes:item-list", lesson_id)


@never_cache
@require_safe
def item_export(request: HttpRequest, lesson_id: int, kind: str) -> HttpResponse:
    """The items as a file to keep; what the format cannot say is left out and told."""
    user = signed_in(request)
    lesson = get_text_lesson(user, lesson_id)
    if kind not in FILES or lesson.current_edition is None:
        raise Http404
    written = exchange.export_items(user, lesson.current_edition, kind, now=timezone.now())
    media_type, extension = FILES[kind]
    if written.left_out:
        count = len(written.left_out)
        words = ngettext("有%(count)s道题这种格式写不出，没有放进去。",
                         "有%(count)s道题这种格式写不出，没有放进去。", count)  # fmt: skip
        messages.warning(request, words % {"count": count} + _("要全部导出，请用表格。"))
    response = HttpResponse(written.data, content_type=media_type)
    name = f"template.{extension}" if kind == "template" else f"items-{lesson.pk}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
