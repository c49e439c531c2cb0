"""Bearers: who gives, keeps, signs or checks what, told with 由 and any verb.

Duties told by the usual verbs of office belong to roles.
"""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import clauses, is_dangling, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_BODY = "书导生士点部局办会所站组队社院校委兵长员人者记任师干事商方厂府关构司店"
_ACTS = (
    "给予|予以|补偿|赔偿|承担|保管|保存|兼任|担任|任(?=[^务何])|对照|记录|审核|审阅|审批|审查|批准|签字|签发|评定|核定|核实|核查"
    "|通知|约谈|谈话|登记|发放|公布|公示|指定|决定|召集|受理|办理|出具|填写|陪同|监督|复核|查处|拟定|编制|提出|验收|裁决|通报|上报|报告|开具|说明|回访|复查"
    "|组织|主持|带队|值守|看守|轮流|自己|统一|共同|直接|当面|当场|逐户|逐一|每[年月周天日季半]|随机|[两三]人|在[^,由]{2,8}(?:内|前|后|上|中|时)(?=[^,])"
)
_BY = re.compile(
    rf"(?P<task>[^,。;:由“”]{{0,30}}?)(?:则|再|应当?|须|要|可以?)?由(?P<actor>[^,。;:、由“”\d\s]{{1,14}}?[{_BODY}])"
    rf"(?P<act>(?:{_ACTS})[^,。;:由]{{0,18}})$"
)
_JOINTLY = re.compile(
    r"(?P<task>[^,。;:由“”]{2,20}?)由(?P<one>[^,。;:、由“”和\d\s]{2,10})和(?P<actor>[^,。;:、由“”和\d\s]{2,10}?)"
    r"(?P<act>(?:各|共同|分别|一起|联合)[^,。;:由]{2,12})$"
)
_BAD_ACTOR = re.compile(
    r"^(?:谁|这|那|其|该|他|她|它|自己|众人|人们|专人|各自|双方|大家|人人|所有|任何|每|本人|一个|有关|相关|全[体国社]|上级|当地)"
    r"|或|[应当须可以和与及并]$|[,、]|(?:的)(?![^的]{2,7}[人者员]$)"
)
_BAD_TASK = re.compile(
    r"^(?:由|并|且|其|可|也|都|都由|才|或者?|如|若)|是.{0,3}$|(?:时|前|还|都|也|便|就|并|或)$"
)
_LED = re.compile(
    r"(?P<leader>[^,。;:、“”在由]{2,8})统一领导,(?P<second>[^,。;:、“”]{2,10})牵头(?:协调|组织|负责)?,"
    r"(?P<rest>[^,。;:“”]{2,24}?)(?:分工)?(?:配合|协作|负责|参与)"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        start = sentence.start
        for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
            if lesson.shadow[piece[0] - 1] in ";:" and piece[0] > sentence.start:
                start = piece[0]
            span = strip_lead(lesson, piece)
            joint = _JOINTLY.fullmatch(lesson.shadow, *span)
            if joint and not is_dangling(joint[0]):
                spans = {"actor": joint.span("actor"), "task": joint.span("task")}
                found.append(Found("joint", sentence.section, *span, "joint", spans))
                continue
            match = _BY.fullmatch(lesson.shadow, *span)
            if match and not _BAD_ACTOR.search(match["actor"]):
                task = _task(lesson, (start, piece[0]), match)
                if task:
                    found.append(_fact(sentence, task, match))
        found += _led(lesson, sentence)
    return found


def _task(lesson: Lesson, before: Span, match: re.Match[str]) -> Span | None:
    """What is borne: the words before 由, else all that was said since the sentence began."""
    task = match.span("task") if match["task"] else strip_lead(lesson, before)
    words = lesson.seen(task)
    if not 3 <= len(words) <= 40 or is_dangling(words) or _BAD_TASK.search(words):
        return None
    return task


def _fact(sentence: Sentence, task: Span, match: re.Match[str]) -> Found:
    spans = {"actor": match.span("actor"), "task": task, "act": match.span("act")}
    return Found("role", sentence.section, task[0], match.end(), "charged", spans,
                 group=sentence.start)  # fmt: skip


def _led(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """A统一领导,B牵头,C配合: who leads needs no asking, who takes the lead in work does."""
    match = _LED.search(lesson.shadow, sentence.start, sentence.end)
    if match is None:
        return []
    rest = match.span("rest")
    first = lesson.seen(rest).split("、")[0]
    members = (match.span("leader"), match.span("second"), (rest[0], rest[0] + len(first)))
    end = match.end("second")
    spans = {"actor": members[1], "task": match.span(), "act": (end, end + 2)}
    return [
        Found("role", sentence.section, members[1][0], end + 2, "shared", spans,
              members=members, group=sentence.start)
    ]  # fmt: skip
