"""Sets that are complete: known by name and number, or closed by their form."""

import pytest

from tests.quizzes.generation.samples import drafts_of, found_in

HEAD = "一、党的作风\n"


def members(sentence: str, kind: str = "members", forms=("named", "closed", "two")):
    lesson, facts = found_in(HEAD + sentence + "\n", kind)
    return [
        [lesson.seen(member) for member in fact.members] for fact in facts if fact.form in forms
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "“三问”就是问需求、问办法，问结果。",
            ["问需求", "问办法", "问结果"],
        ),
        ("志工有“三不”：不收礼，不推销，不传话。", ["不收礼", "不推销", "不传话"]),
        ("镇里发放“两卡”，即工作明白卡和避险明白卡。", ["工作明白卡", "避险明白卡"]),
        (
            "典型症状为“三多一少”，即多饮、多食、多尿和体重减轻。",
            ["多饮", "多食", "多尿", "体重减轻"],
        ),
        (
            "要做到四个“自我”：自我净化、自我完善、自我革新、自我提高。",
            ["自我净化", "自我完善", "自我革新", "自我提高"],
        ),
        ("命令主义和尾巴主义，是群众路线的两个敌人。", ["命令主义", "尾巴主义"]),
        ("公约提出独立、参与、照顾三项主张。", ["独立", "参与", "照顾"]),
        (
            "严禁拍照传送、严禁连网处理、严禁混用介质，这“三个严禁”每月抽查一次。",
            ["严禁拍照传送", "严禁连网处理", "严禁混用介质"],
        ),
        (
            "“四个一样”出在李天照井组，就是黑天和白天一个样，坏天和好天一个样，有人和无人一个样，查和不查一个样。",
            ["黑天和白天一个样", "坏天和好天一个样", "有人和无人一个样", "查和不查一个样"],
        ),
        (
            "所谓四无，就是无害虫、无变质、无鼠雀、无事故。",
            ["无害虫", "无变质", "无鼠雀", "无事故"],
        ),
        (
            "战略分“三步走”：第一步强基础，第二步抓提升，第三步见成效。",
            ["强基础", "抓提升", "见成效"],
        ),
    ],
)
def test_a_named_set_is_found_with_all_its_members(sentence, expected):
    assert members(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "街道推行“两网融合”，即再生资源回收网与环卫清运网合成一张网，居民方便。",
        "恢复“三问”早会：昨天的活干净了吗，今天的险看见了吗，身边的人关心了吗。",  # questions
        "做到“三个一致”，即公开栏、公众号、电视终端内容一致。",  # the last one says more
        "“三农”是指农业、农村、农民、集体等方面。",
        "“明白人”就是懂政策、会调解、肯跑腿。",  # no number, no sure end
        "公约提出独立、参与、照顾、尊严三项主张。",  # four are not three
        "张三和李四，是村里的两个热心人。",
    ],
)
def test_a_set_that_does_not_add_up_is_left(sentence):
    assert members(sentence) == []


def test_a_summed_up_list_is_closed():
    assert members("概括起来是讲政治、守纪律、办实事。", "list") == [["讲政治", "守纪律", "办实事"]]
    assert members("概括起来是讲政治、守纪律、办实事等方面。", "list") == []


def test_the_words_of_the_whole_are_no_part_of_a_member():
    lists = members("大会明确了产业兴旺、生态宜居、生活富裕的总要求。", "list")
    assert lists == [["产业兴旺", "生态宜居", "生活富裕"]]


def test_what_all_members_share_stays_to_be_read():
    (draft,) = drafts_of(HEAD + "镇里发放“两卡”，即工作明白卡和避险明白卡。\n", "members_blank")
    assert draft.focus == "镇里发放“两卡”，即工作明白卡和____明白卡。"
    assert draft.accepted == (("避险", "避险明白卡"),)


def test_a_measure_word_stays_with_its_numeral():
    text = HEAD + "仓库执行“三个一”标准：一台电机、一部电话、一面铜锣。\n"
    (draft,) = drafts_of(text, "members_blank")
    assert draft.accepted[0][0] in ("电话", "铜锣")


def test_a_multiple_never_shows_as_many_as_the_name_says():
    text = HEAD + "“四风”是指形式主义、官僚主义、享乐主义和奢靡之风。\n"
    (draft,) = drafts_of(text, "members_multiple")
    assert len(draft.keys) == 3 and len(draft.wrong) == 3


def test_a_member_is_chosen_among_its_like():
    text = HEAD + "命令主义和尾巴主义，是群众路线的两个敌人。\n"
    (draft,) = drafts_of(text, "members_single")
    assert draft.keys == ["尾巴主义"] and len(draft.wrong) == 3
    assert all(word.endswith("主义") for word in draft.wrong)


def test_a_long_list_is_asked_in_part():
    text = HEAD + "党的纪律包括政治纪律、组织纪律、廉洁纪律、群众纪律、工作纪律和生活纪律。\n"
    (draft,) = drafts_of(text, "members_multiple")
    assert len(draft.keys) == 4 and draft.wrong
    assert "党的纪律" in draft.stem


def test_a_number_before_a_single_word_is_no_set():
    assert members("讲的就是“一”，即抓住重点工作不放松的劲头和办法。") == []
    assert members("“一点”：抓住重点。做到“一件件”：一条一条地办。") == []


def test_an_order_is_told_without_the_number_before_it():
    told = "第三是民主评议党员，一般每年开展1次，程序包括个人自评、党员互评、民主测评。"
    for draft in drafts_of(HEAD + told + "\n", "sequence_single"):
        assert "第三" not in draft.stem and "包括）" not in draft.stem


def test_what_a_list_is_of_may_be_said_in_the_clause_before():
    text = HEAD + (
        "协商民主是实践人民民主的重要形式，包括政党协商、人大协商、政府协商、政协协商、人民团体协商、"
        "基层协商以及社会组织协商。\n"
    )
    (draft,) = drafts_of(text, "members_multiple")
    assert "「协商民主」" in draft.stem and len(draft.keys) == 4
