"""Places: where something happened."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson

_ACT = (
    "召开|会师|举行|成立|打响|爆发|强渡|渡过|结盟|开幕|创建|建立|改编|誓师|集结|起义|签订|签署|发动|创办|诞生"
    "|发表|作出|宣布|宣告"
)
_AT = re.compile(
    rf"在(?P<place>[一-鿿]{{2,4}}?)(?:地区|一带|附近|边|镇|县城?|市)?"
    rf"(?P<act>{_ACT})(?P<what>[^,。;:]{{0,20}})(?=[,。;])"
)
_HEARD = re.compile(r"(?<![一-鿿])在(?P<place>[一-鿿]{2,4}),(?P<what>[^,。;:]{6,30})(?=[,。;])")
_NO_PLACE = re.compile(  # 在会上, 在全国, 在我国: no name of a place
    r"^(?:全|各|这|那|其|我|本|当|同|此|中|国|会|党|每|该|某|他|她|第|多|大|广|基|农村|城市|社会|街道|社区|现场|线上|网上|家|村|镇|县"
    r"|历史|世界|国际|国内|国外|海外|北京|首都|人民|群众|组织|支部|机关|单位|学校|企业|部队|红军|敌|[东西南北][东西南北部方]?$)"
    r"|[上中下里内间时后前的了和与是有不会]|突然|正式|首次|先后|再次|方面|基础|期间|过程|领域|工作|问题|一线|前线|后方|各地|当地|等地|大会|会议|全会"
)
_OFTEN = 3  # times a lesson names a place it is not about


def find(lesson: Lesson) -> list[Found]:
    found = []
    for sentence in lesson.sentences:
        for pattern in (_AT, _HEARD):
            for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
                if _NO_PLACE.search(match["place"]):
                    continue
                if lesson.shadow.count(match["place"]) > _OFTEN:
                    continue  # the lesson is about it
                spans = {"place": match.span("place")}
                found.append(
                    Found("place", sentence.section, match.start(), match.end(), "at", spans)
                )
    return found
