"""The words of questions in the reader's script, for one page, and their `lang`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from common.scripts import show, shown_lang
from lessons.models import Edition
from people import site


@dataclass(frozen=True, slots=True)
class Reader:
    """Which script an edition is written in, which one is wanted, and the site's own words."""

    source: str
    wanted: str
    exceptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        return shown_lang(source=self.source, wanted=self.wanted)

    def words(self, text: str) -> str:
        """Words made of the lesson's: stems, options, reasons."""
        return show(text, source=self.source, wanted=self.wanted, exceptions=self.exceptions)


def reader_of(request: HttpRequest, edition: Edition) -> Reader:
    """The reader behind a request; costs 1 query."""
    wanted = request.display.edition  # type: ignore[attr-defined]
    exceptions = site.value("script_exceptions").get(wanted, {})
    return Reader(source=edition.script, wanted=wanted, exceptions=exceptions)
