"""Filters on the stem: readable, self-contained, short enough, not giving the answer away."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from common.folding import fold, shadow
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.clauses import is_dangling, is_spoken
from quizzes.generation.wording import BLANK

# Its 一 is no figure of the lesson.
_TEMPLATE = re.compile(r"」一[节節](?=指出|写道|寫道|讲到|講到)")
_BARE = re.compile(
    r"^(?:____|（　　）)[\s　]*"
    r"(?:施行|公布|通过|发布|实施|(?:个?[年月天日])?(?:过去|后来?|前)[,了])"
)
_ABOUT = re.compile(
    r"本(?:课|讲|章|节)(?!题|程|堂)|为(?:了)?叙述方便|[下上][表图]|下面(?:介绍|讲)"
    r"|(?:课程|授课|教学)(?:时间|目标|目的|对象)|学员应当?|[Tt]his lesson"
)
_GARBLED = re.compile(
    "[\ue000-\uf8ff\ufffd\x00-\x08]|[?？！!]{2}|[，。；：]{2}|[*]{2}|、[，。；]|[（(][）)]"
)
_POINTS_AWAY = re.compile(r"(?:以下|下列|如下)[^,。;:]{0,12}[。.:]?$")
_NEGATIVE = re.compile(r"不属于|不包括|不是下列|没有提到|错误的是|除外|哪一项不")
_PAIRS = (
    ("「", "」"),
    ("“", "”"),
    ("《", "》"),
    ("（", "）"),
    ("(", ")"),
    ("『", "』"),
    ("‘", "’"),
)
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
_WRITTEN = re.compile(r"[一二三四五六七八九十百]+(?=[年天日次人元岁户分小名件里公]|个月)")
_SIZES = 7  # characters of （填2个字）
_STATING = ("date_judge", "figure_judge", "meaning_judge", "role_judge")
_PERCENT = re.compile(r"(?:(\d+(?:\.\d+)?)[%％])")
_TENTHS = re.compile(r"([一二三四五六七八九])成(?!员|立|为|长|果|效|本|熟|功|套|就)")
_PARTS = re.compile(r"([二三四五六七八九十])分之([一二三四五六七八九])")
_CN = {char: str(value) for value, char in enumerate("一二三四五六七八九十", 1)}
_ANSWER_LIMIT = 12
_LEAST_CONTEXT = 9
_BUILT = 3  # characters: 三分钟 of 三分钟规则
_BOUNDS = re.compile(r"不(?:得)?(?:超过|少于|低于|高于)|至少|最多|以[上下内]")
_LIMITS = 3
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[a-z]|(?<=s’) )")
_RECKONED = re.compile(r"合计|共计|一共|总计|正好|剩余|其余")


def is_garbled(draft: Draft, material: Material) -> bool:
    stem = draft.stem.replace("（　　）", "某").replace("( … )", "x")
    words = [stem, *draft.keys, *draft.wrong]
    return any(_GARBLED.search(part) for part in words)


def is_unbalanced(draft: Draft, material: Material) -> bool:
    words = [
        draft.stem, *draft.keys, *draft.wrong, *(side for pair in draft.pairs for side in pair),
        *draft.extra_right, *(spelling for accepted in draft.accepted for spelling in accepted),
    ]  # fmt: skip
    words = [_APOSTROPHE.sub("", part) for part in words]
    return any(part.count(a) != part.count(b) for part in words for a, b in _PAIRS)


def is_long(draft: Draft, material: Material) -> bool:
    stem = draft.stem.replace(BLANK, "__")
    if draft.kind == "blank" and draft.fact.kind != "number" and material.lesson.language != "en":
        stem += "　" * _SIZES  # how long the words are stands behind it
    return draft.kind != "short" and not material.fits(stem)


def is_left_hanging(draft: Draft, material: Material) -> bool:
    """The lesson's words in the stem lean on words that are not there."""
    focus = shadow(draft.focus).lstrip("“")
    if draft.kind in ("short", "match") or not focus:
        return False
    if draft.kind == "blank" and re.search(r"____或|或____|____及其", focus):
        return True  # half of two that share a word
    if draft.kind == "blank" and _POINTS_AWAY.search(focus):
        return True  # the list it announces is not there
    if draft.rule in _STATING and is_spoken(focus.rstrip("。")):
        return True
    return is_dangling(focus) or bool(_BARE.match(draft.focus))


def is_about_lesson(draft: Draft, material: Material) -> bool:
    """What the lesson says of itself (“for convenience this lesson …”) is not worth knowing."""
    words = " ".join([draft.focus, *(accepted[0] for accepted in draft.accepted)])
    return draft.kind not in ("short", "match") and bool(_ABOUT.search(shadow(words)))


def is_negative(draft: Draft, material: Material) -> bool:
    template = shadow(draft.stem.replace(draft.focus, "") if draft.focus else draft.stem)
    return bool(_NEGATIVE.search(template))


def gives_key(draft: Draft, material: Material) -> bool:
    """A key or typed answer stands in the stem."""
    stem = fold(_TEMPLATE.sub("」", draft.stem).replace(BLANK, " , "))
    answers = [*draft.keys, *(accepted[0] for accepted in draft.accepted)]
    if draft.fact.kind == "number":  # 1万元以下…超过____万元: with its unit it is shown
        answers += [a for accepted in draft.accepted for a in accepted[1:2] if len(a) > 2]
        answers += ["一" + key[1:] for key in map(shadow, draft.keys) if key.startswith("每")]
        answers += [d for d in map(_digits, map(fold, draft.keys)) if len(d) > 1]  # 1:12, 十二厘米
        answers += [key[:-2] + "岁" for key in map(shadow, draft.keys) if key.endswith("周岁")]
    for answer in answers:
        folded = fold(answer)
        if not folded:
            return True
        if folded.isdigit():
            figures = re.findall(r"\d+(?:\.\d+)?", stem)
            if folded in figures and draft.kind != "judge":
                return True
        elif material.lesson.language == "en":
            if re.search(rf"(?<!\w){re.escape(answer.lower())}(?!\w)", draft.stem.lower()):
                return True
        elif len(folded) > 1 and folded in stem:
            return True
    return draft.rule == "term_blank" and _is_built_from(fold(draft.accepted[0][0]), stem)


def _digits(text: str) -> str:
    match = re.match(r"\d+", text)
    return match[0] if match else ""


def _is_built_from(answer: str, stem: str) -> bool:
    """Whether the stem holds so long a part of a longer answer that the rest is guessed."""
    runs = (answer[i : i + _BUILT] for i in range(len(answer) - _BUILT + 1))
    return len(answer) > _BUILT and not answer.isascii() and any(run in stem for run in runs)


def is_trivial(draft: Draft, material: Material) -> bool:
    """A typed answer that is everywhere, too long to type, or has no words around it."""
    context = re.sub(r"\W", "", draft.focus.replace(BLANK, ""))
    if draft.rule == "figure_single" and len(context) < _LEAST_CONTEXT:
        return True
    if draft.kind != "blank":
        return False
    if len(context) < _LEAST_CONTEXT or len(context) < 5 * len(draft.accepted):
        return True
    if draft.rule == "term_blank" and fold(draft.accepted[0][0]) in fold(material.lesson.title):
        return True
    often = 40 if draft.fact.kind == "definition" else 6
    for accepted in draft.accepted:
        folded = fold(accepted[0])
        if len(accepted[0]) > (40 if material.lesson.language == "en" else _ANSWER_LIMIT):
            return True
        if len(folded) < 2 and not folded.isdigit() and draft.rule != "letters_blank":
            return True
        if (
            not re.search(r"\d", folded)
            and material.lesson.folded.count(folded) > often
            and (draft.rule != "letters_blank")
        ):
            return True
    return False


def counts_list(draft: Draft, material: Material) -> bool:
    """Whoever counts the members beside the figure knows it: 种植、加工、电商、文旅四个党支部."""
    if draft.rule not in ("figure_single", "figure_blank"):
        return False
    start, end = draft.fact.spans.get("figure", (draft.fact.start, draft.fact.end))
    before = re.split(r"[,;:。\n]", material.lesson.shadow[max(0, start - 60) : start])[-1]
    figure = fold(material.lesson.shadow[start:end])
    if before.count("、") > 0 and fold(str(before.count("、") + 1)) == figure:
        return True
    sentence = material.lesson.sentence_at(start)
    return sentence is not None and any(
        end <= fact.start < sentence.end
        and figure in (str(len(fact.members)), str(len(fact.members) + 1))  # …和生活纪律
        for fact in material.of("list", "members")
    )


def shares_out(draft: Draft, material: Material) -> bool:
    """Shares of one whole: what the others leave, or a part and its percentage, give the figure."""
    if draft.rule not in ("figure_single", "figure_blank"):
        return False
    window = material.lesson.seen(draft.evidence[0])
    for pattern, whole in ((_PERCENT, 100), (_TENTHS, 10)):
        shares = [Decimal(fold(found)) for found in pattern.findall(window)]
        if len(shares) > 1 and sum(shares) == whole:
            return True
    parts = [Fraction(int(_CN[b]), int(_CN[a])) for a, b in _PARTS.findall(window)]
    if len(parts) > 1 and sum(parts) == 1:
        return True
    if not re.search(r"占[^,;。]{0,8}(?:\d|[一二三四五六七八九])", window):
        return False
    units = re.findall(r"\d([^\d,.、;。]{1,2})", window)
    own = material.lesson.seen(draft.fact.spans.get("unit", (0, 0)))
    return own in ("%", "％", "") or units.count(own) > 1


def repeats_day(draft: Draft, material: Material) -> bool:
    """The key's day stands in the stem under another year, the wrong days do not."""
    if draft.rule != "figure_single" or not draft.keys:
        return False
    day = re.search(r"\d{1,2}月\d{1,2}日", shadow(draft.keys[0]))
    if day is None or day[0] not in shadow(draft.focus):
        return False
    return not all(day[0] in shadow(text) for text in draft.wrong)


def _multiplies(key: Decimal, told: str) -> bool:
    """Whether it is one factor of a figure told (10 households, each month 55, 6600 a year)."""
    shown = [
        Decimal(digits) * (10_000 if scale else 1)
        for digits, scale in re.findall(r"(\d+(?:\.\d+)?)(万?)", told)
    ]
    parts = [part for one in shown for part in (one, 12 * one)]
    return any(key * part == whole for part in parts for whole in shown if whole > key)


def adds_up(draft: Draft, material: Material) -> bool:
    """The asked figure is the sum or product of figures in the stem, or what is left of one."""
    if draft.rule not in ("figure_single", "figure_blank", "figure_judge"):
        return False
    start, end = draft.fact.spans.get("figure", (draft.fact.start, draft.fact.end))
    figure = material.lesson.shadow[start:end]
    asked = re.fullmatch(r"(\d+(?:\.\d+)?)[万亿]?|(.+)", figure)
    told_as = asked[1] or fold(figure) if asked else ""
    if not re.fullmatch(r"\d+(?:\.\d+)?", told_as):
        return False
    words = shadow(draft.focus)
    if draft.rule == "figure_judge":  # whatever is told in its place would not add up
        from_, to = draft.evidence[0]
        words = material.lesson.seen((from_, start)) + material.lesson.seen((end, to))
    told = _WRITTEN.sub(lambda found: fold(found[0]), words)
    shown = [Decimal(figure) for figure in _FIGURE.findall(told)]
    if len(_BOUNDS.findall(words)) >= max(_LIMITS, len(shown)):
        return False  # 不超过30年, 不超过20年, 不超过10年: limits side by side, and no sum
    if _RECKONED.search(words) and _multiplies(Decimal(told_as), told):
        return True
    sums = {sum(shown[i:j]) for i in range(len(shown)) for j in range(i + 2, len(shown) + 1)}
    key = Decimal(told_as)
    if key in sums:
        return True
    return any(
        total == key + sum(run)
        for place, total in enumerate(shown)
        for i in range(place + 1, len(shown))
        for run in [shown[place + 1 : i + 1]]
    )


FILTERS: dict[str, Callable[[Draft, Material], bool]] = {
    "garbled": is_garbled,
    "unbalanced": is_unbalanced,
    "long_stem": is_long,
    "dangling": is_left_hanging,
    "about_lesson": is_about_lesson,
    "negative": is_negative,
    "key_in_stem": gives_key,
    "trivial": is_trivial,
    "adds_up": adds_up,
    "counts_list": counts_list,
    "shares_out": shares_out,
    "repeats_day": repeats_day,
}
