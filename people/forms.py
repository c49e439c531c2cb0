"""Forms of this app; they parse and hand over domain values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Branch, User


class SignupForm(AllauthSignupForm):
    """allauth's form with the one more thing a branch must know: the name."""

    display_name = forms.CharField(label=_("姓名"), max_length=64)
    field_order = ["display_name", "username", "email", "password1", "password2"]


class InvitationForm(forms.Form):
    branch = forms.ModelChoiceField(label=_("加入哪个组织"), queryset=Branch.objects.none())
    note = forms.CharField(label=_("给谁的"), max_length=120, required=False)
    max_uses = forms.IntegerField(label=_("可以用几次"), min_value=1, max_value=500, initial=1)
    days = forms.IntegerField(label=_("几天内有效"), min_value=1, max_value=60, initial=7)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["branch"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Branch.objects.led_by(user).open().order_by("path")

    @property
    def valid_for(self) -> dt.timedelta:
        return dt.timedelta(days=self.cleaned_data["days"])


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name"]
