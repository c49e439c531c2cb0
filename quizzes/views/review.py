"""The editors' desk for items: the list with its map, one item at a time, judging and undoing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.paging import page_of
from people.access import signed_in
from quizzes.access import get_desk_item, get_desk_lesson, get_report
from quizzes.models import Item, ItemPlace
from quizzes.review_forms import ItemFilter, JudgementForm, SettleForm
from quizzes.reviewing import bulk_of, desk_of, queue_of, sight_of
from quizzes.services import review
from quizzes.showing import reader_of

REFUSALS = {
    "conflict": gettext_lazy("这道题刚被别人改过，这一步没有执行。请看过现在的样子再改。"),
    "unplaced": gettext_lazy("这道题在现在这一版里没有依据，还不能通过。请先修改，选出依据。"),
    "nothing": gettext_lazy("没有可以撤销的。"),
    "others": gettext_lazy("这道题后来又有别人改过，不能撤销。"),
}


@never_cache
@require_safe
def item_list(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """What is covered, what is not and why; the items, filtered."""
    lesson = get_desk_lesson(signed_in(request), lesson_id)
    assert lesson.current_edition is not None  # the door lets no other lesson through
    reader = reader_of(request, lesson.current_edition)
    chosen = ItemFilter(request.GET)
    rows = ItemPlace.objects.for_queue(lesson.current_edition, **chosen.lookups())
    context = desk_of(lesson, reader) | {
        "page": page_of(rows.select_related("item"), request),
        "chosen": chosen,
        "kinds": Item.Kind.choices,
        "states": Item.State.choices,
        "lang": reader.lang,
    }
    return render(request, "quizzes/editor/items.html", context)


@never_cache
@require_safe
def item_start(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Leads to the first item nobody has judged yet, of those the filter leaves."""
    lesson = get_desk_lesson(signed_in(request), lesson_id)
    assert lesson.current_edition is not None
    chosen = ItemFilter(request.GET)
    queue = queue_of(lesson.current_edition, 0, chosen.lookups(is_queue=True))
    if queue.next_unreviewed is None:
        messages.info(request, _("没有要审的题了。"))
        return redirect("quizzes:item-list", lesson_id)
    address = reverse("quizzes:item-review", args=[queue.next_unreviewed.item])
    return redirect(address + chosen.queue_query)


@never_cache
@require_safe
def item_review(request: HttpRequest, pk: int) -> HttpResponse:
    """One item beside the words it rests on."""
    item = get_desk_item(signed_in(request), pk)
    return _render_item(request, item, JudgementForm())


@never_cache
@require_POST
def item_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, reject with a code, quarantine or restore; then on to the next unreviewed."""
    user = signed_in(request)
    item = get_desk_item(user, pk)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _render_item(request, item, form, status=400)
    judgement = review.Judgement(form.cleaned_data["action"], form.cleaned_data["code"])
    try:
        review.judge_items(user, item.lesson, [pk], judgement, now=timezone.now())
    except review.ReviewRefused as reason:
        messages.error(request, str(REFUSALS[reason.code]))
        return redirect(_address(request, pk))
    if judgement.action == review.RESTORE:
        return redirect(_address(request, pk))
    return _go_on(request, item)


@require_POST
def item_undo(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Takes back one's own last step in this lesson and shows the item it was about."""
    user = signed_in(request)
    lesson = get_desk_lesson(user, lesson_id)
    try:
        item = review.undo_step(user, lesson, now=timezone.now())
    except review.ReviewRefused as reason:
        messages.error(request, str(REFUSALS[reason.code]))
        back = request.POST.get("back", "")
        if back.isascii() and back.isdigit() and len(back) < 10:
            return redirect(_address(request, int(back)))
        return redirect("quizzes:item-list", lesson_id)
    messages.success(request, _("已经撤销。"))
    return redirect(_address(request, item.pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_bulk(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Approves or rejects all of a section, rule, kind or state; GET asks first."""
    user = signed_in(request)
    lesson = get_desk_lesson(user, lesson_id)
    assert lesson.current_edition is not None
    chosen = ItemFilter(request.GET)
    form = JudgementForm(request.POST or None)
    bulk = bulk_of(lesson.current_edition, chosen.lookups(), request.GET.get("action", ""))
    is_as_shown = request.POST.get("count") == str(len(bulk.items))
    if request.method == "POST" and is_as_shown and form.is_valid():
        judgement = review.Judgement(bulk.action, form.cleaned_data["code"])
        count = review.judge_items(
            user, lesson, bulk.items, judgement, now=timezone.now(), is_bulk=True
        )
        words = ngettext("改了%(count)s道题，可以撤销。", "改了%(count)s道题，可以撤销。", count)
        messages.success(request, words % {"count": count})
        return redirect(reverse("quizzes:item-list", args=[lesson_id]) + chosen.query)
    context = {"lesson": lesson, "chosen": chosen, "bulk": bulk, "form": form}
    context["has_changed"] = request.method == "POST" and not is_as_shown
    return render(request, "quizzes/editor/bulk.html", context, status=400 if form.errors else 200)


@require_POST
def report_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a learner's report with what was done about it."""
    user = signed_in(request)
    report = get_report(user, pk)
    form = SettleForm(request.POST)
    if form.is_valid():
        review.settle_report(user, report, form.cleaned_data["outcome"], now=timezone.now())
        messages.success(request, _("已经记下。"))
    else:
        messages.error(request, _("请写一句怎样处理的。"))
    return redirect("quizzes:item-review", report.item_id)


def _go_on(request: HttpRequest, item: Item) -> HttpResponse:
    chosen = ItemFilter(request.GET)
    edition = item.lesson.current_edition
    assert edition is not None
    queue = queue_of(edition, item.pk, chosen.lookups(is_queue=True))
    if queue.next_unreviewed is None:
        messages.success(request, _("都审完了。"))
        return redirect("quizzes:item-list", item.lesson_id)
    return redirect(_address(request, queue.next_unreviewed.item))


def _address(request: HttpRequest, pk: int) -> str:
    return reverse("quizzes:item-review", args=[pk]) + ItemFilter(request.GET).queue_query


def _render_item(
    request: HttpRequest, item: Item, form: JudgementForm, *, status: int = 200
) -> HttpResponse:
    edition = item.lesson.current_edition
    assert edition is not None
    chosen = ItemFilter(request.GET)
    reader = reader_of(request, edition)
    context = {
        "item": item,
        "lesson": item.lesson,
        "edition": edition,
        "sight": sight_of(item, edition, reader),
        "queue": queue_of(edition, item.pk, chosen.lookups(is_queue=True)),
        "chosen": chosen,
        "form": form,
        "settle": SettleForm(),
        "lang": reader.lang,
    }
    return render(request, "quizzes/editor/item.html", context, status=status)
