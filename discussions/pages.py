"""What the discussion page shows, put together from querysets; no writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from common.paging import Page, page_of
from discussions.access import may_read_others
from discussions.forms import AnswerForm
from discussions.models import Answer
from lessons.models import Edition, Prompt
from people.models import User

FIRST_SHOWN = 10  # answers of others before one asks for more


@dataclass(frozen=True, slots=True)
class PromptView:
    """One prompt with one's own answer and, after posting, what others wrote."""

    prompt: Prompt
    answer: Answer | None
    form: AnswerForm
    may_read: bool
    others: Page | None
    others_count: int
    is_changing: bool


def address(lesson_id: int, number: int) -> str:
    return f"{reverse('discussions:prompt-list', args=[lesson_id])}#prompt-{number}"


def address_of(answer: Answer) -> str:
    return address(answer.prompt.edition.lesson_id, answer.prompt.number)


def next_rev(user: User, prompt: Prompt) -> int:
    """The revision a form without scripts saves under: one more than what is kept."""
    row = Answer.objects.of_prompt(user, prompt).values_list("draft_rev", flat=True)
    return (row.first() or 0) + 1


def discussion(
    user: User,
    edition: Edition,
    request: HttpRequest,
    refused: dict[int, AnswerForm] | None = None,
) -> dict[str, Any]:
    """The whole page; costs 2 queries and 3 for each prompt, of which a lesson has two."""
    own = {answer.prompt.key: answer for answer in Answer.objects.own(user, edition)}
    views = [
        _view(user, prompt, own.get(prompt.key), request, (refused or {}).get(prompt.number))
        for prompt in edition.prompts.all()
    ]
    # What is still to be written stands first.
    views.sort(key=lambda view: view.answer is not None and view.answer.posted_at is not None)
    return {"edition": edition, "lesson": edition.lesson, "prompts": views}


def _view(
    user: User, prompt: Prompt, answer: Answer | None, request: HttpRequest, form: AnswerForm | None
) -> PromptView:
    is_posted = answer is not None and answer.posted_at is not None
    is_changing = request.GET.get("change") == str(prompt.number) or form is not None
    may_read = is_posted or may_read_others(user, prompt)
    rows = Answer.objects.others(user, prompt)
    written = ""
    if answer is not None:
        written = answer.draft or (answer.text if is_changing else "")
    return PromptView(
        prompt=prompt,
        answer=answer,
        form=form or AnswerForm(initial={"text": written}, auto_id=f"a{prompt.number}-%s"),
        may_read=may_read,
        others=page_of(rows, request, size=FIRST_SHOWN, name=f"p{prompt.number}")
        if may_read
        else None,
        others_count=0 if may_read else rows.count(),
        is_changing=is_changing,
    )
