"""Pages about a lesson's items as a whole: rules of the paper, the site's policy, making anew."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people import site
from people.access import one_or_404, require_administrator, signed_in
from quizzes.access import get_desk_lesson, get_text_lesson
from quizzes.models import ItemPlace, Paper
from quizzes.review_forms import PaperForm
from quizzes.reviewing import is_held
from quizzes.services import papers

SEED_BITS = 31


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_edit(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """How many questions, the pass mark, attempts, minutes, partial credit."""
    user = signed_in(request)
    lesson = get_desk_lesson(user, lesson_id)
    assert lesson.current_edition is not None  # the door lets no other lesson through
    paper = one_or_404(Paper.objects.visible_to(user), edition=lesson.current_edition_id)
    rules = {name: getattr(paper, name) for name in papers.RULES}
    form = PaperForm(request.POST or None, initial=rules)
    if request.method == "POST" and form.is_valid():
        papers.change_paper(user, lesson.current_edition, form.cleaned_data, now=timezone.now())
        messages.success(request, _("已经存好，以后开始的测验照新的规则。"))
        return redirect("quizzes:item-list", lesson_id)
    pool = ItemPlace.objects.drawable(lesson.current_edition, is_held=is_held()).count()
    context = {"lesson": lesson, "form": form, "pool": pool}
    return render(request, "quizzes/editor/paper.html", context, status=400 if form.errors else 200)


@require_POST
def policy_edit(request: HttpRequest) -> HttpResponse:
    """Whether items wait for an editor on this site; administrators only."""
    user = signed_in(request)
    require_administrator(user)
    policy = request.POST.get("policy", "")
    if policy in site.KNOWN["quiz_review_policy"].choices:
        site.set_value(user, "quiz_review_policy", policy, now=timezone.now())
        messages.success(request, _("已经改好，全站都照这样。"))
    lesson = request.POST.get("lesson", "")
    if lesson.isascii() and lesson.isdigit() and len(lesson) < 10:
        return redirect("quizzes:item-list", int(lesson))
    return redirect("lessons:upload-list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item_renew(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Makes a section's items, or all, anew with another seed; GET asks first."""
    user = signed_in(request)
    lesson = get_text_lesson(user, lesson_id)
    edition = lesson.current_edition
    assert edition is not None  # the door lets no other lesson through
    key = request.GET.get("section", "")
    section = one_or_404(edition.sections.all(), key=key) if key else None
    if request.method != "POST":
        count = ItemPlace.objects.renewable(edition, key).count()
        context = {"lesson": lesson, "edition": edition, "section": section, "count": count}
        return render(request, "quizzes/editor/renew.html", context)
    seed = secrets.randbits(SEED_BITS)
    papers.renew_items(user, edition, section, seed=seed, now=timezone.now())
    messages.success(request, _("已经重新出题。审过、改过和自己写的题都还在。"))
    query = f"?section={key}#list" if key else ""
    return redirect(reverse("quizzes:item-list", args=[lesson_id]) + query)
