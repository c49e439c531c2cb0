"""400, 403, 404, 500 and a refused form: plain words, nothing lost, and they need nothing."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from people.views import errors


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("400.html", "这次请求没有看懂"),
        ("403.html", "这一页不归您管"),
        ("404.html", "没有这一页"),
        ("500.html", "网站出了错"),
        ("403_csrf.html", "这一页放得太久了"),
    ],
)
def test_error_pages_need_no_context_at_all(template, words):
    with translation.override("zh-hans"):
        page = render_to_string(template)
    assert words in page
    assert '<html lang="zh-hans"' in page
    assert 'href="/"' in page


def test_missing_page_answers_404_in_the_frame_and_the_language(cast):
    client = Client()
    client.cookies["display"] = "language:zh-hant.size:huge"
    response = client.get("/no/such/page/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "沒有這一頁" in page
    assert 'data-size="huge"' in page


def test_missing_page_says_the_same_to_everyone_signed_in(client_of):
    seen = {client_of(name).get("/no/such/page/").status_code for name in ("learner", "editor")}
    assert seen == {404}


def test_stale_form_is_refused_with_a_way_on(db):
    response = Client(enforce_csrf_checks=True).post("/display/", {"size": "huge"})
    assert response.status_code == 403
    assert "退回上一页" in response.content.decode()


def test_server_error_page_stands_without_request_or_database(rf):
    with translation.override("en"):
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert b'<html lang="en"' in response.content
