"""Writes of the branch tree; the only place that sets `Branch.path`."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from people.models import Branch, User
from people.services import audit


def may_change(actor: User | None, branch: Branch | None) -> bool:
    """Whether the actor may change what hangs under `branch`; None stands for the site.

    An actor of None is the command line, which may do all.
    """
    if actor is None or actor.is_administrator:
        return True
    return branch is not None and any(branch.is_within(led) for led in actor.secretary_branches)


@transaction.atomic
def create_branch(
    actor: User | None, *, name: str, kind: str, parent: Branch | None, now: dt.datetime
) -> Branch:
    """Adds a branch below `parent`; raises PermissionDenied outside the actor's subtree."""
    if not may_change(actor, parent):
        raise PermissionDenied
    branch = Branch(name=name, kind=kind, parent=parent, path=f"/new-{name[:40]}-{now}/")
    branch.save()
    branch.path = f"{parent.path if parent else '/'}{branch.pk}/"
    branch.save(update_fields=["path"])
    audit.record(actor, "branch.created", branch, branch=branch, now=now)
    return branch


@transaction.atomic
def move_branch(actor: User | None, branch: Branch, parent: Branch, *, now: dt.datetime) -> Branch:
    """Hangs a branch with all below it under another; needs the right at both ends.

    Locks the moved subtree. Raises ValidationError when it would hang under itself.
    """
    if not (may_change(actor, branch.parent) and may_change(actor, parent)):
        raise PermissionDenied
    rows = Branch.objects.select_for_update().filter(path__startswith=branch.path)
    list(rows.values_list("pk", flat=True))
    parent.refresh_from_db(fields=["path"])
    branch.refresh_from_db(fields=["path"])
    if parent.is_within(branch):
        raise ValidationError(_("组织不能移到自己的下级里面。"), code="inside_itself")
    old, new = branch.path, f"{parent.path}{branch.pk}/"
    rows.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    branch.parent, branch.path = parent, new
    branch.save(update_fields=["parent"])
    audit.record(
        actor, "branch.moved", branch, branch=branch, detail={"from": old, "to": new}, now=now
    )
    return branch
