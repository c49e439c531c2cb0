"""What belongs to what: contrasts, lists side by side, roles, ages, ordinals, sayings."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "一、总论\n"


def sides(sentence: str, kind: str = "pairing"):
    lesson, facts = found_in(HEAD + sentence + "\n", kind)
    return {tuple(lesson.seen(fact.spans[side]) for side in ("left", "right")) for fact in facts}


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        (
            "险情分为甲级、乙级、丙级和丁级，分别用紫旗、白旗、黑旗和绿旗标示。",
            ("丁级", "绿旗"),
        ),
        (
            "合作社以村民为主体、以果园为依托、以加工销售为路径发展。",
            ("果园", "依托"),
        ),
        (
            "不满六周岁的为幼儿，六周岁以上的为学童，十四周岁以上的为少年。",
            ("不满六周岁的", "幼儿"),
        ),
        (
            "第一种形态是谈话提醒。第二种是书面检查。第三种是通报。第四种是调离。",
            ("第三种", "通报"),
        ),
        (
            "镇级河长每季度巡河一次，村级河长每月两次，巡河员每周一次。",
            ("巡河员", "每周一次"),
        ),
        (
            "考核实行百分制，断面水质占40分，问题整改占35分，群众评价占25分。",
            ("问题整改", "占35分"),
        ),
        (
            "口头协议每件补50元，书面协议每件补150元，疑难案件每件补400元。",
            ("书面协议", "每件补150元"),
        ),
        (
            "一是反对主观主义以整顿学风，二是反对宗派主义以整顿党风，三是反对党八股以整顿文风。",
            ("反对党八股", "文风"),
        ),
        ("经费来自三处：镇里补助六成，基金三成，捐款一成。", ("捐款", "一成")),
        ("一般险情三天内处理，较大险情当天上报，重大险情半小时内报告。", ("较大险情", "当天上报")),
        ("老人常说“饭前为轻，饭后为重，睡前为禁忌”。", ("睡前", "禁忌")),
    ],
)
def test_a_pair_is_found(sentence, pair):
    assert pair in sides(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "小区是居民的家，楼道是大家的路。",  # names that are not alike
        "啃食的是信任，挥霍的是感情。",
        "这是张老师的办法，那是李老师的办法。",
        "手续分为甲类、乙类、丙类，分别用红笔、蓝笔标示。",  # lists of different length
        "会议以议题为主线、以表决为结果，开得很短。",  # two roles are no scheme
        "六岁孩子的打赏行为无效，十二岁孩子的行为为效力待定，老人的行为为有效。",
        "第一种偏差是作秀。第二种是私交。第三种是尾巴。第四种是走样。",  # order without meaning
        "村级河长每周一次，汛期加密到每天两次，其余每月一次。",
        "门票作为纪念，奖状成为珍藏，报纸视为废品。",
    ],
)
def test_what_only_looks_like_a_pair_is_left(sentence):
    assert sides(sentence) == set()


def test_lists_side_by_side_make_a_match_with_one_side_over():
    text = HEAD + "险情分为甲级、乙级、丙级和丁级，分别用紫旗、白旗、黑旗和绿旗标示。\n"
    (match,) = drafts_of(text, "pairing_match")
    assert len(match.pairs) == 3 and len(match.extra_right) == 1
    assert drafts_of(text, "pairing_single") == []  # “what goes with 甲级” says not in what


def test_what_announces_the_shares_is_said_before_each():
    text = HEAD + "护林队的经费来自三处：镇里补助六成，基金三成，捐款一成。\n"
    drafts = drafts_of(text, "pairing_single")
    assert all([c.text for c in draft.choices] == ["一成", "三成", "六成"] for draft in drafts)
    stems = [draft.focus for draft in drafts]
    assert "护林队的经费来自三处：捐款（　　）。" in stems


def test_three_roles_make_a_match_with_a_role_nobody_has():
    text = HEAD + "合作社以村民为主体、以果园为依托、以加工销售为路径发展。\n"
    (match,) = drafts_of(text, "pairing_match")
    assert len(match.pairs) == 3 and match.extra_right[0] not in text


def test_alike_names_of_ages_may_stand_side_by_side():
    text = (
        "不满六周岁的为无完全责任人，六周岁以上的为限制完全责任人，"
        "十四周岁以上的为部分完全责任人，十八周岁以上的为成年人。\n"
    )
    assert drafts_of(HEAD + text, "pairing_match")


@pytest.mark.parametrize(
    ("sentence", "rule", "answer"),
    [
        ("这就是防汛的第一个答案，即让河道畅通。", "ordinal_blank", "让河道畅通"),
        ("青石桥是全县建成通车的第一座公路桥梁。", "first_blank", "青石桥"),
        ("担任全军后卫任务的是红星第三师，一直打到天黑。", "first_blank", "红星第三师"),
        ("后来老支书告诉他一句话：“多走一里路，少写一页纸。”", "couplet_blank", "少写一页纸"),
        ("公约写得很清楚：“家人为先，邻里为辅，专业为后盾。”", "motto_blank", "后盾"),
        ("老支书常对年轻人说：“多走一里路，少写一页纸。”", "couplet_blank", "少写一页纸"),
    ],
)
def test_one_side_is_typed(sentence, rule, answer):
    (draft,) = drafts_of(HEAD + sentence + "\n", rule)
    assert draft.accepted[0][0] == answer
    assert answer not in draft.stem


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("这是全县的第一座公路桥梁，大家都很高兴。", "first_blank"),
        ("王小平是学校第一届毕业生，后来当了校长。", "first_blank"),  # one of many
        ("报告写道：“江山就是人民，人民就是江山。”", "couplet_blank"),  # a mirror
        ("他说：“我今天去城里办事，你留下。”", "couplet_blank"),
    ],
)
def test_what_others_could_fill_in_is_not_typed(sentence, rule):
    assert drafts_of(HEAD + sentence + "\n", rule) == []


def test_numbered_steps_are_a_sequence():
    steps = "第一步，接令。支书回复。\n第二步，响铃。敲响铜锣。\n第三步，敲门。逐户通知。\n"
    lesson, (fact,) = found_in(HEAD + steps, "sequence")
    assert [lesson.cut(member) for member in fact.members] == ["接令", "响铃", "敲门"]
    assert found_in(HEAD + "第一步，接令。支书回复。\n第三步，敲门。\n", "sequence")[1] == []


def test_what_does_not_fit_its_like_is_no_pair():
    told = "受理后一般应在六十日内办结，收到后一般应在十五日内告知，当场能答复的当场答复。"
    assert drafts_of("一、总论\n" + told + "\n", "pairing_single") == []


BANDS = (
    "每月工资收入在3000元以下（含3000元）者，交纳0.5%；3000元以上至5000元（含5000元）者，交纳1%；"
    "5000元以上至10000元（含10000元）者，交纳1.5%；10000元以上者，交纳2%。\n"
)


def test_a_band_between_others_stands_among_their_shares():
    drafts = drafts_of("党费收缴\n一、党费标准\n" + BANDS, "pairing_single")
    told = {draft.focus: draft.keys[0] for draft in drafts}
    assert told == {
        "每月工资收入在3000元以上至5000元（含5000元）者，交纳（　　）。": "1%",
        "每月工资收入在5000元以上至10000元（含10000元）者，交纳（　　）。": "1.5%",
    }


def test_bands_may_stand_line_by_line():
    lines = "按比例交纳：\n——" + BANDS.replace("；", "；\n——")
    drafts = drafts_of("党费收缴\n一、党费标准\n" + lines, "pairing_single")
    assert {draft.keys[0] for draft in drafts} == {"1%", "1.5%"}


def test_of_three_bands_the_middle_is_guessed():
    three = BANDS.replace("；10000元以上者，交纳2%", "")
    assert drafts_of("党费收缴\n一、党费标准\n" + three, "pairing_single") == []


SPIRITS = (
    "铁人精神主要有“为国分忧、为民族争气”的爱国主义精神，“宁肯少活二十年”的忘我拼搏精神，"
    "“没有条件创造条件也要上”的艰苦奋斗精神，“要经得起子孙万代检查”的认真精神。\n"
)


def test_ways_to_act_are_matched_with_their_names():
    (draft,) = drafts_of("铁人\n一、铁人精神的内涵\n" + SPIRITS, "pairing_match")
    assert ("宁肯少活二十年", "忘我拼搏精神") in (
        *draft.pairs,
        ("宁肯少活二十年", draft.extra_right[0]),
    )
    assert drafts_of("铁人\n一、铁人精神的内涵\n" + SPIRITS, "pairing_single") == []


def test_ways_to_act_may_stand_between_semicolons():
    parts = (
        "通知把大庆精神概括为：发愤图强、为中国人民争气的爱国主义精神；无所畏惧、艰苦创业的革命精神；"
        "一丝不苟、讲究科学的求实精神；胸怀全局、不计得失的献身精神。\n"
    )
    (draft,) = drafts_of("大庆\n一、大庆精神的内涵\n" + parts, "pairing_match")
    assert len(draft.pairs) == 3 and draft.extra_right[0].endswith("精神")
    two = "概括为：发愤图强的爱国主义精神；无所畏惧的革命精神；还有许多别的。\n"
    assert drafts_of("大庆\n一、大庆精神的内涵\n" + two, "pairing_match") == []


def test_who_held_a_post_is_typed():
    text = "大庆\n一、会战\n会战总指挥是余秋里，时任石油工业部部长。\n"
    (draft,) = drafts_of(text, "first_blank")
    assert draft.accepted[0][0] == "余秋里"
