"""Writes of invitations: a link into one branch, of which only the hash is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from people.models import Branch, Invitation, Membership, User
from people.services import audit
from people.services.branches import may_change


class InvitationClosed(Exception):
    """The link was used up, revoked, has expired, or never was."""


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_invitation(
    actor: User,
    branch: Branch,
    *,
    now: dt.datetime,
    note: str = "",
    max_uses: int = 1,
    valid_for: dt.timedelta = dt.timedelta(days=7),
) -> tuple[Invitation, str]:
    """Makes a link; returns the row and the token, which cannot be shown a second time."""
    if not may_change(actor, branch):
        raise PermissionDenied
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        branch=branch,
        token_hash=token_hash(token),
        note=note,
        max_uses=max_uses,
        created_by=actor,
        created_at=now,
        expires_at=now + valid_for,
    )
    audit.record(actor, "invitation.created", branch, branch=branch, now=now)
    return invitation, token


def open_invitation(token: str, *, now: dt.datetime) -> Invitation:
    """The invitation behind a link; raises InvitationClosed when it cannot be used."""
    rows = Invitation.objects.select_related("branch", "created_by")
    invitation = rows.filter(token_hash=token_hash(token)).first()
    if invitation is None or not invitation.is_open(now) or invitation.branch.closed_on:
        raise InvitationClosed
    # A right that has ended ends what it made: a former secretary's links let nobody in.
    maker = invitation.created_by
    if not (maker.is_active and may_change(maker, invitation.branch)):
        raise InvitationClosed
    return invitation


@transaction.atomic
def accept_invitation(person: User, token: str, *, now: dt.datetime) -> Invitation:
    """Uses the link up by one and makes its branch the person's home.

    Two people at once on the last use: the conditional UPDATE lets one through, the other gets
    InvitationClosed.
    """
    invitation = open_invitation(token, now=now)
    is_taken = Invitation.objects.filter(
        pk=invitation.pk, uses__lt=F("max_uses"), revoked_at__isnull=True
    ).update(uses=F("uses") + 1)
    if not is_taken:
        raise InvitationClosed
    Membership.objects.create(
        person=person, branch=invitation.branch, starts_on=timezone.localdate(now)
    )
    audit.record(person, "invitation.accepted", person, branch=invitation.branch, now=now)
    return invitation


@transaction.atomic
def revoke_invitation(actor: User, invitation: Invitation, *, now: dt.datetime) -> None:
    if not may_change(actor, invitation.branch):
        raise PermissionDenied
    Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True).update(revoked_at=now)
    audit.record(actor, "invitation.revoked", invitation.branch, branch=invitation.branch, now=now)
