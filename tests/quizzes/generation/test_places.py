"""Where it happened: typed, or chosen among other places the lesson tells of."""

from tests.quizzes.generation.samples import drafts_of

HEAD = "长征\n一、四支队伍\n"
MET = "1935年6月，红一、红四方面军在懋功地区会师。"
OTHERS = (
    "1935年5月25日，红军的十七勇士在安顺场强渡大渡河。\n"
    "在哈达铺，中央红军从报纸上得知陕北有根据地的消息。\n"
)


def test_a_place_stands_among_places():
    drafts = drafts_of(HEAD + MET + OTHERS, "place_single")
    asked = {draft.keys[0]: set(draft.wrong) for draft in drafts}
    assert asked["懋功"] == {"安顺场", "哈达铺"}


def test_a_place_may_be_typed_as_the_lesson_writes_it():
    (draft,) = drafts_of(HEAD + MET, "place_blank")
    assert set(draft.accepted[0]) == {"懋功", "懋功地区"}


def test_where_nothing_of_weight_happened_is_not_asked():
    assert drafts_of(HEAD + "上个月，三个小组在李家湾举行了比赛。\n", "place_blank") == []
    assert drafts_of(HEAD + "1935年6月，红军在会上作出决定。\n", "place_blank") == []
    assert drafts_of(HEAD + "1884年8月，法国舰队在马江突然发动袭击。\n", "place_blank") == []
