"""What holds for every outline, whatever the bytes."""

from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.importing.outline import ImportRefused, Outline
from lessons.importing.reading import read_file, read_text

PIECES = st.sampled_from(
    """一、总则|二、三季度增长。|（一）范围|（二）对象|1.加强领导。各级都要重视，落实到人。|2、统筹
    1.1 背景|第一章 总则|第二节　内容|壹、前言|①其一|(1) 看一看|本课对象|本课目的|讨论题：|目录|前言
    授课时间：2学时（讲授1学时，讨论1学时）|思考题：1.为什么？2.怎么办？|请结合实际思考：怎么做？
    总之，三点都要做到。|结语|3月1日起施行。|短标题|社会工作是重要组成部分，要认真做好。|甲\t乙\t丙
    Introduction|1. Look first. Then act on it.|Discussion questions|What next?|第1页/共5页|12
    “没有收尾|《也没有|　　缩进的一段话，讲的是道理。|\ufffd坏了|-|…|\u200b|A. One|Part I: Start
    """.replace("\n    ", "|")
    .strip("| ")
    .split("|")
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=30)), min_size=1, max_size=40)
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def pieces(outline: Outline) -> list[tuple[int, int]]:
    """Every block of the text once: title, fields, labels, headings, paragraphs, questions."""
    spans = [(part.start, part.end) for part in outline.parts]
    spans += [(prompt.start, prompt.end) for prompt in outline.prompts]
    for section in outline.sections:
        spans += section.paragraphs
        if section.heading is not None:
            spans.append((section.start, heading_end(outline, section)))
    return sorted(spans)


def heading_end(outline: Outline, section) -> int:
    """A heading takes its line, or, run in, all before the text of the line."""
    line_end = outline.text.find("\n", section.start)
    line_end = len(outline.text) if line_end < 0 else line_end
    run_in = [start for start, _end in section.paragraphs if start < line_end]
    return min([line_end, *run_in])


def check_laws(outline: Outline) -> None:
    text = outline.text
    spans = pieces(outline)
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start, "two pieces share text"
    covered = "".join("".join(text[start:end].split()) for start, end in spans)
    assert covered == "".join(text.split()), "text vanished"
    check_sections(outline)
    for prompt in outline.prompts:
        assert text[prompt.start : prompt.end] == prompt.text != ""
    for spot in outline.damage:
        assert text[spot.start : spot.end] == spot.before
    for warning in outline.warnings:
        if warning.start is not None:
            assert 0 <= warning.start <= warning.end <= len(text)
    assert outline.title.strip()


def check_sections(outline: Outline) -> None:
    by_id = {section.id: section for section in outline.sections}
    assert list(by_id) == [f"s{n}" for n in range(1, len(outline.sections) + 1)]
    starts = [section.start for section in outline.sections]
    assert starts == sorted(starts)
    for section in outline.sections:
        assert 0 <= section.start < section.end <= len(outline.text)
        parent = by_id.get(section.parent)
        assert section.level == (parent.level + 1 if parent else 1)
        if parent:
            assert parent.start < section.start <= section.end <= parent.end
        if section.heading is None:
            assert section.level == 1
            assert section.paragraphs
        else:
            assert section.heading in outline.text[section.start : section.end]
        for start, end in section.paragraphs:
            assert section.start <= start < end <= section.end
    for one, other in combinations(outline.sections, 2):
        assert one.start < other.start
        if one.parent == other.parent:
            assert one.end <= other.start


@given(lines=LINES, joint=st.sampled_from(["\n", "\n\n", "\r\n"]))
@RELAXED
def test_every_character_belongs_to_one_piece(lines, joint):
    try:
        outline = read_text(joint.join(lines))
    except ImportRefused:
        return
    check_laws(outline)


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.md", "a.html"]))
@RELAXED
def test_any_bytes_are_read_or_refused(data, name):
    try:
        outline = read_file(name, data)
    except ImportRefused as refusal:
        assert refusal.code
        assert str(refusal)
        return
    check_laws(outline)


@given(lines=LINES, codec=st.sampled_from(["utf-8", "gb18030", "big5", "utf-16", "utf-16-be"]))
@RELAXED
def test_any_lesson_in_any_encoding_is_read_or_refused(lines, codec):
    try:
        outline = read_file("a.txt", "\n".join(lines).encode(codec, "replace"))
    except ImportRefused:
        return
    check_laws(outline)


@given(lines=LINES)
@RELAXED
def test_outlines_are_deterministic(lines):
    try:
        first = read_text("\n".join(lines))
    except ImportRefused:
        return
    assert first == read_text("\n".join(lines))
