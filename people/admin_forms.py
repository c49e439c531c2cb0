"""Rows with dates under a person in the admin pages: refused in words before PostgreSQL does."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class DatedFormSet(BaseInlineFormSet):
    """Rows that hold from a day to before another; those of one `key` must not overlap.

    Constraints on the person are out of reach of a single form: the person is the page's.
    """

    overlap: _StrPromise
    key: tuple[str, ...] = ()

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if form.cleaned_data.get("starts_on")]
        for first, second in combinations(rows, 2):
            if self.is_same(first.cleaned_data, second.cleaned_data) and meet(
                first.cleaned_data, second.cleaned_data
            ):
                second.add_error("starts_on", self.overlap)

    def is_same(self, first: dict[str, Any], second: dict[str, Any]) -> bool:
        return all(first.get(name) == second.get(name) for name in self.key)


class MembershipFormSet(DatedFormSet):
    overlap = _("和另一段组织关系的日期重叠了：先写上一段的结束日期，再写这一段。")


class RoleFormSet(DatedFormSet):
    overlap = _("同样的职务在这些日子里已经有了。")
    key = ("kind", "branch")


def meet(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two rows hold on a common day; an end is the first day that no longer counts."""
    ends = [row.get("ends_on") or dt.date.max for row in (first, second)]
    return bool(first["starts_on"] < ends[1] and second["starts_on"] < ends[0])
