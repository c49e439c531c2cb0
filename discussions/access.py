"""The only road from an id to a prompt or an answer: outside the wall is 404."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from discussions.models import Answer
from lessons.models import Edition, Lesson, Prompt
from people.access import one_or_404
from people.models import User


def get_edition(user: User, lesson_id: int) -> Edition:
    """The current edition of a lesson the person may read, with its lesson; 1 query."""
    rows = Lesson.objects.visible_to(user).filter(current_edition__isnull=False)
    lesson = one_or_404(rows.select_related("current_edition"), pk=lesson_id)
    edition: Edition = lesson.current_edition
    edition.lesson = lesson
    return edition


def get_prompt(user: User, lesson_id: int, number: int) -> Prompt:
    return one_or_404(get_edition(user, lesson_id).prompts.all(), number=number)


def get_answer(user: User, pk: int) -> Answer:
    """A posted answer the person may read. Members see it after posting their own."""
    rows = Answer.objects.visible_to(user).posted().select_related("prompt", "branch", "learner")
    answer: Answer = one_or_404(rows, pk=pk)
    if answer.learner_id != user.pk and not may_read_others(user, answer.prompt):
        raise PermissionDenied
    return answer


def may_read_others(user: User, prompt: Prompt) -> bool:
    """Write first, then see: secretaries and administrators may look before; 1 query."""
    if user.is_secretary or user.is_administrator:
        return True
    return Answer.objects.posted().filter(prompt__key=prompt.key, learner=user).exists()


def is_secretary_of(user: User, answer: Answer) -> bool:
    """Whether the person leads the branch the answer was posted in."""
    branch = answer.branch
    return branch is not None and any(branch.is_within(led) for led in user.secretary_branches)
