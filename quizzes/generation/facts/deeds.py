"""Deeds: which person reported, proposed, held an office; which meeting decided or set up what.

Persons are known by surname and by coming again; what plenums and documents said are attributions.
"""

from __future__ import annotations

import re

from quizzes.generation.clauses import clauses, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹苏潘葛范彭鲁韦马方俞任袁柳史"
    "唐费薛雷贺倪汤滕罗毕郝安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛米戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江"
    "童颜郭梅林徐邱骆高夏蔡田胡凌霍万柯卢莫房丁邓洪包左石崔龚程陆曾刘叶聂瞿詹萨奕廖习焦"
)
NAME = rf"(?:博古|李德|[{_SURNAMES}][一-鿿]{{1,2}}?)"
_ACT = (
    r"作了?[^,。;:]{1,24}?(?:报告|发言|讲话)|起草[^,。;:]{2,20}|主持[^,。;:]{3,20}|主张[^,。;:]{3,24}|当选[^,。;:]{2,16}"
    r"|担?任(?!务|何)[^,。;:]{2,12}|接任[^,。;:]{2,12}|创办[^,。;:]{2,16}|发明[^,。;:]{2,16}|率[^,。;:]{5,20}|创立[^,。;:]{2,16}"
    r"|提议[^,。;:]{4,24}|力[主劝排][^,。;:]{4,24}|审定[^,。;:]{3,16}|撰写[^,。;:]{3,20}|写[下成出]了?[^,。;:]{4,24}|带领[^,。;:]{6,24}"
    r"|领导[^,。;:]{3,20}(?:起义|暴动|运动|罢工|战役)|发起[^,。;:]{3,20}|组建[^,。;:]{3,20}|设计[^,。;:]{4,20}|翻译[^,。;:]{3,20}|代替[^,。;:]{4,20}"
    r"|带头[^,。;:]{4,20}|拿出[^,。;:]{4,20}|研制[^,。;:]{3,20}|捐[出献][^,。;:]{4,20}|指挥[^,。;:]{4,20}"
)
_DEED = re.compile(
    rf"(?P<name>{NAME})(?:同志)?(?:首先|接着|随后|则|也|又|先后|主动|果断|坚决|后来)?(?P<act>{_ACT})(?:$|的)?"
)
_MEETING = re.compile(
    r"(?:(?:随后|此后|接着|随即|稍后)的?)?(?P<name>[一-鿿]{2,5}会议)(?:上|还|又|也|正式|明确|事实上|进一步|首次|一致)*"
    r"(?P<act>(?:决定|确定|确立|提出|通过|指出|选举|强调|批准|作出|制定|明确|取消|增选|纠正|总结|解决|限制)了?(?!什么|哪)[^,。;:“”]{4,30})$"
)
_NO_MEETING = re.compile(  # 村民会议, 这次会议: a kind of meeting, not one of history
    r"^(?:[能可会]?说|在|对|由|从|把|是|到|参加|召开|关于|根据|经过?|这|那|该|此|第|每|本|各|有|全|在|村|居|业|党|工作|联席|定期|临时|代表|座谈|扩大|理事|委员|班子|政治局|中央)"
    r"|(?:次|届|代表|委员|扩大|协商|联席|办公|工作|政治局|常委|理事|专题|现场)会议$"
)
_TOGETHER = re.compile(
    rf"(?<![一-鿿])(?:{NAME}、)+{NAME}(?:和{NAME})?(?![一-鿿])"
    rf"|(?:{NAME}、)+{NAME}(?=等|[一二三四五六七八九十两]人|同志)"
)
_NONAME = re.compile(r"[的了是在由和与及会组部委局队长员]$")


_AT_A_MEETING = re.compile(  # at which one, the deed itself does not say
    r"作了?(?:长篇|重要|主要|主|副|总结|补充|大会|的)*(?:报告|发言|讲话)|主持了?(?:会议|大会|工作)"
)
_POST = re.compile(
    r"担?任(?:总?司令员?|[军师团]长|政委|政治委员|党代表|参谋长|政治部主任|主任|副?书记|主席|委员|秘书长)"
)
_MEETINGNAMED = re.compile(r"[一-鿿]{2}(?:会议|大会|全会)")


def find(lesson: Lesson) -> list[Found]:
    meetings = _meetings(lesson)
    names = {lesson.seen(fact.spans["name"]) for fact in meetings}
    return _persons(lesson) + (meetings if len(names) >= 3 else [])


def _is_told_where(lesson: Lesson, sentence: Sentence) -> bool:
    """Whether the section, which the question names, tells of one meeting only."""
    section = lesson.section(sentence.section)
    told = _MEETINGNAMED.findall(lesson.shadow, section.start, section.end)
    return len(set(told)) < 2


def _persons(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
            start, end = strip_lead(lesson, piece)
            start += lesson.shadow.startswith("由", start)
            match = _DEED.match(lesson.shadow, start, end)
            if match is None or match.end("act") != end or _NONAME.search(match["name"]):
                continue
            if _POST.fullmatch(match["act"]):
                continue  # 任军长: of which army, was said before
            if _AT_A_MEETING.fullmatch(match["act"]) and not _is_told_where(lesson, sentence):
                continue
            if lesson.shadow.count(match["name"]) < 2:
                continue  # a name the lesson is about comes again
            spans = {"name": match.span("name"), "act": match.span("act")}
            found.append(
                Found("deed", sentence.section, match.start(), end, "deed", spans,
                      group=sentence.start)
            )  # fmt: skip
    return found


def companions(lesson: Lesson, names: set[str]) -> list[str]:
    """Persons who stand in one list with somebody told of: 博古、李德、周恩来."""
    found: dict[str, None] = {}
    for match in _TOGETHER.finditer(lesson.shadow):
        listed = [name for name in re.split("[、和]", match[0]) if len(name) > 1]
        if names & set(listed):
            found |= dict.fromkeys(n for n in listed if lesson.shadow.count(n) > 1)
    return [name for name in found if name not in names]


def _meetings(lesson: Lesson) -> list[Found]:
    """Meetings with a name of their own, each with what it decided, pointed out, set up."""
    found = []
    for sentence in lesson.sentences:
        for piece in clauses(lesson.shadow, (sentence.start, sentence.end)):
            match = _MEETING.fullmatch(lesson.shadow, *strip_lead(lesson, piece))
            if match and not _NO_MEETING.search(match["name"]):
                spans = {"name": match.span("name"), "act": match.span("act")}
                found.append(
                    Found("deed", sentence.section, match.start(), match.end(), "meeting", spans,
                          group=sentence.start)
                )  # fmt: skip
    return found
