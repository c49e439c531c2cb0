"""Writes of answers: the draft that is saved while one writes, posting, changing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from discussions.models import Answer, AnswerVersion
from lessons.models import Edition, Prompt
from people.models import User

LONGEST = 10_000  # characters
SHORTEST = 5  # characters that are not white space; less is a slip of the finger, not an answer
# What PostgreSQL cannot keep in a text column, and what no UTF-8 can carry.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with plain line ends and without what cannot be stored."""
    return UNSTORABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError(
            _("发言太长：写了%(count)d字，最多%(most)d字。写的内容没有丢，请删减后再交。"),
            code="too_long",
            params={"count": len(text), "most": LONGEST},
        )


def _own_answer(actor: User, prompt: Prompt) -> int:
    """The id of the learner's one answer to this question, made when there is none.

    A question that kept its words in a new edition keeps its answer: a second row beside it
    would be a second answer to everybody who reads.
    """
    kept = Answer.objects.of_prompt(actor, prompt).values_list("pk", flat=True).first()
    return kept or Answer.objects.get_or_create(prompt=prompt, learner=actor)[0].pk


@transaction.atomic
def save_draft(
    actor: User, prompt: Prompt, text: str, *, rev: int, now: dt.datetime
) -> tuple[Answer, bool]:
    """Keeps what is being written; returns the answer and whether this text was taken.

    Only a higher `rev`, the page's own counter, replaces an earlier text, so replies that
    arrive out of order lose nothing. Raises ValidationError when it is too long.
    """
    text = clean(text)
    check_length(text)
    pk = _own_answer(actor, prompt)
    is_taken = Answer.objects.filter(pk=pk, draft_rev__lt=rev).update(
        draft=text, draft_rev=rev, draft_saved_at=now
    )
    return Answer.objects.get(pk=pk), bool(is_taken)


def save_drafts(
    actor: User, edition: Edition, texts: Mapping[int, str], *, now: dt.datetime
) -> dict[int, ValidationError]:
    """Keeps what stands in the boxes of a sent page, by number; returns what was refused.

    What a person sends by hand is the latest there is, so it takes the next revision.
    """
    refused = {}
    for prompt in edition.prompts.filter(number__in=texts):
        kept = Answer.objects.of_prompt(actor, prompt).values_list("draft_rev", flat=True).first()
        try:
            save_draft(actor, prompt, texts[prompt.number], rev=(kept or 0) + 1, now=now)
        except ValidationError as error:
            refused[prompt.number] = error
    return refused


@transaction.atomic
def post_answer(actor: User, prompt: Prompt, text: str, *, now: dt.datetime) -> Answer:
    """Posts or changes an answer; every text that was posted stays as a version.

    Locks the answer. Posting the same text twice changes nothing. The branch is the one the
    learner belongs to at the first posting, or the first home after it. Raises ValidationError
    when empty or too long.
    """
    text = clean(text).strip()
    check_length(text)
    if len(re.sub(r"\s", "", text)) < SHORTEST:
        raise ValidationError(_("还没有写内容，或者太短了。请写几句再提交。"), code="too_short")
    answer = Answer.objects.select_for_update().get(pk=_own_answer(actor, prompt))
    if answer.text == text:
        return answer
    if answer.posted_at is None:
        answer.posted_at = now
    else:
        answer.changed_at = now
    answer.branch = answer.branch or actor.current_branch
    answer.text, answer.draft, answer.draft_saved_at = text, "", None
    answer.save(
        update_fields=["text", "draft", "draft_saved_at", "posted_at", "changed_at", "branch"]
    )
    number = answer.versions.count() + 1
    AnswerVersion.objects.create(answer=answer, number=number, text=text, posted_at=now)
    return answer
