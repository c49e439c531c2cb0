"""What the platform writes down: audit events, account mails, the settings of the site."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models.account import User
from people.models.organisation import Branch


class AuditEvent(models.Model):
    """What somebody did that others may ask about; a trigger forbids changing it."""

    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.ForeignKey(
        User,
        null=True,  # NULL: nobody was signed in, or the platform itself
        on_delete=models.SET_NULL,  # the event stays when personal data is deleted
        related_name="+",
        verbose_name=_("谁做的"),
    )
    kind = models.CharField(
        _("做了什么"), max_length=48
    )  # noun.verb: role.granted, lesson.published …
    branch = models.ForeignKey(
        Branch,
        null=True,  # NULL: concerns the whole site
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("组织"),
    )
    subject = models.CharField(_("对谁、对什么"), max_length=200)  # what it was done to, in words
    detail = models.JSONField(_("细节"), default=dict)
    # NULL: not done through the web
    address = models.GenericIPAddressField(_("网络地址"), null=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "操作记录")
        verbose_name_plural = pgettext_lazy("复数", "操作记录")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"


class OutgoingMail(models.Model):
    """A mail a request wanted sent; the loop `send_mail` claims, sends and finishes it.

    Account mails only (password reset and the like); reminders keep rows of their own.
    """

    class State(models.TextChoices):
        DUE = "due"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNSURE = "unsure"

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()  # not before; moved later after a failure that may pass
    lease_until = models.DateTimeField(null=True)  # NULL: nobody is sending it
    sent_at = models.DateTimeField(null=True)  # NULL: not sent
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            # Read by the loop send_mail.
            models.Index(
                fields=["due_at"], condition=Q(state__in=["due", "sending"]), name="people_mail_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class SiteSetting(models.Model):
    """One setting of this site; `people.site` knows the names, types and defaults."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        User,
        null=True,  # NULL: by the command line
        on_delete=models.SET_NULL,
        related_name="+",
    )

    def __str__(self) -> str:
        return self.name
