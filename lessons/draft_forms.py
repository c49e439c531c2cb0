"""What the editor's desk may send, one form an action; an impossible edit is said at its field."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lessons.importing.edits import MAX_HEADING, MAX_MINUTES, MAX_TITLE, EditError
from lessons.importing.outline import Outline, Section
from lessons.words import EDIT_ERRORS

DEEPEST = 6
_BACK = re.compile(r"(\?(edit=s\d{1,6}|line=\d{1,8}))?#[a-z]{1,12}\d{0,8}")


class ActionForm(forms.Form):
    """An action without fields, and what all share: the draft's version and the place to return."""

    blamed: ClassVar[str | None] = None  # the field an EditError is about
    is_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_optional = not field.required  # type: ignore[attr-defined]

    def refuse(self, error: EditError) -> None:
        self.add_error(self.blamed, EDIT_ERRORS.get(error.code, error.code))

    def said(self, data: QueryDict) -> dict[str, str]:
        """Everything that was sent as words, the form's own fields cleaned."""
        cleaned = {
            name: "" if value is None else str(value) for name, value in self.cleaned_data.items()
        }
        return {**{name: str(value) for name, value in data.items()}, **cleaned}


class FieldsForm(ActionForm):
    blamed = "title"

    title = forms.CharField(label=_("课名"), max_length=MAX_TITLE)
    audience = forms.CharField(label=_("本课对象"), max_length=2_000, required=False)
    lecture_minutes = forms.IntegerField(
        label=_("讲课多少分钟"),
        min_value=0,
        max_value=MAX_MINUTES,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    discussion_minutes = forms.IntegerField(
        label=_("讨论多少分钟"),
        min_value=0,
        max_value=MAX_MINUTES,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    purpose = forms.CharField(
        label=_("本课目的"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class _LevelForm(ActionForm):
    """The levels a heading may have depend on the heading before it."""

    blamed = "level"

    def __init__(self, *args: Any, deepest: int = DEEPEST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(level), str(level)) for level in range(1, deepest + 1)]
        self.fields["level"] = forms.ChoiceField(label=_("第几级"), choices=levels)


class HeadingForm(_LevelForm):
    heading = forms.CharField(label=_("标题文字"), max_length=MAX_HEADING)


class ToHeadingForm(_LevelForm):
    pass


class TextForm(ActionForm):
    blamed = "text"

    text = forms.CharField(
        label=_("这一段的文字"),
        help_text=_("要分段，就在那里换行。"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PromptsForm(ActionForm):
    blamed = "prompts"

    prompts = forms.CharField(
        label=_("一行一道"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TypedForm(ActionForm):
    blamed = "typed"

    typed = forms.CharField(label=_("这一处改成"), max_length=100_000, strip=False)


class PictureForm(ActionForm):
    blamed = "to_line"

    to_line = forms.IntegerField(
        label=_("放到第几行"),
        min_value=1,
        max_value=99_999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    side = forms.ChoiceField(
        label=_("之前还是之后"), choices=[("before", _("这一行之前")), ("after", _("这一行之后"))]
    )


FORMS: dict[str, type[ActionForm]] = {
    "fields": FieldsForm,
    "heading": HeadingForm,
    "to-heading": ToHeadingForm,
    "text": TextForm,
    "prompts": PromptsForm,
    "type": TypedForm,
    "picture": PictureForm,
}


def action_form(data: QueryDict) -> ActionForm:
    """The bound form of the action that was asked for."""
    action = data.get("action", "")
    prefix = action or "act"
    if action in ("type", "picture"):  # one for each damaged spot, and for each picture
        name = "start" if action == "type" else "picture"
        prefix = f"{'d' if action == 'type' else 'picture'}{data.get(name, '')[:8]}"
    return FORMS.get(action, ActionForm)(data, auto_id=f"{prefix}-%s")


def back_of(data: QueryDict) -> str:
    """The place on the page to return to; nothing when it is none of ours."""
    back = data.get("back", "")
    return back if _BACK.fullmatch(back) else ""


def version_of(data: QueryDict) -> int:
    """The draft's version the page showed; 0, which none has, for nonsense."""
    version = data.get("version", "")
    is_number = version.isascii() and version.isdigit() and len(version) < 9
    return int(version) if is_number else 0


def deepest_at(outline: Outline, start: int) -> int:
    """The deepest level a heading at this place may have."""
    before: list[Section] = [each for each in outline.sections if each.start < start]
    if not before or before[-1].heading is None:
        return 1
    return min(before[-1].level + 1, DEEPEST)
