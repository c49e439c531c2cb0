"""Style sheets that every page needs, joined into one file, so that a page costs few requests.

The parts stay files of their own; this finder only offers them together to whatever serves or
collects static files. Order is all it adds; it compresses and rewrites nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

BUNDLES = {"css/site.css": ("css/tokens.css", "css/base.css", "css/components.css")}


class BundleFinder(BaseFinder):
    """Makes a bundle anew whenever a part of it is younger."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in BUNDLES:
            return []
        made = str(make_bundle(path))
        return [made] if find_all else made

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        storage = FileSystemStorage(location=folder())
        for path in BUNDLES:
            make_bundle(path)
            yield path, storage


def folder() -> Path:
    """Where bundles lie: beside the collected files, never inside them."""
    return Path(settings.STATIC_ROOT).parent / "bundles"


def make_bundle(path: str) -> Path:
    """The file of a bundle, written when a part is younger than it; safe for many at once."""
    parts = [Path(settings.STATICFILES_DIRS[0]) / part for part in BUNDLES[path]]
    target = folder() / path
    youngest = max(part.stat().st_mtime for part in parts)
    if target.exists() and target.stat().st_mtime >= youngest:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    half.write_text("".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    half.replace(target)
    return target
