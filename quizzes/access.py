"""The only road from an id to a quiz or an attempt: whoever has no right to see it gets 404."""

from __future__ import annotations

from django.db.models import QuerySet

from lessons.models import Lesson
from people.access import one_or_404, require_editor
from people.models import User
from quizzes.models import Attempt, Item, ItemReport, Lexicon

_TEXTS = ("current_edition__text", "current_edition__outline")


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


def _desk_lessons() -> QuerySet[Lesson]:
    rows: QuerySet[Lesson] = Lesson.objects.filter(current_edition__isnull=False)
    return rows.select_related("current_edition__paper").defer("current_edition__edit_log")


def get_desk_lesson(user: User, pk: int) -> Lesson:
    """A lesson whose items an editor looks after, with its current edition and paper, without the
    text; 403 for who is no editor. Costs 1 query."""
    require_editor(user)
    return one_or_404(_desk_lessons().defer(*_TEXTS), pk=pk)


def get_text_lesson(user: User, pk: int) -> Lesson:
    """As `get_desk_lesson`, with the current edition's text and outline."""
    require_editor(user)
    return one_or_404(_desk_lessons(), pk=pk)


def get_desk_item(user: User, pk: int) -> Item:
    """An item with its lesson and the current edition's text; 403 for who is no editor."""
    require_editor(user)
    return one_or_404(Item.objects.visible_to(user).for_desk(), pk=pk)


def get_report(user: User, pk: int) -> ItemReport:
    require_editor(user)
    return one_or_404(ItemReport.objects.select_related("item"), pk=pk)


def get_lexicon(user: User, pk: int) -> Lexicon:
    require_editor(user)
    return one_or_404(Lexicon.objects.all(), pk=pk)
