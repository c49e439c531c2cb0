"""English lessons addressed to their readers: “you” and “we” are known there."""

import random

from quizzes.generation.candidates.english.ladders import around
from quizzes.generation.facts.english.reading import stands, window
from tests.quizzes.generation.samples import drafts_of, lesson_of, material_of

HANDBOOK = """# Leave at the Works

## Holidays

You can take 18 days of paid holiday every year. Your manager keeps the list of your days.

## Family leave

If you become the main carer of a new child, you can take up to 16 weeks of leave. If you are
unable to come for more than 1 week because of illness, let your manager know.

You’re allowed to work elsewhere after two years of service.
"""
TALK = HANDBOOK.replace("You", "Members").replace("your", "their").replace("you", "they")


def asked(text: str, rule: str) -> list[str]:
    return [draft.focus for draft in drafts_of(text, rule)]


def test_you_is_known_where_the_whole_lesson_says_it():
    assert lesson_of(HANDBOOK).is_addressed
    assert any("You can take" in focus for focus in asked(HANDBOOK, "figure_blank"))


def test_you_is_not_known_in_a_talk_that_says_it_once():
    talk = TALK + "\n" + "The members meet on the first Monday of the month. " * 12
    talk += "\n\n## Last words\n\nYou can carry 5 boxes in one go and nobody will thank you.\n"
    assert not lesson_of(talk).is_addressed
    assert not any("You can carry" in focus for focus in asked(talk, "figure_blank"))


def test_an_apostrophe_opens_no_quotation():
    assert any("You’re allowed" in focus for focus in asked(HANDBOOK, "figure_blank"))


def test_a_condition_is_not_cut_from_what_follows_on_it():
    material = material_of(HANDBOOK)
    at = material.lesson.text.index("1 week")
    place = window(material.lesson, (at, at + 6))
    assert place is None or "let your manager know" in material.lesson.text[place.start : place.end]


def test_more_than_one_week_are_weeks():
    told = HANDBOOK + "\nYou must send your sick note within 1 week of the first day at home.\n"
    singles = drafts_of(told, "figure_single")
    options = next([*d.keys, *d.wrong] for d in singles if "1 week" in d.keys[0])
    assert all(option.endswith("weeks") for option in options if "1 week" not in option)


def test_an_odd_figure_stands_among_odd_ones():
    options = around("27", " days", random.Random(3), frozenset())
    assert "27" in options
    assert not {"30", "45", "60"} & set(options)
    assert around("30", " days", random.Random(3), frozenset())


def test_she_needs_somebody_who_is_meant():
    assert not stands("If nobody has heard from a site after 15 minutes, she calls the police")
    assert stands("If the duty officer has not heard of a site, she calls the police")
    assert not stands("Pressed for three seconds, it opens a line to the office")


def test_who_and_that_are_told_as_the_lesson_tells_them():
    rule = "Anything that frightened a worker must be reported by the end of the day.\n"
    other = "Anything that broke at night must be put in the log before breakfast.\n"
    third = "Anything that was lost must be looked for in pairs on the same evening.\n"
    drafts = drafts_of(
        "# Reports\n\n## Rules\n\n" + rule + "\n" + other + "\n" + third, "case_multiple"
    )
    assert all(" who ( … )" not in draft.stem for draft in drafts)


def test_whoever_assesses_and_reviews_has_a_role():
    text = (
        "# Alone\n\n## Who does what\n\nThe site manager assesses every lone task. The duty officer"
        " keeps the log.\n\nThe safety adviser reviews all assessments once a year.\n"
    )
    judged = [draft.focus for draft in drafts_of(text, "role_judge") if draft.truth is False]
    assert any("assesses every lone task" in focus for focus in judged)


def test_figures_in_two_words_are_figures():
    text = (
        "# Data\n\n## Loss\n\nThe Commissioner must be told within seventy-two hours of a loss.\n"
    )
    drafts = drafts_of(text, "figure_blank")
    assert {"seventy-two", "72"} <= set(drafts[0].accepted[0])


def test_any_and_a_bare_noun_may_begin_a_meaning():
    text = (
        "# Data\n\n## Words\n\nA data breach is any loss of data that should not have happened.\n\n"
        "Special data is personal data that needs more protection.\n\n"
        "A data subject is the person the data is about.\n"
    )
    found = material_of(text).of("definition")
    assert len(found) == 3


def test_rules_in_a_row_are_no_order():
    rules = (
        "First, collect the forms from the desk. Second, lock every screen in the room. Third,"
        " close the windows on the stairs. Finally, shred the papers of the day.\n"
    )
    assert drafts_of("# Data\n\n## Six rules\n\n" + rules, "order_judge") == []
    assert drafts_of("# Data\n\n## Closing the office\n\n" + rules, "order_judge")


def test_a_majority_stands_among_majorities():
    text = "# Rules\n\n## Votes\n\nChanging the rules takes two thirds of the votes cast.\n"
    (draft,) = drafts_of(text, "figure_single")
    assert draft.keys == ["two thirds"] and len(draft.wrong) == 3
    told = "Two thirds of the loaves were gone by noon, and half of the soup.\n"
    assert drafts_of("# Soup\n\n## Lunch\n\n" + told, "figure_single") == []


def test_closing_a_shop_is_no_farewell():
    rule = "The last volunteer must lock the shop within 10 minutes of the end of the shift.\n"
    assert drafts_of("# Shop\n\n## Closing the shop\n\n" + rule, "figure_blank")
    assert drafts_of("# Shop\n\n## Closing words\n\n" + rule, "figure_blank") == []
