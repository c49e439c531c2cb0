"""Typing a paragraph anew gives what was typed, and touches nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.importing.edits import EditError
from lessons.importing.outline import outline_from_dict
from lessons.importing.retyping import hunks, narrowed, retype
from lessons.importing.soundness import check_outline
from tests.factories import make_outline

words = st.text(alphabet="议事邻里。，ab \t", max_size=30)


def paragraphs(outline):
    return [[outline.text[a:b] for a, b in section.paragraphs] for section in outline.sections]


@given(old=words, new=words)
def test_hunks_turn_one_text_into_the_other(old, new):
    text = old
    for start, end, after in reversed(list(hunks(old, new))):
        text = text[:start] + after + text[end:]
    assert text == new
    start, end, after = narrowed(old, new)
    assert old[:start] + after + old[end:] == new


@given(
    lines=st.lists(
        st.text(alphabet="议事邻里。，ab", min_size=1, max_size=12), min_size=1, max_size=4
    )
)
def test_each_line_becomes_a_paragraph_and_the_rest_stays(lines):
    outline = outline_from_dict(make_outline())
    start = outline.sections[3].paragraphs[0][0]
    changed = retype(outline, start, "\r\n".join(lines) + "\n\n")
    assert check_outline(changed) == []
    before, after = paragraphs(outline), paragraphs(changed)
    assert after[3] == [*lines, *before[3][1:]]
    assert after[:3] + after[4:] == before[:3] + before[4:]
    assert [p.text for p in changed.prompts] == [p.text for p in outline.prompts]


@pytest.mark.parametrize(
    ("start", "typed", "code"), [(1, "x", "no_paragraph"), (None, " \n ", "empty")]
)
def test_nothing_typed_or_no_such_paragraph_is_refused(start, typed, code):
    outline = outline_from_dict(make_outline())
    start = outline.sections[0].paragraphs[0][0] if start is None else start
    with pytest.raises(EditError, match=code):
        retype(outline, start, typed)
