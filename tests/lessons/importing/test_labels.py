"""The words offices use as labels, whatever they call them."""

import pytest

from lessons.importing.labels import alone, is_prompt_label, within
from lessons.importing.numbers import even

FIELDS = {
    "title": "课题名称 讲授题目 党课题目 课程主题 講座主題 單元標題",
    "audience": "受训对象 听课人员 参训人员 適用對象 授课班级 招收对象 讲授对象",
    "purpose": "讲课目的 预期目标 预期成果 學習成效 学习收获 本课任务 教学任务",
    "time": "预计用时 所需时间 总时长 全课时长 参考学时 規定學時 计划课时",
    "note": "讲授内容 教学重点 学习提纲",
}
FIELDS_EN = {
    "title": ["Lesson title", "Course name", "Topic"],
    "audience": ["Who it's for", "Who is this for?", "Target group", "Intended audience"],
    "purpose": ["Aim of the lesson", "Purpose of this course", "You will learn"],
    "time": ["Estimated time", "Est. time", "Time allowed", "Contact hours", "Timing"],
}
PROMPTS = (
    "交流题 互动话题 话题讨论 讨论议题 探讨题 问答题 简答题 論述題 课后题 课堂提问 分享交流"
    " 布置作业 大家谈 請思考下列問題： 请围绕以下问题展开讨论： 请思考并讨论以下问题 请大家讨论"
    " 供讨论的问题 带着问题学 案例讨论 讨论（20分钟） 思考题（任选一题）"
    " 互动交流题 動動腦 腦力激盪 座谈提纲"
)
PROMPTS_EN = [
    "Let's discuss", "Think and discuss", "Food for thought", "Points for discussion",
    "Discuss in pairs", "Questions to consider", "Discussion questions (choose one)",
    "Please discuss the following questions:", "Over to you", "Review questions",
]  # fmt: skip
NEITHER = (
    "交流与合作 问题导向 讨论会的组织 思考的力量 服务对象 工作任务 使用方法与步骤 交流 作业面管理"
    " 请大家入座 名称 讨论制度的由来 练习册的编写 学习型组织 议题收集的办法"
)
NEITHER_EN = [
    "For the record",
    "Points of order",
    "The following week",
    "Over the hill",
    "Reviewing",
]


@pytest.mark.parametrize(
    ("name", "label"),
    [(name, label) for name, labels in FIELDS.items() for label in labels.split()]
    + [(name, label) for name, labels in FIELDS_EN.items() for label in labels],
)
def test_label_of_a_field(name, label):
    assert alone(even(label.rstrip("?"))) == name
    assert [found.name for found in within(even(f"{label.rstrip('?')}：某某"))] == [name]


@pytest.mark.parametrize("label", ["对　　象：村民代表", "目　的： 学会写信", "授 课 对 象：干部"])
def test_label_is_spread_over_the_line(label):
    assert within(even(label))[0].name in ("audience", "purpose")


@pytest.mark.parametrize("label", [*PROMPTS.split(), *PROMPTS_EN])
def test_label_above_questions(label):
    assert is_prompt_label(even(label))


@pytest.mark.parametrize("line", [*NEITHER.split(), *NEITHER_EN])
def test_line_is_no_label(line):
    assert not is_prompt_label(even(line))
    assert alone(even(line)) in (None, "note")
