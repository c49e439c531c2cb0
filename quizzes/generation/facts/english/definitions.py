"""English definitions: “X is the process by which …”, “X means …”, “X is what …”."""

from __future__ import annotations

import re

from quizzes.generation.facts.english.reading import is_story, parts
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_TERM = r"(?:An? |The |an? |the )?(?:term )?[“\"]?(?P<term>[A-Za-z][A-Za-z'’ \-]{2,38}?)[”\"]?"
_MEANS = re.compile(
    rf"{_TERM} (?:means|refers to|is defined as|stands for) (?P<meaning>[^.;:]{{15,170}})$"
)
_IS = re.compile(
    rf"{_TERM} (?:is|are) (?P<meaning>(?:an? |the |any |what |how |when |where "
    r"|(?:[a-z]+ ){1,2}(?:that|which|who) )[^.;:]{12,190})$"
)
_NAMED = re.compile(  # the other way round: “a call announced ahead is called a home visit”
    r"(?P<meaning>(?:An? |an? |The |the )[^.;:,]{20,120}?) (?:is|are) (?:called|known as)"
    r" (?:an? |the )?[“\"]?(?P<term>[A-Za-z][A-Za-z'’ \-]{2,38}?)[”\"]?$"
)
_LIMITING = re.compile(  # words that make a definition of a description
    r"\b(?:that|which|who|whose|of what|by which|at which|in which|for which|with which|where|when"
    r"|what|how|of|used (?:to|for)|made|kept|caused|given|for)\b"
)
_CONTACT = re.compile(r"the [a-z]+ (?:the|an?) [a-z]+ (?:is|are|was|has)\b")  # the data is about
_BAD_TERM = re.compile(
    r"^(?:It|This|That|These|Those|There|Here|He|She|They|We|You|What|Which|Who|One|Each|Its|Their"
    r"|Some|Many|Most|If|When|In|On|At|But|And|Nor|Neither|Both|Nothing|Nobody|Everybody|All|Any"
    r"|Every|No|Our|Your|His|Her|Not|Another|Such|Only|Today|Now|Nowadays|Then)\b"
    r"|^(?:[Tt]he )?(?:aim|goal|first|second|third|last|next|result|most|best|same|key|reason|main"
    r"|purpose|answer|question|problem|point|difference|more|less|rest|other|phrase|word|expression|term|number|figure|letter|code)\b"
    r"|\b(?:that|which|who|and|but|or|not|in|of|at|on|to|by|from|with|has|have|had|can)\b",
)
_BAD_MEANING = re.compile(
    r"(?:the (?:most|main|only|best|same|first|last|more|oldest|largest|biggest|newest|[a-z]+est)\b"
    r"|an? (?:common|good|bad|great|big|very|matter|rehearsal|lot|sign|mistake|part|problem|simple"
    r"|better))\b",
    re.IGNORECASE,
)
_VOICE = re.compile(r"\b(?:we|our|us|I|you|your|this|these|those)\b")
_BACK = re.compile(  # “the reason they want it”: nothing before the pronoun is meant by it
    r"(?:(?!,| and | or | that | who | which | before | after | when ).)*\b(?:it|them)\b"
)
_PROPER = re.compile(r"[A-Za-z'’\-]+(?: [a-z'’\-]+)* [A-Z]")


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """Each part of the sentence that says what a thing is; two in one sentence are siblings."""
    if is_story(lesson, sentence):
        return []
    found = []
    for start, end in parts(lesson, sentence):
        words = _unaside(lesson, (start, end))
        for pattern, form in ((_MEANS, "explicit"), (_NAMED, "named"), (_IS, "general")):
            match = pattern.match(lesson.shadow, start, words)
            if match:
                if _is_good(match, form):
                    spans = {name: match.span(name) for name in ("term", "meaning")}
                    found.append(
                        Found("definition", sentence.section, start, words, form, spans,
                              group=sentence.start)
                    )  # fmt: skip
                break
    return found


def _unaside(lesson: Lesson, span: tuple[int, int]) -> int:
    """The end of the part without an aside that comments on it: “, not …”, “, which makes …”."""
    match = re.search(r", (?:not|which makes|so|because|since|and not|but) ",
                      lesson.shadow[span[0] : span[1]])  # fmt: skip
    return span[0] + match.start() if match else span[1]


def _is_good(match: re.Match[str], form: str) -> bool:
    term, meaning = match["term"], match["meaning"]
    if re.match(r"(?:no|not|at least|at most|more|less)\b", meaning):
        return False  # “small” means no taller than a basket: an adjective, and no thing
    if _BAD_TERM.search(term) or _PROPER.match(term) or _VOICE.search(meaning):
        return False
    if _BACK.match(meaning):
        return False
    if len(term.split()) > 4 or term.endswith((" is", " are")):
        return False
    if form == "general":
        return not _BAD_MEANING.match(meaning) and bool(
            _LIMITING.search(meaning)
            or meaning.startswith(("the reason", "any "))
            or _CONTACT.match(meaning)
        )
    return True
