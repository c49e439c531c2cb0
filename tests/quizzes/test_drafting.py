"""The questions of a draft: made in the background, anew after a change, and only to be seen."""

import datetime as dt

import pytest
from django.urls import reverse

from lessons.models import Draft
from lessons.services import drafts
from lessons.services.publishing import publish_edition
from quizzes.models import Item
from quizzes.services import drafting
from quizzes.services.drafting import draft_quizzes
from tests.cast import NOW
from tests.factories import make_draft, make_outline
from tests.quizzes.generation.samples import FILES, outline_of

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
SOON = NOW + 4 * SECOND


@pytest.fixture
def draft(cast):
    return make_draft(outline_of(FILES / "rural.txt").to_dict())


def renewed(draft):
    return Draft.objects.get(pk=draft.pk)


def test_questions_are_made_once_when_nothing_happened_for_a_moment(draft):
    assert draft_quizzes(NOW + SECOND) == 0
    assert draft_quizzes(SOON) == 1
    made = renewed(draft)
    assert made.has_fresh_quiz
    kinds = [kind for kind, _count in made.quiz["kinds"]]
    assert kinds == ["single", "multiple", "judge", "blank", "match"]
    assert sum(count for _kind, count in made.quiz["kinds"]) == made.quiz_size > 3
    assert draft_quizzes(SOON) == 0
    assert Item.objects.count() == 0


def test_a_change_makes_them_anew_and_a_slow_maker_does_not_write_over_it(draft, monkeypatch, cast):
    draft_quizzes(SOON)
    drafts.change_draft(
        cast.editor, draft, lambda outline: outline, drafts.Change("text"), now=SOON
    )
    assert not renewed(draft).has_fresh_quiz
    assert renewed(draft).quiz_size > 3  # those before, until the new ones are made

    def changed_meanwhile(draft):
        drafts.change_draft(None, draft, lambda o: o, drafts.Change("text"), now=SOON)
        return {"kinds": [], "items": []}

    with monkeypatch.context() as patch:
        patch.setattr(drafting, "_summary", changed_meanwhile)
        assert draft_quizzes(SOON + 4 * SECOND) == 0
    assert renewed(draft).quiz_size > 3
    assert draft_quizzes(SOON + 9 * SECOND) == 1
    assert renewed(draft).has_fresh_quiz


def test_two_makers_share_the_work(draft, monkeypatch):
    asked = []

    def while_another_looks(draft):
        asked.append(draft_quizzes(SOON))
        return {"kinds": [], "items": []}

    monkeypatch.setattr(drafting, "_summary", while_another_looks)
    assert draft_quizzes(SOON) == 1
    assert asked == [0]


def test_a_maker_that_died_is_followed_by_another(draft):
    assert drafting._claim(draft.pk, SOON) is not None
    assert draft_quizzes(SOON + SECOND) == 0
    assert draft_quizzes(SOON + drafting.LEASE + SECOND) == 1


def test_a_draft_that_fails_is_left_until_it_changes(draft, monkeypatch, cast):
    def failing(draft):
        raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setattr(drafting, "_summary", failing)
        assert draft_quizzes(SOON) == 0
    assert draft_quizzes(SOON + SECOND) == 0
    assert renewed(draft).quiz == {"failure": True}
    drafts.change_draft(None, draft, lambda o: o, drafts.Change("text"), now=SOON)
    assert draft_quizzes(SOON + 4 * SECOND) == 1


def test_published_and_forgotten_drafts_are_left_alone(draft, cast):
    assert draft_quizzes(NOW + dt.timedelta(days=31)) == 0
    publish_edition(cast.editor, draft, now=NOW)
    assert draft_quizzes(SOON) == 0


def test_the_pages_say_how_many_and_show_them(draft, client_of):
    editor = client_of("editor")
    address = reverse("quizzes:draft-items", args=[draft.pk])
    pages = [draft.get_absolute_url(), f"{draft.get_absolute_url()}preview/1/", address]
    for page in pages:
        html = editor.get(page).content.decode()
        assert "正在出题目的初稿" in html
        assert "data-wait" in html and "wait.js" in html
    draft_quizzes(SOON)
    made = renewed(draft)
    for page in pages:
        html = editor.get(page).content.decode()
        assert f"出了{made.quiz_size}道题的初稿" in html
        assert f"单选{dict(made.quiz['kinds'])['single']}" in html
        assert "data-wait" not in html and "wait.js" not in html
    for item in made.quiz["items"]:
        assert item["stem"] in html
        assert all(text in html for text, _is_key in item["options"])


def test_while_a_maker_is_at_work_the_page_says_so(draft, client_of):
    draft.quiz = {"claim": {"version": draft.version, "until": SOON.isoformat()}}
    draft.save(update_fields=["quiz"])
    html = client_of("editor").get(draft.get_absolute_url()).content.decode()
    assert "正在出题目的初稿" in html and "出了0道题" not in html


def test_a_thin_text_says_that_nothing_can_be_asked(cast, client_of):
    draft = make_draft(make_outline(((1, "一、", "一", "甲", ["好。"]),), ()))
    assert draft_quizzes(SOON) == 1
    html = client_of("editor").get(draft.get_absolute_url()).content.decode()
    assert "课文里还没有可以出的题。" in html


def test_a_published_draft_leads_to_its_items(draft, cast, client_of):
    edition = publish_edition(cast.editor, draft, now=NOW)
    html = client_of("editor").get(reverse("quizzes:draft-items", args=[draft.pk])).content.decode()
    assert reverse("quizzes:item-list", args=[edition.lesson_id]) in html
