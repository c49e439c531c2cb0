"""Attempts: starting, saving, submitting, closing; what two pages or two devices do at once."""

import datetime as dt
import itertools
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from people import site
from quizzes.answering import AnswerRefused
from quizzes.models import Attempt, Item, Response, ResponseEvent
from quizzes.services import attempts
from tests.cast import NOW
from tests.quizzes.asking import (
    SEED,
    answer_all,
    make_item,
    make_paper,
    question,
    right_value,
    save,
    start,
    wrong_value,
)

SECOND = dt.timedelta(seconds=1)
MILLISECOND = dt.timedelta(milliseconds=1)


@pytest.fixture
def paper(cast):
    return make_paper()


@pytest.fixture
def timed(cast):
    return make_paper(minutes=10)


def held(attempt, asked):
    return Response.objects.get(attempt=attempt, item_id_in_snapshot=asked["id"]).value


# --- Starting ------------------------------------------------------------------------------


def test_second_start_returns_the_open_attempt(cast, paper):
    first = start(cast.learner, paper)
    assert start(cast.learner, paper, seed=SEED + 1) == first
    assert start(cast.second_learner, paper) != first


def test_short_rejected_and_quarantined_items_are_never_drawn(cast):
    paper = make_paper(each=2)
    edition = paper.edition
    make_item(edition, "short", 1)
    Item.objects.filter(key="single-1").update(state="rejected")
    Item.objects.filter(key="multiple-1").update(state="quarantined")
    asked = {q["item"] for q in start(cast.learner, paper).snapshot}
    keys = set(Item.objects.filter(pk__in=asked).values_list("key", flat=True))
    assert len(asked) == 8
    assert keys & {"short-1", "single-1", "multiple-1"} == set()


def test_site_that_holds_items_draws_only_approved_ones(cast, paper):
    site.set_value(None, "quiz_review_policy", "hold", now=NOW)
    with pytest.raises(attempts.AttemptRefused, match="no_items"):
        start(cast.learner, paper)
    Item.objects.filter(kind="judge").update(state="approved")
    assert [q["kind"] for q in start(cast.learner, paper).snapshot] == ["judge"]


def test_attempts_end_when_the_paper_allows_no_more(cast):
    paper = make_paper(attempts_allowed=2)
    for _ in range(2):
        attempts.submit_attempt(cast.learner, start(cast.learner, paper), now=NOW)
    with pytest.raises(attempts.AttemptRefused, match="no_attempts_left"):
        start(cast.learner, paper)


def test_later_attempts_ask_other_items_while_there_are_any(cast):
    paper = make_paper(each=4, kinds=("single", "judge"), count=4)
    first = start(cast.learner, paper)
    attempts.submit_attempt(cast.learner, first, now=NOW)
    second = start(cast.learner, paper, seed=SEED + 1)
    assert {q["item"] for q in first.snapshot} & {q["item"] for q in second.snapshot} == set()


def test_no_id_of_one_attempt_stands_in_another(cast):
    paper = make_paper(kinds=("single", "match"))
    seen = set()
    for seed in range(3):
        attempt = start(cast.learner, paper, seed=seed)
        ids = {
            shown["id"]
            for asked in attempt.snapshot
            for part in ("options", "lefts", "rights")
            for shown in asked.get(part, ())
        }
        assert len(ids) == 9
        assert seen.isdisjoint(ids)
        seen |= ids
        attempts.submit_attempt(cast.learner, attempt, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_many_starts_at_once_make_one_attempt(cast):
    paper = make_paper()

    def begin(seed):
        try:
            return start(cast.learner, paper, seed=seed).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        assert len(set(pool.map(begin, range(12)))) == 1
    assert Attempt.objects.count() == 1


# --- Saving --------------------------------------------------------------------------------


def test_only_a_higher_rev_replaces_and_every_arrival_is_kept(cast, paper):
    attempt = start(cast.learner, paper)
    asked = question(attempt, "single")
    first, second, third = [option["id"] for option in asked["options"]][:3]
    save(attempt, asked, second, rev=2)
    assert save(attempt, asked, first, rev=1).rev == 2
    assert held(attempt, asked) == second
    save(attempt, asked, third, rev=3)
    assert held(attempt, asked) == third
    assert list(attempt.events.order_by("pk").values_list("rev", flat=True)) == [2, 1, 3]


def test_repeated_event_changes_nothing(cast, paper):
    attempt = start(cast.learner, paper)
    asked = question(attempt, "single")
    event = uuid.uuid4()
    save(attempt, asked, asked["options"][0]["id"], rev=5, event_id=event)
    save(attempt, asked, asked["options"][1]["id"], rev=9, event_id=event)
    assert held(attempt, asked) == asked["options"][0]["id"]
    assert ResponseEvent.objects.count() == 1


def test_events_in_any_order_end_in_the_same_answer(cast, paper):
    for order in itertools.permutations(range(3)):
        Attempt.objects.all().delete()
        attempt = start(cast.learner, paper)
        asked = question(attempt, "multiple")
        ids = [option["id"] for option in asked["options"]]
        values = [ids[:2], [], [ids[3]]]
        for at in order:
            save(attempt, asked, values[at], rev=at + 1)
        assert held(attempt, asked) == [ids[3]]


@pytest.mark.parametrize(
    ("after", "is_late"),
    [
        (-MILLISECOND, False),
        (MILLISECOND, False),
        (30 * SECOND, False),
        (30 * SECOND + MILLISECOND, True),
    ],
)
def test_save_counts_until_thirty_seconds_after_the_deadline(cast, timed, after, is_late):
    attempt = start(cast.learner, timed)
    asked = question(attempt, "single")
    saved = save(attempt, asked, right_value(attempt, asked), now=attempt.deadline_at + after)
    assert saved.is_late is is_late
    assert Response.objects.exists() is not is_late
    assert ResponseEvent.objects.get().is_late is is_late


def test_save_after_submission_is_kept_but_changes_no_mark(cast, paper):
    attempt = start(cast.learner, paper)
    asked = question(attempt, "single")
    save(attempt, asked, wrong_value(attempt, asked))
    done = attempts.submit_attempt(cast.learner, attempt, now=NOW)
    assert save(attempt, asked, right_value(attempt, asked), rev=9).is_late
    again = attempts.submit_attempt(cast.learner, attempt, now=NOW + SECOND)
    assert (again.score, again.submitted_at, again.result) == (
        done.score, done.submitted_at, done.result,
    )  # fmt: skip
    assert held(attempt, asked) == wrong_value(attempt, asked)


def test_nobody_else_saves_or_submits(cast, paper):
    attempt = start(cast.learner, paper)
    with pytest.raises(PermissionDenied):
        save(attempt, attempt.snapshot[0], "", actor=cast.administrator)
    with pytest.raises(PermissionDenied):
        attempts.submit_attempt(cast.second_learner, attempt, now=NOW)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("single", "ffffffff", "unknown_option"),
        ("single", ["a"], "unknown_option"),
        ("single", "\ud800", "unknown_option"),
        ("multiple", "a", "wrong_form"),
        ("multiple", ["x"] * 100_000, "unknown_option"),
        ("judge", "true", "wrong_form"),
        ("judge", 1, "wrong_form"),
        ("blank", ["一"], "wrong_form"),
        ("blank", ["一", 2], "wrong_form"),
        ("blank", ["长" * 501, ""], "too_long"),
        ("blank", ["a" * 1_000_000, ""], "too_long"),
        ("match", {"x": "y"}, "unknown_option"),
        ("match", ["x"], "wrong_form"),
    ],
)
def test_value_the_question_cannot_have_is_refused(cast, paper, kind, value, code):
    attempt = start(cast.learner, paper)
    with pytest.raises(AnswerRefused, match=code):
        save(attempt, question(attempt, kind), value)
    assert not ResponseEvent.objects.exists()


@pytest.mark.parametrize("kind", ["single", "judge"])
def test_answer_taken_back_is_an_answer_too(cast, paper, kind):
    attempt = start(cast.learner, paper)
    asked = question(attempt, kind)
    save(attempt, asked, right_value(attempt, asked))
    save(attempt, asked, None, rev=2)
    assert held(attempt, asked) == ""
    assert attempts.submit_attempt(cast.learner, attempt, now=NOW).score == 0


def test_unknown_question_is_refused(cast, paper):
    attempt = start(cast.learner, paper)
    with pytest.raises(AnswerRefused, match="unknown_question"):
        save(attempt, {"id": "q99"}, "")


def test_text_the_database_cannot_hold_is_cleaned(cast, paper):
    attempt = start(cast.learner, paper)
    asked = question(attempt, "blank")
    save(attempt, asked, ["商\x00量\ud800", "表\r\n决\x07"])
    assert held(attempt, asked) == ["商量", "表  决"]


# --- Submitting ----------------------------------------------------------------------------


def test_all_right_is_a_hundred_and_passes(cast, paper):
    attempt = start(cast.learner, paper)
    answer_all(attempt)
    done = attempts.submit_attempt(cast.learner, attempt, now=NOW)
    assert (done.score, done.has_passed, done.closed_by) == (Decimal("100.00"), True, "learner")


def test_rules_frozen_at_the_start_decide(cast, paper):
    attempt = start(cast.learner, paper)
    answer_all(attempt, wrong=("single", "judge"))
    paper.pass_mark = 100
    paper.save()
    Item.objects.update(truth=None, kind="short", options=[], accepted=[])
    done = attempts.submit_attempt(cast.learner, attempt, now=NOW)
    assert (done.score, done.has_passed) == (Decimal("60.00"), True)


def test_nothing_answered_is_zero(cast, paper):
    attempt = start(cast.learner, paper)
    done = attempts.submit_attempt(cast.learner, attempt, now=NOW)
    assert (done.score, done.has_passed) == (0, False)


@pytest.mark.django_db(transaction=True)
def test_fifty_submits_at_once_give_one_score(cast):
    attempt = start(cast.learner, make_paper())
    answer_all(attempt, wrong=("single",))

    def submit(number):
        try:
            row = attempts.submit_attempt(cast.learner, attempt, now=NOW + number * SECOND)
            return row.score, row.submitted_at
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as pool:
        assert len(set(pool.map(submit, range(50)))) == 1
    row = Attempt.objects.get()
    assert row.score == Decimal("80.00")


@pytest.mark.django_db(transaction=True)
def test_no_save_called_saved_is_missing_from_the_score(cast):
    """Saves and a submit at once: what was answered as in time is what was graded."""
    attempt = start(cast.learner, make_paper(each=2))

    def work(asked):
        try:
            if asked is None:
                attempts.submit_attempt(cast.learner, attempt, now=NOW)
                return None
            saved = save(attempt, asked, right_value(attempt, asked))
            return None if saved.is_late else asked["id"]
        finally:
            connection.close()

    jobs = [*attempt.snapshot[:5], None, *attempt.snapshot[5:]]
    with ThreadPoolExecutor(11) as pool:
        in_time = {name for name in pool.map(work, jobs) if name}
    result = Attempt.objects.get().result
    assert {name for name, outcome in result.items() if outcome["right"]} == in_time


# --- Closing -------------------------------------------------------------------------------


def test_loop_closes_what_is_over_dated_at_the_deadline(cast, timed):
    attempt = start(cast.learner, timed)
    answer_all(attempt, now=NOW + SECOND)
    assert attempts.close_attempts(attempt.deadline_at + 30 * SECOND) == 0
    assert attempts.close_attempts(attempt.deadline_at + 31 * SECOND) == 1
    assert attempts.close_attempts(attempt.deadline_at + 32 * SECOND) == 0
    row = Attempt.objects.get()
    assert (row.submitted_at, row.closed_by) == (attempt.deadline_at, "deadline")
    assert row.score == 100


def test_untimed_attempt_is_never_closed(cast, paper):
    start(cast.learner, paper)
    assert attempts.close_attempts(NOW + dt.timedelta(days=900)) == 0


def test_starting_again_closes_the_one_whose_time_is_over(cast, timed):
    first = start(cast.learner, timed)
    second = start(cast.learner, timed, now=first.deadline_at + dt.timedelta(minutes=1))
    first.refresh_from_db()
    assert first.closed_by == "deadline"
    assert second.number == 2


def test_attempt_that_cannot_be_graded_holds_up_no_other(cast, timed, caplog):
    broken = start(cast.learner, timed)
    whole = start(cast.second_learner, timed)
    Attempt.objects.filter(pk=broken.pk).update(keys={})
    assert attempts.close_attempts(NOW + dt.timedelta(hours=1)) == 1
    whole.refresh_from_db()
    assert whole.score is not None
    assert f"attempt {broken.pk} could not be closed" in caplog.text


# --- Reads others use ----------------------------------------------------------------------


def test_best_counts_and_passing_is_never_taken_back(cast, paper, django_assert_num_queries):
    for wrong in (("single", "judge", "match"), (), ("single",)):
        attempt = start(cast.learner, paper)
        answer_all(attempt, wrong=wrong)
        attempts.submit_attempt(cast.learner, attempt, now=NOW + attempt.number * SECOND)
    edition = paper.edition
    with django_assert_num_queries(1):
        best = Attempt.objects.best_for(cast.learner, edition)
    assert (best.number, best.score) == (2, 100)
    assert Attempt.objects.best_for(cast.second_learner, edition) is None
    with django_assert_num_queries(1):
        assert list(Attempt.objects.passed_learners(edition)) == [cast.learner.pk]
    assert Attempt.objects.passed_at(cast.learner, edition) == NOW + 2 * SECOND
    with django_assert_num_queries(1):
        rows = list(Attempt.objects.best_scores(edition, [cast.learner.pk, cast.second_learner.pk]))
    assert rows == [
        {"learner": cast.learner.pk, "best": 100, "used": 3, "passed_at": NOW + 2 * SECOND}
    ]
