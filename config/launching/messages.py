"""Compiles the translations, so that no machine needs gettext."""

import os
from pathlib import Path

import polib

from config.launching.environment import ROOT


def compile_messages(root: Path = ROOT) -> list[Path]:
    """Makes each .mo that is older than its .po; gives those it made.

    Each is put in place whole, so that commands at the same time do not disturb one another.
    """
    made = []
    for source in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        half = target.with_name(f"{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.replace(target)
        made.append(target)
    return made
