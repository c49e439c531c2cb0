"""What the page of patterns needs beside its template: a form in every state, lists of pages.

For makers of pages: editors and administrators see it, where DEBUG is on everybody who is signed
in. Nothing of the site's own rows appears here.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.paging import Page


class PatternForm(forms.Form):
    """One field of each kind; the words are samples, so they are not translated."""

    name = forms.CharField(label="姓名", initial="周玉兰")
    phone = forms.CharField(label="手机号", help_text="只用来登录和提醒", min_length=11)
    branch = forms.ChoiceField(label="组织", choices=[("1", "梧桐里社区第二党支部")])
    reason = forms.ChoiceField(
        label="免于要求的原因", choices=[("old", "年老体弱"), ("away", "外出")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    told = forms.BooleanField(label="已经告诉本人", required=False)
    number = forms.CharField(label="工号", disabled=True, initial="20-117", required=False)
    note = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}), required=False)


def _pages() -> list[Page[int]]:
    return [Page([], number, 50, 140) for number in (1, 2, 9)]


def patterns(request: HttpRequest) -> HttpResponse:
    """Every part of the look, with its states."""
    if not (settings.DEBUG or getattr(request.user, "is_editor", False)):
        raise PermissionDenied
    form = PatternForm({"name": "周玉兰", "phone": "1380000000", "branch": "1", "reason": "old"})
    context: dict[str, Any] = {"form": form, "list_pages": _pages()}
    return render(request, "patterns.html", context)
