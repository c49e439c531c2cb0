"""What is asked: facts, items, papers, attempts and what happened to them.

Making items stands in `quizzes.generation`, grading in `quizzes.grading` (both pure), reads in
`quizzes.querysets`, writes in services.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lessons.models import Edition, Lesson
from quizzes.querysets import (
    AttemptQuerySet,
    ItemPlaceQuerySet,
    ItemQuerySet,
    PaperQuerySet,
    ResponseQuerySet,
)
from quizzes.review_words import rule_in_words

GRACE = dt.timedelta(seconds=30)  # after a deadline, for what was typed before it


class Fact(models.Model):
    """Something a lesson says; survives a new edition when its words do."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=64)  # the generator's id, made from kind and folded words
    kind = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "key"], name="quizzes_fact_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class FactPlace(models.Model):
    """Where an edition says a fact."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="places")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="fact_places")
    section_key = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "edition"], name="quizzes_factplace_once")
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.start}–{self.end}"


class Item(models.Model):
    """One question made from a fact; its evidence in each edition is an ItemPlace."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("单选")
        MULTIPLE = "multiple", _("多选")
        JUDGE = "judge", _("判断")
        BLANK = "blank", _("填空")
        MATCH = "match", _("配对")
        SHORT = "short", _("简答")

    class State(models.TextChoices):
        UNREVIEWED = "unreviewed", _("未审")
        APPROVED = "approved", _("已通过")
        REJECTED = "rejected", _("已退回")
        QUARANTINED = "quarantined", _("已停用")

    class Origin(models.TextChoices):
        GENERATED = "generated", _("自动出题")
        WRITTEN = "written", _("编者自拟")
        IMPORTED = "imported", _("导入")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="items")
    fact = models.ForeignKey(
        Fact, null=True, on_delete=models.SET_NULL, related_name="items"
    )  # NULL: imported without a fact
    key = models.CharField(max_length=64)  # the generator's id; unique in the lesson
    kind = models.CharField(max_length=8, choices=Kind)
    stem = models.TextField()
    options = models.JSONField(default=list)  # [{"id", "text", "key", "why", "origin"}]
    accepted = models.JSONField(default=list)  # [["…", "…"], …] for each blank
    pairs = models.JSONField(default=list)  # [["left", "right"], …]
    extra_right = models.JSONField(default=list)
    truth = models.BooleanField(null=True)  # NULL: not a judge item
    checklist = models.JSONField(default=list)
    explanation = models.TextField(blank=True)
    rule = models.CharField(max_length=48, blank=True)
    difficulty = models.FloatField(default=0.3)  # expected share of wrong first answers
    thinking = models.CharField(max_length=12, default="remember")
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.GENERATED)
    state = models.CharField(max_length=12, choices=State, default=State.UNREVIEWED)
    reject_code = models.CharField(max_length=24, blank=True)
    version = models.PositiveIntegerField(default=1)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: nobody yet
    reviewed_at = models.DateTimeField(null=True)  # NULL: nobody yet
    created_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key"], name="quizzes_item_key"),
            models.CheckConstraint(
                condition=Q(kind="judge", truth__isnull=False)
                | (~Q(kind="judge") & Q(truth__isnull=True)),
                name="quizzes_item_truth",
            ),
        ]

    def __str__(self) -> str:
        return self.stem[:60]

    @property
    def rule_in_words(self) -> str:
        return rule_in_words(self.rule)


class ItemPlace(models.Model):
    """Where an edition bears an item out: its section and its evidence."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="places")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="item_places")
    section_key = models.CharField(max_length=64)
    position = models.PositiveIntegerField()  # start of the first evidence; order of the queue
    evidence = models.JSONField()  # [{"start", "end", "quote"}]

    objects = ItemPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "edition"], name="quizzes_itemplace_once")
        ]
        indexes = [
            # Read by the review queue and by drawing.
            models.Index(fields=["edition", "position"], name="quizzes_itemplace_order")
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.edition}"


class ItemVersion(models.Model):
    """What an item was before a change."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    action = models.CharField(max_length=16)  # edited, approved, rejected, quarantined, restored
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the generator
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="quizzes_itemversion_once")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.version}"


class Lexicon(models.Model):
    """A set of confusable words of one class that editors added for this site."""

    word_class = models.CharField(_("类别"), max_length=64)
    domain = models.CharField(_("领域"), max_length=64, blank=True)
    members = models.JSONField(default=list)  # ["…", "…"]
    is_active = models.BooleanField(default=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the command line
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word_class", "domain"], name="quizzes_lexicon_class")
        ]

    def __str__(self) -> str:
        return self.word_class


class Paper(models.Model):
    """An edition's drawing rules."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="paper")
    count = models.PositiveSmallIntegerField(default=10)
    pass_mark = models.PositiveSmallIntegerField(default=60)  # percent
    attempts_allowed = models.PositiveSmallIntegerField(default=3)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # NULL: no time limit
    has_partial_credit = models.BooleanField(default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100), name="quizzes_paper_pass_mark"
            )
        ]

    def __str__(self) -> str:
        return str(self.edition)


class Attempt(models.Model):
    """A learner's run through a drawn set of items; at most one open per paper."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts"
    )
    paper = models.ForeignKey(
        Paper,
        on_delete=models.PROTECT,  # marks already given must not vanish with a rule
        related_name="attempts",
    )
    number = models.PositiveSmallIntegerField()  # from 1
    seed = models.BigIntegerField()
    # What is asked, frozen: [{"id", "item", "kind", "stem", "options": [{"id", "text"}], …}] and,
    # beside it, what grading needs: {"rules", "items": {id: …}}; made by `quizzes.snapshots`.
    # No page before submission shows `keys`.
    snapshot = models.JSONField()
    keys = models.JSONField()
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)  # NULL: no time limit
    submitted_at = models.DateTimeField(null=True)  # NULL: open
    closed_by = models.CharField(max_length=8, blank=True)  # learner or deadline
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # percent; NULL: open
    has_passed = models.BooleanField(null=True)  # NULL: open
    result = models.JSONField(default=dict)  # per question id: points, right, parts, given

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "paper", "number"], name="quizzes_attempt_number"
            ),
            models.UniqueConstraint(
                fields=["learner", "paper"],
                condition=Q(submitted_at__isnull=True),
                name="quizzes_attempt_one_open",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="quizzes_attempt_score",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, score__isnull=True)
                | Q(submitted_at__isnull=False, score__isnull=False),
                name="quizzes_attempt_submitted",
            ),
        ]
        indexes = [
            # Read by the loop close_attempts.
            models.Index(
                fields=["deadline_at"],
                condition=Q(submitted_at__isnull=True),
                name="quizzes_attempt_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner} · {self.paper} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:attempt-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def pass_mark(self) -> int:
        """Percent, as the rules were when the attempt began."""
        return int(self.keys["rules"]["pass_mark"])

    def is_due(self, now: dt.datetime) -> bool:
        """Whether its time and the seconds a last save may need are over."""
        return self.deadline_at is not None and now > self.deadline_at + GRACE


class Response(models.Model):
    """The latest answer to one item that came in time; late ones stay events."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    item_id_in_snapshot = models.CharField(max_length=32)
    value = models.JSONField()  # option ids, True/False, texts of blanks, or right sides
    rev = models.PositiveIntegerField()  # the page's own counter; only a higher one replaces
    saved_at = models.DateTimeField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "item_id_in_snapshot"], name="quizzes_response_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.item_id_in_snapshot}"


class ResponseEvent(models.Model):
    """Every save that arrived, kept; `event_id` makes a repeated one harmless."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="events")
    item_id_in_snapshot = models.CharField(max_length=32)
    event_id = models.UUIDField()
    rev = models.PositiveIntegerField()
    value = models.JSONField()
    arrived_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)  # came after the close; kept, never graded

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "event_id"], name="quizzes_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.event_id}"


class ItemReport(models.Model):
    """糾錯: somebody says an item is wrong."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reports")
    attempt = models.ForeignKey(
        Attempt, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: reported outside an attempt
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="item_reports"
    )
    text = models.TextField()
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # NULL: waits for an editor
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "reported_by"],
                condition=Q(settled_at__isnull=True),
                name="quizzes_report_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.text[:40]}"
