"""Answers: drafts that only grow, write first then see, the wall around a branch."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from discussions.models import Answer, AnswerVersion, Reply
from discussions.services.answers import LONGEST, post_answer, save_draft
from people.models import User
from people.services.members import move_person
from tests.cast import NOW, make_user
from tests.quizzes.asking import make_edition
from tests.studying import make_course

TEXT = "我们楼每个月都开一次会，谁提的谁来办都写在上面。"


@pytest.fixture
def course(db):
    return make_course()


@pytest.fixture
def prompt(course):
    return course.prompts.get(number=1)


def page_of(client, course):
    return client.get(reverse("discussions:prompt-list", args=[course.lesson_id]))


def post(client, course, number=1, text="", **data):
    url = reverse("discussions:answer-post", args=[course.lesson_id, number])
    return client.post(url, {f"text-{number}": text, **data})


def draft(client, course, number=1, **data):
    url = reverse("discussions:answer-draft", args=[course.lesson_id, number])
    return client.post(url, data)


def test_a_posted_answer_is_kept_with_branch_and_version(client_of, cast, course):
    reply = post(client_of("learner"), course, text=TEXT)
    assert reply.status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.branch, answer.draft) == (TEXT, cast.branch, "")
    assert AnswerVersion.objects.get().text == TEXT


def test_changing_keeps_the_first_text_as_a_version(cast, prompt):
    post_answer(cast.learner, prompt, TEXT, now=NOW)
    post_answer(cast.learner, prompt, TEXT, now=NOW)
    post_answer(cast.learner, prompt, TEXT + "后来又改了。", now=NOW)
    assert [row.text for row in AnswerVersion.objects.order_by("number")] == [
        TEXT,
        TEXT + "后来又改了。",
    ]


@pytest.mark.parametrize("text", ["", "   \n", "好的"])
def test_a_refused_text_comes_back_as_typed(client_of, course, text):
    page = post(client_of("learner"), course, text=text)
    assert page.status_code == 422
    assert "还没有写内容" in page.content.decode()
    assert not Answer.objects.posted().exists()


def test_a_text_too_long_says_how_long_and_loses_nothing(client_of, course):
    text = "长" * (LONGEST + 1)
    page = post(client_of("learner"), course, text=text)
    assert page.status_code == 422
    assert text in page.content.decode()
    assert f"写了{LONGEST + 1}字" in page.content.decode()


def test_what_a_database_cannot_store_is_left_out(cast, prompt):
    answer = post_answer(cast.learner, prompt, "有\x00空\ud800字符的发言", now=NOW)
    assert answer.text == "有空字符的发言"


def test_a_draft_is_replaced_by_a_higher_revision_only(client_of, cast, course):
    client = client_of("learner")
    assert draft(client, course, text="第二版", rev=2).json()["taken"]
    late = draft(client, course, text="第一版，晚到了", rev=1).json()
    assert (late["taken"], late["rev"]) == (False, 2)
    assert Answer.objects.get().draft == "第二版"
    assert "第二版" in page_of(client, course).content.decode()


def test_a_draft_of_one_is_seen_by_nobody_else(client_of, course):
    draft(client_of("learner"), course, text="只给自己看的草稿", rev=1)
    for name in ("second_learner", "secretary", "upper_secretary", "administrator"):
        assert "只给自己看的草稿" not in page_of(client_of(name), course).content.decode()


def test_a_draft_from_who_is_signed_out_gets_401_as_json(client, course):
    reply = draft(client, course, text="x", rev=1)
    assert reply.status_code == 401
    assert reply["Content-Type"] == "application/json"


def test_others_are_seen_only_after_ones_own_is_posted(client_of, cast, course, prompt):
    post_answer(cast.second_learner, prompt, TEXT, now=NOW)
    client = client_of("learner")
    before = page_of(client, course).content.decode()
    assert TEXT not in before
    assert "提交以后可以看到1位同志的发言" in before
    post(client, course, text="这是我自己的发言内容。")
    assert TEXT in page_of(client, course).content.decode()


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("secretary", True),
        ("upper_secretary", True),
        ("administrator", True),
        ("stranger", False),
        ("sibling_secretary", False),
        ("editor", False),
    ],
)
def test_who_sees_what_a_branch_posted(client_of, cast, course, prompt, name, sees):
    post_answer(cast.learner, prompt, TEXT, now=NOW)
    post_answer(cast[name], prompt, "我自己也先写了一段。", now=NOW)
    assert (TEXT in page_of(client_of(name), course).content.decode()) is sees


def test_an_answer_stays_with_the_branch_it_was_posted_in(client_of, cast, course, prompt):
    from people.services.members import move_person

    post_answer(cast.learner, prompt, TEXT, now=NOW)
    move_person(cast.administrator, cast.learner, cast.sibling, now=NOW)
    assert TEXT in page_of(client_of("secretary"), course).content.decode()
    assert TEXT not in page_of(client_of("sibling_secretary"), course).content.decode()


def test_the_secretary_comments_and_the_author_reads_it(client_of, cast, course, prompt):
    answer = post_answer(cast.learner, prompt, TEXT, now=NOW)
    url = reverse("discussions:reply-create", args=[answer.pk])
    form = {"text": "做法很好，下次会上讲讲。", "event_id": uuid.uuid4()}
    client = client_of("secretary")
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    reply = Reply.objects.get()
    assert reply.is_from_secretary
    assert "做法很好" in page_of(client_of("learner"), course).content.decode()


@pytest.mark.parametrize("name", ["stranger", "sibling_secretary", "editor"])
def test_outside_the_wall_an_answer_is_404_like_no_answer(client_of, cast, prompt, name):
    answer = post_answer(cast.learner, prompt, TEXT, now=NOW)
    client = client_of(name)
    there = client.get(reverse("discussions:reply-create", args=[answer.pk]))
    nowhere = client.get(reverse("discussions:reply-create", args=[answer.pk + 999]))
    assert there.status_code == nowhere.status_code == 404


def test_who_has_not_written_yet_may_not_comment(client_of, cast, prompt):
    answer = post_answer(cast.learner, prompt, TEXT, now=NOW)
    client = client_of("second_learner")
    assert client.get(reverse("discussions:reply-create", args=[answer.pk])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_one_answer_comes_of_many_posts_at_once(cast):
    course = make_course()
    prompt = course.prompts.get(number=1)

    def one(_):
        try:
            post_answer(cast.learner, prompt, TEXT, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(16)))
    assert Answer.objects.count() == AnswerVersion.objects.count() == 1


def test_the_page_costs_the_same_for_one_answer_and_twenty(
    client_of, cast, course, prompt, django_assert_num_queries, django_assert_max_num_queries
):
    from tests.cast import make_user

    client = client_of("learner")
    post(client, course, text=TEXT)
    post_answer(cast.second_learner, prompt, TEXT, now=NOW)
    with django_assert_max_num_queries(16) as one:
        page_of(client, course)
    for number in range(19):
        post_answer(make_user(f"m{number}", branch=cast.branch), prompt, TEXT, now=NOW)
    with django_assert_num_queries(len(one)):
        page_of(client, course)


def test_saving_too_long_a_draft_is_refused_with_a_reason(cast, prompt):
    with pytest.raises(ValidationError):
        save_draft(cast.learner, prompt, "长" * (LONGEST + 1), rev=1, now=NOW)


def test_a_prompt_that_kept_its_words_keeps_its_one_answer(client_of, cast, course, prompt):
    post(client_of("learner"), course, text=TEXT)
    newer = make_edition(lesson=course.lesson)
    kept = newer.prompts.get(key=prompt.key)
    draft(client_of("learner"), newer, kept.number, text=TEXT + "后来", rev=5)
    assert Answer.objects.get().draft == TEXT + "后来"
    post(client_of("learner"), newer, kept.number, text=TEXT + "后来")
    answer = Answer.objects.get()
    assert (answer.prompt, answer.text) == (prompt, TEXT + "后来")
    assert [version.text for version in answer.versions.order_by("number")] == [TEXT, answer.text]


def test_who_had_no_branch_gets_one_with_the_next_words(cast, prompt):
    person = make_user("newcomer", "何桂芳")
    post_answer(person, prompt, TEXT, now=NOW)
    assert Answer.objects.get().branch is None
    move_person(cast.administrator, person, cast.branch, now=NOW)
    person = User.objects.get(pk=person.pk)
    assert post_answer(person, prompt, TEXT + "后来", now=NOW).branch == cast.branch


def test_other_words_in_a_form_sent_before_are_another_comment(client_of, cast, prompt):
    answer = post_answer(cast.learner, prompt, TEXT, now=NOW)
    form = {"text": "说得好。", "event_id": uuid.uuid4()}
    url = reverse("discussions:reply-create", args=[answer.pk])
    client = client_of("secretary")
    for words in ("说得好。", "说得好。", "再补一句。", "再补一句。"):
        assert client.post(url, {**form, "text": words}).status_code == 302
    assert list(Reply.objects.order_by("pk").values_list("text", flat=True)) == [
        "说得好。",
        "再补一句。",
    ]


def test_a_draft_with_a_character_that_cannot_be_kept_keeps_the_rest(client_of, course):
    assert draft(client_of("learner"), course, text="开了\0会", rev=1).status_code == 200
    assert Answer.objects.get().draft == "开了会"


def test_the_page_answers_a_look_at_its_head(client_of, course):
    url = reverse("discussions:prompt-list", args=[course.lesson_id])
    assert client_of("learner").head(url).status_code == 200


OTHER = "第二个框里写到一半的话"


def test_posting_one_box_keeps_what_stands_in_the_other(client_of, course):
    client = client_of("learner")
    draft(client, course, 2, text="早先的草稿", rev=7)
    post(client, course, text=TEXT, **{"text-2": OTHER})
    assert Answer.objects.get(prompt__number=1).text == TEXT
    assert Answer.objects.get(prompt__number=2).draft == OTHER
    assert OTHER in page_of(client, course).content.decode()


def test_a_refused_box_does_not_cost_the_other(client_of, course):
    client = client_of("learner")
    page = post(client, course, text="短", **{"text-2": OTHER}).content.decode()
    assert ">\n短</textarea>" in page
    assert f">\n{OTHER}</textarea>" in page
    assert Answer.objects.get(prompt__number=1).draft == "短"


def test_a_box_too_long_comes_back_while_the_other_is_posted(client_of, course):
    client = client_of("learner")
    reply = post(client, course, text=TEXT, **{"text-2": "长" * (LONGEST + 1)})
    assert reply.status_code == 422
    assert "长" * (LONGEST + 1) in reply.content.decode()
    assert Answer.objects.get(prompt__number=1).text == TEXT


def test_a_box_nobody_touched_does_not_undo_a_later_draft(client_of, course):
    client = client_of("learner")
    draft(client, course, 2, text="早先的\n草稿", rev=1)
    was = re.search(r'name="was-2" value="(\w+)"', page_of(client, course).content.decode())[1]
    draft(client, course, 2, text="别的设备上新写的", rev=2)
    post(client, course, text=TEXT, **{"text-2": "早先的\r\n草稿", "was-2": was})
    assert Answer.objects.get(prompt__number=2).draft == "别的设备上新写的"


def test_a_saved_draft_is_told_in_the_words_and_the_time_of_the_page(client_of, course):
    client = client_of("learner")
    said = draft(client, course, text="写到一半的话", rev=1).json()["said"]
    assert re.fullmatch(r"草稿已保存　今天\d\d:\d\d，6字", said)
    assert said in page_of(client, course).content.decode()
