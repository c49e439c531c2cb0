"""All reads of lessons; each method that costs more than one query says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from common.scripts import show
from lessons.expressions import IsAnyOf

if TYPE_CHECKING:
    from lessons.models import Edition, Lesson
    from people.models import User


QUIET, FORGOTTEN = dt.timedelta(seconds=3), dt.timedelta(days=30)


def _spellings(words: str) -> list[str]:
    """The words as they are, in simplified and in traditional."""
    return sorted({
        words,
        show(words, source="traditional", wanted="zh-hans"),
        show(words, source="simplified", wanted="zh-hant"),
    })  # fmt: skip


class LessonQuerySet(models.QuerySet[Any]):
    def published(self) -> LessonQuerySet:
        return self.filter(current_edition__isnull=False, withdrawn_at__isnull=True)

    def visible_to(self, user: User) -> LessonQuerySet:
        """Published lessons; editors also see what is not published or withdrawn."""
        return self if user.is_editor else self.published()

    def titled(self, words: str) -> LessonQuerySet:
        """Those whose title holds the words in either script; all when there are none."""
        condition = Q()
        for spelling in _spellings(words.strip()[:100]):
            condition |= Q(title__icontains=spelling)
        return self.filter(condition)

    def like(self, title: str, sha256: str) -> LessonQuerySet:
        """Published lessons of this title in either script, or made from the same file once
        (`is_same_file`); as for the catalogue, one query."""
        from lessons.models import Edition

        made_of_it = Exists(Edition.objects.filter(lesson=OuterRef("pk"), upload__sha256=sha256))
        rows = self.annotate(is_same_file=made_of_it).for_desk()
        return rows.filter(Q(title__in=_spellings(title.strip())) | Q(is_same_file=True))

    def for_catalogue(self) -> LessonQuerySet:
        """What the catalogue shows, newest first; one query, without the lessons' texts."""
        heavy = ("text", "outline", "edit_log", "generation")
        return (
            self.select_related("current_edition")
            .defer(*(f"current_edition__{column}" for column in heavy))
            .order_by("-current_edition__published_at", "-pk")
        )

    def for_desk(self) -> LessonQuerySet:
        """What editors see of published and withdrawn lessons, newest first; one query."""
        return self.filter(current_edition__isnull=False).for_catalogue()


class UploadQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> UploadQuerySet:
        return self if user.is_editor else self.none()

    def for_desk(self) -> UploadQuerySet:
        """What is still to be read, refused or not published, newest first; one query."""
        return (
            self.light()
            .filter(Q(draft__isnull=True) | Q(draft__edition__isnull=True))
            .select_related("draft", "uploaded_by")
            .defer("draft__outline", "draft__quiz")
            .order_by("-uploaded_at", "-pk")
        )

    def light(self) -> UploadQuerySet:
        """Without the file's bytes, which only the importer and the download need."""
        return self.defer("data")

    def claimable(self, now: dt.datetime) -> UploadQuerySet:
        """Waiting, or left behind by a reader that died; oldest first."""
        dead = Q(state="running", lease_until__lte=now)
        return self.filter(Q(state="waiting") | dead).order_by("uploaded_at", "pk")

    def open_copies(self, sha256: str, encoding: str, lesson: Lesson | None) -> UploadQuerySet:
        """The same bytes for the same lesson, on their way or in a draft not published yet."""
        in_draft = Q(state="read", draft__isnull=False, draft__edition__isnull=True)
        is_open = Q(state__in=["waiting", "running"]) | in_draft
        return self.same_bytes(sha256).filter(is_open, encoding=encoding, lesson=lesson)

    def same_bytes(self, sha256: str) -> UploadQuerySet:
        return self.filter(sha256=sha256).order_by("-uploaded_at", "-pk")


class DraftQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> DraftQuerySet:
        return self if user.is_editor else self.none()

    def for_page(self) -> DraftQuerySet:
        return self.select_related("upload", "lesson").defer("upload__data")

    def due(self, now: dt.datetime) -> DraftQuerySet:
        return self.filter(publish_at__lte=now, edition__isnull=True).order_by("publish_at", "pk")

    def quizless(self, now: dt.datetime) -> DraftQuerySet:
        """Whose questions are not those of the draft as it stands, the latest changed first.

        One that is being changed is left until nothing happened for a moment, and one that
        nobody has touched for long is left alone.
        """
        return (
            self.filter(edition__isnull=True, quiz_version__lt=F("version"))
            .filter(changed_at__lte=now - QUIET, changed_at__gt=now - FORGOTTEN)
            .order_by("-changed_at", "-pk")
        )


class DraftStepQuerySet(models.QuerySet[Any]):
    def light(self) -> DraftStepQuerySet:
        """Without what undo goes back to."""
        return self.defer("outline_before", "left_before")

    def for_list(self) -> DraftStepQuerySet:
        """The latest first, each with who made it; one query."""
        return self.light().select_related("made_by").order_by("-version")


class EditionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> EditionQuerySet:
        """Editions of published lessons, old ones too: work done with them stays readable."""
        if user.is_editor:
            return self
        return self.filter(lesson__current_edition__isnull=False, lesson__withdrawn_at__isnull=True)

    def light(self) -> EditionQuerySet:
        """Without the large columns a list does not need."""
        return self.defer("text", "outline", "edit_log", "generation")

    def for_reading(self) -> EditionQuerySet:
        """With its lesson and `pictures` (their places), without what only editors need."""
        return (
            self.select_related("lesson")
            .defer("outline", "edit_log", "generation")
            .annotate(pictures=F("outline__pictures"))
        )


class SectionQuerySet(models.QuerySet[Any]):
    def pages(self) -> SectionQuerySet:
        """The sections that open a page of the reader, in reading order."""
        return self.filter(page_number__isnull=False).order_by("page_number")

    def in_order(self) -> SectionQuerySet:
        return self.order_by("position")

    def with_reading(self, learner: User, lesson_id: int) -> SectionQuerySet:
        """All sections in order, pages with `is_read` for this learner; one query."""
        read = self.read_by(learner, lesson_id).filter(pk=OuterRef("pk"))
        return self.in_order().annotate(is_read=Exists(read))

    def read_by(self, learner: User, lesson_id: int) -> SectionQuerySet:
        """The pages among these that the learner has read, in this edition or in the same words."""
        from lessons.models import ReadingMark

        marks = ReadingMark.objects.filter(
            IsAnyOf(F("text_hash"), OuterRef("page_hashes")),
            learner=learner,
            lesson=lesson_id,
            section_key=OuterRef("key"),
        )
        return self.pages().filter(Exists(marks))


class PictureQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> PictureQuerySet:
        """Pictures of published lessons; editors also see those of drafts."""
        if user.is_editor:
            return self
        return self.filter(
            upload__editions__lesson__current_edition__isnull=False,
            upload__editions__lesson__withdrawn_at__isnull=True,
        ).distinct()


class ReadingMarkQuerySet(models.QuerySet[Any]):
    def of(self, learner: User) -> ReadingMarkQuerySet:
        return self.filter(learner=learner)

    def read_pages(self, learner: User, edition: Edition) -> set[int]:
        """The numbers of the edition's pages the learner has read; one query."""
        pages = edition.sections.read_by(learner, edition.lesson_id)
        return set(pages.values_list("page_number", flat=True))

    def read_counts(self, learners: Iterable[int], edition: Edition) -> dict[int, int]:
        """How many pages of the edition each learner has read, by learner id; one query.

        Who has read none is left out.
        """
        from lessons.models import Section

        pages = Section.objects.filter(
            IsAnyOf(OuterRef("text_hash"), F("page_hashes")),
            edition=edition.pk,
            page_number__isnull=False,
            key=OuterRef("section_key"),
        )
        rows = (
            self.filter(lesson=edition.lesson_id, learner__in=learners)
            .filter(Exists(pages))
            .values_list("learner")
            .annotate(read=Count("section_key", distinct=True))
        )
        return dict(rows)


class ReadingPositionQuerySet(models.QuerySet[Any]):
    def of(self, learner: User) -> ReadingPositionQuerySet:
        return self.filter(learner=learner)

    def recent(self) -> ReadingPositionQuerySet:
        """Most recent first, in lessons still on offer, each with its lesson."""
        return (
            self.filter(lesson__withdrawn_at__isnull=True, lesson__current_edition__isnull=False)
            .select_related("lesson")
            .order_by("-changed_at")
        )

    def with_page(self) -> ReadingPositionQuerySet:
        """With `page_number` in the lesson's current edition; None where the page is gone."""
        from lessons.models import Section

        page = Section.objects.filter(
            edition=OuterRef("lesson__current_edition"), key=OuterRef("section_key")
        )
        return self.annotate(page_number=models.Subquery(page.values("page_number")[:1]))
