"""The page of questions to check oneself by: their points at once, nothing of graded ones."""

import pytest
from django.urls import reverse

from people import site
from quizzes.models import Item
from tests.cast import NOW
from tests.quizzes.asking import make_edition, make_item, make_paper


@pytest.fixture
def edition(cast):
    edition = make_edition()
    make_item(edition, "short", 1)
    make_paper(edition)
    return edition


def page(client, edition):
    reply = client.get(reverse("quizzes:check-list", args=[edition.lesson_id]))
    assert reply.status_code == 200
    return reply.content.decode()


def test_each_question_opens_on_its_points(client_of, edition):
    html = page(client_of("learner"), edition)
    assert html.count('<details class="opener">') == 1
    assert "您怎样看议事？（1）" in html and "<li>商量</li>" in html
    assert "不计分" in html


def test_questions_of_a_paper_stay_off_it(client_of, edition):
    html = page(client_of("learner"), edition)
    for item in Item.objects.exclude(kind="short"):
        assert item.stem not in html


def test_the_page_before_a_quiz_leads_there_only_where_there_are_some(client_of, edition):
    learner = client_of("learner")
    before = reverse("quizzes:paper-detail", args=[edition.lesson_id])
    link = reverse("quizzes:check-list", args=[edition.lesson_id])
    html = learner.get(before).content.decode()
    assert link in html and "自查1题" in html
    Item.objects.filter(kind="short").update(state="rejected")
    assert link not in learner.get(before).content.decode()
    assert "这一课没有自查的题" in page(learner, edition)


def test_where_editors_approve_first_the_unreviewed_are_held_back(client_of, edition):
    site.set_value(None, "quiz_review_policy", "hold", now=NOW)
    assert "您怎样看议事" not in page(client_of("learner"), edition)
    Item.objects.filter(kind="short").update(state="approved")
    assert "您怎样看议事" in page(client_of("learner"), edition)


def test_points_stand_in_the_reader_s_script(client_of, edition):
    Item.objects.filter(kind="short").update(checklist=["国家的发展"])
    learner = client_of("learner")
    learner.cookies["display"] = "language:zh-hant"
    assert "國家的發展" in page(learner, edition)


def test_it_costs_the_same_for_one_question_and_many(
    client_of, edition, django_assert_max_num_queries, django_assert_num_queries
):
    learner = client_of("learner")
    with django_assert_max_num_queries(8) as one:
        page(learner, edition)
    for number in range(2, 5):
        make_item(edition, "short", number)
    with django_assert_num_queries(len(one)):
        page(learner, edition)
