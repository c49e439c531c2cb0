"""The lesson's own discussion questions with what a good answer touches."""

from tests.quizzes.generation.samples import drafts_of

LESSON = (
    "群众工作\n\n一、走近群众的办法\n\n（一）常到家里坐坐\n\n坐下来才听得见真话，站着说的多半是场面话。\n\n"
    "（二）常到田头看看\n\n看过了才知道难处在哪里，听汇报是听不出来的。\n\n"
    "（三）常把结果说说\n\n办成办不成都要有个回音，大家才愿意再来说。\n\n"
    "二、讨论题\n\n1．走近群众的办法有哪几条？\n\n2．{}\n"
)


def stems(second: str) -> dict[str, tuple[str, ...]]:
    return {d.stem: d.checklist for d in drafts_of(LESSON.format(second), "prompt_short")}


def test_what_headings_answer_is_checked_by_them():
    found = stems("走近群众的办法里哪些最难做到？")
    assert found["走近群众的办法有哪几条？"] == (
        "常到家里坐坐", "常到田头看看", "常把结果说说",
    )  # fmt: skip
    assert len(found) == 2


def test_which_of_two_opinions_is_right_stands_under_no_heading():
    found = stems("有人认为走近群众的办法靠嘴，也有人认为靠腿，你怎么看？")
    assert list(found) == ["走近群众的办法有哪几条？"]


def test_what_happened_in_ones_own_branch_stands_nowhere():
    found = stems("本支部最近一次走近群众的办法有哪几条得到了落实？")
    assert list(found) == ["走近群众的办法有哪几条？"]


def test_what_the_whole_lesson_is_about_finds_no_section():
    theme = "为什么说走近群众的办法最管用？"
    told = "走近群众的办法是常来常往。"
    lesson = LESSON.format(theme).replace("\n\n（", f"{told}\n\n（")
    assert theme not in {d.stem for d in drafts_of(lesson, "prompt_short")}
    rare = LESSON.format("为什么说办成办不成都要有个回音？")
    rare = rare.replace(
        "听汇报是",
        "办成办不成都要有个回音，是因为大家等着。办成办不成都要有个回音，才能让人再来。听汇报是",
    )
    assert any("都要有个回音" in d.stem for d in drafts_of(rare, "prompt_short"))
