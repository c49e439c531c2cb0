"""The only road from an id to an assignment, an exemption or a member's progress."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from lessons.models import Lesson
from people.access import get_person, one_or_404
from people.models import Branch, User
from people.services.branches import may_change
from progress.models import Assignment, Exemption


def get_lesson(user: User, pk: int) -> Lesson:
    """A lesson the person may read, with its current edition; unpublished ones are 404."""
    rows = Lesson.objects.visible_to(user).filter(current_edition__isnull=False)
    lesson: Lesson = one_or_404(rows.for_catalogue(), pk=pk)
    return lesson


def get_member(user: User, pk: int) -> User:
    """Somebody whose progress the person may see: oneself, or a member of a led subtree."""
    member = get_person(user, pk)
    if member.pk != user.pk and not may_change(user, member.current_branch):
        raise Http404
    return member


def get_assignment(user: User, pk: int) -> Assignment:
    """An assignment one may change; who only has it as a task gets 403."""
    rows = Assignment.objects.visible_to(user).select_related("branch", "lesson")
    row: Assignment = one_or_404(rows, pk=pk)
    if not may_change(user, row.branch):
        raise PermissionDenied
    return row


def get_task(user: User, branch: Branch, pk: int) -> Assignment:
    """An assignment that binds a branch one leads, from it or from above."""
    if not may_change(user, branch):
        raise Http404
    rows = Assignment.objects.above(branch).select_related("branch", "lesson")
    row: Assignment = one_or_404(rows, pk=pk)
    return row


def get_exemption(user: User, pk: int) -> Exemption:
    row: Exemption = one_or_404(Exemption.objects.select_related("learner"), pk=pk)
    member = get_member(user, row.learner_id)
    if member.pk == user.pk or not may_change(user, member.current_branch):
        raise Http404
    return row
