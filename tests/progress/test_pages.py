"""The learner's and the secretary's pages: what they say, to whom, at what price."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from discussions.services.answers import post_answer
from discussions.services.replies import post_reply
from lessons.services.reading import save_position
from people.models import AuditEvent, User
from progress.models import Assignment, Completion, Exemption
from progress.overview import MOST_FOLDED
from progress.services.assignments import assign_lesson
from progress.services.exemptions import exempt
from tests.cast import NOW, make_branch, make_user
from tests.factories import make_lesson, make_outline
from tests.studying import finish, make_course, pass_quiz, read_all


@pytest.fixture
def course(db):
    return make_course()


@pytest.fixture
def task(cast, course):
    now = timezone.now()
    due = timezone.localdate() + dt.timedelta(days=3)
    return assign_lesson(cast.upper_secretary, course.lesson, cast.committee, due_on=due, now=now)


def without_tokens(reply):
    """The page without what differs by chance or by the address that was asked."""
    page = re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]*', "", text(reply))
    return re.sub(r"/branches/\d+/", "", page)


def text(reply):
    return reply.content.decode()


def words(reply):
    """What the page shows: a token or an address may hold any digits by chance."""
    return strip_tags(text(reply))


def branch_page(client, branch, lesson=None):
    url = reverse("progress:branch-detail", args=[branch.pk])
    return client.get(url, {"lesson": lesson.pk} if lesson else {})


def test_home_says_what_is_due_and_what_is_missing(client_of, cast, course, task):
    read_all(cast.learner, course, pages=1)
    page = text(client_of("learner").get("/"))
    assert course.title in page
    assert "2道讨论题" in page
    assert "测验" in page


def main_button(reply):
    """The words of the one red button, and where it leads."""
    found = re.findall(
        r'<a class="button button-main" href="([^"]*)"[^>]*>([^<]*)</a>', text(reply)
    )
    assert len(found) == 1
    return found[0][::-1]


def test_home_with_nothing_begun_offers_the_first_task(client_of, course, task):
    assert main_button(client_of("learner").get("/")) == (
        "开始读",
        reverse("lessons:page-detail", args=[course.lesson_id, 1]),
    )


def test_home_with_nothing_due_offers_the_catalogue(client_of, course):
    assert main_button(client_of("learner").get("/")) == ("看全部课程", "/lessons/")


def test_home_offers_what_comes_next_in_the_lesson_begun(client_of, cast, course, task):
    client = client_of("learner")
    page = course.sections.get(page_number=2)
    save_position(cast.learner, page, paragraph=1, now=NOW)
    place = reverse("lessons:page-detail", args=[course.lesson_id, 2]) + "#p1"
    assert main_button(client.get("/")) == ("接着读", place)
    read_all(cast.learner, course)
    assert main_button(client.get("/"))[0] == "去做测验"
    pass_quiz(cast.learner, course)
    assert main_button(client.get("/"))[0] == "去写讨论题"


@pytest.mark.parametrize("name", ["progress:home", "progress:credit-list"])
def test_home_and_hours_see_at_once_that_a_lesson_is_finished(
    client_of, cast, course, task, django_assert_max_num_queries, name
):
    client = client_of("learner")
    save_position(cast.learner, course.sections.get(page_number=2), paragraph=1, now=NOW)
    finish(cast.learner, course, now=timezone.now() - dt.timedelta(days=2))
    with django_assert_max_num_queries(40):
        page = text(client.get(reverse(name)))
    assert Completion.objects.get().learner == cast.learner
    if name == "progress:home":
        assert "都做完了" not in page
        assert "接着读" not in page
        assert "布置的课都学完了" in page
    else:
        assert re.search(r"已记<b>[1-9][\d.]*</b>学时", page)


def test_one_look_folds_no_more_than_its_budget(client_of, cast, django_assert_max_num_queries):
    for _ in range(MOST_FOLDED + 2):
        finish(cast.learner, make_course(), now=timezone.now() - dt.timedelta(days=2))
    client = client_of("learner")
    with django_assert_max_num_queries(10 + 25 * MOST_FOLDED):
        client.get("/")
    assert Completion.objects.count() == MOST_FOLDED
    client.get("/")
    assert Completion.objects.count() == MOST_FOLDED + 2


def test_chinese_on_an_english_page_says_that_it_is(client_of, cast, course, task):
    answer = post_answer(cast.learner, course.prompts.get(number=1), "我们楼每月开会。", now=NOW)
    post_reply(cast.secretary, answer, "说得好。", event_id=uuid.uuid4(), now=NOW)
    client = client_of("learner")
    client.cookies["display"] = "language:en"
    home = text(client.get("/"))
    assert '<h1 class="phrased" lang="zh-Hans">' in home
    assert '<span lang="zh-Hans">说得好。</span>' in home
    lesson = text(client.get(course.lesson.get_absolute_url()))
    assert '<span lang="zh-Hans">下一次打算怎么做？</span>' in lesson
    page = text(client.get(reverse("discussions:prompt-list", args=[course.lesson_id])))
    assert '<div class="voice-text" lang="zh-Hans">' in page
    assert f'<b lang="zh-Hans">{cast.secretary}</b>' in page


def test_home_without_lessons_says_so(client_of):
    assert "还没有课" in text(client_of("learner").get("/"))


def test_the_lesson_page_lists_what_is_missing_and_folds_when_nothing_is(
    client_of, cast, course, task
):
    url = reverse("progress:lesson-detail", args=[course.lesson_id])
    client = client_of("learner")
    assert "还差什么" in text(client.get(url))
    finish(cast.learner, course)
    done = text(client.get(url))
    assert "已经学完" in done
    assert "记3学时" in done
    assert Completion.objects.filter(learner=cast.learner).exists()
    assert "3学时" in text(client.get(reverse("progress:credit-list"), {"year": NOW.year}))


def test_an_unpublished_lesson_is_404_for_learners(client_of, db):
    from lessons.models import Lesson

    lesson = Lesson.objects.create(title="未发布", created_at=timezone.now())
    url = reverse("progress:lesson-detail", args=[lesson.pk])
    assert client_of("learner").get(url).status_code == 404


def test_the_secretary_sees_who_needs_help_who_is_done_who_is_exempt(client_of, cast, course, task):
    finish(cast.learner, course)
    read_all(cast.second_learner, course, pages=1)
    pass_quiz(cast.second_learner, course, score=37)
    exempt(cast.secretary, cast.secretary, reason="away", lesson=None, now=timezone.now())
    client_of("learner").get(reverse("progress:lesson-detail", args=[course.lesson_id]))
    page = branch_page(client_of("secretary"), cast.branch)
    totals = page.context["totals"]
    assert (totals.needs, totals.done, totals.exempt) == (1, 1, 1)
    shown = text(page)
    assert "李淑珍" in shown
    assert "答了1次没有及格" in shown
    assert "方志强" not in shown
    assert re.findall(r"37|100", words(page)) == []


def test_the_committee_sees_all_below_and_each_branch(client_of, cast, course, task):
    page = branch_page(client_of("upper_secretary"), cast.committee)
    assert page.context["totals"].needs == 8
    assert {row.branch.name for row in page.context["below"]} == {"第一党支部", "第二党支部"}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("learner", 403),
        ("second_learner", 403),
        ("stranger", 404),
        ("secretary", 200),
        ("sibling_secretary", 404),
        ("upper_secretary", 200),
        ("editor", 404),
        ("administrator", 200),
    ],
)
def test_who_may_see_a_branch(client_of, cast, task, name, status):
    assert branch_page(client_of(name), cast.branch).status_code == status


def test_outside_the_wall_a_branch_looks_like_no_branch(client_of, cast, task):
    client = client_of("sibling_secretary")
    there = branch_page(client, cast.branch)
    nowhere = client.get(reverse("progress:branch-detail", args=[cast.branch.pk + 999]))
    assert there.status_code == nowhere.status_code == 404
    assert without_tokens(there) == without_tokens(nowhere)


def test_a_secretary_assigns_within_the_subtree_only(client_of, cast, course):
    due = (timezone.localdate() + dt.timedelta(days=5)).isoformat()
    client = client_of("secretary")
    form = {"lesson": course.lesson_id, "branch": cast.branch.pk, "due_on": due}
    assert client.post(reverse("progress:assignment-create"), form).status_code == 302
    assert Assignment.objects.holding().get().branch == cast.branch
    form["branch"] = cast.sibling.pk
    refused = client.post(reverse("progress:assignment-create"), form)
    assert "branch" in refused.context["form"].errors
    form = {"lesson": course.lesson_id, "branch": cast.branch.pk, "due_on": "2020-01-01"}
    past = client.post(reverse("progress:assignment-create"), form)
    assert "已经过去" in text(past)


def test_assigning_again_moves_the_date(cast, course, task):
    due = timezone.localdate() + dt.timedelta(days=30)
    assign_lesson(
        cast.upper_secretary, course.lesson, cast.committee, due_on=due, now=timezone.now()
    )
    assert Assignment.objects.get().due_on == due


def test_a_branch_secretary_cannot_cancel_the_committees_task(client_of, task):
    url = reverse("progress:assignment-cancel", args=[task.pk])
    assert client_of("secretary").post(url).status_code == 403
    assert client_of("learner").post(url).status_code == 403
    assert client_of("upper_secretary").post(url).status_code == 302
    task.refresh_from_db()
    assert task.cancelled_at is not None
    assert AuditEvent.objects.filter(kind="assignment.cancelled").exists()


def test_exempting_and_taking_it_back(client_of, cast, task):
    client = client_of("secretary")
    url = reverse("progress:exemption-create", args=[cast.learner.pk])
    assert client.post(url, {"reason": "illness"}).status_code == 302
    row = Exemption.objects.get()
    assert client_of("sibling_secretary").post(url, {"reason": "age"}).status_code == 404
    end = reverse("progress:exemption-end", args=[row.pk])
    assert client_of("learner").post(end).status_code == 404
    assert client_of("sibling_secretary").post(end).status_code == 404
    assert client.post(end).status_code == 302
    row.refresh_from_db()
    assert row.ends_on is not None


@pytest.mark.parametrize(
    ("name", "status"),
    [("second_learner", 404), ("stranger", 404), ("secretary", 200), ("sibling_secretary", 404),
     ("upper_secretary", 200), ("learner", 200), ("administrator", 200), ("editor", 404)],
)  # fmt: skip
def test_who_may_see_a_member(client_of, cast, task, name, status):
    url = reverse("progress:person-detail", args=[cast.learner.pk])
    assert client_of(name).get(url).status_code == status


@pytest.mark.parametrize("where", ["home", "lesson", "branch"])
def test_pages_cost_the_same_for_one_row_and_twenty(
    client_of, cast, course, task, django_assert_num_queries, django_assert_max_num_queries, where
):
    actor = "secretary" if where == "branch" else "learner"
    client = client_of(actor)
    url = {
        "home": "/",
        "lesson": reverse("progress:lesson-detail", args=[course.lesson_id]),
        "branch": reverse("progress:branch-detail", args=[cast.branch.pk]),
    }[where]
    most = {"home": 9, "lesson": 8, "branch": 22}[where]
    client.get(url)
    with django_assert_max_num_queries(most) as one:
        client.get(url)
    for number in range(20):
        make_user(f"m{number}", branch=cast.branch)
    for _ in range(3):
        other = make_course()
        due = timezone.localdate() + dt.timedelta(days=30)
        assign_lesson(
            cast.upper_secretary, other.lesson, cast.committee, due_on=due, now=timezone.now()
        )
    with django_assert_num_queries(len(one)):
        client.get(url)


@pytest.mark.parametrize("written", ["²²²²", "0000", "9999", "-1", "x", "١٢٣٤", "", "9" * 30])
def test_an_odd_number_in_the_address_is_no_error(client_of, cast, task, written):
    hours = client_of("learner").get(reverse("progress:credit-list"), {"year": written})
    assert hours.status_code == 200
    url = reverse("progress:branch-detail", args=[cast.branch.pk])
    assert client_of("secretary").get(url, {"lesson": written}).status_code in (200, 404)


def test_secretaries_do_not_excuse_themselves(client_of, cast):
    url = reverse("progress:exemption-create", args=[cast.secretary.pk])
    assert client_of("secretary").get(url).status_code == 403
    assert client_of("secretary").post(url, {"reason": "age"}).status_code == 403
    assert client_of("upper_secretary").post(url, {"reason": "age"}).status_code == 302


def test_the_sooner_of_two_dates_is_the_one_shown(client_of, cast, course, task):
    later = timezone.localdate() + dt.timedelta(days=300)
    own = assign_lesson(
        cast.secretary, course.lesson, cast.branch, due_on=later, now=timezone.now()
    )
    page = branch_page(client_of("secretary"), cast.branch)
    assert page.context["task"] == task
    assert page.context["own_task"] == own
    assert reverse("progress:assignment-cancel", args=[own.pk]) in text(page)
    assert f"due_on={later.isoformat()}" in text(page)


def test_a_branch_counts_those_below_it_as_its_own_page_does(client_of, cast, course, task):
    group = make_branch("第一小组", cast.branch, kind="group")
    make_user("grouped", "何桂芳", group)
    client = client_of("upper_secretary")
    below = branch_page(client, cast.committee).context["below"]
    counts = {row.branch.name: row.totals for row in below}
    assert counts["第一小组"].needs == 1
    assert counts["第一党支部"] == branch_page(client, cast.branch).context["totals"]


def test_who_has_just_finished_does_not_stand_among_those_who_need_help(
    client_of, cast, course, task
):
    finish(cast.learner, course)
    page = branch_page(client_of("secretary"), cast.branch)
    assert [person.pk for person in page.context["done"]] == [cast.learner.pk]
    assert cast.learner.pk not in [row.person.pk for row in page.context["needs"]]
    assert Completion.objects.filter(learner=cast.learner).count() == 1


def test_the_first_look_at_hours_on_a_new_site_names_the_target(client_of):
    page = text(client_of("learner").get(reverse("progress:credit-list")))
    assert "一年要求32学时" in page


def test_a_list_that_is_cut_says_so(client_of, cast, course, task, monkeypatch):
    monkeypatch.setattr("progress.branch_pages.NAMES_SHOWN", 1)
    for person in (cast.learner, cast.second_learner):
        finish(person, course)
    make_branch("第三党支部", parent=cast.committee)
    shown = words(branch_page(client_of("upper_secretary"), cast.committee))
    assert shown.count("人数较多，这里只列出前1人。") == 1
    assert "还有2个下级组织没有列出" in shown


def test_the_list_of_branches_says_who_needs_help_in_each(client_of, cast, course, task):
    finish(cast.stranger, course)
    client_of("stranger").get(reverse("progress:lesson-detail", args=[course.lesson_id]))
    exempt(cast.upper_secretary, cast.learner, reason="away", lesson=None, now=timezone.now())
    page = client_of("upper_secretary").get(reverse("progress:branch-list"))
    numbers = {
        row.branch: (row.totals.needs, row.totals.done, row.totals.exempt)
        for row in page.context["rows"]
    }
    assert numbers == {
        cast.committee: (6, 1, 1), cast.branch: (2, 0, 1), cast.sibling: (1, 1, 0)
    }  # fmt: skip
    assert "6人需要帮助" in text(page).replace("<b>", "").replace("</b> ", "")


def test_a_branch_that_has_no_such_task_says_so_and_is_not_counted(client_of, cast, course):
    due = timezone.localdate() + dt.timedelta(days=5)
    assign_lesson(cast.secretary, course.lesson, cast.branch, due_on=due, now=timezone.now())
    page = client_of("administrator").get(reverse("progress:branch-list"))
    rows = {row.branch: row.totals for row in page.context["rows"]}
    assert rows[cast.sibling] is None
    assert rows[cast.branch].needs == rows[cast.committee].needs == 3
    assert "没有布置" in text(page)


def test_the_list_of_branches_costs_the_same_at_one_and_at_twenty(
    client_of, cast, course, task, django_assert_num_queries
):
    client = client_of("upper_secretary")
    url = reverse("progress:branch-list")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(20):
        branch = make_branch(f"第{number}支部", cast.committee)
        make_user(f"member{number}", "何桂芳", branch)
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_the_rows_of_a_branch_name_the_act_and_the_branch(client_of, cast, course, task):
    pass_quiz(cast.learner, course, score=37)
    User.objects.filter(pk=cast.learner.pk).update(last_login=timezone.now())
    page = text(branch_page(client_of("upper_secretary"), cast.committee))
    assert '<span class="state">答了1次没有及格</span><span class="state">没有邮箱' in page
    assert '<td class="quiet">第一党支部</td>' in page
    assert "看还差什么" in page
    assert f"/people/{cast.stranger.pk}/#account" in page
    own = text(branch_page(client_of("secretary"), cast.branch))
    assert '<td class="quiet">第一党支部</td>' not in own


def offered(page, name):
    return [(value, str(label)) for value, label in page.context["form"].fields[name].choices]


def test_lessons_to_assign_stand_in_the_readers_script_and_are_told_apart(client_of, cast):
    title = "奮力推動社會工作"
    first, second = (
        make_lesson(make_outline(title=title, script="traditional"), now=NOW + days)
        for days in (dt.timedelta(), dt.timedelta(days=2))
    )
    make_lesson(make_outline(title="社区议事"))
    client = client_of("upper_secretary")
    url = reverse("progress:assignment-create")
    page = client.get(url)
    labels = dict(offered(page, "lesson"))
    assert labels[""] == "请选择"
    assert labels[first.pk] == "奋力推动社会工作（3月10日10:00发布）"
    assert labels[second.pk] == "奋力推动社会工作（3月12日10:00发布）"
    assert "社区议事" in labels.values()
    client.cookies["display"] = "language:zh-hant"
    labels = dict(offered(client.get(url), "lesson"))
    assert labels[first.pk].startswith("奮力推動社會工作（")


def test_the_only_branch_and_the_only_lesson_are_chosen_already(client_of, cast, course):
    page = client_of("secretary").get(reverse("progress:assignment-create"))
    assert offered(page, "branch") == [(cast.branch.pk, "第一党支部")]
    assert [value for value, _label in offered(page, "lesson")] == [course.lesson_id]
    upper = client_of("upper_secretary").get(reverse("progress:assignment-create"))
    assert offered(upper, "branch") == [
        ("", "请选择"), (cast.committee.pk, "梧桐里街道党工委"),
        (cast.branch.pk, "　第一党支部"), (cast.sibling.pk, "　第二党支部"),
    ]  # fmt: skip


def exemption(client, member, **form):
    return client.post(reverse("progress:exemption-create", args=[member.pk]), form)


def test_no_reason_is_chosen_beforehand_and_other_needs_a_word(client_of, cast, task):
    client = client_of("secretary")
    page = client.get(reverse("progress:exemption-create", args=[cast.learner.pk]))
    assert offered(page, "reason")[0] == ("", "请选择")
    assert "reason" in exemption(client, cast.learner, reason="").context["form"].errors
    assert "note" in exemption(client, cast.learner, reason="other").context["form"].errors
    past = exemption(client, cast.learner, reason="away", last_on="2020-01-01")
    assert "last_on" in past.context["form"].errors
    assert not Exemption.objects.exists()


def test_an_exemption_ends_by_itself_after_its_last_day(client_of, cast, task):
    client, today = client_of("secretary"), timezone.localdate()
    form = {"reason": "other", "note": "产假", "last_on": today.isoformat()}
    exemption(client, cast.learner, **form)
    row = Exemption.objects.get()
    assert list(Exemption.objects.holding(today)) == [row]
    assert not Exemption.objects.holding(today + dt.timedelta(days=1)).exists()
    page = text(client.get(reverse("progress:person-detail", args=[cast.learner.pk])))
    assert "其他：产假" in page
    assert "为止" in page
    exemption(client, cast.learner, reason="away")
    assert Exemption.objects.count() == 1, "one holds already"
    client.post(reverse("progress:exemption-end", args=[row.pk]))
    row.refresh_from_db()
    assert row.ends_on == today
    exemption(client, cast.learner, reason="away")
    assert Exemption.objects.holding(today).get().last_on is None
