"""What readers' requests may say, checked and turned into values."""

from __future__ import annotations

import re

from django import forms
from django.http import QueryDict

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
