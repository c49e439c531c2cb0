"""All reads of people and branches; each method that costs more than one query says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import Branch, User


def holding_on(day: dt.date, prefix: str = "") -> Q:
    """What has dates and holds on `day`; the end is the first day it no longer does."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day})
    )


def in_subtree(paths: Iterable[str], field: str = "branch__path") -> Q:
    """What lies in the subtree of any of the paths; nothing when there are none."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> UserQuerySet:
        """Oneself; for a secretary whoever belongs to the subtree today; administrators: all."""
        if user.is_administrator:
            return self
        paths = [branch.path for branch in user.secretary_branches]
        from people.models import Membership

        members = (
            Membership.objects.current(timezone.localdate())
            .filter(in_subtree(paths))
            .values("person")
        )
        return self.filter(Q(pk=user.pk) | Q(pk__in=members))

    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def members_of(self, branch: Branch, day: dt.date) -> UserQuerySet:
        """Those whose home branch that day is this one or hangs below it."""
        return self.members_under([branch.path], day)

    def members_under(self, paths: Iterable[str], day: dt.date) -> UserQuerySet:
        """Those whose home branch that day lies in the subtree of any of the paths."""
        from people.models import Membership

        members = Membership.objects.current(day).filter(in_subtree(paths))
        return self.filter(pk__in=members.values("person"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> Any:
        # Two people must not differ by letter case only; signing in forgives it too.
        return self.get(username__iexact=username)


class BranchQuerySet(models.QuerySet["Branch"]):
    def open(self) -> BranchQuerySet:
        return self.filter(closed_on__isnull=True)

    def within(self, branch: Branch) -> BranchQuerySet:
        """The branch itself and all below it."""
        return self.filter(path__startswith=branch.path)

    def visible_to(self, user: User) -> BranchQuerySet:
        """One's home branch, the subtrees one is secretary of; administrators: all."""
        if user.is_administrator:
            return self
        mine = user.current_branch
        return self.filter(
            in_subtree([branch.path for branch in user.secretary_branches], "path")
            | Q(pk=mine.pk if mine else None)
        )

    def led_by(self, user: User) -> BranchQuerySet:
        """The branches whose members' progress the person may see."""
        if user.is_administrator:
            return self
        return self.filter(in_subtree([b.path for b in user.secretary_branches], "path"))

    def below_led_by(self, user: User) -> BranchQuerySet:
        """Those strictly below a branch the person is secretary of; administrators: all."""
        if user.is_administrator:
            return self
        condition = Q(pk__in=[])
        for led in user.secretary_branches:
            condition |= Q(path__startswith=led.path) & ~Q(pk=led.pk)
        return self.filter(condition)


class MembershipQuerySet(models.QuerySet[Any]):
    def of(self, person: User) -> MembershipQuerySet:
        return self.filter(person=person)

    def current(self, day: dt.date) -> MembershipQuerySet:
        return self.filter(holding_on(day))


class RoleQuerySet(models.QuerySet[Any]):
    def of(self, person: User) -> RoleQuerySet:
        return self.filter(person=person)

    def active(self, day: dt.date) -> RoleQuerySet:
        return self.filter(holding_on(day))

    def visible_to(self, user: User) -> RoleQuerySet:
        """Those of whoever the person may see."""
        from people.models import User

        return self.filter(person__in=User.objects.visible_to(user))

    def for_page(self, day: dt.date) -> RoleQuerySet:
        """What has not ended, the oldest first, with branch and giver; 1 query."""
        return self.not_ended(day).select_related("branch", "granted_by").order_by("starts_on")

    def not_ended(self, day: dt.date) -> RoleQuerySet:
        """Those that hold on that day or begin later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))


class InvitationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        """Those into branches the person leads; administrators: all."""
        if user.is_administrator:
            return self
        return self.filter(in_subtree([b.path for b in user.secretary_branches]))

    def for_page(self) -> InvitationQuerySet:
        """Newest first with branch and maker; costs 1 query."""
        return self.select_related("branch", "created_by").order_by("-created_at")
