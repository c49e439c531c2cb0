"""Filters on what is worth knowing: rules and landmarks stay, the figures of one example go.

A lesson names hundreds of figures. What somebody should keep is what a rule sets (within five days,
at least two thirds) and when something happened that matters to the whole country or party; how
many people a street has or how often a team spoke is there to illustrate.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from common.folding import fold, shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.clauses import clauses
from quizzes.generation.facts.found import Found
from quizzes.generation.filters.english import is_weighty as is_weighty_in_english
from quizzes.generation.filters.rules_told import HARD, YEAR, is_condition, is_set

_FIGURES = ("figure_single", "figure_blank", "figures_blank", "figure_judge", "swap_judge")
_EVENTS = ("date_judge", "date_match", "before_judge", "earliest_single")
_TABLES = ("cell_single", "row_judge", "row_match")
_MEASURED = re.compile(r"\d(?:\.\d+)?(?:%|[万亿])|\d{4,}")  # figures of a report, not of a rule
_HAPPENED = re.compile(
    r"成立|印发|公布|发布|颁布|通过|施行|实施|召开|举行|开幕|组建|设立|签订|签署|爆发|诞生|建立|宣告|宣布|创立|创办|出版"
    r"|发表|修订|会师|起义|打响|胜利|解放|进驻|启动|批准|发动|发起|离开|抵达|到达|改编|攻占|撤离|出兵|侵犯|割让|开办|派出|成军|写入|载入|确立|决定"
)
_SPOKE = re.compile(r"指示|批示|考察|讲话|调研时|强调|指出|提出(?=[,:“要])|要求|致信|贺信|回信")
_ISSUED = re.compile(
    r"《(?![^》]*法》)[^》]+》(?:正式)?(?:印发|公布|发布|出台|发表|批转|转发|下发)"
    r"|(?:印发|公布|发布|出台|发表|修订|批转|转发|下发)[^,。]*《(?![^》]*法》)"
)
_SAID = re.compile(r"(?:规定|要求|提出|强调|指出|写道|批示|认为|表示|说)(?:[,:“]|了?[^,。]{2,})")
_DATES_ITSELF = re.compile(  # 二十大, 三中全会, 100周年: who knows these knows the year
    r"[一二三四五六七八九十]大(?!会|臣|类|军|战|队|门|会战)|[一二三四五六七八九]中全会|周年|第[一二三四五六七八九十]+(?:届|次)"
    r"|[一二三四五六七八九十]+届|连续\d+个?[年月]|[一二三四五六七八九十]+[年天日月]后?[,来]|十[一二三四五]五|春节|国庆"
)
_THEN = re.compile(r"就?(?:应当?|须|必须|要|不得|可以)")  # what a figure is the condition of
_CHANGED = re.compile(r"(?:由|从)\d{4}年的?")
_AMOUNT = re.compile(r"\d|分之|半数|过半|[两三四五六七八九十]")
_KEPT = re.compile(  # what a rule has done so often
    r"至少|不少于|应|须|要|一般|召开|举行|举办|公[布开示告]|通报|报告|检查|清点|更新|讲|上|开|评|听取|研究|巡|走访"
    r"|进行|作[一出]|考察|分析|组织|开展|安排|培训|学习|集中|谈"
)
_COUNTS = re.compile(  # what an example reports of itself
    r"(?<![超经通不])[了过](?!程|渡|度|期|半|解)|共有?|累计|已经?|截至|截止|先后|全年|其中|占|现有|减少|增加|提高|下降|上升|降到|增长|增至|降至"
    r"|收到|办结|受理|覆盖|投入|筹集|总计|合计|平均|达(?!到|不)|跌|降为|升为|节省|节约了|缩短|留下|住在"
    r"|差不多|当中就有|应到|实到|得\d+票|普查|登记在册|总数|的有[\d一二三四五六七八九十]|还不满|不拿工资"
)
_THEN_CAME = re.compile(
    r"多?(?:间|里|以?来|之?后|以后|前的|以前的|前(?!通知|告知|书面|报)|过去了)(?:[,,]|$|[一-鿿])"
)
_TARGET = re.compile(  # what a town means to reach this year
    r"(?:年底|今年|明年|年内|到\d{4}年)[^,]{0,8}(?:达到|建成|完成|实现|降到|控制在)"
)
_LOCAL = re.compile(
    r"全[村镇县区街]|村里|我们(?:村|小区|社区|楼|镇|街道|支部|单位|厂|这)|本(?:村|小区|楼)|[^,;。]{1,6}食堂(?:的|在|\d)"
)
_FINE = re.compile(
    r"(?<![\d.])[1-9]\d{2}[1-9]\d*|(?<![\d.])[1-9]\d+\.\d{2}|(?<![\d.])[1-9]\d{3,}\.\d"
)
_TIMES = re.compile(r"[一二两三123](?:次|个|种|类|条|项|点|节|遍|回|场|部|篇)")
_ROUGHLY = re.compile("左右|上下|前后|光景")
_GIVES_WAY = re.compile(
    "改为|调整为|延长[到至为]|提高[到至]|缩短[到至]|放宽[到至]"
)  # what held before
_ROUND_DAYS = {"十": "10", "百": "100", "千": "1000"}
_IN_DAYS = re.compile("(?<![一-鿿])[十百千][日天年]")  # 十日成文,百日回访
_ON_A_DAY = re.compile(r"\s*\d{1,2}月\d{1,2}日(?![以之]?前|起|后)")
_RATE = re.compile("每(?:升|亩|公斤|吨|平方米|公里|立方米|毫升|克)?$")  # 每升0.27毫克, 每十个
_TIME_UNITS = "天日月年周时"
_EVERY = re.compile("(?:至少|应当?|须|建议)每$")  # 应当至少每15日清洁一次 is a rule
_WAS = re.compile("(?:了|(?<![超经不])过)$")
_KNOWN_YEARS = ("1921", "1949")  # who knows the event knows them
_ONCE = re.compile(
    r"(?:(?:说|讲|看|听)[^,。]{0,6}[。:])?\s*(?:去年|前年|上个?月|上周|有一[次年天回]|那[年天]|记得)"
)
_SPAN = ("年", "个月", "天", "月", "日")
_LANDMARK = re.compile(
    r"清廷|清政府|晚清|北洋|列强|中央|国家|全国|国务院|党的|大会|全会|[一二三四五六七八九十]大|会议(?!室|纪要|材料|记录)|习近平|毛泽东|周恩来"
    r"|邓小平|朱德|刘少奇|江泽民|胡锦涛|总书记|《|我国|中国|中华|联合国|世界|宪法|共产党|人大|政协|红军|方面军|八路军"
    r"|新四军|解放军|志愿军|起义|战役|长征|根据地|战争|条约|纲领|宣言|革命|国际|美国|英国|法国|德国|俄国|日本|印度|法律(?!顾问|服务|援助|咨询)|条例|准则|党章|港澳|北伐|抗[日战]"
)
_PLACE = re.compile(
    r"(?<![一-鿿])?(?P<name>[一-鿿]{2})(?:街道|社区|小区|村(?!民|务|干|规|镇|级|里)|镇(?!化|长|级|政)"
    r"|乡(?!村|镇|土|风|亲|级)|县(?!级|域|委|长|处|区)|[市区](?!场|民|级|域|长|委|政|属|别|分|隔))"
)
_COMMON = re.compile(  # no names: 老旧小区, 大城市, 行政村
    r"[的由在与及向对经把将从国选城都大小中老旧新本全各每该省地县市区镇乡村农牧渔社级个]|居民|住宅|行政|自然|经济|民族|解放|开发|自治|高新|示范"
    r"|试点|革命|贫困|薄弱|边境|山|美丽|现代|智慧|完整|红色|传统|特色|管理|服务|基层|部分|所在|多数|一些"
)
_IDIOMS = re.compile(  # half of it stands in the stem
    r"知无不言|言无不尽|言者无罪|闻者足戒|有则改之|无则加勉|惩前毖后|治病救人|兼听则明|前事不忘|水能载舟|得道多助"
    r"|失之毫厘|千里之行|防微杜渐|先天下之忧|苟利国家|为政以德|其身正|己所不欲|课间____"
    r"|照镜子|正衣冠|洗洗澡|治治病|安全第一|预防为主|综合治理|红红脸|咬耳扯袖"
)
_BY_HEART = (
    {"获得感", "幸福感", "安全感"}, {"蓝色", "黄色", "橙色", "红色"},
    {"德", "智", "体", "美", "劳"}, {"衣", "食", "住", "行"}, {"吃", "穿", "住", "行"},
)  # fmt: skip
_OPPOSITES = str.maketrans(
    "内外上下左右大小多少有无主客前后新旧", "外内下上右左小大少多无有客主后前旧新"
)
_CELL = 7  # characters
_PARTS = re.compile(r"^[条章款节项号页篇]")
_TOTAL = re.compile(r"合计|总计|小计|总数|共计|[Tt]otal")
_TERM_CELL = re.compile(
    r"\d\s*(?:个?工作日|天|日|个?月|小时|分钟|年|周|次)|[一二三四五六七八九十两半]+(?:个?工作日|天|日|个?月|小时|年|周|次)"
)
_TASKS = re.compile(r"^(?:课后)?(?:行动|作业|实践|任务|思考题?|讨论题?|课后)[^,。]{0,4}$")
_CLOSING = re.compile(
    r"^(?:愿|让我们|希望|相信|同志们|老师们|乡亲们|工友们|总之|说白了|说到底|一句话|最后,?(?:祝|愿|希望)|各位|朋友们)"
    r"|(?:每一位|每一?名|每个|广大|全体)(?:党员|同志|干部)[^,。]{0,12}(?:都)?(?:应当?|要|必须|能)"
    r"|只要[^。]*就(?:一定)?能|一棒接着一棒|接续奋斗|谱写|书写[^,。]*(?:篇章|答卷)|砥砺前行|行稳致远|贡献[^,。]{0,8}力量|共同努力|让我们|你我|大家一起|愿[我你各大]"
)


def is_incidental(draft: Draft, material: Material) -> bool:
    """A figure or day that neither sets a rule nor matters beyond its example."""
    if draft.rule in (*_FIGURES, "date_single") and material.lesson.language == "en":
        return not is_weighty_in_english(draft, material)
    if draft.rule in _FIGURES:
        return not _is_weighty(draft, material)
    if draft.rule in _EVENTS:
        told = [draft.stem, *(left for left, _ in draft.pairs), *draft.keys, *draft.wrong]
        if any(_DATES_ITSELF.search(shadow(w)) or _SPOKE.search(shadow(w)) for w in told):
            return True
        return not all(is_landmark(material, span) for span in draft.evidence)
    return False


def _is_weighty(draft: Draft, material: Material) -> bool:
    fact = draft.fact
    stop = fact.spans.get("figure", (fact.start, fact.end))[1]
    after = material.lesson.shadow[stop : stop + 2]
    if fact.form == "quantity" and _PARTS.match(after):
        return False  # how many articles a document has
    clause = _clause(material, (fact.start, fact.end))
    words = material.lesson.seen(clause)
    if _CHANGED.search(words):
        return False  # where it stood in which year
    if draft.rule == "figure_judge" and not (HARD.search(words) or _KEPT.search(words)):
        return False  # a statement is made of what somebody sets, not of what there is
    if _is_day_of_month(material, fact) or _is_report(material, fact) or _is_case(material, fact):
        return False
    if fact.form in ("quantity", "pace", "fraction") and _is_in_story(material, fact, words):
        return False
    if is_condition(material, fact) and not _is_titled(draft, material):
        return True
    if (
        _is_titled(draft, material)
        or _is_local(material, fact, words)
        or _is_fine(material, fact)
        or _is_small(draft, words)
    ):
        return False
    if _TARGET.search(words) or (fact.form == "quantity" and _is_span_told(material, fact)):
        return False
    if fact.form == "pace":
        return bool(_KEPT.search(words)) and not _COUNTS.search(words)
    if fact.form != "date" and is_set(material, fact, words):
        return bool(HARD.search(words)) or not _COUNTS.search(words)
    if fact.form == "date":
        return _is_event(material, draft)
    return False


def _is_in_story(material: Material, fact: Found, words: str) -> bool:
    """去年七月,锅炉爆管,…每组八小时一换: what was done once is no rule."""
    sentence = material.lesson.sentence_at(fact.start)
    if sentence is None or HARD.search(words):
        return False
    opener = material.lesson.openers[sentence.paragraph]
    return bool(_ONCE.match(material.lesson.shadow, opener.start, opener.end))


def _is_local(material: Material, fact: Found, words: str) -> bool:
    """A figure of our village or our block is an example unless it is set as a limit."""
    sentence = material.lesson.sentence_at(fact.start)
    if sentence is None or HARD.search(words) or "规定" in words:
        return False
    said = material.lesson.seen((sentence.start, sentence.end))
    return bool(_LOCAL.search(said)) or names_place(said)


def _is_case(material: Material, fact: Found) -> bool:
    """签了三年合同的,就应当转: how long it was in a case sets nothing, nor does 三十户左右."""
    before = material.lesson.shadow[max(0, fact.start - 6) : fact.start]
    after = material.lesson.shadow[fact.end : fact.end + 8]
    unit = material.lesson.shadow[fact.end - 1]
    is_rate = _RATE.search(before) and not (_EVERY.search(before) and unit in _TIME_UNITS)
    if _is_listed(material, fact) or _is_on_a_day(material, fact):
        return True
    if _ROUGHLY.match(after) or _GIVES_WAY.match(after) or is_rate:
        return True
    if after.startswith("前") and unit in "年月天周" and fact.form == "quantity":
        return not re.search("应|须|要|提|内|于", before)  # 三年前查出
    return bool(_WAS.search(material.lesson.shadow[max(0, fact.start - 2) : fact.start]))


def _is_listed(material: Material, fact: Found) -> bool:
    """卫星电话1部、救生衣40件、强光手电30支: how many of each is looked up."""
    before = material.lesson.shadow[max(0, fact.start - 9) : fact.start]
    return bool(re.search("、[^,、;。:]{1,8}$", before)) and material.lesson.shadow.startswith(
        "、", fact.end
    )


def _is_on_a_day(material: Material, fact: Found) -> bool:
    """6月29日签下协议:…: what was settled on a day of one year binds two neighbours."""
    sentence = material.lesson.sentence_at(fact.start)
    return sentence is not None and bool(_ON_A_DAY.match(material.lesson.shadow, sentence.start))


def _is_day_of_month(material: Material, fact: Found) -> bool:
    """每月8日: on which day of the month they meet is in the calendar."""
    before = material.lesson.shadow[max(0, fact.start - 6) : fact.start]
    is_day = re.match("[日号](?![前内])", material.lesson.shadow[fact.end - 1 : fact.end + 1])
    return is_day is not None and bool(re.search(r"月的?$", before))


def _is_report(material: Material, fact: Found) -> bool:
    """2017年96条,2019年412条: what was in some year sets nothing."""
    sentence = material.lesson.sentence_at(fact.start)
    said = material.lesson.seen((sentence.start, sentence.end)) if sentence else ""
    return fact.form != "date" and bool(YEAR.search(said)) and not HARD.search(said)


def _is_titled(draft: Draft, material: Material) -> bool:
    """A heading prints it: 十五年 of 十五年入世路."""
    answers = [*draft.keys, *(accepted[1] for accepted in draft.accepted if len(accepted) > 1)]
    headings = [fold(section.heading or "") for section in material.lesson.outline.sections]
    if any(len(fold(a)) > 1 and fold(a) in heading for a in answers for heading in headings):
        return True
    own = shadow(material.lesson.heading(draft.fact.section) or "")
    figure = fold(material.lesson.seen(draft.fact.spans.get("figure", (0, 0))))
    return any(_ROUND_DAYS.get(match[0][0]) == figure for match in _IN_DAYS.finditer(own))


def _is_fine(material: Material, fact: Found) -> bool:
    """31031万人: a figure of so many places is looked up, not kept in mind."""
    figure = material.lesson.seen(fact.spans.get("figure", (0, 0)))
    return fact.form == "quantity" and bool(_FINE.search(figure.replace(",", "")))


def _is_small(draft: Draft, words: str) -> bool:
    """还有两次铺垫: how often, up to three times, is worth typing only where a rule sets it."""
    if draft.kind != "blank" or draft.fact.form != "quantity" or HARD.search(words):
        return False
    typed = [fold(accepted[0]) for accepted in draft.accepted]
    return any(figure in ("1", "2", "3") for figure in typed) and bool(_TIMES.search(words))


def _is_span_told(material: Material, fact: Found) -> bool:
    """四年以后, 二十年间: how long it lasted can be counted from what happened when."""
    unit = material.lesson.seen((fact.spans["figure"][1], fact.spans["value"][1]))
    sentence = material.lesson.sentence_at(fact.start)
    opens = sentence is not None and material.lesson.shadow[fact.start - 1] in "。;,\n"
    after = material.lesson.shadow[fact.end : fact.end + 4]
    if unit == "年" and sentence is not None:
        said = material.lesson.seen((sentence.start, sentence.end))
        if re.search(r"\d{4}年", said) and not HARD.search(said):
            return True  # what one reckons from the year beside it
    if unit not in _SPAN or not _THEN_CAME.match(after):
        return False
    return opens or after.startswith(("前的", "以前的"))


def _is_event(material: Material, draft: Draft) -> bool:
    """A landmark that happened at the date, and whose time nothing else in the words tells."""
    words = shadow(draft.focus)
    if not _HAPPENED.search(words) or _SAID.search(words) or _DATES_ITSELF.search(words):
        return False
    if draft.rule == "figure_blank" and (_ISSUED.search(words) or words.count(",") > 1):
        return False  # what the paper says is the matter, not the year it came out
    if draft.rule == "figure_blank" and draft.accepted[0][0] in _KNOWN_YEARS:
        return False
    years = re.findall(r"(?<!\d)(?:1\d|20)\d\d(?=年)", words)
    if len(set(years)) > (draft.rule in ("figure_judge", "date_judge")):
        return False
    return all(is_landmark(material, span) for span in draft.evidence)


def _clause(material: Material, span: Span) -> Span:
    sentence = material.lesson.sentence_at(span[0])
    if sentence is None:
        return span
    pieces = clauses(material.lesson.shadow, (sentence.start, sentence.end))
    at = next((i for i, (a, b) in enumerate(pieces) if a <= span[0] < b), None)
    if at is None:
        return span
    last = at
    if at + 1 < len(pieces) and _THEN.match(material.lesson.shadow, pieces[at + 1][0]):
        last = at + 1
    return (pieces[at][0], pieces[last][1])


def is_landmark(material: Material, span: Span) -> bool:
    """Whether the words tell of what matters beyond one place."""
    words = material.lesson.seen(span)
    return bool(_LANDMARK.search(words)) and not names_place(words)


def names_place(words: str) -> bool:
    """Whether the (simplified) words name a town, village or street: an example of the lesson."""
    return any(not _COMMON.search(match["name"]) for match in _PLACE.finditer(words))


def is_mere_cell(draft: Draft, material: Material) -> bool:
    """A table's sums and statistics; limits of time may be asked, and words like their like."""
    if draft.rule not in _TABLES:
        return False
    spans = draft.fact.spans
    if _TOTAL.search(material.lesson.seen(spans.get("row", (0, 0)))):
        return True
    cells = [material.lesson.seen(cell) for cell in draft.fact.members]
    if material.lesson.language != "en" and max(map(len, cells)) > _CELL:
        return True  # what a long cell says goes with its row in anybody's mind
    if any(re.search(r"\d", cell) for cell in cells):
        return not all(_TERM_CELL.search(cell) for cell in cells)
    return draft.rule != "row_match" and not _are_alike(material, draft, cells)


def _are_alike(material: Material, draft: Draft, cells: list[str]) -> bool:
    """Cells of like length none of which names another row."""
    amounts = [bool(_AMOUNT.search(cell)) for cell in cells]
    if any(amounts) and not all(amounts):
        return False
    lengths = [len(cell) for cell in cells]
    if max(lengths) > 2.5 * min(lengths):
        return False
    rows = [material.lesson.seen(row) for row in draft.fact.details]
    return not any(
        row[:3] in cell for i, row in enumerate(rows) for j, cell in enumerate(cells) if i != j
    )


def is_closing(draft: Draft, material: Material) -> bool:
    """A wish or an appeal at the end says nothing one could know."""
    if draft.kind in ("short", "match") or material.lesson.language == "en":
        return False
    sentence = material.lesson.sentence_at(draft.fact.start)
    if sentence is None:
        return False
    if _TASKS.search(material.lesson.heading(draft.fact.section) or ""):
        return True
    return speaks_to_all(material.lesson.seen((sentence.start, sentence.end)))


def speaks_to_all(words: str) -> bool:
    """Whether the (simplified) words appeal to the audience rather than state anything."""
    return bool(_CLOSING.search(words))


def is_theme(draft: Draft, material: Material) -> bool:
    """All keys stand in the lesson's title: whoever knows what it is about has them."""
    if draft.kind != "multiple" or material.lesson.language == "en":
        return False
    title = fold(material.lesson.outline.title)
    return all(fold(key)[:2] in title for key in draft.keys)


def is_commonplace(draft: Draft, material: Material) -> bool:
    """What everybody can say by heart, or one of two opposites beside the other."""
    if draft.kind == "blank" and _IDIOMS.search(shadow(draft.stem)):
        return True
    if draft.fact.kind not in ("list", "members") or material.lesson.language == "en":
        return False
    members = [material.lesson.seen(member).strip("“”") for member in draft.fact.members]
    if any(known <= set(members) for known in _BY_HEART):
        return True
    if draft.kind not in ("blank", "single"):
        return False
    asked = [*draft.keys, *(word for accepted in draft.accepted for word in accepted)]
    return any(_opposite(shadow(word)) & set(members) for word in asked)


def _opposite(word: str) -> set[str]:
    """外在 of 内在, 线下 of 线上."""
    return {word.translate(_OPPOSITES)} - {word}


FILTERS: dict[str, Callable[[Draft, Material], bool]] = {
    "commonplace": is_commonplace,
    "incidental": is_incidental,
    "mere_cell": is_mere_cell,
    "closing": is_closing,
    "theme": is_theme,
}
