"""What a thing is not and is; where to go and where not."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "一、总论\n"


def test_the_denied_sides_are_the_wrong_options():
    text = HEAD + "调解不是判案子，更不是和稀泥，而是解心结。\n"
    (single,) = drafts_of(text, "denial_single")
    assert single.keys == ["解心结"] and sorted(single.wrong) == ["判案子", "和稀泥"]


def test_of_a_long_affirmed_side_the_last_words_are_typed():
    text = HEAD + "讲道理，不是念文件，更不是训人，而是用身边的事去打动群众的内心。\n"
    assert drafts_of(text, "denial_single") == []  # the key would be the longest
    (blank,) = drafts_of(text, "denial_blank")
    assert blank.accepted == (("内心",),)
    assert "念文件" in blank.stem and "训人" in blank.stem


def test_a_direction_keeps_what_is_forbidden_in_sight():
    text = HEAD + "第四步，撤离。沿垂直于水流方向的两侧高坡跑，不要顺着河沟跑，更不要在桥下停。\n"
    (blank,) = drafts_of(text, "denial_blank")
    assert blank.accepted == (("两侧高坡",),)


@pytest.mark.parametrize(
    "sentence",
    [
        "调解不是判案子，而是解心结。",  # one wrong option is too few
        "这不是判案子，更不是和稀泥，而是解心结。",
        "沿河边走，不要下水。",
    ],
)
def test_what_denies_too_little_is_left(sentence):
    assert found_in(HEAD + sentence + "\n", "denial")[1] == []
