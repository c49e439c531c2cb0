"""405: a page of ours, and addresses that only take forms lead to the page above."""

import pytest
from django.test import Client
from django.urls import reverse

from common.methods import page_above
from tests.studying import make_course

BROWSER = {"headers": {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}}


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/lessons/1/discussion/2/", "/lessons/1/discussion/"),
        ("/lessons/1/discussion/2/draft/", "/lessons/1/discussion/2/"),
        ("/lessons/1/3/read/", "/lessons/1/3/"),
        ("/lessons/1/quiz/start/", "/lessons/1/quiz/"),
        ("/editor/lessons/new/", "/editor/lessons/"),
        ("/editor/drafts/6/change/", "/editor/drafts/6/"),
        ("/editor/drafts/6/plan/", "/editor/drafts/6/"),
        ("/editor/drafts/6/publish/", "/editor/drafts/6/"),
        ("/display/", "/"),
        ("/", "/"),
    ],
)
def test_page_above_an_address(path, above):
    assert page_above(path) == above


def test_an_address_for_forms_only_leads_a_browser_to_the_page_it_belongs_to(client_of, cast):
    course = make_course()
    client = client_of("learner")
    page = reverse("discussions:prompt-list", args=[course.lesson_id])
    for name in ("answer-post", "answer-draft"):
        url = reverse(f"discussions:{name}", args=[course.lesson_id, 1])
        assert client.get(url, follow=True, **BROWSER).redirect_chain[-1][0] == page


def test_what_a_script_asks_wrongly_is_told_so_and_not_led_away(client_of, cast):
    course = make_course()
    url = reverse("discussions:answer-post", args=[course.lesson_id, 1])
    response = client_of("learner").get(url)
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("cookie", "words"),
    [
        ("", "这个网址不能这样打开"),
        ("language:zh-hant", "這個網址不能這樣打開"),
        ("language:en", "This address cannot be opened like this"),
    ],
)
def test_a_form_sent_to_a_page_that_takes_none_gets_a_page_of_ours(client_of, cookie, words):
    client = client_of("learner")
    client.cookies["display"] = cookie
    response = client.post(reverse("lessons:lesson-list"))
    assert response.status_code == 405
    assert words in response.content.decode()


def test_an_expired_session_leads_by_way_of_the_sign_in_to_the_page(cast):
    course = make_course()
    client = Client()
    sent = client.post(reverse("discussions:answer-post", args=[course.lesson_id, 1]), **BROWSER)
    client.force_login(cast.learner)
    after = client.get(sent["Location"], follow=True, **BROWSER)
    page = reverse("discussions:prompt-list", args=[course.lesson_id])
    assert after.redirect_chain[-1][0] == page
