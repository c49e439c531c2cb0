"""Display choices: one cookie, whitelisted words, a form that works without scripts."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from common.display import CHOICES, COOKIE, Display, display_of, read_choices, write_choices
from common.languages import language_from_header

HELP = "/help/"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh-hans"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh-MO", "zh-hant"),
        ("zh-Hant-TW", "zh-hant"),
        ("en-US,zh-TW;q=0.5", "zh-hant"),
        ("en-US,en;q=0.9", "zh-hans"),
        ("fr", "zh-hans"),
        ("*", "zh-hans"),
        ("zh-TW;q=nonsense", "zh-hans"),
        (",;=" * 50, "zh-hans"),
    ],
)
def test_language_is_guessed_between_the_two_scripts_only(header, language):
    assert language_from_header(header) == language


@given(st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in CHOICES.items()}))
def test_choices_survive_the_cookie(choices):
    told = {k: v for k, v in choices.items() if v != CHOICES[k][0]}
    assert read_choices(write_choices(choices)) == told


@given(st.text())
def test_any_cookie_gives_a_valid_display(cookie):
    shown = display_of(cookie, "")
    for name, words in CHOICES.items():
        assert getattr(shown, name) in words


@pytest.mark.parametrize(
    ("language", "text", "edition"),
    [
        ("zh-hans", "follow", "zh-hans"),
        ("zh-hant", "follow", "zh-hant"),
        ("en", "follow", "as-uploaded"),
        ("zh-hant", "as-uploaded", "as-uploaded"),
    ],
)
def test_lessons_follow_the_interface_or_stay_as_uploaded(language, text, edition):
    assert Display(language=language, text=text).edition == edition


def set_display(client, follow=False, **given):
    return client.post(reverse("display-set"), {"next": HELP, **given}, follow=follow)


def test_choice_is_kept_and_leads_back_to_the_page(db):
    client = Client()
    response = set_display(client, size="huge")
    assert (response.status_code, response["Location"]) == (303, HELP)
    page = client.get(HELP).content.decode()
    assert '<html lang="zh-Hans" data-size="huge">' in page
    set_display(client, theme="night")
    set_display(client, contrast="more")
    set_display(client, language="zh-hant")
    page = client.get(HELP).content.decode()
    expected = '<html lang="zh-Hant" data-size="huge" data-theme="night" data-contrast="more">'
    assert expected in page
    set_display(client, theme="system", contrast="normal", size="standard")
    assert '<html lang="zh-Hant" data-size="standard">' in client.get(HELP).content.decode()


def test_choice_works_before_sign_in_and_stays_after_it(cast):
    client = Client()
    set_display(client, language="en")
    assert '<html lang="en"' in client.get(reverse("account_login")).content.decode()
    client.force_login(cast.learner)
    assert '<html lang="en"' in client.get(HELP).content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil.example"],
)
def test_way_back_never_leaves_the_site(db, elsewhere):
    response = Client().post(reverse("display-set"), {"next": elsewhere, "size": "large"})
    assert response["Location"] == "/"


@pytest.mark.parametrize(
    "given_", [{}, {"size": "gigantic"}, {"language": "xx"}, {"theme": "night; Path=/"}]
)
def test_unknown_choice_is_refused_and_changes_nothing(db, given_):
    client = Client()
    set_display(client, size="huge")
    before = client.cookies[COOKIE].value
    response = set_display(client, **given_)
    assert response.status_code == 400
    assert "没有变" in response.content.decode()
    assert client.cookies[COOKIE].value == before


def test_display_is_changed_by_post_only_and_never_without_a_token(db):
    assert Client().get(reverse("display-set")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("display-set"), {"size": "huge"}).status_code == 403


def test_cookie_is_hidden_from_scripts_and_holds_a_year(db):
    client = Client()
    set_display(client, size="large")
    morsel = client.cookies[COOKIE]
    assert (morsel.value, morsel["httponly"], morsel["samesite"]) == ("size:large", True, "Lax")
    assert morsel["max-age"] == 365 * 24 * 3600


def test_pages_are_kept_apart_in_caches(db):
    response = Client().get(HELP)
    assert {"Cookie", "Accept-Language"} <= set(re.split(r",\s*", response["Vary"]))
    assert response["Content-Language"] == "zh-Hans"


def test_each_choice_is_a_button_of_a_form_in_the_page(db):
    page = Client().get(HELP).content.decode()
    for name, words in CHOICES.items():
        for word in filter(None, words):
            assert f'name="{name}" value="{word}"' in page
    assert f'action="{reverse("display-set")}"' in page


def test_displays_that_differ_have_different_cache_keys():
    seen = {Display(**{name: word}).key for name, words in CHOICES.items() for word in words[1:]}
    assert len(seen) == sum(len(words) - 1 for words in CHOICES.values())
