"""A lesson in the reader's script: what changes, what stays, and where offsets go."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import slips
from common.scripts import script_of, show, show_spans, show_with_map, shown_lang

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "lessons"
HANS, HANT, RAW = "zh-hans", "zh-hant", "as-uploaded"

MENDED = [
    # the slips a character converter leaves, as they stand in real lessons
    ("廣大黨員干部和群眾", "廣大黨員幹部和群眾"),
    ("人民建議征集工作", "人民建議徵集工作"),
    ("弘揚志愿精神，志愿者的“志愿”服務", "弘揚志願精神，志願者的“志願”服務"),
    ("增強戰斗堡壘作用", "增強戰鬥堡壘作用"),
    ("大數據、云計算、人工智能", "大數據、雲計算、人工智能"),
    ("在全國范圍內規范、防范、模范", "在全國範圍內規範、防範、模範"),
    ("密切聯系群眾，社會關系", "密切聯繫群眾，社會關係"),
    ("《關于加強和改進的意見》", "《關於加強和改進的意見》"),
    ("問需于民、問計于民、問效于民", "問需於民、問計於民、問效於民"),
    ("有利于整合，有助于激發", "有利於整合，有助於激發"),
    ("不再局限于物質，處于高發", "不再局限於物質，處於高發"),
    ("于2023年3月成立，于是", "於2023年3月成立，於是"),
    ("大量涌現，問題并存，并全面把握", "大量湧現，問題並存，並全面把握"),
    ("合并、兼并，并入，并購，火并", "合併、兼併，併入，併購，火併"),
    ("采取多種形式，數據采集", "採取多種形式，數據採集"),
    ("可復制、復雜", "可複製、複雜"),
    ("云南的干旱和餅干", "雲南的乾旱和餅乾"),
    ("300余人，二十余年，其余", "300餘人，二十餘年，其餘"),
    ("以后、今后、落后，皇后", "以後、今後、落後，皇后"),
    ("這里和那里，心里，鄰里，公里", "這裡和那裡，心裡，鄰里，公里"),
    ("人民公仆", "人民公僕"),
    ("研制、裝備制造業，體制作用", "研製、裝備製造業，體制作用"),
    ("標准、准備，批准", "標準、準備，批准"),
    ("不忘初心、心系群眾", "不忘初心、心繫群眾"),
    ("計划、規划", "計劃、規劃"),
    ("承前啟后、繼往開來", "承前啟後、繼往開來"),
    ("青出于藍", "青出於藍"),
    ("抵御風險、防御", "抵禦風險、防禦"),
    ("呼吁、開辟、旅游", "呼籲、開闢、旅遊"),
]  # fmt: skip

STAYS = [
    "指明了前進方向", "注重精神層面的需求", "鄰里交流，群眾", "在了解民情",
    "干涉、干擾、干預、若干",
    "人云亦云，云云", "若干部門，若干流程", "能干預", "長征集團，新征程", "系統、體系、一系列",
    "有關系統，相關系列", "中心系統", "核心里程碑，這里程碑", "于都縣、單于、于謙", "對于海同志",
    "北斗衛星，漏斗", "范仲淹，范文瀾", "皇后，太后", "茶几", "子曰詩云", "并州",
    "批准備案，核准，獲准", "風采，文采", "宿舍，校舍", "體制、機制作用，限制", "試卷，卷宗",
    "一個標志", "招標簽約，中標簽字", "應盡管理職責", "吸收獲得", "下游客戶，上游",
    "方便面對面", "手表示", "恢復習慣，修復", "管理發展", "今日歷時三天", "平台風險", "一致",
    "同志們，志氣，意志", "前仆後繼", "幹部、徵集、志願、於是、並且",
]  # fmt: skip


@pytest.mark.parametrize(("uploaded", "shown"), MENDED)
def test_slips_of_a_converter_are_mended_for_display(uploaded, shown):
    assert show(uploaded, source="traditional", wanted=HANT) == shown


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_slip_stays(text):
    assert show(text, source="traditional", wanted=HANT) == text


def test_list_of_slips_keeps_lengths_and_mends_to_what_stays():
    words, _longest, _first = slips._slips()
    assert all(len(wrong) == len(right) for wrong, right in words.items())
    changed_again = {w: r for w, r in words.items() if slips.mend(r) != r}
    assert changed_again == {}


SIMPLIFIED = [
    ("指明了前进方向，表明了态度", "指明了前進方向，表明了態度"),
    ("注重邻里和群众", "注重鄰里和群眾"),
    ("广大党员干部征集志愿者", "廣大黨員幹部徵集志願者"),
    ("干净、干涉、若干、干旱", "乾淨、干涉、若干、乾旱"),
    ("云计算的范围，古人云", "雲計算的範圍，古人云"),
    ("皇后以后，头发发展", "皇后以後，頭髮發展"),
    ("理发店的面粉和方面", "理髮店的麵粉和方面"),
    ("信息网络", "信息網絡"),  # other words are not other characters
]


@pytest.mark.parametrize(("simple", "trad"), SIMPLIFIED)
def test_simplified_lessons_are_shown_in_traditional_with_phrases(simple, trad):
    assert show(simple, source="simplified", wanted=HANT) == trad


@pytest.mark.parametrize(
    ("trad", "simple"),
    [
        ("廣大黨員幹部和群眾", "广大党员干部和群众"),
        ("廣大黨員干部，志愿服務", "广大党员干部，志愿服务"),
        ("隨著經濟的發展，著力推動，著名", "随着经济的发展，着力推动，著名"),
        ("乾隆年間，乾淨", "乾隆年间，干净"),
        ("瞭解、瞭望", "了解、瞭望"),
        ("這裡、裏面、為爲", "这里、里面、为为"),
    ],
)
def test_traditional_lessons_are_shown_in_simplified(trad, simple):
    assert show(trad, source="traditional", wanted=HANS) == simple


@pytest.mark.parametrize("source", ["simplified", "traditional", "mixed", "latin"])
def test_as_uploaded_changes_nothing(source):
    text = "干部 幹部 on the whole"
    assert show(text, source=source, wanted=RAW) == text
    assert show_with_map(text, source=source, wanted=RAW)[0] == text


def test_text_without_chinese_is_left_alone():
    text = "Party cadres, volunteers: 100%"
    for wanted in (HANS, HANT):
        assert show(text, source="latin", wanted=wanted) == text


def test_mixed_text_is_taken_clause_by_clause():
    text = "广大党员干部，廣大黨員干部；指明了方向"
    assert show(text, source="mixed", wanted=HANT) == "廣大黨員幹部，廣大黨員幹部；指明了方向"
    assert show(text, source="mixed", wanted=HANS) == "广大党员干部，广大党员干部；指明了方向"


def test_site_dictionary_wins_over_every_table():
    words = {"干部": "幹部們", "于都": "于都"}
    shown = show("干部在于都", source="simplified", wanted=HANT, exceptions=words)
    assert shown == "幹部們在于都"
    assert show("干部", source="traditional", wanted=HANT, exceptions={"干部": "干部"}) == "干部"
    assert show("干部", source="simplified", wanted=HANT, exceptions={"": "x"}) == "幹部"


def test_offsets_follow_words_whose_length_changes():
    text = "全体干部都来，群众也来"
    exceptions = {"干部": "幹部同志"}
    shown, places = show_with_map(text, source="simplified", wanted=HANT, exceptions=exceptions)
    assert shown == "全體幹部同志都來，群眾也來"
    assert shown[places[2] : places[4]] == "幹部同志"
    assert shown[places[7] : places[9]] == "群眾"
    assert places[-1] == len(shown)


def test_a_marked_sentence_is_marked_in_the_other_script():
    text = "第一句。关于志愿服务的第二句。第三句。"
    shown, spans = show_spans(text, [(4, 15)], source="simplified", wanted=HANT)
    start, end = spans[0]
    assert shown[start:end] == "關於志願服務的第二句。"


WORDS = st.text(st.sampled_from("干部志愿征集，。于里后云党的系发关指明了abc1 \n（）"), max_size=40)


SOURCES = st.sampled_from(["simplified", "traditional", "mixed"])


@settings(max_examples=150, deadline=None)
@given(WORDS, SOURCES, st.sampled_from([HANS, HANT]))
def test_places_never_go_back_and_cover_the_shown_text(text, source, wanted):
    shown, places = show_with_map(text, source=source, wanted=wanted)
    assert len(places) == len(text) + 1
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(shown))
    assert shown == show(text, source=source, wanted=wanted)


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_mending_keeps_the_length_and_is_done_once(text):
    mended = slips.mend(text)
    assert len(mended) == len(text)
    assert slips.mend(mended) == mended


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("广大党员干部", "simplified"),
        ("廣大黨員干部和群眾志愿服務發展建設", "traditional"),
        ("干部", "simplified"),
        ("一二三", "simplified"),
        ("Party", "latin"),
        ("", "latin"),
        ("广大党员，廣大黨員", "mixed"),
    ],
)
def test_script_is_known_by_characters_of_one_script_only(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("source", "wanted", "lang"),
    [
        ("traditional", RAW, "zh-Hant"), ("simplified", RAW, "zh-Hans"), ("latin", HANT, "en"),
        ("traditional", HANS, "zh-Hans"), ("simplified", HANT, "zh-Hant"),
        ("mixed", RAW, "zh-Hans"),
    ],
)  # fmt: skip
def test_shown_text_carries_its_language(source, wanted, lang):
    assert shown_lang(source=source, wanted=wanted) == lang


def sample(name):
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    return path.read_text(encoding="utf-8")


def test_seed_changes_only_where_a_reader_would():
    """Every change of the seed, read one by one; a new one needs a reader, too."""
    text = sample("seed/lesson.txt")
    shown = show(text, source="traditional", wanted=HANT)
    pairs = zip(text, shown, strict=True)
    changes = {(a, b) for a, b in pairs if a != b}
    assert changes == {
        ("干", "幹"), ("征", "徵"), ("愿", "願"), ("斗", "鬥"), ("云", "雲"), ("范", "範"),
        ("于", "於"), ("系", "係"), ("系", "繫"), ("并", "並"), ("涌", "湧"), ("采", "採"),
        ("復", "複"), ("制", "製"),
    }  # fmt: skip
    assert sum(a != b for a, b in zip(text, shown, strict=True)) == 74
    for stays in ("指明了前進方向", "更加注重精神", "鄰里交流", "了解民情", "總體要求"):
        assert stays in shown
    for slip in ("干部", "志愿", "征集", "戰斗", "云計算", "范圍", "關于", "有利于"):
        assert slip not in shown


@pytest.mark.parametrize("name", ["d1.txt", "d5.md", "regulation.md"])
def test_right_traditional_text_is_never_touched(name):
    """OpenCC's own traditional text holds no slips, so mending may find none."""
    right = show(sample(name), source="simplified", wanted=HANT)
    assert slips.mend(right) == right
