"""The questions a draft would have, before it is published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lessons.access import get_draft
from people.access import signed_in
from quizzes.drafts import draft_questions


@never_cache
@require_safe
def draft_items(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules make of the draft as it stands; waits while they are at it."""
    draft = get_draft(signed_in(request), pk)
    return render(request, "quizzes/editor/draft.html", draft_questions(draft, request))
