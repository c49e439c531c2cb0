"""The reader's pages: what they show, what they keep, and who sees them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from lessons.models import Picture, ReadingMark, ReadingPosition, Section
from lessons.services import publishing
from tests.cast import ACTORS, NOW, make_cast
from tests.factories import (
    SMALL_LESSON,
    make_draft,
    make_edition,
    make_outline,
    make_upload,
    place_of,
)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def learner(cast):
    return signed_in(cast.learner)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(edition, number, query=""):
    return reverse("lessons:page-detail", args=[edition.lesson_id, number]) + query


def body(response):
    return response.content.decode()


# The catalogue


def test_the_catalogue_lists_published_lessons_with_length_and_audience(learner):
    make_edition()
    make_draft(make_outline(title="还没发布的课"))
    gone = make_edition(make_outline(title="撤下的课"))
    publishing.withdraw_lesson(None, gone.lesson, now=NOW)
    page = body(learner.get(reverse("lessons:lesson-list")))
    assert "社区议事入门" in page
    assert "社区居民" in page
    assert "3小时：讲课2小时，讨论1小时" in page
    assert "还没发布的课" not in page
    assert "撤下的课" not in page


@pytest.mark.parametrize("words", ["議事", "议事", "社区议事入门", " 议事 "])
def test_a_title_is_found_in_either_script(learner, words):
    make_edition()
    make_edition(make_outline(title="圖書館", script="traditional"))
    page = body(learner.get(reverse("lessons:lesson-list"), {"q": words}))
    assert "社区议事入门" in page
    assert "图书馆" not in page


def test_an_empty_catalogue_and_an_empty_search_say_what_to_do(learner):
    assert "还没有课程" in body(learner.get(reverse("lessons:lesson-list")))
    make_edition()
    page = body(learner.get(reverse("lessons:lesson-list"), {"q": "<没有>"}))
    assert "没有课名里有“&lt;没有&gt;”的课" in page


def test_the_catalogue_costs_the_same_for_1_and_20_lessons(learner, django_assert_num_queries):
    make_edition()
    with django_assert_num_queries(5):
        learner.get(reverse("lessons:lesson-list"))
    for number in range(19):
        make_edition(make_outline(title=f"第{number}课"))
    with django_assert_num_queries(5):
        assert body(learner.get(reverse("lessons:lesson-list"))).count("<li>") == 20


# A page of a lesson


def test_a_page_shows_its_text_place_and_neighbours(learner):
    edition = make_edition()
    page = body(learner.get(address(edition, 3)))
    assert "<title>事事有着落｜社区议事入门｜本课</title>" in page
    assert "第3节，共5节" in page
    assert "<span data-s>定下的事要有人办。</span>" in page
    assert "总之，议事让邻里更近。" in page
    assert "一、为什么要议事" in page
    assert "读完了，下一节：" in page
    assert f'href="{address(edition, 2)}"' in page
    assert f'href="{address(edition, 4)}"' in page
    assert page.count('aria-current="page"') == 1 + 1  # the navigation's and the contents'


@pytest.mark.parametrize("number", [0, 6, 99_999])
def test_a_page_beyond_the_ends_is_not_there(learner, number):
    edition = make_edition()
    assert learner.get(f"/lessons/{edition.lesson_id}/{number}/").status_code == 404


@pytest.mark.parametrize("name", ACTORS)
def test_every_signed_in_person_reads_published_lessons(cast, name):
    assert signed_in(cast[name]).get(address(make_edition(), 1)).status_code == 200


def test_without_sign_in_there_is_only_the_way_to_it(db, client):
    edition = make_edition()
    for url in (address(edition, 1), reverse("lessons:lesson-list")):
        response = client.get(url)
        assert response.status_code == 302
        assert "/accounts/login/" in response.url


def test_a_withdrawn_lesson_is_404_like_no_lesson_and_editors_still_read_it(cast, learner):
    edition = make_edition()
    publishing.withdraw_lesson(None, edition.lesson, now=NOW)
    gone = learner.get(address(edition, 1))
    missing = learner.get(f"/lessons/{edition.lesson_id + 999}/1/")
    assert gone.status_code == missing.status_code == 404
    plain = re.compile(r"nonce=\S+|csrfmiddlewaretoken[^>]*|/lessons/\d+/1/")
    assert plain.sub("", body(gone)) == plain.sub("", body(missing))
    assert signed_in(cast.editor).get(address(edition, 1)).status_code == 200


def test_the_text_follows_the_readers_script(learner):
    edition = make_edition()
    learner.cookies["display"] = "language:zh-hant"
    page = body(learner.get(address(edition, 3)))
    assert "定下的事要有人辦。" in page
    assert 'class="prose" lang="zh-Hant"' in page
    learner.cookies["display"] = "language:zh-hant.text:as-uploaded"
    page = body(learner.get(address(edition, 3)))
    assert "定下的事要有人办。" in page
    assert 'class="prose" lang="zh-Hans"' in page


def test_an_english_lesson_says_so(learner):
    parts = [(1, "1. ", "1", "Why we meet", ["Neighbours decide together. Mr. Li takes notes."])]
    edition = make_edition(make_outline(parts, title="Meetings", script="latin"))
    page = body(learner.get(address(edition, 1)))
    assert 'class="prose" lang="en"' in page
    assert "1. Why we meet" in re.sub(r"<[^>]+>", "", page)


def test_a_link_to_a_sentence_lights_it(learner):
    edition = make_edition()
    start = edition.text.index("办完要回话")
    page = body(learner.get(address(edition, 3, f"?at={start}-{start + 5}")))
    assert '<mark id="at">办完要回话</mark>' in page
    heading = edition.text.index("事事有着落")
    page = body(learner.get(address(edition, 3, f"?at={heading}-{heading + 5}")))
    assert '<mark id="at">事事有着落</mark></span></h1>' in page


@pytest.mark.parametrize("query", ["?at=5-2", "?at=0-99999999", "?at=x", "?at=-1", "?edition=x"])
def test_a_span_that_makes_no_sense_is_left_out(learner, query):
    response = learner.get(address(make_edition(), 3, query))
    assert response.status_code == 200
    assert "<mark" not in body(response)


def test_the_page_is_private_and_asked_for_again(learner):
    response = learner.get(address(make_edition(), 1))
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_page_costs_at_most_8_queries_whatever_its_length(learner, django_assert_num_queries):
    small = make_edition()
    many = [(2, f"（{n}）", str(n), f"第{n}节", [f"话{n}。"] * 20) for n in range(1, 200)]
    large = make_edition(make_outline([(1, "一、", "一", "长", []), *many]))
    for edition in (small, large):
        # Session, user, roles, edition, sections the first time, marks, the place and keeping it.
        with django_assert_num_queries(8):
            learner.get(address(edition, 2))
        with django_assert_num_queries(6):
            learner.get(address(edition, 2))


def test_tables_and_pictures_stand_in_the_page(learner):
    parts = [(1, "一、", "一", "看图", ["前面的话。", "类别\t颜色", "纸\t蓝色", "后面的话。"])]
    outline = make_outline(parts)
    upload = make_upload(b"with picture")
    Picture.objects.create(upload=upload, number=1, media_type="image/png", data=b"\x89PNG", alt="")
    outline["pictures"] = [
        {"number": 1, "start": outline["text"].index("后面"), "alt": "楼门会"},
    ]
    edition = make_edition(outline, upload=upload)
    page = body(learner.get(address(edition, 1)))
    assert '<th scope="col"><span data-s>类别</span></th>' in page
    assert f'<img src="/pictures/{upload.pk}/1/" alt="楼门会"' in page


# Pictures


def test_a_picture_is_seen_by_readers_of_its_lesson_only(cast, learner):
    upload = make_upload(b"with picture")
    Picture.objects.create(upload=upload, number=1, media_type="image/png", data=b"\x89PNG", alt="")
    url = reverse("lessons:picture", args=[upload.pk, 1])
    assert learner.get(url).status_code == 404  # a draft's
    assert signed_in(cast.editor).get(url).status_code == 200
    edition = make_edition(upload=upload)
    response = learner.get(url)
    assert (response.content, response.headers["Content-Type"]) == (b"\x89PNG", "image/png")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    publishing.withdraw_lesson(None, edition.lesson, now=NOW)
    assert learner.get(url).status_code == 404
    assert learner.get(reverse("lessons:picture", args=[upload.pk, 2])).status_code == 404


# Reading on


def mark(client, edition, number, *, via="button", of=None):
    url = reverse("lessons:page-mark", args=[edition.lesson_id, number])
    return client.post(url, {"edition": (of or edition).number, "via": via})


def test_the_button_marks_the_page_and_goes_on(cast, learner):
    edition = make_edition()
    response = mark(learner, edition, 1)
    assert (response.status_code, response.url) == (302, address(edition, 2))
    assert ReadingMark.objects.read_pages(cast.learner, edition) == {1}
    page = body(learner.get(address(edition, 1)))
    assert "下一节：" in page
    assert "读完了，下一节：" not in page


def test_the_last_page_leads_back_to_the_lesson(learner):
    edition = make_edition()
    response = mark(learner, edition, 5)
    assert response.url == f"/lessons/{edition.lesson_id}/"


def test_the_script_gets_no_page(cast, learner):
    edition = make_edition()
    assert mark(learner, edition, 2, via="end").status_code == 204
    assert ReadingMark.objects.get().via == "end"


@pytest.mark.parametrize("data", [{}, {"edition": "x", "via": "end"}, {"edition": 1, "via": "x"}])
def test_a_mark_that_makes_no_sense_is_400(learner, data):
    url = reverse("lessons:page-mark", args=[make_edition().lesson_id, 1])
    assert learner.post(url, data).status_code == 400
    assert ReadingMark.objects.count() == 0


def test_a_mark_is_for_the_edition_that_was_on_the_screen(cast, learner):
    old = make_edition()
    other = (1, "", None, None, ["完全不同的开头，说的是别的事情，一句也不一样。"])
    new = make_edition(make_outline((other, *SMALL_LESSON[1:])), lesson=old.lesson)
    mark(learner, old, 1, via="end")
    assert ReadingMark.objects.read_pages(cast.learner, old) == {1}
    assert ReadingMark.objects.read_pages(cast.learner, new) == set()


def test_an_old_edition_says_so_and_keeps_its_own_links(cast, learner):
    old = make_edition()
    make_edition(lesson=old.lesson)
    page = body(learner.get(address(old, 2, "?edition=1")))
    assert "这是以前的版本" in page
    assert f'href="{address(old, 3)}?edition=1"' in page
    assert "data-position" not in page
    assert ReadingPosition.objects.count() == 0
    assert mark(learner, old, 2).url == address(old, 3, "?edition=1")


def test_a_visit_keeps_the_place_without_any_script(cast, learner):
    edition = make_edition()
    learner.get(address(edition, 4))
    assert place_of(cast.learner, edition).page_number == 4


def test_looking_up_a_sentence_does_not_move_the_place(cast, learner):
    edition = make_edition()
    learner.get(address(edition, 4))
    learner.get(address(edition, 2, "?at=30-40"))
    learner.head(address(edition, 1))
    assert place_of(cast.learner, edition).page_number == 4


def test_the_paragraph_is_kept_and_offered_again(cast, learner):
    edition = make_edition()
    learner.get(address(edition, 4))
    url = reverse("lessons:position-save", args=[edition.lesson_id, 4])
    assert learner.post(url, {"edition": 1, "paragraph": 1}).status_code == 204
    assert place_of(cast.learner, edition).paragraph == 1
    page = body(learner.get(address(edition, 4)))
    assert 'href="#p1"' in page
    assert learner.post(url, {"edition": 1, "paragraph": -1}).status_code == 400
    assert learner.post(url, {"edition": 7, "paragraph": 1}).status_code == 404


@pytest.mark.parametrize("name", ["page-mark", "position-save"])
def test_writing_needs_a_post_and_a_token(cast, name):
    edition = make_edition()
    url = reverse(f"lessons:{name}", args=[edition.lesson_id, 1])
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.learner)
    assert client.get(url).status_code == 405
    assert client.post(url, {"edition": 1, "via": "end", "paragraph": 1}).status_code == 403
    assert ReadingMark.objects.count() == ReadingPosition.objects.count() == 0


def test_section_rows_carry_what_the_contents_need(db):
    edition = make_edition()
    assert Section.objects.filter(edition=edition).exclude(outline_id="").count() == 6
