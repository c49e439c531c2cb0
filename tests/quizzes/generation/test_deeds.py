"""Who did it, and which meeting decided it."""

from quizzes.generation.candidates import make_drafts
from tests.quizzes.generation.samples import drafts_of, found_in, material_of

HEAD = "一、总论\n"
PERSONS = (
    "王明远作主报告，李长青作副报告，陈树林主张先修堤。周大海作了长篇发言。"
    "会后，王明远、李长青、陈树林、周大海一起去看了河堤。\n"
)
MEETINGS = (
    "青山会议确定了先修堤后筑坝的办法。白水会议提出分段承包的做法。"
    "红岩会议决定成立护林队。黑石会议通过了用水公约。\n"
)


def test_persons_of_one_section_are_each_other_s_wrong_options():
    drafts = drafts_of(HEAD + PERSONS, "deed_single")
    assert {draft.keys[0] for draft in drafts} == {"王明远", "李长青", "陈树林", "周大海"}
    assert all(len(draft.wrong) == 3 for draft in drafts)


def test_four_persons_make_a_match():
    (match,) = drafts_of(HEAD + PERSONS, "deed_match")
    assert ("作副报告", "李长青") in match.pairs and match.extra_right == ("周大海",)


def test_nothing_is_stated_of_a_person_as_true_or_false():
    deeds = [d for d in make_drafts(material_of(HEAD + PERSONS)) if d.fact.kind == "deed"]
    assert {draft.kind for draft in deeds} == {"single", "match"}


def test_meetings_are_matched_over_the_whole_lesson():
    (match,) = drafts_of(HEAD + MEETINGS, "deed_match")
    assert ("提出分段承包的做法", "白水会议") in match.pairs
    stems = [draft.stem for draft in drafts_of(HEAD + MEETINGS, "deed_single")]
    assert "根据本课，决定成立护林队的是下列哪一次会议？" in stems


def test_a_name_told_once_and_kinds_of_meetings_are_left():
    assert found_in(HEAD + "高文远作主报告，大家听了很久。\n", "deed")[1] == []
    text = "村民会议决定修路。业主会议提出换灯。这次会议通过了公约。党员会议确定了分工。\n"
    assert found_in(HEAD + text, "deed")[1] == []


def test_persons_of_another_paragraph_are_no_wrong_options():
    told = HEAD + PERSONS + "林大春任南营营长，赵小松任北营营长。后来林大春、赵小松还乡。\n"
    assert not [d for d in drafts_of(told, "deed_single") if "营营长" in d.stem]  # two are too few
    told = told.replace("北营营长。", "北营营长，孙大洋任西营营长。孙大洋最年长。")
    posts = {d.keys[0]: set(d.wrong) for d in drafts_of(told, "deed_single") if "营营长" in d.stem}
    assert posts["林大春"] == {"赵小松", "孙大洋"}


def test_who_stands_in_one_list_with_those_told_of_makes_up_the_number():
    told = HEAD + PERSONS.replace("周大海作了长篇发言。", "")
    drafts = drafts_of(told, "deed_single")
    assert {draft.keys[0] for draft in drafts} == {"王明远", "李长青", "陈树林"}


def test_the_place_of_a_wrong_person_is_where_the_lesson_tells_of_him():
    told = HEAD + PERSONS.replace("周大海作了长篇发言。", "") + "二、又一处\n" + (
        "后来孙大洋起草了新的章程，孙大洋最年长，王明远主持了成立大会，孙大洋、王明远还乡。\n"
    )  # fmt: skip
    for draft in drafts_of(told, "deed_single"):
        for choice in draft.choices:
            if choice.text == "孙大洋" and not choice.key:
                assert "又一处" in choice.why


def test_whose_the_best_known_works_are_is_not_asked():
    told = HEAD + PERSONS.replace("王明远", "毛泽东").replace("主报告", "《论学习》的报告")
    assert not [d for d in drafts_of(told, "deed_single") if "《" in d.stem]


def test_who_spoke_is_not_asked_where_several_meetings_are_told_of():
    several = "在青山会议上大家吵了一天，到了白水会议才有了结果。" + PERSONS
    keys = {draft.keys[0] for draft in drafts_of(HEAD + several, "deed_single")}
    assert keys <= {"陈树林"}  # what he proposed tells the meeting


def test_a_post_is_told_with_its_body():
    persons = "王明远、李长青、陈树林、周大海一起去看了河堤。"
    bare = "会师以后，王明远任军长，李长青任党代表，陈树林任参谋长，周大海任政委。" + persons
    assert drafts_of(HEAD + bare + "\n", "deed_single") == []
    assert drafts_of(HEAD + PERSONS, "deed_single") != []
