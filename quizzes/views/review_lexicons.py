"""Pages of the site's own confusable words: list, add, change, switch off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.paging import page_of
from people.access import require_editor, signed_in
from quizzes.access import get_lexicon
from quizzes.models import Lexicon
from quizzes.review_forms import LexiconForm
from quizzes.services import lexicons


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lexicon_list(request: HttpRequest) -> HttpResponse:
    """All sets of this site; POST adds one."""
    user = signed_in(request)
    require_editor(user)
    form = LexiconForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lexicons.save_lexicon(user, None, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("已经加上，以后出题会用。"))
        return redirect("quizzes:lexicon-list")
    rows = Lexicon.objects.order_by("-is_active", "word_class", "domain")
    context = {"form": form, "page": page_of(rows, request)}
    status = 400 if form.errors else 200
    return render(request, "quizzes/editor/lexicons.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lexicon_edit(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    row = get_lexicon(user, pk)
    initial = {
        "word_class": row.word_class,
        "domain": row.domain,
        "members": "\n".join(row.members),
    }
    form = LexiconForm(request.POST or None, initial=initial, row=row)
    if request.method == "POST" and form.is_valid():
        lexicons.save_lexicon(user, row, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("已经改好，以后出题会用。"))
        return redirect("quizzes:lexicon-list")
    context = {"form": form, "row": row}
    status = 400 if form.errors else 200
    return render(request, "quizzes/editor/lexicon.html", context, status=status)


@require_POST
def lexicon_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switches a set off, or on again."""
    user = signed_in(request)
    row = get_lexicon(user, pk)
    lexicons.switch_lexicon(user, row, is_active=not row.is_active, now=timezone.now())
    return redirect("quizzes:lexicon-list")
