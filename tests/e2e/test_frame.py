"""The frame of every page in a real browser: looked at, by keyboard, with and without scripts."""

import pytest
from django.test import Client

from tests.cast import PASSWORD
from tests.e2e.looking import BOLDEST, PHONE, complaints_of, look, look_everywhere, show_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_sign_in_is_readable_in_every_display(page, site):
    page.goto(f"{site}/accounts/login/")
    look_everywhere(page, "sign-in")


@pytest.fixture
def maker(page, site, cast):
    """A browser signed in as an editor, who may see the page of patterns."""
    client = Client()
    client.force_login(cast.editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    page.context.add_cookies([cookie])
    return page


def test_patterns_are_readable_as_usual_and_at_the_boldest(maker, site):
    page = maker
    page.goto(f"{site}/patterns/")
    look(page, "patterns")
    look_everywhere(page, "patterns", displays=BOLDEST, widths=(PHONE,))


@pytest.mark.parametrize("path", ["no-such-page", "accounts/password/reset", "accounts/signup"])
def test_pages_before_the_door_are_readable(page, site, path):
    page.goto(f"{site}/{path}/")
    look(page, path.replace("/", "-"))


def test_size_theme_and_contrast_change_without_a_reload(page, site):
    page.goto(f"{site}/help/")
    page.evaluate("window.isSamePage = true")
    with page.expect_response("**/display/"):
        page.get_by_role("button", name="大字", exact=True).click()
    root = page.locator("html")
    assert root.get_attribute("data-size") == "huge"
    assert page.locator(".tool[name=size]").get_attribute("aria-pressed") == "true"
    page.get_by_text("显示设置", exact=True).first.click()
    panel = page.locator(".display-panel")
    with page.expect_response("**/display/"):
        panel.get_by_role("button", name="夜间").click()
    with page.expect_response("**/display/"):
        panel.get_by_role("button", name="高", exact=True).click()
    assert root.get_attribute("data-theme") == "night"
    assert root.get_attribute("data-contrast") == "more"
    assert page.evaluate("window.isSamePage")
    page.reload()
    assert root.get_attribute("data-size") == "huge"
    assert root.get_attribute("data-theme") == "night"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_language_changes_by_a_plain_form_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site}/help/?from=reminder")
    page.get_by_role("button", name="繁體", exact=True).first.click()
    assert page.url == f"{site}/help/?from=reminder"
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    page.get_by_role("button", name="大字", exact=True).click()
    assert page.locator("html").get_attribute("data-size") == "huge"
    context.close()


def test_typed_words_survive_a_change_of_language(maker, site):
    page = maker
    page.goto(f"{site}/patterns/")
    page.locator("textarea[name=note]").fill("写了一半的话")
    page.locator("input[name=told]").check()
    page.locator(".tool[name=language]").click()
    page.wait_for_function("document.documentElement.lang === 'zh-Hant'")
    assert page.locator("textarea[name=note]").input_value() == "写了一半的话"
    assert page.locator("input[name=told]").is_checked()
    page.goto(f"{site}/patterns/")
    assert page.locator("textarea[name=note]").input_value() == ""


def test_passwords_are_never_put_aside(page, site):
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_password", "a secret")
    page.locator(".tool[name=language]").click()
    page.wait_for_function("document.documentElement.lang === 'zh-Hant'")
    assert page.input_value("#id_password") == ""
    assert "a secret" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_panel_closes_by_escape_and_gives_the_focus_back(page, site):
    page.goto(f"{site}/help/")
    summary = page.locator(".display > summary")
    summary.click()
    assert page.locator("details.display").get_attribute("open") is not None
    assert complaints_of(page) == []
    page.keyboard.press("Escape")
    assert page.locator("details.display").get_attribute("open") is None
    assert summary.evaluate("e => e === document.activeElement")


def test_offline_is_said_and_taken_back(page, site):
    page.goto(f"{site}/help/")
    notice = page.locator("[data-offline]")
    assert not notice.is_visible()
    page.context.set_offline(True)
    notice.wait_for(state="visible")
    page.context.set_offline(False)
    notice.wait_for(state="hidden")


def test_every_target_of_the_frame_is_large_enough_in_large_type(page, site):
    page.goto(f"{site}/accounts/login/")
    show_as(page, "size:huge")
    small = page.evaluate(
        """[...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
        .filter(e => e.offsetParent && !e.matches('.skip'))
        .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect().height])
        .filter(([, height]) => height < 59.5)"""
    )
    assert small == []


def test_frame_breaks_no_rule_of_its_own_security_policy(page, site, cast):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site}/accounts/login/")
    page.fill("#id_login", cast.learner.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.goto(f"{site}/accounts/password/change/")
    assert page.get_by_role("heading", name="修改密码").is_visible()
    page.goto(f"{site}/help/")
    assert [line for line in said if "Content Security Policy" in line] == []
