"""Learners who have done parts of a lesson, put there by the services pages call."""

import datetime as dt

from discussions.services.answers import post_answer
from lessons.services.reading import mark_page
from quizzes.models import Attempt
from tests.cast import NOW
from tests.quizzes.asking import make_edition, make_paper


def make_course(*, has_quiz=True):
    """A published edition with its paper, ready to be studied."""
    edition = make_edition()
    make_paper(edition, **({} if has_quiz else {"kinds": ()}))
    edition.lesson.current_edition = edition
    return edition


def read_all(learner, edition, *, pages=None, now=NOW):
    for page in edition.sections.pages()[:pages]:
        mark_page(learner, page, via="end", now=now)


def pass_quiz(learner, edition, *, score=100, now=NOW):
    return Attempt.objects.create(
        learner=learner, paper=edition.paper, number=1 + learner.attempts.count(), seed=1,
        snapshot=[], keys={}, started_at=now, submitted_at=now, closed_by="learner",
        score=score, has_passed=score >= edition.paper.pass_mark,
    )  # fmt: skip


def answer_all(learner, edition, *, count=None, now=NOW):
    for prompt in edition.prompts.all()[:count]:
        post_answer(learner, prompt, "我们楼每个月都开一次会。", now=now)


def finish(learner, edition, *, now=NOW):
    read_all(learner, edition, now=now)
    pass_quiz(learner, edition, now=now + dt.timedelta(days=1))
    answer_all(learner, edition, now=now + dt.timedelta(days=2))
