import random

import pytest

from quizzes.generation.confusables import ConfusableSet, Lexicon, default_lexicon, parse
from tests.quizzes.generation.samples import lesson_of

LESSON = "一、总论\n要增强人民群众的获得感、幸福感、安全感。社区成员有归属感。\n"


def mates(keys, text=LESSON):
    return default_lexicon().mates(keys, lesson_of(text), random.Random(1))


def test_mates_are_of_the_same_class_and_length_and_nowhere_in_the_lesson():
    found = mates(["获得感", "幸福感", "安全感"])
    assert found and all(mate.endswith("感") and len(mate) == 3 for mate in found)
    assert "归属感" not in found


def test_near_synonyms_are_no_mates():
    assert "合法" not in mates(["依法", "公正", "及时", "有效"])


def test_a_list_without_a_class_has_no_mates():
    assert mates(["苹果", "火车", "三月"]) == []


def test_a_domain_keeps_a_set_out_of_other_lessons():
    keys = ["政治纪律", "组织纪律", "廉洁纪律"]
    assert mates(keys, LESSON) == []
    assert mates(keys, "一、总论\n党的纪律包括政治纪律、组织纪律、廉洁纪律。\n")


def test_traditional_lessons_get_traditional_mates():
    found = mates(
        ["獲得感", "幸福感", "安全感"], "一、總論\n增強人民群眾的獲得感、幸福感、安全感。\n"
    )
    assert any(mate in {"認同感", "參與感", "榮譽感", "責任感"} for mate in found)


def test_words_of_the_project_take_the_characters_the_lesson_writes():
    traditional = lesson_of("一、總論\n增強人民羣眾的獲得感。\n")
    words = ["为群众服务", "向着目标", "三个工作日", "两万元"]
    assert [traditional.in_its_script(word) for word in words] == [
        "為群眾服務", "向著目標", "三個工作日", "兩萬元",
    ]  # fmt: skip
    simplified = lesson_of("一、总论\n增强人民群众的获得感。\n")
    assert [simplified.in_its_script(word) for word in words] == words


def test_mates_write_yu_as_the_lesson_does():
    text = "一、總論\n要堅持問需{0}民、問計{0}民、問效{0}民，服務羣眾。\n"
    for written in "于於":
        lesson = lesson_of(text.format(written))
        keys = [f"問{word}{written}民" for word in "需計效"]
        mates = default_lexicon().mates(keys, lesson, random.Random(1))
        assert mates and all(mate[2] == written for mate in mates)


def test_beside_an_office_stand_offices_of_its_kind():
    lesson = lesson_of("一、总论\n村党组织书记是本村乡村振兴的第一责任人。\n")
    assert "驻村第一书记" in default_lexicon().beside("村党组织书记", lesson)
    assert default_lexicon().beside("门卫", lesson) == []


def test_the_data_file_is_well_formed_and_its_members_are_unique():
    for entry in default_lexicon().sets:
        assert len(set(entry.members)) == len(entry.members), entry.name
        if entry.name.startswith("-"):
            assert all(member.endswith(entry.name[1:]) or entry.name in ("-灾害", "-建设")
                       for member in entry.members), entry.name  # fmt: skip


@pytest.mark.parametrize("line", ["x\t*\t0", "x\t*\tone\ta b", "x\t*\t0\ta", "nonsense"])
def test_a_malformed_line_is_named(line):
    with pytest.raises(ValueError, match="line 2"):
        parse(["# head", line])


def test_sites_may_bring_their_own_sets():
    own = Lexicon((ConfusableSet("果蔬", (), 0, ("苹果", "香蕉", "黄瓜", "番茄")),))
    lesson = lesson_of("一、总论\n架上有苹果、香蕉。\n")
    assert set(own.mates(["苹果", "香蕉"], lesson, random.Random(1))) == {"黄瓜", "番茄"}
