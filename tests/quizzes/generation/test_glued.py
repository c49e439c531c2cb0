"""No text stops the generator, and every quotation stands where it says."""

import random

import pytest

from lessons.importing.outline import ImportRefused
from quizzes.generation.generating import generate
from tests.quizzes.generation.glued import glued
from tests.quizzes.generation.samples import all_lessons, outline_from

TEXTS = [
    path.read_bytes().decode("utf-8", "ignore")
    for path in all_lessons() if path.suffix in (".txt", ".md")
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_glued_together_gives_questions_or_none(seed):
    asked = 0
    for text in glued(TEXTS, random.Random(seed), 15):
        for name in ("lesson.txt", "lesson.md"):
            try:
                outline = outline_from(text, name)
            except ImportRefused:
                continue
            items = generate(outline, seed=seed).items
            asked += len(items)
            for evidence in (e for item in items for e in item.evidence):
                assert outline.text[evidence.start : evidence.end] == evidence.quote
    assert asked > 0


def test_what_ends_with_its_lesson_is_read_to_the_end():
    """A date, a set or a list as the very last characters of a text."""
    for last in (
        "党中央于1935年1月15日",
        "这“三个严禁”是严禁拍照、严禁连网、严禁混用",
        "由自我管理、自我服务、自我监督",
    ):
        generate(outline_from("长征\n一、会议\n1935年1月，中央在遵义召开会议。\n" + last))
