"""What the discussion page shows, put together from querysets; no writes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.dates import moment_in_words
from common.paging import Page, page_of
from discussions.access import may_read_others
from discussions.forms import AnswerForm
from discussions.models import Answer
from discussions.services.answers import clean
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
    was: str  # fingerprint of what the box held when the page was drawn

    @property
    def has_box(self) -> bool:
        return self.is_changing or self.answer is None or self.answer.posted_at is None

    @property
    def draft_line(self) -> str:
        return draft_in_words(self.answer) if self.answer else ""


def address(lesson_id: int, number: int) -> str:
    return f"{reverse('discussions:prompt-list', args=[lesson_id])}#prompt-{number}"


def address_of(answer: Answer) -> str:
    return address(answer.prompt.edition.lesson_id, answer.prompt.number)


def fingerprint(text: str) -> str:
    """Of the words, whatever a form does to the ends of their lines."""
    return hashlib.sha256(clean(text).encode()).hexdigest()[:16]


def draft_in_words(answer: Answer) -> str:
    """草稿已保存　今天20:14，8字, in the site's time; "" without a draft."""
    if answer.draft_saved_at is None:
        return ""
    at = moment_in_words(answer.draft_saved_at, now=timezone.localtime())
    return _("草稿已保存　%(at)s，%(count)s字") % {"at": at, "count": len(answer.draft)}


def typed(data: QueryDict) -> dict[int, str]:
    """What the boxes of a sent page hold, by number; those nobody touched are left out."""
    found = {}
    for name, text in data.items():
        word, _sep, number = name.partition("-")
        if word != "text" or not number.isdecimal():
            continue
        if data.get(f"was-{number}") != fingerprint(str(text)):
            found[int(number)] = str(text)
    return found


def given_back(data: QueryDict, refused: Mapping[int, ValidationError]) -> dict[int, AnswerForm]:
    """A form for each refused box: the words as they were typed, and why they were refused."""
    forms = {}
    for number, error in refused.items():
        forms[number] = AnswerForm({"text": data.get(f"text-{number}", "")})
        forms[number].add_error("text", error)
    return forms


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
        was=fingerprint(written),
    )
