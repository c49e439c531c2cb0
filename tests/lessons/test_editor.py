"""Pages of the editors' desk: who sees them, what they say, that nothing typed is lost."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lessons.models import Draft, Edition, Lesson, ReadingMark, Upload
from lessons.services import imports, reading
from tests.cast import NOW
from tests.factories import SMALL_LESSON, make_draft, make_edition, make_outline, make_upload
from tests.lessons.desks import DAMAGED

pytestmark = pytest.mark.django_db
LIST = "/editor/lessons/"
NEW = "/editor/lessons/new/"


@pytest.fixture
def desk(client_of):
    return client_of("editor")


def page(reply, status=200):
    assert reply.status_code == status, reply.status_code
    return reply.content.decode()


def change(client, draft, **values):
    draft.refresh_from_db()
    values = {"version": draft.version, **values}
    return client.post(f"/editor/drafts/{draft.pk}/change/", values)


def without_ids(reply):
    """The page without its tokens and its own address."""
    return re.sub(rb'value="(\w{64}|/editor/drafts/\d+/)"', b"", reply.content)


def shown_errors(html):
    return re.findall(r"<p>错误：(.*?)</p>", html)


# The list and uploads


def test_editors_and_administrators_see_the_list_and_nobody_else(client_of):
    for name in ("editor", "administrator"):
        assert client_of(name).get(LIST).status_code == 200
    for name in ("learner", "secretary", "upper_secretary"):
        assert client_of(name).get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302


@pytest.mark.parametrize("name", ["learner", "secretary"])
def test_a_draft_does_not_exist_for_who_is_no_editor(client_of, name):
    draft = make_draft()
    there = client_of(name).get(f"/editor/drafts/{draft.pk}/")
    nowhere = client_of(name).get(f"/editor/drafts/{draft.pk + 999}/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert without_ids(there) == without_ids(nowhere)


def test_one_file_leads_to_its_page_and_several_to_the_list(desk):
    files = [SimpleUploadedFile(f"{n}.txt", f"第{n}课\n一段话。".encode()) for n in range(3)]
    reply = desk.post(NEW, {"files": files[:1]})
    assert reply.url == f"/editor/uploads/{Upload.objects.get().pk}/"
    reply = desk.post(NEW, {"files": files[1:]}, follow=True)
    assert "文件已经收下，正在读取。" in page(reply)
    assert page(reply).count("<progress") == 3
    assert Upload.objects.count() == 3


def test_pasted_text_and_pasted_rich_text_are_files_of_their_own(desk):
    desk.post(NEW, {"text": "一课\n头一段话。"})
    desk.post(NEW, {"text": "二课", "html": "<h1>二课</h1><p>话。</p>"})
    names = list(Upload.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["粘贴的文字.txt", "粘贴的文字.html"]
    assert bytes(Upload.objects.first().data).decode("utf-8-sig") == "一课\n头一段话。"


def test_nothing_sent_says_so_and_one_bad_file_does_not_hold_up_the_others(desk):
    html = page(desk.post(NEW, {"text": "  "}), 422)
    assert "还没有选文件，也没有粘贴文字。" in html
    files = [SimpleUploadedFile("好.txt", "一课\n话。".encode()), SimpleUploadedFile("空.txt", b"")]
    html = page(desk.post(NEW, {"files": files, "text": ""}, follow=True))
    assert "空.txt：文件是空的" in html
    assert Upload.objects.get().name == "好.txt"


def test_a_refused_upload_keeps_the_pasted_text(desk):
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(51)]
    html = page(desk.post(NEW, {"files": files, "text": "打了很久的字"}), 422)
    assert "打了很久的字</textarea>" in html
    assert "一次最多50个文件" in html
    assert Upload.objects.count() == 0


def test_text_that_is_too_long_says_so_and_stays(desk):
    html = page(desk.post(NEW, {"text": "话" * 600_001}), 422)
    assert shown_errors(html)
    assert "话" * 600_001 in html
    assert Upload.objects.count() == 0


def test_a_new_edition_of_no_lesson_is_404(desk):
    for lesson in ("999999", "abc", "9" * 30):
        assert desk.get(LIST, {"lesson": lesson}).status_code == 404
        assert desk.post(NEW, {"lesson": lesson, "text": "话。"}).status_code == 404
    assert Upload.objects.count() == 0


def test_an_upload_waits_then_leads_to_its_draft_or_says_why_not(desk):
    good = make_upload("一课\n一、甲\n头一段话。".encode(), "a.txt", state="waiting")
    bad = make_upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "b.doc", state="waiting")
    assert "data-wait" in page(desk.get(f"/editor/uploads/{good.pk}/"))
    imports.run_imports(timezone.now())
    reply = desk.get(f"/editor/uploads/{good.pk}/")
    assert reply.url == Draft.objects.get().get_absolute_url()
    html = page(desk.get(f"/editor/uploads/{bad.pk}/"))
    assert "这个文件读不了" in html
    assert "下载原文件" in html


def test_a_file_in_an_encoding_one_knows_is_read_again(desk):
    upload = make_upload(b"abc", "b.txt", state="refused",
                         refusal={"code": "encoding_unsure", "message": "看不准"})  # fmt: skip
    assert "GB18030" in page(desk.get(f"/editor/uploads/{upload.pk}/"))
    desk.post(f"/editor/uploads/{upload.pk}/retry/", {"encoding": "gb18030"})
    upload.refresh_from_db()
    assert (upload.state, upload.encoding) == ("waiting", "gb18030")


def test_english_says_refusals_and_warnings_in_english(desk):
    desk.cookies["display"] = "language:en"
    upload = make_upload(b"abc", "b.doc", state="refused",
                         refusal={"code": "old_word", "message": "这是旧版"})  # fmt: skip
    assert "这是旧版" not in page(desk.get(f"/editor/uploads/{upload.pk}/"))
    outline = make_outline()
    outline["warnings"] = [{"code": "no_prompts", "message": "没有找到讨论题。", "start": None,
                            "end": None, "params": {}}]  # fmt: skip
    html = page(desk.get(make_draft(outline).get_absolute_url()))
    assert "没有找到讨论题" not in html


def test_the_file_comes_back_byte_for_byte_and_is_never_shown(desk):
    data = b"<script>alert(1)</script>\x00\xff"
    upload = make_upload(data, '课"; x.html')
    reply = desk.get(f"/editor/uploads/{upload.pk}/file/")
    assert reply.content == data
    assert reply["Content-Type"] == "application/octet-stream"
    assert reply["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E8")
    assert "sandbox" in reply["Content-Security-Policy"]


def test_a_file_is_thrown_away_only_after_asking_and_never_once_published(desk):
    draft, edition = make_draft(), make_edition()
    address = f"/editor/uploads/{draft.upload_id}/discard/"
    assert "不能撤销" in page(desk.get(address))
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert desk.post(address).status_code == 302
    assert not Upload.objects.filter(pk=draft.upload_id).exists()
    reply = desk.post(f"/editor/uploads/{edition.upload_id}/discard/", follow=True)
    assert "已经发布成课，不能删" in page(reply)
    assert Edition.objects.get() == edition


def test_the_list_costs_the_same_with_one_row_and_with_twenty(
    desk, django_assert_max_num_queries, django_assert_num_queries
):
    make_draft()
    make_edition()
    desk.get(LIST)
    with django_assert_max_num_queries(8) as first:
        desk.get(LIST)
    for n in range(19):
        make_draft(upload=make_upload(str(n).encode()))
        make_upload(b"w%d" % n, state="waiting")
        make_edition()
    with django_assert_num_queries(len(first)):
        html = page(desk.get(LIST))
    assert html.count("草稿") >= 20


def test_a_draft_costs_at_most_eight_queries(desk, django_assert_max_num_queries):
    draft = make_draft(DAMAGED)
    with django_assert_max_num_queries(8):
        desk.get(draft.get_absolute_url())


# The desk


def test_the_desk_shows_lines_damage_and_what_was_understood(desk):
    html = page(desk.get(make_draft(DAMAGED).get_absolute_url()))
    assert "有4处文字损坏，请您定。" in html
    assert html.count('<mark class="damage"') == 4
    assert html.count("button-main") == 1
    assert "第1至12行没有问题，展开" in html
    assert "去掉全部2处拼音" in html
    assert "您那里的事是怎样商量的？" in html


def test_text_of_a_file_is_never_markup(desk):
    evil = "<script>alert(1)</script>"
    parts = ((1, "一、", "一", evil, [f"话{evil}。"]),)
    draft = make_draft(make_outline(parts, (evil,), title=evil, audience=evil, purpose=evil))
    for address in (draft.get_absolute_url(), f"/editor/drafts/{draft.pk}/preview/1/", LIST):
        assert evil not in page(desk.get(address))


def test_a_change_leads_back_to_its_place_and_nowhere_else(desk):
    draft = make_draft()
    reply = change(desk, draft, action="prompts", prompts="一道？", back="#l12")
    assert reply.url == f"{draft.get_absolute_url()}#l12"
    for back in ("//evil.example", "?next=x", "#l1\r\nSet-Cookie: a=b", "#" + "l" * 99):
        reply = change(desk, draft, action="prompts", prompts="一道？", back=back)
        assert reply.url == draft.get_absolute_url()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"title": "", "lecture_minutes": "", "discussion_minutes": ""}, "请填写"),
        ({"title": "长" * 201, "lecture_minutes": "", "discussion_minutes": ""}, "201"),
        ({"title": "课", "lecture_minutes": "两小时", "discussion_minutes": ""}, "整数"),
        ({"title": "课", "lecture_minutes": "-5", "discussion_minutes": ""}, "0"),
        ({"title": "课", "lecture_minutes": "9" * 30, "discussion_minutes": ""}, "100000"),
    ],
)
def test_a_wrong_field_says_why_and_everything_typed_stays(desk, values, error):
    draft = make_draft()
    reply = change(desk, draft, action="fields", purpose="打了很久的目的", audience="谁", **values)
    html = page(reply, 422)
    assert "打了很久的目的</textarea>" in html
    assert [words for words in shown_errors(html) if error in words]
    assert 'aria-invalid="true"' in html
    named = re.search(r'<p><a href="#(fields-\w+)">', html)[1]  # the notice leads to the field
    assert f'id="{named}"' in html
    draft.refresh_from_db()
    assert draft.version == 1


@pytest.mark.parametrize(
    ("values", "typed", "error"),
    [
        ({"action": "text", "text": ""}, "", "请填写"),
        ({"action": "prompts", "prompts": "题" * 1001}, "题" * 1001, "太长了"),
        ({"action": "heading", "section": "s4", "heading": "标" * 201, "level": 2}, "标" * 201, ""),
        (
            {"action": "heading", "section": "s2", "heading": "没有这级", "level": 4},
            "没有这级",
            "跳过",
        ),
        ({"action": "heading", "section": "s2", "heading": "没有这级", "level": 9}, "没有这级", ""),
    ],
)
def test_a_wrong_line_comes_back_with_its_form_open(desk, values, typed, error):
    draft = make_draft()
    start = draft.outline["sections"][0]["start"]
    html = page(change(desk, draft, start=start, **values), 422)
    assert typed in html
    assert shown_errors(html)
    assert error in "".join(shown_errors(html))
    if values["action"] != "prompts":
        assert 'id="editing"' in html


def test_typed_words_for_a_damaged_spot_stay_when_refused(desk):
    draft = make_draft(DAMAGED)
    start = draft.outline["damage"][0]["start"]
    html = page(change(desk, draft, action="type", start=start, typed="两行\n的话"), 422)
    assert "两行" in html
    assert shown_errors(html)


def test_a_change_on_an_old_page_is_said_and_the_words_are_kept(desk, client_of):
    draft = make_draft()
    change(client_of("administrator"), draft, action="prompts", prompts="别人的题？")
    reply = desk.post(f"/editor/drafts/{draft.pk}/change/", {
        "version": 1, "action": "fields", "title": "我的课名", "purpose": "我的目的",
    })  # fmt: skip
    html = page(reply, 409)
    assert "草稿刚被改过" in html
    assert "我的目的</textarea>" in html
    assert "别人的题？" in html
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    again = {"version": version, "action": "fields", "title": "我的课名", "purpose": "我的目的"}
    assert desk.post(f"/editor/drafts/{draft.pk}/change/", again).status_code == 302


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"action": "nonsense"},
        {"action": "accept", "start": "x"},
        {"action": "accept", "start": "9" * 40},
        {"action": "merge", "start": "-1"},
        {"action": "plain", "section": "../s1"},
        {"action": "text", "start": "\x00", "text": "a\x00b"},
        {"version": "x", "action": "undo"},
    ],
)
def test_nonsense_is_refused_with_words_and_never_breaks(desk, values):
    draft = make_draft()
    reply = change(desk, draft, **values)
    assert reply.status_code in (409, 422)
    assert "没有改成" in page(reply, reply.status_code)
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_published_draft_shows_no_form_and_takes_no_change(desk):
    edition = make_edition()
    html = page(desk.get(edition.draft.get_absolute_url()))
    assert "这份草稿已经发布，不能再改。" in html
    assert "/change/" not in html
    assert "已经发布，不能再改" in page(
        change(desk, edition.draft, action="prompts", prompts=""), 422
    )


# Preview, publication, plans


def test_the_preview_shows_what_readers_will_see_and_writes_nothing(desk):
    draft = make_draft(make_outline(pictures=[{"number": 1, "start": 40, "alt": "一张图"}]))
    texts = []
    for number in range(1, 6):
        html = page(desk.get(f"/editor/drafts/{draft.pk}/preview/{number}/"))
        texts.append(re.search(r'<div class="prose".*?>(.*?)</div>\s*<nav', html, re.S)[1])
    assert Edition.objects.count() == Lesson.objects.count() == ReadingMark.objects.count() == 0
    assert "/pictures/" in "".join(texts)
    assert "没有这一节" in page(desk.get(f"/editor/drafts/{draft.pk}/preview/6/", follow=True))
    desk.post(f"/editor/drafts/{draft.pk}/publish/")
    lesson = Lesson.objects.get()
    for number, text in enumerate(texts, 1):
        html = page(desk.get(f"/lessons/{lesson.pk}/{number}/"))
        read = re.search(r'<div class="prose".*?>(.*?)</div>\s*<form', html, re.S)[1]
        assert read.split() == text.split()


def test_a_draft_without_text_says_why_it_cannot_be_published(desk):
    draft = make_draft(make_outline(((1, "一、", "一", "空", []),)))
    assert "没有正文" in page(desk.post(f"/editor/drafts/{draft.pk}/publish/"), 422)


def test_a_plan_is_made_changed_and_taken_back(desk):
    draft = make_draft()
    address = f"/editor/drafts/{draft.pk}/plan/"
    at = (timezone.localtime() + dt.timedelta(days=3)).replace(second=0, microsecond=0)
    assert desk.post(address, {"publish_at": at.strftime("%Y-%m-%dT%H:%M")}).status_code == 302
    draft.refresh_from_db()
    assert draft.publish_at == at
    assert "取消定时" in page(desk.get(draft.get_absolute_url()))
    assert "已经取消定时发布。" in page(desk.post(address, {"cancel": "1"}, follow=True))
    draft.refresh_from_db()
    assert draft.publish_at is None


@pytest.mark.parametrize(
    ("at", "error"), [("", "请填写"), ("明天", ""), ("2020-01-01T08:00", "过去")]
)
def test_a_plan_for_no_time_says_why(desk, at, error):
    draft = make_draft()
    html = page(desk.post(f"/editor/drafts/{draft.pk}/plan/", {"publish_at": at}), 422)
    assert error in "".join(shown_errors(html))
    assert f'value="{at}"' in html or not at
    draft.refresh_from_db()
    assert draft.publish_at is None


def test_a_lesson_is_taken_off_offer_and_put_back(desk):
    lesson = make_edition().lesson
    for words in ("已经下架", "已经重新上架"):
        assert words in page(desk.post(f"/editor/lessons/{lesson.pk}/withdraw/", follow=True))


# What a new edition changes


def edited(heading, paragraphs):
    return tuple((*part[:4], paragraphs) if part[3] == heading else part for part in SMALL_LESSON)


def test_what_carries_over_and_what_does_not_is_listed_before_publication(desk, cast):
    first = make_edition()
    for row in first.sections.pages():
        reading.mark_page(cast.learner, row, via="end", now=NOW)
    parts = edited("怎样议事", ["完全不同的一段新话，讲的是别的事情。"])
    outline = make_outline(parts, ("您那里的事，是怎样商量的?", "一道新题？"), title="议事")
    draft = make_draft(outline, lesson=first.lesson)
    html = page(desk.get(f"/editor/drafts/{draft.pk}/changes/"))
    text = re.sub(r"<[^>]+>", "", html)
    assert "4节的“已读”算数，共4条已读记录。" in text
    assert "这一节改动多，要重新读：怎样议事（1人读过）" in text
    assert "讨论题没有变，回答都在：您那里的事，是怎样商量的?" in text
    assert "这道讨论题不再问，以前的回答还在：下一次打算怎么做？" in text
    assert "新的讨论题，还没有人回答：一道新题？" in text
    assert "<del>社区议事入门</del>" in html
    assert "完成记录和学时都不变" in text
    assert Edition.objects.count() == 1
    desk.post(f"/editor/drafts/{draft.pk}/publish/")
    second = Edition.objects.get(number=2)
    assert ReadingMark.objects.read_pages(cast.learner, second) == {1, 2, 3, 5}


def test_a_repaired_typo_costs_nobody_anything(desk, cast):
    first = make_edition()
    for row in first.sections.pages():
        reading.mark_page(cast.learner, row, via="end", now=NOW)
    parts = edited("怎样议事", ["办法有三条。", "先商量,再表决,后公开。"])
    draft = make_draft(make_outline(parts), lesson=first.lesson)
    text = re.sub(r"<[^>]+>", "", page(desk.get(f"/editor/drafts/{draft.pk}/changes/")))
    assert "课文没有变。" in text
    assert "没有。学过的都算数。" in text


def test_a_section_that_is_gone_or_moved_is_named(desk):
    first = make_edition()
    parts = (SMALL_LESSON[5], *SMALL_LESSON[1:3], SMALL_LESSON[4], SMALL_LESSON[6])
    draft = make_draft(make_outline(parts), lesson=first.lesson)
    text = re.sub(r"<[^>]+>", "", page(desk.get(f"/editor/drafts/{draft.pk}/changes/")))
    assert "删掉的一节" in text
    assert "换了位置，文字没有变" in text
    assert "这一节没有了：事事有着落" in text


def test_a_draft_of_a_new_lesson_has_no_changes_to_show(desk):
    draft = make_draft()
    assert desk.get(f"/editor/drafts/{draft.pk}/changes/").url == draft.get_absolute_url()
