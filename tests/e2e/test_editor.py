"""The editors' desk in a real browser: upload, repair, change, publish, and a new edition."""

import base64
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from lessons.models import Draft, Edition, Picture, ReadingMark, Upload
from lessons.services import imports, reading
from quizzes.services.drafting import draft_quizzes
from tests.cast import make_cast
from tests.e2e.looking import BOLDEST, look, look_everywhere, show_as
from tests.factories import SMALL_LESSON, make_draft, make_edition, make_outline, make_upload
from tests.lessons.desks import DAMAGED, slip_file
from tests.quizzes.test_generating import PARTS

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


# A plain picture, 240 by 120.
PLAIN = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAPAAAAB4CAIAAABD1OhwAAAA+0lEQVR42u3SAQkAAAgEsY9mBKMa0RoigyU4LtMF"
    "b0QCDA2GBkODoTE0GBoMDYYGQ2NoMDQYGgwNhsbQYGgwNBgaDI2hwdBgaDA0GBpDg6HB0GBoMDSGBkODocHQYGgM"
    "DYYGQ4OhMTQYGgwNhgZDY2gwNBgaDA2GxtBgaDA0GBoMjaHB0GBoMDQYGkODocHQYGgwNIYGQ4OhwdBgaAwNhgZD"
    "g6HB0BgaDA2GBkNjaDA0GBoMDYbG0GBoMDQYGgyNocHQYGgwNBgaQ4OhwdBgaDA0hgZDg6HB0GBoDA2GBkODocHQ"
    "GBoMDYYGQ2NoFTA0GBoMDYbG0GBouGUBweioNQhN8j0AAAAASUVORK5CYII="
)


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def desk(page, site, cast):
    """A browser signed in as the editor; what its console says is kept in `errors`."""
    client = Client()
    client.force_login(cast.editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    page.context.add_cookies([cookie])
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
    return page


def press(page, name, **where):
    page.get_by_role("button", name=name, exact=True, **where).first.click()


def test_a_file_is_uploaded_put_right_and_published(desk, site, tmp_path):
    file = tmp_path / "课文.txt"
    file.write_bytes(slip_file())
    desk.goto(f"{site}/editor/lessons/")
    desk.set_input_files("input[type=file]", file)
    press(desk, "上传")
    expect(desk.get_by_role("status")).to_contain_text("正在读取文件")
    look(desk, "upload-waiting")
    imports.run_imports(timezone.now())
    desk.wait_for_url("**/editor/drafts/*/", timeout=15_000)
    expect(desk.get_by_text("有1处文字损坏，请您定。")).to_be_visible()
    look(desk, "draft-damaged")
    # the level of a heading
    desk.locator(".toc a", has_text="事事有着落").click()
    desk.get_by_label("第几级").select_option("1")
    look(desk, "draft-heading")
    press(desk, "保存")
    draft = Draft.objects.get()
    changed = next(s for s in draft.outline["sections"] if s["heading"] == "事事有著落")
    assert changed["level"] == 1
    assert re.search(r"#l\d+$", desk.url)
    # the damaged spot
    press(desk, "采用建议")
    expect(desk.locator(".damage")).to_have_count(0)
    expect(desk.locator(".raw")).to_contain_text("學習。《中國共產黨章程》明確指出")
    look(desk, "draft-clean")
    press(desk, "撤销上一步")
    expect(desk.locator(".damage")).to_have_count(1)
    press(desk, "采用建议")
    press(desk, "发布")
    desk.wait_for_url("**/lessons/*/")
    edition = Edition.objects.get()
    assert "學習。《中國共產黨章程》明確指出" in edition.text
    assert [step["method"] for step in edition.edit_log] == ["heading", "repair-accepted"]
    desk.goto(f"{site}{Draft.objects.get().get_absolute_url()}")
    expect(desk.get_by_text("这份草稿已经发布，不能再改。")).to_be_visible()
    look(desk, "draft-published")
    assert desk.errors == []


def test_a_new_edition_says_what_carries_over_and_keeps_the_marks(desk, site, cast, tmp_path):
    first = make_edition()
    for page in first.sections.pages():
        reading.mark_page(cast.learner, page, via="end", now=timezone.now())
    parts = tuple(
        (*part[:4], ["完全不同的一段新话，讲的是别的事情。"]) if part[3] == "怎样议事" else part
        for part in SMALL_LESSON
    )
    file = tmp_path / "新版.txt"
    file.write_text(make_outline(parts)["text"].replace("您那里的事", "讨论题\n您那里的事"))
    desk.goto(f"{site}/editor/lessons/")
    desk.locator(".published a", has_text="新版本").click()
    desk.set_input_files("input[type=file]", file)
    look(desk, "upload-edition")
    press(desk, "上传")
    imports.run_imports(timezone.now())
    desk.wait_for_url("**/editor/drafts/*/", timeout=15_000)
    desk.get_by_role("link", name="看和现在这一版的不同，再发布").click()
    expect(desk.get_by_text("这一节改动多，要重新读：怎样议事（1人读过）")).to_be_visible()
    look_everywhere(desk, "diff", displays={"": "", **BOLDEST})
    press(desk, "发布新版本")
    desk.wait_for_url("**/lessons/*/")
    second = Edition.objects.get(number=2)
    assert second.lesson == first.lesson
    assert ReadingMark.objects.count() == 5
    assert ReadingMark.objects.read_pages(cast.learner, second) == {1, 2, 3, 5}
    assert desk.errors == []


def test_the_list_shows_each_file_as_it_is_read(desk, site, tmp_path):
    good, bad = tmp_path / "好的.txt", tmp_path / "旧的.doc"
    good.write_text(make_outline()["text"])
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    desk.goto(f"{site}/editor/lessons/")
    expect(desk.get_by_text("还没有发布过课。")).to_be_visible()
    look(desk, "editor-empty")
    desk.set_input_files("input[type=file]", [good, bad])
    press(desk, "上传")
    expect(desk.locator("#open-list progress")).to_have_count(2)
    desk.locator("textarea").fill("写了一半")
    look(desk, "editor-reading")
    imports.run_imports(timezone.now())
    expect(desk.locator("#open-list progress")).to_have_count(0, timeout=10_000)
    expect(desk.locator("textarea")).to_have_value("写了一半")
    expect(desk.locator("#open-list")).to_contain_text("读不了")
    look(desk, "editor-read")
    desk.get_by_role("link", name="旧的.doc").click()
    expect(desk.get_by_role("alert")).to_contain_text(".docx")
    look(desk, "upload-refused")
    desk.get_by_role("link", name="删掉这个文件").click()
    look(desk, "upload-discard")
    press(desk, "删掉")
    assert [upload.name for upload in Upload.objects.all()] == ["好的.txt"]
    assert desk.errors == []


def test_rich_text_that_is_pasted_keeps_its_headings(desk, site):
    desk.goto(f"{site}/editor/lessons/")
    desk.evaluate(
        """() => {
        const box = document.querySelector("textarea");
        const data = new DataTransfer();
        data.setData("text/plain", "一课");
        data.setData("text/html", "<h1>一课</h1><h2>甲</h2><p>头一段说的是一件事。</p>"
          + "<h2>乙</h2><p>第二段说的是另一件事。</p>");
        box.focus();
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        box.value = "一课\\n甲\\n头一段说的是一件事。\\n乙\\n第二段说的是另一件事。";
        }"""
    )
    expect(desk.locator("[data-kept]")).to_be_visible()
    press(desk, "上传")
    imports.run_imports(timezone.now())
    desk.wait_for_url("**/editor/drafts/*/", timeout=15_000)
    assert [s["heading"] for s in Draft.objects.get().outline["sections"]] == ["甲", "乙"]
    assert Upload.objects.get().name == "粘贴的文字.html"


def test_words_changed_after_pasting_win_over_the_rich_text(desk, site):
    desk.goto(f"{site}/editor/lessons/")
    desk.evaluate(
        """() => { const kept = document.querySelector("[data-html]");
        kept.value = "<p>旧话</p>"; kept.dataset.words = "旧话"; }"""
    )
    desk.locator("textarea").fill("新话")
    assert desk.locator("[data-html]").input_value() == ""


def test_a_refused_change_keeps_what_was_typed(desk, site):
    draft = make_draft()
    desk.goto(f"{site}{draft.get_absolute_url()}")
    desk.get_by_text("改课名、对象、时间、目的").click()
    desk.get_by_label("课名").fill("我的课名")
    desk.get_by_label("讲课多少分钟").fill("两小时")
    desk.get_by_label("本课目的").fill("我打了很久的一段话")
    press(desk, "保存")
    expect(desk.get_by_role("alert")).to_contain_text("没有改成")
    expect(desk.get_by_label("本课目的")).to_have_value("我打了很久的一段话")
    expect(desk.get_by_label("课名")).to_have_value("我的课名")
    expect(desk.get_by_label("讲课多少分钟")).to_have_value("两小时")
    look(desk, "draft-refused")
    draft.refresh_from_db()
    assert draft.version == 1


def test_every_state_of_the_desk_is_readable_at_the_boldest(desk, site):
    draft = make_draft(DAMAGED)
    desk.goto(f"{site}{draft.get_absolute_url()}")
    look_everywhere(
        desk,
        "draft",
        displays={"language:zh-hant": "traditional", "language:en": "english", **BOLDEST},
    )
    desk.goto(f"{site}{draft.get_absolute_url()}?line={DAMAGED['sections'][0]['start']}")
    look(desk, "draft-paragraph")
    desk.goto(f"{site}/editor/drafts/{draft.pk}/preview/2/")
    look(desk, "draft-preview")


@pytest.mark.parametrize(
    ("name", "own"), [("d4.docx", "wps_styles.docx"), ("d6.html", "page.html")]
)
def test_files_with_tables_and_pictures_are_readable(desk, site, name, own):
    sample = Path(__file__).parents[3] / "shared" / "lessons" / name
    source = sample if sample.exists() else Path(__file__).parents[1] / "lessons" / "files" / own
    upload = make_upload(source.read_bytes(), name, state="waiting")
    imports.run_imports(timezone.now())
    desk.goto(f"{site}/editor/uploads/{upload.pk}/")
    look(desk, f"draft-{name.replace('.', '-')}")
    desk.goto(f"{site}/editor/drafts/{upload.draft.pk}/preview/1/")
    look(desk, f"preview-{name.replace('.', '-')}")


def test_the_desk_works_without_scripts(new_context, site, cast):
    client = Client()
    client.force_login(cast.editor)
    context = new_context(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{site}/editor/lessons/")
    page.locator("textarea").fill(make_outline()["text"])
    press(page, "上传")
    imports.run_imports(timezone.now())
    page.get_by_role("link", name="看看好了没有").click()
    page.locator(".raw p", has_text="社区是大家的家").locator("a").click()
    page.get_by_label("这一段的文字").fill("社区是大家的家。\n读完就知道怎么办。")
    press(page, "保存")
    expect(page.get_by_text("读完就知道怎么办。")).to_be_visible()
    press(page, "发布")
    expect(page.get_by_text("没有讨论题：")).to_be_visible()
    press(page, "就这样发布")
    page.wait_for_url("**/lessons/*/")
    assert "社区是大家的家。\n读完就知道怎么办。" in Edition.objects.get().text


def test_publishing_asks_about_what_is_open_and_offers_the_new_edition(desk, site):
    make_edition(make_outline(title=DAMAGED["title"]))
    draft = make_draft(DAMAGED, upload=make_upload(b"another", "又一份.txt"))
    desk.goto(f"{site}{draft.get_absolute_url()}")
    desk.get_by_text("定时发布").click()
    look_everywhere(desk, "draft-alike", displays={"": "", "language:zh-hant": "traditional"})
    press(desk, "发布")
    expect(desk.get_by_role("heading", name="发布以前")).to_be_visible()
    expect(desk.locator("mark.damage")).to_have_count(4)
    shown = {"": "", "language:zh-hant": "traditional", "language:en": "english", **BOLDEST}
    look_everywhere(desk, "publish-asks", displays=shown)
    assert Edition.objects.count() == 1
    desk.get_by_role("button", name="作为它的新版本").click()
    desk.wait_for_url("**/changes/")
    press(desk, "发布新版本")
    expect(desk.get_by_role("heading", name="发布以前")).to_be_visible()
    look(desk, "publish-asks-edition")
    press(desk, "就这样发布")
    desk.wait_for_url("**/lessons/*/")
    assert Edition.objects.get(number=2).draft == draft
    desk.goto(f"{site}{draft.get_absolute_url()}")
    look(desk, "draft-published-damaged")
    assert desk.errors == []


def test_withdrawing_asks_first(desk, site):
    lesson = make_edition().lesson
    desk.goto(f"{site}/editor/lessons/")
    look(desk, "editor-published")
    desk.get_by_role("link", name="下架").click()
    expect(desk.get_by_role("heading", name="下架这一课？")).to_be_visible()
    look_everywhere(desk, "withdraw", displays={"": "", "language:en": "english", **BOLDEST})
    press(desk, "下架")
    desk.wait_for_url("**/editor/lessons/")
    lesson.refresh_from_db()
    assert lesson.withdrawn_at is not None
    desk.get_by_role("button", name="重新上架").click()
    expect(desk.get_by_text("已经重新上架。")).to_be_visible()


def refuse_a_move(desk, site, draft):
    """The draft's page after its picture was sent to a line there is not."""
    Picture.objects.create(upload=draft.upload, number=1, media_type="image/png", data=PLAIN)
    desk.goto(f"{site}{draft.get_absolute_url()}")
    desk.get_by_text("移动这张图").click()
    desk.get_by_label("放到第几行").fill("99")
    press(desk, "移动")
    expect(desk.get_by_role("alert")).to_contain_text("没有这一行")


def test_a_picture_is_moved_and_the_steps_lead_back(desk, site, tmp_path):
    pictures = [{"number": 1, "start": 40, "alt": "楼门会"}]
    draft = make_draft(make_outline(pictures=pictures))
    refuse_a_move(desk, site, draft)
    look(desk, "draft-picture-refused")
    desk.get_by_label("放到第几行").fill("10")
    desk.get_by_label("之前还是之后").select_option("after")
    press(desk, "移动")
    expect(desk.locator("#picture1 + [data-line='11']")).to_be_visible()
    for cookie in ("", *BOLDEST):
        show_as(desk, cookie)
        desk.locator("summary", has_text=re.compile("移动|移動")).click()
        look(desk, f"draft-picture-moved{'-bold' if cookie else ''}")
    show_as(desk, "")
    desk.get_by_text("改课名、对象、时间、目的").click()
    desk.get_by_label("课名").fill("另一个课名")
    press(desk, "保存")
    desk.get_by_role("link", name="看改过的2步").click()
    shown = {"": "", "language:en": "english", "language:zh-hant": "traditional", **BOLDEST}
    look_everywhere(desk, "draft-steps", displays=shown)
    desk.locator(".steps button").last.click()
    expect(desk.get_by_role("heading", name="社区议事入门", level=1)).to_be_visible()
    expect(desk.locator("#picture1 + [data-line='3']")).to_be_visible()
    press(desk, "撤销上一步")
    expect(desk.get_by_role("heading", name="另一个课名", level=1)).to_be_visible()
    assert [error for error in desk.errors if "422" not in error] == []


def test_the_questions_of_a_draft_appear_beside_a_refused_form(desk, site):
    pictures = [{"number": 1, "start": 40, "alt": "楼门会"}]
    draft = make_draft(
        make_outline(PARTS, pictures=pictures), now=timezone.now() - timedelta(minutes=1)
    )
    refuse_a_move(desk, site, draft)
    expect(desk.locator("#draft-quiz")).to_contain_text("正在出题目的初稿")
    draft_quizzes(timezone.now())
    expect(desk.locator("#draft-quiz a")).to_be_visible(timeout=10_000)
    expect(desk.get_by_label("放到第几行")).to_have_value("99")
    assert [error for error in desk.errors if "422" not in error] == []


def test_the_questions_of_a_draft_appear_while_one_looks(desk, site):
    draft = make_draft(make_outline(PARTS), now=timezone.now() - timedelta(minutes=1))
    desk.goto(f"{site}{draft.get_absolute_url()}")
    expect(desk.locator("#draft-quiz")).to_contain_text("正在出题目的初稿")
    look(desk, "draft-quiz-waiting")
    draft_quizzes(timezone.now())
    expect(desk.locator("#draft-quiz a")).to_be_visible(timeout=10_000)
    shown = {"": "", "language:en": "english", "language:zh-hant": "traditional", **BOLDEST}
    look_everywhere(desk, "draft-quiz", displays=shown)
    desk.locator("#draft-quiz a").click()
    expect(desk.get_by_role("heading", name="题目的初稿")).to_be_visible()
    look_everywhere(desk, "draft-questions", displays=shown)
    desk.goto(f"{site}{draft.get_absolute_url()}preview/1/")
    look(desk, "draft-preview-quiz")
    assert desk.errors == []
