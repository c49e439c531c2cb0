"""Drafts: every change is one step, can be taken back, and never writes over another's."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from lessons.importing.edits import EditError
from lessons.importing.soundness import check_outline
from lessons.models import Draft, DraftStep
from lessons.services import draft_actions, drafts, publishing
from lessons.services.drafts import DraftConflict, outline_of
from lessons.steps import standing
from tests.cast import NOW
from tests.factories import make_draft, make_outline
from tests.lessons.desks import DAMAGED, PARTS, damaged_outline

pytestmark = pytest.mark.django_db


def act(cast, draft, action, version=None, **values):
    version = draft.version if version is None else version
    values = {name: str(value) for name, value in values.items()}
    changed = draft_actions.act(
        cast.editor, draft, action, values, version=version, now=NOW + dt.timedelta(minutes=1)
    )
    assert check_outline(outline_of(changed)) == []
    return changed


def at(draft, words):
    return draft.outline["text"].index(words)


def headings(draft):
    return [(s["level"], s["heading"]) for s in draft.outline["sections"]]


def test_a_step_is_kept_with_its_place_and_words_and_can_be_taken_back(cast):
    draft = make_draft()
    before = draft.outline
    changed = act(
        cast, draft, "text", start=at(draft, "定下的事要有人办"), text="定下的事都要有人办。"
    )
    step = DraftStep.objects.get()
    assert (step.method, step.before, step.after) == ("text", "", "都")
    assert step.start == at(draft, "要有人办。")
    assert step.made_by == cast.editor
    assert changed.version == 2
    assert changed.changed_at == NOW + dt.timedelta(minutes=1)
    undone = drafts.undo(cast.editor, changed, version=2)
    assert {**undone.outline} == before
    assert undone.version == 3
    assert not DraftStep.objects.exists()
    assert drafts.undo(cast.editor, undone).version == 3


def test_steps_are_taken_back_one_after_the_other(cast):
    draft = make_draft()
    texts = [draft.outline["text"]]
    for words in ("头一次。", "第二次。", "第三次。"):
        draft = act(cast, draft, "text", start=draft.outline["sections"][0]["start"], text=words)
        texts.append(draft.outline["text"])
    for text in reversed(texts[:-1]):
        draft = drafts.undo(cast.editor, draft, version=draft.version)
        assert draft.outline["text"] == text


@pytest.mark.parametrize("action", ["prompts", "accept", "leave", "accept-certain", "undo"])
def test_a_page_that_is_out_of_date_writes_nothing(cast, action):
    draft = make_draft(DAMAGED)
    values = {"prompts": "新题？", "start": DAMAGED["damage"][0]["start"]}
    act(cast, draft, "prompts", prompts="别人改的？")
    with pytest.raises(DraftConflict):
        act(cast, draft, action, version=1, **values)
    assert [p["text"] for p in Draft.objects.get().outline["prompts"]] == ["别人改的？"]


@pytest.mark.parametrize("name", ["learner", "secretary"])
def test_who_is_no_editor_changes_nothing(cast, name):
    draft = make_draft()
    with pytest.raises(PermissionDenied):
        draft_actions.act(cast[name], draft, "prompts", {"prompts": ""}, version=1, now=NOW)
    assert not DraftStep.objects.exists()


def test_a_published_draft_stays_as_it_is(cast):
    draft = make_draft()
    publishing.publish_edition(cast.editor, draft, now=NOW)
    with pytest.raises(ValidationError, match="已经发布"):
        act(cast, draft, "prompts", prompts="新题？")


def test_the_best_proposal_mends_the_spot_and_the_log_says_so(cast):
    draft = make_draft(DAMAGED)
    changed = act(cast, draft, "accept", start=DAMAGED["damage"][0]["start"])
    assert "大家都来。《中國共產党章程里写得明白。" in changed.outline["text"]
    assert [d["kind"] for d in changed.outline["damage"]] == ["pinyin", "pinyin", "fffd"]
    step = DraftStep.objects.get()
    assert (step.method, step.before, step.after) == (
        "repair-accepted",
        "?!吨袊伯a",
        "。《中國共產",
    )


def test_another_proposal_is_an_accepted_one_and_typed_words_are_typed(cast):
    draft = make_draft(DAMAGED)
    draft = act(cast, draft, "", start=DAMAGED["damage"][0]["start"], after="。《中国共产")
    fffd = draft.outline["damage"][-1]
    draft = act(cast, draft, "type", start=fffd["start"], typed="，")
    assert "先商量，再表决。" in draft.outline["text"]
    methods = DraftStep.objects.order_by("version").values_list("method", flat=True)
    assert list(methods) == ["repair-accepted", "repair-typed"]


def test_what_has_no_proposal_cannot_be_accepted_and_a_gone_spot_not_mended(cast):
    draft = make_draft(DAMAGED)
    with pytest.raises(EditError, match="empty"):
        act(cast, draft, "accept", start=DAMAGED["damage"][-1]["start"])
    with pytest.raises(EditError, match="no_damage"):
        act(cast, draft, "accept", start=0)


def test_all_certain_spots_are_mended_in_one_step_and_only_they(cast):
    changed = act(cast, make_draft(DAMAGED), "accept-certain")
    assert "教学要认真。" in changed.outline["text"]
    assert [d["kind"] for d in changed.outline["damage"]] == ["slip", "fffd"]
    assert DraftStep.objects.count() == 1


def test_a_spot_that_was_left_is_known_after_the_text_before_it_changed(cast):
    draft = make_draft(DAMAGED)
    draft = act(cast, draft, "leave", start=DAMAGED["damage"][-1]["start"])
    assert draft.left == [DAMAGED["damage"][-1]["start"]]
    draft = act(cast, draft, "accept-certain")
    draft = act(cast, draft, "text", start=at(draft, "第1段"), text="第1段讲了很多很多件事。")
    assert draft.left == [draft.outline["damage"][-1]["start"]]
    assert draft.outline["text"][draft.left[0]] == "\ufffd"
    for _ in range(2):
        draft = drafts.undo(cast.editor, draft)
    assert draft.left == [DAMAGED["damage"][-1]["start"]]


def test_words_typed_beside_damage_leave_the_damage(cast):
    draft = make_draft(DAMAGED)
    line = "大家都来?!吨袊伯a党章程里写得明白。"
    draft = act(cast, draft, "text", start=at(draft, line), text="今天" + line + "是的。")
    assert draft.outline["damage"][0]["before"] == "?!吨袊伯a"
    assert draft.outline["text"][draft.outline["damage"][0]["start"] :].startswith("?!吨")


def test_a_line_end_in_the_box_breaks_the_paragraph(cast):
    draft = make_draft()
    draft = act(
        cast,
        draft,
        "text",
        start=at(draft, "先商量，再表决"),
        text="先商量，\n\n 再表决，后公开。\n",
    )
    section = draft.outline["sections"][-2]
    texts = [draft.outline["text"][a:b] for a, b in section["paragraphs"]]
    assert texts == ["办法有三条。", "先商量，", "再表决，后公开。"]


def test_a_heading_changes_words_and_level_at_once(cast):
    draft = make_draft()
    section = draft.outline["sections"][3]["id"]
    draft = act(cast, draft, "heading", section=section, heading="事事有回音", level=1)
    assert (1, "事事有回音") in headings(draft)
    assert "（二）事事有回音\n" in draft.outline["text"]
    draft = act(cast, draft, "plain", section=section)
    assert (1, "事事有回音") not in headings(draft)
    draft = act(cast, draft, "to-heading", start=at(draft, "办完要回话"), level=2)
    assert (2, "办完要回话。") in headings(draft)


def test_questions_keep_their_place_when_one_is_changed_added_or_removed(cast):
    draft = make_draft()
    draft = act(
        cast, draft, "prompts", prompts="您那里的事是怎样商量的？\n\n下一次怎么做？\n还有什么？"
    )
    texts = [prompt["text"] for prompt in draft.outline["prompts"]]
    assert texts == ["您那里的事是怎样商量的？", "下一次怎么做？", "还有什么？"]
    draft = act(cast, draft, "prompts", prompts="还有什么？")
    assert [prompt["text"] for prompt in draft.outline["prompts"]] == ["还有什么？"]
    draft = act(cast, draft, "prompts", prompts="")
    assert not draft.outline["prompts"]


def test_fields_are_changed_and_empty_ones_are_none(cast):
    draft = make_draft()
    values = {"audience": "", "purpose": "  ", "lecture_minutes": 90, "discussion_minutes": ""}
    draft = act(cast, draft, "fields", title="新课名", **values)
    assert draft.title == draft.outline["title"] == "新课名"
    assert draft.outline["fields"] == {
        "audience": None, "purpose": None, "lecture_minutes": 90, "discussion_minutes": None,
        "hour_unit": None,
    }  # fmt: skip
    assert drafts.undo(cast.editor, draft).title == "社区议事入门"


def test_warnings_are_said_anew_after_a_change(cast):
    draft = make_draft()
    draft = act(cast, draft, "prompts", prompts="")
    assert "no_prompts" in [w["code"] for w in draft.outline["warnings"]]
    draft = act(cast, draft, "prompts", prompts="一道题？")
    assert "no_prompts" not in [w["code"] for w in draft.outline["warnings"]]


def test_pictures_move_with_their_words(cast):
    text = make_outline()["text"]
    place = text.index("（二）事事有着落")
    outline = make_outline(pictures=[{"number": 1, "start": place, "alt": "一张图"}])
    draft = act(cast, make_draft(outline), "text", start=text.index("邻里的事"), text="短了。")
    (picture,) = draft.outline["pictures"]
    assert draft.outline["text"][picture["start"] :].startswith("（二）事事有着落")
    assert (picture["number"], picture["alt"]) == (1, "一张图")


def with_pictures(*places):
    """A draft with a picture at the beginning of each of these words."""
    text = make_outline()["text"]
    rows = [
        {"number": n, "start": text.index(words), "alt": ""} for n, words in enumerate(places, 1)
    ]
    return make_draft(make_outline(pictures=rows))


def places_of(draft):
    text = draft.outline["text"]
    return {p["number"]: text[p["start"] :].partition("\n")[0] for p in draft.outline["pictures"]}


@pytest.mark.parametrize(
    ("line", "side", "before"),
    [("1", "before", "社区是大家的家。"), ("1", "after", "一、为什么要议事"),
     ("5", "before", "（二）事事有着落"), ("8", "before", "总之，"), ("14", "after", "")],
)  # fmt: skip
def test_a_picture_is_put_before_or_after_a_line_and_that_is_one_step(cast, line, side, before):
    draft = with_pictures("定下的事", "怎样议事")
    was = draft.outline
    moved = act(cast, draft, "picture", picture=1, to_line=line, side=side)
    place = places_of(moved)[1]
    assert place.startswith(before) and bool(place) is bool(before)
    assert places_of(moved)[2] == places_of(draft)[2]
    assert moved.outline["text"] == was["text"]
    assert DraftStep.objects.get().method == "picture"
    assert drafts.undo(cast.editor, moved).outline == was


def test_an_edit_goes_back_before_any_step_and_that_is_a_step_itself(cast):
    draft = make_draft()
    texts = [draft.outline["text"]]
    for words in ("头一次。", "第二次。", "第三次。"):
        draft = act(cast, draft, "text", start=at(draft, "办法有三条"), text="办法有三条，" + words)
        texts.append(draft.outline["text"])
    second = draft.steps.order_by("version")[1].version
    back = act(cast, draft, "back", step=second)
    assert (back.outline["text"], back.version) == (texts[1], 5)
    assert back.steps.count() == 4
    again = act(cast, back, "back", step=second + 1)
    assert again.outline["text"] == texts[2]
    assert drafts.undo(cast.editor, again).outline["text"] == texts[1]


def test_only_steps_that_still_stand_are_in_the_edit_log(cast):
    draft = make_draft()
    for title in ("一", "二", "三"):
        draft = act(cast, draft, "fields", title=title)
    second = draft.steps.order_by("version")[1]
    draft = act(cast, draft, "back", step=second.version)
    draft = act(cast, draft, "fields", title="四")
    edition = publishing.publish_edition(cast.editor, draft, now=NOW)
    assert [step["method"] for step in edition.edit_log] == ["fields", "fields"]
    assert edition.title == "四"


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        ([(2, "text", "a"), (3, "text", "b")], {2, 3}),
        ([(2, "text", "a"), (3, "text", "b"), (4, "back", "3")], {2}),
        ([(2, "text", "a"), (3, "text", "b"), (4, "back", "2"), (5, "back", "3")], {2}),
        ([(2, "text", "a"), (3, "back", "2"), (4, "text", "c")], {4}),
    ],
)
def test_what_went_back_takes_the_steps_behind_it_along(steps, stands):
    assert standing(steps) == stands


def test_a_file_wrong_from_end_to_end_is_read_anew_with_its_repair(cast):
    clean = (
        "社区议事入门\n一、为什么要议事\n邻里的事大家商量，定下来的事才有人办。\n"
        "二、怎样议事\n先商量，再表决。\n"
    )
    wrong = clean.encode().decode("gb18030", "replace").replace("\r", "")
    outline = make_outline(((1, "", None, None, wrong.split("\n")[:-1]),), (), title="x")
    start = outline["sections"][0]["start"]
    outline["damage"] = [{
        "kind": "decoding", "start": start, "end": start + len(wrong) - 1, "before": wrong[:-1],
        "proposals": [{"after": clean[:-1], "score": 0.99}],
    }]  # fmt: skip
    outline["pictures"] = [{"number": 1, "start": start + wrong.index("\n", 40), "alt": ""}]
    assert outline["text"][start : start + len(wrong) - 1] == wrong[:-1]
    draft = act(cast, make_draft(outline), "accept", start=start)
    assert [h for _level, h in headings(draft) if h] == ["为什么要议事", "怎样议事"]
    assert not draft.outline["damage"]
    assert draft.outline["source"]["name"] == "lesson.txt"
    assert len(draft.outline["pictures"]) == 1
    assert drafts.undo(cast.editor, draft).outline["text"] == outline["text"]


@pytest.mark.parametrize(
    ("action", "values", "code"),
    [
        ("heading", {"section": "s99", "level": 1, "heading": "x"}, "no_section"),
        ("heading", {"section": "s2", "level": "x", "heading": "为什么要议事"}, "not_a_number"),
        ("heading", {"section": "s2", "level": 3, "heading": "为什么要议事"}, "level_jump"),
        ("text", {"start": 999_999, "text": "x"}, "no_paragraph"),
        ("merge", {"start": 0}, "no_paragraph"),
        ("fields", {"title": " "}, "empty"),
        ("fields", {"title": "x", "lecture_minutes": "很久"}, "not_a_number"),
        ("nonsense", {}, "unknown"),
    ],
)
def test_what_cannot_be_done_leaves_no_step(cast, action, values, code):
    draft = make_draft()
    with pytest.raises(EditError, match=code):
        act(cast, draft, action, **values)
    assert not DraftStep.objects.exists()
    assert Draft.objects.get().version == 1


def test_the_damage_of_the_samples_stands_where_it_says():
    outline = damaged_outline(PARTS, [("fffd", "\ufffd", [])])
    assert outline["text"][outline["damage"][0]["start"]] == "\ufffd"
