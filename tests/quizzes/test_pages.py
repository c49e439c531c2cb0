"""The pages of a quiz with a plain browser: start, answer, save, hand in, result, report."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from people import site
from quizzes.models import Attempt, Item, ItemReport, Paper, Response, ResponseEvent
from quizzes.services import attempts
from tests.cast import NOW
from tests.quizzes.asking import (
    answer_all,
    make_edition,
    make_item,
    make_paper,
    question,
    right_value,
    save,
    start,
    wrong_value,
)


@pytest.fixture
def paper(cast):
    return make_paper()


@pytest.fixture
def learner(client_of):
    return client_of("learner")


def sheet_url(attempt):
    return reverse("quizzes:attempt-detail", args=[attempt.pk])


def submit_url(attempt):
    return reverse("quizzes:attempt-submit", args=[attempt.pk])


def result_url(attempt):
    return reverse("quizzes:attempt-result", args=[attempt.pk])


def paper_url(paper):
    return reverse("quizzes:paper-detail", args=[paper.edition.lesson_id])


def hidden_fields(html):
    found = re.findall(r'<input type="hidden" name="(was-[^"]+)" value="([^"]*)"', html)
    return dict(found)


def fields_of(attempt, values):
    """What a browser posts for these values, by question id."""
    posted = {}
    for asked in attempt.snapshot:
        name = asked["id"]
        if name not in values:
            continue
        value = values[name]
        if asked["kind"] == "blank":
            posted |= {f"{name}-{i}": text for i, text in enumerate(value)}
        elif asked["kind"] == "match":
            posted |= {f"{name}-{left}": right for left, right in value.items()}
        elif asked["kind"] == "judge":
            posted[name] = "true" if value else "false"
        else:
            posted[name] = value
    return posted


def right_values(attempt):
    return {asked["id"]: right_value(attempt, asked) for asked in attempt.snapshot}


def finish(learner, paper, **how):
    attempt = start(learner, paper, now=timezone.now())
    answer_all(attempt, now=timezone.now(), **how)
    return attempts.submit_attempt(learner, attempt, now=timezone.now())


# --- Before the start ----------------------------------------------------------------------


def test_page_tells_the_rules_before_starting(learner, paper):
    html = learner.get(paper_url(paper)).content.decode()
    for words in ("5题", "60分", "不限时", "最多3次", "全部选对才得分", "开始答题"):
        assert words in html


def test_page_waits_while_items_are_made(learner, cast):
    edition = make_edition()
    html = learner.get(reverse("quizzes:paper-detail", args=[edition.lesson_id])).content.decode()
    assert "正在出题" in html
    assert "开始答题" not in html
    assert learner.post(reverse("quizzes:attempt-start", args=[edition.lesson_id])).url == reverse(
        "quizzes:paper-detail", args=[edition.lesson_id]
    )


def test_editors_see_why_items_could_not_be_made(client_of, cast):
    edition = make_edition()
    edition.generation = {
        "tries": 2,
        "failure": {"at": NOW.isoformat(), "what": "KeyError: s9"},
    }
    edition.save()
    url = reverse("quizzes:paper-detail", args=[edition.lesson_id])
    assert "KeyError: s9" in client_of("editor").get(url).content.decode()
    assert "KeyError" not in client_of("learner").get(url).content.decode()


def test_page_without_items_says_so(learner, paper):
    Item.objects.update(state="rejected")
    html = learner.get(paper_url(paper)).content.decode()
    assert "这一课没有测验题" in html
    start_url = reverse("quizzes:attempt-start", args=[paper.edition.lesson_id])
    assert learner.post(start_url).url == paper_url(paper)
    assert not Attempt.objects.exists()


def test_page_says_when_items_wait_for_an_editor(learner, paper):
    site.set_value(None, "quiz_review_policy", "hold", now=NOW)
    assert "题目还在审" in learner.get(paper_url(paper)).content.decode()


def test_thin_pool_asks_what_there_is(learner, cast):
    paper = make_paper(kinds=("judge",))
    assert "1题" in learner.get(paper_url(paper)).content.decode()


def test_page_lists_earlier_attempts_and_the_best(learner, cast, paper):
    finish(cast.learner, paper, wrong=("single", "judge", "match"))
    finish(cast.learner, paper)
    html = learner.get(paper_url(paper)).content.decode()
    assert "最好成绩100分，已经及格" in html
    assert "还可以答1次" in html
    assert html.count("以这次为准") == 1


def test_page_costs_the_same_for_one_attempt_and_many(
    learner, cast, django_assert_max_num_queries, django_assert_num_queries
):
    paper = make_paper(attempts_allowed=30)
    finish(cast.learner, paper)
    with django_assert_max_num_queries(8) as one:
        learner.get(paper_url(paper))
    for _ in range(19):
        attempt = start(cast.learner, paper, now=timezone.now())
        attempts.submit_attempt(cast.learner, attempt, now=timezone.now())
    with django_assert_num_queries(len(one)):
        learner.get(paper_url(paper))


def test_lesson_not_published_or_withdrawn_has_no_quiz(learner, cast, paper):
    lesson = paper.edition.lesson
    lesson.withdrawn_at = NOW
    lesson.save()
    missing = reverse("quizzes:paper-detail", args=[999_999])
    assert learner.get(paper_url(paper)).status_code == 404
    assert learner.get(missing).status_code == 404


# --- Answering without JavaScript ----------------------------------------------------------


def test_whole_way_by_plain_forms(learner, cast, paper):
    started = learner.post(reverse("quizzes:attempt-start", args=[paper.edition.lesson_id]))
    attempt = Attempt.objects.get()
    assert started.url == sheet_url(attempt)
    page = learner.get(started.url).content.decode()
    values = right_values(attempt)
    posted = hidden_fields(page) | fields_of(attempt, values)
    assert learner.post(sheet_url(attempt), posted).url == sheet_url(attempt)
    assert Response.objects.count() == 5
    again = learner.get(sheet_url(attempt)).content.decode()
    assert "全部答完了" in again
    for asked in attempt.snapshot:
        if asked["kind"] == "single":
            assert f'value="{values[asked["id"]]}" checked' in again
    done = learner.post(submit_url(attempt), posted)
    assert done.url == result_url(attempt)
    html = learner.get(done.url).content.decode()
    assert "100分，及格" in html
    assert "5道题全部答对" in html


def test_old_page_does_not_overwrite_what_another_saved_since(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    asked = question(attempt, "single")
    old_page = hidden_fields(learner.get(sheet_url(attempt)).content.decode())
    save(attempt, asked, right_value(attempt, asked), now=timezone.now())
    learner.post(sheet_url(attempt), old_page)
    assert Response.objects.get().value == right_value(attempt, asked)
    # What is changed on the old page itself is a later answer.
    learner.post(
        sheet_url(attempt),
        old_page | fields_of(attempt, {asked["id"]: wrong_value(attempt, asked)}),
    )
    assert Response.objects.get().value == wrong_value(attempt, asked)


def test_unticking_everything_is_an_answer_too(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    asked = question(attempt, "multiple")
    save(attempt, asked, right_value(attempt, asked), now=timezone.now())
    page = hidden_fields(learner.get(sheet_url(attempt)).content.decode())
    learner.post(sheet_url(attempt), page)
    assert Response.objects.get().value == []


def test_handing_in_with_gaps_asks_first_and_keeps_what_was_typed(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    page = hidden_fields(learner.get(sheet_url(attempt)).content.decode())
    values = right_values(attempt)
    missing = question(attempt, "judge")["id"]
    del values[missing]
    reply = learner.post(submit_url(attempt), page | fields_of(attempt, values))
    assert reply.url == submit_url(attempt)
    assert Response.objects.count() == 4
    confirm = learner.get(reply.url).content.decode()
    number = missing.removeprefix("q")
    assert "还有1题没答" in confirm
    assert f"第{number}题" in confirm
    attempt.refresh_from_db()
    assert attempt.is_open
    assert learner.post(submit_url(attempt), {"confirmed": "1"}).url == result_url(attempt)
    attempt.refresh_from_db()
    assert attempt.score == 80


def test_answer_too_long_is_refused_with_its_words_and_the_rest_is_kept(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    page = hidden_fields(learner.get(sheet_url(attempt)).content.decode())
    values = right_values(attempt)
    name = question(attempt, "blank")["id"]
    values[name] = ["长" * 501, "表决"]
    for url in (sheet_url(attempt), submit_url(attempt)):
        reply = learner.post(url, page | fields_of(attempt, values))
        html = reply.content.decode()
        assert reply.status_code == 400
        assert "每空最多500字" in html
        assert "长" * 501 in html
    assert Response.objects.count() == 4
    assert not Response.objects.filter(item_id_in_snapshot=name).exists()


def test_form_after_the_close_is_kept_and_said_to_be_late(learner, cast):
    paper = make_paper(minutes=10)
    attempt = start(cast.learner, paper, now=timezone.now() - dt.timedelta(minutes=9))
    page = hidden_fields(learner.get(sheet_url(attempt)).content.decode())
    moved = attempt.deadline_at - dt.timedelta(minutes=5)
    Attempt.objects.update(deadline_at=moved)
    posted = page | fields_of(attempt, right_values(attempt))
    reply = learner.post(submit_url(attempt), posted, follow=True)
    html = reply.content.decode()
    assert reply.redirect_chain[-1][0] == result_url(attempt)
    assert "不计分" in html
    assert "0分，没有及格" in html
    assert "自动收的卷" in html
    assert ResponseEvent.objects.filter(is_late=True).count() == 5
    assert "收卷以后才送到的答案" in html


def test_typed_script_width_and_numerals_do_not_matter(learner, cast):
    paper = make_paper(kinds=())
    make_item(
        paper.edition, "blank", stem="党的____、____、____。",
        accepted=[["十八届三中全会"], ["谁承办"], ["《求是》"]],
    )  # fmt: skip
    attempt = start(cast.learner, paper, now=timezone.now())
    save(attempt, attempt.snapshot[0], ["18 屆三中全會", "「誰承辦」", "求是"], now=timezone.now())
    assert attempts.submit_attempt(cast.learner, attempt, now=timezone.now()).score == 100


def test_submitted_sheet_leads_to_the_result_and_open_result_to_the_sheet(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    assert learner.get(result_url(attempt)).url == sheet_url(attempt)
    attempts.submit_attempt(cast.learner, attempt, now=timezone.now())
    assert learner.get(sheet_url(attempt)).url == result_url(attempt)
    assert learner.get(submit_url(attempt)).url == result_url(attempt)


def test_sheet_and_result_stay_within_their_query_budget(
    learner, cast, django_assert_max_num_queries, django_assert_num_queries
):
    paper = make_paper(each=4, count=20)
    attempt = start(cast.learner, paper, now=timezone.now())
    with django_assert_max_num_queries(8) as unanswered:
        learner.get(sheet_url(attempt))
    answer_all(attempt, now=timezone.now())
    with django_assert_num_queries(len(unanswered)):
        learner.get(sheet_url(attempt))
    attempts.submit_attempt(cast.learner, attempt, now=timezone.now())
    with django_assert_max_num_queries(8):
        learner.get(result_url(attempt))


# --- The wall ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "actor",
    ["second_learner", "stranger", "secretary", "upper_secretary", "editor", "administrator"],
)
def test_somebody_elses_attempt_is_like_no_attempt(client_of, cast, paper, actor):
    attempt = start(cast.learner, paper, now=timezone.now())
    client = client_of(actor)
    for pk in (attempt.pk, attempt.pk + 1000):
        for name in ("attempt-detail", "attempt-submit", "attempt-result", "response-save"):
            url = reverse(f"quizzes:{name}", args=[pk])
            assert client.get(url).status_code == 404
        for name in ("attempt-detail", "attempt-submit", "response-save"):
            assert client.post(reverse(f"quizzes:{name}", args=[pk])).status_code == 404
        report = reverse("quizzes:item-report", args=[pk, "q1"])
        assert client.get(report).status_code == 404
        assert client.post(report, {"text": "错"}).status_code == 404
    assert not ResponseEvent.objects.exists()


# --- The result ----------------------------------------------------------------------------


def test_result_opens_the_sentence_of_each_wrong_answer_and_says_why(learner, cast, paper):
    attempt = finish(cast.learner, paper, wrong=("single", "blank", "match"))
    html = learner.get(result_url(attempt)).content.decode()
    assert "40分，没有及格" in html
    assert "5道题答对2道，答错3道" in html
    assert all(html.count(f"<mark>第{number}件事大家商量。</mark>") == 1 for number in range(1, 6))
    assert "课文这样说每周" in html
    assert "三、议过的事" in html
    assert "原文" in html
    wrong_part, right_part = html.split('id="right"')
    assert wrong_part.count("<article") == 3
    assert right_part.count("<details") == 2
    assert "再答一次（还可以答2次）" in html
    at = paper.edition.text.index("第1件事大家商量。")
    assert f"?at={at}-{at + 9}#at" in html


def test_evidence_of_one_section_is_one_passage_with_every_span_marked(learner, cast):
    paper = make_paper(kinds=())
    item = make_item(paper.edition, "match")
    place = item.places.get()
    spans = [(f"第{n}件事大家商量。", paper.edition.text.index(f"第{n}件事")) for n in (1, 3, 5)]
    place.evidence = [{"start": at, "end": at + len(q), "quote": q} for q, at in spans]
    place.save()
    item.explanation = "与原文一致。原文（见于课文）：" + " … ".join(quote for quote, _at in spans)
    item.save()
    attempt = finish(cast.learner, paper, wrong=("match",))
    html = learner.get(result_url(attempt)).content.decode()
    assert html.count('class="source"') == 1
    assert all(html.count(f"<mark>{quote}</mark>") == 1 for quote, _at in spans)
    assert all(html.count(quote) == 1 for quote, _at in spans)
    assert "与原文一致。</p>" in html


def test_a_reason_is_said_once_and_a_sentence_shown_below_is_not_repeated(learner, cast):
    paper = make_paper(kinds=())
    item = make_item(paper.edition, "multiple")
    quote = item.places.get().evidence[0]["quote"]
    for option in item.options:
        option["why"] = f"正确，见于课文：{quote}" if option["key"] else "课文别处才说到。"
    item.options[3]["key"] = False
    item.options[3]["why"] = "课文别处才说到。"
    item.save()
    attempt = finish(cast.learner, paper, wrong=("multiple",))
    html = learner.get(result_url(attempt)).content.decode()
    assert html.count(quote) == 1
    assert html.count("课文别处才说到。") == 1
    letters = re.search(r'<span class="said-what">([A-D]、[A-D])</span>', html)
    assert letters, "the options that share the reason are named"


def test_the_place_of_a_passage_is_the_whole_way_to_it(learner, cast):
    paper = make_paper(kinds=())
    item = make_item(paper.edition, "judge")
    place = item.places.get()
    at = paper.edition.text.index("每月一次")
    place.evidence = [{"start": at, "end": at + 4, "quote": "每月一次"}]
    place.save()
    attempt = finish(cast.learner, paper)
    html = learner.get(result_url(attempt)).content.decode()
    section = paper.edition.sections.filter(start__lte=at, end__gt=at, level=2).first()
    assert f"　（一）{section.heading}" in html


def test_english_says_whose_words_a_passage_is(client_of, cast, paper):
    client = client_of("learner")
    client.cookies["display"] = "language:en"
    attempt = finish(cast.learner, paper)
    html = client.get(result_url(attempt)).content.decode()
    assert '<p class="from"><span lang="en">The lesson says</span>' in html


def test_result_stays_readable_when_the_lesson_is_replaced_or_withdrawn(learner, cast, paper):
    attempt = finish(cast.learner, paper)
    edition = paper.edition
    make_edition(lesson=edition.lesson)
    html = learner.get(result_url(attempt)).content.decode()
    assert "这一课有了新版本" in html
    assert "&amp;edition=1" in html
    edition.lesson.refresh_from_db()
    edition.lesson.withdrawn_at = NOW
    edition.lesson.save()
    assert learner.get(result_url(attempt)).status_code == 200


def test_item_edited_or_deleted_during_the_attempt_changes_nothing(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    Item.objects.filter(kind="single").update(stem="改过的题", options=[])
    Item.objects.filter(kind="judge").delete()
    assert "改过的题" not in learner.get(sheet_url(attempt)).content.decode()
    answer_all(attempt, now=timezone.now())
    learner.post(submit_url(attempt), {"confirmed": "1"})
    html = learner.get(result_url(attempt)).content.decode()
    assert "100分，及格" in html
    assert "改过的题" not in html


def test_lesson_replaced_during_the_attempt_lets_it_end_with_its_edition(learner, cast, paper):
    attempt = start(cast.learner, paper, now=timezone.now())
    make_edition(lesson=paper.edition.lesson)
    assert learner.get(sheet_url(attempt)).status_code == 200
    answer_all(attempt, now=timezone.now())
    assert learner.post(submit_url(attempt), {"confirmed": "1"}).url == result_url(attempt)
    assert Attempt.objects.best_for(cast.learner, paper.edition).score == 100


def test_partial_credit_is_said_before_and_shown_after(learner, cast):
    paper = make_paper(has_partial_credit=True, kinds=("multiple",))
    assert "选对一部分也得分" in learner.get(paper_url(paper)).content.decode()
    attempt = start(cast.learner, paper, now=timezone.now())
    asked = attempt.snapshot[0]
    save(attempt, asked, right_value(attempt, asked)[:2], now=timezone.now())
    learner.post(submit_url(attempt), {"confirmed": "1"})
    html = learner.get(result_url(attempt)).content.decode()
    assert "66.66分" in html
    assert "答对一部分" in html


def test_words_come_in_the_readers_script(client_of, cast, paper):
    client = client_of("learner")
    client.cookies["display"] = "language:zh-hant"
    attempt = start(cast.learner, paper, now=timezone.now())
    html = client.get(sheet_url(attempt)).content.decode()
    assert "鄰里的事由一個人決定" in html
    assert '<legend class="stem" lang="zh-Hant">' in html
    client.cookies["display"] = "language:zh-hant.text:as-uploaded"
    html = client.get(sheet_url(attempt)).content.decode()
    assert "邻里的事由一个人决定" in html
    assert '<legend class="stem" lang="zh-Hans">' in html


# --- Reports -------------------------------------------------------------------------------


def test_report_reaches_the_editors_once_per_person(learner, cast, paper):
    attempt = finish(cast.learner, paper)
    url = reverse("quizzes:item-report", args=[attempt.pk, "q1"])
    assert "题目有误" in learner.get(url).content.decode()
    assert learner.post(url, {"text": "答案不对"}).url == result_url(attempt)
    learner.post(url, {"text": "第2个也对"})
    report = ItemReport.objects.get()
    assert report.text == "第2个也对"
    assert report.item_id == attempt.snapshot[0]["item"]
    assert learner.post(url, {"text": ""}).status_code == 200
    assert learner.post(url, {"text": "有\x00字符"}).status_code == 200
    assert learner.get(url.replace("q1", "q77")).status_code == 404


def test_papers_of_others_do_not_mix(cast, paper):
    assert Paper.objects.visible_to(cast.learner).get() == paper
