"""What never changes of an edition, kept in this process: its sections and its pages as HTML.

An edition is immutable, so nothing here is ever thrown out for being old; what depends on the
reader (marks, places, a lit sentence) never comes here.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lessons.contents import Contents
from lessons.models import Edition, Section
from lessons.rendering import Reader, Span, page, pictures_between

EDITIONS_KEPT = 32
PAGES_KEPT = 256  # about 30 kB each


def sections_of(edition: Edition) -> tuple[Section, ...]:
    """The edition's sections in reading order; one query the first time. Do not change them."""
    return _sections(edition, edition.published_at)


# The time is part of the key, because a restored backup may give a number to another edition.
@lru_cache(maxsize=EDITIONS_KEPT)
def _sections(edition: Edition, published_at: dt.datetime) -> tuple[Section, ...]:
    sections = tuple(Section.objects.filter(edition=edition).in_order())
    for section in sections:
        section.edition = edition
    return sections


def prose_of(edition: Edition, number: int, wanted: str, lit: Span | None = None) -> SafeString:
    """The text of a page below its heading in the wanted script; `edition` is one `for_reading`."""
    if lit is not None:
        return _rendered(edition, number, wanted, lit)
    return _prose(edition, edition.published_at, number, wanted, get_language())


@lru_cache(maxsize=PAGES_KEPT)
def _prose(
    edition: Edition, published_at: dt.datetime, number: int, wanted: str, language: str | None
) -> SafeString:
    return _rendered(edition, number, wanted, None)


def _rendered(edition: Edition, number: int, wanted: str, lit: Span | None) -> SafeString:
    contents = Contents(sections_of(edition))
    opener = contents.pages[number - 1]
    places = getattr(edition, "pictures", None) or ()
    start = 0 if number == 1 else opener.page_start or 0
    pictures = pictures_between(edition, places, start, contents.next_start(number))
    reader = Reader(edition.text, edition.script, wanted, (lit,) if lit else ())
    return page(reader, contents.sections, opener, pictures)
