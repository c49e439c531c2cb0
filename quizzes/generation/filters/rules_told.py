"""What the words around a figure say of it: that a rule sets it, or holds from it on."""

from __future__ import annotations

import re

from quizzes.generation.candidates.draft import Material
from quizzes.generation.facts.found import Found

_SETS = re.compile(  # what a rule says before a figure
    r"不(?:得)?(?:超过|少于|低于|高于|多于|早于|晚于|足)|不得|至少|最[多少长短高低迟晚早](?!时)|(?<![适响反供相效感])应(?![对到付急用邀届变声])当?|须|必须"
    r"|提前|每(?!个人)|满(?![意足分])|超过|低于|达到|任期|届|为限|保存|[期时年]限|标准|延长|为期|期为|有效期|发放|补[贴助]"
    r"|处(?:以|\d|[一二三四五六七八九十])|罚款|一般|要求|规定|方可|才能|可以|限于|为宜|原则上|收到|之日"
)
_SETS_AFTER = re.compile(r"以[上下内]|之内|内|前|起(?:施行|执行|实施|生效)")
HARD = re.compile(
    r"[日天月时]内|[日天]以?前(?!的)|之日起|标准|补贴|罚款|延长|为期|不得|至少|最[多少长短高低](?!时)|(?<![适响反供相效感])应(?![对到付急用邀届变声])当?|须|必须|方可|不(?:超过|少于|低于|高于)"
    r"|(?:任期|期限|年限|标准|时限)[^,。;]{0,6}由[^,。;]{1,8}(?:改为|调整为|延长|提高|缩短|放宽)|抽查"
)
_FOLLOWS = re.compile(  # what a rule attaches to a condition
    r"予以|给予|除名|处分|停止党籍|停止其|(?:联名|附议|提议)[^。]*可以|视为|终止|自行脱党|称为|叫做"
    r"|取消|约谈|通报|催办|退回|退出|暂停|停用|扣|重新|调整|调离|整顿|列入|列为|移交|派|上门|说明情况|启动"
)
_RULES = re.compile(
    r"^[^,。]{1,18}(?:规定|要求|约定|明确|定下|订下)(?:,|:)|的,?(?:由|一律|应|须|要|不得|可)"
)
_MISSED = re.compile("(?:仍|还)?(?:未|没有|没|不)[^,;。]{1,8}的")  # 20天未回的,电话催办
YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2})(?=年)")


def is_set(material: Material, fact: Found, words: str) -> bool:
    """Whether a rule's word stands before the figure or a bound right behind it."""
    if HARD.search(words):
        return True
    at = words.find(material.lesson.seen((fact.start, fact.end)))
    before = words[: max(at, 0)]
    return bool(
        _SETS.search(before) or _SETS_AFTER.match(material.lesson.shadow, fact.end)
        or _SETS.match(material.lesson.shadow, fact.end)
    )  # fmt: skip


def is_condition(material: Material, fact: Found) -> bool:
    """连续6个月不参加组织生活,…予以除名: from where on the rule holds."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    said = lesson.seen((sentence.start, sentence.end)) if sentence else ""
    if fact.form != "quantity" or YEAR.search(said) or not _FOLLOWS.search(said):
        return False
    before = lesson.shadow[max(0, fact.start - 4) : fact.start]
    is_bound = re.search("(?:连续|累计|满|超过|达)$", before) is not None
    if is_bound or lesson.shadow.startswith("以上", fact.end):
        return True
    is_missed = _MISSED.match(lesson.shadow, fact.end) is not None
    return is_missed and bool(_RULES.search(said))
