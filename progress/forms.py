"""Forms of progress; they parse and hand over domain values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.dates import moment_in_words
from common.scripts import show
from lessons.models import Lesson
from people.forms import CHOOSE, BranchField
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


class LessonField(forms.ModelChoiceField):
    """A select of lessons by title, in the reader's script; equal titles say when they appeared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Lesson.objects.none(), empty_label=CHOOSE, **kwargs)
        self.edition = ""
        self.often: Counter[str] = Counter()

    def offer(self, edition: str) -> None:
        """`edition` is the script lessons are shown in; costs 1 query."""
        self.queryset = Lesson.objects.published().for_catalogue()
        self.edition = edition
        self.often = Counter(map(self._title, self.queryset))
        if len(self.often) == self.often.total() == 1:
            self.initial, self.empty_label = self.queryset.get().pk, None

    def label_from_instance(self, obj: Any) -> str:
        title = self._title(obj)
        if self.often[title] < 2:
            return title
        at = moment_in_words(obj.current_edition.published_at, now=timezone.localtime())
        return gettext("%(title)s（%(at)s发布）") % {"title": title, "at": at}

    def _title(self, lesson: Lesson) -> str:
        edition = lesson.current_edition
        source = edition.script if edition else ""
        return show(lesson.title, source=source, wanted=self.edition)


class AssignmentForm(forms.Form):
    lesson = LessonField(label=_("哪一课"))
    branch = BranchField(label=_("哪个组织及下级"))
    due_on = forms.DateField(
        label=_("完成日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, user: User, edition: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lesson, branch = self.fields["lesson"], self.fields["branch"]
        assert isinstance(lesson, LessonField)
        assert isinstance(branch, BranchField)
        lesson.offer(edition)
        branch.offer(Branch.objects.led_by(user).open(), user)


class ExemptionForm(forms.Form):
    """No reason is chosen beforehand: one blind press must not exempt anybody."""

    reason = forms.ChoiceField(label=_("原因"), choices=[("", CHOOSE), *Exemption.Reason.choices])
    last_on = forms.DateField(
        label=_("到哪一天为止"),
        required=False,
        help_text=_("这一天还免于要求，第二天起重新算在应学人数里。不填就是长期。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=120,
        required=False,
        help_text=_("选“其他”要写。书记和管理员看得到。"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == Exemption.Reason.OTHER and not data.get("note"):
            self.add_error("note", _("选了“其他”，请写明是什么原因。"))
        return data
