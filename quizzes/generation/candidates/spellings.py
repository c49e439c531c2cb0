"""What else a learner may rightly type for a gap: the lesson's own shorter and longer names.

Folding of script, marks and numerals is done at grading and needs no spelling here.
"""

from __future__ import annotations

import re

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Material
from quizzes.generation.lesson import Lesson
from quizzes.generation.names import other_names, others_of

_TWINS = (("聚", "集"), ("布", "示"), ("作", "做"), ("与", "和"), ("年", "载"), ("群众", "人民"))
_SAME = re.findall(  # nobody keeps these apart when typing from memory
    r"(\S+)/(\S+)",
    "于/在 讲/说 使用/用 相符/一致 相符/相同 减轻/减少 减轻/下降 减轻/降低 降低/减少 提高/提升"
    " 增强/提高 公司/单位 企业/公司 企业/单位 人员/员 开展/进行 监督/监管"
    " 纪录/记录 账/帐 其它/其他 名单/名册 正文/主体 使用费/费 同/和 跟/和 以及/和 及/和"
    " 审批/批准 照料/照顾 监测/检测 无声/沉默 部门/单位 全体/全部 商议/协商 食/吃 饮/喝",
)
_WHOLES = (  # nobody changes a character of these
    "委员", "党员", "官员", "会员", "社员", "成员", "学员", "队员", "动员", "所在", "现在", "存在",
    "在职", "在岗", "实在", "内在", "同志", "共同", "合同", "同意", "不同", "和平", "和谐", "总和",
    "温和", "及时", "普及", "涉及", "及以", "于是", "关于", "对于", "由于", "属于", "便于",
)  # fmt: skip
_INNER = ("于", "在", "用", "和", "同", "跟", "及")  # at an end they are parts of other words
_JOINT = re.compile(r"^(?:而是|就是|也是|还是|更是)(?=..)")
_MEASURED = re.compile(r"^一(?:[份张个条本名项次套块种支面把座户])")
_TURNED = re.compile(r"^(?:控制|减[轻少]|增加|降低|提高|改善|加强|锻炼|管理|监测)..$")
_TURNED_BACK = re.compile(r"^..(?:控制|监测|检测|管理)$")
_BOUNDED = re.compile("[以之][上下内外]")
_A_BODY = re.compile(r"(?:委员会|局|站|处|办|中心)$")
_HELPERS = re.compile(r"(?<=.)的(?=.)")
_DOES = re.compile("管理|教育|监督|发展|培训|关心|团结|组织|联系|服务|培养|帮助|依靠|关爱")
_HEAD = re.compile(r"[员士师]$")  # 社区护士 is a 护士
_SHORT_NAME = range(5, 10)  # characters of a name that is shortened to its first and last two
_TRAILS = re.compile(r"(?:为主|优先|等)$")
_LEAST_NAME = 5
_OFTEN = 3  # times a name stands alone for itself: 体检 of 小区体检
_HAN = r"[㐀-鿿]"
_REGIONS = ("地区", "地區", "一带", "一帶", "附近", "边", "邊", "县", "縣", "镇", "鎮", "市")
_PROVINCIAL = re.compile(r"(?P<name>[^省]{2,3})省(?P<place>[^市县区旗镇乡村]{1,6})[市县区旗镇乡村]")


def spellings(material: Material, span: Span, *, is_term: bool = False) -> tuple[str, ...]:
    """The words of the gap first, then what the lesson's own use of them allows.

    A defined term may be typed by its end where the lesson calls it so.
    """
    key = material.cut(span)
    seen = material.lesson.seen(span).strip()
    found = [key]
    if len(seen) != len(key) or material.lesson.language == "en":
        return (key,)
    bare = _HELPERS.sub("", seen)
    found += [bare] if len(bare) >= 2 else []
    found += [_TRAILS.sub("", seen)] if _TRAILS.search(seen) and len(seen) >= 5 else []
    if is_term and "的" in seen[:-2]:
        found.append(seen.rpartition("的")[2])  # 数据 for 法律上的数据
    if is_term and len(seen) == 4 and _stands_alone(material, seen) >= _OFTEN:
        found.append(seen[-2:])
    found += _alike(material, seen)
    found += [_MEASURED.sub("", seen)] if _MEASURED.match(seen) and len(seen) > 3 else []
    found += [_JOINT.sub("", seen)] if _JOINT.match(seen) else []
    is_turned = _TURNED.match(seen) or _TURNED_BACK.match(seen)
    found += [seen[2:] + seen[:2]] if is_turned else []  # 体重控制 is 控制体重
    found += other_names(seen)
    found += _shortened(material, seen) + _lengthened(material, seen) + _twins(material, seen)
    return tuple({fold(words): words for words in reversed(found)}.values())[::-1]


def of_place(lesson: Lesson, span: Span) -> tuple[str, ...]:
    """懋功地区 for 懋功, where the lesson goes on so; 长兴县 and 浙江长兴 for 浙江省长兴县."""
    key = lesson.cut(span)
    found = [key, *(key + kind for kind in _REGIONS if lesson.text.startswith(kind, span[1]))]
    match = _PROVINCIAL.fullmatch(lesson.seen(span))
    if match is None:
        return tuple(found)
    province, kinds = key[: match.end("name")], (match.end("place"), len(key))
    towns = [key[match.start("place") : end] for end in kinds]
    found += towns + [province + town for town in towns]
    return (*found, key[: match.end("place")])


def _alike(material: Material, name: str) -> list[str]:
    """书库不设在一楼 for 书库不设于一楼, in the lesson's script."""
    found = []
    for pair in _SAME:
        for one, other in (pair, pair[::-1]):
            if one in other and len(one) == 1:
                continue  # 用 of 家用 is no 使用
            if one in ("监督", "监管") and _A_BODY.search(name):
                continue  # 村务监督委员会 has this name and no other
            if one == "于" and len(name) < _LEAST_NAME:
                continue  # 问计于民
            place = name[1:-1] if one in _INNER else name
            if one in place and other not in name and not _is_part(one, name):
                found.append(name.replace(one, other))
    return [material.lesson.in_its_script(word) for word in found]


def _is_part(word: str, name: str) -> bool:
    """Whether a short word only stands inside another: 员 of 委员, 在 of 所在."""
    return any(word in whole and whole in name for whole in _WHOLES if word != whole)


def _shortened(material: Material, name: str) -> list[str]:
    lesson = material.lesson
    found = []
    if _BOUNDED.search(name):
        return []  # 县级及以上河长 are not the 县级河长
    if len(name) in _SHORT_NAME and lesson.shadow.count(name[:2] + name[-2:]):
        found.append(name[:2] + name[-2:])
    if len(name) >= _LEAST_NAME:
        found += _abbreviated(lesson.shadow, name)
    if len(name) == 4 and _HEAD.search(name) and not _DOES.match(name):
        found.append(name[-2:])
    return found


def _abbreviated(shadow: str, name: str) -> list[str]:
    """职代会 of 职工代表大会: three characters in their order, if the lesson writes so."""
    middle = "".join(dict.fromkeys(name[1:-1]))
    short = re.findall(
        rf"{re.escape(name[0])}[{re.escape(middle)}]{re.escape(name[-1])}(?!议)", shadow
    )
    others = others_of(name)
    return [
        word
        for word in dict.fromkeys(short)
        if short.count(word) > 1 and word not in name and word not in others
    ]  # 村委会 is 村民委员会, not 村务监督委员会


def _stands_alone(material: Material, name: str) -> int:
    """How often the end of a name opens a clause or quotation without its beginning."""
    shadow = material.lesson.shadow.replace(name, "")
    return len(re.findall(rf"(?<=[。,;:“、\n]){re.escape(name[-2:])}", shadow))


def _lengthened(material: Material, name: str) -> list[str]:
    """“网上连心桥” for 连心桥, where the lesson writes both."""
    pattern = rf"“({_HAN}{{0,3}}{re.escape(name)})”"
    return [longer for longer in re.findall(pattern, material.lesson.shadow) if longer != name]


def _twins(material: Material, name: str) -> list[str]:
    """汇集民智 for 汇聚民智, where the lesson writes both."""
    found = []
    for one, other in _TWINS:
        for a, b in ((one, other), (other, one)):
            twin = name.replace(a, b)
            if twin != name and twin in material.lesson.shadow:
                found.append(twin)
    return found
