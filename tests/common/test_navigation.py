"""The frame's navigation: what one may do, where one is, and nothing that does not exist."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse

HELP = "/help/"
LEARNERS = ["首页", "全部课程", "学时"]


def nav_of(page):
    nav = re.search(r'<nav class="nav".*?</nav>', page, re.DOTALL)
    return nav[0] if nav else ""


def entries(page):
    return re.findall(r"<a [^>]*>([^<]+)</a>", nav_of(page))


@pytest.mark.parametrize(
    ("person", "more", "never"),
    [
        ("learner", [], ["组织", "邀请", "管理", "编课"]),
        ("secretary", ["组织", "提醒记录", "邀请"], ["管理", "编课"]),
        ("upper_secretary", ["组织", "提醒记录", "邀请"], ["管理"]),
        ("editor", [], ["组织", "邀请", "管理"]),
        ("administrator", ["邀请", "管理"], []),
    ],
)
def test_navigation_shows_what_the_person_may_do(client_of, person, more, never):
    shown = entries(client_of(person).get(HELP).content.decode())
    assert [word for word in LEARNERS + more if word not in shown] == []
    assert [word for word in never if word in shown] == []


def test_stranger_sees_no_navigation_but_every_display_choice(client):
    page = client.get(reverse("account_login")).content.decode()
    assert entries(page) == []
    assert 'name="language" value="en"' in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("progress:home", "首页"),
        ("lessons:lesson-list", "全部课程"),
        ("progress:credit-list", "学时"),
    ],
)
def test_current_page_is_said_once(client_of, name, words):
    nav = nav_of(client_of("learner").get(reverse(name)).content.decode())
    assert re.findall(r'<a [^>]*aria-current="page"[^>]*>([^<]+)</a>', nav) == [words]


class Match:
    view_name = "quizzes:attempt-detail"


class Request:
    resolver_match = Match


def drawn(template, **context):
    return Template(template).render(Context(context)).strip()


def test_page_below_an_entry_lights_it():
    link = '{% nav_link "progress:home" "首页" "quizzes:attempt" %}'
    assert 'aria-current="true"' in drawn(link, request=Request)
    assert "aria-current" not in drawn('{% nav_link "progress:home" "首页" %}', request=Request)


def test_view_may_say_where_it_belongs():
    link = '{% nav_link "progress:home" "首页" %}'
    assert 'aria-current="page"' in drawn(link, request=Request, here="progress:home")


def test_entry_without_a_page_is_not_shown():
    assert drawn('{% nav_link "nowhere:at-all" "无" %}', request=Request) == ""


def test_entries_are_escaped():
    assert "&lt;b&gt;" in drawn('{% nav_link "progress:home" words %}', words="<b>")
