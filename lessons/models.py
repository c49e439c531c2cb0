"""What is taught: lessons, the files they come from, drafts, editions and who read what.

Parsing stands in `lessons.importing`, reads in `lessons.querysets`, writes in services.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lessons.lengths import length_in_words
from lessons.querysets import (
    DraftQuerySet,
    DraftStepQuerySet,
    EditionQuerySet,
    LessonQuerySet,
    PictureQuerySet,
    ReadingMarkQuerySet,
    ReadingPositionQuerySet,
    SectionQuerySet,
    UploadQuerySet,
)


class Lesson(models.Model):
    """What is taught, whatever its edition; published once it has a current edition."""

    # Of the current edition; only publish_edition writes it.
    title = models.CharField(_("课名"), max_length=200)
    current_edition = models.ForeignKey(
        "Edition",
        null=True,  # NULL: not published yet
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,  # NULL: imported by the command line
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # NULL: on offer

    objects = LessonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("progress:lesson-detail", args=[self.pk])


class Upload(models.Model):
    """A file as it came, byte for byte; the loop `run_imports` reads it in a child process.

    The bytes live in the database: every machine sees them, and one dump holds everything.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等待读取")
        RUNNING = "running", _("正在读取")
        READ = "read", _("已读取")
        REFUSED = "refused", _("读不了")

    name = models.CharField(max_length=255)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    encoding = models.CharField(max_length=32, blank=True)  # what the editor chose; "": find out
    lesson = models.ForeignKey(
        Lesson,
        null=True,  # NULL: becomes a new lesson
        blank=True,
        on_delete=models.CASCADE,
        related_name="uploads",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,  # NULL: imported by the command line
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    lease_until = models.DateTimeField(null=True)  # NULL: nobody is reading it
    tries = models.PositiveSmallIntegerField(default=0)
    refusal = models.JSONField(default=dict)  # {"code", "message", "params"} when refused

    objects = UploadQuerySet.as_manager()

    @property
    def is_on_its_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    class Meta:
        indexes = [
            # Read by the loop run_imports.
            models.Index(
                fields=["uploaded_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="lessons_upload_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """An outline an editor is still changing; becomes an Edition once and stays as its record."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="draft")
    lesson = models.ForeignKey(
        Lesson,
        null=True,  # NULL: becomes a new lesson
        blank=True,
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    title = models.CharField(max_length=200)
    # lessons.importing.outline.Outline.to_dict(), and "pictures": [{"number", "start", "alt"}]
    outline = models.JSONField()
    left = models.JSONField(default=list)  # starts of damage the editor left as it is
    version = models.PositiveIntegerField(default=1)  # grows with each change
    # quizzes.services.drafting writes these two and nobody else does.
    quiz_version = models.PositiveIntegerField(default=0)  # the version `quiz` is of; 0: none yet
    quiz = models.JSONField(default=dict)  # {"kinds", "items", "notes"}, as that service makes it
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the command line
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    publish_at = models.DateTimeField(null=True, blank=True)  # NULL: by hand
    edition = models.OneToOneField(
        "Edition",
        null=True,  # NULL: not published
        blank=True,
        on_delete=models.PROTECT,
        related_name="draft",
    )

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lessons:draft-detail", args=[self.pk])

    @property
    def quiz_size(self) -> int:
        return len(self.quiz.get("items", ()))

    @property
    def has_fresh_quiz(self) -> bool:
        """Whether `quiz` is of the draft as it stands."""
        return self.quiz_version == self.version


class DraftStep(models.Model):
    """One change to a draft: the edit log, and what undo goes back to."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()  # of the draft after this step
    method = models.CharField(max_length=24)  # a key of lessons.words.STEPS
    start = models.PositiveIntegerField(null=True)  # NULL: not about a place in the text
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    outline_before = models.JSONField()
    left_before = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the command line
    made_at = models.DateTimeField()

    objects = DraftStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "version"], name="lessons_draftstep_version")
        ]

    def __str__(self) -> str:
        return f"{self.draft} {self.version} {self.method}"


class Edition(models.Model):
    """One immutable text of a lesson; learners' work stays with the edition they did."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()  # from 1
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="editions")
    title = models.CharField(max_length=200)
    title_origin = models.CharField(max_length=8)  # file, inferred or editor
    audience = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    lecture_minutes = models.PositiveIntegerField(null=True)  # NULL: the file does not say
    discussion_minutes = models.PositiveIntegerField(null=True)  # NULL: the file does not say
    hour_unit = models.CharField(max_length=8, blank=True)  # 学时: counted in 45 minutes
    script = models.CharField(max_length=12)  # simplified, traditional, mixed or latin
    text = models.TextField()  # the clean text; every offset counts its characters
    outline = models.JSONField()  # as published, for the generator and for comparing
    edit_log = models.JSONField(default=list)  # [{start, before, after, method, by, at}]
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the command line
    published_at = models.DateTimeField()
    # quizzes.services.generate_edition writes these two and nobody else does.
    generated_at = models.DateTimeField(null=True)  # NULL: items are still to be made
    generation = models.JSONField(default=dict)  # coverage, rejected, notes, seconds

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="lessons_edition_number")
        ]
        indexes = [
            # Read by the loop generate_items.
            models.Index(
                fields=["published_at"],
                condition=Q(generated_at__isnull=True),
                name="lessons_edition_ungenerated",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"

    @property
    def length(self) -> str:
        """3小时：讲课2小时，讨论1小时; "" where the file does not say."""
        return length_in_words(self.lecture_minutes, self.discussion_minutes, self.hour_unit)


class Section(models.Model):
    """A heading and the paragraphs under it, with its span in the edition's text.

    The first section of a page of the reader also carries the page: its span (pages follow one
    another through the whole text) and the hash a reading mark is made against.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()  # reading order, from 0
    outline_id = models.CharField(max_length=16)  # its id in Edition.outline
    key = models.CharField(max_length=64)  # survives a new edition
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="children"
    )  # NULL: level 1
    level = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=24, blank=True)
    label = models.CharField(max_length=32, blank=True)  # its number as printed: 一、 （一） 1.
    heading = models.TextField(blank=True)  # "": text before the first heading, or the conclusion
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    paragraphs = models.JSONField(default=list)  # [[start, end], …], the section's own
    page_number = models.PositiveSmallIntegerField(null=True)  # NULL: stands on another's page
    page_start = models.PositiveIntegerField(null=True)
    page_end = models.PositiveIntegerField(null=True)
    page_hash = models.CharField(max_length=64, blank=True)
    # Hashes a mark may carry to count for this page: its own, and those of the same page of older
    # editions whose words hardly differ. Only publish_edition writes them.
    page_hashes = ArrayField(models.CharField(max_length=64), default=list)

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="lessons_section_key"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="lessons_section_position"
            ),
            models.UniqueConstraint(fields=["edition", "page_number"], name="lessons_section_page"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="lessons_section_span"),
        ]

    def __str__(self) -> str:
        return self.heading or self.key


class Prompt(models.Model):
    """A discussion question of the edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="prompts")
    number = models.PositiveSmallIntegerField()  # from 1
    text = models.TextField()
    key = models.CharField(max_length=64)  # folded words, survives a new edition

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="lessons_prompt_number")
        ]

    def __str__(self) -> str:
        return self.text


class Picture(models.Model):
    """A picture of an upload, served by a checked view."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=32)
    data = models.BinaryField()
    alt = models.CharField(max_length=300, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="lessons_picture_number")
        ]

    def __str__(self) -> str:
        return f"{self.upload} {self.number}"


class ReadingMark(models.Model):
    """已读: this learner read a page with these words; an event, never changed."""

    class Via(models.TextChoices):
        END = "end", _("读到末尾")
        BUTTON = "button", _("自己标记")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reading_marks"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="reading_marks")
    section_key = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    via = models.CharField(max_length=8, choices=Via)

    objects = ReadingMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "lesson", "section_key", "text_hash"],
                name="lessons_readingmark_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner} {self.section_key}"


class ReadingPosition(models.Model):
    """Where a learner stopped in a lesson, to the paragraph."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reading_positions"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+")
    section_key = models.CharField(max_length=64)
    paragraph = models.PositiveSmallIntegerField(default=0)  # of the page, from 0
    changed_at = models.DateTimeField()

    objects = ReadingPositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson"], name="lessons_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.learner} {self.lesson} {self.section_key}"
