"""Lengths as lessons write them."""

import pytest

from lessons.importing.durations import read_durations

CASES = [  # value, total, lecture, discussion, unit
    ("3小時(講課2小時,討論1小時)。", 180, 120, 60, None),
    ("2学时（讲授1.5学时，讨论0.5学时）。", 90, 68, 23, "学时"),
    ("90分钟，其中讲课60分钟，互动讨论30分钟", 90, 60, 30, None),
    ("90分钟（讲课65\u00a0分钟，讨论25\u00a0分钟）", 90, 65, 25, None),
    ("两个半小时，其中讨论半小时", 150, 120, 30, None),
    ("一个半小时", 90, None, None, None),
    ("二小時三十分鐘（講授九十分鐘、分組討論六十分鐘）", 150, 90, 60, None),
    ("1小时30分钟（讲授1小时，讨论30分）", 90, 60, 30, None),
    ("讲授、讨论各45分钟", None, 45, 45, None),
    ("3学时（每学时40分钟），讲授2学时，讨论1学时", 120, 80, 40, "学时"),
    ("4學時，其中研討1學時", 180, 135, 45, "学时"),
    ("讲授2小时讨论1小时", None, 120, 60, None),
    ("120分钟授课，60分钟讨论", None, 120, 60, None),
    ("讲授60分钟、实操30分钟、讨论30分钟", None, 60, 30, None),
    ("2 hours (lecture 80 minutes, discussion 40 minutes)", 120, 80, 40, None),
    ("90 min: 60 min lecture + 30 min discussion", 90, 60, 30, None),
    ("90 minutes (60 lecture, 30 discussion)", 90, 60, 30, None),
    ("1 hour and 30 minutes, including 30 minutes of discussion", 90, 60, 30, None),
    ("60-minute lecture and 30-minute discussion", None, 60, 30, None),
    ("one and a half hours", 90, None, None, None),
    ("讲授：2学时；讨论：1学时", None, 90, 45, "学时"),
    ("讲60分钟 议30分钟", None, 60, 30, None),
    ("3時（講2時、議1時）", 180, 120, 60, None),
    ("1小时讲授　半小时讨论", None, 60, 30, None),
    ("90分钟（讲授）+30分钟（讨论）", None, 90, 30, None),
    ("60+30分钟", 90, None, None, None),
    ("2学时（50分钟/学时）", 100, None, None, "学时"),
    ("讲授占三分之二，共3小时", 180, None, None, None),
    ("75-minute lecture followed by a 45-minute discussion", None, 75, 45, None),
    ("Lecture: 1 hour 20 minutes; Q&A: 40 minutes", None, 80, 40, None),
    ("1½ hours", 90, None, None, None),
    ("3 class hours (40 minutes each)", 120, None, None, "学时"),
    ("2024年3月1日", None, None, None, None),
    ("上午9点到11点", None, None, None, None),
]


@pytest.mark.parametrize(("value", "total", "lecture", "discussion", "unit"), CASES)
def test_length_is_read(value, total, lecture, discussion, unit):
    found = read_durations(value)
    assert (found.total, found.lecture, found.discussion) == (total, lecture, discussion)
    assert found.hour_unit == unit


def test_bare_number_counts_in_the_unit_of_its_label():
    assert read_durations("3", "学时：3").total == 135
    assert read_durations("3", "编号：3").is_empty
