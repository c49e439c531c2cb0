"""Pages of the editors' desk: who sees them, what they say, that nothing typed is lost."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lessons.models import Draft, Edition, Lesson, ReadingMark, Upload
from lessons.services import imports, reading
from progress.services.assignments import assign_lesson
from quizzes.services.attempts import start_attempt
from tests.cast import NOW
from tests.factories import SMALL_LESSON, make_draft, make_edition, make_outline, make_upload
from tests.lessons.desks import DAMAGED
from tests.studying import make_course

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


def test_the_note_on_damage_stands_only_where_there_is_some(desk):
    words = "损坏的句子改好以前，不从里面出题。"
    assert words in page(desk.get(make_draft(DAMAGED).get_absolute_url()))
    html = page(desk.get(make_draft().get_absolute_url()))
    assert words not in html
    assert "改动随时保存" in html


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


def test_a_picture_goes_where_no_line_is_says_why_and_keeps_what_was_typed(desk):
    pictures = [{"number": n, "start": 40, "alt": ""} for n in (1, 2)]
    draft = make_draft(make_outline(pictures=pictures))
    html = page(desk.get(draft.get_absolute_url()))
    assert html.count('value="picture"') == 2
    for line, error in (("99", "没有这一行"), ("", "请填写"), ("第三", "")):
        reply = change(desk, draft, action="picture", picture=2, to_line=line, side="after")
        html = page(reply, 422)
        assert error in "".join(shown_errors(html))
        assert html.count('class="move" lang="zh-Hans" open') == 1
        assert f'name="to_line" value="{line}"' in html or not line
    reply = change(desk, draft, action="picture", picture=2, to_line=1, side="before",
                   back="#picture2")  # fmt: skip
    assert reply.url.endswith("#picture2")
    assert "没有这张图片" in page(
        change(desk, draft, action="picture", picture=9, to_line=1, side="after"), 422
    )


def test_the_list_of_steps_says_what_was_done_and_leads_back(desk, cast):
    draft = make_draft()
    address = f"/editor/drafts/{draft.pk}/steps/"
    assert "还没有改过。" in page(desk.get(address))
    for title in ("头一个课名", "第二个课名"):
        change(desk, draft, action="fields", title=title)
    change(desk, draft, action="text", start=draft.outline["text"].index("办法有三条"),
           text="办法有四条。")  # fmt: skip
    assert "看改过的3步" in page(desk.get(draft.get_absolute_url()))
    html = page(desk.get(address))
    assert re.findall(r"(\d)\. <b>(.*?)</b>", html) == [
        ("3", "改文字"), ("2", "改课名、对象、时间、目的"), ("1", "改课名、对象、时间、目的"),
    ]  # fmt: skip
    assert "<del>三</del>" in html and "<ins>四</ins>" in html
    step = draft.steps.order_by("version")[1]
    assert change(desk, draft, action="back", step=step.version).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, "办法有三条" in draft.outline["text"]) == ("头一个课名", True)
    html = page(desk.get(address))
    assert html.count("已经退回") == 2
    assert "第2步以前" in html
    assert "没有改成" in page(change(desk, draft, action="back", step=99), 422)


def test_the_list_of_steps_costs_the_same_for_few_and_many(
    desk, django_assert_max_num_queries, django_assert_num_queries
):
    draft = make_draft()
    change(desk, draft, action="fields", title="课名")
    address = f"/editor/drafts/{draft.pk}/steps/"
    desk.get(address)
    with django_assert_max_num_queries(9) as few:
        desk.get(address)
    count = len(few)
    for number in range(12):
        change(desk, draft, action="fields", title=f"课名{number}")
    with django_assert_num_queries(count):
        desk.get(address)


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


def test_the_plan_opens_with_the_time_that_was_set(desk):
    at = (timezone.localtime() + dt.timedelta(days=3)).replace(second=0, microsecond=0)
    draft = make_draft(publish_at=at)
    assert f'value="{at:%Y-%m-%dT%H:%M}"' in page(desk.get(draft.get_absolute_url()))


# What is open is asked before publication


def published(draft):
    draft.refresh_from_db()
    return draft.edition_id is not None


def test_undecided_damage_is_asked_about_and_listed_before_publication(desk):
    draft = make_draft(DAMAGED)
    address = f"/editor/drafts/{draft.pk}/publish/"
    reply = desk.post(address)
    assert (reply.status_code, reply.url, published(draft)) == (302, address, False)
    html = page(desk.get(address))
    assert "有4处还没有定" in html
    assert html.count('class="damage"') == 4
    for damage in DAMAGED["damage"]:
        assert f"#d{damage['start']}" in html
    desk.post(address, {"confirmed": draft.version})
    assert published(draft)
    assert "请您定" not in page(desk.get(draft.get_absolute_url()))


def test_a_draft_that_changed_after_the_question_is_asked_again(desk):
    draft = make_draft(DAMAGED)
    seen = draft.version
    change(desk, draft, action="leave", start=DAMAGED["damage"][0]["start"])
    address = f"/editor/drafts/{draft.pk}/publish/"
    assert desk.post(address, {"confirmed": seen}).url == address
    assert not published(draft)
    assert "有3处还没有定" in page(desk.get(address))


@pytest.mark.parametrize(
    ("outline", "words"),
    [
        (make_outline(((1, "", None, None, ["只有一段话。"]),)), "没有小标题"),
        (make_outline(prompts=()), "没有讨论题"),
    ],
)
def test_a_lesson_without_headings_or_questions_is_asked_about(desk, outline, words):
    draft = make_draft(outline)
    address = f"/editor/drafts/{draft.pk}/publish/"
    assert desk.post(address).url == address
    assert words in page(desk.get(address))
    assert not published(draft)


def test_a_sound_draft_is_published_without_a_question(desk):
    draft = make_draft()
    assert (
        desk.post(f"/editor/drafts/{draft.pk}/publish/").url
        == Lesson.objects.get().get_absolute_url()
    )


def test_a_plan_with_open_damage_is_asked_about_with_its_time(desk):
    draft = make_draft(DAMAGED)
    at = (timezone.localtime() + dt.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    address = f"/editor/drafts/{draft.pk}/plan/"
    reply = desk.post(address, {"publish_at": at})
    html = page(desk.get(reply.url))
    assert "发布以前" in html
    assert f'name="publish_at" value="{at}"' in html
    draft.refresh_from_db()
    assert draft.publish_at is None
    desk.post(address, {"publish_at": at, "confirmed": draft.version})
    draft.refresh_from_db()
    assert draft.publish_at is not None


@pytest.mark.parametrize(
    ("title", "data", "words"),
    [
        ("社區議事入門", b"another file", "已经有一课同名"),
        ("改了名字的课", b"lesson", "同一个文件已经发布过"),
    ],
)
def test_a_lesson_that_is_there_already_is_offered_as_a_new_edition(desk, title, data, words):
    lesson = make_edition().lesson
    draft = make_draft(make_outline(title=title), upload=make_upload(data, "b.txt"))
    assert words in page(desk.get(draft.get_absolute_url()))
    address = f"/editor/drafts/{draft.pk}/publish/"
    assert desk.post(address).url == address
    assert words in page(desk.get(address))
    reply = desk.post(f"/editor/drafts/{draft.pk}/lesson/", {"lesson": lesson.pk})
    assert reply.url == f"/editor/drafts/{draft.pk}/changes/"
    assert "发布新版本" in page(desk.get(reply.url))
    desk.post(address)
    assert Edition.objects.get(number=2).lesson == lesson
    assert Lesson.objects.count() == 1


def test_a_draft_taken_for_an_edition_may_become_a_lesson_of_its_own_again(desk):
    lesson = make_edition().lesson
    draft = make_draft(upload=make_upload(b"another", "b.txt"))
    address = f"/editor/drafts/{draft.pk}/lesson/"
    desk.post(address, {"lesson": lesson.pk})
    assert "改为新的一课" in page(desk.get(draft.get_absolute_url()))
    desk.post(address)
    draft.refresh_from_db()
    assert draft.lesson is None
    desk.post(f"/editor/drafts/{draft.pk}/publish/", {"confirmed": draft.version})
    assert Lesson.objects.count() == 2


def test_a_file_uploaded_as_an_edition_stays_one(desk):
    first, other = make_edition().lesson, make_edition().lesson
    draft = make_draft(lesson=first)
    html = page(desk.get(draft.get_absolute_url()))
    assert "改为新的一课" not in html
    assert "已经有一课同名" not in html
    for chosen in ("", other.pk):
        desk.post(f"/editor/drafts/{draft.pk}/lesson/", {"lesson": chosen})
        draft.refresh_from_db()
        assert draft.lesson == first


def test_a_lesson_is_taken_off_offer_and_put_back(desk):
    lesson = make_edition().lesson
    address = f"/editor/lessons/{lesson.pk}/withdraw/"
    assert f'<a href="{address}">下架' in page(desk.get(LIST))
    assert "下架这一课？" in page(desk.get(address))
    lesson.refresh_from_db()
    assert lesson.withdrawn_at is None
    for words in ("已经下架", "已经重新上架"):
        assert words in page(desk.post(address, follow=True))


def test_what_the_question_says_of_a_withdrawn_lesson_is_so(desk, client_of, cast):
    course = make_course()
    lesson, now = course.lesson, timezone.now()
    assign_lesson(cast.secretary, lesson, cast.branch, due_on=timezone.localdate(), now=now)
    attempt = start_attempt(cast.learner, course.paper, now=now, seed=1)
    learner = client_of("learner")
    title = lesson.title
    for address in ("/", "/lessons/"):
        assert title in page(learner.get(address, follow=True))
    desk.post(f"/editor/lessons/{lesson.pk}/withdraw/")
    for address in ("/", "/lessons/"):
        assert title not in page(learner.get(address, follow=True))
    for part in ("", "1/", "quiz/", "discussion/"):
        address = f"/lessons/{lesson.pk}/{part}"
        assert learner.get(address).status_code == 404
    assert learner.get(f"/attempts/{attempt.pk}/").status_code == 200
    assert learner.post(f"/attempts/{attempt.pk}/submit/", {"confirmed": "1"}).status_code == 302
    assert learner.get(f"/attempts/{attempt.pk}/result/").status_code == 200


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


# Two scripts


def test_titles_and_prompts_are_in_the_readers_script_on_every_page_of_the_desk(desk):
    parts = ((1, "一、", "一", "為什麼要議事", ["大家的事大家商量，記下來讓群眾看見。"]),)
    outline = make_outline(
        parts, ("您那裡怎樣商量？",), title="社區議事入門", script="traditional",
        audience="社區群眾", purpose="學會議事。",
    )  # fmt: skip
    lesson = make_edition(outline).lesson
    changed = make_outline(
        (*parts, (1, "二、", "二", "會後整理", ["把發言記下來。"])), ("還要問什麼？",),
        title="社區議事入門", script="traditional",
    )  # fmt: skip
    draft = make_draft(changed, lesson=lesson)
    address = draft.get_absolute_url()
    words = re.compile("社區|議事|為什麼|會後|還要問|群眾")

    def leftovers(html):
        html = re.sub(r'(?s)<div class="(raw|pair)".*?</div>', "", html)
        html = re.sub(r"(?s)<(input|textarea)[^>]*>[^<]*", "", html)
        return words.findall(html)

    assert leftovers(page(desk.get(LIST))) == []
    assert leftovers(page(desk.get(f"{LIST}?lesson={lesson.pk}"))) == []
    assert leftovers(page(desk.get(address))) == []
    assert leftovers(page(desk.get(f"{address}preview/1/"))) == []
    html = page(desk.get(f"{address}changes/"))
    assert leftovers(html) == []
    assert "会后整理" in html
    assert leftovers(page(desk.get(f"{address}publish/"))) == []
