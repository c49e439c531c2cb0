"""A quiz in a real browser: phone and desk, without network, without scripts, signed out."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.models import Attempt, Item, Response, ResponseEvent
from quizzes.services import attempts
from tests.cast import make_cast
from tests.e2e.looking import BOLDEST, DESK, DISPLAYS, PHONE, look, look_everywhere, show_as
from tests.quizzes.asking import (
    KINDS,
    answer_all,
    make_edition,
    make_paper,
    question,
    right_value,
    start,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
NARROW = {"width": PHONE, "height": 844}
WIDE = {"width": DESK, "height": 900}


@pytest.fixture
def learner(transactional_db):
    return make_cast().learner


@pytest.fixture
def paper(learner):
    return make_paper()


def sign_in(context, site, user):
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


def address(site, name, *args):
    return site + reverse(f"quizzes:{name}", args=args)


def open_sheet(page, site, learner, paper, size=WIDE):
    """The sheet of a new attempt, in a browser that is signed in."""
    sign_in(page.context, site, learner)
    page.set_viewport_size(size)
    attempt = start(learner, paper, now=timezone.now())
    page.goto(address(site, "attempt-detail", attempt.pk))
    expect(page.locator("form[data-ready]")).to_be_attached()
    return attempt


def item_of(page, asked):
    return page.locator(f'[data-question="{asked["id"]}"]')


def state_of(page, asked):
    return item_of(page, asked).locator("[data-state]")


def answer(page, attempt, asked):
    """Answers rightly, as a hand would."""
    item, value = item_of(page, asked), right_value(attempt, asked)
    match asked["kind"]:
        case "single":
            item.locator(f'input[value="{value}"]').check()
        case "multiple":
            for option in value:
                item.locator(f'input[value="{option}"]').check()
        case "judge":
            item.locator(f'input[value="{str(value).lower()}"]').check()
        case "blank":
            for box, text in zip(item.locator("input.blank").all(), value, strict=True):
                box.fill(text)
        case "match":
            for left, right in value.items():
                item.locator(f'select[name$="{left}"]').select_option(right)


def held(attempt):
    return {r.item_id_in_snapshot: r.value for r in Response.objects.filter(attempt=attempt)}


def right_values(attempt):
    return {asked["id"]: right_value(attempt, asked) for asked in attempt.snapshot}


SAVED = re.compile(r"^已保存　\d\d:\d\d$")


def test_phone_shows_one_question_at_a_time_and_saves_each_change(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper, NARROW)
    for place, asked in enumerate(attempt.snapshot):
        expect(page.locator("[data-question]:visible")).to_have_count(1)
        expect(page.locator("[data-place]")).to_have_text(f"第{place + 1}题，共5题")
        answer(page, attempt, asked)
        expect(state_of(page, asked)).to_have_text(SAVED)
        if place < 4:
            page.get_by_role("button", name="下一题").click()
    assert held(attempt) == right_values(attempt)
    expect(page.locator("[data-left]")).to_have_text("全部答完了")
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_role("heading", name="100分，及格")).to_be_visible()


def test_bar_leads_to_the_questions_that_are_missing(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper, NARROW)
    answer(page, attempt, attempt.snapshot[0])
    expect(page.locator("[data-left]")).to_have_text("还有4题没答")
    expect(page.get_by_role("button", name="交卷")).to_be_hidden()
    for _ in range(4):
        page.get_by_role("button", name="下一题").click()
    expect(page.locator("[data-left]")).to_have_text("还有4题没答：第2题、第3题、第4题、第5题")
    expect(page.get_by_role("button", name="下一题")).to_be_hidden()
    page.get_by_role("link", name="第4题").click()
    expect(page.locator("[data-place]")).to_have_text("第4题，共5题")
    expect(page.locator("[data-question]:visible")).to_have_count(1)
    page.get_by_role("button", name="上一题").click()
    expect(page.locator("[data-place]")).to_have_text("第3题，共5题")
    page.set_viewport_size(WIDE)
    expect(page.locator("[data-question]:visible")).to_have_count(5)
    expect(page.locator("[data-left]")).to_contain_text("第5题")


def test_handing_in_with_gaps_asks_on_a_page_of_its_own(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    answer(page, attempt, question(attempt, "judge"))
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_role("heading", name="还有4题没答")).to_be_visible()
    look(page, "quiz-submit")
    page.get_by_role("link", name="回去接着答").click()
    expect(page.locator("form[data-ready]")).to_be_attached()
    assert held(attempt) == {question(attempt, "judge")["id"]: False}
    page.get_by_role("button", name="交卷").click()
    page.get_by_role("button", name="就这样交卷").click()
    expect(page.get_by_role("heading", name="20分，没有及格")).to_be_visible()


def test_cut_network_keeps_answers_here_and_sends_them_later(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    page.context.set_offline(True)
    for asked in attempt.snapshot:
        answer(page, attempt, asked)
        expect(state_of(page, asked)).to_have_text("等待网络，答案先存在这台设备上")
    assert held(attempt) == {}
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("[data-left]")).to_contain_text("还有答案没有送到", timeout=15_000)
    look(page, "quiz-waiting")
    page.context.set_offline(False)
    for asked in attempt.snapshot:
        expect(state_of(page, asked)).to_have_text(SAVED)
    assert held(attempt) == right_values(attempt)


def test_a_change_made_while_the_one_before_is_settled_is_sent_too(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    page.evaluate(
        """() => {
            const forget = benkeAnswers.forget;
            benkeAnswers.forget = async (entry) => {
                await new Promise((go) => setTimeout(go, 500));
                return forget(entry);
            };
        }"""
    )
    asked = question(attempt, "match")
    (left, right), (other, its) = right_value(attempt, asked).items()
    item = item_of(page, asked)
    with page.expect_response(re.compile("/responses/")):
        item.locator(f'select[name$="{left}"]').select_option(right)
    item.locator(f'select[name$="{other}"]').select_option(its)
    expect(state_of(page, asked)).to_have_text(SAVED)
    page.wait_for_timeout(1200)
    assert held(attempt)[asked["id"]] == right_value(attempt, asked)


def test_handing_in_while_offline_is_held_when_everything_is_saved_too(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper, NARROW)
    for place, asked in enumerate(attempt.snapshot):
        answer(page, attempt, asked)
        expect(state_of(page, asked)).to_have_text(SAVED)
        if place < 4:
            page.get_by_role("button", name="下一题").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("[data-left]")).to_contain_text("现在交不了卷。答案都已经保存")
    look(page, "quiz-cut", widths=(PHONE,))
    assert page.url == address(site, "attempt-detail", attempt.pk)
    page.context.set_offline(False)
    expect(page.locator("[data-left]")).to_have_text("全部答完了")
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_role("heading", name="100分，及格")).to_be_visible()


def test_handing_in_after_the_session_expired_says_so(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    for asked in attempt.snapshot:
        answer(page, attempt, asked)
        expect(state_of(page, asked)).to_have_text(SAVED)
    page.context.clear_cookies()
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_text("登录过期了")).to_be_visible()
    assert page.url == address(site, "attempt-detail", attempt.pk)
    sign_in(page.context, site, learner)
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_role("heading", name="100分，及格")).to_be_visible()


def test_answers_left_on_the_device_come_back_after_the_page_was_closed(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    asked = question(attempt, "blank")
    context = page.context
    context.set_offline(True)
    answer(page, attempt, asked)
    expect(state_of(page, asked)).to_contain_text("等待网络")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address(site, "attempt-detail", attempt.pk))
    expect(state_of(page, asked)).to_have_text(SAVED)
    assert item_of(page, asked).locator("input.blank").first.input_value() == "商量"
    assert held(attempt) == {asked["id"]: right_value(attempt, asked)}


def test_answers_left_behind_are_sent_from_the_result_page_too(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    asked = question(attempt, "single")
    context = page.context
    context.set_offline(True)
    answer(page, attempt, asked)
    expect(state_of(page, asked)).to_contain_text("等待网络")
    page.close()
    attempts.submit_attempt(learner, attempt, now=timezone.now())
    context.set_offline(False)
    page = context.new_page()
    page.goto(address(site, "attempt-result", attempt.pk))
    expect(page.get_by_text("上次没有送出的答案已经补送")).to_be_visible()
    assert ResponseEvent.objects.get().is_late


def test_device_that_keeps_nothing_says_unsaved(page, site, learner, paper):
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    attempt = open_sheet(page, site, learner, paper)
    page.context.set_offline(True)
    asked = question(attempt, "judge")
    answer(page, attempt, asked)
    expect(state_of(page, asked)).to_have_text("未保存，请勿关闭")
    page.context.set_offline(False)
    expect(state_of(page, asked)).to_have_text(SAVED)


def test_expired_session_is_said_and_signing_in_elsewhere_sends_the_queue(
    page, site, learner, paper
):
    attempt = open_sheet(page, site, learner, paper)
    page.context.clear_cookies()
    asked = question(attempt, "multiple")
    answer(page, attempt, asked)
    expect(page.get_by_text("登录过期了")).to_be_visible()
    expect(state_of(page, asked)).to_contain_text("等待网络")
    look(page, "quiz-signed-out", widths=(PHONE,))
    # Signing in gives a new session and a new secret, so the token on this page is void.
    sign_in(page.context, site, learner)
    other = page.context.new_page()
    other.goto(address(site, "paper-detail", paper.edition.lesson_id))
    other.close()
    expect(state_of(page, asked)).to_have_text(SAVED, timeout=20_000)
    expect(page.get_by_text("登录过期了")).to_be_hidden()
    assert held(attempt) == {asked["id"]: right_value(attempt, asked)}


def test_of_two_tabs_the_later_change_wins(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    asked = question(attempt, "blank")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("form[data-ready]")).to_be_attached()
    for turn, tab in enumerate((page, other, page, other)):
        item_of(tab, asked).locator("input.blank").first.fill(f"第{turn}稿")
        expect(state_of(tab, asked)).to_have_text("正在保存……")
        expect(state_of(tab, asked)).to_have_text(SAVED)
    assert held(attempt)[asked["id"]][0] == "第3稿"


def test_typing_is_on_the_server_within_a_second_and_survives_leaving_at_once(
    page, site, learner, paper
):
    attempt = open_sheet(page, site, learner, paper)
    asked = question(attempt, "blank")
    box = item_of(page, asked).locator("input.blank").first
    box.press_sequentially("协商一致", delay=20)
    page.wait_for_timeout(1000)
    assert held(attempt)[asked["id"]][0] == "协商一致"
    box.fill("最后一改")
    page.goto(address(site, "paper-detail", paper.edition.lesson_id))
    page.wait_for_timeout(500)
    page.go_back()
    expect(item_of(page, asked).locator("input.blank").first).to_have_value("最后一改")
    expect(state_of(page, asked)).to_contain_text("已保存")
    assert held(attempt)[asked["id"]][0] == "最后一改"


def test_back_from_the_result_leads_to_the_result(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    for asked in attempt.snapshot:
        answer(page, attempt, asked)
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_role("heading", name="100分，及格")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="100分，及格")).to_be_visible()


def test_time_over_hands_in_by_itself(page, site, learner, paper):
    paper.minutes = 1
    paper.save()
    sign_in(page.context, site, learner)
    attempt = start(learner, paper, now=timezone.now() - dt.timedelta(seconds=56))
    page.goto(address(site, "attempt-detail", attempt.pk))
    expect(page.locator("form[data-ready]")).to_be_attached()
    answer(page, attempt, question(attempt, "judge"))
    expect(page.get_by_role("heading", name="20分，没有及格")).to_be_visible(timeout=15_000)
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline_at


def test_enter_in_a_blank_hands_nothing_in(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper)
    box = item_of(page, question(attempt, "blank")).locator("input.blank").first
    box.fill("商量")
    box.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == address(site, "attempt-detail", attempt.pk)
    assert Attempt.objects.get().is_open


def test_whole_way_without_scripts(browser, site, learner, paper):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport=NARROW)
    sign_in(context, site, learner)
    page = context.new_page()
    page.goto(address(site, "paper-detail", paper.edition.lesson_id))
    page.get_by_role("button", name="开始答题").click()
    attempt = Attempt.objects.get()
    page.screenshot(path="var/shots/quiz-sheet-plain-390.png", full_page=True)
    expect(page.get_by_text("答了以后按“保存”")).to_be_visible()
    page.evaluate("scrollTo(0, 400)")
    bar = page.locator(".quiz-bar").bounding_box()
    assert bar["height"] < 170
    assert bar["y"] > NARROW["height"], "the bar lies over the questions"
    for asked in attempt.snapshot[:3]:
        answer(page, attempt, asked)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("还有2题没答")).to_be_visible()
    assert len(held(attempt)) == 3
    page.screenshot(path="var/shots/quiz-sheet-plain-saved-390.png", full_page=True)
    for asked in attempt.snapshot[3:]:
        answer(page, attempt, asked)
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_role("heading", name="100分，及格")).to_be_visible()
    page.screenshot(path="var/shots/quiz-result-plain-390.png", full_page=True)
    context.close()


def test_items_in_the_making_let_the_page_in_by_itself(page, site, learner):
    edition = make_edition()
    sign_in(page.context, site, learner)
    page.goto(address(site, "paper-detail", edition.lesson_id))
    expect(page.get_by_text("正在出题")).to_be_visible()
    look(page, "quiz-making")
    make_paper(edition, now=timezone.now())
    expect(page.get_by_role("button", name="开始答题")).to_be_visible()


def test_every_page_is_readable_in_every_display(page, site, learner, paper):
    sign_in(page.context, site, learner)
    before = address(site, "paper-detail", paper.edition.lesson_id)
    page.goto(before)
    look(page, "quiz-before")
    attempt = start(learner, paper, now=timezone.now())
    page.goto(address(site, "attempt-detail", attempt.pk))
    look_everywhere(page, "quiz-sheet")
    answer_all(attempt, wrong=("single", "blank", "match"), skip=("judge",), now=timezone.now())
    page.goto(address(site, "attempt-detail", attempt.pk))
    look(page, "quiz-sheet-answered")
    attempts.submit_attempt(learner, attempt, now=timezone.now())
    page.goto(address(site, "attempt-result", attempt.pk))
    look_everywhere(page, "quiz-result")
    for opener in page.locator("details.opener summary").all():
        opener.click()
    look(page, "quiz-result-open")
    page.goto(address(site, "item-report", attempt.pk, "q1"))
    look(page, "quiz-report")
    passed = start(learner, paper, now=timezone.now())
    answer_all(passed, now=timezone.now())
    attempts.submit_attempt(learner, passed, now=timezone.now())
    page.goto(address(site, "attempt-result", passed.pk))
    look(page, "quiz-passed")
    page.goto(before)
    look_everywhere(page, "quiz-before-again", displays=BOLDEST)
    Item.objects.update(state="rejected")
    Attempt.objects.all().delete()
    page.goto(before)
    look(page, "quiz-empty")
    assert set(KINDS) == {asked["kind"] for asked in attempt.snapshot}
    assert DISPLAYS
    show_as(page, "")


def test_the_ring_of_a_blank_covers_no_line_of_words(page, site, learner, paper):
    attempt = open_sheet(page, site, learner, paper, NARROW)
    item = item_of(page, question(attempt, "blank"))
    page.goto(f"{page.url}#{item.get_attribute('id')}")
    item.locator("p.stem").evaluate("e => e.firstChild.data = '议事会上大家要商量'.repeat(6)")
    box = item.locator("input.blank").first
    box.focus()
    item.screenshot(path="var/shots/quiz-blank-ring.png")
    words, ring = box.evaluate(
        """e => {
            const range = document.createRange();
            range.selectNodeContents(e.closest('.stem').firstChild);
            const style = getComputedStyle(e);
            const grown = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
            const top = e.getBoundingClientRect().top - grown;
            const lines = [...range.getClientRects()].map(r => r.bottom).filter(b => b < top + 30);
            return [Math.max(...lines), top];
        }"""
    )
    assert words <= ring
