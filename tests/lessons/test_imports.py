"""Uploads: kept byte for byte, read once by whoever comes first, refused with words."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from lessons.importing.checks import MAX_FILE_BYTES
from lessons.models import Draft, Edition, Picture, Upload
from lessons.services import imports, publishing
from lessons.tasks import run_imports
from people.models import AuditEvent
from tests.cast import NOW, make_cast
from tests.factories import make_edition
from tests.lessons.racing import run_together

LESSON = """社区议事入门

本课对象
社区居民。
本课时间
3小时（讲课2小时，讨论1小时）。
一、为什么要议事
邻里的事大家商量，定下来的事才有人办。
（一）人人有责
一家出一个主意，事情就有了眉目。
（二）事事有着落
定下的事要有人办，办完要回话。
二、怎样议事
先商量，再表决，后公开。
讨论题
您那里的事是怎样商量的？
""".encode()


@pytest.fixture
def cast(db):
    return make_cast()


def test_a_file_is_kept_byte_for_byte(cast):
    upload = imports.receive_upload(cast.editor, "课文.txt", LESSON, now=NOW)
    upload.refresh_from_db()
    assert bytes(upload.data) == LESSON
    assert upload.sha256 == hashlib.sha256(LESSON).hexdigest()
    assert (upload.name, upload.size, upload.state) == ("课文.txt", len(LESSON), "waiting")
    assert AuditEvent.objects.get(kind="upload.received").actor == cast.editor


@pytest.mark.parametrize("name", ["learner", "secretary"])
def test_who_is_no_editor_uploads_nothing(cast, name):
    with pytest.raises(PermissionDenied):
        imports.receive_upload(cast[name], "a.txt", LESSON, now=NOW)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "文件是空的"), (b"x" * (MAX_FILE_BYTES + 1), "超过30 MB")]
)
def test_a_file_of_the_wrong_size_is_refused_and_not_kept(cast, data, words):
    with pytest.raises(ValidationError, match=words):
        imports.receive_upload(cast.editor, "a.txt", data, now=NOW)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\课\\一.txt", "一.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("长" * 300 + ".docx", "长" * 250 + ".docx"),
        ("", "file"),
    ],
)
def test_a_name_is_only_a_name(cast, given, kept):
    assert imports.receive_upload(cast.editor, given, LESSON, now=NOW).name == kept


def test_the_same_bytes_are_not_taken_twice_until_their_draft_is_published(cast):
    first = imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW)
    later = NOW + dt.timedelta(minutes=1)
    again = imports.receive_upload(cast.administrator, "b.txt", LESSON, now=later)
    assert again == first
    assert again.uploaded_at != later
    imports.run_imports(later)
    assert imports.receive_upload(cast.editor, "a.txt", LESSON, now=later) == first
    publishing.publish_edition(cast.editor, Draft.objects.get(), now=later)
    assert imports.receive_upload(cast.editor, "a.txt", LESSON, now=later) != first


def test_the_same_bytes_for_another_lesson_or_in_another_encoding_are_taken(cast):
    lesson = make_edition().lesson
    first = imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW)
    other = imports.receive_upload(cast.editor, "a.txt", LESSON, lesson=lesson, now=NOW)
    third = imports.receive_upload(cast.editor, "a.txt", LESSON, encoding="gb18030", now=NOW)
    assert len({first.pk, other.pk, third.pk}) == 3


def test_the_loop_makes_a_draft_that_can_be_published(cast):
    upload = imports.receive_upload(cast.editor, "课文.txt", LESSON, now=NOW)
    assert imports.run_imports(NOW) == 1
    upload.refresh_from_db()
    draft = upload.draft
    assert (upload.state, upload.lease_until, upload.tries) == ("read", None, 1)
    assert draft.title == "社区议事入门"
    assert draft.created_by == cast.editor
    assert draft.outline["fields"]["lecture_minutes"] == 120
    assert draft.outline["pictures"] == []
    edition = publishing.publish_edition(cast.editor, draft, now=NOW)
    headings = list(edition.sections.pages().values_list("heading", flat=True))
    assert headings == ["为什么要议事", "事事有着落", "怎样议事"]
    assert imports.run_imports(NOW) == 0
    assert Draft.objects.count() == 1


def test_an_unreadable_file_is_refused_with_code_and_words(cast):
    upload = imports.receive_upload(cast.editor, "a.docx", b"PK\x03\x04 not a zip", now=NOW)
    assert imports.run_imports(NOW) == 1
    upload.refresh_from_db()
    assert upload.state == "refused"
    assert set(upload.refusal) == {"code", "message", "params"}
    assert upload.refusal["code"]
    assert upload.refusal["message"]
    assert Draft.objects.count() == 0
    assert bytes(upload.data) == b"PK\x03\x04 not a zip"


def test_an_unreadable_file_does_not_hold_up_the_next(cast):
    imports.receive_upload(cast.editor, "a.docx", b"PK\x03\x04 not a zip", now=NOW)
    imports.receive_upload(cast.editor, "b.txt", LESSON, now=NOW)
    assert imports.run_imports(NOW) == 2
    assert Draft.objects.get().title == "社区议事入门"


def running(upload, *, tries, until):
    Upload.objects.filter(pk=upload.pk).update(state="running", tries=tries, lease_until=until)


def test_a_file_another_reader_holds_is_left_alone(cast):
    upload = imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW)
    running(upload, tries=1, until=NOW + dt.timedelta(seconds=30))
    assert imports.run_imports(NOW) == 0


def test_a_dead_readers_file_is_read_again(cast):
    upload = imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW)
    running(upload, tries=1, until=NOW - dt.timedelta(seconds=1))
    assert imports.run_imports(NOW) == 1
    upload.refresh_from_db()
    assert (upload.state, upload.tries) == ("read", 2)


def test_a_file_that_killed_three_readers_is_refused(cast):
    upload = imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW)
    running(upload, tries=3, until=NOW - dt.timedelta(seconds=1))
    imports.run_imports(NOW)
    upload.refresh_from_db()
    assert (upload.state, upload.refusal["code"]) == ("refused", "crashed")
    assert imports.run_imports(NOW + dt.timedelta(days=1)) == 0


def test_a_reader_that_lost_its_lease_writes_nothing(cast):
    upload = imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW)
    mine = imports._claim(NOW)
    running(upload, tries=2, until=NOW + dt.timedelta(seconds=999))
    assert imports._read(mine, NOW) is False
    upload.refresh_from_db()
    assert upload.state == "running"
    assert Draft.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_loops_at_once_make_one_draft_a_file():
    cast = make_cast()
    for number in range(3):
        imports.receive_upload(cast.editor, f"{number}.txt", LESSON + b"%d" % number, now=NOW)
    settled, errors = run_together(lambda: imports.run_imports(timezone.now()))
    assert errors == []
    assert sum(settled) == 3
    assert Draft.objects.count() == 3
    assert set(Upload.objects.values_list("tries", "state")) == {(1, "read")}


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_makes_one_upload():
    cast = make_cast()
    found, errors = run_together(
        lambda: imports.receive_upload(cast.editor, "a.txt", LESSON, now=NOW).pk
    )
    assert errors == []
    assert len(set(found)) == 1


def test_pictures_keep_their_places(cast):
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    encoded = __import__("base64").b64encode(picture).decode()
    html = (
        "<html><body><article><h1>社区议事入门</h1><h2>一、为什么要议事</h2>"
        "<p>邻里的事大家商量，定下来的事才有人办，办完还要回话。</p>"
        f'<p><img alt="楼门会" src="data:image/png;base64,{encoded}"></p>'
        "<p>一家出一个主意，事情就有了眉目，大家心里也就有了底。</p></article></body></html>"
    )
    imports.receive_upload(cast.editor, "a.html", html.encode(), now=NOW)
    assert imports.run_imports(NOW) == 1
    kept = Picture.objects.get()
    assert (bytes(kept.data), kept.media_type, kept.alt) == (picture, "image/png", "楼门会")
    outline = Draft.objects.get().outline
    (place,) = outline["pictures"]
    assert place["number"] == kept.number
    assert outline["text"][: place["start"]].rstrip().endswith("回话。")


def test_the_task_reads_and_publishes_what_is_due(cast):
    imports.receive_upload(cast.editor, "a.txt", LESSON, now=timezone.now())
    assert run_imports() == 1
    Draft.objects.update(publish_at=timezone.now())
    assert run_imports() == 1
    assert run_imports() == 0
    assert Edition.objects.get().lesson.title == "社区议事入门"
