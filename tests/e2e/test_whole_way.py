"""The whole way on the site people run: upload, repair, publish, read, answer, discuss, complete,
see, remind. One `run.py serve` with its demo, one real browser; nothing is stood in for."""

import json
import re
import time
from email import message_from_bytes, policy

import psycopg
import pytest

from config.launching.environment import ROOT
from config.launching.state import read_state
from tests.e2e.looking import look

LESSON = ROOT / "lessons" / "samples" / "lesson.txt"
NEXT = "main .pager .button-main"


@pytest.fixture(scope="module")
def demo(demo_site):
    told = json.loads(demo_site.var.demo_file.read_text())
    demo_site.accounts = {row["username"]: row for row in told["accounts"]}
    return demo_site


@pytest.fixture
def sign_in(demo, browser, browser_context_args):
    """`sign_in("demo-editor")`: a page of a browser of that person's own."""
    contexts = []

    def make(username):
        context = browser.new_context(**browser_context_args)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{demo.url}/accounts/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", demo.accounts[username]["password"])
        page.click("main .button-main")
        page.wait_for_url(f"{demo.url}/")
        return page

    yield make
    for context in contexts:
        context.close()


def keys_of(demo, attempt):
    """What is right, from the database: no page tells before submission."""
    with psycopg.connect(read_state(demo.var).services["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT keys FROM quizzes_attempt WHERE id = %s", [attempt])
        return row.fetchone()[0]["items"]


def answer(item, key, *, is_right):
    """Fills in one question, rightly or wrongly, as a hand would."""
    name = item.get_attribute("data-question")
    match key["kind"]:
        case "single" | "multiple":
            chosen = set(key["right"])
            if not is_right:
                chosen = set(sorted(set(key["whys"]) - chosen)[:1])
            for option in chosen:
                item.locator(f"input[value='{option}']").check()
        case "judge":
            value = str(key["truth"] is is_right).lower()
            item.locator(f"input[name='{name}'][value='{value}']").check()
        case "blank":
            for box, words in zip(item.locator("input.blank").all(), key["accepted"], strict=True):
                box.fill(words[0] if is_right else "说不上来")
        case "match":
            rights = list(key["pairs"].values())
            for left, right in key["pairs"].items():
                other = rights[(rights.index(right) + 1) % len(rights)]
                box = item.locator(f"select[name$='{left}']")
                box.select_option(right if is_right else other)


def wait_until_saved(page):
    """Until every question says that it is saved."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        states = page.locator("[data-question] [data-state]").all_inner_texts()
        if all(state.startswith("已保存") for state in states):
            return
        time.sleep(0.2)
    raise AssertionError(states)


def take_quiz(demo, page, lesson, *, wrong):
    page.goto(f"{demo.url}/lessons/{lesson}/quiz/")
    page.click("main button.button-main, main button:has-text('再答一次')")
    page.wait_for_url(re.compile(r"/attempts/\d+/"))
    attempt = int(re.search(r"/attempts/(\d+)/", page.url)[1])
    keys = keys_of(demo, attempt)
    page.set_viewport_size({"width": 1280, "height": 900})
    items = page.locator("[data-question]")
    for number, item in enumerate(items.all()):
        key = keys[item.get_attribute("data-question")]
        answer(item, key, is_right=number >= wrong)
    wait_until_saved(page)
    page.click("[data-submit]")
    page.wait_for_url(re.compile(r"/attempts/\d+/result/"))
    return len(keys)


def upload(demo, page):
    """The editor's way; returns the lesson's id."""
    page.goto(f"{demo.url}/editor/lessons/")
    page.set_input_files("input[type=file]", LESSON)
    page.click("main .button-main")
    page.wait_for_url(re.compile(r"/editor/drafts/\d+/"), timeout=60_000)
    assert "认出23个标题、2道讨论题" in page.inner_text("main")
    assert "有2处文字损坏" in page.inner_text("main")
    page.wait_for_selector("#draft-quiz a", timeout=30_000)
    assert re.search(r"出了\d{2}道题的初稿：单选\d", page.inner_text("#draft-quiz"))
    look(page, "whole-way-draft", widths=(1280,))
    for left in (1, 0):
        page.locator("button[value=accept]").first.click()
        page.wait_for_load_state()
        assert page.locator("button[value=accept]").count() == left
    text = page.inner_text("main")
    assert "。《中國共產黨章程》明確指出" in text
    assert "。”我們要深刻把握做好新時代社會工作" in text
    page.locator("button:has-text('发布')").first.click()
    # The demo has a lesson of this file already.
    assert "同一个文件已经发布过" in page.inner_text("main")
    page.locator("button:has-text('发布成另一课')").click()
    page.wait_for_url(re.compile(r"/lessons/\d+/$"))
    return int(re.search(r"/lessons/(\d+)/$", page.url)[1])


def wait_for_quiz(demo, page, lesson):
    """Items are made by the loop within seconds of publication; returns how many it took."""
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        page.goto(f"{demo.url}/lessons/{lesson}/quiz/")
        if page.locator("main button.button-main").count():
            return time.monotonic() - begun
        time.sleep(0.5)
    raise AssertionError(f"no quiz after a minute:\n{page.inner_text('main')}")


def read_all(demo, page, lesson):
    page.goto(f"{demo.url}/lessons/{lesson}/1/")
    for _ in range(40):
        page.click(NEXT)
        page.wait_for_load_state()
        if page.url.endswith(f"/lessons/{lesson}/"):
            return
    raise AssertionError("the last page was never reached")


def discuss(demo, page, lesson):
    for number in (1, 2):
        page.goto(f"{demo.url}/lessons/{lesson}/discussion/")
        page.fill(f"#a{number}-text", f"第{number}题：我们楼每个月都开一次会，谁提的谁来办。")
        page.locator(f"[data-draft]:has(#a{number}-text) .button-main").click()
        page.get_by_text("发言已提交").wait_for()


def test_a_file_becomes_a_completion_the_secretary_sees(demo, sign_in):
    lesson = upload(demo, sign_in("demo-editor"))

    learner = sign_in("demo-learner1")
    wait_for_quiz(demo, learner, lesson)
    learner.goto(f"{demo.url}/lessons/{lesson}/")
    assert "还差16节" in learner.inner_text("main")
    read_all(demo, learner, lesson)
    assert "已读16节" in learner.inner_text("main")

    count = take_quiz(demo, learner, lesson, wrong=1)
    result = learner.inner_text("main")
    assert f"{count}道题答对{count - 1}道" in result
    assert "答错的1题" in result
    marked = learner.locator(".source mark").first.inner_text()
    assert len(marked) >= 5
    look(learner, "whole-way-result", widths=(390,))
    take_quiz(demo, learner, lesson, wrong=0)
    assert "100分，及格" in learner.inner_text("main")

    discuss(demo, learner, lesson)
    learner.goto(f"{demo.url}/lessons/{lesson}/")
    done = learner.inner_text("main")
    assert "已经学完" in done
    assert "记3学时" in done

    secretary = sign_in("demo-secretary")
    secretary.goto(f"{demo.url}/branches/")
    branch = secretary.url
    secretary.goto(f"{branch}?lesson={lesson}")
    finished = secretary.locator("section[aria-labelledby=done]").inner_text()
    assert "丁学员一" in finished
    look(secretary, "whole-way-branch", widths=(390,))

    sibling = sign_in("demo-secretary2")
    assert sibling.goto(branch).status == 404
    assert sibling.goto(f"{branch}?lesson={lesson}").status == 404


def test_the_reminder_of_another_learner_is_in_the_mail_folder(demo):
    """A learner who began and has a task due tomorrow; within two minutes of the start."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        letters = [message_from_bytes(path.read_bytes(), policy=policy.default)
                   for path in (demo.var.root / "mail").glob("*.eml")]  # fmt: skip
        ours = [letter for letter in letters if "demo-learner2@" in letter["To"]]
        if ours:
            break
        time.sleep(1)
    (letter,) = ours
    body = letter.get_body(("plain",)).get_content()
    assert "学习提醒" in letter["Subject"]
    assert "/lessons/1/" in body
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<reminder\.\d+\.\d{4}-\d\d-\d\d\.email@.+>", letter["Message-ID"])
