"""What follows on a breach, among what follows on other breaches."""

from tests.quizzes.generation.samples import drafts_of

HEAD = "云溪镇档案管理办法\n一、责任追究\n"
LEAK = "泄露会议记录的，予以警告；逾期不改正的，取消查阅资格；情节严重的，调离工作岗位。\n"
LOSS = "遗失人事档案的，在全镇通报；情节严重的，责令赔偿所受损失。\n"
FORGE = "伪造签名的，宣布记录无效；拒不改正的，停止本年度评先资格。\n"


def asked(text: str) -> dict[str, tuple[list[str], list[str]]]:
    return {d.stem: (d.keys, d.wrong) for d in drafts_of(HEAD + text, "case_single")}


def test_a_consequence_stands_among_those_of_other_breaches():
    made = asked(LEAK + LOSS + FORGE)
    stem = next(stem for stem in made if "泄露会议记录的，情节严重的" in stem)
    keys, wrong = made[stem]
    assert keys == ["调离工作岗位"]
    assert "取消查阅资格" not in wrong  # the stage before tells where it cannot stand
    assert set(wrong) == {"责令赔偿所受损失", "停止本年度评先资格"}


def test_one_breach_alone_is_not_asked():
    assert asked(LEAK) == {}


def test_what_is_no_consequence_is_not_asked():
    praise = LEAK.replace("取消查阅资格", "另行说明").replace("调离工作岗位", "当面说明")
    assert not any("泄露" in stem for stem in asked(praise + LOSS + FORGE))
