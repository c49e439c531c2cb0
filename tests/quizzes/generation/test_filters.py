"""Every filter removes one example and keeps another; none is without both."""

from dataclasses import replace

import pytest

from lessons.importing.outline import Damage
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.confusables import default_lexicon
from quizzes.generation.facts import find_facts
from quizzes.generation.facts.found import Found
from quizzes.generation.filters import FILTERS, sift, verdict
from quizzes.generation.filters.options import _RULES, prune
from quizzes.generation.lesson import Lesson
from tests.quizzes.generation.samples import material_of

TEXT = """会后整理与规范借阅
一、会后整理
手写记录应当在散会后24小时内整理完毕。录音核对无误后保存满三个月，由保密员登记并删除。信访工作是党和政府的桥梁纽带。《中华人民共和国档案法》规定，档案应当由国家管理。
二、规范借阅
党委下设种植、加工、电商、文旅四个党支部。经费中财政补助占六成，基金占三成，居民捐款占一成。合作社法2007年7月1日施行，修订后自2018年7月1日起施行。
一是要健全工作制度。建立多样化的收集机制。二是要完善处理机制。明确办理责任和流程。三是要提升参与意识。借阅会议记录要经办公室主任批准，在档案室内查看，当日归还。沙溪街道现有312户，去年新增了17户。议事会增强了居民的获得感、幸福感、安全感。愿大家多读档案、多动脑筋，多向老同志请教。
"""
RULES = "云溪市档案条例\n第一章 总则\n" + "".join(
    f"第{n}条 档案馆应当妥善保管第{n}类档案，可以向居民开放。\n" for n in "一二三四五六"
)


@pytest.fixture(scope="module")
def material() -> Material:
    return material_of(TEXT)


def at(material: Material, words: str) -> tuple[int, int]:
    start = material.lesson.text.index(words)
    return (start, start + len(words))


def fact(material: Material, words: str, kind: str = "number", **parts) -> Found:
    start, end = at(material, words)
    if kind == "number":
        parts.setdefault("spans", {"figure": (start, start + 1), "value": (start, end)})
    return Found(kind, material.lesson.sentence_at(start).section, start, end, **parts)


def cell(material: Material, *cells: str) -> Found:
    """The first cell of a column."""
    spans = {"row": at(material, "录音"), "cell": at(material, cells[0])}
    members = tuple(at(material, words) for words in cells)
    return fact(material, cells[0], "row", spans=spans, members=members)


def single(material: Material, **changes) -> Draft:
    own = fact(material, "三个月")
    options = ("两个月", "三个月", "六个月", "九个月")
    base = Draft(
        "single", "figure_single", own,
        "「会后整理」一节指出：录音核对无误后保存满（　　），由保密员登记并删除。",
        "录音核对无误后保存满（　　），由保密员登记并删除。",
        (material.lesson.evidence((own.start, own.end)),),
        tuple(Choice(text, text == "三个月", "near figure", "") for text in options),
    )  # fmt: skip
    return replace(base, **changes)


def named(*options: str, keys: int = 1) -> tuple[Choice, ...]:
    return tuple(Choice(text, i < keys, "sibling", "") for i, text in enumerate(options))


def blank(material: Material, **changes) -> Draft:
    own = fact(material, "三个月")
    base = Draft(
        "blank", "figure_blank", own,
        "「会后整理」一节指出：录音核对无误后保存满____个月，由保密员登记并删除。",
        "录音核对无误后保存满____个月，由保密员登记并删除。",
        (material.lesson.evidence((own.start, own.end)),),
        accepted=(("三", "三个月"),),
    )  # fmt: skip
    return replace(base, **changes)


def judge(material: Material, **changes) -> Draft:
    own = fact(material, "借阅会议记录要经办公室主任批准", "role")
    base = Draft(
        "judge", "role_judge", own, "「规范借阅」一节指出：借阅会议记录要经保密员批准。",
        "借阅会议记录要经保密员批准。",
        (material.lesson.evidence((own.start, own.end)),), truth=False,
    )  # fmt: skip
    return replace(base, **changes)


def match(material: Material, **changes) -> Draft:
    own = fact(material, "健全工作制度", "enumeration")
    rows = (
        ("财政补助", "占六成"),
        ("提升参与意识", "当日归还"),
        ("借阅会议记录", "在档案室内查看"),
    )
    evidence = tuple(
        dict.fromkeys(material.lesson.evidence(at(material, side)) for row in rows for side in row)
    )
    base = Draft(
        "match", "points_match", own, "将「规范借阅」一节的要点与它的具体内容配对。", "",
        evidence, pairs=rows, extra_right=("明确办理责任和流程",),
    )  # fmt: skip
    return replace(base, **changes)


def figure(material: Material, value: str, focus: str) -> Draft:
    own = fact(
        material, value,
        spans={"value": at(material, value), "figure": at(material, value[:1]),
               "unit": at(material, value[1:])},
    )  # fmt: skip
    return blank(
        material, fact=own, stem="本课指出：" + focus.replace("（　　）", "____"),
        focus=focus.replace("（　　）", "____"), accepted=((value,),),
        evidence=(material.lesson.evidence((own.start, own.end)),),
    )  # fmt: skip


def points(material: Material, *options: str, keys: int = 2) -> Draft:
    own = fact(material, "健全工作制度", "enumeration")
    evidence = tuple(
        material.lesson.evidence(at(material, text)) for text in options[:keys] if text in TEXT
    )
    return Draft(
        "multiple", "points_multiple", own, "「规范借阅」一节列出了下列哪些要点？", "", evidence,
        tuple(Choice(text, i < keys, "elsewhere", "") for i, text in enumerate(options)),
    )  # fmt: skip


GOOD = ("健全工作制度", "完善处理机制", "推进数据共享", "优化人员配置")

EXAMPLES = {
    "evidence": lambda m: single(m, evidence=(m.lesson.evidence(at(m, "当日归还")),)),
    "world_truth": lambda m: judge(
        m, stem="根据本课，《中华人民共和国档案法》规定，档案应当由个人管理。",
        focus="档案应当由个人管理。",
    ),
    "also_true": lambda m: judge(m, focus="借阅会议记录要经办公室主任批准，在档案室内查看。"),
    "garbled": lambda m: single(m, stem="「会后整理」一节指出：录音核?!误后保存满（　　）。"),
    "unbalanced": lambda m: single(m, stem="「会后整理」一节指出：“录音核对无误后保存满（　　）。"),
    "long_stem": lambda m: single(m, stem="本课指出：" + "录音核对无误后" * 13 + "（　　）。"),
    "dangling": lambda m: single(m, focus="这类录音核对无误后保存满（　　）。"),
    "about_lesson": lambda m: single(m, focus="为叙述方便，本课把保存的期限说成（　　）。"),
    "negative": lambda m: single(m, stem="下列哪一项不属于保存的期限？", focus=""),
    "key_in_stem": lambda m: single(m, stem="本课指出：保存三个月的录音保存满（　　）。"),
    "trivial": lambda m: blank(m, focus="保存满____个月。"),
    "adds_up": lambda m: blank(
        m, fact=fact(m, "24小时", spans={"figure": at(m, "24")}), accepted=(("24", "24小时"),),
        evidence=(m.lesson.evidence(at(m, "24小时")),),
        stem="手写记录共____小时，其中整理16小时，核对8小时。",
        focus="手写记录共____小时，其中整理16小时，核对8小时。",
    ),
    "counts_list": lambda m: figure(m, "四个", "党委下设种植、加工、电商、文旅（　　）党支部。"),
    "shares_out": lambda m: figure(m, "六成", "财政补助占（　　），基金占三成，居民捐款占一成。"),
    "repeats_day": lambda m: single(
        m, fact=fact(m, "2018年7月1日"), evidence=(m.lesson.evidence(at(m, "2018年7月1日")),),
        stem="合作社法2007年7月1日施行，修订后自（　　）起施行。",
        focus="合作社法2007年7月1日施行，修订后自（　　）起施行。",
        choices=named("2018年7月1日", "2018年5月1日", "2018年6月1日", "2018年8月1日"),
    ),
    "few_options": lambda m: single(m, choices=named("三个月", "两个月")),
    "double_option": lambda m: single(m, choices=named("三个月", "六个月", "6个月", "九个月")),
    "key_longest": lambda m: single(
        m, choices=named("由保密员登记并删除", "登记", "删除", "归还"), rule="parallel_single",
        stem="录音怎么处理？", focus="",
    ),
    "echo": lambda m: single(
        m, rule="role_single", choices=named("保密员", "楼栋长", "网格员"),
        stem="保密记录由谁登记？", focus="保密记录",
    ),
    "match_echo": lambda m: match(
        m, pairs=(
            ("财政补助", "财政补助占六成"), ("提升参与意识", "当日归还"),
            ("借阅会议记录", "在档案室内查看"),
        ),
    ),
    "form": lambda m: points(m, "完善处理机制", "多样化的收集机制", "数据共享办法", "人员配置原则"),
    "unordered": lambda m: single(
        m, rule="cell_single", is_ordered=True, choices=named("三个月", "九个月", "六个月"),
        fact=cell(m, "三个月", "24小时"),
    ),
    "incidental": lambda m: blank(
        m, fact=fact(m, "312户"), evidence=(m.lesson.evidence(at(m, "312户")),),
        stem="本课指出：沙溪街道现有____户，去年新增了17户。",
        focus="沙溪街道现有____户，去年新增了17户。", accepted=(("312", "312户"),),
    ),
    "mere_cell": lambda m: single(
        m, rule="cell_single", fact=cell(m, "312户", "17户"),
        choices=named("312户", "17户", "30户"), evidence=(m.lesson.evidence(at(m, "312户")),),
        stem="根据「规范借阅」中的表格，「沙溪」的「户数」是下列哪一项？", focus="沙溪",
    ),
    "closing": lambda m: blank(
        m, fact=fact(m, "多读档案", "list"), rule="list_blank",
        evidence=(m.lesson.evidence(at(m, "多读档案")),), stem="本课指出：愿大家____、多动脑筋。",
        focus="愿大家____、多动脑筋，多向老同志请教。",
        accepted=(("多读档案",),),
    ),
    "commonplace": lambda m: blank(
        m, fact=fact(m, "获得感、幸福感、安全感", "list", members=tuple(
            at(m, words) for words in ("获得感", "幸福感", "安全感"))),
        evidence=(m.lesson.evidence(at(m, "获得感")),), rule="list_blank",
        stem="本课指出：议事会增强了居民的获得感、____、安全感。",
        focus="议事会增强了居民的获得感、____、安全感。", accepted=(("幸福感",),),
    ),
    "theme": lambda m: replace(
        points(m, "会后整理", "规范借阅", "推进数据共享", "优化人员配置"),
        evidence=(at(m, "会后整理"), at(m, "规范借阅")), rule="list_multiple",
        stem="本课的标题里有下列哪几项？",
    ),
    "uneven": lambda m: single(
        m, rule="order_single", stem="最后要做的是下列哪一项？", focus="",
        choices=named("删除", "录音核对无误后保存满三个月并且登记", "登记造册以后送交档案室"),
    ),
    "match_form": lambda m: match(m, pairs=match(m).pairs[:2]),
}  # fmt: skip
KEPT = {
    "single": lambda m: single(m),
    "blank": lambda m: blank(m),
    "judge": lambda m: judge(m),
    "match": lambda m: match(m),
    "points": lambda m: points(m, *GOOD),
}


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_a_filter_removes_its_example(code, material):
    assert verdict(EXAMPLES[code](material), material) == code


@pytest.mark.parametrize("name", sorted(KEPT))
def test_good_drafts_pass_every_filter(name, material):
    assert verdict(KEPT[name](material), material) is None


def test_every_filter_has_an_example():
    elsewhere = {
        "damage",
        "rulebook",
        "anchor",
        "marker",
        "law",
        "pointer",
        "farewell",
        "leans",
    }  # they need their own lesson
    assert set(FILTERS) == set(EXAMPLES) | elsewhere


def test_evidence_within_a_sentence_of_damage_is_quarantined(material):
    place = material.lesson.text.index("档案应当由国家管理")
    damaged = replace(material.lesson.outline, damage=(Damage("slip", place, place + 2, "档案"),))
    lesson = Lesson(damaged)
    quarantined = Material(lesson, find_facts(lesson), default_lexicon(), 0)
    own = fact(material, "桥梁纽带", "definition")
    beside = blank(
        material, fact=own, evidence=(lesson.evidence((own.start, own.end)),),
        focus="信访工作是党和政府的____，这是它的定位。", accepted=(("桥梁纽带",),),
        stem="本课指出：信访工作是党和政府的____。",
    )  # fmt: skip
    assert verdict(beside, quarantined) == "damage"
    assert verdict(single(material), quarantined) is None


def test_nothing_false_is_told_of_a_law():
    law = material_of(RULES, "rules.txt")
    own = fact(law, "档案馆应当妥善保管第三类档案", "modal")
    told = Draft(
        "judge", "role_judge", own, "本课指出：档案馆应当妥善保管第三类档案。",
        "档案馆应当妥善保管第三类档案。", (law.lesson.evidence((own.start, own.end)),), truth=True,
    )  # fmt: skip
    assert verdict(told, law) == "rulebook"
    local = material_of(RULES.replace("条例", "办法"), "rules.txt")
    assert verdict(told, local) is None


OPTIONS = {
    "option_double": ("健全工作制度", "完善处理机制", "健全 工作制度", "推进数据共享"),
    "option_also_true": ("健全工作制度", "完善处理机制", "提升参与意识", "推进数据共享"),
    "option_overlaps": ("健全工作制度", "完善处理机制", "推进数据共享", "加快推进数据共享"),
    "option_slogan": ("健全工作制度", "完善处理机制", "坚持人民至上", "推进数据共享"),
    "option_absolute": ("健全工作制度", "完善处理机制", "推进所有共享", "优化人员配置"),
    "option_form": ("健全工作制度", "完善处理机制", "数据与人员", "推进数据共享"),
    "option_elsewhere": ("健全工作制度", "完善处理机制", "加强会后整理", "推进数据共享"),
}


@pytest.mark.parametrize("code", sorted(OPTIONS))
def test_a_bad_option_leaves_and_the_others_stay(code, material):
    stay, codes = prune(points(material, *OPTIONS[code]), material)
    assert codes == [code]
    assert len(stay) == 3


def test_good_options_all_stay(material):
    stay, codes = prune(points(material, *GOOD), material)
    assert [choice.text for choice in stay] == list(GOOD)
    assert codes == []


def test_a_figure_the_stem_names_is_no_option(material):
    asked = single(material, stem="本课指出：不是两个月，录音核对无误后保存满（　　）。")
    stay, codes = prune(asked, material)
    assert codes == ["option_in_stem"]
    assert "两个月" not in [choice.text for choice in stay]


def test_a_year_on_the_wrong_side_of_the_stem_is_no_option(material):
    years = ("1879年", "1889年", "1894年", "1899年")
    asked = single(
        material, focus="1888年以后没有再添新舰，到（　　），日舰已经更快。",
        choices=tuple(Choice(year, year == "1894年", "near figure", "") for year in years),
    )  # fmt: skip
    stay, codes = prune(asked, material)
    assert codes == ["option_order"]
    assert [choice.text for choice in stay] == ["1889年", "1894年", "1899年"]


def test_every_option_rule_has_an_example():
    assert set(OPTIONS) | {"option_in_stem", "option_order"} == set(_RULES)


MORE_REMOVED = {
    "dangling": lambda m: blank(
        m, focus="会后整理手写记录的____主要有以下四种表现。",
        stem="本课指出：会后整理手写记录的____主要有以下四种表现。",
    ),
    "garbled": lambda m: blank(m, stem="本课指出：**录音核对无误后保存满____个月，由保密员登记。"),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(MORE_REMOVED))
def test_a_filter_removes_a_second_example(code, material):
    assert verdict(MORE_REMOVED[code](material), material) == code


def test_a_figure_beside_others_that_do_not_make_it_up_stays(material):
    told = "手写记录应当在散会后____小时内整理完毕，录音保存90天，借阅满3天归还。"
    kept = replace(EXAMPLES["adds_up"](material), stem="本课指出：" + told, focus=told)
    assert verdict(kept, material) is None


def test_rejections_are_counted_by_code(material):
    bad = [EXAMPLES["trivial"](material), EXAMPLES["echo"](material), single(material)]
    kept, rejected = sift(bad, material)
    assert len(kept) == 1
    assert rejected == {"trivial": 1, "echo": 1}
