"""Forms of this app; they parse and hand over domain values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import Branch, Role, User

CHOOSE = _("请选择")


class BranchField(forms.ModelChoiceField):
    """A select of branches in the order of the tree, each indented below the one above it.

    Empty until `offer` is called; the only branch there is, is chosen already.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Branch.objects.none(), empty_label=CHOOSE, **kwargs)
        self.top = 0

    def offer(self, branches: QuerySet[Branch], user: User, *, is_harmless: bool = True) -> None:
        """Costs 1 query, to see whether there is a choice at all.

        Where one blind press would do something to a person, nothing is chosen beforehand.
        """
        self.queryset = branches.order_by("path")
        led = [] if user.is_administrator else user.secretary_branches
        self.top = min((branch.depth for branch in led), default=0)
        found = list(self.queryset[:2])
        if len(found) == 1 and is_harmless:
            self.initial, self.empty_label = found[0].pk, None

    def label_from_instance(self, obj: Any) -> str:
        return "　" * max(0, obj.depth - self.top) + obj.name


class SignupForm(AllauthSignupForm):
    """allauth's form with the one more thing a branch must know: the name."""

    display_name = forms.CharField(label=_("姓名"), max_length=64)
    field_order = ["display_name", "username", "email", "password1", "password2"]


class InvitationForm(forms.Form):
    branch = BranchField(label=_("加入哪个组织"))
    note = forms.CharField(label=_("给谁的"), max_length=120, required=False)
    max_uses = forms.IntegerField(label=_("可以用几次"), min_value=1, max_value=500, initial=1)
    days = forms.IntegerField(label=_("几天内有效"), min_value=1, max_value=60, initial=7)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["branch"]
        assert isinstance(field, BranchField)
        field.offer(Branch.objects.led_by(user).open(), user)

    @property
    def valid_for(self) -> dt.timedelta:
        return dt.timedelta(days=self.cleaned_data["days"])


class MoveForm(forms.Form):
    branch = BranchField(label=_("转到哪个组织"))

    def __init__(self, *args: Any, user: User, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["branch"]
        assert isinstance(field, BranchField)
        others = Branch.objects.led_by(user).open()
        if person.current_branch is not None:
            others = others.exclude(pk=person.current_branch.pk)
        field.offer(others, user, is_harmless=False)
        self.has_targets = others.exists()


class GrantForm(forms.Form):
    """A role to give: a secretary gives secretaries' roles below, an administrator any."""

    kind = forms.ChoiceField(label=_("职务"), choices=[("", CHOOSE), *Role.Kind.choices])
    branch = BranchField(
        label=_("哪个组织的书记"), required=False, help_text=_("教员和管理员管全站，不选组织。")
    )

    def __init__(self, *args: Any, user: User, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        field = self.fields["branch"]
        assert isinstance(field, BranchField)
        if not user.is_administrator:
            del self.fields["kind"]
            field.required, field.help_text = True, ""
        below = Branch.objects.below_led_by(user).open()
        field.offer(below, user, is_harmless=False)
        self.has_targets = user.is_administrator or below.exists()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.setdefault("kind", Role.Kind.SECRETARY)
        branch = data.get("branch")
        if self.errors:
            return data
        if (kind == Role.Kind.SECRETARY) != (branch is not None):
            self.add_error("branch", _("书记要选组织；教员和管理员管全站，不选组织。"))
        elif any(r.kind == kind and r.branch == branch for r in self.person.current_roles):
            self.add_error(None, _("已经有这个职务了。"))
        return data


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name"]
