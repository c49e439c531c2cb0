"""Filters on English stems: nothing in them may point to words that are not there."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizzes.generation.candidates.draft import Draft, Material

_ANCHOR = re.compile(
    r"\b(?:years?|months?|weeks?|days?) (?:on|later|earlier)\b(?! [a-z]+day)|\b[Bb]y then\b"
    r"|\bdoing (?:precisely |exactly |just )?(?:that|this|so)\b"
    r"|\bfollowed (?:in|on|at|soon|later)\b|\b[Aa]fter that\b|\b[Ss]ince then\b|\bat that time\b"
    r"|\bthat (?:year|month|week|day|night|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
_ROW = re.compile(r" \| ")
_MARKER = re.compile(r"^(?:\([a-z\d]{1,3}\)|[a-z\d]{1,2}[.)]) ")
_POINTER = re.compile(
    r"(?:they|it|he|she|this|that|these|those|them"
    r"|the (?:current|latter|former|same|result|rest|others?)"
    r"|(?:today )?the (?:phrase|word|term|name)"
    r"|[a-z]+ing (?:precisely |exactly |just )?(?:that|this|so|it)"
    r"|(?:current|latter|former|same|other)|we|you|i)\b",
    re.IGNORECASE,
)
FAREWELL = re.compile(  # headings of what is no matter of the lesson
    r"^(?:(?:to (?:close|sum up|end|finish)|in closing|closing(?: words?| remarks?| thoughts?)?"
    r"|in the end|farewell)(?=$|[,:.])|(?:conclusions?|(?:a )?last words?|afterword"
    r"|before (?:you|we) go)\b)",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^(?:Last|This|In|By|Since|Until|Before|After|At|On|For|During|With) [^;:]{2,60}?,"
    r"(?: [^;:,]{2,40},)? (?:it|they|he|she|this|that|these|those)"
    r" (?:was|were|is|are|had|has|rose|fell)\b"
)
_LAW = re.compile(
    r"\b(?:Law|Act|Constitution|Congress|Comrade|President|Chairman|Premier|Communist Party)\b"
)
_SETS = re.compile(
    r"\b(?:must|should|may|shall|can|at least|at most|no (?:more|fewer|less|longer|later) than"
    r"|not exceed|has to|have to|inside|(?:no|not) (?:lower|higher|less) than|within|every|each"
    r"|up to|minimum|maximum|or older|or over|over|under|until|before"
    r"|after|(?:is|are) kept|once|twice|charged|limit(?:ed)?|consists? of|needs?|requires?"
    r"|takes? (?:half|an?|two|three)|if)\b"
    r"|^(?!In|On|At|By|For|From|After|During)[A-Z][a-z]+ (?:the|in|up|out|both|each) "
)
_STRICTLY = re.compile(
    r"\b(?:must|shall|should|may|has to|have to|at least|at most|no more than|within|up to|limit)\b"
)
_TERM = re.compile(r"\b(?:minute|hour|day|week|month|year)s?\b")
_DONE = re.compile(r"\b(?:is|are) (?:[a-z]+ly )?(?:[a-z]+ed|kept|sent|held|paid|put|shut)\b")
_PAST = re.compile(r"\b(?:was|were|had|did|ago|since|called|named|located)\b")
_COUNTS = re.compile(
    r"\b(?:[Tt]oday|[Nn]ow|last year|this year|so far|receive[sd]?|reopened|visits a year|were made"
    r"|found that|rose|fell|grew|accounted|borrowed last|reached"
    r"|(?:had|have|has) (?:\d|two|three|four|five|six|seven|eight|nine|ten))\b"
)
_HOURS = re.compile(
    r"\bopens? (?:daily |every day )?(?:from|at|until|between)\b|\b(?:opens?|closes?)\b.*[ap]\.?m\b"
)
_LANDMARK = re.compile(
    r"\b(?:United Nations|UNESCO|World|Act|Law|Parliament|[Gg]overnment|[Nn]ational|China|Chinese"
    r"|President|Manifesto|Charter|Convention|Declaration|Constitution|Congress|Party"
    r"|Organi[sz]ation|International|Alliance|Federation|Kingdom|came into force|adopted)\b"
)


def is_weighty(draft: Draft, material: Material) -> bool:
    """Whether a rule sets the figure, or the date matters beyond one place."""
    words = material.lesson.cut(draft.evidence[0])
    if draft.fact.form == "date" or draft.rule == "date_single":
        return bool(_LANDMARK.search(words))
    if _COUNTS.search(words) or _HOURS.search(words):
        return False
    is_term = _TERM.search(material.cut((draft.fact.start, draft.fact.end)))
    if is_term and _DONE.search(words) and not _PAST.search(words):
        return True  # a book not borrowed for three years is looked at
    if _PAST.search(words) and not _STRICTLY.search(words):
        return bool(_LANDMARK.search(words))
    return bool(_SETS.search(words) or _LANDMARK.search(words))


def has_no_anchor(draft: Draft, material: Material) -> bool:
    """Sixty years on, by then: nobody can tell since when without the sentence before."""
    if material.lesson.language != "en" or draft.kind == "match":
        return False
    return bool(_ANCHOR.search(draft.focus))


def keeps_marker(draft: Draft, material: Material) -> bool:
    """The list mark “(b)” before a statement, or bars in it, say what it was torn out of."""
    is_torn = _MARKER.match(draft.focus) or _ROW.search(draft.focus)
    return material.lesson.language == "en" and bool(is_torn)


def touches_law(draft: Draft, material: Material) -> bool:
    """No false statement about a law, a constitution or a person of public life."""
    if material.lesson.language != "en" or draft.kind != "judge" or draft.truth is not False:
        return False
    around = " ".join(material.lesson.seen(span) for span in draft.evidence)
    return bool(_LAW.search(draft.focus) or _LAW.search(around))


def points_back(draft: Draft, material: Material) -> bool:
    """A typed or chosen “they”, “the current text”: learners would name the thing."""
    if material.lesson.language != "en":
        return False
    answers = [*draft.keys, *(accepted[0] for accepted in draft.accepted)]
    return any(_POINTER.match(answer) for answer in answers)


def is_farewell(draft: Draft, material: Material) -> bool:
    """What a speaker rounds off with (“lending is a promise …”) is no matter of the lesson."""
    if material.lesson.language != "en" or draft.kind in ("short", "match"):
        return False
    return bool(FAREWELL.match(material.lesson.heading(draft.fact.section) or ""))


def leans_back(draft: Draft, material: Material) -> bool:
    """Last year, with fewer copies, it was 3.5: what was, the sentence before says."""
    return material.lesson.language == "en" and bool(_LEANS.match(draft.focus))


FILTERS: dict[str, Callable[[Draft, Material], bool]] = {
    "anchor": has_no_anchor,
    "pointer": points_back,
    "marker": keeps_marker,
    "law": touches_law,
    "farewell": is_farewell,
    "leans": leans_back,
}
