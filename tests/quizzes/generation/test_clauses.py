"""What may stand alone as a statement: it says something, of somebody named, at a known time."""

import re

import pytest

from quizzes.generation.clauses import is_dangling, is_spoken, lacks_predicate
from quizzes.generation.statements import statement
from tests.quizzes.generation.samples import lesson_of, material_of


@pytest.mark.parametrize(
    "words",
    [
        "1949年3月,在西柏坡召开的党的七届二中全会上",
        "入冬以后,随着用电负荷的上升",
        "1949年3月,毛泽东同志又提出",
        "整改以后,按照规定的程序和时限",
    ],
)
def test_a_clause_that_only_leads_on_says_nothing(words):
    assert lacks_predicate(words)


@pytest.mark.parametrize(
    "words",
    ["信访工作是桥梁纽带", "会议在上海召开", "名单在公示栏上公布三天", "整改在月底前完成"],
)
def test_a_clause_that_says_something_stays(words):
    assert not lacks_predicate(words)


@pytest.mark.parametrize(
    "words",
    [
        "我在乡镇干了二十六年,坐过软椅子",
        "她在浴室滑倒,躺了四个钟头",
        "现在不一样了,有一部法典管着呢",
        "有位老人搬来了木板",
        "开会之前你总要先问一声",
        "有人说这件事不归居委会管",
    ],
)
def test_an_anecdote_is_no_statement_of_the_lesson(words):
    assert is_spoken(words)


@pytest.mark.parametrize(
    "words",
    [
        "我国实行民族区域自治制度",
        "我们要深刻把握总体要求",
        "有利于整合社会资源",
        "党员要叫得应“我是党员,我先上”这句话",
        "老年人同样有参与的权利,他们是社区的主人",
    ],
)
def test_a_sober_sentence_is_no_anecdote(words):
    assert not is_spoken(words)


def cut(sentence: str, words: str) -> str | None:
    lesson = lesson_of("一、总论\n" + sentence + "\n")
    start = lesson.text.index(words)
    window = statement(lesson, (start, start + len(words)))
    return window and lesson.cut(window)


def test_a_definition_is_not_cut_from_what_it_defines():
    told = (
        "突发事件,是指在本地区行政区域范围以内突然发生,造成或者可能造成严重社会危害,"
        "需要由各级人民政府采取应急处置措施予以应对的自然灾害、事故灾难、公共卫生事件和社会安全事件。"
    )
    assert cut(told, "事故灾难") is None


def test_what_points_to_another_rule_does_not_stand_alone():
    assert cut("违反第一项的,先由督导约谈,再犯者取消资格一年。", "一年") is None
    assert cut("违反规定的,先由督导约谈,再犯者取消资格一年。", "一年") is not None


def test_an_object_is_not_cut_from_the_verb_behind_it():
    told = (
        "志愿者可以将其身份信息、服务技能、服务时间、联系方式等个人基本信息，"
        "通过国务院民政部门指定的志愿服务信息系统自行注册，也可以通过志愿服务组织进行注册。"
    )
    window = cut(told, "服务时间")
    assert window is None or "注册" in window


def test_a_date_alone_states_nothing():
    told = (
        "2019年11月2日，习近平总书记在上海市长宁区虹桥街道考察时，对正在参加法律草案意见征询的居民代表说，"
        "我们走的是一条中国特色社会主义政治发展道路，人民民主是一种全过程的民主。"
    )
    window = cut(told, "2019年11月2日")
    assert window is None or "我们走的是" in window


def test_padding_before_a_statement_is_left_out():
    told = "需要提醒的是,居民应当在七天内提出书面意见。"
    assert cut(told, "七天") == "居民应当在七天内提出书面意见"


def rules_of(text: str) -> list[tuple[str, str]]:
    from quizzes.generation.candidates import make_drafts

    return [(draft.rule, draft.focus) for draft in make_drafts(material_of("一、总论\n" + text))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # One person somebody met is no figure of the lesson.
        ("桥头有一位老人，天天坐在那里等渡船过来。", "figure_blank"),
        # One figure in two units.
        ("滑坡前1小时10分，全部居民已经撤离到安置点。", "figure_single"),
        # Half of a span has many right spellings.
        ("1935年1月15日至17日，中央政治局扩大会议在遵义举行。", "figure_blank"),
        ("1934年的秋天，赣南山里的稻子刚刚收割完毕。", "figure_single"),
        # What the lesson turns away from, what somebody said, what an example is called.
        ("老年人并不只是“被照顾的对象”，同样有参与的权利。", "term_blank"),
        ("开会要有辣味，不得以“多注意身体，少加点班”之类的话代替意见。", "term_blank"),
        ("上级一张口就是“讲政策，讲道理”，老乡听得直点头。", "term_blank"),
        ("各村仓库执行“三个一”标准：一台发电机、一部电话、一面铜锣。", "term_blank"),
        ("去年汛期全镇共转移群众1620人次，没有一人受伤。", "figure_blank"),
        ("《河工志》记下黄河“一碗泥，半碗沙”的说法，治理要从上游做起。", "term_blank"),
        ("好干部的五条标准通常称为“二十字标准”，考察时要逐条对照。", "term_blank"),
    ],
)
def test_no_question_is_made_of_it(text, rule):
    assert rule not in [found for found, _focus in rules_of(text)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("整改时限不超过1小时，逾期由街道办事处通报。", "figure_blank"),
        ("街道推行“双网融合”办法，把信息汇总到一处。", "term_blank"),
        ("它把分散的规定集中起来，使信息保护由“事后追责”转向“全程管理”。", "shift_blank"),
        ("去年起，每户每年参加培训不少于20小时，计入年度考核。", "figure_blank"),
    ],
)
def test_a_question_is_made_of_it(text, rule):
    assert rule in [found for found, _focus in rules_of(text)]


def test_a_figure_whose_year_was_left_outside_is_not_asked():
    told = (
        "2024年，全镇板栗产业链产值有了新的增长，群众的日子越过越红火；"
        "农村居民人均可支配收入26400元，比2013年增长得多，村集体经营收入也超过了预定的目标。"
    )
    asked = [focus for rule, focus in rules_of(told) if rule.startswith("figure")]
    assert [focus for focus in asked if "元" in focus and "2024年" not in focus] == []


def test_a_subject_is_not_cut_from_what_it_must_do():
    told = (
        "《生产安全事故应急条例》自2019年4月1日起施行，规定危险物品的生产、经营、储存、运输单位"
        "以及宾馆、商场等人员密集场所经营单位，应当至少每半年组织一次应急救援预案演练。"
    )
    assert all("经营单位。" not in focus for _rule, focus in rules_of(told))


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("辖区创造的做法，早在20世纪60年代初就得到了全国推广。", "figure_single"),
        ("六年级的孩子在作文里写下了自己的愿望。", "figure_blank"),
        ("共用一部电梯，不往一处想，三天两头就得闹别扭。", "figure_single"),
        ("修缮费用由两家分担，祝家出三分之二，柳家出三分之一。", "figure_single"),
        ("祝家说院里的樟树是爷爷1958年亲手种下的。", "figure_blank"),
        ("除依法承担赔偿责任外，由监管部门处以罚款。", "role_single"),
        ("随意倾倒垃圾的，处一百元以上五百元以下的罚款。", "swap_judge"),
        ("主体由一元到多元、方式由单向管控到良性互动的深刻转变。", "shift_blank"),
        ("“四议”是指支部提议、两委商议、党员审议、村民决议。", "term_blank"),
        ("下表是沙溪街道2023年起执行的分级职责。", "term_blank"),
        ("沈师傅的体会是：“找到共同的好处，找到彼此的台阶”。", "couplet_blank"),
        ("本市梳理权力36项，其中决策类5项、管理类19项、服务类12项。", "list_blank"),
        ("整改工作要从以下六个方面入手，逐项落实到人。", "figure_single"),
        ("2021年12月，国务院办公厅印发“十四五”建设规划，提出配齐社区工作者。", "figure_single"),
        (
            "民族区域自治，是指在国家统一领导下，各民族聚居的地方实行区域自治，设立自治机关。",
            "term_blank",
        ),
        ("首先要夯实数字底座。其次要拓展应用场景。最后要守住安全底线。", "order_judge"),
        ("干部离群众近，最清楚群众盼什么、急什么、烦什么。", "list_blank"),
    ],
)
def test_what_the_words_do_not_say_is_not_asked(told, rule):
    from quizzes.generation.candidates import make_drafts
    from quizzes.generation.filters import sift

    material = material_of("一、总论\n" + told)
    kept, _rejected = sift(make_drafts(material), material)
    assert rule not in [draft.rule for draft in kept]


def told_false(text: str, rule: str | None) -> list[str]:
    """What one rule, or any, states falsely."""
    from quizzes.generation.candidates import make_drafts

    drafts = make_drafts(material_of("一、总论\n" + text))
    false = [draft for draft in drafts if draft.truth is False]
    return [draft.focus for draft in false if rule in (None, draft.rule)]


def test_a_shift_is_turned_round_only_between_near_words():
    near = "“社会管理”开始向“社会治理”转变，多方共同参与。"
    plain = "调研的重心要从“听汇报”向“看实情”转变，直接到户。"
    assert told_false(near, "shift_judge")
    assert not told_false(plain, "shift_judge")


def test_a_heading_that_tells_the_shift_does_not_stand_in_the_stem():
    from quizzes.generation.candidates import make_drafts

    told = "一、从“社会管理”转向“社会治理”\n“社会管理”开始向“社会治理”转变，多方共同参与。"
    drafts = [d for d in make_drafts(material_of(told)) if d.rule == "shift_judge"]
    assert {draft.truth for draft in drafts} == {True, False}
    assert [d.stem for d in drafts if "一节" in d.stem] == []


def test_what_fell_sharply_is_not_told_the_other_way():
    told = "部队渡过湘江，人数却由出发时的8.6万人锐减至3万人。"
    assert not told_false(told, "shift_judge")


def test_a_rule_with_an_exception_is_not_turned_false():
    told = (
        "饲养的动物造成他人损害的，管理人应当承担侵权责任；"
        "损害是被侵权人故意造成的，可以不承担或者减轻责任。"
    )
    rule = "管理人应当在5日内报告，有危险的应当立即报告。"
    assert told_false(rule, None) and not told_false(told, None)


def test_days_of_one_chapter_are_matched_without_their_year():
    from quizzes.generation.candidates import make_drafts

    text = "1934年冬，红军开始转移。\n" + "\n".join(
        f"{day}，{event}。"
        for day, event in (
            ("11月27日", "红军先头部队到达湘江边上"), ("12月1日", "中央红军主力全部渡过湘江"),
            ("12月18日", "中央政治局召开黎平会议"), ("12月31日", "中央政治局召开猴场会议"),
        )
    )  # fmt: skip
    drafts = list(make_drafts(material_of("一、总论\n" + text)))
    pairs = next(draft.pairs for draft in drafts if draft.rule == "date_match")
    assert ("中央政治局召开黎平会议", "12月18日") in pairs


def test_beside_a_report_stand_reports():
    from quizzes.generation.candidates import make_drafts

    text = (
        "党的二十大报告指出“办好自己的事情永远在路上”，要求一刻不停。"
        "党的二十届三中全会强调“健全监督体系”。"
    )
    drafts = list(make_drafts(material_of("一、总论\n" + text)))
    asked = next(d for d in drafts if d.rule == "attribution" and "二十大" in d.keys[0])
    assert sum(option.endswith("报告") for option in asked.wrong) >= 2


def test_three_great_traditions_are_no_congress():
    from quizzes.generation.facts.attributions import sources

    lesson = lesson_of("一、总论\n传承三大作风，党的二十大作出部署，十八大以来成效明显。\n")
    assert [lesson.cut(span) for span in sources(lesson)["meeting"]] == ["党的二十大"]


def test_a_list_of_deeds_does_not_answer_why():
    from quizzes.generation.candidates import make_drafts

    head = (
        "一、遵义会议是生死攸关的转折\n"
        "会议作出几项决定：一是增选常委；二是起草决议；三是适当分工。\n"
    )
    why = material_of(head + "思考题\n1. 为什么说遵义会议是生死攸关的转折？\n")
    what = material_of(head + "思考题\n1. 遵义会议是生死攸关的转折，会议作出了哪些决定？\n")
    kinds = [[d.kind for d in make_drafts(m)].count("short") for m in (why, what)]
    assert kinds == [0, 1]


def test_one_answer_of_one_sentence_is_asked_once():
    from lessons.importing.reading import read_file
    from quizzes.generation.generating import generate

    told = "一、制度\n调解员应当在3日内走访当事人，协议签订后应当在15日内回访一次。\n" + "".join(
        f"第{n}项制度要求每月公开一次，逾期由支部书记提醒。\n" for n in "一二三四五"
    )
    quiz = generate(read_file("lesson.txt", told.encode()))
    asked = [
        (item.evidence[0].start, (item.accepted[0][0] if item.accepted else key.text)[:1])
        for item in quiz.items
        if item.kind in ("single", "blank")
        for key in (next((o for o in item.options if o.key), None),)
    ]
    assert len(asked) == len(set(asked)) > 0


def test_no_option_is_more_than_a_month_holds():
    from quizzes.generation.candidates import make_drafts

    told = "一、总论\n驻村第一书记每月驻村时间不少于20天，到期轮换、压茬交接。\n"
    singles = [d for d in make_drafts(material_of(told)) if d.rule == "figure_single"]
    assert all(int(re.sub(r"\D", "", text)) <= 31 for d in singles for text in d.wrong)


def test_that_things_got_better_is_no_statement_to_judge():
    for told in (
        "清理排水沟以后，积水点由17处减少到5处。", "推动监督从被动应付向主动发现转变。",
        "与上年相比，登记的矛盾纠纷由86件减少到35件。", "革命胜利以后，要由农业国转变为工业国。",
    ):  # fmt: skip
        assert "shift_judge" not in [rule for rule, _focus in rules_of(told)]


def test_of_a_date_the_year_is_typed_and_its_unit_shows():
    told = "一、总论\n2023年组建的中央社会工作部，承担着统筹推进党建引领基层治理的职责。\n"
    from quizzes.generation.candidates import make_drafts

    blank = next(d for d in make_drafts(material_of(told)) if d.rule == "figure_blank")
    assert blank.focus.startswith("____年组建")
    assert blank.accepted == (("2023", "2023年", "二〇二三", "二〇二三年"),)


@pytest.mark.parametrize(
    "words", ["在城市是居民委员会,在农村是村民委员会", "对于乡级的代表,则为三十人以上联名"]
)
def test_what_says_nothing_without_its_subject_leans_on_it(words):
    assert is_dangling(words)


def test_a_meeting_that_said_the_same_is_no_wrong_option():
    from quizzes.generation.candidates import make_drafts

    told = (
        "一、总论\n党的十八届三中全会提出“推进国家治理体系现代化”，明确了总目标。\n"
        "党的十九届四中全会就推进国家治理体系现代化作出决定。\n"
        "党的二十届三中全会强调“健全社会工作体制机制”，提出了要求。\n"
    )
    asked = [d for d in make_drafts(material_of(told)) if d.rule == "attribution"]
    assert asked
    assert "党的十九届四中全会" not in asked[0].wrong


def test_the_latter_of_two_leans_on_them():
    assert is_dangling("后一个是第二次调查的耕地数")
    assert not is_dangling("后一代人的耕地")


def test_who_must_not_be_made_to_do_what_is_no_statement():
    assert lacks_predicate("不得使未满八周岁的孩子")
    assert not lacks_predicate("要使支部成为坚强的堡垒")


def test_what_people_ask_is_not_what_the_lesson_says():
    assert is_spoken("常有人问,交满十五年是不是就可以停")
    assert not is_spoken("有人的地方都要装上报警器")


def test_of_what_the_contents_are_stands_before():
    assert is_dangling("主要内容分为核心思想理念、中华传统美德和中华人文精神")
    assert not is_dangling("意见的主要内容分为三个部分")
