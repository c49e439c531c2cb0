"""English lessons: what their sentences hold, what is asked of it, and what is left alone."""

import pytest

from common.folding import fold
from lessons.importing.reading import read_file
from quizzes.generation.candidates import make_drafts
from quizzes.generation.candidates.english.ladders import around, hours
from quizzes.generation.facts import find_facts
from quizzes.generation.facts.english.reading import is_story, stands, window
from quizzes.generation.filters import sift
from quizzes.generation.generating import generate
from quizzes.generation.giveaways import gives_away
from tests.quizzes.generation.samples import lesson_of, material_of

HEAD = "# The Garden\n\n## Rules\n\n"


def lesson(sentences: str):
    return lesson_of(HEAD + sentences + "\n", "garden.md")


def facts(sentences: str, kind: str):
    told = lesson(sentences)
    return [
        {name: told.cut(span) for name, span in fact.spans.items()}
        for fact in find_facts(told)
        if fact.kind == kind
    ]


def drafts(sentences: str, rule: str):
    material = material_of(HEAD + sentences + "\n", "garden.md")
    kept, _ = sift(make_drafts(material), material)
    return [draft for draft in kept if draft.rule == rule]


def texts(draft):
    return [choice.text for choice in draft.choices]


@pytest.mark.parametrize(
    ("sentence", "term", "meaning"),
    [
        ("Mulching is the practice of covering soil with straw.", "Mulching",
         "the practice of covering soil with straw"),
        ("Grafting is the process by which two plants are joined into one.", "Grafting",
         "the process by which two plants are joined into one"),
        ("A cold frame means a low box that lets in light.", "cold frame",
         "a low box that lets in light"),
        ("The term “tilth” refers to the state of soil that is ready for seed.", "tilth",
         "the state of soil that is ready for seed"),
        ("A wish is what gardeners hope for.", "wish", "what gardeners hope for"),
        ("A row left bare for one summer is called a fallow.", "fallow",
         "A row left bare for one summer"),
    ],
)  # fmt: skip
def test_definitions_are_found(sentence, term, meaning):
    assert facts(sentence, "definition") == [{"term": term, "meaning": meaning}]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is the process by which two plants are joined into one.",
        "The aim is the reason that most members joined the garden.",
        "The garden is the oldest of all that the town has kept.",
        "Maple Garden is a place of rest for everybody in town.",
        "An interest is the reason they want it.",
    ],
)
def test_what_only_describes_is_no_definition(sentence):
    assert facts(sentence, "definition") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The keeper, chosen by lot, takes charge of the tools.",
         ("The keeper", "takes charge of", "the tools")),
        ("The treasurer is responsible for the yearly accounts.",
         ("The treasurer", "is responsible for", "the yearly accounts")),
        ("The shop supplies seeds and spare parts.",
         ("The shop", "supplies", "seeds and spare parts")),
        ("The gate guards stop visitors after dark.",
         ("The gate guards", "stop", "visitors after dark")),
        ("The clerk manages a fund of 20,000 yuan.",
         ("The clerk", "manages", "a fund of 20,000 yuan")),
        ("Plot holders report broken taps.", ("Plot holders", "report", "broken taps")),
    ],
)  # fmt: skip
def test_roles_are_found(sentence, expected):
    found = facts(sentence, "role")
    assert [(f["actor"], f["act"], f["task"]) for f in found] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Financial records are kept in the shed.",
        "The answers are read aloud.",
        "They check the taps every Monday.",
        "Everybody keeps the paths clean.",
    ],
)
def test_what_only_looks_like_a_role_is_left(sentence):
    assert facts(sentence, "role") == []


DUTIES = (
    "The council provides the land. The keeper, chosen by lot, takes charge of the tools. "
    "The treasurer collects the yearly fees. The nursery supplies young trees. "
    "The warden locks both gates."
)


def test_duties_are_matched_and_actors_told_apart():
    (match,) = drafts(DUTIES, "role_match")
    assert dict(match.pairs)["collects the yearly fees"] == "The treasurer"
    assert len(match.extra_right) == 1
    false = [d for d in drafts(DUTIES, "role_judge") if d.truth is False]
    actors = ("The council", "The keeper", "The treasurer", "The nursery", "The warden")
    assert false and all(draft.focus.startswith(actors) for draft in false)
    assert all(fold(draft.focus) not in fold(DUTIES) for draft in false)


LIMITS = (
    "A broken tap must be reported within two hours. A vacant plot is offered to the next family "
    "within ten days. A written complaint should be answered within three weeks. "
    "The accounts are sent to all members within two months."
)


def test_deadlines_are_matched_and_stand_among_each_other():
    (match,) = drafts(LIMITS, "limit_match")
    assert dict(match.pairs)["A broken tap must be reported"] == "within two hours"
    single = next(d for d in drafts(LIMITS, "figure_single") if "vacant plot" in d.stem)
    assert single.keys == ["within ten days"]
    assert "within three weeks" in texts(single)
    assert "within two hours" not in texts(single)  # hours deceive nobody where days are meant
    told = {d.truth: d for d in drafts(LIMITS, "limit_judge") if "vacant plot" in d.stem}
    assert "within ten days" in told[True].stem
    assert "within ten days" not in told[False].stem


@pytest.mark.parametrize(
    ("sentence", "rule", "false"),
    [
        ("Old tools should not leave the shed, and new tools should not leave the yard.",
         "pair_judge",
         "Old tools should not leave the yard, and new tools should not leave the shed."),
        ("Repairs can be ordered by the keeper, while costs must be approved by the council.",
         "pair_judge",
         "Costs can be ordered by the keeper, while repairs must be approved by the council."),
        ("A keeper is less like an owner than like a host.", "contrast_judge",
         "A keeper is less like a host than like an owner."),
        ("A wall chart is a reminder, not an order.", "contrast_judge",
         "A wall chart is an order, not a reminder."),
        ("The garden has moved from buying seed to saving seed.", "shift_judge",
         "The garden has moved from saving seed to buying seed."),
        ("The garden has moved from spoken rules to written ones.", "shift_judge",
         "The garden has moved from written rules to spoken ones."),
    ],
)  # fmt: skip
def test_only_turned_round_is_a_statement_false(sentence, rule, false):
    told = {draft.truth: draft.focus for draft in drafts(sentence, rule)}
    assert told[False] == false
    assert set(told) == {True, False}


def test_reasons_of_one_subject_are_told_apart_and_recalled():
    text = (
        "A garden council is the body of members that keeps the rules. It is not a court, because "
        "nobody is accused there. It is not a club either, because members may not "
        "choose each other."
    )
    recalled = drafts(text, "reason_short")
    assert [draft.checklist for draft in recalled] == [
        ("nobody is accused there",), ("members may not choose each other",),
    ]  # fmt: skip
    assert "A garden council is not a court" in recalled[0].stem
    false = [d.focus for d in drafts(text, "reason_judge") if d.truth is False]
    assert "A garden council is not a court, because members may not choose each other." in false


def test_what_follows_in_a_case_is_typed_and_its_cases_are_chosen():
    text = (
        "A member who sublets a plot, or leaves it bare for a year, loses the key. A member who "
        "uses banned sprays, or burns rubbish by night, must pay a fine."
    )
    blank = next(d for d in drafts(text, "case_blank") if d.accepted == (("key",),))
    assert blank.focus.endswith("loses the ____.")
    told = text.replace("loses the key", "is late")
    assert not [d for d in drafts(told, "case_blank") if d.accepted == (("late",),)]
    multiple = drafts(text, "case_multiple")[0]
    assert multiple.keys == ["sublets a plot", "leaves it bare for a year"]
    assert multiple.wrong and "uses banned sprays" in texts(multiple)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        (
            "The garden receives about 340 visitors, and the shed serves 120 meals.",
            "role_judge",
        ),
        ('"The minority must have its say." and the majority must have its way.', "pair_judge"),
        ("“Small” means no taller than a waste-paper basket beside the door.", "term_blank"),
        ("Members raise two arms and hold them there while the keeper counts.", "figure_single"),
        (
            "The keeper warns members if reserves fall below three months' costs.",
            "figure_single",
        ),
        ("The garden has moved from one lock for all to a key for each member.", "shift_judge"),
    ],
)
def test_counts_quotations_and_plain_things_are_not_asked(sentence, rule):
    assert drafts(sentence, rule) == []


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        (
            "Washing hands has four steps: wet, soap, rinse and dry.",
            ["wet", "soap", "rinse", "dry"],
        ),
        (
            "Old tools go first to the shed, then to the fair, and lastly to the scrap yard.",
            ["the shed", "the fair", "the scrap yard"],
        ),
    ],
)
def test_a_path_told_in_one_sentence_is_a_sequence(sentence, steps):
    material = material_of(f"# Garden\n\n## Rules\n\n{sentence}\n", "garden.md")
    (fact,) = material.of("sequence")
    assert [material.cut(member) for member in fact.members] == steps


def test_a_bound_in_money_is_typed():
    drafted = drafts("Charges above £40 can be waived only by the keeper.", "figure_blank")
    assert [draft.accepted[0][0] for draft in drafted] == ["40"]


def test_things_in_a_row_share_their_verb():
    text = "Red bins are used for glass, green bins for leaves, and grey bins for metal."
    single = next(d for d in drafts(text, "parallel_single") if d.keys == ["leaves"])
    assert single.focus == "Green bins are used for ( … )."
    assert sorted(texts(single)) == ["glass", "leaves", "metal"]


def test_the_unit_said_once_stands_beside_the_gap():
    text = "Roses accounted for 40 plots, beans for 25, and herbs for 12."
    single = next(d for d in drafts(text, "parallel_single") if d.keys == ["25"])
    assert "Beans accounted for ( … ) plots." in single.stem
    assert texts(single) == ["12", "25", "40"]


STEPS = """The Garden

1. The three steps
Step one: dig. Remove every stone from the bed. Turn the soil with a fork.
Step two: sow. Draw a shallow line with a stick. Cover the seed with fine earth.
Step three: tend. Keep the bed moist for two weeks. Pull out weeds by hand.
"""


def test_steps_keep_their_label_order_and_orders():
    material = material_of(STEPS, "steps.txt")
    kept, _ = sift(make_drafts(material), material)
    multiple = next(d for d in kept if d.rule == "orders_multiple")
    assert "Step one: dig" in multiple.stem
    assert multiple.keys == ["Remove every stone from the bed", "Turn the soil with a fork"]
    first = next(d for d in kept if d.rule == "order_single" and "comes first" in d.stem)
    assert first.keys == ["Dig"]


def test_told_steps_begin_with_orders():
    text = "First, dig the bed. Second, lay out the nets. Finally, close the gate."
    assert len(facts(text, "sequence")) == 1
    points = "First, the soil is poor. Second, the light is weak. Finally, water is short."
    assert facts(points, "sequence") == []


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The plot was opened on 6 March 2019.", ["6 March 2019"]),
        ("The garden has 40 plots, most of them finished in 1994.", ["40 plots"]),
        ("A notice says \"bring two friends and a spade on Sunday\" to every visitor.", []),
        ("Nearly sixty years on, the town still keeps the garden.", []),
        ("The keeper left, because two gates had been broken.", []),
        ("A bulb costs 12 yuan; a lost summer costs a year.", []),
    ],
)  # fmt: skip
def test_figures_of_the_main_clause_are_asked_and_asides_are_not(sentence, kept):
    assert [fact["value"] for fact in facts(sentence, "number")] == kept


def test_a_share_told_twice_over_is_not_asked():
    text = "A 40 per cent chance of frost means that plants freeze on four of ten such nights."
    assert drafts(text, "figure_single") == drafts(text, "figure_blank") == []
    assert drafts("At least 40 per cent of the plots are kept for families.", "figure_single")


def test_both_ends_of_a_range_are_typed():
    (blank,) = drafts("The council consists of three to nine members.", "figures_blank")
    assert [accepted[0] for accepted in blank.accepted] == ["three", "nine"]


def test_two_dates_of_one_rulebook_stand_beside_each_other():
    text = "The garden rules were adopted on 28 August 2010 and came into force on 1 January 2011."
    single = drafts(text, "date_single")[0]
    assert single.keys == ["28 August 2010"] and "1 January 2011" in texts(single)
    swapped = next(d for d in drafts(text, "swap_judge") if d.truth is False)
    assert swapped.focus.index("1 January 2011") < swapped.focus.index("28 August 2010")
    law = text.replace("garden rules were", "Garden Law was")
    assert not [d for d in drafts(law, "swap_judge") if d.truth is False]


@pytest.mark.parametrize(
    "words",
    [
        "It opens within two days.",
        "This shed holds forty spades.",
        "After that, the gates are locked for two hours.",
        "The estate office passes it on within ten days.",
        "By then forty plots were taken.",
        "A quarrel divided its 42 members in one week.",
        "Some of them came back after two days.",
        "We have forty plots for new families.",
    ],
)
def test_what_leans_on_other_words_does_not_stand(words):
    assert not stands(words)


@pytest.mark.parametrize(
    "words",
    [
        "Each plot is measured once in two years",
        "The garden is closed in winter and it opens in March",
        "In March the keeper counts the spades and locks them away",
        "The first bed should be dug on the first day",
    ],
)
def test_what_needs_no_other_words_stands(words):
    assert stands(words)


def test_a_window_drops_what_trails_and_the_mark_before_it():
    told = lesson("(b) Digging should begin within three days, because the ground is soft.")
    start = told.text.index("three")
    place = window(told, (start, start + 5))
    assert place is not None
    assert told.cut(place.span) == "Digging should begin within three days"


def test_a_list_member_gets_the_subject_of_its_list():
    duties = "(a) empties all pipes within two days;\n(b) covers the beds.\n"
    told = lesson_of("The Garden\n\n1. Duties\nBefore frost, a keeper:\n" + duties, "garden.txt")
    start = told.text.index("two days")
    place = window(told, (start, start + 8))
    assert place is not None
    assert place.before + told.cut(place.span) == (
        "Before frost, a keeper empties all pipes within two days"
    )


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("One resident, let us call her Mrs Lin, lost 40 plants in May 2022.", True),
        ("One of the keepers must be present for two hours.", False),
        ("A retired nurse, whom we shall call Mrs Qiu, complained in May 2022.", True),
        ("Every plot is measured within two days.", False),
    ],
)
def test_stories_hold_no_figures_worth_asking(text, is_told):
    told = lesson(text)
    assert is_story(told, told.sentences[0]) is is_told
    assert bool(facts(text, "number")) is not is_told


@pytest.mark.parametrize(
    ("figure", "unit"),
    [("five", " years"), ("ten", " households"), ("40", " minutes"), ("3,140", " people"),
     ("36", " per cent"), ("16", " hours"), ("80,000", " yuan"), ("eleven", " members")],
)  # fmt: skip
def test_options_are_as_round_as_the_key_and_well_apart(figure, unit):
    import random

    for seed in range(20):
        found = around(figure, unit, random.Random(seed), frozenset())
        assert len(found) == 4 or figure == "eleven"
        values = [float(text.replace(",", "")) if text[0].isdigit() else hours(text, "hour")
                  for text in found]  # fmt: skip
        assert values == sorted(values)
        assert not found or figure in found
        if figure == "ten":
            assert not {"seven", "nine", "eleven"} & set(found)
        if "," in figure:
            assert all("," in text or float(text) < 1000 for text in found)


def test_of_one_sentence_no_question_answers_another():
    quiz = generate(read_file("garden.md", (HEAD + LIMITS + "\n\n" + DUTIES).encode()))
    assert quiz.items
    material = material_of(HEAD + "A fence must be mended within six days.\n", "garden.md")
    kept, _ = sift(make_drafts(material), material)
    blank = next(d for d in kept if d.kind == "blank")
    told = next(d for d in kept if d.kind == "judge")
    assert gives_away(blank, told)
    assert not gives_away(blank, drafts(DUTIES, "role_match")[0])


def test_an_actor_needs_another_of_his_kind_beside_him():
    text = (
        "The council provides the land. The committee checks the pipes. The office answers "
        "letters from members. Old tools can be sold by the treasurer."
    )
    assert [d for d in drafts(text, "role_single") if d.keys == ["the treasurer"]] == []
    more = text + " The secretary writes the minutes of the meeting."
    assert [d for d in drafts(more, "role_single") if d.keys == ["the treasurer"]] != []


def test_a_heading_of_few_words_is_named_with_its_label():
    told = lesson_of(STEPS, "steps.txt")
    names = [told.heading(section.id) for section in told.outline.sections]
    assert "Step two: sow" in names and "The three steps" in names


@pytest.mark.parametrize(
    ("pointing", "naming"),
    [
        (
            "Today the phrase means dealing with trouble early and close to its source.",
            "Early mending means dealing with trouble early and close to its source.",
        ),
        (
            "Careless watering is the commonest reason for which young plants are lost.",
            "Careless watering is the practice by which young plants are lost.",
        ),
    ],
)
def test_a_term_is_a_thing_and_not_a_way_to_speak_of_one(pointing, naming):
    assert drafts(pointing, "term_blank") == []
    assert drafts(naming, "term_blank") != []


def test_what_points_back_is_no_answer():
    told = "A gardener who notices a leak on Monday and calls a plumber on Tuesday is doing {}."
    assert drafts(told.format("precisely that"), "case_blank") == []


def test_a_statement_is_not_cut_before_its_verb():
    cut = "A patrol that notices a leak within 5 days, and calls a plumber, is doing its work well."
    told = "A patrol that notices a leak must report it within 5 days, and calls a plumber."
    stems = [d.stem for d in drafts(cut, "figure_judge") + drafts(cut, "figure_blank")]
    assert not any(stem.endswith("days.") for stem in stems)
    assert drafts(told, "figure_blank")


def test_sides_of_a_contrast_are_of_one_sort():
    uneven = "The second task is to recruit for patience rather than speed of hand."
    even = "The second task is patience of mind rather than speed of hand."
    assert facts(uneven, "contrast") == []
    assert facts(even, "contrast") != []


def test_opening_hours_are_not_asked():
    hours = "The seed room must stay open from 9 a.m. and opens until 5 p.m. on market days."
    rule = "Every member must return the tools within 5 days after the market day."
    assert drafts(hours, "figure_blank") == []
    assert drafts(rule, "figure_blank") != []


def test_a_sentence_is_not_cut_at_a_word_that_goes_on():
    told = "Each shift needs at least two members, never one, partly for safety and partly because"
    stems = [d.stem for d in drafts(told + " talking is the point.", "figure_single")]
    assert not any(stem.rstrip(".").endswith(("partly", "and")) for stem in stems)


def test_a_bare_word_the_lesson_only_praises_is_not_typed():
    praised = "Gifts are the seeds of the room by which the shelves are kept full."
    defined = "Seed saving is the practice by which plants are kept for the next year."
    assert drafts(praised, "term_blank") == []
    assert drafts(defined, "term_blank") != []


def test_a_member_is_typed_where_the_lesson_counts_them():
    counted = "Record four things: the decision, the reason, the person, and the deadline."
    open_ended = "Look for traffic, live wires, falling objects, gas and deep water."
    assert drafts(counted, "list_blank") != []
    assert drafts(open_ended, "list_blank") == []


def test_a_figure_told_twice_is_not_chosen():
    twice = "Every helper must alternate five back blows with five chest thrusts."
    once = "Every helper must give five back blows before the chest thrusts."
    assert drafts(twice, "figure_single") == []
    assert drafts(once, "figure_single") != []


def test_who_said_it_may_be_typed_without_a_rank():
    told = "General Secretary Xi Jinping said that “waste sorting is a new fashion”."
    for draft in drafts(told, "source_blank"):
        assert "Xi Jinping" in draft.accepted[0]


def test_a_figure_the_heading_tells_is_not_chosen():
    told = "The national standard divides the waste of every household into four groups."
    text = "# The Garden\n\n## {}\n\n" + told + "\n"
    for heading, is_asked in (("The four groups", False), ("The groups", True)):
        material = material_of(text.format(heading), "garden.md")
        kept, _ = sift(make_drafts(material), material)
        assert any(draft.rule == "figure_single" for draft in kept) is is_asked
