"""Whatever the generator asks and leaves out has a name at the editors' desk."""

import re
from pathlib import Path

from quizzes.generation import generating
from quizzes.generation.filters import FILTERS
from quizzes.generation.filters.options import _RULES
from quizzes.review_words import REJECTED, RULES

_RULE = re.compile(r'"([a-z]+_(?:single|multiple|blank|match|judge|short))"')


def rules() -> set[str]:
    """Names of rules in the sources of the generator: the second word of every draft."""
    sources = Path(generating.__file__).parent.rglob("*.py")
    return {rule for source in sources for rule in _RULE.findall(source.read_text("utf-8"))}


def test_every_rule_has_a_name():
    assert len(rules()) > 60
    assert rules() - set(RULES) == set()


def test_every_code_of_the_reject_log_has_words():
    assert (set(FILTERS) | set(_RULES) | {"topic", "not_needed"}) - set(REJECTED) == set()
