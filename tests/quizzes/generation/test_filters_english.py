"""Filters on English questions: nothing in them leans on words that are not there."""

from dataclasses import replace

import pytest

from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.filters import FILTERS, verdict
from tests.quizzes.generation.samples import material_of
from tests.quizzes.generation.test_filters import fact

ENGLISH = """# The Garden

## Rules

The garden was opened in 1994. It was enlarged sixty years on. Plots are measured within two days.
The Garden Law was adopted in 1990 and the fence was built within two months.
"""


def english(material: Material, focus: str, words: str, **changes) -> Draft:
    own = fact(material, words)
    base = Draft(
        "blank", "figure_blank", own, "According to “Rules”: " + focus, focus,
        (material.lesson.evidence((own.start, own.end)),), accepted=((words,),),
    )  # fmt: skip
    return replace(base, **changes)


@pytest.mark.parametrize(
    ("code", "focus", "words"),
    [
        ("anchor", "Plots must be measured ____ days later.", "two"),
        (None, "Plots are measured within ____ days.", "two"),
        ("marker", "(b) Plots are measured within ____ days.", "two"),
        (None, "The Garden Law was adopted in ____.", "1990"),
        ("incidental", "The garden was opened in ____.", "1994"),
        ("leans", "In spring, with fewer plots, it was measured within ____ days.", "two"),
    ],
)
def test_english_stems_point_to_nothing_outside(code, focus, words):
    material = material_of(ENGLISH, "garden.md")
    assert verdict(english(material, focus, words), material) == code


def test_a_farewell_is_no_matter_of_the_lesson():
    for heading, code in (("To close", "farewell"), ("To measure", None)):
        material = material_of(ENGLISH.replace("Rules", heading), "garden.md")
        draft = english(material, "Plots are measured within ____ days.", "two")
        assert verdict(draft, material) == code


def test_what_only_points_back_is_no_answer():
    material = material_of(ENGLISH, "garden.md")
    draft = english(material, "____ were measured within two days.", "two", rule="term_blank")
    assert verdict(replace(draft, accepted=(("Plots",),)), material) is None
    assert verdict(replace(draft, accepted=(("they",),)), material) in ("pointer", "evidence")
    assert FILTERS["pointer"](replace(draft, accepted=(("The current text",),)), material)


def test_nothing_false_is_told_of_a_law_in_english():
    material = material_of(ENGLISH, "garden.md")
    told = {"kind": "judge", "rule": "swap_judge", "truth": False, "accepted": ()}
    law = english(material, "The Garden Law was adopted in 1994.", "1990", **told)
    assert verdict(law, material) == "law"
    assert verdict(replace(law, truth=True), material) is None
    plots = english(material, "Plots are measured within two months.", "two days", **told)
    assert verdict(plots, material) is None
