"""What pages send, as domain values: one save of the answer sheet, and the report of an item."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.answering import AnswerRefused

LARGEST_BODY = 16 * 1024  # bytes; a value may have 4 KiB


@dataclass(frozen=True, slots=True)
class Save:
    question: str
    event_id: uuid.UUID
    rev: int
    value: Any


def read_save(body: bytes) -> Save:
    """One save as the page sends it; raises AnswerRefused for anything else."""
    if len(body) > LARGEST_BODY:
        raise AnswerRefused("too_long")
    try:
        data = json.loads(body)
        save = Save(data["question"], uuid.UUID(data["event_id"]), data["rev"], data["value"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise AnswerRefused("wrong_form") from None
    if not isinstance(save.question, str) or type(save.rev) is not int:
        raise AnswerRefused("wrong_form")
    return save


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("哪里不对"),
        help_text=_("比如答案不对、题目看不懂、和课文不一致。教员会看到，也会看到您的姓名。"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
