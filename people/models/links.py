"""Links that open a door once: into a branch, or to a new password; only hashes are kept."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.account import User
from people.models.organisation import Branch
from people.querysets import InvitationQuerySet


class Invitation(models.Model):
    """A link that lets people sign up into one branch; only its hash is kept."""

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    note = models.CharField(_("给谁的"), max_length=120, blank=True)
    max_uses = models.PositiveSmallIntegerField(_("可用次数"), default=1)
    uses = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)  # NULL: not revoked

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uses__lte=F("max_uses")), name="people_invitation_uses"
            )
        ]

    def __str__(self) -> str:
        return f"{self.branch} · {self.note}"

    def is_open(self, now: dt.datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at and self.uses < self.max_uses


class PasswordLink(models.Model):
    """A link with which one person sets a password once; only its hash is kept."""

    # One row a person: a new link takes the place of the old one.
    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="password_link")
    token_hash = models.CharField(max_length=64)  # SHA-256 of token and password, hexadecimal
    made_by = models.ForeignKey(
        User,
        null=True,  # NULL: by the command line
        on_delete=models.CASCADE,  # a right that has ended ends what it made
        related_name="+",
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} · {self.made_at:%Y-%m-%d %H:%M}"
