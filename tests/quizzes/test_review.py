"""The editors' desk for items: map, queue, judging, changing, writing, undoing, rules, lexicon."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from people import site
from people.models import AuditEvent
from quizzes.contract import Choice, Question, flaws_of
from quizzes.models import Item, ItemPlace, ItemReport, ItemVersion, Lexicon, Paper
from quizzes.services import generating, papers, review
from quizzes.services.review import Judgement, question_of
from tests.cast import NOW
from tests.factories import make_edition as make_any_edition
from tests.factories import make_outline
from tests.quizzes.asking import SENTENCES, make_edition, make_item, make_paper, start
from tests.quizzes.generation.samples import FILES, outline_of
from tests.quizzes.test_generating import PARTS

LATER = NOW + dt.timedelta(minutes=1)
APPROVE, REJECT = Judgement("approved"), Judgement("rejected", "garbled")


@pytest.fixture
def edition(cast):
    return make_paper(each=2, kinds=("single", "judge", "match")).edition


@pytest.fixture
def editor(client_of):
    return client_of("editor")


def url(name, *args, query=""):
    return reverse(f"quizzes:{name}", args=args) + query


def page_of(client, name, *args, query=""):
    reply = client.get(url(name, *args, query=query))
    assert reply.status_code == 200
    return reply.content.decode()


def in_order(edition):
    return [place.item for place in ItemPlace.objects.for_queue(edition).select_related("item")]


def judge(cast, edition, items, judgement, *, now=NOW, **how):
    pks = [item.pk for item in items]
    return review.judge_items(cast.editor, edition.lesson, pks, judgement, now=now, **how)


def a_single(edition, quote=SENTENCES[50], **fields):
    """A sound question about a sentence of the text, and its span."""
    start = edition.text.index(quote)
    question = Question(
        "single", "谁来商量？",
        options=(Choice("大家", True, "课文这样说"), Choice("一个人", False)),
        quotes=(quote,), **fields,
    )  # fmt: skip
    return question, [(start, start + len(quote))]


# --- The list ----------------------------------------------------------------------------------


def test_list_shows_map_counts_and_items(editor, edition):
    html = page_of(editor, "item-list", edition.lesson_id)
    assert "共6题" in html
    assert "未审6" in html
    assert "单选2" in html
    assert html.count("还没有题") >= 0
    for item in in_order(edition):
        assert item.stem in html


def test_map_says_which_rich_section_has_no_item(editor, cast):
    edition = make_any_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=1)
    bare = edition.sections.get(outline_id="s3")
    edition.item_places.filter(section_key=bare.key).delete()
    html = page_of(editor, "item-list", edition.lesson_id)
    row = html[html.index(f"?section={bare.key}#list") :]
    assert "还没有题" in row[: row.index("</li>")]


def test_rejected_items_do_not_cover_a_section(editor, cast, edition):
    judge(cast, edition, in_order(edition), REJECT)
    html = page_of(editor, "item-list", edition.lesson_id)
    assert "单选2" not in html
    assert "已退回6" in html


def test_reject_log_is_told_in_words(editor, edition):
    edition.generation = {"rejected": {"key_longest": 7, "brand_new_code": 2}, "notes": ["太短"]}
    edition.save()
    html = page_of(editor, "item-list", edition.lesson_id)
    assert "答案比别的选项长" in html
    assert "brand_new_code" in html
    assert "太短" in html


@pytest.mark.parametrize(
    ("query", "count"),
    [("kind=judge", 2), ("kind=judge&state=approved", 0), ("state=unreviewed", 6), ("kind=x", 6),
     ("rule=nothing", 0), ("section=%00", 6)],
)  # fmt: skip
def test_filters(editor, edition, query, count):
    html = page_of(editor, "item-list", edition.lesson_id, query=f"?{query}")
    listed = html[html.index('class="filters"') :]
    assert len(re.findall(r"/editor/items/\d+/[?\"]", listed)) == count


def test_rules_are_offered_by_name_once_and_choose_all_of_that_name(editor, edition):
    for item, rule in zip(in_order(edition), ("figure_single", "figures_blank"), strict=False):
        item.rule = rule
        item.save(update_fields=["rule"])
    html = page_of(editor, "item-list", edition.lesson_id)
    offered = re.findall(r'<option value="([^"]+)"[^>]*>数字和日期([^<]*)</option>', html)
    assert len(offered) == 1 and offered[0][1] == ""
    for rule in (offered[0][0], "figures_blank"):
        html = page_of(editor, "item-list", edition.lesson_id, query=f"?rule={rule}")
        listed = html[html.index('class="filters"') :]
        assert len(re.findall(r"/editor/items/\d+/[?\"]", listed)) == 2
        assert f'<option value="{offered[0][0]}" selected>' in html


def test_list_costs_the_same_for_six_items_and_many(
    editor, edition, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(13) as few:
        page_of(editor, "item-list", edition.lesson_id)
    for number in range(10, 30):
        make_item(edition, "single", number)
    ItemReport.objects.create(
        item=in_order(edition)[0], reported_by_id=editor.session["_auth_user_id"], text="？",
        reported_at=NOW,
    )  # fmt: skip
    with django_assert_num_queries(len(few)):
        page_of(editor, "item-list", edition.lesson_id)


def test_lesson_without_items_says_so(editor, cast):
    edition = make_edition()
    html = page_of(editor, "item-list", edition.lesson_id)
    assert "这一课还没有题" in html
    assert "正在出题" in html


# --- The queue ---------------------------------------------------------------------------------


def test_page_shows_the_item_in_its_place(editor, edition):
    items = in_order(edition)
    html = page_of(editor, "item-review", items[2].pk)
    assert "第3题，共6题" in html
    quote = items[2].places.get().evidence[0]["quote"]
    assert f"<mark>{quote}</mark>" in html
    assert f'href="{url("item-review", items[3].pk)}" data-key="j"' in html
    assert f'href="{url("item-review", items[1].pk)}" data-key="k"' in html


def test_each_kind_can_be_looked_at(editor, cast):
    edition = make_paper(kinds=("single", "multiple", "judge", "blank", "match", "short")).edition
    for item in in_order(edition):
        html = page_of(editor, "item-review", item.pk)
        assert item.get_kind_display() in html
        assert html.count("<mark>") == 1


def test_review_costs_the_same_for_few_items_and_many(
    editor, edition, django_assert_max_num_queries, django_assert_num_queries
):
    item = in_order(edition)[0]
    with django_assert_max_num_queries(12) as few:
        page_of(editor, "item-review", item.pk)
    for number in range(10, 30):
        make_item(edition, "single", number)
    with django_assert_num_queries(len(few)):
        page_of(editor, "item-review", item.pk)


def test_approving_goes_on_to_the_next_unreviewed(editor, cast, edition):
    items = in_order(edition)
    judge(cast, edition, [items[1]], APPROVE)
    reply = editor.post(url("item-judge", items[0].pk), {"action": "approved"})
    assert reply.url == url("item-review", items[2].pk)
    items[0].refresh_from_db()
    assert (items[0].state, items[0].reviewed_by) == ("approved", cast.editor)
    assert items[0].reviewed_at is not None


def test_last_item_wraps_to_the_first_unreviewed_then_ends(editor, edition):
    items = in_order(edition)
    reply = editor.post(url("item-judge", items[-1].pk), {"action": "approved"})
    assert reply.url == url("item-review", items[0].pk)
    Item.objects.exclude(pk=items[0].pk).update(state="approved")
    reply = editor.post(url("item-judge", items[0].pk), {"action": "approved"}, follow=True)
    assert "都审完了" in reply.content.decode()


def test_queue_keeps_to_the_filter(editor, edition):
    judges = [item for item in in_order(edition) if item.kind == "judge"]
    reply = editor.get(url("item-start", edition.lesson_id, query="?kind=judge"))
    assert reply.url == url("item-review", judges[0].pk, query="?kind=judge")
    assert "第1题，共2题" in editor.get(reply.url).content.decode()
    judged = editor.post(
        url("item-judge", judges[0].pk, query="?kind=judge"), {"action": "approved"}
    )
    assert judged.url == url("item-review", judges[1].pk, query="?kind=judge")


def test_rejecting_needs_a_code(editor, edition):
    item = in_order(edition)[0]
    for form in ({"action": "rejected"}, {"action": "rejected", "code": "nonsense"}):
        reply = editor.post(url("item-judge", item.pk), form)
        assert reply.status_code == 400
        assert "请选退回的原因" in reply.content.decode()
    editor.post(url("item-judge", item.pk), {"action": "rejected", "code": "second_answer"})
    item.refresh_from_db()
    assert (item.state, item.reject_code) == ("rejected", "second_answer")
    assert "另有说得通的答案" in page_of(editor, "item-review", item.pk)


def test_rejected_and_quarantined_items_are_not_asked(cast, edition):
    judges = [item for item in in_order(edition) if item.kind == "judge"]
    judge(cast, edition, judges, Judgement("quarantined"))
    attempt = start(cast.learner, edition.paper)
    assert {q["kind"] for q in attempt.snapshot} == {"single", "match"}


def test_restoring_gives_back_the_state_before(cast, edition):
    approved, waiting = in_order(edition)[:2]
    judge(cast, edition, [approved], APPROVE)
    judge(cast, edition, [approved, waiting], Judgement("quarantined"))
    judge(cast, edition, [approved, waiting], Judgement("restored"))
    approved.refresh_from_db()
    waiting.refresh_from_db()
    assert (approved.state, waiting.state) == ("approved", "unreviewed")


def test_judging_twice_changes_nothing_the_second_time(cast, edition):
    item = in_order(edition)[0]
    assert judge(cast, edition, [item], APPROVE) == 1
    assert judge(cast, edition, [item], APPROVE, now=LATER) == 0
    assert item.versions.count() == 1


def test_item_without_evidence_is_not_approved(editor, edition):
    item = in_order(edition)[0]
    item.places.all().delete()
    reply = editor.post(url("item-judge", item.pk), {"action": "approved"}, follow=True)
    assert "还不能通过" in reply.content.decode()
    item.refresh_from_db()
    assert item.state == "unreviewed"


def test_learner_cannot_judge(cast, edition):
    with pytest.raises(PermissionDenied):
        review.judge_items(
            cast.learner, edition.lesson, [in_order(edition)[0].pk], APPROVE, now=NOW
        )


# --- Undo --------------------------------------------------------------------------------------


def test_undo_takes_back_steps_one_by_one(editor, cast, edition):
    first, second = in_order(edition)[:2]
    judge(cast, edition, [first], APPROVE)
    judge(cast, edition, [second], REJECT, now=LATER)
    assert editor.post(url("item-undo", edition.lesson_id)).url == url("item-review", second.pk)
    assert editor.post(url("item-undo", edition.lesson_id)).url == url("item-review", first.pk)
    for item in (first, second):
        item.refresh_from_db()
        assert (item.state, item.reject_code, item.reviewed_at) == ("unreviewed", "", None)
    reply = editor.post(url("item-undo", edition.lesson_id), follow=True)
    assert "没有可以撤销的" in reply.content.decode()


def test_undo_gives_back_words_and_evidence(cast, edition):
    item = next(i for i in in_order(edition) if i.kind == "single")
    before = (item.stem, item.options, item.places.get().evidence)
    question, spans = a_single(edition)
    review.edit_item(cast.editor, item, question, spans, version=1, is_approved=True, now=NOW)
    review.undo_step(cast.editor, edition.lesson, now=LATER)
    item = Item.objects.get(pk=item.pk)
    assert (item.stem, item.options, item.places.get().evidence) == before
    assert item.state == "unreviewed"


def test_undo_of_a_bulk_step_takes_all_of_it_back(cast, edition):
    items = in_order(edition)
    judge(cast, edition, items[:1], REJECT)
    judge(cast, edition, items, APPROVE, now=LATER, is_bulk=True)
    review.undo_step(cast.editor, edition.lesson, now=LATER)
    states = sorted(Item.objects.values_list("state", flat=True))
    assert states == ["rejected"] + ["unreviewed"] * 5
    review.undo_step(cast.editor, edition.lesson, now=LATER)
    assert set(Item.objects.values_list("state", flat=True)) == {"unreviewed"}


def test_undo_never_takes_back_what_somebody_else_did_since(cast, edition):
    item = in_order(edition)[0]
    judge(cast, edition, [item], APPROVE)
    review.judge_items(cast.administrator, edition.lesson, [item.pk], REJECT, now=LATER)
    with pytest.raises(review.ReviewRefused, match="others"):
        review.undo_step(cast.editor, edition.lesson, now=LATER)
    item.refresh_from_db()
    assert item.state == "rejected"


# --- Bulk --------------------------------------------------------------------------------------


def test_bulk_asks_first_and_states_the_count(editor, cast, edition):
    judge(cast, edition, in_order(edition)[:1], REJECT)
    address = url("item-bulk", edition.lesson_id, query="?state=unreviewed&action=approved")
    assert "让这5道题通过" in editor.get(address).content.decode()
    assert Item.objects.filter(state="approved").count() == 0
    editor.post(address, {"action": "approved", "count": "5"})
    assert Item.objects.filter(state="approved").count() == 5


def test_bulk_asks_again_when_the_items_changed_meanwhile(editor, cast, edition):
    address = url("item-bulk", edition.lesson_id, query="?kind=judge&action=rejected")
    judge(cast, edition, [i for i in in_order(edition) if i.kind == "judge"][:1], REJECT)
    reply = editor.post(address, {"action": "rejected", "code": "trivial", "count": "2"})
    assert "题目刚有变动" in reply.content.decode()
    assert Item.objects.filter(state="rejected").count() == 1
    editor.post(address, {"action": "rejected", "code": "trivial", "count": "1"})
    assert Item.objects.filter(state="rejected").count() == 2


# --- Changing ----------------------------------------------------------------------------------


def form_of(html):
    """What a browser would send of the form on the page."""
    part = html[html.index('class="item-form"') :]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", part):
        fields = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if fields.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if "name" in fields:
            found.setdefault(fields["name"], []).append(fields.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', part):
        found.setdefault(name, []).append(text)
    return found


@pytest.mark.parametrize("kind", ["single", "multiple", "judge", "blank", "match", "short"])
def test_form_sent_back_as_it_is_changes_no_words(editor, cast, kind):
    edition = make_edition()
    question = sound_questions(edition)[kind]
    item = review.write_item(cast.editor, edition, *question, now=NOW)
    reply = editor.post(url("item-edit", item.pk), form_of(page_of(editor, "item-edit", item.pk)))
    assert reply.status_code == 302, reply.content.decode()
    after = Item.objects.get(pk=item.pk)
    assert question_of(after, after.places.get().evidence) == question[0]
    assert after.version == 2


def sound_questions(edition):
    quote = "先商量，再表决，后公开。"
    at = edition.text.index(quote)
    spans = [(at, at + len(quote))]
    made = {
        "single": {"options": (Choice("先商量", True, "对的"), Choice("先公开", False, "不对"))},
        "multiple": {
            "options": (Choice("商量", True), Choice("表决", True), Choice("抓阄", False))
        },
        "judge": {"truth": False, "options": (Choice("错", True, "课文说先商量"),)},
        "blank": {"stem": "先____，再____。", "accepted": (("商量", "商|议"), ("表决",))},
        "match": {"pairs": (("第一", "商量"), ("第二", "表决")), "extra_right": ("抓阄",)},
        "short": {"checklist": ("商量", "公开")},
    }
    common = {"explanation": "见原文。", "difficulty": 0.4, "quotes": (quote,)}
    return {
        kind: (Question(kind, **{"stem": "议事怎么办？", **common, **fields}), spans)
        for kind, fields in made.items()
    }


BROKEN = [
    ("single", {"key": []}, "单选要有一个正确答案"),
    ("single", {"option-1": ["先商量"]}, "出现了两次"),
    ("single", {"stem": [" "]}, "题干是空的"),
    ("single", {"option-0": ["先抓阄"]}, "所选的原文里没有“先抓阄”"),
    ("single", {"at": []}, "还没有选依据"),
    ("multiple", {"key": ["0"]}, "至少要有两个正确答案"),
    ("multiple", {"key": ["0", "1", "2"]}, "至少要有一个错的选项"),
    ("judge", {"truth": []}, "请选对还是错"),
    ("blank", {"stem": ["先____。"]}, "题干有1个空，答案写了2个"),
    ("blank", {"stem": ["先商量。"]}, "题干里没有空"),
    ("blank", {"accepted": ["商量\n，。"]}, "第2空没有答案"),
    ("match", {"extra_right": [""]}, "多余的右边"),
    ("match", {"extra_right": ["表决"]}, "出现了两次"),
    ("match", {"right-1": [""]}, "只写了一边"),
    ("match", {"left-1": [""], "right-1": [""]}, "至少要有两对"),
    ("short", {"checklist": [""]}, "好的回答应当提到"),
]


@pytest.mark.parametrize(("kind", "broken", "words"), BROKEN)
def test_what_breaks_the_contract_is_said_and_kept(editor, cast, kind, broken, words):
    edition = make_edition()
    item = review.write_item(cast.editor, edition, *sound_questions(edition)[kind], now=NOW)
    sent = form_of(page_of(editor, "item-edit", item.pk))
    sent |= {"explanation": ["我新写的讲解"], **broken}
    reply = editor.post(url("item-edit", item.pk), sent)
    html = reply.content.decode()
    assert reply.status_code == 400
    assert words in html
    assert "我新写的讲解" in html
    item.refresh_from_db()
    assert item.version == 1
    assert item.explanation == "见原文。"


def test_edit_keeps_history_and_shows_it(editor, cast, edition):
    item = next(i for i in in_order(edition) if i.kind == "single")
    old = item.stem
    question, spans = a_single(edition)
    review.edit_item(cast.editor, item, question, spans, version=1, is_approved=False, now=NOW)
    version = item.versions.get()
    assert (version.content["stem"], version.made_by, version.action) == (
        old,
        cast.editor,
        "edited",
    )
    html = page_of(editor, "item-review", item.pk)
    assert old in html
    assert "王敏" in html
    assert not Item.objects.untouched().filter(pk=item.pk).exists()


def test_two_editors_at_once_do_not_overwrite_each_other(editor, cast, edition):
    item = next(i for i in in_order(edition) if i.kind == "judge")
    sent = form_of(page_of(editor, "item-edit", item.pk))
    judge(cast, edition, [item], APPROVE)
    reply = editor.post(url("item-edit", item.pk), sent | {"stem": ["我改的话"]})
    html = reply.content.decode()
    assert reply.status_code == 400
    assert "刚被别人改过" in html
    assert "我改的话" in html
    again = editor.post(url("item-edit", item.pk), form_of(html))
    assert again.status_code == 302
    item.refresh_from_db()
    assert item.stem == "我改的话"


def test_editing_a_rejected_item_puts_it_back_into_the_queue(cast, edition):
    item = next(i for i in in_order(edition) if i.kind == "single")
    judge(cast, edition, [item], REJECT)
    item.refresh_from_db()
    question, spans = a_single(edition)
    row = review.edit_item(
        cast.editor, item, question, spans, version=item.version, is_approved=False, now=LATER
    )
    assert (row.state, row.reject_code) == ("unreviewed", "")


def test_every_generated_item_keeps_the_contract(cast):
    edition = make_any_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=3)
    places = edition.item_places.select_related("item")
    assert len(places) >= 5
    for place in places:
        assert flaws_of(question_of(place.item, place.evidence)) == [], place.item


# --- Writing -----------------------------------------------------------------------------------


def test_writing_leads_from_section_to_sentences_to_the_form(editor, cast, edition):
    section = edition.sections.get(heading="怎样议事")
    page = page_of(editor, "item-create", edition.lesson_id, query=f"?section={section.key}")
    assert "先商量，再表决，后公开。" in page
    unpicked = page_of(
        editor, "item-create", edition.lesson_id, query=f"?section={section.key}&kind=single"
    )
    assert "还没有选句子" in unpicked
    at = edition.text.index("先商量，再表决")
    query = f"?section={section.key}&kind=single&at={at}-{at + 12}"
    form = form_of(page_of(editor, "item-create", edition.lesson_id, query=query))
    assert form["at"] == [f"{at}-{at + 12}"]
    form |= {"stem": ["先做什么？"], "option-0": ["商量"], "option-1": ["抓阄"], "key": ["0"]}
    reply = editor.post(url("item-create", edition.lesson_id, query=query), form)
    assert reply.status_code == 302
    item = Item.objects.get(origin="written")
    assert reply.url == url("item-review", item.pk)
    assert (item.state, item.reviewed_by) == ("approved", cast.editor)
    place = item.places.get()
    assert place.evidence == [{"start": at, "end": at + 12, "quote": edition.text[at : at + 12]}]
    assert place.section_key == section.key


@pytest.mark.parametrize("at", ["9-5", "0-99999999", "x", "-1-5"])
def test_spans_outside_the_text_are_no_evidence(editor, edition, at):
    page = page_of(editor, "item-create", edition.lesson_id, query=f"?kind=single&at={at}")
    assert "第一步" in page


# --- Rules, policy, making anew ----------------------------------------------------------------


def test_rules_of_the_paper_are_checked_and_written_down(editor, edition):
    address = url("paper-edit", edition.lesson_id)
    rules = {"count": "5", "pass_mark": "80", "attempts_allowed": "2", "minutes": "30"}
    for wrong in ({"count": "0"}, {"pass_mark": "101"}, {"minutes": "-3"}, {"count": "x"}):
        assert editor.post(address, rules | wrong).status_code == 400
    assert editor.post(address, rules).status_code == 302
    paper = Paper.objects.get()
    assert (paper.count, paper.pass_mark, paper.attempts_allowed, paper.minutes) == (5, 80, 2, 30)
    event = AuditEvent.objects.get(kind="paper.changed")
    assert event.detail["from"]["pass_mark"] == 60
    assert event.detail["to"]["pass_mark"] == 80
    editor.post(address, rules | {"minutes": ""})
    assert Paper.objects.get().minutes is None


def test_policy_is_changed_by_administrators_only(client_of, cast, edition):
    sent = {"policy": "hold", "lesson": edition.lesson_id}
    assert client_of("editor").post(url("policy-edit"), sent).status_code == 403
    assert client_of("administrator").post(url("policy-edit"), sent).status_code == 302
    assert site.value("quiz_review_policy") == "hold"
    client_of("administrator").post(url("policy-edit"), {"policy": "nonsense"})
    assert site.value("quiz_review_policy") == "hold"


def test_learners_never_see_that_an_item_is_unreviewed(client_of, cast, edition):
    attempt = start(cast.learner, edition.paper, now=timezone.now())
    html = client_of("learner").get(reverse("quizzes:attempt-detail", args=[attempt.pk]))
    assert "未审" not in html.content.decode()


@pytest.mark.parametrize("is_section", [True, False])
def test_making_anew_keeps_what_editors_touched(editor, cast, is_section):
    edition = make_any_edition(make_outline(PARTS))
    generating.generate_edition(edition, now=NOW, seed=1)
    section = edition.sections.get(outline_id="s3")
    here = list(ItemPlace.objects.for_queue(edition, section_key=section.key))
    judge(cast, edition, [here[0].item], APPROVE)
    question = question_of(here[1].item, here[1].evidence)
    spans = [(e["start"], e["end"]) for e in here[1].evidence]
    review.edit_item(
        cast.editor, here[1].item, question, spans, version=1, is_approved=False, now=NOW
    )
    elsewhere = set(
        edition.item_places.exclude(section_key=section.key).values_list("item", flat=True)
    )
    query = f"?section={section.key}" if is_section else ""
    address = url("item-renew", edition.lesson_id, query=query)
    assert "没审也没改过的题会换掉" in editor.get(address).content.decode()
    assert editor.post(address).status_code == 302
    now_here = set(edition.item_places.values_list("item", flat=True))
    assert {here[0].item_id, here[1].item_id} <= now_here
    if is_section:
        assert elsewhere <= now_here
    for place in edition.item_places.all():
        for one in place.evidence:
            assert edition.text[one["start"] : one["end"]] == one["quote"]
    assert AuditEvent.objects.filter(kind="items.renewed").count() == 1


def test_another_seed_gives_other_items_somewhere(cast):
    edition = make_any_edition(outline_of(FILES / "rural.txt").to_dict())
    generating.generate_edition(edition, now=NOW, seed=1)
    first = set(edition.item_places.values_list("item__key", flat=True))
    for seed in range(2, 12):
        papers.renew_items(cast.editor, edition, None, seed=seed, now=NOW)
        if set(edition.item_places.values_list("item__key", flat=True)) != first:
            return
    pytest.fail("ten seeds gave the same items")


# --- Reports -----------------------------------------------------------------------------------


def test_report_is_listed_and_settled(editor, cast, edition):
    item = in_order(edition)[0]
    report = ItemReport.objects.create(
        item=item, reported_by=cast.learner, text="第二项也对", reported_at=NOW
    )
    assert "第二项也对" in page_of(editor, "item-list", edition.lesson_id)
    assert "第二项也对" in page_of(editor, "item-review", item.pk)
    editor.post(url("report-settle", report.pk), {"outcome": ""})
    report.refresh_from_db()
    assert report.settled_at is None
    editor.post(url("report-settle", report.pk), {"outcome": "改了选项"})
    editor.post(url("report-settle", report.pk), {"outcome": "第二次"})
    report.refresh_from_db()
    assert report.outcome == "改了选项"
    assert "第二项也对" not in page_of(editor, "item-list", edition.lesson_id)
    assert "改了选项" in page_of(editor, "item-review", item.pk)


# --- Lexicon -----------------------------------------------------------------------------------


def test_lexicon_is_added_changed_switched_off_and_used(editor, cast):
    sent = {"word_class": "-感", "domain": " 社区 | ", "members": "归属感、认同感\n 自豪感 归属感"}
    assert editor.post(url("lexicon-list"), sent).status_code == 302
    row = Lexicon.objects.get()
    assert (row.members, row.domain) == (["归属感", "认同感", "自豪感"], "社区")
    assert generating.site_lexicon().sets[0].members == ("归属感", "认同感", "自豪感")
    changed = sent | {"members": "安全感 成就感"}
    assert editor.post(url("lexicon-edit", row.pk), changed).status_code == 302
    assert generating.site_lexicon().sets[0].members == ("安全感", "成就感")
    editor.post(url("lexicon-switch", row.pk))
    assert generating.site_lexicon().sets[0].name != "-感" or (
        generating.site_lexicon().sets[0].members != ("安全感", "成就感")
    )
    assert AuditEvent.objects.filter(kind__startswith="lexicon.").count() == 3


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"members": "归属感"}, "至少写两个词"), ({"members": "归属感 认同"}, "不以“感”结尾"),
     ({"members": "归属感 " + "长" * 31 + "感"}, "太长"), ({"word_class": ""}, "错误：")],
)  # fmt: skip
def test_lexicon_says_what_is_wrong_and_keeps_it(editor, cast, sent, words):
    reply = editor.post(
        url("lexicon-list"), {"word_class": "-感", "members": "归属感 认同感"} | sent
    )
    html = reply.content.decode()
    assert reply.status_code == 400
    assert words in html
    assert sent.get("members", "认同感") in html
    assert not Lexicon.objects.exists()


def test_one_class_and_domain_stand_once(editor, cast):
    sent = {"word_class": "-感", "members": "归属感 认同感"}
    editor.post(url("lexicon-list"), sent)
    assert "已经有一组" in editor.post(url("lexicon-list"), sent).content.decode()
    assert Lexicon.objects.count() == 1


def test_versions_are_numbered_without_gaps_or_clashes(cast, edition):
    item = in_order(edition)[0]
    for _ in range(3):
        judge(cast, edition, [item], APPROVE)
        judge(cast, edition, [item], REJECT)
        review.undo_step(cast.editor, edition.lesson, now=LATER)
    numbers = ItemVersion.objects.filter(item=item).order_by("pk").values_list("version", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
