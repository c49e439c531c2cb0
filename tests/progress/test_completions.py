"""Completions and credits: folded from events, once, never taken back."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from progress.models import Completion, Credit
from progress.services.completions import fold_completion, fold_completions
from tests.cast import NOW
from tests.factories import make_edition
from tests.quizzes.asking import make_paper
from tests.studying import answer_all, finish, make_course, pass_quiz, read_all

LATER = NOW + dt.timedelta(days=3)


@pytest.fixture
def course(db):
    return make_course()


def test_all_three_conditions_make_a_completion_and_a_credit(cast, course):
    finish(cast.learner, course)
    assert fold_completions(LATER) == 1
    completion = Completion.objects.get()
    assert completion.completed_on == (NOW + dt.timedelta(days=2)).date()
    credit = Credit.objects.get()
    assert credit.hours == Decimal(3)
    assert credit.evidence["attempt"] == cast.learner.attempts.get().pk
    assert len(credit.evidence["answers"]) == 2
    assert fold_completions(LATER + dt.timedelta(minutes=1)) == 0
    assert Completion.objects.count() == Credit.objects.count() == 1


@pytest.mark.parametrize("missing", ["page", "quiz", "prompt"])
def test_one_missing_condition_is_no_completion(cast, course, missing):
    pages = course.sections.pages().count()
    read_all(cast.learner, course, pages=pages - 1 if missing == "page" else None)
    pass_quiz(cast.learner, course, score=59 if missing == "quiz" else 60)
    answer_all(cast.learner, course, count=1 if missing == "prompt" else None)
    fold_completions(LATER)
    assert not Completion.objects.exists()
    assert fold_completion(cast.learner, course.lesson, now=LATER) is None


def test_a_lesson_without_items_or_prompts_asks_for_reading_only(cast):
    from tests.factories import make_outline

    edition = make_edition(make_outline(prompts=()))
    make_paper(edition, kinds=())
    read_all(cast.learner, edition)
    edition.lesson.refresh_from_db()
    assert fold_completion(cast.learner, edition.lesson, now=LATER) is not None


def test_nobody_completes_while_items_are_still_being_made(cast):
    edition = make_edition()
    read_all(cast.learner, edition)
    answer_all(cast.learner, edition)
    edition.lesson.refresh_from_db()
    assert fold_completion(cast.learner, edition.lesson, now=LATER) is None


def test_a_new_edition_takes_no_completion_back_and_grants_no_second_credit(cast, course):
    finish(cast.learner, course)
    fold_completions(LATER)
    newer = make_edition(lesson=course.lesson)
    make_paper(newer, kinds=())
    finish_again = LATER + dt.timedelta(days=9)
    read_all(cast.learner, newer, now=finish_again)
    fold_completions(finish_again)
    course.lesson.refresh_from_db()
    assert fold_completion(cast.learner, course.lesson, now=finish_again).edition == course
    assert Credit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_folds_at_once_make_one_completion(cast):
    course = make_course()
    finish(cast.learner, course)

    def one(_):
        try:
            fold_completions(LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(12)))
    assert Completion.objects.count() == Credit.objects.count() == 1
