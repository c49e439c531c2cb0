"""Titles: which paper or book somebody wrote, gave or issued, told with who or when."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_TITLE = re.compile(r"《(?P<name>[^》《\n]{5,32})》(?:\([^)\n]{1,20}\))?")
_GIVEN = re.compile(  # 作《改造我们的学习》的报告, 写出《出发归来记》
    r"(?:作|作了|作出|发表|写[下成出了]|撰写|出版|编成|通过|印发|发布|公布|发出|下发|出台|制定|颁布|留下|起草)"
    r"(?:了|过)?(?:题为)?[^,。;:《》]{0,8}$"
)
_ISSUED = re.compile(r"^(?:正式)?(?:公布|印发|发布|出台|问世|出版|发表|通过)(?=[,。;])")
_WHEN = re.compile(r"(?<!\d)\d{4}年|全会|大会|会议(?!室|纪要|记录)")
_WHO = re.compile(
    r"毛泽东|邓小平|周恩来|刘少奇|朱德|陈云|张闻天|同志|任弼时|董必武|李大钊|陈独秀|瞿秋白|方志敏"
)


def find(lesson: Lesson) -> list[Found]:
    return [fact for sentence in lesson.sentences for fact in _in_sentence(lesson, sentence)]


def _in_sentence(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """Where the sentence names one title only: of two it would say which is which."""
    matches = list(_TITLE.finditer(lesson.shadow, sentence.start, sentence.end))
    if len(matches) != 1:
        return []
    (match,) = matches
    if match["name"].endswith("法"):
        return []  # what a law is about tells which it is
    before = lesson.shadow[sentence.start : match.start()]
    is_given = _GIVEN.search(before) or _ISSUED.match(lesson.shadow[match.end() : sentence.end])
    if not is_given or not (_WHEN.search(before) or _WHO.search(before)):
        return []
    spans = {"title": (match.start(), match.end("name") + 1), "whole": match.span()}
    return [Found("title", sentence.section, *match.span(), "given", spans)]
