"""Lessons of many shapes, each with the outline a reader sees (tests/lessons/files)."""

import json
from pathlib import Path

import pytest

from lessons.importing.reading import read_file
from tests.lessons.importing.gold import SAMPLES, measure, sample_pairs

FILES = Path(__file__).parents[1] / "files"
EXPECTED = sorted(FILES.glob("*.expected.json"))


def lesson_of(expected: Path) -> Path:
    stem = expected.name.removesuffix(".expected.json")
    return next(file for file in FILES.glob(f"{stem}.*") if file.suffix != ".json")


def read_gold(expected: Path) -> dict:
    """The compact form of the expected outlines as a gold answer."""
    gold = json.loads(expected.read_text("utf-8"))
    keys = ("level", "number", "heading")
    gold["headings"] = [dict(zip(keys, heading, strict=True)) for heading in gold["headings"]]
    gold["askable"] = [{"quote": quote} for quote in gold.get("quotes", [])]
    return gold


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_lesson_is_read_as_a_reader_sees_it(expected):
    file = lesson_of(expected)
    outline = read_file(file.name, file.read_bytes())
    assert measure(outline, read_gold(expected)).wrong() == []


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["formal", "dotted", "english", "wrapped"])
def test_encoding_makes_no_difference(name, codec):
    text = (FILES / f"{name}.txt").read_text("utf-8")
    plain = read_file("a.txt", text.encode("utf-8"))
    coded = read_file("a.txt", text.encode(codec))
    assert coded.sections == plain.sections
    assert coded.text == plain.text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["traps", "plan", "units"])
def test_line_ends_and_empty_lines_make_no_difference(name, ending):
    lines = (FILES / f"{name}.txt").read_text("utf-8").split("\n")
    plain = read_file("a.txt", "\n".join(lines).encode())
    for joint in (ending, ending * 2, ending * 3):
        other = read_file("a.txt", joint.join(line for line in lines if line).encode())
        assert [(s.level, s.number, s.heading) for s in other.sections if s.heading] == [
            (s.level, s.number, s.heading) for s in plain.sections if s.heading
        ]
        assert [p.text for p in other.prompts] == [p.text for p in plain.prompts]


@pytest.mark.skipif(not SAMPLES.exists(), reason=f"no sample lessons at {SAMPLES}")
@pytest.mark.parametrize("pair", sample_pairs(), ids=lambda pair: pair[0].name)
def test_sample_is_read_as_its_gold_says(pair):
    file, gold = pair
    outline = read_file(file.name, file.read_bytes())
    assert measure(outline, json.loads(gold.read_text("utf-8"))).wrong() == []
