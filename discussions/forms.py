"""Forms of discussions; they parse and hand over, the services judge."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    # Not stripped and not judged here: a refused text must come back exactly as it was typed.
    text = forms.CharField(
        label=_("您的发言"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class DraftForm(forms.Form):
    rev = forms.IntegerField(min_value=1, max_value=2_000_000_000)


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("回复"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    event_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
