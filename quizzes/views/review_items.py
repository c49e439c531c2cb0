"""Pages on which an editor changes an item or writes one: section → sentences → form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.access import signed_in
from people.models import User
from quizzes.access import get_desk_item, get_text_lesson
from quizzes.evidence import spans_from
from quizzes.models import Item
from quizzes.review_forms import ItemFilter, ItemForm
from quizzes.services import review
from quizzes.writing import asked_of, blank_desk, edit_desk, section_desk


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes an item; what breaks the contract is said beside what was typed."""
    user = signed_in(request)
    item = get_desk_item(user, pk)
    edition = item.lesson.current_edition
    assert edition is not None  # the door lets no other item through
    desk = edit_desk(item, edition, request)
    if request.method == "POST" and _edited(user, item, desk.form, desk.spans, request):
        query = ItemFilter(request.GET).queue_query
        return redirect(reverse("quizzes:item-review", args=[pk]) + query)
    context = desk.context | {"item": item, "chosen": ItemFilter(request.GET)}
    status = 400 if desk.form.errors else 200
    return render(request, "quizzes/editor/form.html", context, status=status)


def _edited(
    user: User, item: Item, form: ItemForm, spans: list[tuple[int, int]], request: HttpRequest
) -> bool:
    version = request.POST.get("version", "")
    try:
        review.edit_item(
            user, item, asked_of(form, spans, item.lesson.current_edition), spans,
            version=int(version) if version.isdigit() and len(version) < 9 else 0,
            is_approved="approve" in request.POST, now=timezone.now(),
        )  # fmt: skip
    except review.QuestionRefused as reason:
        form.refuse(reason.flaws)
        return False
    except review.ReviewRefused:
        words = _("这道题刚被别人改过，您写的还在下面。请对照现在的样子再存一次。")
        form.errors["form"] = [words]
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_create(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Choose a section, then sentences and a kind, then write; POST keeps the item."""
    user = signed_in(request)
    lesson = get_text_lesson(user, lesson_id)
    edition = lesson.current_edition
    assert edition is not None  # the door lets no other lesson through
    kind = request.GET.get("kind", "")
    spans = spans_from(request.GET.getlist("at"), edition.text)
    if kind not in Item.Kind.values or not (spans or request.method == "POST"):
        context = section_desk(lesson, request)
        return render(request, "quizzes/editor/pick.html", context)
    desk = blank_desk(lesson, kind, spans, request)
    if request.method == "POST":
        question = asked_of(desk.form, desk.spans, edition)
        try:
            item = review.write_item(user, edition, question, desk.spans, now=timezone.now())
            return redirect("quizzes:item-review", item.pk)
        except review.QuestionRefused as reason:
            desk.form.refuse(reason.flaws)
    status = 400 if desk.form.errors else 200
    return render(request, "quizzes/editor/form.html", desk.context, status=status)
