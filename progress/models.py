"""What is done: assignments, completions, credits, their rules, exemptions.

Completions and credits are folded from reading marks, attempts and answers by
`progress.services`; nobody writes them by hand.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lessons.models import Edition, Lesson
from people.models import Branch
from progress.querysets import (
    AssignmentQuerySet,
    CompletionQuerySet,
    CreditQuerySet,
    ExemptionQuerySet,
)


class Assignment(models.Model):
    """This lesson, for this branch and all below, by this date."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="assignments")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="assignments")
    starts_on = models.DateField()
    due_on = models.DateField(_("完成日期"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the command line
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)  # NULL: holds

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "branch"],
                condition=Q(cancelled_at__isnull=True),
                name="progress_assignment_open_once",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="progress_assignment_dates"
            ),
        ]
        indexes = [
            # Read by the reminder planner and the learner's home.
            models.Index(
                fields=["due_on"],
                condition=Q(cancelled_at__isnull=True),
                name="progress_assignment_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lesson} → {self.branch} ({self.due_on})"


class Completion(models.Model):
    """The day all conditions of an edition were met; never taken back by a later rule."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="completions"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="completions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="completions")
    completed_on = models.DateField()
    folded_at = models.DateTimeField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "edition"], name="progress_completion_once")
        ]
        indexes = [
            # Read by branch pages: who completed this lesson.
            models.Index(fields=["lesson", "learner"], name="progress_completion_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.learner} · {self.edition}"


class HourRule(models.Model):
    """How a lesson's minutes become hours of credit, while it holds."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day it no longer holds
    minutes_per_hour = models.PositiveSmallIntegerField(default=60)
    minutes_per_unit = models.PositiveSmallIntegerField(default=45)  # where a file counts in 学时
    member_target = models.DecimalField(max_digits=5, decimal_places=1, default=32)  # hours a year
    secretary_target = models.DecimalField(max_digits=5, decimal_places=1, default=56)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_per_hour__gte=1, minutes_per_unit__gte=1),
                name="progress_hourrule_minutes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.note}"


class Credit(models.Model):
    """Hours granted for a completed lesson, with rule and evidence; one per learner and lesson."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credits"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="credits")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(HourRule, on_delete=models.PROTECT, related_name="credits")
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    granted_on = models.DateField()
    evidence = models.JSONField(default=dict)  # {"pages", "attempt", "answers"}

    objects = CreditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson"], name="progress_credit_once"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="progress_credit_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.learner} · {self.lesson} · {self.hours}"


class Exemption(models.Model):
    """免于要求: old, ill or away; leaves the denominator, never shows as not done."""

    class Reason(models.TextChoices):
        AGE = "age", _("年老体弱")
        ILLNESS = "illness", _("因病")
        AWAY = "away", _("外出流动")
        OTHER = "other", _("其他")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exemptions"
    )
    lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.CASCADE, related_name="exemptions"
    )  # NULL: every lesson
    reason = models.CharField(_("原因"), max_length=12, choices=Reason)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day it no longer holds
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # NULL: by the command line

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "lesson"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="progress_exemption_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.get_reason_display()}"

    @property
    def last_on(self) -> dt.date | None:
        """The last day it holds; None: for good."""
        return self.ends_on and self.ends_on - dt.timedelta(days=1)


class FoldPoint(models.Model):
    """Up to when events have been folded; the loop `fold_completions` is its one writer."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
