"""Passages of a long section, each taken up by its first sentence."""

from quizzes.generation.generating import generate
from tests.quizzes.generation.samples import drafts_of, outline_from

FILL = "这里的人家住得很散，隔着几道山梁才有一户，走一趟要大半天的工夫才能回来。"
LONG = "".join(FILL.replace("几道", f"{n}道") for n in range(3, 16))
ASKED = (
    "群众为什么愿意来开会？因为会上说的话有人记，记下的事有人办，办完的事还有人来回话。"
    "说了不算的会没有人愿意再来第二次。\n"
)
TAKEN_UP = (
    "群众工作的套路再多也逃不出四步。先是走近群众，靠的是常去、常坐、常听他们的家长里短。"
    "再往后是记下来，哪家有什么难处都写在本子上。最后才是办起来，办成一件就销掉一件。\n"
)
HEAD = "群众工作讲解\n一、怎样走近群众\n"


def stems(text: str) -> dict[str, tuple[str, ...]]:
    return {draft.stem: draft.checklist for draft in drafts_of(text, "passage_short")}


def test_a_passage_is_taken_up_by_its_first_sentence():
    found = stems(HEAD + LONG + "\n" + TAKEN_UP + ASKED)
    (taken,) = [stem for stem in found if "讲到：「群众工作的套路再多也逃不出四步。」" in stem]
    assert len(found[taken]) == 3 and found[taken][0].startswith("先是走近群众")
    (asked,) = [stem for stem in found if "问：「群众为什么愿意来开会？」" in stem]
    assert len(found[asked]) == 2


def test_a_section_that_can_be_summed_up_is_asked_as_a_whole():
    text = HEAD + TAKEN_UP + ASKED
    assert stems(text) == {}
    assert len(drafts_of(text, "summary_short")) == 1


def test_a_story_and_a_paragraph_that_leans_take_nothing_up():
    for first in ("2019年，村里来了一位新书记。", "这件事要从头说起才行。", "有一回他去了邻村。"):
        told = TAKEN_UP.replace("群众工作的套路再多也逃不出四步。", first)
        assert stems(HEAD + LONG + "\n" + told) == {}


def test_a_long_section_with_nothing_to_grade_gets_two_of_them():
    more = TAKEN_UP.replace("群众工作的套路再多也逃不出四步", "开会的规矩说起来也不过三条")
    quiz = generate(outline_from(HEAD + LONG + "\n" + TAKEN_UP + ASKED + more))
    assert [item.rule for item in quiz.items if item.kind == "short"] == ["passage_short"] * 2


def test_a_traditional_lesson_is_asked_in_its_script():
    text = (
        "群眾工作講解\n一、怎樣走近群眾\n"
        + "這裡的人家住得很散，隔著三道山樑才有一戶，走一趟要大半天。" * 14
    )
    text += (
        "\n群眾為什麼願意來開會？因為會上說的話有人記，記下的事有人辦，辦完的事還有人回話。"
        "說了不算的會沒有人願意再來第二次。\n"
    )
    assert [stem for stem in stems(text) if "課文怎樣回答" in stem]


def test_a_word_that_only_leads_on_takes_nothing_up():
    for first in (
        "先把时间往前推一点再来说。",
        "第三，什么事情不能干。",
        "今天大家去看的是老房子。",
    ):
        told = TAKEN_UP.replace("群众工作的套路再多也逃不出四步。", first)
        assert stems(HEAD + LONG + "\n" + told) == {}


def test_a_question_whose_answer_goes_on_in_the_next_paragraph_is_not_asked():
    for follows, is_asked in (("再看说了算不算的事，大家的眼睛是雪亮的。", False), (FILL, True)):
        found = stems(HEAD + LONG + "\n" + TAKEN_UP + ASKED + follows + "\n")
        assert any("问：「群众为什么愿意来开会？」" in stem for stem in found) is is_asked


def test_a_passage_that_only_announces_its_points_takes_nothing_up():
    told = (
        "群众工作的套路再多也逃不出四步。上级的文件着眼的正是这一点。落实到基层可以归结为三本账。\n"
    )
    assert stems(HEAD + LONG + "\n" + told) == {}
