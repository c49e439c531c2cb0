"""Writes of replies."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from discussions.access import is_secretary_of
from discussions.models import Answer, Reply
from discussions.services.answers import check_length, clean
from people.models import User


@transaction.atomic
def post_reply(
    actor: User, answer: Answer, text: str, *, event_id: uuid.UUID, now: dt.datetime
) -> Reply:
    """Adds a comment; the same form sent twice with the same words adds it once.

    Other words in a form that was sent before (the page one came back to) are another comment.

    The caller got the answer through its door, which says who may comment.
    """
    text = clean(text).strip()
    check_length(text)
    if not text:
        raise ValidationError(_("回复还没有写内容。"), code="too_short")
    fields = {
        "answer": answer,
        "text": text,
        "posted_at": now,
        "is_from_secretary": is_secretary_of(actor, answer),
    }
    reply, _is_new = Reply.objects.get_or_create(author=actor, event_id=event_id, defaults=fields)
    if (reply.answer_id, reply.text) == (answer.pk, text):
        return reply
    # Derived from the words, so that this one sent twice is still one.
    event_id = uuid.uuid5(event_id, f"{answer.pk} {text}")
    return Reply.objects.get_or_create(author=actor, event_id=event_id, defaults=fields)[0]
