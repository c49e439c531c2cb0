"""The organisation: the tree of branches, who belongs where, who has which right.

What has dates holds from a day to before another.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.expressions import DateRange
from people.querysets import BranchQuerySet, MembershipQuerySet, RoleQuerySet


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
        verbose_name=_("上级组织"),
    )
    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=16, choices=Kind, default=Kind.BRANCH)
    # "/3/17/" from the root down; the only writer is people.services.branches. A subtree test is
    # one prefix condition on an index, whatever the depth.
    path = models.CharField(max_length=400, editable=False, unique=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)  # NULL: open

    objects = BranchQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "组织")
        verbose_name_plural = pgettext_lazy("复数", "组织")
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

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    branch = models.ForeignKey(
        Branch,
        on_delete=models.PROTECT,  # history stays readable after a branch is closed
        related_name="memberships",
        verbose_name=_("组织"),
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(
        _("结束日期"), null=True, blank=True, help_text=_("从这一天起不再有效；空着就是一直有效。")
    )  # NULL: open

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "组织关系")
        verbose_name_plural = pgettext_lazy("复数", "组织关系")
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

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"
    )
    kind = models.CharField(_("职务"), max_length=16, choices=Kind)
    branch = models.ForeignKey(
        Branch,
        null=True,  # NULL: a site-wide role
        blank=True,
        on_delete=models.PROTECT,
        related_name="roles",
        verbose_name=_("组织"),
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(
        _("结束日期"), null=True, blank=True, help_text=_("从这一天起不再有效；空着就是一直有效。")
    )  # NULL: open
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,  # NULL: by the command line
        blank=True,
        on_delete=models.SET_NULL,  # the grant outlives its giver
        related_name="+",
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "职务")
        verbose_name_plural = pgettext_lazy("复数", "职务")
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
