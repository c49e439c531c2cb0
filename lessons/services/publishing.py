"""Makes a draft an edition, now or at a time, and takes lessons off offer.

What stands in an edition's sections is computed in `lessons.services.sections`; changing a draft
belongs to `lessons.services.drafts`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from common.folding import fold
from lessons.models import Draft, Edition, Lesson, Prompt
from lessons.services.sections import create_sections
from lessons.steps import standing
from people.access import require_editor
from people.models import User
from people.services import audit

log = logging.getLogger(__name__)
MAX_SECTIONS = 5_000
TITLE_LENGTH = 200


def publish_edition(actor: User | None, draft: Draft, *, now: dt.datetime) -> Edition:
    """The edition a draft becomes; its lesson's readers see it from now on.

    Locks the draft and its lesson. Safe to repeat: a published draft gives the edition it became.
    Completions and reading marks stay as they are. Raises ValidationError for a draft without
    text or title, PermissionDenied for who is no editor; None is the command line.
    """
    _check_right(actor)
    with transaction.atomic():
        draft = (
            Draft.objects.select_for_update(of=("self",)).select_related("upload").get(pk=draft.pk)
        )
        if draft.edition_id is not None:
            return Edition.objects.get(pk=draft.edition_id)
        check_publishable(draft)
        lesson = _lesson_of(actor, draft, now)
        edition = _create_edition(actor, draft, lesson, now)
        previous = lesson.current_edition
        create_sections(edition, previous)
        _create_prompts(edition)
        lesson.title, lesson.current_edition, lesson.withdrawn_at = edition.title, edition, None
        lesson.save(update_fields=["title", "current_edition", "withdrawn_at"])
        draft.edition, draft.lesson, draft.publish_at = edition, lesson, None
        draft.save(update_fields=["edition", "lesson", "publish_at"])
        detail = {"lesson": lesson.pk, "edition": edition.number, "draft": draft.pk}
        audit.record(actor, "lesson.published", edition, detail=detail, now=now)
    return edition


def schedule_publication(
    actor: User | None, draft: Draft, *, at: dt.datetime | None, now: dt.datetime
) -> Draft:
    """Sets when the draft publishes itself; None takes the plan back.

    Raises ValidationError for a time that has passed, a published draft or one without text.
    """
    _check_right(actor)
    with transaction.atomic():
        draft = (
            Draft.objects.select_for_update(of=("self",)).select_related("upload").get(pk=draft.pk)
        )
        if draft.edition_id is not None:
            raise ValidationError(_("这份草稿已经发布，不能再定时间。"), code="published")
        if at is not None:
            if at <= now:
                raise ValidationError(_("发布时间已经过去，请选以后的时间。"), code="past")
            check_publishable(draft)
        draft.publish_at = at
        draft.save(update_fields=["publish_at"])
        detail = {"draft": draft.pk, "at": at.isoformat() if at else None}
        audit.record(actor, "draft.scheduled", draft, detail=detail, now=now)
    return draft


def publish_due(now: dt.datetime) -> int:
    """Publishes every draft whose time has come, as the one who made it; returns how many.

    A draft that cannot be published loses its time and leaves an audit event, so that it does not
    hold up the others. Safe to run any number of times at once.
    """
    published = 0
    for draft in Draft.objects.due(now).select_related("created_by"):
        try:
            publish_edition(draft.created_by, draft, now=now)
            published += 1
        except (ValidationError, PermissionDenied) as refusal:
            _give_up(draft, refusal, now)
    return published


def _give_up(draft: Draft, refusal: Exception, now: dt.datetime) -> None:
    reason = refusal.messages[0] if isinstance(refusal, ValidationError) else "no right"
    log.warning("draft %s was not published: %s", draft.pk, reason)
    if Draft.objects.filter(pk=draft.pk, publish_at__lte=now).update(publish_at=None):
        detail = {"draft": draft.pk, "reason": reason}
        audit.record(None, "draft.publication_failed", draft, detail=detail, now=now)


@transaction.atomic
def choose_lesson(
    actor: User | None, draft: Draft, lesson: Lesson | None, *, now: dt.datetime
) -> Draft:
    """Makes the draft the next edition of a lesson, or with None a lesson of its own.

    Locks the draft. Raises ValidationError for a published draft, and for one whose file was
    uploaded as another lesson's edition.
    """
    _check_right(actor)
    row = Draft.objects.select_for_update(of=("self",)).select_related("upload").get(pk=draft.pk)
    if row.edition_id is not None:
        raise ValidationError(
            _("这份草稿已经发布，不能再改。请上传新文件做新版本。"), code="published"
        )
    if row.upload.lesson_id is not None and row.upload.lesson_id != (lesson and lesson.pk):
        raise ValidationError(_("这个文件是作为另一课的新版本上传的，不能改。"), code="bound")
    row.lesson = lesson
    row.save(update_fields=["lesson"])
    detail = {"draft": row.pk, "lesson": lesson.pk if lesson else None}
    audit.record(actor, "draft.lesson_chosen", row, detail=detail, now=now)
    return row


@transaction.atomic
def withdraw_lesson(actor: User | None, lesson: Lesson, *, now: dt.datetime) -> None:
    """Takes a lesson off offer; what people did with it stays. Safe to repeat."""
    _check_right(actor)
    if Lesson.objects.published().filter(pk=lesson.pk).update(withdrawn_at=now):
        audit.record(actor, "lesson.withdrawn", lesson, detail={"lesson": lesson.pk}, now=now)
    lesson.refresh_from_db(fields=["withdrawn_at"])


@transaction.atomic
def restore_lesson(actor: User | None, lesson: Lesson, *, now: dt.datetime) -> None:
    """Puts a withdrawn lesson back on offer. Safe to repeat."""
    _check_right(actor)
    if Lesson.objects.filter(pk=lesson.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        audit.record(actor, "lesson.restored", lesson, detail={"lesson": lesson.pk}, now=now)
    lesson.refresh_from_db(fields=["withdrawn_at"])


def _check_right(actor: User | None) -> None:
    if actor is not None:
        require_editor(actor)


def check_publishable(draft: Draft) -> None:
    """Raises ValidationError for a draft without title or text, or with too many sections."""
    sections = draft.outline["sections"]
    if not draft.title.strip():
        raise ValidationError(_("这一课还没有课名，请先填上。"), code="no-title")
    if not any(section["paragraphs"] for section in sections):
        raise ValidationError(_("这一课没有正文，不能发布。"), code="no-text")
    if len(sections) > MAX_SECTIONS:
        raise ValidationError(
            _("这一课有%(count)s节，超过%(limit)s节的上限，请分成几课。"),
            code="too-many-sections",
            params={"count": len(sections), "limit": MAX_SECTIONS},
        )


def _lesson_of(actor: User | None, draft: Draft, now: dt.datetime) -> Lesson:
    """The locked lesson the draft belongs to, made when there is none."""
    lesson_id = draft.lesson_id or draft.upload.lesson_id
    if lesson_id is None:
        return Lesson.objects.create(title=draft.title, created_by=actor, created_at=now)
    return (
        Lesson.objects.select_for_update(of=("self",))
        .select_related("current_edition")
        .get(pk=lesson_id)
    )


def _create_edition(actor: User | None, draft: Draft, lesson: Lesson, now: dt.datetime) -> Edition:
    latest = Edition.objects.filter(lesson=lesson).aggregate(latest=Max("number"))["latest"]
    edition = edition_of(draft, lesson, number=(latest or 0) + 1)
    edition.edit_log, edition.published_by, edition.published_at = _edit_log(draft), actor, now
    edition.save(force_insert=True)
    return edition


def edition_of(draft: Draft, lesson: Lesson, *, number: int) -> Edition:
    """The edition a draft would become, not written: also what the preview shows."""
    outline, fields = draft.outline, draft.outline["fields"]
    title = draft.title.strip()[:TITLE_LENGTH]
    return Edition(
        lesson=lesson,
        number=number,
        upload=draft.upload,
        title=title,
        title_origin=outline["title_origin"] if title == outline["title"] else "editor",
        audience=fields["audience"] or "",
        purpose=fields["purpose"] or "",
        lecture_minutes=fields["lecture_minutes"],
        discussion_minutes=fields["discussion_minutes"],
        hour_unit=fields["hour_unit"] or "",
        script=outline["source"]["script"],
        text=outline["text"],
        outline=outline,
    )


def _edit_log(draft: Draft) -> list[dict[str, Any]]:
    """The steps that still stand, in order."""
    steps = list(draft.steps.light().order_by("version"))
    stands = standing((step.version, step.method, step.after) for step in steps)
    return [
        {
            "start": step.start,
            "before": step.before,
            "after": step.after,
            "method": step.method,
            "by": step.made_by_id,
            "at": step.made_at.isoformat(),
        }
        for step in steps
        if step.version in stands
    ]


def _create_prompts(edition: Edition) -> None:
    Prompt.objects.bulk_create(
        Prompt(edition=edition, number=number, text=prompt["text"], key=prompt_key(prompt["text"]))
        for number, prompt in enumerate(edition.outline["prompts"], 1)
    )


def prompt_key(text: str) -> str:
    """One key for one question, whatever its script, width and punctuation."""
    return hashlib.sha256(fold(text).encode()).hexdigest()
