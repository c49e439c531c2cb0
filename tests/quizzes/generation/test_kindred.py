"""Things named alike, stages, orders and summaries."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

SHARES = (
    "一、分好蛋糕\n初次分配重在提高劳动报酬的比重，多劳多得；再分配主要靠税收、社会保障来调节；"
    "第三次分配是在自愿的基础上，由社会力量济困扶弱。\n"
)
STAGES = (
    "一、目标\n到“十四五”末，全体人民共同富裕迈出坚实步伐；到2035年，基本公共服务实现均等化；"
    "到本世纪中叶，居民收入差距缩小到合理区间。\n"
)


def test_things_named_alike_are_told_by_what_is_said_of_them():
    lesson, facts = found_in(SHARES, "kindred")
    names = [lesson.seen(fact.spans["left"]) for fact in facts]
    assert names == ["初次分配", "再分配", "第三次分配"]
    (draft,) = drafts_of(SHARES, "kindred_single")
    assert draft.stem.startswith("「分好蛋糕」一节指出：（　　）") and set(draft.wrong) < set(names)


@pytest.mark.parametrize(
    "told",
    [
        "一、原则\n第一条是坚持党要管党，从严要求；第二条是坚持围绕中心，服务大局；第三条是坚持从实际出发，分类指导。\n",
        STAGES,  # how far each goal goes tells its year
        "一、签约\n绿档是控制稳定的，每季度见一次；黄档是控制一般的，每月见一次；红档是控制不好的，每周见一次。\n",
    ],
)
def test_what_tells_itself_is_not_kindred(told):
    assert drafts_of(told, "kindred_single") == []


def test_things_of_different_names_are_not_kindred():
    text = "一、总论\n网格员负责走访；民警负责巡查；医生是健康的守门人，每周上门一次。\n"
    assert found_in(text, "kindred")[1] == []


def test_a_stated_order_is_asked_among_other_orders():
    text = "一、处置\n发现泄露以后，处置的顺序是止损、报告、告知和改进。\n"
    (draft,) = drafts_of(text, "sequence_single")
    assert draft.keys == ["止损、报告、告知和改进"]
    steps = [sorted(text.replace("和", "、").split("、")) for text in [*draft.keys, *draft.wrong]]
    assert all(told == steps[0] for told in steps)
    assert not drafts_of("一、处置\n要抓好止损、报告、告知和改进四件事。\n", "sequence_single")


def test_a_section_that_argues_is_summed_up_by_the_learner():
    text = (
        "一、认识到位\n社会结构正在发生深刻变化，新的就业形态大量涌现。社会思潮日益多元，观念各不相同。"
        "互联网改变了人们的交往方式，也改变了诉求表达的方式。"
        + "".join(f"第{n}件工作要跟上变化，方法要跟上时代。" for n in "一二三四五")
        + "\n"
    )
    (draft,) = drafts_of(text, "summary_short")
    assert draft.kind == "short" and "".join(draft.checklist).count("时代") == 5
    assert not drafts_of("一、认识到位\n变化很快。要跟上。\n", "summary_short")
    assert "让我们" not in str(drafts_of(text + "让我们共同努力。\n", "summary_short"))
