"""Who may see and do what: people, branches, their relation, roles, and what was done to them.

Rules about rights stand in `people.access`, reads in `people.querysets`, writes in services.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.expressions import DateRange, SortKeyField
from people.querysets import (
    BranchQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    RoleQuerySet,
    UserManager,
)


def display_name_of(user: User) -> str:
    return user.display_name


class User(AbstractBaseUser):
    """A person who can sign in; the rights follow from current membership and roles."""

    username = models.CharField(
        _("登录名"), max_length=64, unique=True, validators=[UnicodeUsernameValidator()]
    )
    display_name = models.CharField(_("姓名"), max_length=64)
    sort_key = SortKeyField(db_index=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="people_user_email",
                violation_error_message=_("这个邮箱已经有人用了。"),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="people_user_username",
                violation_error_message=_("这个登录名已经有人用了。"),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    @cached_property
    def current_roles(self) -> list[Role]:
        """The roles active today, with their branches; one query, kept for this request."""
        return list(Role.objects.of(self).active(timezone.localdate()).select_related("branch"))

    @cached_property
    def current_branch(self) -> Branch | None:
        """The home branch today; one query, kept for this request. None before a branch is set."""
        membership = (
            Membership.objects.of(self)
            .current(timezone.localdate())
            .select_related("branch")
            .first()
        )
        return membership.branch if membership else None

    @property
    def secretary_branches(self) -> list[Branch]:
        return [
            role.branch
            for role in self.current_roles
            if role.kind == Role.Kind.SECRETARY and role.branch is not None
        ]

    @property
    def is_administrator(self) -> bool:
        return any(role.kind == Role.Kind.ADMINISTRATOR for role in self.current_roles)

    @property
    def is_editor(self) -> bool:
        """Whether the person may edit lessons; an administrator has every editor's right."""
        return self.is_administrator or any(
            role.kind == Role.Kind.EDITOR for role in self.current_roles
        )

    @property
    def is_secretary(self) -> bool:
        return bool(self.secretary_branches)

    # What Django's own admin pages ask for; only administrators enter them.
    @property
    def is_staff(self) -> bool:
        return self.is_active and self.is_administrator

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_staff

    def has_perms(self, perms: list[str], obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class Branch(models.Model):
    """A node of the organisation tree, of any depth."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("党委")
        GENERAL = "general", _("党总支")
        BRANCH = "branch", _("党支部")
        GROUP = "group", _("党小组")

    parent = models.ForeignKey(
        "self",
        null=True,  # NULL: a root of the tree
        blank=True,
        on_delete=models.PROTECT,  # closing a branch must not take those below with it
        related_name="children",
    )
    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=16, choices=Kind, default=Kind.BRANCH)
    # "/3/17/" from the root down; the only writer is people.services.branches. A subtree test is
    # one prefix condition on an index, whatever the depth.
    path = models.CharField(max_length=400, editable=False, unique=True)
    closed_on = models.DateField(null=True, blank=True)  # NULL: open

    objects = BranchQuerySet.as_manager()

    class Meta:
        indexes = [
            # Read by BranchQuerySet.within and everything that stands behind the wall.
            models.Index(fields=["path"], name="people_branch_path", opclasses=["text_pattern_ops"])
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/"),
                name="people_branch_path_shape",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """Steps from the root, which has 0."""
        return self.path.count("/") - 2

    def is_within(self, other: Branch) -> bool:
        """Whether this branch is `other` or hangs somewhere below it."""
        return self.path.startswith(other.path)


class Membership(models.Model):
    """One person's home branch from a date to a date; at most one on any day."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    branch = models.ForeignKey(
        Branch,
        on_delete=models.PROTECT,  # history stays readable after a branch is closed
        related_name="memberships",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # first day it no longer holds; NULL: open

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="people_membership_one_current",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        DateRange(F("starts_on"), F("ends_on"), Value("[)")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="people_membership_dates",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]
        indexes = [
            # Read by branch pages: who belongs here today.
            models.Index(fields=["branch", "ends_on"], name="people_membership_branch")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.branch}"


class Role(models.Model):
    """A right with dates: secretary of a branch and all below it, editor, administrator."""

    class Kind(models.TextChoices):
        SECRETARY = "secretary", _("书记")
        EDITOR = "editor", _("教员")
        ADMINISTRATOR = "administrator", _("管理员")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("职务"), max_length=16, choices=Kind)
    branch = models.ForeignKey(
        Branch,
        null=True,  # NULL: a site-wide role
        blank=True,
        on_delete=models.PROTECT,
        related_name="roles",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # first day it no longer holds; NULL: open
    granted_by = models.ForeignKey(
        User,
        null=True,  # NULL: by the command line
        blank=True,
        on_delete=models.SET_NULL,  # the grant outlives its giver
        related_name="+",
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="secretary", branch__isnull=False)
                | (~Q(kind="secretary") & Q(branch__isnull=True)),
                name="people_role_branch",
                violation_error_message=_("书记要选组织；教员和管理员管全站，不选组织。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="people_role_dates",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "branch"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="people_role_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


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


class AuditEvent(models.Model):
    """What somebody did that others may ask about; a trigger forbids changing it."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(
        User,
        null=True,  # NULL: nobody was signed in, or the platform itself
        on_delete=models.SET_NULL,  # the event stays when personal data is deleted
        related_name="+",
    )
    kind = models.CharField(max_length=48)  # noun.verb: role.granted, lesson.published …
    branch = models.ForeignKey(
        Branch,
        null=True,  # NULL: concerns the whole site
        on_delete=models.SET_NULL,
        related_name="+",
    )
    subject = models.CharField(max_length=200)  # what it was done to, in words
    detail = models.JSONField(default=dict)
    address = models.GenericIPAddressField(null=True)  # NULL: not done through the web

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
