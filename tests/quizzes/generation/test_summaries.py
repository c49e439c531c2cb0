"""Self-check questions on what a section says, and the share they may have."""

from quizzes.generation.generating import generate
from tests.quizzes.generation.samples import drafts_of, outline_from

ARGUED = (
    "做好群众工作，先要把群众当作自己人，遇事多商量，多听取不同的意见，这样才能想到一起。"
    "群众的意见有时很尖锐，越是尖锐的意见越要听得进去，不能一听就急，更不能记恨在心。"
    "把道理讲透了，把难处摆明了，群众自然会理解，也自然愿意同干部一起把事情做下去。"
)
HEAD = "做好群众工作\n一、把群众当自己人\n"


def test_every_sentence_of_a_section_is_a_point():
    (short,) = drafts_of(HEAD + ARGUED + "\n", "summary_short")
    assert len(short.checklist) == 3
    assert short.stem.startswith("「把群众当自己人」一节讲了什么？")


def test_a_question_the_speaker_answers_is_one_point_with_its_answer():
    told = ARGUED + "为什么要在夜里走访？因为白天家里没有人。"
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert short.checklist[-1] == "为什么要在夜里走访？因为白天家里没有人"


def test_a_short_heading_is_told_with_the_one_above_it():
    told = f"学校安全\n一、食堂的规矩\n（一）我们怎样做\n{ARGUED}\n（二）还要怎样做\n{ARGUED}\n"
    shorts = drafts_of(told, "summary_short")
    assert [d.stem for d in shorts if "「食堂的规矩」中「我们怎样做」一节" in d.stem]


def test_of_a_section_with_others_below_it_what_stands_before_them_is_asked():
    told = f"群众工作\n一、走近群众\n{ARGUED}\n（一）听得进\n{ARGUED}\n（二）讲得清\n{ARGUED}\n"
    shorts = {d.stem: d.checklist for d in drafts_of(told, "summary_short")}
    points = shorts[next(s for s in shorts if "「走近群众」一节在分述之前" in s)]
    assert len(points) == 3 and points[0].startswith("做好群众工作")


def test_the_speakers_way_to_the_matter_is_no_section():
    told = "群众工作\n" + ARGUED.replace("做好", "今天我们讲怎样做好") + "\n一、走近群众\n" + ARGUED
    stems = [draft.stem for draft in drafts_of(told + "\n", "summary_short")]
    assert not [stem for stem in stems if "开头" in stem]


def test_self_check_fills_up_a_thin_quiz_but_not_beyond_its_share():
    rules = "".join(f"办理第{n}类事项应当在{n + 2}日内答复，并向村民公布。\n" for n in range(3, 9))
    parts = "".join(f"（{n}）听取意见之{n}\n{ARGUED}\n" for n in "一二三")
    quiz = generate(outline_from(f"村务办法讲解\n一、时限\n{rules}二、作风\n{parts}"))
    shorts = sum(item.kind == "short" for item in quiz.items)
    assert shorts >= 3  # every section without another question has one
    assert shorts < len(quiz.items)


def test_words_that_only_lead_on_are_no_points():
    told = ARGUED + "原因不同，办法就不同。"
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert len(short.checklist) == 3


def test_a_last_section_that_may_go_on_with_the_whole_is_not_summed_up():
    parts = f"（一）听得进\n{ARGUED}\n（二）讲得清\n{ARGUED}\n（三）做得到\n{ARGUED}\n"
    told = f"群众工作\n一、走近群众\n{parts}走近群众没有捷径，只有一户一户地去走。\n"
    stems = [draft.stem for draft in drafts_of(told, "summary_short")]
    assert [stem for stem in stems if "「讲得清」" in stem]
    assert not [stem for stem in stems if "「做得到」" in stem]


def test_homework_is_not_summed_up():
    told = f"群众工作\n一、走近群众\n{ARGUED}\n二、回家试一试\n{ARGUED}\n"
    stems = [draft.stem for draft in drafts_of(told, "summary_short")]
    assert stems and not [stem for stem in stems if "试一试" in stem]


def test_a_few_words_before_what_they_name_are_one_point_with_it():
    told = ARGUED + "第四，分时段。返乡的时候集中办班，平时分散自学，谁也不耽误。"
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert short.checklist[-1].startswith("分时段。返乡的时候")


def test_an_appeal_within_a_section_has_its_place():
    told = ARGUED + "只要一户一户地去走，就一定能走进群众的心里。走得勤了，话也就多了。"
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert any("一户一户" in point for point in short.checklist)


def test_thanks_and_an_end_are_no_points():
    told = f"群众工作\n一、走近群众\n{ARGUED}最后说一句心里话。谢谢大家。\n二、结尾\n{ARGUED}\n"
    shorts = {d.stem: d.checklist for d in drafts_of(told, "summary_short")}
    assert len(shorts) == 1 and not [p for p in next(iter(shorts.values())) if "谢谢" in p]


def test_closing_words_behind_the_parts_are_not_said_before_them():
    own = "总的来说，走近群众没有捷径，只有一户一户地去走。"
    parts = f"（一）听得进\n{ARGUED}\n（二）讲得清\n{ARGUED}\n"
    told = f"群众工作\n一、走近群众\n{ARGUED}\n{parts}{own}\n二、走进心里\n{ARGUED}\n"
    shorts = {d.stem: d.checklist for d in drafts_of(told, "summary_short")}
    before = shorts[next(stem for stem in shorts if "「走近群众」一节在分述之前" in stem)]
    assert not [point for point in before if "捷径" in point]


def test_the_first_of_a_list_keeps_its_number():
    told = ARGUED + "一是凭证的作用，二是备查的作用，三是教育的作用，三样都要记清楚。"
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert short.checklist[-1].startswith("一是凭证")


def test_a_chapter_of_a_law_is_told_article_by_article():
    articles = "".join(
        f"第{n}条　志愿服务组织应当做好第{n}类工作，并且如实记录在册，不得弄虚作假。\n"
        for n in "一二三四五六七八九"
    ) + "".join(
        f"第十{n}条　志愿者应当参加第{n}类培训，并且听从组织的安排，不得擅自行动。\n"
        for n in "一二三四五"
    )  # fmt: skip
    law = f"某市志愿服务条例\n\n第一章　总则\n{articles}"
    (short,) = drafts_of(law, "summary_short")
    assert len(short.checklist) == 14
    told = law.replace("某市志愿服务条例", "志愿服务的故事").replace("条　", "件事，")
    assert drafts_of(told, "summary_short") == []


def test_what_announces_and_what_wishes_well_is_no_point():
    told = (
        ARGUED
        + "分三个层次说。人为的原因又分几类。所以下面这套动作，请您跟我一起记。祝大家今年都好。"
    )
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert len(short.checklist) == 3


def test_a_second_title_is_no_part_of_the_opening():
    told = "一本好账\n——村级集体经济讲解\n农村基层党建讲解\n" + ARGUED + "\n一、走近群众\n" + ARGUED
    for draft in drafts_of(told + "\n", "summary_short"):
        assert not any("讲解" in point for point in draft.checklist)


def test_a_sentence_that_counts_what_it_names_is_a_point():
    told = ARGUED + "问责的方式有通报、诫勉、组织处理、纪律处分四种。这几种可以单独使用。"
    (short,) = drafts_of(HEAD + told + "\n", "summary_short")
    assert "问责的方式有通报、诫勉、组织处理、纪律处分四种" in short.checklist
