"""A lesson's length in words: 3小时：讲课2小时，讨论1小时."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

UNIT_MINUTES = 45  # of one 学时, where a file counts in them


def length_in_words(lecture: int | None, discussion: int | None, unit: str) -> str:
    """Minutes of lecture and discussion in the lesson's own unit; "" where it does not say."""
    if lecture is None and discussion is None:
        return ""
    total = duration(  # as one sum: halves of a unit must not be rounded twice
        (lecture or 0) + (discussion or 0), unit
    )
    if not lecture or not discussion:
        return total
    return _("%(total)s：讲课%(lecture)s，讨论%(discussion)s") % {
        "total": total,
        "lecture": duration(lecture, unit),
        "discussion": duration(discussion, unit),
    }


def duration(minutes: int, unit: str) -> str:
    """90 as 1.5小时, 50 as 50分钟; with a unit of 45 minutes 68 as 1.5学时."""
    if unit:
        units = round(minutes * 2 / UNIT_MINUTES) / 2
        words = ngettext("%(count)s学时", "%(count)s学时", 1 if units == 1 else 2)
        return words % {"count": _figure(units)}
    if minutes < 60 or minutes % 30:
        return ngettext("%(count)s分钟", "%(count)s分钟", minutes) % {"count": minutes}
    hours = _figure(minutes / 60)
    return ngettext("%(count)s小时", "%(count)s小时", 1 if minutes == 60 else 2) % {"count": hours}


def _figure(number: float) -> str:
    return f"{number:g}"
