"""The discussion in a real browser: a cut network or an expired session costs no word."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from discussions.models import Answer
from tests.cast import PASSWORD, make_cast
from tests.e2e.looking import BOLDEST, PHONE, look, look_everywhere
from tests.studying import make_course

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXT = "我们楼每个月都开一次会，谁提的谁来办。"
MORE = "第二个框里写到一半的话"
SAVED = re.compile(r"^草稿已保存　今天\d\d:\d\d，\d+字$")


@pytest.fixture
def learner(transactional_db):
    return make_cast().learner


@pytest.fixture
def course(learner):
    return make_course()


def sign_in(context, site, user):
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])


@pytest.fixture
def discussion(page, site, learner, course):
    """The page on a phone, signed in."""
    sign_in(page.context, site, learner)
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(f"{site}/lessons/{course.lesson_id}/discussion/")
    return page


def box(page, number=1):
    return page.locator(f"#a{number}-text")


def line(page, number=1):
    return page.locator(f"[data-draft]:has(#a{number}-text) [data-state]")


def post(page, number=1, name="提交发言"):
    page.locator(f"[data-draft]:has(#a{number}-text)").get_by_role("button", name=name).click()


def test_posting_while_offline_keeps_the_page_and_the_words(discussion):
    page = discussion
    box(page).fill("早先存上的。")
    expect(line(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    box(page).fill(TEXT)
    expect(line(page)).to_contain_text("等待网络")
    post(page)
    expect(line(page)).to_contain_text("现在提交不了")
    look(page, "discussion-held", widths=(PHONE,))
    assert box(page).input_value() == TEXT
    assert TEXT in page.evaluate("JSON.stringify(localStorage)")
    page.context.set_offline(False)
    expect(line(page)).to_have_text(SAVED)
    post(page)
    expect(page.get_by_text("发言已提交")).to_be_visible()
    assert Answer.objects.get(prompt__number=1).text == TEXT
    assert page.evaluate("localStorage.length") == 0


def test_posting_while_offline_is_held_when_everything_is_saved_too(discussion):
    page = discussion
    box(page).fill(TEXT)
    expect(line(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    post(page)
    expect(line(page)).to_contain_text("现在提交不了")
    assert box(page).input_value() == TEXT


def test_what_was_kept_here_comes_back_in_a_new_tab(discussion):
    page = discussion
    box(page).fill("早先存上的。")
    expect(line(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    box(page).fill(TEXT)
    expect(line(page)).to_contain_text("等待网络")
    address, context = page.url, page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(box(page)).to_have_value(TEXT)
    expect(line(page)).to_have_text(SAVED)
    assert Answer.objects.get().draft == TEXT


def test_an_expired_session_keeps_the_words_through_signing_in(discussion, site, learner):
    page = discussion
    address = page.url
    page.context.clear_cookies(name="sessionid")
    box(page).fill(TEXT)
    expect(line(page)).to_contain_text("登录过期了")
    post(page)
    expect(line(page)).to_contain_text("登录过期了")
    assert page.url == address
    look(page, "discussion-signed-out", widths=(PHONE,))
    page.get_by_role("link", name="重新登录，接着写").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    page.fill("[name=login]", learner.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main .button-main")
    page.wait_for_url(address)
    expect(box(page)).to_have_value(TEXT)
    post(page)
    expect(page.get_by_text("发言已提交")).to_be_visible()
    assert Answer.objects.get().text == TEXT


def test_a_browser_going_back_saves_what_it_put_into_the_box(discussion, site):
    page = discussion
    page.route("**/draft/", lambda route: route.abort())
    box(page).fill(TEXT)
    page.goto(f"{site}/lessons/")
    page.evaluate("localStorage.clear()")
    page.unroute("**/draft/")
    page.go_back()
    expect(box(page)).to_have_value(TEXT)
    expect(line(page)).to_have_text(SAVED)
    assert Answer.objects.get().draft == TEXT


def test_posting_one_box_keeps_the_other(discussion):
    page = discussion
    box(page, 2).fill(MORE)
    box(page).fill(TEXT)
    post(page)
    expect(page.get_by_text("发言已提交")).to_be_visible()
    expect(box(page, 2)).to_have_value(MORE)


def test_a_box_never_written_in_stays_without_a_draft(discussion):
    page = discussion
    box(page).fill(TEXT)
    post(page)
    expect(page.get_by_text("发言已提交")).to_be_visible()
    assert Answer.objects.count() == 1


def test_a_refused_answer_survives_the_other_language_and_a_reload(discussion, course):
    page = discussion
    box(page, 2).fill(MORE)
    box(page).fill("太短")
    post(page)
    expect(page.get_by_text("太短了", exact=False)).to_be_visible()
    look(page, "discussion-refused", widths=(PHONE,))
    page.locator(".tool[name=language]").click()
    page.wait_for_function("document.documentElement.lang === 'zh-Hant'")
    assert page.url.endswith(f"/lessons/{course.lesson_id}/discussion/")
    expect(box(page)).to_have_value("太短")
    expect(box(page, 2)).to_have_value(MORE)
    page.goto(f"{page.url}1/")
    assert page.url.endswith(f"/lessons/{course.lesson_id}/discussion/")


def test_without_scripts_one_box_is_posted_and_both_are_kept(browser, site, learner, course):
    context = browser.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": PHONE, "height": 844}
    )
    sign_in(context, site, learner)
    page = context.new_page()
    page.goto(f"{site}/lessons/{course.lesson_id}/discussion/")
    box(page).fill(MORE)
    box(page, 2).fill(TEXT)
    post(page, 2)
    expect(page.get_by_text("发言已提交")).to_be_visible()
    expect(box(page)).to_have_value(MORE)
    box(page).fill("太短")
    post(page)
    page.screenshot(path="var/shots/discussion-plain-390.png", full_page=True)
    page.get_by_role("button", name="English").last.click()
    expect(box(page)).to_have_value("太短")
    context.close()


def test_the_page_is_readable_in_every_display(discussion, learner, course):
    page = discussion
    look_everywhere(page, "discussion")
    box(page).fill(TEXT)
    post(page)
    expect(page.get_by_text("发言已提交")).to_be_visible()
    page.goto(page.url.partition("#")[0])  # the same address with a mark would not load again
    look_everywhere(page, "discussion-posted", displays=BOLDEST | {"language:en": "english"})
