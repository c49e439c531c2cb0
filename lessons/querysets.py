"""All reads of lessons; each method that costs more than one query says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from people.models import User


class LessonQuerySet(models.QuerySet[Any]):
    def published(self) -> LessonQuerySet:
        return self.filter(current_edition__isnull=False, withdrawn_at__isnull=True)

    def visible_to(self, user: User) -> LessonQuerySet:
        """Published lessons; editors also see what is not published or withdrawn."""
        return self if user.is_editor else self.published()


class UploadQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> UploadQuerySet:
        return self if user.is_editor else self.none()

    def light(self) -> UploadQuerySet:
        """Without the file's bytes, which only the importer and the download need."""
        return self.defer("data")


class DraftQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> DraftQuerySet:
        return self if user.is_editor else self.none()


class EditionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> EditionQuerySet:
        """Editions of published lessons, old ones too: work done with them stays readable."""
        if user.is_editor:
            return self
        return self.filter(
            lesson__current_edition__isnull=False, lesson__withdrawn_at__isnull=True
        )

    def light(self) -> EditionQuerySet:
        """Without the large columns a list does not need."""
        return self.defer("text", "outline", "edit_log", "generation")


class SectionQuerySet(models.QuerySet[Any]):
    def pages(self) -> SectionQuerySet:
        """The sections that open a page of the reader, in reading order."""
        return self.filter(page_number__isnull=False).order_by("page_number")


class PictureQuerySet(models.QuerySet[Any]):
    pass


class ReadingMarkQuerySet(models.QuerySet[Any]):
    def of(self, learner: User) -> ReadingMarkQuerySet:
        return self.filter(learner=learner)
