"""Links with which somebody sets a password once: for whoever has no e-mail, or a new account."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from people.models import PasswordLink, Role, User
from people.services import audit
from people.services.branches import may_change

VALID_FOR = dt.timedelta(hours=24)


class LinkClosed(Exception):
    """The link was used, replaced, has expired, or never was."""


def may_make_link(actor: User | None, person: User) -> bool:
    """Whether the actor may let this person set a password: who has the link has the account.

    Administrators for everyone but themselves; a secretary for members of the own subtree whose
    every role, those that begin later too, is a secretary's strictly below an own branch.
    """
    if actor is None:
        return True
    if actor.pk == person.pk or not person.is_active:
        return False
    if actor.is_administrator:
        return True
    if not may_change(actor, person.current_branch):
        return False
    roles = Role.objects.of(person).not_ended(timezone.localdate()).select_related("branch")
    return all(_is_below(role, actor) for role in roles)


def _is_below(role: Role, actor: User) -> bool:
    return role.branch is not None and any(
        role.branch.is_within(led) and role.branch_id != led.pk for led in actor.secretary_branches
    )


@transaction.atomic
def make_link(actor: User | None, person: User, *, now: dt.datetime) -> str:
    """Returns the path of a link that holds for a day; an earlier one of that person is void."""
    if not may_make_link(actor, person):
        raise PermissionDenied
    token = secrets.token_urlsafe(24)
    PasswordLink.objects.update_or_create(
        person=person,
        defaults={
            "token_hash": _hash(token, person),
            "made_by": actor,
            "made_at": now,
            "expires_at": now + VALID_FOR,
        },
    )
    audit.record(actor, "password_link.made", person, branch=person.current_branch, now=now)
    return reverse("people:password-set", args=[person.pk, token])


def _hash(token: str, person: User) -> str:
    """Takes the password of the moment in: once another one is set, the link fits no more."""
    return hashlib.sha256(f"{token} {person.password}".encode()).hexdigest()


def open_link(person_pk: int, token: str, *, now: dt.datetime) -> User:
    """The person a link is for; raises LinkClosed, whatever the reason."""
    rows = PasswordLink.objects.select_related("person", "made_by")
    link = rows.filter(person=person_pk, expires_at__gt=now).first()
    if link is None or not constant_time_compare(link.token_hash, _hash(token, link.person)):
        raise LinkClosed
    # A right that has ended ends what it made; so does a role the person was given since.
    maker = link.made_by
    is_right_gone = maker is not None and not (
        maker.is_active and may_make_link(maker, link.person)
    )
    if is_right_gone or not link.person.is_active:
        raise LinkClosed
    return link.person


@transaction.atomic
def use_link(person_pk: int, token: str, password: str, *, now: dt.datetime) -> User:
    """Sets the password and uses the link up; raises LinkClosed for whoever comes second.

    Locks the link. Other sessions of the person end, because they carry the old password's hash.
    """
    list(PasswordLink.objects.select_for_update().filter(person=person_pk))
    person = open_link(person_pk, token, now=now)
    get_adapter().set_password(person, password)
    PasswordLink.objects.filter(person=person).delete()
    return person
