"""A person who can sign in; what the person may do follows from the organisation."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.expressions import SortKeyField
from people.models.organisation import Branch, Membership, Role
from people.querysets import UserManager


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
    is_active = models.BooleanField(_("可以登录"), default=True)
    joined_at = models.DateTimeField(_("加入时间"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = pgettext_lazy("单数", "人员")
        verbose_name_plural = pgettext_lazy("复数", "人员")
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

    def get_short_name(self) -> str:
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
