"""Publication: what an edition holds, once per draft, and what stays untouched."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from lessons.models import Draft, DraftStep, Edition, Lesson, Prompt, ReadingMark, Section
from lessons.services import publishing, reading
from people.models import AuditEvent
from tests.cast import NOW, make_cast
from tests.factories import SMALL_LESSON, SMALL_PROMPTS, make_draft, make_edition, make_outline
from tests.lessons.racing import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


def test_a_draft_becomes_lesson_edition_sections_and_prompts(cast):
    draft = make_draft()
    edition = publishing.publish_edition(cast.editor, draft, now=NOW)
    draft.refresh_from_db()
    assert draft.edition == edition
    assert draft.lesson == edition.lesson
    assert edition.number == 1
    assert edition.published_by == cast.editor
    assert edition.lesson.current_edition == edition
    assert edition.lesson.title == edition.title == "社区议事入门"
    assert edition.text == draft.outline["text"]
    assert [prompt.text for prompt in edition.prompts.all()] == [*SMALL_PROMPTS]
    assert AuditEvent.objects.get(kind="lesson.published").actor == cast.editor
    assert edition.generated_at is None


def test_sections_carry_printed_numbers_parents_and_pages():
    edition = make_edition()
    rows = list(Section.objects.filter(edition=edition).in_order())
    assert [(r.label, r.heading, r.page_number) for r in rows] == [
        ("", "", 1),
        ("一、", "为什么要议事", 2),
        ("（一）", "人人有责", None),
        ("（二）", "事事有着落", 3),
        ("二、", "怎样议事", 4),
        ("", "", 5),
    ]
    assert rows[2].parent == rows[1]
    assert rows[3].parent == rows[1]
    assert rows[4].parent is None
    third = edition.text[rows[3].page_start : rows[3].page_end]
    assert third.startswith("（二）事事有着落")
    assert third.endswith("总之，议事让邻里更近。")
    assert len({r.key for r in rows}) == len(rows)


def test_publishing_twice_gives_the_same_edition(cast):
    draft = make_draft()
    first = publishing.publish_edition(cast.editor, draft, now=NOW)
    again = publishing.publish_edition(cast.editor, draft, now=NOW + dt.timedelta(days=1))
    assert again == first
    assert Edition.objects.count() == 1
    assert AuditEvent.objects.filter(kind="lesson.published").count() == 1


@pytest.mark.parametrize("name", ["learner", "secretary", "upper_secretary"])
def test_who_is_no_editor_publishes_nothing(cast, name):
    with pytest.raises(PermissionDenied):
        publishing.publish_edition(cast[name], make_draft(), now=NOW)
    assert Edition.objects.count() == Lesson.objects.count() == 0


def test_a_draft_without_text_is_refused_and_leaves_nothing():
    draft = make_draft(make_outline(parts=((1, "一、", "一", "空", []),)))
    with pytest.raises(ValidationError, match="没有正文"):
        publishing.publish_edition(None, draft, now=NOW)
    assert Lesson.objects.count() == Prompt.objects.count() == 0


def test_a_draft_without_title_is_refused():
    with pytest.raises(ValidationError, match="课名"):
        publishing.publish_edition(None, make_draft(title=" "), now=NOW)


def test_the_edit_log_tells_every_step(cast):
    draft = make_draft()
    DraftStep.objects.create(
        draft=draft, version=2, method="repair-accepted", start=3, before="?!吨", after="。《中",
        outline_before={}, made_by=cast.editor, made_at=NOW,
    )  # fmt: skip
    edition = publishing.publish_edition(cast.editor, draft, now=NOW)
    (step,) = edition.edit_log
    assert dt.datetime.fromisoformat(step.pop("at")) == NOW
    assert step == {"start": 3, "before": "?!吨", "after": "。《中", "method": "repair-accepted",
                    "by": cast.editor.pk}  # fmt: skip


def test_an_edited_title_says_so():
    draft = make_draft(title="议事这样办")
    assert publishing.publish_edition(None, draft, now=NOW).title_origin == "editor"


def changed(before, after):
    """The small lesson with words of one paragraph changed."""
    return tuple(
        (*part[:4], [paragraph.replace(before, after) for paragraph in part[4]])
        for part in SMALL_LESSON
    )


def test_a_second_edition_keeps_keys_marks_and_prompts_keys(cast):
    first = make_edition()
    for page in Section.objects.filter(edition=first).pages():
        reading.mark_page(cast.learner, page, via="end", now=NOW)
    rewritten = (1, "二、", "二", "怎样议事", ["完全不同的一段新话，讲的是别的事情。"])
    parts = (*SMALL_LESSON[:5], rewritten, SMALL_LESSON[6])
    second = make_edition(make_outline(parts), lesson=first.lesson)
    assert second.number == 2
    first.lesson.refresh_from_db()
    assert first.lesson.current_edition == second
    assert ReadingMark.objects.read_pages(cast.learner, first) == {1, 2, 3, 4, 5}
    assert ReadingMark.objects.read_pages(cast.learner, second) == {1, 2, 3, 5}
    assert {p.key for p in first.prompts.all()} == {p.key for p in second.prompts.all()}


def test_a_mended_typo_sends_nobody_back_to_the_page(cast):
    long = "楼门会每月第一个星期六上午九点在活动室召开，由楼门长主持，居民代表参加。" * 4
    parts = changed("先商量", long + "先商量")
    first = make_edition(make_outline(parts))
    for page in Section.objects.filter(edition=first).pages():
        reading.mark_page(cast.learner, page, via="end", now=NOW)
    mended = changed("先商量", long.replace("召开", "招开", 1) + "先商量")
    second = make_edition(make_outline(mended), lesson=first.lesson)
    assert ReadingMark.objects.read_pages(cast.learner, second) == {1, 2, 3, 4, 5}
    third = make_edition(make_outline(mended), lesson=first.lesson)
    assert ReadingMark.objects.read_pages(cast.learner, third) == {1, 2, 3, 4, 5}
    assert ReadingMark.objects.read_counts([cast.learner.pk], third) == {cast.learner.pk: 5}


def test_a_renamed_section_keeps_its_key_and_so_its_readers(cast):
    words = ["楼门会每月开一次，定下的事要有人办。" * 12]
    first = make_edition(make_outline([*SMALL_LESSON[:5], (1, "二、", "二", "怎样议事", words)]))
    for page in Section.objects.filter(edition=first).pages():
        reading.mark_page(cast.learner, page, via="end", now=NOW)
    renamed = make_outline([*SMALL_LESSON[:5], (1, "二、", "二", "怎样把事议好", words)])
    second = make_edition(renamed, lesson=first.lesson)
    old, new = (e.sections.get(page_number=4) for e in (first, second))
    assert old.key == new.key
    assert ReadingMark.objects.read_pages(cast.learner, second) == {1, 2, 3, 4}


def test_withdrawing_and_restoring_change_only_the_offer(cast):
    lesson = make_edition().lesson
    publishing.withdraw_lesson(cast.editor, lesson, now=NOW)
    publishing.withdraw_lesson(cast.editor, lesson, now=NOW)
    assert not Lesson.objects.published().exists()
    assert AuditEvent.objects.filter(kind="lesson.withdrawn").count() == 1
    publishing.restore_lesson(cast.editor, lesson, now=NOW)
    assert Lesson.objects.published().get() == lesson


def test_a_scheduled_draft_publishes_itself_once(cast):
    draft = make_draft(created_by=cast.editor)
    later = NOW + dt.timedelta(hours=2)
    publishing.schedule_publication(cast.editor, draft, at=later, now=NOW)
    assert publishing.publish_due(NOW) == 0
    assert publishing.publish_due(later) == 1
    assert publishing.publish_due(later) == 0
    assert Edition.objects.get().published_at == later


def test_a_time_that_has_passed_is_refused(cast):
    with pytest.raises(ValidationError, match="已经过去"):
        publishing.schedule_publication(cast.editor, make_draft(), at=NOW, now=NOW)


def test_a_due_draft_that_cannot_be_published_does_not_hold_up_the_next(cast):
    bad = make_draft(created_by=cast.learner, publish_at=NOW)
    good = make_draft(created_by=cast.editor, publish_at=NOW)
    assert publishing.publish_due(NOW) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert bad.edition is None
    assert bad.publish_at is None
    assert good.edition is not None
    assert AuditEvent.objects.filter(kind="draft.publication_failed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_publishers_of_one_draft_make_one_edition():
    draft = make_draft()
    found, errors = run_together(
        lambda: publishing.publish_edition(None, Draft.objects.get(pk=draft.pk), now=NOW).pk
    )
    assert errors == []
    assert len(set(found)) == 1
    assert Edition.objects.count() == Lesson.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_drafts_of_one_lesson_published_at_once_get_two_numbers():
    lesson = make_edition().lesson
    drafts = [make_draft(lesson=lesson).pk for _ in range(2)]
    waiting = iter(drafts)
    found, errors = run_together(
        lambda: (
            publishing.publish_edition(None, Draft.objects.get(pk=next(waiting)), now=NOW).number
        )
    )
    assert errors == []
    assert sorted(found) == [2, 3]
