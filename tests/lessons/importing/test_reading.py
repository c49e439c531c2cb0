"""The importer's door: sizes, refusals, pasted text, the command line."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.importing.command import print_outline
from lessons.importing.outline import ImportRefused
from lessons.importing.reading import MAX_CHARACTERS, read_file, read_html, read_text

ROOT = Path(__file__).parents[3]
FILES = Path(__file__).parents[1] / "files"
LESSON = FILES / "dotted.txt"
KEYS = {"source", "title", "title_origin", "fields", "text", "sections", "prompts", "damage",
        "warnings"}  # fmt: skip


def test_one_line_becomes_a_lesson():
    outline = read_text("安全生产，人人有责。")
    assert [(s.heading, s.level) for s in outline.sections] == [(None, 1)]
    assert outline.title_origin == "inferred"
    assert outline.title == "安全生产"


def test_lesson_of_sixty_thousand_characters_is_read_whole():
    chapter = "{}、第{}章的题目\n" + ("这一段讲的是道理，也讲做法，还讲经验。" * 20 + "\n") * 5
    numerals = "一二三四五六七八九十"
    text = "".join(chapter.format(n, n) for n in numerals) * 3
    text = text[:60_000]
    outline = read_text(text)
    is_whole = "".join(outline.text.split()) == "".join(text.split())
    assert is_whole  # a failing comparison of such texts would take pytest minutes to explain
    assert sum(s.heading is not None for s in outline.sections) >= 28


def test_too_long_a_text_is_refused_with_its_limit():
    with pytest.raises(ImportRefused) as caught:
        read_text("字" * (MAX_CHARACTERS + 1))
    assert caught.value.code == "too_long"
    assert caught.value.params == {"limit": MAX_CHARACTERS}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", "  \n…—\n".encode(), "no_text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"),
        ("a.docx", b"not a zip at all", "wrong_content"),
        ("a.pdf", "课文".encode(), "wrong_content"),
        ("a.txt", b"%PDF-1.7 and so on", "wrong_content"),
        ("a.exe", b"MZ", "wrong_extension"),
        ("a.txt", "兵边单".encode("gbk"), "encoding_unsure"),
    ],
)
def test_unreadable_file_is_refused_with_a_reason(name, data, code):
    with pytest.raises(ImportRefused) as caught:
        read_file(name, data)
    assert caught.value.code == code
    assert str(caught.value).endswith("。")


def test_override_reaches_every_text_format():
    page = "<html><body><h1>联通</h1><p>一段足够长的正文，讲的是道理。</p></body></html>"
    for name, text in (("a.txt", "联通"), ("a.md", "# 联通"), ("a.html", page)):
        outline = read_file(name, text.encode("gbk"), encoding="gbk")
        assert "联通" in outline.text
        assert outline.source.encoding == "gb18030"


def test_pasted_text_reads_like_the_file():
    pasted = read_text(LESSON.read_text("utf-8"))
    assert pasted.sections == read_file(LESSON.name, LESSON.read_bytes()).sections
    assert pasted.source.encoding is None


def test_pasted_markdown_is_understood():
    outline = read_text("## 甲\n\n文字文字文字。\n\n## 乙\n\n文字文字文字。\n")
    assert [s.heading for s in outline.sections] == ["甲", "乙"]
    assert "#" not in outline.text


def test_pasted_rich_text_keeps_its_headings():
    outline = read_html("<h2>甲</h2><p>文字文字文字。</p><h2>乙</h2><p>文字文字文字。</p>")
    assert [s.heading for s in outline.sections] == ["甲", "乙"]


def test_command_prints_one_object_with_all_keys():
    out, err = io.StringIO(), io.StringIO()
    assert print_outline(str(LESSON), as_json=True, out=out, err=err) == 0
    data = json.loads(out.getvalue())
    assert set(data) == KEYS
    assert (
        set(data["warnings"][0]) == {"code", "message", "start", "end"} if data["warnings"] else 1
    )
    assert err.getvalue() == ""


def test_command_prints_a_tree_people_can_read():
    out = io.StringIO()
    assert print_outline(str(LESSON), out=out) == 0
    shown = out.getvalue()
    assert "数据安全基础" in shown
    assert "    2.1.1 查系统" in shown.replace("      2.1.1", "    2.1.1")
    assert "讲课：60 分钟" in shown


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_unreadable_file_ends_with_status_two_and_one_line(tmp_path, arguments):
    file = tmp_path / "a.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    for path in (file, tmp_path / "absent.txt"):
        done = run_command(path, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.strip().splitlines()) == 1


def test_command_needs_no_environment_and_prints_nothing_else():
    done = run_command(LESSON, "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads(done.stdout)["title"] == "数据安全基础"


def run_command(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "outline", str(path), *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, check=False,
    )  # fmt: skip
