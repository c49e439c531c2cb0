"""Comments on an answer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from discussions import access, pages
from discussions.forms import ReplyForm
from discussions.services import replies
from people.access import signed_in


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def reply_create(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer with a box under it; works as a page of its own without scripts."""
    user = signed_in(request)
    answer = access.get_answer(user, pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        event_id: uuid.UUID = form.cleaned_data["event_id"]
        try:
            replies.post_reply(
                user, answer, form.cleaned_data["text"], event_id=event_id, now=timezone.now()
            )
        except ValidationError as error:
            form.add_error("text", error)
        else:
            messages.success(request, _("回复已经发出。"))
            return redirect(pages.address_of(answer))
    context = {"answer": answer, "form": form, "back": pages.address_of(answer)}
    return render(request, "discussions/reply.html", context, status=422 if form.errors else 200)
