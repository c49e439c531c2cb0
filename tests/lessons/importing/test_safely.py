"""Uploads are read in a child: outlines come back whole, hostile files as refusals."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.children import MEBI, Limits
from lessons.importing import safely
from lessons.importing.outline import Image, ImportRefused, Outline
from lessons.importing.reading import read_file
from lessons.importing.safely import read_file_safely, read_pasted_safely, try_file
from lessons.importing.wire import pack, unpack
from tests.lessons.importing.test_docx import PNG, picture
from tests.lessons.importing.word import OFFICE, docx_parts, paragraph, zipped

LESSON = """本课对象
社区工作者。
本课时间
2小时（讲课80分钟，讨论40分钟）。
一、先听
社区议事要先听后议，听清诉求，议出办法?!吨袊伯a黨章程》明确规定。
（一）听什么
听诉求，听办法，听不同的意见。
二、后议
议出办法，定了就办，办完还要回头看。
讨论题
1.为什么要先听后议？
2.结合实际谈谈体会。
"""


def test_a_lesson_read_in_a_child_equals_one_read_here():
    data = LESSON.encode("gb18030")
    assert read_file_safely("课.txt", data) == read_file("课.txt", data)


def test_pictures_come_through_the_child():
    link = f'<Relationship Id="p1" Type="{OFFICE}/image" Target="media/a.png"/>'
    body = paragraph("一、先听") + f"<w:p>{picture('p1')}</w:p>" + paragraph("听清诉求，再议办法。")
    data = zipped(docx_parts(body, link) | {"word/media/a.png": PNG})
    (image,) = read_file_safely("a.docx", data).images
    assert (image.media_type, image.data, image.alt) == ("image/png", PNG, "示意图")


def test_the_editors_choice_of_an_encoding_is_kept():
    outline = read_file_safely("a.txt", b"plain words", encoding="big5")
    assert outline.source.encoding == "big5"


def test_refusals_keep_code_and_parameters_across_the_border():
    with pytest.raises(ImportRefused) as refused:
        read_file_safely("a.txt", ("议事一定要先听后议。" * 60 + "\n").encode() * 900)
    assert refused.value.code == "too_long"
    assert refused.value.params


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(memory_bytes=30 * MEBI), "memory"),
        (Limits(wall_seconds=0.01), "timeout"),
        (Limits(output_bytes=1_100), "too_long"),
    ],
)
def test_each_limit_gives_a_sentence_that_says_what_to_do(limits, code):
    tried = try_file("a.txt", LESSON.encode(), limits=limits)
    assert tried.outline is None
    assert tried.refusal is not None
    assert tried.refusal.code == code
    assert "请" in str(tried.refusal)


def test_a_child_that_crashes_gives_a_refusal(monkeypatch, caplog):
    monkeypatch.setattr(safely, "_CHILD", "os:abort")
    tried = try_file("a.txt", LESSON.encode())
    assert tried.refusal is not None
    assert tried.refusal.code == "broken"
    assert "import child failed" in caplog.text


def test_an_answer_that_is_no_outline_gives_a_refusal(monkeypatch, caplog):
    monkeypatch.setattr(safely, "_CHILD", "zlib:compress")
    tried = try_file("a.txt", LESSON.encode())
    assert tried.refusal is not None
    assert tried.refusal.code == "broken"


def test_pasted_text_and_rich_text_are_read_like_files():
    text = read_pasted_safely(LESSON, is_html=False)
    rich = read_pasted_safely("<p>" + LESSON.replace("\n", "</p><p>"), is_html=True, name="粘贴")
    assert [s.heading for s in text.sections] == [s.heading for s in rich.sections]
    assert rich.source.name == "粘贴"
    with pytest.raises(ImportRefused) as refused:
        read_pasted_safely("  ", is_html=False)
    assert refused.value.code == "empty"


# ---- the border


@pytest.fixture(scope="module")
def outline() -> Outline:
    found = read_file("课.txt", LESSON.encode())
    assert found.damage, "the lesson holds a slip"
    image = Image("picture-1.png", "image/png", PNG, start=0, alt="图")
    return dataclasses.replace(found, images=(image,))


def test_packing_loses_nothing(outline):
    assert unpack(pack(outline)) == outline


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.pop("text"),
        lambda raw: raw.update(text=5),
        lambda raw: raw.update(title_origin="guessed"),
        lambda raw: raw["source"].update(format="exe"),
        lambda raw: raw["sections"][0].update(end=10**6),
        lambda raw: raw["sections"][0].update(start=-1),
        lambda raw: raw["sections"][0].update(start=True),
        lambda raw: raw["sections"][0].update(parent="s99"),
        lambda raw: raw["sections"][1].update(id=raw["sections"][0]["id"]),
        lambda raw: raw["sections"][0].update(id="<script>"),
        lambda raw: raw["sections"][0].update(paragraphs=[[0, 10**6]]),
        lambda raw: raw["prompts"][0].update(text=None),
        lambda raw: raw["damage"][0].update(before="x"),
        lambda raw: raw["damage"][0].update(kind="x"),
        lambda raw: raw["warnings"][0].update(code="A B"),
        lambda raw: raw["warnings"][0].update(params={"a": []}),
        lambda raw: raw["parts"].append(["x", 0, 1]),
        lambda raw: raw["images"][0].update(type="image/svg+xml"),
        lambda raw: raw["images"][0].update(size=3),
        lambda raw: raw["images"][0].update(name="../x"),
        lambda raw: raw.update(images=[]),
        lambda raw: raw.update(fields={"audience": []}),
    ],
)  # fmt: skip
def test_an_answer_with_one_wrong_value_is_not_believed(outline, spoil):
    line, _, rest = pack(outline).partition(b"\n")
    raw = json.loads(line)
    spoil(raw)
    with pytest.raises(ValueError):
        unpack(json.dumps(raw).encode() + b"\n" + rest)


@given(st.binary(max_size=200))
def test_no_bytes_make_unpacking_crash(data):
    for head in (b"", b"{}\n", b"[[[[", b'{"text":"a",'):
        with pytest.raises(ValueError):
            unpack(head + data)


def test_deep_json_is_not_believed():
    with pytest.raises(ValueError):
        unpack(b"[" * 1_000_000)
