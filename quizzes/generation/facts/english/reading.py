"""How an English sentence is read: what leads it, where it can be cut, whether it stands alone.

What the sentence says belongs to the finders beside; writing questions to the makers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lessons.importing.outline import Span
from quizzes.generation.lesson import Lesson, Sentence

STATEMENT_LIMIT = 190
_MARK = re.compile(r"\s*(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|\d{1,2})[.)]|[-•*–])\s+")
_LEAD = re.compile(
    r"(?:(?:First|Second|Third|Fourth|Fifth|Sixth)(?:ly)?,|(?:Then|Next|Finally|Lastly|However"
    r"|Moreover|Therefore|Thus|Also|In addition|In short|In summary|In practice|In general"
    r"|As a rule|For example|For instance|After all|To sum up|Above all|Of course)[,:])\s+"
)
_LEANS = re.compile(  # on something said before
    r"(?:It|Its|This|That|These|Those|They|Their|He|She|His|Her|There|Such|Here|Then|But|And|Or|So"
    r"|Nor|Thus|Also|However|Therefore|Both|Neither|Either|None|Others?|Another|We|Our|You|Your|I"
    r"|My|Once|Only|Of (?:these|those|them)|(?:By|Since|After|Before|Until) (?:then|that|this)"
    r"|Afterwards|Later|Meanwhile|The (?:other|latter|former|same|rest)"
    r"|(?:At|In|On) (?:the )?(?:same|next|this|that)|Because|Although|Unless|Which|Who|Why|How"
    r"|[A-Z][a-z]+ of (?:them|these|those|which))\b"
    r"|Nobody [a-z]+,"
    r"|(?:Each|Some|Most|Many|(?:The|At the|In the) (?:first|second|third|last|next|two|three))"
    r"(?= (?:is|was|are|were|of|has|had|have|must|may|should|can|will|two|one)\b|,)"
)
_LOWER_LEANS = re.compile(r"(?:it|they|he|she|we|you|them|this|that|these|those|who|which|and|but"
                          r"|or|because|since|so|nor|then|there|not|never)\b")  # fmt: skip
_LOOSE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?) (?:on|later|after(?=[,.]|$)|earlier)\b"
    r"|\b(?:by then|after that|since then|at that time|those who|and so on|do so|such an?)\b"
    r"|\b(?:that|this|the same|the following|the previous|the next) (?:year|month|week|day|night"
    r"|evening|morning|time|stage|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
    r"|\b(?:this|these|those) [a-z]+\b|\bthe (?:two|three|former|latter|other|others|second)\b"
    r"(?=[,.;]| must| may| should| is| are|$)|\b(?:we|our|us|ours|you|your|I|my)\b|\b[Oo]ne of them"
    r"|\b(?:either|another) (?:one)\b|\bnot even\b",
)
_PRONOUN = re.compile(r"\b(?:it|them|him)\b(?! (?:is|was) [a-z]+ (?:to|that))|\b(?:they|he|she)\b")
_BORDER = re.compile(
    r"[,;:]|\b(?:and|but|or|because|since|who|which|that|when|if|after|before|until|while|where|than"
    r"|as)\b"
)
_OPENING = re.compile(r"(?:In|On|By|At|During|For|From|Since|After|Before|Within) [^,]*, ")
_DONE_TO = re.compile(r"[A-Z][a-z]+ed [^,]{2,40}, (?:it|they|he|she)\b")  # Pressed once, it …
_PERSON = (
    r"officer|manager|adviser|advisor|worker|volunteer|leader|teacher|driver|carer|learner|trainer"
    r"|keeper|owner|caller|visitor|doctor|director|coordinator|mentor|tutor|warden|employee|trustee"
    r"|[a-z]*(?:man|woman)|member|colleague|resident|tenant|patient|child|person|chair|secretary"
    r"|treasurer|assistant|parent|student|friend|guest|neighbour|client"
)
_NOBODY_NAMED = re.compile(  # If nobody has heard from you, she calls the police
    rf"(?![^,]*\b(?:{_PERSON})\b)(?:If|When|Once|Unless|After|Before)\b[^,]*, (?:she|he)\b"
)
_INDEFINITE = re.compile(r"(?:(?:In|On|By|Since) [\w ]{4,20},? )?[Aa]n? [^,]*\b(?:its|their)\b")
_TAIL = re.compile(
    r",? (?=(?:but|because|since|so that|which|whereas|although|though|even though|and (?:it|they"
    r"|he|she|this|that|the|an?|if) |and (?:is|are|was|were|has|have|may|must"
    r"|should|can|will|came|comes|took|takes) "
    r"|without|in order to|so as to)\b)|, (?=(?:while|so|as|not|and [a-z]+ [a-z]+s? ))"
    r"|, (?=(?:\d+|[a-z]+) of (?:them|which|whom)\b)"
)  # fmt: skip
_ENDS = re.compile(r"\. (?=[A-Z][a-z]* )")  # a sentence that ends in “Tower B.”
_STORY_HEAD = re.compile(
    r"\b(?:[Cc]ase|[Ss]tory|[Ee]xample|[Aa]necdote)\b(?:$|:| of| from|,)|^Case"
)
_STORY = re.compile(
    r"\b(?:we (?:shall|will) call|let us call|(?:shall|will) be called|not (?:his|her|their) real"
    r"|One (?:day|evening|night|morning|(?:[a-z]+ )?(?:resident|volunteer|reader|member|neighbour"
    r"|man|woman|warden|girl|boy|family|couple|student|visitor|patient|customer|worker|driver"
    r"|mother|father|tenant|borrower)) [a-z]+(?:ed|d)?\b|I once|[Aa] retired|[Aa]n elderly"
    r"|Once,? |Imagine|Suppose|Mrs? [A-Z]|Ms [A-Z])"
)
_COMPANY = re.compile(r"\bOne (?:of|must|may|should|is|has)\b")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the lesson that can stand in a stem; `before` are words it needs first."""

    start: int
    end: int
    before: str = ""

    @property
    def span(self) -> Span:
        return (self.start, self.end)


def body(lesson: Lesson, sentence: Sentence) -> Span:
    """The sentence without list marker, connective and full stop."""
    start, end = sentence.start, sentence.end
    for pattern in (_MARK, _LEAD):
        match = pattern.match(lesson.shadow, start, end)
        if match:
            start = match.end()
    while end > start and lesson.shadow[end - 1] in ".;:,!? ":
        end -= 1
    return (start, end)


def parts(lesson: Lesson, sentence: Sentence) -> list[Span]:
    """The body cut at semicolons outside brackets."""
    start, end = body(lesson, sentence)
    found, at, depth = [], start, 0
    for i in range(start, end):
        char = lesson.shadow[i]
        depth += (char in "(“") - (char in ")”")
        if depth == 0 and (char == ";" or _ENDS.match(lesson.shadow, i, end)):
            found.append((at, i))
            at = i + 1
    found.append((at, end))
    return [_trimmed(lesson, part) for part in found]


def _trimmed(lesson: Lesson, span: Span) -> Span:
    start, end = span
    while start < end and lesson.shadow[start] in " ,;":
        start += 1
    match = _LEAD.match(lesson.shadow, start, end)
    start = match.end() if match else start
    for joint in ("and ", "while ", "but "):
        if lesson.shadow.startswith(joint, start) and start + len(joint) < end:
            start += len(joint)
    while end > start and lesson.shadow[end - 1] in ".;:, ":
        end -= 1
    return (start, end)


_PARTIES = re.compile(r"\b(?:[Yy]ou|[Ww]e|us)\b")
_OURS = re.compile(r"\b(?:[Yy]our|[Oo]ur)\b")
_CONDITION = re.compile(r"(?:If|When|Where|Whenever|Unless|While|As soon as)\b")
_ENDS_OPEN = re.compile(r"\b(?:and|or|partly|of|to|for|by|with|the|an?|because|so|than)$")
_NO_VERB_YET = re.compile(  # “a patrol that notices a quarrel”: the verb stands behind the comma
    r"(?:An?|The|Any|Every|Each|Those|People|Anyone|Everyone)\b(?: [a-z'’\-]+){0,4}?"
    r" (?:that|who|which) (?!(?:[a-z'’\-]+ ){1,8}(?:is|are|must|should|may|can|will|has|have)\b)"
)


def stands(words: str, *, is_addressed: bool = False) -> bool:
    """Whether the words can be understood without what stands before them.

    In a lesson that is addressed to its readers throughout, “you” and “we” are known.
    """
    if is_addressed:
        words = _OURS.sub("the", _PARTIES.sub("Staff", words))
    return (
        len(words) >= 12
        and not _LEANS.match(words)
        and not _LOWER_LEANS.match(words)
        and not _LOOSE.search(words)
        and not _ENDS_OPEN.search(words)
        and words.count("(") == words.count(")")
        and words.count("“") == words.count("”")
        and words.count('"') % 2 == 0
        and not _points_back(words)
    )


def _points_back(words: str) -> bool:
    """Whether a pronoun stands where nothing in the words themselves could be meant."""
    if _DONE_TO.match(words) or _NOBODY_NAMED.match(words):
        return True
    opening = _OPENING.match(words)
    rest = words[opening.end() :] if opening else words
    border = _BORDER.search(rest, 4)
    first = rest[: border.start()] if border else rest
    return bool(_PRONOUN.search(first)) or bool(_INDEFINITE.match(words))


def window(lesson: Lesson, span: Span) -> Window | None:
    """The clauses around `span` that stand alone, without what trails after them; or None."""
    sentence = lesson.sentence_at(span[0])
    if sentence is None or span[1] > sentence.end or lesson.shadow[sentence.end - 1] in "?:":
        return None
    part = next((p for p in parts(lesson, sentence) if p[0] <= span[0] and span[1] <= p[1]), None)
    if part is None:
        return None
    part = _shortened(lesson, part, span)
    before = _before(lesson, sentence, part)
    if before is None or part[1] - part[0] > STATEMENT_LIMIT:
        return None
    words = before + lesson.seen(part)
    is_clear = stands(words, is_addressed=lesson.is_addressed)
    return Window(*part, before) if is_clear else None


def _shortened(lesson: Lesson, part: Span, span: Span) -> Span:
    """Without what trails after the span, and, of a long part, without the clause before it."""
    for tail in _TAIL.finditer(lesson.shadow, span[1], part[1]):
        kept = lesson.seen((part[0], tail.start()))
        is_list = tail[0].strip(" ,") == "" and ", " in kept and " and " not in kept
        if lesson.shadow.startswith("and", tail.end()) and ", " in kept:
            continue  # the last of several things done
        if _CONDITION.match(kept) and "," not in kept:
            continue  # what holds then stands behind it
        if (
            not is_list
            and stands(kept, is_addressed=lesson.is_addressed)
            and not _NO_VERB_YET.match(kept)
        ):
            part = (part[0], tail.start())
            break
    if part[1] - part[0] > STATEMENT_LIMIT:
        for joint in re.finditer(r", (?:and|but) ", lesson.shadow[part[0] : span[0]]):
            rest = (part[0] + joint.end(), part[1])
            words = lesson.seen(rest)
            if rest[1] - rest[0] <= STATEMENT_LIMIT and stands(words[:1].upper() + words[1:]):
                return rest
    return part


def _before(lesson: Lesson, sentence: Sentence, part: Span) -> str | None:
    """Of a list member the words before the colon; None when they cannot be told."""
    words = lesson.seen(part)
    if not words[:1].islower():
        return ""
    if sentence.paragraph not in lesson.members:
        return "" if part[0] > body(lesson, sentence)[0] else None
    place = sentence.paragraph
    while place in lesson.members:
        place -= 1
    (start, end), _section = lesson.paragraphs[place]
    lead = lesson.sentence_at(lesson.paragraphs[place][0][1] - 1)
    if lead is not None:
        start = max(start, lead.start)
    told = lesson.text[start:end].strip().rstrip(":").strip()
    return told + " " if stands(told + " x") and len(told) <= 60 else None


def is_story(lesson: Lesson, sentence: Sentence) -> bool:
    """Whether the sentence tells what happened to somebody once, rather than what holds."""
    heading = lesson.heading(sentence.section) or ""
    if _STORY_HEAD.search(heading):
        return True
    for (start, end), section in reversed(lesson.paragraphs[: sentence.paragraph]):
        if section != sentence.section:
            break
        if end - start < 80 and _STORY_HEAD.search(lesson.shadow[start:end]):
            return True
    start = lesson.paragraphs[sentence.paragraph][0][0]
    told = lesson.shadow[start : sentence.end]
    match = _STORY.search(told)
    return bool(match) and not _COMPANY.match(told[match.start() :] if match else "")


def tell(text: str) -> str:
    """A statement without asides that lean on the sentence before it."""
    text = re.sub(r",? (?:however|therefore|for example|of course|then|in turn),", "", text)
    return re.sub(r" (?:therefore|also) (?=[a-z])", " ", text)
