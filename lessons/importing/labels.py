"""The words lessons use as labels: of their fields, of other remarks about themselves, and above
their discussion questions. Matched on the simplified, half-width copy of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

FieldName = Literal[
    "title", "audience", "purpose", "time", "lecture", "discussion", "note", "byline"
]

_OF = (
    "(?:本课|本讲|本次|本节课?|本章|本单元|单元|课程|授课|教学|教育|培训|学习|适用|听课|宣讲|参训|参加"
    "|课堂|施教|面向|主要|活动|讲座|上课|总体|研习|研修|研讨|宣导|宣教|讲习|集训|轮训|训练|进修|参与|适合"
    "|建议|推荐|目标(?!$|[:： \\]】)])|听讲|讲课|讲授|受训|授训|参学|招收|使用|预期|预计|计划"
    "|所需|参考|规定|全课|总)*(?:的)?"
)
_WORDS: dict[FieldName, str] = {
    "title": rf"{_OF}(?:课题|题目|标题|主题)|(?:课程|课题|讲座|党课|微课)(?:名称?|题目|标题)"
    r"|课名|讲题|课程"
    r"|title|course|lesson|(?:course|lesson|lecture|module) (?:title|name)|topic",
    "audience": rf"{_OF}(?:对象|人群|受众|学员|听众|参加人员|适用范围|读者)(?:和范围|及范围)?"
    r"|(?:听课|听讲|参训|受训|参学|上课|学习|参加|培训|适用|面向)人员|(?:授课|教学|培训|适用)(?:班级|年级|班次)"
    r"|(?:target |intended |primary )?audience|who (?:should (?:attend|take this (?:lesson|course))"
    r"|(?:this|it)(?: is|'s) for|is (?:this|it) for)|target group"
    r"|(?:target )?(?:participants|learners|attendees|readers)"
    r"|(?:intended |suitable )?for(?: whom)?",
    "purpose": rf"{_OF}(?:目的|目标|宗旨|意图)(?:与要求|和要求|及要求|要求|与任务)?"
    rf"|{_OF}要求和?目的|(?:教学|学习|培训|课程)要求"
    r"|(?:教学|学习|培训|本课|课程)任务|(?:教学|学习|培训|课程|预期|研习)(?:预期)?(?:成果|成效|效果|收获)"
    r"|(?:learning |course |lesson |training |teaching )?"
    r"(?:objectives?|aims?|goals?|purpose|outcomes?)"
    r"(?: and (?:objectives?|aims?|goals?|outcomes?))?"
    r"(?: of (?:this|the) (?:lesson|course|lecture|session))?|(?:what )?you will learn",
    "time": rf"(?!(?:讲课|讲授|研讨)(?:时间|时长|学时|课时)(?![安分]))"
    rf"{_OF}(?:时间|时数|学时|课时|时长|用时|学时数|课时数)(?:安排|分配|数|要求|长度)?"
    r"|(?:course |lesson |class |total |teaching |session |est\.? |estimated |contact )?"
    r"(?:duration|length|time|hours|timing)"
    r"|time (?:allotted|allocated|allowed|needed|required|allocation)|running time",
    "lecture": r"(?:讲课|讲授|讲解|授课讲解|理论讲授|集中授课)(?:时间|时长|学时|课时)?"
    r"|lecture(?: time| duration)?|presentation(?: time)?",
    "discussion": r"(?:讨论|研讨|互动|互动讨论|交流讨论|讨论交流|分组讨论)(?:时间|时长|学时|课时)?"
    r"|discussion(?: time| duration)?",
    # about the lesson, worth reading: stays in the text before the first heading
    "note": rf"{_OF}(?:重点|难点|重难点|重点难点|重点与难点|重点和难点|方法|方式|形式|手段"
    r"|准备|内容|用具|教具|资源|材料|类型|过程|提纲|大纲)|内容提要|内容摘要|摘要|提要|关键词|编者按|编者的话|按语"
    r"|abstract|summary|keywords|key words|key points|materials?(?: needed)?|prerequisites"
    r"|format|methods?",
    # about its making: a field, yet none the outline keeps
    "byline": r"主讲|讲师|教师|(?:主讲|授课|讲课|宣讲|讲授|报告|辅导)(?:人|教师|老师|专家|嘉宾)"
    rf"|作者|编写|编者|编写人|撰稿|撰稿人|供稿|单位|编写单位|日期|{_OF}(?:日期|地点)|版本|编号|课程编号|来源"
    r"|author|instructor|teacher|presenter|speaker|lecturer|date|version|venue|location|place"
    r"|source|prepared by|level|language",
}  # fmt: skip
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
_ALONE = re.compile(  # 讨论 alone stands above the questions, 讲授 alone above text
    "|".join(
        f"(?P<{name}>{words})"
        for name, words in _WORDS.items()
        if name not in ("lecture", "discussion")
    ),
    re.IGNORECASE,
)
_INLINE = re.compile(
    rf"(?:^|(?<=[\s;。|,、/)\]】]))[\[【(<《]?(?:{_ANY})[\]】)>》]? ?[:：]\s*", re.IGNORECASE
)
_BRACKETED = re.compile(rf"[\[【](?:{_ANY})[\]】] ?[:：]?\s*", re.IGNORECASE)
_SPACED = re.compile(
    rf"(?:{_ANY})(?:\t|  +| ?——? ?| [–-] |(?<=[\u4e00-\u9fff]{{4}}) )\s*", re.IGNORECASE
)
_SPREAD = re.compile(
    r"((?:[\u4e00-\u9fff][ \t]{1,4}){1,8}[\u4e00-\u9fff])[ \t]*:[ \t]*"
)  # 授 课 对 象：
_SUB_GOAL = re.compile(
    r"[\[【(]?(?:知识|能力|技能|情感|素质|素养|思政|态度|价值|认知|行为|过程|德育|总体|具体|基本|总)"
    r"[^,。;:]{0,10}(?:目标|目的|要求|与方法|价值观)?[\]】)]? ?[:：]"
)
_LONGEST_LABEL = 60
_DECORATION = re.compile(r"[\s\[\]【】()《》<>:：*_#.、。—–-]+")

_ASK = (
    r"讨论|思考|研讨|探讨|座谈|议一议|想一想|谈一谈|说一说|辩一辩|辨一辨|论一论|聊一聊|探究|反思|思辨"
    r"|大家[谈议说]|动动脑|头脑风暴|脑力激荡"
)
_PROMPT_LABEL = re.compile(
    rf"(?:[附、和与及]|本课|本讲|本章|本节|本单元|课后|课前|课堂|课中|学后|随堂|小组|分组|集体|学习|学员|互动|交流"
    rf"|案例|话题|布置|综合|延伸|拓展|复习|巩固|自学|自我|实践|结合实际|带着|请|供|问题|{_ASK}|作业|练习)*"
    rf"(?:{_ASK}|作业|练习|问题|复习|议题|(?:课后|课堂|随堂|互动|交流|问答|简答|论述|自测)题"
    r"|(?:课后|课堂|随堂|互动)(?:提问|问答|话题|交流)|交流[和与]?分享|分享[和与]?交流|自我?(?:检测|测试)|学后感悟)"
    r"(?:题|题目|题纲|习题|问题|作业|提纲|要点|环节|练习|交流|研讨|与|和|及|讨论|思考|实践|任务|话题|议题|主题"
    r"|布置|学|的|一下|如下|[一二三])*"
)
_PROMPT_REQUEST = re.compile(  # 请围绕以下问题展开讨论
    r"请?(?:大家|同志们|各位学员|学员们?|各位|同学们|各组|分组|小组)*(?:围绕|结合|就|针对|带着|根据)?"
    rf"(?:(?:{_ASK}|交流|回答|并|一下)*(?:以下|下列|下面|如下|这)[几两三四一二]?个?(?:问题|话题|题目|议题)"
    rf"(?:展开|进行|开展)?(?:分组|小组|集体)?(?:{_ASK}|交流|回答)*|(?<=请)(?:{_ASK})|(?<=大家)(?:{_ASK}))"
)
_REMARK = re.compile(  # （任选一题）（共2题）（20分钟）
    r"[(（](?:[^()（）]{0,6}选[^()（）]{0,16}|共?.{1,2}[题道]题?"
    r"|[约共]?\d+ ?(?:分钟?|字|min(?:ute)?s?)|(?:choose|pick|any) \w+)[)）]",
    re.IGNORECASE,
)
_PROMPT_PHRASES_EN = re.compile(
    r"(?:talk|think) about it|food for thought|over to you|check your understanding|group work"
    r"|pair work|things to (?:think about|consider|discuss)|(?:points|topics|issues) to (?:consider"
    r"|discuss)",
    re.IGNORECASE,
)
_PROMPT_CORE_EN = {
    "discussion", "discuss", "question", "questions", "reflection", "reflections", "reflect",
    "review",
}  # fmt: skip
_PROMPT_WORDS_EN = _PROMPT_CORE_EN | {
    "for", "group", "class", "pair", "pairs", "in", "topic", "topics", "point", "points", "issue",
    "issues", "prompt", "prompts", "suggested", "some", "key", "guiding", "guide", "study",
    "reflective", "comprehension", "self-check", "follow-up", "followup", "consider", "think",
    "groups", "small", "of", "two", "three", "four", "five", "with", "a", "partner", "your", "as",
    "about", "to", "and", "&", "further", "the", "following", "these", "please", "let's",
    "let\u2019s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    name: FieldName
    start: int  # in the line
    value_at: int  # where the value begins; the line's length when nothing follows


def alone(even_line: str) -> FieldName | None:
    """The field a line names that holds nothing but a label."""
    if len(even_line) > _LONGEST_LABEL:
        return None
    plain = _DECORATION.sub(" ", even_line).strip()
    if re.fullmatch(r"[\u4e00-\u9fff\s]{2,14}", plain):  # 目　的
        plain = plain.replace(" ", "")
    match = _ALONE.fullmatch(plain)
    return _name(match) if match else None


def within(even_line: str) -> list[Label]:
    """The labels of a line that begins with one, each with a value behind it."""
    if (spread := _SPREAD.match(even_line)) and (name := alone(spread[1])):
        return [Label(name, 0, spread.end())] if spread.end() < len(even_line) else []
    first = _BRACKETED.match(even_line) or _INLINE.match(even_line) or _SPACED.match(even_line)
    if first is None or first.end() >= len(even_line):
        return []
    found = [first]
    for match in sorted(
        [*_INLINE.finditer(even_line), *_BRACKETED.finditer(even_line)],
        key=lambda match: match.start(),
    ):
        if match.start() >= found[-1].end():
            found.append(match)
    return [Label(_name(match), match.start(), match.end()) for match in found]


def _name(match: re.Match[str]) -> FieldName:
    return cast(FieldName, match.lastgroup)


def is_sub_goal(even_line: str) -> bool:
    """Whether the line is one of several goals by kind: 知识目标：…"""
    return bool(_SUB_GOAL.match(even_line))


def is_prompt_label(even_line: str) -> bool:
    """Whether the line holds nothing but a label above discussion questions."""
    if len(even_line) > _LONGEST_LABEL:
        return False
    even_line = _REMARK.sub("", even_line)
    plain = re.sub(r"\s+", " ", re.sub(r"[\[\]【】()《》<>:：*_#.、。—–]+", " ", even_line)).strip()
    packed = plain.replace(" ", "")
    if len(plain) <= 20 and (_PROMPT_LABEL.fullmatch(packed) or _PROMPT_REQUEST.fullmatch(packed)):
        return True
    words = plain.lower().split()
    return bool(_PROMPT_PHRASES_EN.fullmatch(plain)) or (
        len(plain) <= 50
        and not _PROMPT_CORE_EN.isdisjoint(words)
        and _PROMPT_WORDS_EN.issuperset(words)
    )
