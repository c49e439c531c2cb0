"""A folder of files: each is reported, one bad one stops no other, twice is not twice."""

from io import StringIO

import pytest
from django.core.management import call_command

from lessons.models import Draft, Edition, Upload
from tests.lessons.desks import slip_file

pytestmark = pytest.mark.django_db
LESSON = (
    "社区议事入门\n一、为什么要议事\n邻里的事大家商量。\n二、怎样议事\n先商量，再表决。\n"
    "讨论题\n您怎样想？\n"
)


def import_lessons(folder, *options):
    """Exit status and the report's rows."""
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_lessons", str(folder), *options, stdout=out)
    return ended.value.code, [line.split("\t") for line in out.getvalue().splitlines()]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "甲.txt").write_text(LESSON)
    (tmp_path / "组").mkdir()
    (tmp_path / "组" / "乙.txt").write_bytes(slip_file())
    (tmp_path / "说明.log").write_text("不是课")
    (tmp_path / ".隐藏.txt").write_text("不是课")
    return tmp_path


def test_every_file_becomes_a_draft_and_is_reported(folder):
    status, rows = import_lessons(folder)
    assert status == 0
    assert rows[1] == ["甲.txt", "草稿", "社区议事入门", "2", "1", "0", rows[1][-1]]
    assert rows[2][:3] == ["组/乙.txt", "草稿", "社區議事入門"]
    assert rows[2][5] == "1"
    assert Draft.objects.count() == 2
    assert Edition.objects.count() == 0


def test_one_refused_file_gives_status_1_and_does_not_stop_the_others(folder):
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "空.txt").write_bytes(b"")
    status, rows = import_lessons(folder)
    assert status == 1
    said = {row[0]: row for row in rows}
    assert said["旧.doc"][1] == "读不了"
    assert ".docx" in said["旧.doc"][2]
    assert "文件是空的" in said["空.txt"][2]
    assert said["甲.txt"][1] == "草稿"


def test_publishing_leaves_damaged_files_as_drafts(folder):
    status, rows = import_lessons(folder, "--publish")
    assert status == 0
    assert [row[1] for row in rows[1:3]] == ["已发布", "草稿"]
    assert Edition.objects.get().title == "社区议事入门"
    assert Edition.objects.get().published_by is None


def test_the_same_folder_again_makes_nothing_twice(folder):
    import_lessons(folder, "--publish")
    status, rows = import_lessons(folder, "--publish")
    assert status == 0
    assert [row[1] for row in rows[1:3]] == ["以前发布过", "草稿"]
    assert (Upload.objects.count(), Edition.objects.count()) == (2, 1)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    status, rows = import_lessons(tmp_path / "无")
    assert status == 1
    assert rows[0][0].startswith("没有这个文件夹")
