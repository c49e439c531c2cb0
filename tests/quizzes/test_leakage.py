"""Before submission no byte a learner can fetch tells a key."""

import json
import uuid

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from lessons.models import Lesson
from quizzes.models import Item
from quizzes.services import attempts
from tests.quizzes.asking import make_paper, question, right_value, start

MARK = "钥匙暗号七五三"


@pytest.fixture
def attempt(cast):
    """Every reason, explanation, checklist and accepted spelling carries the mark."""
    paper = make_paper(each=2, mark=MARK, minutes=30)
    return start(cast.learner, paper, now=timezone.now())


def addresses(attempt):
    """Every address of the quiz a learner may open about this attempt, and the lesson's own."""
    lesson = Lesson.objects.get()
    mine = [
        reverse(f"quizzes:{name}", args=[attempt.pk])
        for name in ("attempt-detail", "attempt-submit", "attempt-result", "response-save")
    ]
    return [
        *mine,
        reverse("quizzes:paper-detail", args=[lesson.pk]),
        reverse("quizzes:check-list", args=[lesson.pk]),
        reverse("quizzes:item-report", args=[attempt.pk, "q1"]),
        f"/lessons/{lesson.pk}/",
        f"/lessons/{lesson.pk}/1/",
        f"/lessons/{lesson.pk}/discussion/",
        f"/editor/lessons/{lesson.pk}/items/",
        "/lessons/",
        "/",
    ]


def everything_of(reply):
    parts = [b"".join(reply) if reply.streaming else reply.content]
    parts += [f"{name}: {value}".encode() for name, value in reply.headers.items()]
    return b"\n".join(parts)


def test_marker_is_planted_and_shows_after_submission(client_of, cast, attempt):
    told = json.dumps(attempt.keys, ensure_ascii=False)
    assert told.count(MARK) >= 10
    assert MARK not in json.dumps(attempt.snapshot, ensure_ascii=False)
    attempts.submit_attempt(cast.learner, attempt, now=timezone.now())
    html = client_of("learner").get(reverse("quizzes:attempt-result", args=[attempt.pk]))
    assert html.content.count(MARK.encode()) >= 10


def test_no_answer_of_the_site_holds_the_marker_before_submission(client_of, attempt):
    client = client_of("learner")
    replies = []
    for address in addresses(attempt):
        for display in ("", "language:zh-hant", "language:en", "text:as-uploaded"):
            client.cookies["display"] = display
            replies.append(client.get(address))
            replies.append(client.get(address, headers={"HX-Request": "true"}))
            replies.append(client.head(address))
    for asked in attempt.snapshot:
        for value in (right_value(attempt, asked), "nonsense", {"a": 1}):
            for rev in (1, 2):
                sent = {
                    "question": asked["id"], "event_id": str(uuid.uuid4()), "rev": rev,
                    "value": value,
                }  # fmt: skip
                save = reverse("quizzes:response-save", args=[attempt.pk])
                replies.append(client.post(save, json.dumps(sent), content_type="text/json"))
    for name in ("attempt-detail", "attempt-submit"):
        posted = {f"was-{q['id']}": "x" for q in attempt.snapshot}
        replies.append(client.post(reverse(f"quizzes:{name}", args=[attempt.pk]), posted))
    assert sum(everything_of(reply).count(MARK.encode()) for reply in replies) == 0
    assert sum(reply.status_code == 200 for reply in replies) > 40


def test_pages_before_submission_name_no_key_in_any_other_way(client_of, attempt):
    """Neither the row of an item nor the generator's own option ids and origins are told."""
    html = client_of("learner").get(reverse("quizzes:attempt-detail", args=[attempt.pk]))
    text = html.content.decode()
    for word in ("sibling", "data-key", '"key"', "accepted", "pairs", "truth", "single-1"):
        assert word not in text
    asked = question(attempt, "single")
    key = right_value(attempt, asked)
    right = text[text.index(key) - 40 : text.index(key) + 60]
    for option in asked["options"]:
        around = text[text.index(option["id"]) - 40 : text.index(option["id"]) + 60]
        assert len(around) == len(right)


def test_no_other_address_of_quizzes_is_forgotten_here(attempt):
    names = {
        pattern.name
        for pattern in get_resolver("quizzes.urls").url_patterns
        if pattern.name and not str(pattern.pattern).startswith("editor/")
    }
    assert names >= {"paper-detail", "attempt-start"}
    known = {
        "paper-detail", "attempt-start", "attempt-detail", "attempt-submit", "attempt-result",
        "response-save", "item-report", "check-list",
    }  # fmt: skip
    assert names == known, "add the new address to addresses() above"


def test_items_are_rows_of_editors_only(cast, attempt):
    assert not Item.objects.visible_to(cast.learner).exists()
    assert Item.objects.visible_to(cast.editor).exists()
