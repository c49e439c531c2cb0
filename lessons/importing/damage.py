"""Front door to damage: where a clean text is broken and what it may have been.

Each kind is found by its own module; this one puts their findings in order. Nothing is applied.
"""

from __future__ import annotations

from lessons.importing.outline import Damage
from lessons.importing.slips import find_slips


def find_damage(text: str) -> tuple[Damage, ...]:
    """All damage, in order and without overlaps, best proposal first; never raises."""
    return tuple(find_slips(text))
