"""What pages about accounts say: the same word for the same thing, and what is true."""

import re

import pytest
from django.urls import reverse


def h1(page):
    return re.search(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.DOTALL)[1]


def test_the_settings_call_pages_what_they_call_themselves(client_of, cast):
    client = client_of("learner")
    settings = client.get(reverse("people:settings")).content.decode()
    for name in ("mfa_index", "usersessions_list"):
        title = h1(client.get(reverse(name)))
        assert re.search(f'href="{reverse(name)}">{title}', settings), title


@pytest.mark.parametrize("name", ["progress:branch-list", "reminders:reminder-list"])
def test_the_navigation_calls_pages_what_they_call_themselves(client_of, cast, name):
    page = client_of("upper_secretary").get(reverse(name))
    entry = re.search(f'<a href="{reverse(name)}"[^>]*>([^<]*)</a>', page.content.decode())
    assert entry[1] == h1(page)


def test_the_privacy_page_says_what_administrators_and_secretaries_see(client):
    page = client.get(reverse("people:privacy")).content.decode()
    for words in ("答过几次、及格没有", "上级组织的书记、管理员看得到", "上次登录的时间",
                  "页面上没有导出和删除个人数据的按钮"):  # fmt: skip
        assert words in page
