"""The reader in a real browser: what only scripts do, and that all else works without them."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from lessons.models import ReadingMark, ReadingPosition
from lessons.services import reading
from tests.cast import NOW, make_cast
from tests.e2e.looking import BOLDEST, look, look_everywhere
from tests.factories import make_edition, make_outline, place_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PARAGRAPHS = [f"第{n}段说的是一件事。" + "话要说完整。" * 30 for n in range(20)]
LONG = [(1, "一、", "一", "长课", PARAGRAPHS), (1, "二、", "二", "短课", ["一句话。"])]

# No speech engine runs here, so this one notes what it is given and is told when a sentence ends.
SPEECH = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "zh-CN" }, { lang: "en-US" }],
  speak: (utterance) => { window.said.push(utterance.text); window.last = utterance; },
  cancel: () => { const was = window.last; window.last = null; if (was) was.onend(); },
  addEventListener: () => {},
} });
"""


@pytest.fixture
def reader():
    cast = make_cast()
    return cast.learner, make_edition(make_outline(LONG))


def open_page(new_context, live_server, user, path, *, scripts=True, speech="", **options):
    client = Client()
    client.force_login(user)
    options = {"viewport": {"width": 390, "height": 844}, **options}
    context = new_context(java_script_enabled=scripts, **options)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    if speech:
        context.add_init_script(speech)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
    page.goto(live_server.url + path)
    return page


def test_the_end_of_a_page_marks_it_once(new_context, live_server, reader):
    learner, edition = reader
    page = open_page(new_context, live_server, learner, f"/lessons/{edition.lesson_id}/1/")
    page.wait_for_timeout(300)
    assert ReadingMark.objects.count() == 0
    with page.expect_response(re.compile("/read/$")) as answer:
        page.locator(".pager").scroll_into_view_if_needed()
    assert answer.value.status == 204
    assert ReadingMark.objects.read_pages(learner, edition) == {1}
    assert page.locator("[data-read]").is_visible()
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(300)
    assert ReadingMark.objects.get().via == "end"
    assert page.errors == []


def test_a_link_into_the_middle_marks_nothing_until_the_beginning_was_seen(
    new_context, live_server, reader
):
    learner, edition = reader
    start = edition.text.index("第19段")
    path = f"/lessons/{edition.lesson_id}/1/?at={start}-{start + 5}#at"
    page = open_page(new_context, live_server, learner, path)
    assert page.locator("#at").is_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(400)
    assert ReadingMark.objects.count() == 0
    with page.expect_response(re.compile("/read/$")):
        page.evaluate("scrollTo(0, 0)")
    assert ReadingMark.objects.count() == 1


def test_leaving_keeps_the_paragraph_and_coming_back_offers_it(new_context, live_server, reader):
    learner, edition = reader
    page = open_page(new_context, live_server, learner, f"/lessons/{edition.lesson_id}/1/")
    page.evaluate("document.getElementById('p7').scrollIntoView()")
    page.wait_for_timeout(200)
    page.goto(f"{live_server.url}/lessons/")
    page.wait_for_timeout(1000)  # a request sent on leaving is reported to nobody
    place = place_of(learner, edition)
    assert (place.page_number, place.paragraph) in {(1, 7), (1, 8)}
    page.goto(live_server.url + f"/lessons/{edition.lesson_id}/1/")
    page.get_by_role("link", name="从那里接着读").click()
    assert page.locator(f"#p{place.paragraph}").is_visible()
    assert page.evaluate("scrollY") > 500


def test_turning_the_page_while_offline_says_so_where_one_pressed(new_context, live_server, reader):
    learner, edition = reader
    for number, role, name in ((1, "button", "读完了，下一节"), (2, "link", "上一节")):
        page = open_page(
            new_context, live_server, learner, f"/lessons/{edition.lesson_id}/{number}/"
        )
        page.locator(".pager").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        page.context.set_offline(True)
        page.get_by_role(role, name=name).click()
        words = page.locator(".pager .offline-here")
        expect(words).to_have_text("网络断了，现在打不开。连上以后再按一次。")
        expect(words).to_be_in_viewport()
        page.screenshot(path=f"var/shots/reader-cut-{number}-390.png")
        assert page.url.endswith(f"/{number}/")
        page.context.set_offline(False)
        expect(words).to_have_count(0)
        page.get_by_role(role, name=name).click()
        page.wait_for_url(re.compile(rf"/{3 - number}/$"))


def test_a_printed_page_names_its_lesson(new_context, live_server, reader):
    learner, edition = reader
    page = open_page(new_context, live_server, learner, f"/lessons/{edition.lesson_id}/2/",
                     viewport={"width": 640, "height": 900})  # fmt: skip
    crumb = page.locator(".reader .crumb")
    assert not crumb.is_visible()
    page.emulate_media(media="print")
    assert crumb.is_visible()
    assert crumb.inner_text() == edition.title
    page.screenshot(path="var/shots/reader-print.png")


def test_turning_the_page_leaves_the_place_on_the_new_one(new_context, live_server, reader):
    learner, edition = reader
    page = open_page(new_context, live_server, learner, f"/lessons/{edition.lesson_id}/1/")
    page.locator(".pager button").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    page.get_by_role("button", name="读完了，下一节").click()
    page.wait_for_url(re.compile(r"/2/$"))
    page.wait_for_timeout(300)
    position = ReadingPosition.objects.get()
    assert position.section_key == edition.sections.get(page_number=2).key
    assert position.paragraph == 0


def test_reading_aloud_goes_sentence_by_sentence(new_context, live_server, reader):
    learner, edition = reader
    path = f"/lessons/{edition.lesson_id}/1/"
    page = open_page(new_context, live_server, learner, path, speech=SPEECH)
    page.get_by_role("button", name="朗读这一节").click()
    assert page.evaluate("said") == ["一、长课"]
    page.evaluate("last.onend()")
    assert page.evaluate("said.at(-1)") == "第0段说的是一件事。"
    assert page.locator(".lit").inner_text() == "第0段说的是一件事。"
    assert "正在读第2句" in page.locator("[data-say]").inner_text()
    page.get_by_role("button", name="暂停朗读").click()
    assert page.evaluate("said.length") == 2  # a sentence cut off does not lead to the next
    page.get_by_role("button", name="上一句").click()
    page.get_by_role("button", name="接着朗读").click()
    assert page.evaluate("said.at(-1)") == "一、长课"
    page.get_by_role("button", name="下一句").click()
    assert page.evaluate("said.at(-1)") == "第0段说的是一件事。"
    assert page.locator(".lit").count() == 1
    assert page.errors == []


def test_without_a_voice_nothing_is_offered(new_context, live_server, reader):
    learner, edition = reader
    mute = SPEECH.replace("zh-CN", "de-DE")
    path = f"/lessons/{edition.lesson_id}/1/"
    page = open_page(new_context, live_server, learner, path, speech=mute)
    assert not page.locator("[data-aloud]").is_visible()


def test_everything_needed_works_without_scripts(new_context, live_server, reader):
    learner, edition = reader
    path = f"/lessons/{edition.lesson_id}/1/"
    page = open_page(new_context, live_server, learner, path, scripts=False)
    assert not page.locator("[data-aloud]").is_visible()
    page.get_by_text("目录", exact=True).click()
    assert page.locator(".contents").get_by_role("link", name="二、短课").is_visible()
    page.get_by_role("button", name="读完了，下一节").click()
    assert page.get_by_role("heading", level=1).inner_text() == "二、短课"
    assert ReadingMark.objects.read_pages(learner, edition) == {1}
    assert place_of(learner, edition).page_number == 2


def test_on_a_wide_screen_the_contents_stand_beside_the_text(new_context, live_server, reader):
    learner, edition = reader
    for scripts in (True, False):
        page = open_page(new_context, live_server, learner, f"/lessons/{edition.lesson_id}/2/",
                         scripts=scripts, viewport={"width": 1280, "height": 800})  # fmt: skip
        assert page.locator(".contents").get_by_role("link", name="一、长课").is_visible()


def test_pages_are_clean_in_every_display(new_context, live_server, reader):
    learner, _long = reader
    edition = make_edition()  # axe takes minutes over a thousand sentences
    reading.save_position(learner, edition.sections.get(page_number=2), paragraph=1, now=NOW)
    page = open_page(new_context, live_server, learner, "/lessons/", speech=SPEECH)
    look_everywhere(page, "catalogue", displays=BOLDEST | {"": ""})
    page.goto(f"{live_server.url}/lessons/?q=没有")
    look(page, "catalogue-none")
    page.goto(f"{live_server.url}/lessons/{edition.lesson_id}/2/")
    look_everywhere(page, "reader")
