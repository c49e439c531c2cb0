"""Writes of accounts, home branches and roles."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Branch, Membership, Role, User
from people.services import audit
from people.services.branches import may_change


@transaction.atomic
def create_person(
    actor: User | None,
    *,
    username: str,
    display_name: str,
    branch: Branch | None,
    now: dt.datetime,
    email: str = "",
    password: str | None = None,
) -> User:
    """Adds an account with its home branch; without a password nobody can sign in yet."""
    if not may_change(actor, branch):
        raise PermissionDenied
    user = User(username=username, display_name=display_name, email=email, joined_at=now)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    if branch is not None:
        Membership.objects.create(person=user, branch=branch, starts_on=timezone.localdate(now))
    audit.record(actor, "person.created", user, branch=branch, now=now)
    return user


@transaction.atomic
def move_person(actor: User | None, person: User, branch: Branch, *, now: dt.datetime) -> None:
    """Makes another branch the home from today; needs the right at both ends.

    What was done before stays with the branch it was done in. Locks the person, so that of two
    moves at once the later moves on from where the earlier went.
    """
    today = timezone.localdate(now)
    User.objects.select_for_update().get(pk=person.pk)
    current = Membership.objects.of(person).current(today).select_related("branch").first()
    if current is not None and current.branch_id == branch.pk:
        return
    if not may_change(actor, branch) or (current and not may_change(actor, current.branch)):
        raise PermissionDenied
    if current is not None and current.starts_on == today:
        current.delete()  # a relation that held for no full day would be an empty range
    elif current is not None:
        current.ends_on = today
        current.save(update_fields=["ends_on"])
    Membership.objects.create(person=person, branch=branch, starts_on=today)
    detail = {"from": current.branch.path if current else None, "to": branch.path}
    audit.record(actor, "person.moved", person, branch=branch, detail=detail, now=now)


def may_grant(actor: User | None, person: User, kind: str, branch: Branch | None) -> bool:
    """Whether the actor may give this role: administrators all; a secretary a secretary's role
    strictly below an own branch; nobody to oneself."""
    if actor is None:
        return True
    if actor.pk == person.pk:
        return False
    if actor.is_administrator:
        return True
    return (
        kind == Role.Kind.SECRETARY
        and branch is not None
        and any(branch.is_within(led) and branch.pk != led.pk for led in actor.secretary_branches)
    )


@transaction.atomic
def grant_role(
    actor: User | None, person: User, kind: str, *, now: dt.datetime, branch: Branch | None = None
) -> Role:
    """Gives a role from today; granting it twice changes nothing."""
    if not may_grant(actor, person, kind, branch):
        raise PermissionDenied
    role, is_new = Role.objects.get_or_create(
        person=person,
        kind=kind,
        branch=branch,
        ends_on=None,
        defaults={"starts_on": timezone.localdate(now), "granted_by": actor},
    )
    if is_new:
        audit.record(
            actor, "role.granted", person, branch=branch, detail={"kind": str(kind)}, now=now
        )
    return role


@transaction.atomic
def end_role(actor: User | None, role: Role, *, now: dt.datetime) -> None:
    """Ends a role today, so that it no longer holds from the next request on.

    The last administrator cannot be ended: nobody could give the right back.
    """
    if not may_grant(actor, role.person, role.kind, role.branch):
        raise PermissionDenied
    today = timezone.localdate(now)
    if role.kind == Role.Kind.ADMINISTRATOR:
        rows = Role.objects.select_for_update(of=("self",)).active(today)
        rows = rows.filter(kind=role.kind, person__is_active=True)
        if not any(other.pk != role.pk for other in rows):
            raise ValidationError(_("这是最后一位管理员，不能取消。"), code="last_administrator")
    role.ends_on = max(today, role.starts_on)
    role.save(update_fields=["ends_on"])
    audit.record(
        actor, "role.ended", role.person, branch=role.branch, detail={"kind": role.kind}, now=now
    )
