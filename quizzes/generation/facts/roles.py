"""Roles: who leads, takes charge, issues, approves or carries out what."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.clauses import clauses, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_ACTS = (
    "负责(?!人)|牵头|担任|轮流担任|统筹|审批|批准|主持|承担|管理|发布|统一领导|登记|保管|监督|起草|统一通知|组织排查|协助|制定"
    "|予以警告|予以表彰、奖励|依法查处|会同有关单位制定|责令改正|审核|签发|牵头负责|统筹协调|具体负责|兼任|指导|实施|执行"
)
_ACTOR = r"(?P<actor>[^,。;:、由“”的是有并或\d\s]{2,12}?)"
_TASK = r"(?P<task>[^,。;:由“”]{2,22}?)"
_BY = re.compile(rf"{_TASK}(?:应当|应|须|要)?由{_ACTOR}(?P<act>{_ACTS})$")
_DOES = re.compile(
    r"(?P<actor>[^,。;:、由“”的是有只也都要应须\d\s]{2,12}?)(?P<act>(?:牵头)?负责(?!人)|牵头组织|承担|协助)(?P<task>[^,。;:“”]{2,24})$"
)
_APPROVES = re.compile(
    rf"(?P<task>[^,。;:由“”]{{4,22}}?)(?:应当|应|须|要)?经{_ACTOR}(?P<act>批准|同意|审批|审核)$"
)
_IS = re.compile(
    r"(?P<actor>[^,。;:、由“”的是有\d\s]{2,12}?)是(?P<task>[^,。;:“”]{0,14}?(?:责任人|责任主体|召集人|负责人|主管部门))$"
)
_LED = re.compile(
    r"构建(?P<leader>[^,。;、]{2,10}?)统一领导,(?P<second>[^,。;、]{2,12}?)牵头,"
    r"(?P<rest>[^,。;、]{2,16}?)分工合作[^,。;]{0,8}?的(?P<task>[^,。;]{4,24})"
)
_BAD_ACTOR = re.compile(
    r"^(?:谁|这|那|其|该|他|它|除|归|由|经|向|对|按|把|将|被|让|请|交|凭|以|为|和|与|或|自己|专人|各自|双方|只|不|并|也|应|可|三方|大家|政府(?=$)|人人|所有|任何|每)|可以|请求|应当|必须|委托|不得|未经|^(?:全权|全面|主要|专门|亲自|依法|自行|直接|主动|积极|自觉|认真|带头|及时)|(?:和|与|及|以|共同|分别|一起|具体|统一|直接)$"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    for sentence in lesson.sentences:
        for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
            found += _in_clause(lesson, sentence, strip_lead(lesson, piece))
        led = _LED.search(lesson.shadow, sentence.start, sentence.end)
        if led:
            found += _led(sentence, led)
    return found


def _in_clause(lesson: Lesson, sentence: Sentence, piece: Span) -> list[Found]:
    for form, pattern in (("by", _BY), ("approves", _APPROVES), ("is", _IS), ("does", _DOES)):
        match = pattern.match(lesson.shadow, *piece)
        if match and match.end() == piece[1] and not _BAD_ACTOR.search(match["actor"]):
            spans = {"actor": match.span("actor"), "task": match.span("task")}
            if form != "is":
                spans["act"] = match.span("act")
            return [
                Found(
                    "role", sentence.section, piece[0], piece[1], form, spans, group=sentence.start
                )
            ]
    return []


def _led(sentence: Sentence, match: re.Match[str]) -> list[Found]:
    facts = []
    for name, act in (("leader", "统一领导"), ("second", "牵头")):
        spans = {
            "actor": match.span(name),
            "task": match.span("task"),
            "act": (match.end(name), match.end(name) + len(act)),
        }
        facts.append(
            Found(
                "role",
                sentence.section,
                match.start(name),
                match.end(name) + len(act),
                "led",
                spans,
                members=(match.span("leader"), match.span("second"), match.span("rest")),
                group=sentence.start,
            )
        )
    return facts
