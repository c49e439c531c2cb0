"""Every page of learners and secretaries, looked at: phone and desk, boldest, without scripts."""

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from discussions.services.answers import post_answer, save_draft
from discussions.services.replies import post_reply
from people.services.invitations import create_invitation
from people.services.password_links import make_link
from progress.services.assignments import assign_lesson
from progress.services.exemptions import exempt
from reminders.models import Reminder
from reminders.tokens import unsubscribe_token
from tests.cast import make_branch, make_user
from tests.e2e.looking import BOLDEST, DESK, PHONE, SHOTS, look, look_everywhere, show_as
from tests.studying import finish, make_course, read_all

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TRADITIONAL = "language:zh-hant.size:huge"
WORDS = "我们楼每个月都开一次会，谁提的谁来办都写在上面。"


@pytest.fixture
def world(cast):
    """A branch in the middle of a lesson; gives the addresses of its pages, by who opens them."""
    now, day = timezone.now(), timezone.localdate()
    course = make_course()
    prompt = course.prompts.get(number=1)
    task = assign_lesson(
        cast.upper_secretary,
        course.lesson,
        cast.committee,
        due_on=day + dt.timedelta(days=3),
        now=now,
    )
    make_user("grouped", "欧阳春华", make_branch("第一小组", cast.branch, kind="group"))
    finish(cast.second_learner, course)
    read_all(cast.learner, course, pages=1)
    answer = post_answer(cast.learner, prompt, WORDS, now=now)
    save_draft(cast.learner, course.prompts.get(number=2), "先记一笔", rev=1, now=now)
    post_reply(cast.secretary, answer, "写得好。", event_id=uuid.uuid4(), now=now)
    exempt(cast.upper_secretary, cast.secretary, reason="away", lesson=None, now=now)
    create_invitation(cast.secretary, cast.branch, note="小新", now=now)
    for state, why in (("sent", ""), ("skipped", "no_address"), ("due", "night")):
        Reminder.objects.create(
            learner=cast.learner, local_date=day - dt.timedelta(days=Reminder.objects.count()),
            assignment=task, instant=now, state=state, why=why, planned_at=now,
            message_id=f"<{state}@example.org>", finished_at=None if state == "due" else now,
        )  # fmt: skip
    lesson = f"/lessons/{course.lesson_id}/"
    return {
        "learner": {
            "home": "/",
            "lesson": lesson,
            "discussion": f"{lesson}discussion/",
            "hours": "/hours/",
            "preference": "/settings/reminders/",
            "settings": "/settings/",
            "help": "/help/",
            "privacy": "/privacy/",
        },
        "secretary": {
            "branch": f"/branches/{cast.branch.pk}/",
            "person": f"/people/{cast.learner.pk}/",
            "exemption": f"/people/{cast.second_learner.pk}/exempt/",
            "assignment": f"/assignments/new/?branch={cast.branch.pk}",
            "reminders": "/reminders/",
            "invitations": "/invitations/",
            "password-link": f"/people/{cast.learner.pk}/password-link/",
            "move": f"/people/{cast.learner.pk}/move/",
            "roles": f"/people/{cast.learner.pk}/roles/",
            "discussion-desk": f"{lesson}discussion/",
            "reply": f"/answers/{answer.pk}/reply/",
        },
        "upper_secretary": {
            "branches": "/branches/",
            "committee": f"/branches/{cast.committee.pk}/",
            "move-down": f"/people/{cast.secretary.pk}/move/",
            "roles-below": f"/people/{cast.secretary.pk}/roles/",
        },
        "": {
            "unsubscribe": f"/unsubscribe/{unsubscribe_token(cast.learner.pk)}/",
            "password-set": make_link(None, cast.learner, now=now),
            "password-closed": f"/set-password/{cast.learner.pk}/nonsense/",
        },
    }


@pytest.fixture
def page_as(browser, browser_context_args, site):
    """`page_as(user)`: a page of a browser in which that person is signed in already."""
    contexts = []

    def make(user=None, **options):
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("who", ["learner", "secretary", "upper_secretary", ""])
def test_pages_are_readable_on_phone_and_desk_and_at_the_boldest(page_as, site, cast, world, who):
    page = page_as(cast[who] if who else None)
    for name, path in world[who].items():
        assert page.goto(site + path).status == (410 if "closed" in name else 200), name
        look(page, f"pages-{name}")
        look_everywhere(page, f"pages-{name}", displays=BOLDEST, widths=(PHONE,))


@pytest.mark.parametrize("who", ["learner", "secretary", "upper_secretary", ""])
def test_pages_stand_without_scripts_in_traditional_huge_type(page_as, site, cast, world, who):
    page = page_as(
        cast[who] if who else None,
        java_script_enabled=False,
        viewport={"width": PHONE, "height": 844},
    )
    page.context.add_cookies([{"name": "display", "value": TRADITIONAL, "url": site}])
    for name, path in world[who].items():
        assert page.goto(site + path).status == (410 if "closed" in name else 200), name
        assert page.locator("html").get_attribute("lang") == "zh-Hant", name
        assert page.locator("main h1").count() == 1, name
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= PHONE, f"{name}: {widest} px"


def test_an_answer_is_posted_without_scripts(page_as, site, cast, world):
    page = page_as(cast.second_learner, java_script_enabled=False)
    page.goto(site + world["learner"]["discussion"])
    page.get_by_role("link", name="修改").first.click()
    page.locator("textarea").first.fill(WORDS + "后来也是。")
    page.get_by_role("button", name="保存修改").click()
    assert page.get_by_text("后来也是。").count() == 1


def test_a_site_without_lessons_and_a_person_without_a_branch(page_as, site, cast):
    page = page_as(make_user("nobody", "何桂芳"))
    for name, path in {"home": "/", "hours": "/hours/", "reminders": "/reminders/"}.items():
        assert page.goto(site + path).status == 200
        look(page, f"empty-{name}", widths=(PHONE,))
    page.goto(f"{site}/settings/")
    assert page.get_by_text("还没有组织关系").count() == 1
    secretary = page_as(cast.secretary)
    secretary.goto(f"{site}/branches/")
    assert secretary.get_by_text("还没有布置学习任务。").count() == 1
    look(secretary, "empty-branch", widths=(PHONE,))


ENGLISH = "language:en"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_links_are_shown_and_copied_where_scripts_run(page_as, site, cast, has_scripts):
    page = page_as(cast.secretary, java_script_enabled=has_scripts)
    page.goto(f"{site}/invitations/")
    page.get_by_role("button", name="做链接").click()
    link = page.get_by_label("邀请链接").input_value()
    assert link.startswith(f"{site}/join/")
    page.get_by_role("button", name="繁體").first.click()
    assert page.get_by_label("邀請鏈接").input_value() == link
    copy = page.get_by_role("button", name="複製鏈接")
    if not has_scripts:
        assert copy.count() == 0
        return
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.click()
    page.get_by_text("已複製").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link
    look(page, "pages-link")


def test_a_forgotten_password_is_set_by_a_link_from_the_secretary(page_as, site, cast):
    secretary = page_as(cast.secretary, viewport={"width": PHONE, "height": 844})
    secretary.goto(f"{site}/branches/{cast.branch.pk}/")
    secretary.goto(f"{site}/people/{cast.learner.pk}/")
    secretary.get_by_role("link", name="设密码的链接").click()
    secretary.get_by_role("button", name="做链接").click()
    look(secretary, "pages-password-link-made")
    learner = page_as(viewport={"width": PHONE, "height": 844})
    learner.goto(secretary.get_by_label("设密码的链接").input_value())
    for box in learner.locator("input[type=password]").all():
        box.fill("short")
    learner.get_by_role("button", name="保存新密码").click()
    look(learner, "pages-password-refused")
    for box in learner.locator("input[type=password]").all():
        box.fill("a-long-enough-pass-phrase")
    learner.get_by_role("button", name="保存新密码").click()
    learner.get_by_text("密码设好了").wait_for()
    learner.get_by_label("登录名").fill("learner")
    learner.get_by_label("密码").fill("a-long-enough-pass-phrase")
    learner.get_by_role("button", name="登录", exact=True).click()
    learner.get_by_role("heading", name="要完成的").wait_for()


def test_the_administration_is_readable_in_three_languages(page_as, site, cast):
    page = page_as(cast.administrator)
    person = cast.secretary.pk
    for name, path in {
        "index": "", "people": "people/user/", "person": f"people/user/{person}/change/",
        "new": "people/user/add/", "branches": "people/branch/", "audit": "people/auditevent/",
    }.items():  # fmt: skip
        page.goto(f"{site}/admin/{path}")
        for cookie, word in {"": "", TRADITIONAL: "-traditional", ENGLISH: "-english"}.items():
            show_as(page, cookie)
            for width in (PHONE, DESK):
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=SHOTS / f"admin-{name}{word}-{width}.png", full_page=True)
