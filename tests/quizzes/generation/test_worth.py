"""What is worth knowing: figures that set a rule stay, figures of an example go."""

import pytest

from quizzes.generation.filters.worth import names_place
from tests.quizzes.generation.samples import drafts_of

HEAD = "做好社区工作\n一、总论\n"


def rules(told: str) -> set[str]:
    names = ("figure_single", "figure_blank", "figure_judge", "date_judge", "list_blank")
    return {name for name in names if drafts_of(HEAD + told + "\n", name)}


@pytest.mark.parametrize(
    "told",
    [
        "居民有疑问的，物业公司应当在5日内书面答复。",
        "党支部书记每半年至少讲一次党课。",
        "党支部每半年对入党积极分子进行一次考察，并写出意见。",
        "成员大会作出决定应当经全体成员三分之二以上同意。",
        "村民委员会、居民委员会每届任期五年，成员可以连选连任。",
        "对复议决定不服的，可以在收到决定书之日起十五日内提起诉讼。",
        "第二轮土地承包到期后再延长三十年，承包地总体顺延。",
        "驾车时如果积水超过轮胎的一半，就应当停止前进，尽快离开。",
    ],
)
def test_what_a_rule_sets_is_asked(told):
    assert "figure_single" in rules(told) or "figure_blank" in rules(told)


@pytest.mark.parametrize(
    "told",
    [
        "2023年，平台共受理诉求4.7万件，群众满意率为93.5%，居民都说好。",
        "松梅街道常住居民5.2万人，65岁以上老人占21.4%。",
        "2021年夏天，松梅街道某小区一周内出现9例腹泻病人，都已治好。",
        "四年里，宣讲团先后讲了165场，走遍了全县的乡镇。",
        "人均补助标准由2009年的15元提高到2023年的89元，群众得了实惠。",
    ],
)
def test_what_an_example_counts_is_not_asked(told):
    assert rules(told) == set()


def test_a_year_is_typed_where_something_happened_and_nothing_else_tells_it():
    held = "1945年4月，中国共产党在延安召开了第七次代表会议。"
    assert "figure_blank" not in rules("2017年10月，党的十九大提出了新的战略，影响深远。")
    assert "figure_blank" not in rules("2015年，中央印发《关于做好工作的意见》，作出部署。")
    assert "figure_blank" not in rules("2014年9月，在庆祝人民政协成立65周年时召开了大会。")
    assert "figure_blank" in rules(held.replace("第七次代表会议", "重要会议"))


def test_appeals_at_the_end_hold_nothing_to_ask():
    told = "根据“谁主管、谁承办、谁负责”的原则，分清责任。"
    assert "list_blank" in rules(told)
    assert "list_blank" not in rules("让我们根据“谁主管、谁承办、谁负责”的原则，共同努力。")


@pytest.mark.parametrize("words", ["松梅街道办了夜校", "禾丰县的办法", "在安吉余村考察"])
def test_a_town_by_its_name_is_an_example(words):
    assert names_place(words)


@pytest.mark.parametrize("words", ["改造老旧小区", "建设美丽乡村", "大城市的社区", "全市各县"])
def test_towns_in_general_are_none(words):
    assert not names_place(words)


@pytest.mark.parametrize(
    ("passing", "lasting"),
    [
        (
            "每月8日，支部把组织生活和安全活动合在一起开。",
            "每月8日前，支部应当把组织生活的安排报上来。",
        ),
        ("我们小区每周打扫2次，楼道里干净多了。", "物业公司每周至少打扫2次，楼道里要干净。"),
        (
            "2017年上报隐患96条，2019年上报12条，2022年达到38条。",
            "车间每年应当排查隐患不少于12次，结果登记在册。",
        ),
        (
            "全国共有31031万老年人达到标准，占总人口的一成。",
            "老年人达到300人的社区，应当设立食堂。",
        ),
        ("会议之前要有三次铺垫，大家心里才有数。", "会议之前应当有三次协商，大家心里才有数。"),
    ],
)
def test_a_figure_of_one_place_or_time_is_passing(passing, lasting):
    assert "figure_blank" not in rules(passing) and "figure_single" not in rules(passing)
    assert {"figure_blank", "figure_single"} & rules(lasting)


def test_what_a_heading_prints_is_not_asked():
    told = "做好社区工作\n一、十五年的经验\n入世的谈判应当不少于十五年，急不得也慢不得。\n"
    assert drafts_of(told, "figure_single") == []
    assert drafts_of(told.replace("一、十五年的经验", "一、经验"), "figure_single") != []


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("在一个厂里签了三年合同的，应当把关系转过去。", "合同期限应当为三年，期满以后再续签。"),
        ("每位楼门长应当联系30户左右，一户不落。", "每位楼门长应当联系30户，一户不落。"),
        ("前年，业委会通知欠费三个月以上的不得登记。", "业主欠费三个月以上的，不得当选为委员。"),
        (
            "有的单位规定每人每月必须服满4小时，不够的扣绩效。",
            "志愿者每人每月必须服满4小时，登记在册。",
        ),
        ("政策的脉络有三个节点应当记住，不能弄混。", "议事会应当有三名监督员，分工不能合并。"),
    ],
)
def test_a_figure_of_a_case_or_told_roughly_sets_nothing(told, other):
    names = ("figure_single", "figure_blank", "figure_judge")
    assert not {name for name in names if drafts_of(HEAD + told + "\n", name)}
    assert {name for name in names if drafts_of(HEAD + other + "\n", name)}


def test_the_years_everybody_knows_are_not_typed():
    told = "{}年4月，中国共产党在延安召开了重要会议。"
    assert "figure_blank" not in rules(told.format(1949))
    assert "figure_blank" in rules(told.format(1945))


def test_how_much_there_is_in_a_litre_sets_nothing():
    assert rules("出水口的总磷应当为每升0.2毫克，超过了就要停工。") == set()


def test_the_name_of_an_example_is_no_term():
    told = "榕荫里是一个有三十多年屋龄的老社区。"
    assert drafts_of(HEAD + told + "\n", "term_blank") == []


def test_what_happened_in_a_named_place_sets_nothing():
    told = "青石岭镇减负以后，半年化解积压三年以上的纠纷十七件，大家都满意。"
    assert rules(told) == set()
    assert rules("镇里应当及时化解纠纷，积压三年以上的，必须由书记包案。")


def test_how_long_ago_something_happened_is_not_asked():
    assert rules("七栋的住户三年前查出感染，邻居一度不肯同他说话。") == set()
    assert rules("会议应当提前三天通知全体代表，临时会议除外。") != set()


@pytest.mark.parametrize(
    ("rule", "mere"),
    [
        (
            "没有正当理由，连续6个月不参加党的组织生活的党员，应按自行脱党处理，予以除名。",
            "去年秋天，一位老党员连续6个月来给大家读报，从来没有缺过席。",
        ),
        (
            "选民五十人以上联名，可以向人大常委会书面提出罢免的要求。",
            "选民五十人来到了现场，听代表讲了这一年做的几件事情。",
        ),
        (
            "召开会议要在十五日以前通知全体业主，并告知居民委员会。",
            "会议开完的十五日里通知贴满了楼道，还有人在议论。",
        ),
        (
            "电梯应当至少每15日进行一次清洁、润滑和检查，当天做好维护的记录。",
            "夜里老人每15分钟起来一次，白天喂饭、翻身、擦洗。",
        ),
        (
            "我国县乡两级人大代表由选民直接选举产生，每届任期五年。",
            "那座县城里的代表由选民直接选举产生，一走就是五年。",
        ),
        (
            "集中整改期为六个月，期满以后报送整改的进展情况。",
            "这次整改一共花了六个月，大家都说比想象的要难得多。",
        ),
    ],
)
def test_what_a_rule_attaches_to_is_worth_knowing(rule, mere):
    text = "组织工作讲解\n\n一、几条规矩\n{}\n"
    rules = ("figure_blank", "figure_single")
    assert [d for name in rules for d in drafts_of(text.format(rule), name)]
    assert [d for name in rules for d in drafts_of(text.format(mere), name)] == []


@pytest.mark.parametrize(
    ("opening", "is_asked"),
    [("去年七月，热电厂锅炉爆管。", False), ("抢修有一套章程。", True)],
)
def test_what_was_done_once_is_no_rule(opening, is_asked):
    told = "队长把人分成三组，每组八小时一换，自己守在最后一班。"
    drafts = drafts_of(f"突击队讲解\n一、抢修\n{opening}{told}\n", "figure_single")
    assert bool(drafts) is is_asked
