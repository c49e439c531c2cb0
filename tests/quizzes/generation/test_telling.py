"""What would tell the answer, or leave a second one open: each kind of give-away once."""

import re

import pytest

from quizzes.generation.candidates import make_drafts
from quizzes.generation.candidates.spellings import spellings
from quizzes.generation.filters import sift
from quizzes.generation.generating import generate
from tests.quizzes.generation.samples import FILES, drafts_of, material_of, outline_of, own_lessons

HEAD = "村务办法讲解\n一、议事的规矩\n"


def typed(text: str, words: str) -> tuple[str, ...]:
    material = material_of("一、总论\n" + text + "\n")
    start = material.lesson.text.index(words)
    return spellings(material, (start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("定下“书库不设于一楼”的规矩。", "书库不设于一楼", "书库不设在一楼"),
        ("加盖“与原件相符”章。", "与原件相符", "与原件一致"),
        ("每个网格配一份联系名单。", "一份联系名单", "联系名单"),
        ("措施有控制体重、戒烟限酒。", "控制体重", "体重控制"),
        ("公示牌写明收运单位和电话。", "收运单位", "收运公司"),
        ("队伍里的恐慌是“而是本领恐慌”。", "而是本领恐慌", "本领恐慌"),
    ],
)
def test_what_nobody_keeps_apart_when_typing_is_accepted(text, words, other):
    assert other in typed(text, words)


def test_the_number_of_characters_stands_behind_a_typed_word_and_not_behind_a_figure():
    items = [i for path in own_lessons() for i in generate(outline_of(path)).items]
    blanks = [i for i in items if i.kind == "blank" and "____" in i.stem]
    words = [i for i in blanks if re.search("[㐀-鿿]", i.accepted[0][0]) and "term" in i.rule]
    figures = [i for i in blanks if i.accepted[0][0].isdigit()]
    assert words and figures
    for item in words:
        sizes = "、".join(str(len(accepted[0])) for accepted in item.accepted)
        assert f"填{sizes}" in item.stem
    assert not [i for i in figures if re.search(r"填[\d、]+[个個]字", i.stem)]


def test_the_steps_of_a_scale_are_not_asked():
    told = HEAD + "评议结果分为满意、基本满意、不满意三档，每年年底由村民代表打分。\n"
    for rule in ("members_single", "members_judge"):
        assert drafts_of(told, rule) == []


def test_a_wrong_member_stands_for_the_one_it_looks_like():
    told = HEAD + "乡村振兴的总要求是“产业兴旺、生态宜居、乡风文明、治理有效、生活富裕”。\n"
    false = [d for d in drafts_of(told, "members_judge") if d.truth is False]
    assert not [d for d in false if "生活宽裕" in d.stem and "生活富裕" in d.stem]


def test_what_the_rows_of_a_table_tell_by_their_words_is_not_asked():
    table = (
        "借阅服务\n一、去哪里办\n\n| 服务 | 窗口 |\n|---|---|\n| 辅具服务 | 辅具中心 |\n"
        "| 证件服务 | 总台 |\n| 寄存服务 | 门厅 |\n| 阅览服务 | 三楼 |\n"
    )
    material = material_of(table, "lesson.md")
    assert material.of("row")
    told = [d for d in make_drafts(material) if d.rule in ("cell_single", "row_judge")]
    assert told and not [d for d in told if d.rule == "cell_single" and "辅具服务" in d.stem]
    assert not [d for d in told if "「辅具服务」的「窗口」是「辅具中心」" in d.stem]


def test_positions_of_unlike_things_are_not_each_other_s_options():
    apart = (
        HEAD + "农业是国民经济的基础。\n二、党建\n基层党组织是党的全部工作的重心所在。\n"
        "三、文化\n乡风文明是乡村建设的重要灵魂。\n四、安全\n粮食安全是国家安全的重要基础。\n"
    )
    assert drafts_of(apart, "meaning_single") == []


@pytest.mark.parametrize(
    "told",
    [
        # How long it lasted can be counted from what happened when.
        "四年以后，中国革命的面貌焕然一新，全国各族人民从此站立起来。",
        # What a town means to reach this year sets nothing for anybody.
        "村里要求年底前达到60名持证人员，目前已经有51名通过考试。",
        # Each band follows from the others.
        "食堂规定，60至69岁每餐应付十二元，70至79岁每餐应付十元，80岁以上每餐应付八元。",
        # Whoever counts the members has it.
        "违纪行为应当分为五类，即政治纪律、组织纪律、廉洁纪律、群众纪律和工作纪律。",
    ],
)
def test_a_figure_that_tells_itself_is_not_asked(told):
    text = HEAD + told + "\n"
    assert drafts_of(text, "figure_single") == drafts_of(text, "figure_blank") == []


def test_the_first_of_three_rules_does_not_announce_three():
    told = (
        "厂党委今年定了三条：一是每月10日为党费日，遇节假日顺延，最迟不得超过15日；二是党费由组织"
        "委员登记并当月公布；三是外出党员每季度向支部书面汇报一次学习和工作的情况。"
    )
    for rule in ("figure_single", "figure_blank", "figure_judge", "figures_blank"):
        assert not [d for d in drafts_of(HEAD + told + "\n", rule) if "三条：" in d.stem]


def test_the_last_step_that_can_only_be_the_last_is_not_asked():
    told = (
        "首先，由村民小组提出议题。其次，由村委会逐条核对。再次，由党员大会审议。"
        "最后，由村委会公布结果。"
    )
    assert not [d for d in drafts_of(HEAD + told + "\n", "order_single") if "最后" in d.stem]


def test_a_point_run_in_behind_another_is_not_told_under_the_first_one_s_heading():
    told = [
        i.stem for i in generate(outline_of(FILES / "rural.txt")).items if "5年过渡期" in i.stem
    ]
    assert told and not [stem for stem in told if "必然要求」一节" in stem]


@pytest.mark.parametrize(
    "told",
    [
        "二〇〇六年九月一日起，教育部等十部门制定的《中小学幼儿园安全管理办法》施行。",
        "能够当场告知是否受理的，应当当场告知；不能当场告知的，应当自收到之日起十五日内书面告知。",
    ],
)
def test_no_gap_cuts_a_year_in_two_and_no_stem_is_a_mere_verb(told):
    material = material_of(HEAD + told + "\n")
    for draft in make_drafts(material):
        assert "二〇" not in draft.focus.replace("二〇〇六年", "")
        assert not draft.focus.startswith(("不能（", "应当（"))


def test_a_word_of_a_list_is_not_cut_in_two():
    told = "对食品安全提出“四个最严”：最严谨的标准、最严格的监管、最严厉的处罚、最严肃的问责。"
    material = material_of(HEAD + told + "\n")
    gaps = [d.accepted[0][0] for d in make_drafts(material) if d.kind == "blank" and d.accepted]
    assert gaps and not [gap for gap in gaps if gap[1] == "的"]


@pytest.mark.parametrize(
    "told",
    [
        "主要内容是对党的理论和路线方针政策的态度。",  # of what, was said before
        "第一责任人是党组织书记，副书记协助。",
        "21日，毛泽东主席、朱德总司令发布《向全国进军的命令》。",
    ],
)
def test_what_another_clause_would_have_to_complete_is_not_asked(told):
    material = material_of(HEAD + told + "\n")
    kept, _ = sift(make_drafts(material), material)
    assert not [d for d in kept if d.rule in ("term_blank", "role_single", "figure_blank")]


def test_the_first_of_six_grades_does_not_announce_six():
    told = (
        "按照国家标准，热带气旋按风力分为六级：热带低压，风力应达到6至7级；热带风暴，风力应达到"
        "8至9级；强热带风暴，风力应达到10至11级；台风，风力应达到12至13级，以上各级都要关窗。"
    )
    rules = ("figure_single", "figure_blank", "figure_judge")
    assert not [d for r in rules for d in drafts_of(HEAD + told + "\n", r) if "六级：" in d.focus]


def test_words_everybody_knows_whose_they_are_and_one_person_twice_are_not_asked():
    told = (
        "毛泽东同志说：“没有调查，没有发言权。”周恩来同志说：“活到老，学到老，改造到老。”"
        "邓小平同志说：“发展才是硬道理。”习近平同志说：“空谈误国，实干兴邦。”"
    )
    drafts = drafts_of(HEAD + told + "\n", "attribution")
    assert not [d for d in drafts if "毛泽东" in d.keys[0] or "习近平" in d.keys[0]]


def test_what_follows_the_last_of_several_points_is_not_told_under_it():
    told = (
        "安全讲解\n一、被困电梯\n1.不慌。轿厢不是密封的，有通风孔，里面的人不会憋死。\n"
        "2.不扒门。绝大多数伤亡不是困出来的，是自救时摔出来的。\n3.站稳。靠着轿厢壁站稳，安抚老人孩子。\n"
        "维保单位接到困人报告后，抵达现场的时间不得超过30分钟，并逐次登记。\n"
    )
    drafts = drafts_of(told, "figure_single")
    assert drafts and not [d for d in drafts if "「站稳」" in d.stem]


def test_how_many_are_right_is_not_told():
    named = "政治纪律、组织纪律、廉洁纪律、群众纪律、工作纪律和生活纪律"
    assert drafts_of(HEAD + f"条例把违纪行为归入六类，即违反{named}。\n", "list_multiple") == []


def test_a_name_that_echoes_what_is_said_of_it_is_not_asked():
    told = (
        "居家养老是老人住在自己家里，由家庭照料；社区养老是老人白天到中心活动，晚上回去；"
        "机构养老是老人入住护理院，由专人照护。\n"
    )
    drafts = drafts_of(HEAD + told, "kindred_single")
    assert not [draft for draft in drafts if draft.keys == ["居家养老"]]


def test_steps_are_asked_in_their_order_where_they_are_most_of_the_section():
    steps = "第一步，摸底数。第二步，听意见。第三步，开大会。第四步，贴公告。"
    paragraphs = "".join(part + "。\n" for part in steps.split("。") if part)
    before = "人选报上级党委同意以后再开会，会前还要请示一次，会上要点清人数，会后要写好报告。" * 6
    assert drafts_of(HEAD + paragraphs, "order_single")
    assert drafts_of(HEAD + before + "\n" + paragraphs, "order_single") == []


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("有害垃圾有家用化学品。", "家用化学品", "家使用化学品"),
        ("由村民委员会负责。", "村民委员会", "村民委人员会"),
        ("由村民委员会召集村民会议，村民会议定事。", "村民委员会", "村民会"),
        ("由所在党委保存。", "所在党委", "所于党委"),
    ],
)
def test_no_word_is_changed_inside_another(text, words, other):
    assert other not in typed(text, words)


def test_an_unwelcome_excuse_is_not_typed():
    told = "支部的会议要按期开，不能以“没人通知”作为超期的理由，提醒是上级的事。"
    assert drafts_of(HEAD + told + "\n", "term_blank") == []


def test_persons_stand_without_their_titles_and_each_once():
    told = HEAD + (
        "毛泽东同志指出：“没有调查就没有发言的权利。”毛泽东指出：“要过细地做工作。”"
        "陈云同志指出：“不唯上、不唯书、只唯实，交换、比较、反复。”"
        "邓小平同志指出：“走自己的道路，建设有中国特色的社会主义。”"
        "习近平总书记指出：“空谈误国，实干兴邦，一分部署、九分落实。”"
        "张闻天同志指出：“真理在谁手里，就跟谁走，一步也不离开。”\n"
    )
    drafts = drafts_of(told, "attribution")
    for draft in drafts:
        options = [choice.text for choice in draft.choices]
        assert not [text for text in options if text.endswith(("同志", "总书记"))]
        assert len(set(options)) == len(options) and "习近平" not in draft.wrong


def test_an_old_book_stands_among_old_books_and_no_title_names_itself():
    told = HEAD + (
        "《我歌唱延安》写道：“延安的城门成天开着，青年们背着行李走进城门。”"
        "《汉书》写道：“修学好古，实事求是，从民得善书，必为好写与之。”"
        "《为人民服务》写道：“我们都是来自五湖四海，为了一个共同的革命目标。”"
        "《反对党八股》写道：“射箭要看靶子，弹琴要看听众，写文章要看读者。”\n"
    )
    drafts = drafts_of(told, "attribution")
    assert not [d for d in drafts if "延安的城门" in d.stem]
    assert not [d for d in drafts if "《汉书》" in (*d.keys, *d.wrong)]


def test_what_is_written_down_can_be_put_in_other_words():
    told = "居住权合同应当写明住宅位置、居住要求、居住期限、争议办法，双方都要签字。"
    assert drafts_of(HEAD + told + "\n", "list_blank") == []


def test_steps_of_a_single_character_are_not_asked():
    steps = "第一步，找。到处去找。\n第二步，定。查清再定。\n第三步，办。一件件办。\n"
    assert drafts_of(HEAD + steps, "order_judge") == []


@pytest.mark.parametrize(
    "told",
    [
        "一件是和驻在附近的通信连结对。",
        "条例是党的历史上第一部关于支部工作的基础主干法规。",
        "传统的党组织是按单位建立的，而他们的单位常常在云端。",
        "决议使全党尤其是高级干部对革命的基本问题取得了一致的认识。",
    ],
)
def test_what_is_no_term_is_not_typed(told):
    assert drafts_of(HEAD + told + "\n", "term_blank") == []


def test_what_befalls_is_not_typed():
    told = "站里定了“三必访”：生病住院必访，家庭变故必访，老兵去世必访。"
    assert drafts_of(HEAD + told + "\n", "members_blank") == []


@pytest.mark.parametrize(
    ("told", "words", "other"),
    [("要教育党员、管理党员。", "管理党员", "党员"), ("由社区护士上门。", "社区护士", "医生")],
)
def test_what_is_done_with_somebody_is_not_he(told, words, other):
    assert other not in typed(told, words)


def test_how_something_is_done_is_no_class():
    told = "会议记录要如实写明时间、地点、人数、议题、发言、决议和分歧，当场宣读。"
    assert drafts_of(HEAD + told + "\n", "members_multiple") == []


def test_a_form_is_no_source():
    told = HEAD + (
        "《减负情况统计表》写道：“各村填报的时间要如实计算，不得虚报漏报。”"
        "《反对本本主义》写道：“没有调查，就没有发言权，一切结论产生于调查。”"
        "《反对党八股》写道：“射箭要看靶子，弹琴要看听众，写文章要看读者。”"
        "《愚公移山》写道：“下定决心，不怕牺牲，排除万难，去争取胜利。”\n"
    )
    drafts = drafts_of(told, "attribution")
    assert not [d for d in drafts if "《减负情况统计表》" in d.wrong]


def test_half_of_a_saying_is_typed_where_the_lesson_calls_it_a_principle():
    plain = "全县实行“一次采集、多方共用”，二十三个系统并到一处。"
    assert drafts_of(HEAD + plain + "\n", "term_blank") == []
    called = "全县坚持“一次采集、多方共用”的原则，二十三个系统并到一处。"
    assert drafts_of(HEAD + called + "\n", "term_blank") != []


def test_what_everybody_can_go_on_with_is_not_typed():
    told = "群众对文化生活的要求从“有没有”转向“好不好”，供给也要跟上。"
    assert drafts_of(HEAD + told + "\n", "shift_blank") == []


def test_roles_told_one_after_another_are_no_steps():
    steps = "首先是找得到人。其次是说得明白。再次是盯得住质量。最后是撑得起照护者。\n"
    assert drafts_of("养老服务讲解\n一、社区工作者的角色\n" + steps, "order_single") == []
    assert drafts_of("养老服务讲解\n一、上门服务怎样走完\n" + steps, "order_single") != []
