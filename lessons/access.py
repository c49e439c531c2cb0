"""The only road from an id to a lesson's things: what is outside the wall is 404, like no id."""

from __future__ import annotations

from django.db.models import F

from lessons.models import Draft, Edition, Lesson, Picture, Upload
from people.access import one_or_404
from people.models import User


def get_lesson(user: User, pk: int) -> Lesson:
    return one_or_404(Lesson.objects.visible_to(user), pk=pk)


def get_edition(user: User, lesson_id: int, number: int | None = None) -> Edition:
    """The lesson's current edition, or the one of that number; with its lesson, one query."""
    editions = Edition.objects.visible_to(user).for_reading()
    if number is None:
        return one_or_404(editions, lesson=lesson_id, pk=F("lesson__current_edition"))
    return one_or_404(editions, lesson=lesson_id, number=number)


def get_upload(user: User, pk: int) -> Upload:
    """Without the file's bytes."""
    return one_or_404(Upload.objects.visible_to(user).light(), pk=pk)


def get_draft(user: User, pk: int) -> Draft:
    """With its upload, but for the file's bytes, and its lesson; one query."""
    return one_or_404(Draft.objects.visible_to(user).for_page(), pk=pk)


def get_picture(user: User, upload_id: int, number: int) -> Picture:
    return one_or_404(Picture.objects.visible_to(user), upload=upload_id, number=number)


def get_raw_upload(user: User, pk: int) -> Upload:
    """With the file's bytes."""
    return one_or_404(Upload.objects.visible_to(user), pk=pk)
