"""Classes with what belongs to each, and ranks in a stated order."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "一、总论\n"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("内因是肌力、视力和平衡感，外因是路滑、灯暗和门槛。", "class"),
        ("第一顺序为配偶、子女、父母，第二顺序为兄弟姐妹、祖父母、外祖父母。", "class"),
        ("处分由轻到重分为五种：提醒、警告、记过、撤职、开除。", "rank"),
        ("信号由低到高分为绿旗、白旗、紫旗、黑旗四级。", "rank"),
    ],
)
def test_classes_and_ranks_are_found(sentence, kind):
    assert found_in(HEAD + sentence + "\n", kind)[1]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("第一种是提醒、谈话，第二种是警告、处分。", "class"),  # a number is no name
        ("桥是石头、木头做的，路是砂子、泥土铺的。", "class"),
        ("响应由低到高分为四级、三级、二级、一级。", "rank"),  # known from counting
        ("处分由轻到重分为提醒、警告、记过等。", "rank"),
    ],
)
def test_what_names_no_class_is_left(sentence, kind):
    assert found_in(HEAD + sentence + "\n", kind)[1] == []


def test_members_of_the_other_class_are_the_wrong_options():
    text = HEAD + "第一顺序为配偶、子女、父母，第二顺序为兄弟姐妹、祖父母、外祖父母。\n"
    first, second = drafts_of(text, "class_multiple")
    assert first.keys == ["配偶", "子女", "父母"]
    assert sorted(first.wrong) == sorted(second.keys)


def test_an_order_of_heirs_is_no_order_of_steps():
    text = HEAD + "第一顺序为配偶、子女、父母，第二顺序为兄弟姐妹、祖父母、外祖父母。\n"
    assert found_in(text, "sequence")[1] == []


def test_the_next_rank_is_asked_and_never_one_that_holds_the_name():
    text = HEAD + "处分由轻到重分为五种：警告、严重警告、撤职、留用察看、开除。\n"
    drafts = drafts_of(text, "rank_single")
    assert drafts
    order = ["警告", "严重警告", "撤职", "留用察看", "开除"]
    for draft in drafts:
        assert order[order.index(draft.focus) + 1] == draft.keys[0]
        assert draft.focus != "警告"


def test_what_makes_up_one_virtue_is_told_from_what_makes_up_another():
    told = (
        "一、公民道德\n社会公德以文明礼貌、助人为乐、爱护公物为主要内容；职业道德以爱岗敬业、诚实守信、"
        "办事公道为主要内容。\n"
    )
    drafts = drafts_of(told, "class_multiple")
    keys = {draft.focus: set(draft.keys) for draft in drafts}
    assert keys["职业道德"] == {"爱岗敬业", "诚实守信", "办事公道"}


def test_what_one_is_said_to_do_is_no_class():
    told = (
        "志愿工作者是不取报酬的人、贡献时间的人和贡献知识的人，社区工作者是领取报酬的人、"
        "履行岗位职责的人和受过训练的人。"
    )
    assert drafts_of("一、总论\n" + told + "\n", "class_multiple") == []
