"""Which paper or book it was, among others the lesson names."""

from tests.quizzes.generation.samples import drafts_of

OTHERS = (
    "早在1930年，他就写过《反对本本主义》。他又把调查材料编成《农村调查》。"
    "张闻天回来以后，写下《出发归来记》。\n"
)
GIVEN = "1941年5月19日，毛泽东在延安干部会上作《改造我们的学习》的报告。"
HEAD = "延安整风\n一、三篇报告\n"


def titles(text: str) -> dict[str, list[str]]:
    return {draft.keys[0]: draft.wrong for draft in drafts_of(HEAD + text, "title_single")}


def test_a_book_stands_among_books():
    made = titles(GIVEN + OTHERS)
    assert sorted(made["《改造我们的学习》"]) == [
        "《农村调查》", "《出发归来记》", "《反对本本主义》"
    ]  # fmt: skip


def test_papers_and_forms_stand_not_beside_a_book():
    papers = "会议印发《关于调查研究的决定》《农村支部工作条例》，填写《农户情况登记表》。\n"
    assert titles(GIVEN + papers) == {}


def test_two_titles_in_one_sentence_tell_each_other():
    both = "1941年5月19日，毛泽东作《改造我们的学习》的报告，又发表《反对党八股》。"
    assert titles(both + OTHERS).keys() & {"《改造我们的学习》", "《反对党八股》"} == set()


def test_what_nobody_gave_or_issued_is_not_asked():
    assert "《改造我们的学习》" not in titles("大家要好好读《改造我们的学习》。" + OTHERS)
