"""The only road from an id to a person or branch: a stranger gets 404, an insider without the
right gets 403. Outside the wall an object and an id that does not exist answer alike."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone

from people.models import Branch, Invitation, Role, User

Row = TypeVar("Row", bound=models.Model)


def signed_in(request: HttpRequest) -> User:
    """The person behind the request; raises PermissionDenied when nobody is signed in."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user


def one_or_404(rows: models.QuerySet[Row], **lookup: object) -> Row:
    """The one row behind the wall, or Http404 without words that tell why.

    An id beyond the database's range is only an id that does not exist.
    """
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError):
        raise Http404 from None


def get_person(user: User, pk: int) -> User:
    return one_or_404(User.objects.visible_to(user), pk=pk)


def get_led_person(user: User, pk: int) -> User:
    """Somebody whose home the person leads today; administrators get everyone, nobody oneself.

    Members without the right learn nothing: 404. Oneself is 403, because one is no secret.
    """
    person = get_person(user, pk)
    if person.pk == user.pk:
        raise PermissionDenied
    return person


def get_branch(user: User, pk: int) -> Branch:
    """A branch whose members' progress the person may see; members of it get 403."""
    branch = one_or_404(Branch.objects.visible_to(user), pk=pk)
    if not user.is_administrator and not any(
        branch.is_within(led) for led in user.secretary_branches
    ):
        raise PermissionDenied
    return branch


def get_invitation(user: User, pk: int) -> Invitation:
    return one_or_404(Invitation.objects.visible_to(user), pk=pk)


def get_role(user: User, pk: int) -> Role:
    """A role that has not ended; whether one may end it is asked by the service."""
    rows = Role.objects.visible_to(user).not_ended(timezone.localdate())
    role: Role = one_or_404(rows.select_related("person", "branch"), pk=pk)
    return role


def require_editor(user: User) -> None:
    if not user.is_editor:
        raise PermissionDenied


def require_administrator(user: User) -> None:
    if not user.is_administrator:
        raise PermissionDenied


def require_secretary(user: User) -> None:
    """Secretaries of any branch and administrators pass."""
    if not (user.is_secretary or user.is_administrator):
        raise PermissionDenied
