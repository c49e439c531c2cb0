"""What a rulebook's articles ask of whom: told in one's own words, or chosen."""

from tests.quizzes.generation.samples import drafts_of, found_in

TITLE = "云溪县公园管理条例\n2021年3月2日 县人民代表大会通过\n2021年5月9日 公布\n"
CARE = (
    "第一章 管理\n"
    "第一条 公园管理单位应当公布开放时间，维护园内设施，保持环境整洁。\n"
    "第二条 公园管理单位安排夜间施工的，应当提前在入口公告，并设置围挡。\n"
    "第三条 游客应当爱护花草树木，保持安静。\n游客应当服从现场疏导。\n"
    "第四条 任何单位和个人不得损毁古树名木，不得占用绿地停放车辆。\n"
    "第五条 县级以上人民政府应当把公园建设纳入城乡规划，合理安排养护经费。\n"
    "第六条 公园管理单位可以出租临时摊位，可以组织义务讲解。\n"
)
FINES = (
    "第二章 法律责任\n"
    "第七条 占用绿地停放车辆的，由城市管理部门责令改正，处二百元以上五百元以下的罚款；"
    "情节严重的，处500元以上2000元以下的罚款。\n"
    "第八条 本条例自2021年7月1日起施行。\n"
)
LAW = TITLE + CARE + FINES


def made(text: str, rule: str):
    return {draft.stem: draft for draft in drafts_of(text, rule)}


def test_a_duty_holds_its_party_its_case_and_its_deeds():
    lesson, facts = found_in(LAW, "obligation")
    told = {lesson.seen(f.spans["told"]): f for f in facts}
    night = told["公园管理单位安排夜间施工的,应当"]
    assert lesson.seen(night.spans["subject"]) == "公园管理单位"
    assert [lesson.cut(deed) for deed in night.members] == ["提前在入口公告", "设置围挡"]
    assert told["任何单位和个人不得"].form == "forbidden"
    assert told["公园管理单位可以"].form == "allowed"


def test_a_talk_has_no_articles():
    talk = "公园里的一课\n一、怎样管\n公园管理单位应当公布开放时间，维护园内设施，保持环境整洁。\n"
    assert found_in(talk, "obligation")[1] == []


def test_an_article_known_by_its_case_is_asked_deed_by_deed():
    short = made(LAW, "obliged_short")[
        "「管理」一节规定：公园管理单位安排夜间施工的，应当怎样做？请先写出要点，再对照原文自查。"
    ]
    assert short.checklist == ("提前在入口公告", "设置围挡")


def test_a_party_bound_more_than_once_is_asked_about_the_whole_chapter():
    stem = "「管理」一节对「公园管理单位」提出了哪些要求？请先写出要点，再对照原文自查。"
    assert len(made(LAW, "obliged_short")[stem].checklist) == 2
    assert not any("公园管理单位应当怎样做" in other for other in made(LAW, "obliged_short"))
    assert not any("可以怎样做" in other for other in made(LAW, "obliged_short"))  # which of them


def test_what_binds_one_party_stands_among_what_binds_others():
    draft = made(LAW, "obliged_multiple")["根据本课，下列哪几项是对「游客」的要求？"]
    assert set(draft.keys) <= {"爱护花草树木", "保持安静", "服从现场疏导"}
    assert all("公园" in wrong or "开放时间" in wrong for wrong in draft.wrong)
    alone = LAW.replace("\n游客应当服从现场疏导。", "")
    assert not any("游客" in stem for stem in made(alone, "obliged_multiple"))


def test_a_list_is_told_under_the_words_that_announce_it():
    listed = LAW + (
        "第九条 公园管理单位有下列情形之一的，给予处分：\n"
        "(一)不按时开放的；\n(二)设施损坏不修复的；\n(三)擅自收费的。\n"
    )
    (draft,) = drafts_of(listed, "listed_short")
    assert "公园管理单位有下列情形之一的，给予处分" in draft.stem
    assert len(draft.checklist) == 3


def test_a_rulebook_without_chapters_is_quoted_as_the_lesson():
    bare = TITLE + CARE.replace("第一章 管理\n", "")
    stems = list(made(bare, "obliged_short"))
    assert (
        "本课规定：公园管理单位安排夜间施工的，应当怎样做？请先写出要点，再对照原文自查。" in stems
    )
    assert not any("一节" in stem for stem in stems)


def test_a_fine_stands_among_ranges_as_laws_set_them():
    drafts = {d.keys[0]: d for d in drafts_of(LAW, "penalty_single")}
    assert set(drafts) == {"二百元以上五百元以下", "500元以上2000元以下"}
    first = drafts["二百元以上五百元以下"]
    assert len(first.wrong) == 3 and all("元以上" in wrong for wrong in first.wrong)
    assert not any(char.isdigit() for wrong in first.wrong for char in wrong)
    later = drafts["500元以上2000元以下"]
    assert "占用绿地停放车辆的" in later.stem and "情节严重的" in later.stem
    assert "责令改正" not in later.stem


def test_a_fine_stays_as_the_lesson_writes_it():
    two = LAW.replace("二百元以上五百元以下", "五百元以上两千元以下")
    drafts = {d.keys[0]: d for d in drafts_of(two, "penalty_single")}
    assert "五百元以上两千元以下" in drafts and len(drafts["五百元以上两千元以下"].wrong) == 3


def test_a_fine_no_law_would_set_is_not_asked():
    odd = LAW.replace("二百元以上五百元以下", "二百一十元以上五百三十元以下")
    assert {d.keys[0] for d in drafts_of(odd, "penalty_single")} == {"500元以上2000元以下"}


def test_a_rulebook_is_asked_for_the_day_it_came_into_force():
    (draft,) = drafts_of(LAW, "law_single")
    assert draft.keys == ["2021年7月1日"]
    assert set(draft.wrong) == {"2021年3月2日", "2021年5月9日"}


def test_the_word_of_an_article_stands_among_others_of_its_class():
    drafts = drafts_of(LAW, "wording_single")
    assert {d.keys[0] for d in drafts} == {"县级以上"}
    assert set(drafts[0].wrong) == {"乡级以上", "设区的市级以上", "省级以上"}
    talk = LAW.replace("云溪县公园管理条例", "公园里的一课")
    assert drafts_of(talk, "wording_single") == []


def test_a_word_within_a_list_is_known_from_the_others():
    listed = LAW + "第九条 处罚分为警告、罚款和责令停业整顿三种。\n"
    assert not any("处罚分为" in d.stem for d in drafts_of(listed, "wording_single"))


def test_how_long_of_each_stands_behind_one_colon():
    listed = LAW + "第九条 受处分的期间为：警告，6个月；记过，12个月；撤职，24个月。\n"
    (draft,) = drafts_of(listed, "pairing_match")
    assert draft.pairs == (("警告", "6个月"), ("记过", "12个月"), ("撤职", "24个月"))
    assert draft.extra_right[0] not in {right for _, right in draft.pairs}
    stems = [d.stem for d in drafts_of(listed, "pairing_single")]
    assert any("受处分的期间为：记过，（　　）" in stem for stem in stems)


PROCEDURE = (
    "第九条 设立摊位按照下列程序进行：\n(一)提出书面申请；\n(二)审查申请人条件；\n"
    "(三)公示摊位名单；\n(四)签订使用合同，办理手续。\n"
)


def test_a_procedure_is_an_order():
    text = LAW.replace("第二章", PROCEDURE + "第二章")
    assert any("紧接在" in stem or "首先" in stem for stem in made(text, "order_single"))
    other = PROCEDURE.replace("第九条 设立摊位", "第十条 撤销摊位").replace("书面", "撤销")
    both = text.replace("第二章", other + "第二章")
    assert made(both, "order_single") == {}  # of which of them, the stem would not say


def test_what_a_law_goes_on_to_say_is_never_told_falsely():
    before = "新修订的《中华人民共和国保守国家秘密法》自2024年5月1日起施行。"
    terms = "绝密级文件的保密期限不超过三十年，机密级不超过二十年，秘密级不超过十年。"
    lesson = f"保密讲解\n一、密级\n{before}{terms}\n"
    assert {draft.truth for draft in drafts_of(lesson, "figure_judge")} <= {True}
    paper = "2024年8月，中共中央办公厅、国务院办公厅印发《关于密级的若干规定》。"
    party = lesson.replace(before, paper)
    assert {draft.truth for draft in drafts_of(party, "figure_judge")} <= {True}
    ours = lesson.replace(before, "市里的办法写得很清楚。")
    assert {draft.truth for draft in drafts_of(ours, "figure_judge")} == {True, False}


def test_limits_side_by_side_are_no_sum():
    terms = "绝密级文件的保密期限不超过三十年，机密级不超过二十年，秘密级不超过十年。"
    assert drafts_of(f"保密讲解\n一、密级\n{terms}\n", "figure_blank")
    sums = "全所共有三十人，一组有二十人，二组有十人，每组不少于一人。"
    assert not any(
        "三十" in str(d.accepted) for d in drafts_of(f"人数\n一、人数\n{sums}\n", "figure_blank")
    )


def test_of_two_lists_that_may_be_orders_none_is_asked():
    long = "(二)在本单位公布竞聘岗位、资格条件、聘期、待遇和报名办法等信息；\n"
    other = (
        "第十条 撤销摊位按照下列程序进行：\n(一)提出撤销申请；\n" + long + "(三)办理撤销手续。\n"
    )
    text = LAW.replace("第二章", PROCEDURE + other + "第二章")
    assert made(text, "order_single") == {}
