"""Laws of the contract, over the repository's lessons and the sample lessons beside it."""

import re
from collections import Counter

import pytest

from common.folding import fold
from lessons.importing.outline import Damage
from lessons.importing.reading import read_file
from quizzes.generation.generating import generate, regenerate_section
from quizzes.generation.guesser import guess
from quizzes.generation.lesson import Lesson
from tests.quizzes.generation.samples import all_lessons, outline_of, own_lessons

LESSONS = all_lessons()
NAMES = [path.name for path in LESSONS]


@pytest.fixture(scope="module")
def quizzes():
    return [(outline, generate(outline)) for outline in map(outline_of, LESSONS)]


@pytest.fixture(scope="module")
def items(quizzes):
    return [(outline, item) for outline, quiz in quizzes for item in quiz.items]


def test_quotes_are_what_the_text_says_there(items):
    for outline, item in items:
        assert item.evidence
        for evidence in item.evidence:
            assert outline.text[evidence.start : evidence.end] == evidence.quote
            assert 0 < len(evidence.quote) <= 200


def test_answers_stand_in_the_evidence(items):
    for _, item in items:
        folded = [fold(evidence.quote) for evidence in item.evidence]
        if item.rule == "earliest_single":  # an event is told without the date in its midst
            folded = [re.sub(r"[在於于]?\d{4}年", "", quote) for quote in folded]
        answers = [option.text for option in item.options if option.key]
        answers += [accepted[0] for accepted in item.accepted]
        answers += [side.replace("……", "") for pair in item.pairs for side in pair]
        answers += item.checklist
        for answer in answers:
            assert any(fold(answer) in quote for quote in folded), (item.stem, answer)


def test_no_two_questions_to_check_oneself_by_have_the_same_points(quizzes):
    for _, quiz in quizzes:
        points = [item.checklist for item in quiz.items if item.kind == "short"]
        assert len(set(points)) == len(points)


def test_each_kind_has_its_parts_and_no_others(items):
    for _, item in items:
        keys = sum(option.key for option in item.options)
        texts = [fold(option.text) for option in item.options]
        assert len(set(texts)) == len(texts)
        assert item.stem.count("____") == len(item.accepted)
        assert (item.truth is not None) == (item.kind == "judge")
        assert bool(item.accepted) == (item.kind == "blank")
        assert bool(item.pairs) == bool(item.extra_right) == (item.kind == "match")
        assert bool(item.checklist) == (item.kind == "short")
        if item.kind == "single":
            assert keys == 1 and len(item.options) >= 3
        elif item.kind == "multiple":
            assert keys >= 2 and len(item.options) - keys >= 1
        else:
            assert not item.options
        assert all(option.why for option in item.options)
        assert 0 <= item.difficulty <= 1 and item.explanation and item.rule


def test_ids_are_unique_and_facts_are_listed(quizzes):
    for outline, quiz in quizzes:
        ids = [item.id for item in quiz.items]
        assert len(set(ids)) == len(ids), outline.source.name
        facts = {fact.id for fact in quiz.facts}
        assert all(item.fact in facts for item in quiz.items)
        sections = {section.id for section in outline.sections}
        assert all(item.section in sections for item in quiz.items)


def test_kinds_and_truth_are_balanced(quizzes):
    for outline, quiz in quizzes:
        graded = [item for item in quiz.items if item.kind != "short"]
        judges = [item.truth for item in graded if item.kind == "judge"]
        if judges:
            assert 0.4 <= sum(judges) / len(judges) <= 0.6, outline.source.name
        kinds = Counter(item.kind for item in graded)
        if len(kinds) >= 4 and len(graded) >= 12:
            # Of a law no 判断 is made: what is left are mostly singles and blanks.
            share = 0.36 if judges else 0.46
            most = share * len(graded) + (len(graded) < 20)  # one more where there is little
            assert max(kinds.values()) <= most, outline.source.name


def test_keys_of_singles_stand_at_every_place(quizzes):
    places = Counter(
        next(i for i, option in enumerate(item.options) if option.key)
        for _, quiz in quizzes
        for item in quiz.items
        if item.kind == "single" and len(item.options) == 4
    )
    total = sum(places.values())
    assert all(places[i] >= 0.12 * total for i in range(4)), places


def test_a_guesser_without_the_lesson_stays_near_chance(quizzes):
    guessed = guess(item for _, quiz in quizzes for item in quiz.items)
    assert guessed.items >= 40
    assert guessed.is_fair, (guessed.rate, guessed.expected)


def test_the_same_seed_gives_the_same_quiz_and_another_one_another():
    outline = outline_of(own_lessons()[0])
    assert generate(outline, seed=7) == generate(outline, seed=7)
    assert generate(outline, seed=7).items != generate(outline, seed=8).items


def test_limit_bounds_the_items():
    outline = outline_of(own_lessons()[0])
    assert len(generate(outline, limit=5).items) <= 5
    assert generate(outline, limit=0).items == ()


def test_most_sections_with_text_have_a_question(quizzes):
    sections = sum(quiz.coverage.sections for _, quiz in quizzes)
    covered = sum(quiz.coverage.covered for _, quiz in quizzes)
    assert covered >= 0.95 * sections


def test_traditional_lessons_get_traditional_template_words(quizzes):
    for outline, quiz in quizzes:
        stems = "".join(item.stem for item in quiz.items)
        if outline.source.script == "traditional":
            assert "一节指出" not in stems and "下列哪一项" not in stems
        if outline.source.script == "simplified":
            assert "一節指出" not in stems


def test_a_section_can_be_asked_anew_with_another_seed():
    outline = outline_of(own_lessons()[0])
    section = generate(outline).items[5].section
    fresh = regenerate_section(outline, section, seed=3)
    assert fresh and {item.section for item in fresh} == {section}
    with pytest.raises(KeyError):
        regenerate_section(outline, "s999", seed=3)


def test_no_item_touches_damage():
    outline = outline_of(own_lessons()[0])
    for sentence in Lesson(outline).sentences[3:30:7]:
        spot = (sentence.start + 2, sentence.start + 4)
        damage = Damage("slip", *spot, outline.text[slice(*spot)])
        from dataclasses import replace

        quiz = generate(replace(outline, damage=(damage,)))
        assert all(
            evidence.end <= spot[0] or spot[1] <= evidence.start
            for item in quiz.items
            for evidence in item.evidence
        )
        assert any("损坏" in note or "損壞" in note or "damaged" in note for note in quiz.notes)


def quiz_of(text: str, name: str = "lesson.txt"):
    return generate(read_file(name, text.encode()))


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("我认为学习很重要。大家都应该努力，我相信明天会更好。我们要有信心，也要有耐心。", 0),
        ("一、第一部分\n二、第二部分\n三、第三部分\n（一）小标题\n（二）又一小标题\n", 0),
        ("一、概述\n" * 10 + "学习使人进步。", 0),
        ("好。", 0),
        ("一、总论\n社区建成于1998年，现有居民2146户。", 4),
    ],
)
def test_thin_texts_give_little_and_say_why(text, most):
    quiz = quiz_of(text)
    assert len(quiz.items) <= most
    assert quiz.notes and all(note.strip() for note in quiz.notes)


def test_a_lone_table_gives_only_table_questions():
    rows = "类别\t颜色\n可回收物\t蓝色\n有害垃圾\t红色\n厨余垃圾\t绿色\n其他垃圾\t黑色\n"
    quiz = quiz_of("一、颜色\n" + rows)
    assert all(item.rule.startswith(("cell", "row")) for item in quiz.items)


def test_mixed_languages_and_odd_characters_raise_nothing():
    for text in (
        "一、概述 Overview\nThe 社区 was built in 1998年。\ufffd乱码“没有关\n",
        "）））（（（“““”\n一、二、三、四、文\n1.2.3.4.\n",
        "A" * 5000 + "文",
        "、是" * 1500,
        "一是" * 2000,
        "由" * 3000 + "负责。",
    ):
        quiz = quiz_of(text)
        assert isinstance(quiz.rejected, dict)


def test_time_grows_linearly_with_length():
    import time

    text = own_lessons()[3].read_text(encoding="utf-8")

    def seconds(size: int) -> float:
        parts, number = [], 0
        while sum(map(len, parts)) < size:
            number += 1
            parts.append(re.sub(r"\d+", lambda m, n=number: str(int(m[0]) + n), text))
        outline = read_file("long.txt", "\n".join(parts)[:size].encode())
        started = time.process_time()
        generate(outline)
        return time.process_time() - started

    seconds(5_000)
    short, long = seconds(10_000), seconds(60_000)
    assert long < 6 * short * 3  # generous: a quadratic step would be 36 times
