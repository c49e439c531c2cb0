"""The editors' desk in a real browser: by keys, without scripts, on a phone and on a desk."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.exchange.xlsx import write_xlsx
from quizzes.models import Item, ItemPlace, ItemReport, Lexicon
from quizzes.services import generating
from quizzes.services.review import question_of
from tests.cast import NOW, make_cast
from tests.e2e.looking import BOLDEST, look, look_everywhere, show_as
from tests.factories import make_edition, make_outline
from tests.quizzes.test_generating import PARTS

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def edition(cast):
    edition = make_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=1)
    return edition


@pytest.fixture
def items(edition):
    return [place.item for place in ItemPlace.objects.for_queue(edition).select_related("item")]


def sign_in(context, site, user):
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


def address(site, name, *args, query=""):
    return site + reverse(f"quizzes:{name}", args=args) + query


def test_keys_approve_step_reject_and_undo(page, site, cast, edition, items):
    sign_in(page.context, site, cast.editor)
    page.goto(address(site, "item-review", items[0].pk))
    page.keyboard.press("a")
    page.wait_for_url(f"**/items/{items[1].pk}/")
    assert Item.objects.get(pk=items[0].pk).state == "approved"
    page.keyboard.press("j")
    page.wait_for_url(f"**/items/{items[2].pk}/")
    page.keyboard.press("k")
    page.wait_for_url(f"**/items/{items[1].pk}/")
    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/items/{items[2].pk}/")
    rejected = Item.objects.get(pk=items[1].pk)
    assert (rejected.state, rejected.reject_code) == ("rejected", "second_answer")
    page.keyboard.press("u")
    page.wait_for_url(f"**/items/{items[1].pk}/")
    assert Item.objects.get(pk=items[1].pk).state == "unreviewed"
    page.keyboard.press("e")
    page.wait_for_url("**/edit/")


def test_letters_typed_into_a_field_press_nothing_and_keys_go_off(page, site, cast, items):
    ItemReport.objects.create(
        item=items[0], reported_by=cast.learner, text="不对", reported_at=timezone.now()
    )
    sign_in(page.context, site, cast.editor)
    page.goto(address(site, "item-review", items[0].pk))
    page.locator("[name=outcome]").press_sequentially("aejku")
    expect(page.locator("[name=outcome]")).to_have_value("aejku")
    page.locator("[data-keys-switch] button").click()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.keyboard.press("j")
    assert Item.objects.get(pk=items[0].pk).state == "unreviewed"
    assert page.url.endswith(f"/items/{items[0].pk}/")


def test_desk_works_without_scripts(browser, site, cast, edition, items):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    sign_in(context, site, cast.editor)
    page = context.new_page()
    page.goto(address(site, "item-list", edition.lesson_id))
    page.get_by_role("link", name="审题", exact=True).first.click()
    page.get_by_role("button", name="通过").click()
    assert Item.objects.get(pk=items[0].pk).state == "approved"
    page.get_by_label("太浅，不值得问").check()
    page.get_by_role("button", name="退回").click()
    assert Item.objects.get(pk=items[1].pk).reject_code == "trivial"
    context.close()


@pytest.mark.parametrize("name", ["item-list", "item-review", "item-edit"])
def test_main_pages_are_readable_in_every_display(page, site, cast, edition, items, name):
    sign_in(page.context, site, cast.editor)
    pk = edition.lesson_id if name == "item-list" else items[0].pk
    page.goto(address(site, name, pk))
    look_everywhere(page, f"editor-{name}")


def test_other_pages_are_readable(page, site, cast, edition, items):
    sign_in(page.context, site, cast.administrator)
    section = edition.sections.get(outline_id="s2")
    row = Lexicon.objects.create(word_class="-感", members=["归属感", "认同感"], changed_at=NOW)
    lesson = edition.lesson_id
    pages = {
        "bulk": address(site, "item-bulk", lesson, query="?state=unreviewed&action=rejected"),
        "pick": address(site, "item-create", lesson, query=f"?section={section.key}"),
        "renew": address(site, "item-renew", lesson),
        "paper": address(site, "paper-edit", lesson),
        "lexicons": address(site, "lexicon-list"),
        "lexicon": address(site, "lexicon-edit", row.pk),
        "exchange": address(site, "item-import", lesson),
    }
    for item in {item.kind: item for item in items}.values():
        pages[f"form-{item.kind}"] = address(site, "item-edit", item.pk)
    for name, url in pages.items():
        page.goto(url)
        look(page, f"editor-{name}")
    page.goto(pages["bulk"])
    look_everywhere(page, "editor-bulk", displays=BOLDEST)


def test_corrections_of_a_table_are_seen_and_taken_over(page, site, cast, edition, items):
    sign_in(page.context, site, cast.editor)
    first = next(item for item in items if item.kind == "single")
    question = question_of(first)
    changed = replace(question, explanation="讲得更清楚的一句话。", quotes=())
    rows = [changed, *(question_of(item) for item in items if item != first)]
    table = {"name": "a.xlsx", "mimeType": "", "buffer": write_xlsx(rows).data}
    page.goto(address(site, "item-import", edition.lesson_id))
    for cookie, word in {**BOLDEST, "language:en": "english", "language:zh-hant": "trad"}.items():
        show_as(page, cookie)
        page.set_input_files("input[type=file]", table)
        page.locator("form[enctype] button").click()
        expect(page.locator("#changes")).to_be_visible()
        look(page, f"exchange-changes-{word}")
    show_as(page, "")
    page.set_input_files("input[type=file]", table)
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text(f"{len(items) - 1}道和已有的题一样，没有改动。")).to_be_visible()
    look(page, "exchange-changes")
    page.get_by_role("button", name="采用勾选的改动").click()
    expect(page.get_by_text("改了1道题，可以撤销。")).to_be_visible()
    assert Item.objects.get(pk=first.pk).explanation == "讲得更清楚的一句话。"


def test_buttons_keep_their_words_whole_in_large_type_on_a_phone(page, site, cast, items):
    sign_in(page.context, site, cast.editor)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(site, "item-review", items[0].pk))
    expect(page.locator(".without-keys")).to_be_hidden()
    show_as(page, "language:en.size:huge")
    lines = page.locator(".bar-desk .actions > .button").evaluate_all(
        """all => all.map(e => { const range = document.createRange(); range.selectNodeContents(e);
        return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size; })"""
    )
    assert lines == [1, 1, 1]
    look(page, "review-english-huge", widths=(390,))
