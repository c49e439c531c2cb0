"""Forms of progress; they parse and hand over domain values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.models import Lesson
from people.models import Branch, User
from progress.models import Exemption


def number_of(written: str, *, most: int) -> int | None:
    """The number from 1 to `most` that an address names; None for anything else.

    ASCII digits only: "²" is a digit to Python's isdigit, but no number.
    """
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(most))):
        return None
    number = int(written)
    return number if 1 <= number <= most else None


class AssignmentForm(forms.Form):
    lesson = forms.ModelChoiceField(label=_("哪一课"), queryset=Lesson.objects.none())
    branch = forms.ModelChoiceField(label=_("哪个组织及下级"), queryset=Branch.objects.none())
    due_on = forms.DateField(
        label=_("完成日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {
            "lesson": Lesson.objects.published().order_by("-pk"),
            "branch": Branch.objects.led_by(user).open().order_by("path"),
        }
        for name, queryset in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset


class ExemptionForm(forms.Form):
    reason = forms.ChoiceField(label=_("原因"), choices=Exemption.Reason.choices)
