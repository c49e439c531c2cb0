"""Each finder gets a sentence that holds its kind of fact and one that only looks like it."""

import pytest

from quizzes.generation.facts import find_facts
from tests.quizzes.generation.samples import found_in, lesson_of

HEAD = "一、总论\n"


def found(sentence: str, kind: str, name: str = "lesson.txt"):
    lesson = lesson_of(HEAD + sentence + "\n", name)
    facts = [fact for fact in find_facts(lesson) if fact.kind == kind]
    return lesson, facts


def parts(sentence: str, kind: str):
    lesson, facts = found(sentence, kind)
    return [{name: lesson.cut(span) for name, span in fact.spans.items()} for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        (
            "党的二十届三中全会提出“健全社会工作体制机制”，明确了任务。",
            "attribution",
            {"source": "党的二十届三中全会", "quote": "健全社会工作体制机制"},
        ),
        (
            "党的二十届二中全会决定组建中央社会工作部。",
            "attribution",
            {"source": "党的二十届二中全会", "quote": "组建中央社会工作部", "verb": "决定"},
        ),
        (
            "信访工作是党和政府密切联系群众的桥梁纽带。",
            "definition",
            {"term": "信访工作", "meaning": "党和政府密切联系群众的桥梁纽带"},
        ),
        (
            "所谓资讯素养，是指能够察觉资讯需求并有效使用资讯的能力。",
            "definition",
            {"term": "资讯素养", "meaning": "能够察觉资讯需求并有效使用资讯的能力"},
        ),
        (
            "议事方式由“替民作主”转向“由民作主”。",
            "shift",
            {"before": "“替民作主”", "turn": "转向", "after": "“由民作主”"},
        ),
        (
            "新制实施以后，逾期率由8.3%降为5.1%。",
            "shift",
            {"before": "8.3%", "turn": "降为", "after": "5.1%"},
        ),
        (
            "暴雨预警信号由气象部门发布。",
            "role",
            {"actor": "气象部门", "task": "暴雨预警信号", "act": "发布"},
        ),
        ("密码至少12位，不要共用。", "number", {"value": "12位", "figure": "12", "unit": "位"}),
        ("街道推行“双网融合”办法，收效明显。", "term", {"term": "双网融合"}),
    ],
)  # fmt: skip
def test_a_fact_is_found_with_the_spans_of_its_parts(sentence, kind, expected):
    assert expected in parts(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("这是党和政府密切联系群众的桥梁纽带。", "definition"),
        ("居委会主任是总责任人，物业公司负责施工，楼门长负责解释工作的安排。", "definition"),
        ("报告由联络员负责，立即报告单位负责人和主管部门。", "number"),
        ("确保每一位居民都能享受服务，认真办好每一件事。", "number"),
        ("有人说“某领导说”不能代替姓名。", "attribution"),
        ("他说：“这十三个字来之不易。”", "number"),
    ],
)
def test_what_only_looks_like_a_fact_is_left(sentence, kind):
    assert found(sentence, kind)[1] == []


def test_enumerations_hold_titles_and_details():
    lesson, facts = found(
        "一是要健全工作制度。建立多样化的收集机制。二是要完善处理机制。明确责任。三是要提升意识。",
        "enumeration",
    )
    assert [lesson.cut(span) for span in facts[0].members] == [
        "健全工作制度", "完善处理机制", "提升意识",
    ]  # fmt: skip


def test_steps_are_a_sequence():
    lesson, facts = found("首先，输入书名；其次，确认版本；最后，记下索书号。", "sequence")
    assert [lesson.cut(span) for span in facts[0].members] == ["输入书名", "确认版本", "记下索书号"]


def test_a_list_that_goes_on_is_open():
    lesson, facts = found("整合人民调解、行政调解、司法调解等多种机制。", "list")
    assert facts[0].open_list
    lesson, facts = found("会议记录由开头、主体和结尾三部分组成。", "list")
    assert not facts[0].open_list
    assert [lesson.cut(span) for span in facts[0].members] == ["开头", "主体", "结尾"]


def test_table_rows_become_facts_of_their_columns():
    table = "类别\t颜色\n可回收物\t蓝色\n有害垃圾\t红色\n厨余垃圾\t绿色\n"
    lesson, facts = found("颜色见下表。\n" + table + "表后一句。", "row")
    assert [(lesson.cut(f.spans["row"]), lesson.cut(f.spans["cell"])) for f in facts] == [
        ("可回收物", "蓝色"), ("有害垃圾", "红色"), ("厨余垃圾", "绿色"),
    ]  # fmt: skip


def test_parallel_clauses_map_left_to_right():
    lesson, facts = found("第一次书面警告，第二次暂停结算一个月，第三次终止合同。", "mapping")
    assert {lesson.cut(f.spans["left"]): lesson.cut(f.spans["right"]) for f in facts} == {
        "第一次": "书面警告", "第二次": "暂停结算一个月", "第三次": "终止合同",
    }  # fmt: skip


def test_both_scripts_give_the_same_facts():
    simple = (
        "党的二十届三中全会提出“健全社会工作体制机制”。信访工作是党和政府密切联系群众的桥梁纽带。"
    )
    full = (
        "黨的二十屆三中全會提出「健全社會工作體制機制」。信訪工作是黨和政府密切聯系群眾的橋梁紐帶。"
    )
    one, other = lesson_of(HEAD + simple + "\n"), lesson_of("一、總論\n" + full + "\n")
    assert [(f.kind, f.start, f.end, f.id(one)) for f in find_facts(one)] == [
        (f.kind, f.start, f.end, f.id(other)) for f in find_facts(other)
    ]


def test_a_fact_survives_an_edition_that_moves_it():
    sentence = "信访工作是党和政府密切联系群众的桥梁纽带。"
    one, facts = found(sentence, "definition")
    other, moved = found("近年来情况变化很大。" + sentence, "definition")
    assert facts[0].start != moved[0].start
    assert facts[0].id(one) == moved[0].id(other)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Minutes are the official written record of what a meeting decided.", "definition"),
        ("A quorum means the smallest number of members who may decide.", "definition"),
        ("A good agenda includes the date, the place, the items, and the chair.", "list"),
        ("The association was founded in 1987 and meets every month.", "number"),
        ("Drafts are shared within 5 days after the meeting.", "number"),
        ("According to the Handbook, minutes should be readable by outsiders.", "attribution"),
    ],
)
def test_english_sentences_hold_facts_too(sentence, kind):
    lesson = lesson_of(f"# Minutes\n\n## Basics\n\n{sentence} We read them often.\n", "m.md")
    assert lesson.language == "en"
    assert kind in {fact.kind for fact in find_facts(lesson)}


def test_a_word_that_leads_on_is_no_part_of_a_term():
    cut = "民主生活会恰恰是第一种形态最重要的场合之一，人人都要发言。"
    whole = "民主生活会是党员领导干部开展积极健康思想斗争的重要制度，人人都要发言。"
    assert found_in("一、总论\n" + cut + "\n", "definition")[1] == []
    assert found_in("一、总论\n" + whole + "\n", "definition")[1] != []
