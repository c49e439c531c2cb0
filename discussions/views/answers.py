"""The discussion page of a lesson, and what its forms send."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from discussions import access, pages
from discussions.forms import DraftForm
from discussions.services import answers
from people.access import signed_in

# Back must keep what was typed, so the page may stay in the history, but in nobody's proxy.
private = cache_control(private=True, no_cache=True)


@private
@require_safe
def prompt_list(request: HttpRequest, lesson_id: int) -> HttpResponse:
    user = signed_in(request)
    edition = access.get_edition(user, lesson_id)
    return render(request, "discussions/prompts.html", pages.discussion(user, edition, request))


@private
@require_POST
def answer_post(request: HttpRequest, lesson_id: int, number: int) -> HttpResponse:
    """Keeps what was typed on the page, then posts this answer unless it is to stay a draft."""
    user = signed_in(request)
    prompt = access.get_prompt(user, lesson_id, number)
    text, now = request.POST.get(f"text-{number}", ""), timezone.now()
    refused = answers.save_drafts(user, prompt.edition, pages.typed(request.POST), now=now)
    if "draft" in request.POST:
        said = _("草稿已经保存。")
    elif number not in refused:
        said = _("发言已提交。现在可以看别人的发言了。")
        try:
            answers.post_answer(user, prompt, text, now=now)
        except ValidationError as error:
            refused[number] = error
    if refused:
        forms = pages.given_back(request.POST, refused)
        context = pages.discussion(user, prompt.edition, request, refused=forms)
        return render(request, "discussions/prompts.html", context, status=422)
    messages.success(request, said)
    return redirect(pages.address(lesson_id, number))


@login_not_required  # the page's script must get 401 as JSON, never a redirect to a form
@require_POST
def answer_draft(request: HttpRequest, lesson_id: int, number: int) -> HttpResponseBase:
    """Keeps the draft while one writes; answers with what was kept and when."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": "signed_out"}, status=401)
    user = signed_in(request)
    prompt = access.get_prompt(user, lesson_id, number)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "invalid"}, status=400)
    # The text is not the form's to judge: a character that cannot be kept must not cost the rest.
    text, rev = request.POST.get("text", ""), form.cleaned_data["rev"]
    try:
        answer, is_taken = answers.save_draft(user, prompt, text, rev=rev, now=timezone.now())
    except ValidationError as error:
        return JsonResponse({"error": "too_long", "message": error.messages[0]}, status=422)
    said = pages.draft_in_words(answer)
    return JsonResponse({"rev": answer.draft_rev, "taken": is_taken, "said": said})
