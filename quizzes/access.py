"""The only road from an id to a quiz or an attempt: whoever has no right to see it gets 404."""

from __future__ import annotations

from lessons.models import Lesson
from people.access import one_or_404
from people.models import User
from quizzes.models import Attempt, Item


def get_quiz_lesson(user: User, pk: int) -> Lesson:
    """A lesson with its current edition and that one's paper (if made already); costs 1 query."""
    rows = (
        Lesson.objects.visible_to(user)
        .filter(current_edition__isnull=False)
        .select_related("current_edition__paper")
        .defer("current_edition__text", "current_edition__outline", "current_edition__edit_log")
    )
    return one_or_404(rows, pk=pk)


def get_item(attempt: Attempt, question_id: str) -> Item:
    """The item behind a question of one's own attempt; costs 1 query."""
    found = [q["item"] for q in attempt.snapshot if q["id"] == question_id]
    return one_or_404(Item.objects.filter(pk__in=found))


def get_attempt(user: User, pk: int) -> Attempt:
    """One's own attempt, for answering."""
    return one_or_404(Attempt.objects.visible_to(user).for_sheet(), pk=pk)


def get_result(user: User, pk: int) -> Attempt:
    """One's own attempt with the lesson's text, readable whatever becomes of the lesson."""
    return one_or_404(Attempt.objects.visible_to(user).for_result(), pk=pk)
