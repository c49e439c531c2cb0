"""Telling people: who wants to be reminded when, and every message with its fate.

The rules of planning stand in `reminders.planning` (pure), writes in services.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from progress.models import Assignment
from reminders.querysets import ReminderQuerySet


class Preference(models.Model):
    """Whether, at which local hour and in which zone a person is reminded."""

    learner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_preference"
    )
    is_on = models.BooleanField(_("接收提醒"), default=True)
    hour = models.PositiveSmallIntegerField(
        _("几点提醒"), default=9, validators=[MaxValueValidator(23)]
    )  # local hour, 0–23
    zone = models.CharField(_("时区"), max_length=64, default="Asia/Shanghai")
    language = models.CharField(max_length=8, default="zh-hans")  # of the mails
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23), name="reminders_preference_hour")
        ]

    def __str__(self) -> str:
        return f"{self.learner} {self.hour}:00 {self.zone}"


class Reminder(models.Model):
    """One message to one person, one local day, one channel."""

    class State(models.TextChoices):
        DUE = "due", _("待发")
        CLAIMED = "claimed", _("准备发送")
        SENDING = "sending", _("正在发送")
        SENT = "sent", _("已发出")
        FAILED = "failed", _("没有发出")
        SKIPPED = "skipped", _("没有发")
        UNSURE = "unsure", _("不能确定")

    class Channel(models.TextChoices):
        EMAIL = "email", _("电子邮件")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    local_date = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    assignment = models.ForeignKey(
        Assignment, null=True, on_delete=models.SET_NULL, related_name="reminders"
    )  # NULL: the task that caused it is gone
    instant = models.DateTimeField()  # not before; too late 18 hours after
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    lease = models.UUIDField(null=True)  # NULL: nobody holds it
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=120, unique=True)  # derived from the key
    why = models.CharField(max_length=32, blank=True)  # code of the reason; words by language
    detail = models.CharField(max_length=200, blank=True)  # what the server said
    planned_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)  # NULL: not ended

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "local_date", "channel"], name="reminders_reminder_once"
            )
        ]
        indexes = [
            # Read by the loop send_reminders: what is due or holds a dead lease.
            models.Index(
                fields=["instant"],
                condition=Q(state__in=["due", "claimed", "sending"]),
                name="reminders_reminder_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner} {self.local_date} {self.state}"
