"""Reading services: marks are events, the place is one row, the way back is always found."""

import datetime as dt

import pytest

from lessons.contents import Contents
from lessons.lengths import length_in_words
from lessons.models import Lesson, ReadingMark, ReadingPosition, Section
from lessons.services import publishing, reading
from tests.cast import NOW, make_cast
from tests.factories import SMALL_LESSON, make_edition, make_outline, place_of
from tests.lessons.racing import run_together

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def cast(db):
    return make_cast()


def pages_of(edition):
    return list(Section.objects.filter(edition=edition).select_related("edition").pages())


def test_a_mark_is_made_once_and_never_changed(cast):
    page = pages_of(make_edition())[0]
    assert reading.mark_page(cast.learner, page, via="end", now=NOW)
    assert not reading.mark_page(cast.learner, page, via="button", now=LATER)
    mark = ReadingMark.objects.get()
    assert (mark.via, mark.made_at, mark.learner) == ("end", NOW, cast.learner)


def test_marks_are_ones_own(cast):
    edition = make_edition()
    reading.mark_page(cast.learner, pages_of(edition)[1], via="end", now=NOW)
    assert ReadingMark.objects.read_pages(cast.learner, edition) == {2}
    assert ReadingMark.objects.read_pages(cast.second_learner, edition) == set()
    everyone = [cast.learner.pk, cast.second_learner.pk]
    assert ReadingMark.objects.read_counts(everyone, edition) == {cast.learner.pk: 1}


@pytest.mark.django_db(transaction=True)
def test_two_marks_at_once_make_one():
    cast = make_cast()
    page = pages_of(make_edition())[0]
    _found, errors = run_together(
        lambda: reading.mark_page(cast.learner, page, via="end", now=NOW), count=4
    )
    assert errors == []
    assert ReadingMark.objects.count() == 1


def test_the_place_is_kept_to_the_paragraph(cast):
    edition = make_edition()
    page = pages_of(edition)[3]
    reading.save_position(cast.learner, page, paragraph=1, now=NOW)
    place = place_of(cast.learner, edition)
    assert (place.page_number, place.paragraph) == (4, 1)
    assert place.url.endswith("/4/#p1")
    reading.save_position(cast.learner, pages_of(edition)[0], now=LATER)
    assert place_of(cast.learner, edition).page_number == 1
    assert ReadingPosition.objects.count() == 1


def test_a_visit_moves_the_place_only_to_another_page(cast):
    first, second = pages_of(make_edition())[:2]
    assert reading.visit_page(cast.learner, first, now=NOW) is None
    reading.save_position(cast.learner, first, paragraph=2, now=NOW)
    assert reading.visit_page(cast.learner, first, now=LATER).paragraph == 2
    assert reading.visit_page(cast.learner, second, now=LATER) is None
    assert ReadingPosition.objects.get().section_key == second.key


def test_who_never_read_begins_at_the_first_unread_page(cast):
    edition = make_edition()
    assert place_of(cast.learner, edition).page_number == 1
    for page in pages_of(edition)[:2]:
        reading.mark_page(cast.learner, page, via="button", now=NOW)
    assert place_of(cast.learner, edition).page_number == 3


def test_a_place_that_is_gone_in_a_new_edition_falls_back_to_the_first_unread_page(cast):
    edition = make_edition()
    pages = pages_of(edition)
    reading.mark_page(cast.learner, pages[0], via="end", now=NOW)
    reading.save_position(cast.learner, pages[3], paragraph=1, now=NOW)
    parts = (*SMALL_LESSON[:5], (1, "二、", "二", "全新的一节", ["别的话。"]), SMALL_LESSON[6])
    make_edition(make_outline(parts), lesson=edition.lesson)
    lesson = Lesson.objects.get()
    assert place_of(cast.learner, lesson.current_edition).page_number == 2


def test_the_way_back_costs_two_queries_at_most(cast, django_assert_max_num_queries):
    edition = make_edition()
    with django_assert_max_num_queries(2):
        place_of(cast.learner, edition)


def test_the_latest_place_comes_first_and_withdrawn_lessons_not_at_all(cast):
    old, new, gone = make_edition(), make_edition(), make_edition()
    for hours, edition in enumerate((old, new, gone)):
        now = NOW + dt.timedelta(hours=hours)
        reading.save_position(cast.learner, pages_of(edition)[hours], now=now)
    publishing.withdraw_lesson(None, gone.lesson, now=LATER)
    places = ReadingPosition.objects.of(cast.learner).recent().with_page()
    assert [(p.lesson, p.page_number) for p in places] == [(new.lesson, 2), (old.lesson, 1)]


def contents_of(edition, read=()):
    return Contents(list(Section.objects.filter(edition=edition).in_order()), read)


def test_contents_name_every_section_with_its_page(cast):
    contents = contents_of(make_edition(), {1, 2})
    flat = [
        (e.label + e.title, e.page_number, e.is_read, [c.title for c in e.children])
        for e in contents.entries
    ]
    assert flat == [
        ("开篇", 1, True, []),
        ("一、为什么要议事", 2, True, ["人人有责", "事事有着落"]),
        ("二、怎样议事", 4, False, []),
        ("结语", 5, False, []),
    ]
    assert [c.anchor for c in contents.entries[1].children] == ["s3", ""]


def test_a_place_in_words_and_its_address(cast):
    edition = make_edition()
    contents = contents_of(edition)
    start = edition.text.index("办完要回话")
    assert contents.place_at(start) == "一、为什么要议事\u3000（二）事事有着落"
    address = contents.url_at(edition.lesson_id, start, start + 5)
    assert address == f"/lessons/{edition.lesson_id}/3/?at={start}-{start + 5}#at"
    assert "edition=1" in contents.url_at(edition.lesson_id, start, start + 5, edition=1)
    assert contents.page_number_at(0) == 1
    assert contents.page_number_at(10**9) == 5


def test_a_lesson_without_headings_is_called_text(cast):
    contents = contents_of(make_edition(make_outline([(1, "", None, None, ["一段。"])])))
    assert [e.title for e in contents.entries] == ["正文"]


@pytest.mark.parametrize(
    ("lecture", "discussion", "unit", "words"),
    [
        (120, 60, "", "3小时：讲课2小时，讨论1小时"),
        (90, None, "", "1.5小时"),
        (70, 30, "", "100分钟：讲课70分钟，讨论30分钟"),
        (68, 45, "学时", "2.5学时：讲课1.5学时，讨论1学时"),
        (None, 60, "", "1小时"),
        (None, None, "", ""),
        (0, 45, "", "45分钟"),
    ],
)
def test_length_in_words(lecture, discussion, unit, words):
    assert length_in_words(lecture, discussion, unit) == words
