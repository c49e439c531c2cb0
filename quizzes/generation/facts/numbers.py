"""Dates and quantities: figures a lesson states, with unit and place."""

from __future__ import annotations

import re

from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?:次年|每年)?\d{1,2}月\d{1,2}日"
UNITS = (
    "个工作日|个工作天|工作日|个月|个季度|小时|分钟|周岁|平方公尺|平方米|平方公里|公里|公斤|千克|毫克|毫米汞柱|毫米|厘米|毫升|公分|公尺"
    "|分贝|人次|万元|亿元|美元|街道|世纪|个小时|个学时|学时|刻钟|千瓦|伏特|摄氏度"
    "|天|日|秒|年|岁|人|户|件|份|条|款|部|所|册|辆|元|吨|米|层|次|栏|位|类|项|步|级|组|处|名|支|场|倍|成|升|度|瓦|伏|楼|页"
    "|班|分|章|轮|届|档|码|台|座|家|期|枚|盏|颗|套|克|字|节|人份|亩|公顷|卷|封|篇|双|桶|箱|袋|个|%|％|℃"
)
_CN = "一二三四五六七八九十百千两廿卅"
_FIGURE = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|[{_CN}]+)"
_SCALE = r"[万亿]?"
QUANTITY = re.compile(
    rf"(?<![\d第几数点點.\-—~A-Za-z/〇○零{_CN}])(?P<figure>{_FIGURE}{_SCALE}(?:(?:至|到|~|—|-){_FIGURE}{_SCALE})?)(?P<vague>[多余来几])?(?P<unit>{UNITS})"
)
FRACTION = re.compile(
    rf"(?P<figure>[{_CN}]{{1,2}}分之[{_CN}]{{1,3}}(?:点[零{_CN}]+)?|(?<![过多])半数(?=以上)|[二三四五六七八九]成[二三四五六七八九]?|一半)"
)
_DATE = re.compile(rf"(?<!\d)(?P<figure>{DATE})")
_TIMES = re.compile(r"(?<![\d:])(?P<figure>\d{1,2}:\d{2}(?:至|到|-|—)\d{1,2}:\d{2})")
_PACE = re.compile(  # how often: 每季度至少召开一次
    r"(?P<figure>每(?:半年度?|年度?|个?季度?|月|个月|两个月|周|星期|天|日))(?=[^,。;:每]{0,16}(?:[一1两二2]次|[一1两二2]回))"
)
_RULES = re.compile(r"(?:党章|条例|法|准则|办法|规定|规则|细则)[^“”]{0,16}[:,]?“")
_LIMIT = re.compile(
    r"(?:不超过|不得超过|不少于|不得少于|至少|以下|如下|最长|最多|最短|最高|最低|满|达到?|提前|共|超过|低于|高于|为|按|每|有|即|达|分为?|只留下|保存|连续|间隔|以|需|须|缴纳?|续|约|近|仅|按[^,;]{1,5}的)$"
)
_AFTER = re.compile(r"^(?:以[上下内外前]|之内|内|前|后|为限|为宜|左右|上下|以外)")
_DAYS = re.compile(r"每月|提前|不少于|不超过|不得超过|至少|满|为期|连续|共|[逾超]过$")
_EXAMPLE = re.compile(r"比方说|举个?例|打个比方|例如|比如|譬如|如“|好比|假如|假设|仿佛|算一?笔账")
_SMALL = re.compile(r"^[一两]$")
_MEASURES = ("年", "天", "个月", "个季度", "分钟", "小时", "个工作日", "工作日", "大类")
_RANGE_GOES_ON = re.compile(r"(?:至|到|~|—|-)(?:\d|[一二三四五六七八九十])")
_SPAN_BEGAN = re.compile(r"(?:至|到|—|-|~)$")
_DATE_GOES_ON = re.compile(r"[那这]|的(?:春|夏|秋|冬|一[天个]|那|早|夜|晚)|(?:至|到|~|—|-)\d")
_OUTLINED = re.compile(
    r"(?:个)?(?:节点|关节|要点|关口|转折|层意思|句话|方面|问题|点(?:看法|体会|意见|启示|要求)?|条启示|个界限|步走)"
)
_ANNOUNCED = re.compile(r"(?:以下|如下|下列|下面)(?:这|的)?$")
_PART_BEFORE = re.compile(r"\d(?:小时|时|元|度|米|斤)$")
_PART_AFTER = re.compile(r"\d+(?:分|秒|角|厘米|两|个月|年代)|级|代|两头")
_STRICT = re.compile(
    r"(?:不超过|不得超过|不少于|不得少于|至少|最[长多短高低少]|满|提前|每|间隔|保存|连续)$"
)
_RANGE_BEGAN = re.compile(r"[级岁日月年](?:至|到)$")
_RUN = re.compile(rf"、(?:\d|[{_CN}])")
_COUNTED = re.compile(
    r"[^,。;:]{0,8}[:]|[^,。;]{0,8},(?:一是|首先|第一|分别|即|其一)"
)  # then listed
_SORTED = re.compile("(?:归|归纳|概括|分|划分)[为成]$")
_ROUGH = re.compile(
    r"[一二三四五六七八九两]{2}|[一两二三四五六七八九]十[一二三四五六七八九]{2}"
)  # 一两天
_FIXED = re.compile(  # words that only look like quantities
    r"^(?:一(?:定|些|切|般|起|样|直|旦|个|种|方|线|家|名|位|条|次|套|项|层|步|部|座|张|体|环|度|起|类|年|日|天|件|份|批|把|手|场|分|支|遍|轮|页)|十分|万分|百年|千年|千家|百家|万家|两手|两级|四季|三方|两方|双方|五年计划|十字|百度|千户|万户|万人|百人|千人|百分|一楼|二楼|三楼|两个|两者)$"
)


def find(lesson: Lesson) -> list[Found]:
    found: list[Found] = []
    example = -1  # the paragraph an example goes on in
    for sentence in lesson.sentences:
        if _EXAMPLE.search(lesson.shadow, sentence.start, sentence.end):
            example = sentence.paragraph
        if sentence.paragraph == example:
            continue
        found += _in_sentence(lesson, sentence)
    return found


def _in_sentence(lesson: Lesson, sentence: Sentence) -> list[Found]:
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for form, pattern in (
        ("date", _DATE), ("times", _TIMES), ("fraction", FRACTION), ("pace", _PACE),
        ("quantity", QUANTITY),
    ):  # fmt: skip
        for match in pattern.finditer(lesson.shadow, sentence.start, sentence.end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            if _is_worth_asking(lesson, sentence, match, form):
                is_bare = form == "date" and _is_yearless(lesson, sentence, match[0])
                found.append(_fact(sentence, match, "day" if is_bare else form))
    return found


def _is_worth_asking(lesson: Lesson, sentence: Sentence, match: re.Match[str], form: str) -> bool:
    before = lesson.shadow[max(sentence.start, match.start() - 6) : match.start()]
    after = lesson.shadow[match.end() : match.end() + 6]
    # Inside a quotation the words belong to someone else, but a rule is quoted to be kept.
    if any(_is_inside(lesson, sentence, match.start(), *pair) for pair in ("《》", "()")):
        return False
    if _is_inside(lesson, sentence, match.start(), "“", "”") and not _RULES.search(
        lesson.shadow, sentence.start, match.start()
    ):
        return False
    if form == "date" and (_DATE_GOES_ON.match(after) or _SPAN_BEGAN.search(before)):
        return False
    if (before.endswith("、") and after.startswith("、")) or _RUN.match(after):
        return False  # one of several in a row
    if _ANNOUNCED.search(before):
        return False  # 以下三个方面 counts what the text lists next
    if form == "quantity" and _OUTLINED.match(lesson.shadow, match.start("unit"), sentence.end):
        return False  # how the speaker divides the talk
    if _PART_BEFORE.search(before) or _PART_AFTER.match(after):
        return False  # 1小时10分 is one figure
    if form != "quantity":
        return not (form == "date" and re.match(r"(?:代|间|来|以来)", after))
    if _RANGE_GOES_ON.match(after) or _RANGE_BEGAN.search(before):
        return False
    if _COUNTED.match(lesson.shadow, match.end(), sentence.end):
        return False
    return _is_figure(match, before, after)


def _is_yearless(lesson: Lesson, sentence: Sentence, date: str) -> bool:
    """A day of a year that was named in an earlier sentence."""
    said = lesson.shadow[sentence.start : sentence.end]
    return bool(re.match(r"\d{1,2}月", date)) and not re.search(r"\d{4}年", said)


def _is_inside(lesson: Lesson, sentence: Sentence, at: int, opener: str, closer: str) -> bool:
    opened = lesson.shadow.count(opener, sentence.start, at)
    return opened > lesson.shadow.count(closer, sentence.start, at)


def _is_figure(match: re.Match[str], before: str, after: str) -> bool:
    """A figure rather than a turn of speech: 一个, 每一件, 两手, 十分."""
    figure, unit = match["figure"], match["unit"]
    is_written = not figure[0].isdigit()
    if match["vague"] or (before.endswith(("每", "第", "同")) and figure in ("一", "1")):
        return False
    if re.fullmatch("[百千万两几]+", figure) and len(figure) > 1:
        return False  # 千百年
    if unit in ("类", "种", "条", "点", "步") and _SORTED.search(before):
        return False  # 可以归为四类: which, not how many, is worth knowing
    if (unit == "分" and is_written) or _ROUGH.fullmatch(figure):
        return False
    if unit == "日" and not (_AFTER.match(after) or _DAYS.search(before)):
        return False  # ____日,毛泽东主席…: the day of a month that was said before
    if unit in ("个", "层") and is_written:
        return bool(_LIMIT.search(before))
    if figure in ("一", "1") and unit not in (*_MEASURES, "%", "％"):
        return bool(_STRICT.search(before) or re.match(r"以[上下内]", after))  # 有一位老人
    is_bound = bool(_LIMIT.search(before) or _AFTER.match(after))
    if _FIXED.match(match[0]) or _SMALL.match(figure):
        return is_bound and unit not in ("个", "种", "条", "方", "手", "面", "体")
    return not is_written or is_bound or unit in _MEASURES


def _fact(sentence: Sentence, match: re.Match[str], form: str) -> Found:
    spans = {"value": match.span(), "figure": match.span("figure")}
    if form == "quantity":
        spans["unit"] = match.span("unit")
    said_in = (sentence.start, match.end())
    return Found(
        "number", sentence.section, match.start(), match.end(), form, spans, said_in=said_in
    )
