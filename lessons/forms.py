"""What readers' requests may say, checked and turned into values."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lessons.models import ReadingMark
from lessons.services.reading import LAST_PARAGRAPH

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
LARGEST_EDITION = 32_767


class PageQueryForm:
    """`?at=START-END` and `?edition=N` of a page's address; what is not understood is left out."""

    def __init__(self, query: QueryDict) -> None:
        at = _SPAN.fullmatch(query.get("at", ""))
        span = (int(at[1]), int(at[2])) if at else None
        self.span = span if span and span[0] < span[1] else None
        edition = query.get("edition", "")
        is_number = edition.isascii() and edition.isdigit() and len(edition) <= 5
        self.edition = int(edition) if is_number else None


class _EditionForm(forms.Form):
    edition = forms.IntegerField(min_value=1, max_value=LARGEST_EDITION)


class MarkForm(_EditionForm):
    via = forms.ChoiceField(choices=ReadingMark.Via.choices)


class PositionForm(_EditionForm):
    paragraph = forms.IntegerField(min_value=0, max_value=LAST_PARAGRAPH)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; the services judge each by itself."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or [] if file]


class UploadForm(forms.Form):
    """Files, or text pasted into the page."""

    MOST_FILES = 50
    ENCODINGS = ["gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be"]

    files = FilesField(  # type: ignore[assignment]  # a field, not what the form was given
        label=_("选文件"),
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": ".txt,.md,.html,.htm,.docx,.pdf"}),
    )
    text = forms.CharField(
        label=_("或者把文字粘贴在这里"),
        max_length=600_000,  # beyond what the importer takes: it says so better than we
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    # The same words with their headings and tables, put here by paste.js.
    html = forms.CharField(
        required=False, strip=False, widget=forms.HiddenInput(attrs={"data-html": ""})
    )
    encoding = forms.ChoiceField(
        required=False, choices=[("", ""), *((name, name) for name in ENCODINGS)]
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if len(data.get("files", [])) > self.MOST_FILES:
            raise forms.ValidationError(
                _("一次最多%(most)d个文件，请分几次上传。"), params={"most": self.MOST_FILES}
            )
        if not self.errors and not data.get("files") and not data.get("text", "").strip():
            raise forms.ValidationError(_("还没有选文件，也没有粘贴文字。"))
        return data

    def parts(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file, and of the pasted text as a file of its own."""
        found = [(file.name or "file", file.read()) for file in self.cleaned_data["files"]]
        text = self.cleaned_data["text"]
        html = self.cleaned_data["html"]
        if text.strip():
            name = gettext("粘贴的文字") + (".html" if html.strip() else ".txt")
            found.append((name, (html.strip() or text).encode("utf-8-sig", "replace")))
        return found


class PlanForm(forms.Form):
    publish_at = forms.DateTimeField(
        label=_("到时自动发布"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
