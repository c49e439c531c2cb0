"""Pages of readers: the catalogue, a page of a lesson, marking it, keeping the place, pictures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST, require_safe

from common.paging import page_of
from lessons.access import get_edition, get_picture
from lessons.forms import MarkForm, PageQueryForm, PositionForm
from lessons.models import Lesson, ReadingMark
from lessons.reader import ReaderPage, reader_page
from lessons.services import reading
from people.access import signed_in

private = cache_control(private=True, no_cache=True)
CATALOGUE_SIZE = 30


@private
@require_safe
def lesson_list(request: HttpRequest) -> HttpResponse:
    """All lessons on offer, for whoever wants to study one, assigned or not."""
    words = request.GET.get("q", "").strip()[:100]
    lessons = Lesson.objects.published().titled(words).for_catalogue()
    context = {"page": page_of(lessons, request, size=CATALOGUE_SIZE), "words": words}
    return render(request, "lessons/catalogue.html", context)


def _page(request: HttpRequest, lesson_id: int, number: int, edition: int | None) -> ReaderPage:
    """The page behind an address; raises Http404. Costs 2 queries, 3 the first time."""
    user = signed_in(request)
    found = get_edition(user, lesson_id, edition)
    page = reader_page(found, number, ReadingMark.objects.read_pages(user, found))
    if page is None:
        raise Http404
    return page


@private
@require_safe
def page_detail(request: HttpRequest, lesson_id: int, number: int) -> HttpResponse:
    """A page of the lesson; the visit is kept as the place to go on from.

    `?at=START-END` lights a span of the clean text, `?edition=N` shows an older edition; neither
    moves the place.
    """
    user = signed_in(request)
    query = PageQueryForm(request.GET)
    page = _page(request, lesson_id, number, query.edition)
    page.show(request.display.edition, query.span)  # type: ignore[attr-defined]
    page.keeps_place = page.is_current and query.span is None
    if page.keeps_place and request.method == "GET":
        page.resume = reading.visit_page(user, page.opener, now=timezone.now())
    return render(request, "lessons/page.html", {"page": page, "here": "lessons:lesson-list"})


@require_POST
def page_mark(request: HttpRequest, lesson_id: int, number: int) -> HttpResponse:
    """Marks the page read; the button goes on to the next page, the script gets 204."""
    user = signed_in(request)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    page = _page(request, lesson_id, number, form.cleaned_data["edition"])
    reading.mark_page(user, page.opener, via=form.cleaned_data["via"], now=timezone.now())
    if form.cleaned_data["via"] == "end":
        return HttpResponse(status=204)
    if page.following is not None:
        return redirect(page.url_of(number + 1))
    return redirect(lesson_url(lesson_id))


def lesson_url(lesson_id: int) -> str:
    """The lesson's overview, a page of an app further left; the catalogue while there is none."""
    try:
        return reverse("progress:lesson-detail", args=[lesson_id])
    except NoReverseMatch:
        return reverse("lessons:lesson-list")


@require_POST
def position_save(request: HttpRequest, lesson_id: int, number: int) -> HttpResponse:
    """Keeps the paragraph the reader is at, sent by the script as the page is left."""
    user = signed_in(request)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    page = _page(request, lesson_id, number, form.cleaned_data["edition"])
    if page.is_current:
        paragraph = form.cleaned_data["paragraph"]
        reading.save_position(user, page.opener, paragraph=paragraph, now=timezone.now())
    return HttpResponse(status=204)


@cache_control(private=True, max_age=60 * 60 * 24 * 30, immutable=True)
@require_GET
def picture(request: HttpRequest, upload_id: int, number: int) -> HttpResponse:
    """A picture of a lesson; its bytes never change. Editors see those of drafts too."""
    found: Any = get_picture(signed_in(request), upload_id, number)
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    # A picture opened by itself can do nothing, whatever its bytes are.
    response.headers["Content-Disposition"] = "inline"
    return response
