"""The demo's lesson: the shipped file goes the way every uploaded file goes."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

from lessons.models import Draft, Lesson, Upload
from lessons.services import drafts
from lessons.services.imports import receive_upload, run_imports
from lessons.services.publishing import publish_edition
from quizzes.services.generating import generate_items

SAMPLE = Path(__file__).resolve().parents[2] / "lessons" / "samples" / "lesson.txt"
PATIENCE = 120  # seconds for another process that has claimed the work


class DemoFailed(Exception):
    """The sample lesson could not be made; the message says why."""


def publish_sample(now: dt.datetime) -> Lesson:
    """The sample lesson with its quiz, made when it is not there yet."""
    lesson = Lesson.objects.published().filter(editions__upload__name=SAMPLE.name).first()
    if lesson is None:
        upload = receive_upload(None, SAMPLE.name, SAMPLE.read_bytes(), now=now)
        lesson = publish_edition(None, _mended(_draft(upload, now), now), now=now).lesson
    _wait_for_items(lesson, now)
    return Lesson.objects.select_related("current_edition").get(pk=lesson.pk)


def _draft(upload: Upload, now: dt.datetime) -> Draft:
    """The draft of the upload, read here or by a worker, whoever claims it first."""
    for _ in range(PATIENCE * 2):
        run_imports(now)
        upload.refresh_from_db(fields=["state", "refusal"])
        if upload.state == Upload.State.REFUSED:
            raise DemoFailed(upload.refusal["message"])
        if upload.state == Upload.State.READ:
            return Draft.objects.get(upload=upload)
        time.sleep(0.5)
    raise DemoFailed("the sample lesson was not read in time")


def _mended(draft: Draft, now: dt.datetime) -> Draft:
    """The draft with the best proposal accepted at each damaged spot, as its editor would."""
    while places := [row["start"] for row in draft.outline["damage"] if row["proposals"]]:
        draft = drafts.repair(None, draft, places[0], None, now=now)
    return draft


def _wait_for_items(lesson: Lesson, now: dt.datetime) -> None:
    for _ in range(PATIENCE * 2):
        generate_items(now)
        edition = Lesson.objects.select_related("current_edition").get(pk=lesson.pk).current_edition
        if edition is not None and edition.generated_at is not None:
            return
        time.sleep(0.5)
    raise DemoFailed("the quiz of the sample lesson was not made in time")
