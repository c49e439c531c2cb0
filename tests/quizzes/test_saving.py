"""The address that saves one answer at a time: what it takes, what it says, what it refuses."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Response, ResponseEvent
from quizzes.services import attempts
from tests.quizzes.asking import make_paper, question, right_value, start, wrong_value


@pytest.fixture
def attempt(cast):
    return start(cast.learner, make_paper(), now=timezone.now())


def save_url(attempt):
    return reverse("quizzes:response-save", args=[attempt.pk])


def body(asked, value, *, rev=1, event_id=None, **more):
    return {
        "question": asked["id"],
        "event_id": str(event_id or uuid.uuid4()),
        "rev": rev,
        "value": value,
        **more,
    }


def post(client, attempt, data, **headers):
    raw = data if isinstance(data, bytes | str) else json.dumps(data)
    return client.post(save_url(attempt), raw, content_type="application/json", **headers)


def test_save_is_kept_and_told(client_of, attempt):
    asked = question(attempt, "single")
    reply = post(client_of("learner"), attempt, body(asked, right_value(attempt, asked), rev=12))
    assert reply.status_code == 200
    assert reply.json()["state"] == "saved"
    assert reply.json()["rev"] == 12
    assert "no-store" in reply["Cache-Control"]
    assert Response.objects.get().value == right_value(attempt, asked)


def test_expired_session_gets_401_as_json_and_never_a_redirect(attempt):
    asked = question(attempt, "single")
    nobody = Client()
    for reply in (post(nobody, attempt, body(asked, "")), nobody.get(save_url(attempt))):
        assert reply.status_code == 401
        assert reply["Content-Type"] == "application/json"
        assert reply.json()["error"] == "signed_out"
    assert not ResponseEvent.objects.exists()


def test_deactivated_person_counts_as_signed_out(client_of, cast, attempt):
    client = client_of("learner")
    cast.learner.is_active = False
    cast.learner.save()
    assert post(client, attempt, body(attempt.snapshot[0], "")).status_code == 401


def test_fresh_token_after_signing_in_again_lets_the_queue_through(cast, attempt):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.learner)
    asked = question(attempt, "judge")
    refused = post(client, attempt, body(asked, True), headers={"X-CSRFToken": "x" * 64})
    assert refused.status_code == 403
    fresh = client.get(save_url(attempt)).json()
    assert fresh["open"] is True
    again = post(client, attempt, body(asked, True), headers={"X-CSRFToken": fresh["token"]})
    assert again.status_code == 200
    assert Response.objects.get().value is True


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "wrong_form"),
        (b"\xff\xfe", 400, "wrong_form"),
        (b"[]", 400, "wrong_form"),
        (b"null", 400, "wrong_form"),
        (b"{}", 400, "wrong_form"),
        (b"[" * 15_000, 400, "wrong_form"),
        (b"1" * 10_000, 400, "wrong_form"),
        (b'{"question": "q1"}', 400, "wrong_form"),
        (b" " * 1_000_000, 413, "too_long"),
    ],
)
def test_nonsense_is_refused_in_json(client_of, attempt, raw, status, code):
    reply = post(client_of("learner"), attempt, raw)
    assert reply.status_code == status
    assert reply.json()["error"] == code
    assert reply.json()["message"]


@pytest.mark.parametrize("rev", [0, -1, 1.5, "1", True, None, 2_000_000_001, 10**30])
def test_rev_that_is_no_counter_is_refused(client_of, attempt, rev):
    reply = post(client_of("learner"), attempt, body(attempt.snapshot[0], None, rev=rev))
    assert reply.status_code == 400
    assert not ResponseEvent.objects.exists()


@pytest.mark.parametrize("event_id", ["", "1", 7, None, "g" * 36])
def test_event_id_that_is_no_uuid_is_refused(client_of, attempt, event_id):
    data = body(attempt.snapshot[0], None) | {"event_id": event_id}
    assert post(client_of("learner"), attempt, data).status_code == 400


def test_megabyte_answer_is_refused_and_the_old_one_stays(client_of, attempt):
    client = client_of("learner")
    asked = question(attempt, "blank")
    post(client, attempt, body(asked, ["商量", "表决"]))
    for text, status in (("长" * 400_000, 413), ("长" * 600, 400)):
        reply = post(client, attempt, body(asked, [text, ""], rev=2))
        assert (reply.status_code, reply.json()["error"]) == (status, "too_long")
        assert "没有保存" in reply.json()["message"]
    assert Response.objects.get().value == ["商量", "表决"]


def test_nul_and_half_surrogates_are_taken_out(client_of, attempt):
    asked = question(attempt, "blank")
    raw = json.dumps(body(asked, ["商\x00量", "\udfff表决"]))
    assert "\\udfff" in raw
    assert post(client_of("learner"), attempt, raw).status_code == 200
    assert Response.objects.get().value == ["商量", "表决"]


def test_question_of_no_known_name_is_refused(client_of, attempt):
    for name in ("q99", "", "\x00", "\ud800", 5, None):
        data = body(attempt.snapshot[0], "") | {"question": name}
        assert post(client_of("learner"), attempt, data).status_code == 400


def test_save_after_the_close_is_told_to_be_late(client_of, cast, attempt):
    attempts.submit_attempt(cast.learner, attempt, now=timezone.now())
    reply = post(client_of("learner"), attempt, body(question(attempt, "judge"), True))
    assert reply.json()["state"] == "late"
    assert client_of("learner").get(save_url(attempt)).json()["open"] is False
    assert ResponseEvent.objects.get().is_late


def test_replies_are_equal_in_size_whatever_the_answer(client_of, attempt):
    client = client_of("learner")
    sizes = set()
    for asked in attempt.snapshot:
        for value in (right_value(attempt, asked), wrong_value(attempt, asked)):
            for rev in (100, 101):
                reply = post(client, attempt, body(asked, value, rev=rev))
                assert reply.status_code == 200
                headers = {name: len(value) for name, value in reply.headers.items()}
                sizes.add((len(reply.content), tuple(sorted(headers.items()))))
    assert len(sizes) == 1


def test_save_costs_a_fixed_number_of_queries(client_of, attempt, django_assert_max_num_queries):
    client = client_of("learner")
    asked = question(attempt, "judge")
    # session, person, attempt; then in one transaction: lock, held, known, event, answer
    with django_assert_max_num_queries(10):
        post(client, attempt, body(asked, True))
