"""Who does what: actors and duties side by side in English sentences."""

from __future__ import annotations

import re

from lessons.importing.outline import Span
from quizzes.generation.facts.english.reading import is_story, parts
from quizzes.generation.facts.found import Found
from quizzes.generation.lesson import Lesson, Sentence

_VERBS = (
    "provide|supply|report|attend|keep|lead|chair|check|approve|sign|coordinate|organise|organize"
    "|train|oversee|supervise|manage|run|write|answer|draw up|arrange|enter|pay for|inspect"
    "|look after|appoint|collect|count|open|close|record|prepare|publish|handle|maintain|decide on"
    "|speak for|serve|shut off|switch off|stop|guide|call|register|review|audit|order|guard"
    "|clean|repair|issue|receive|distribute|hold|set|choose|watch|teach|advise|help|send|sort"
    "|plan|monitor|draft|deal with|care for|see to|command|lock|assess|update|allocate|assign|brief"
    "|verify|confirm|authorise|authorize|investigate|escalate|welcome|greet|introduce|note|log"
    "|destroy|respond to|mentor"
)
_PLURAL = {verb: verb for verb in _VERBS.split("|")}


def _third(verb: str) -> str:
    head, _, rest = verb.partition(" ")
    if head.endswith("y") and head[-2] not in "aeou":
        head = head[:-1] + "ies"
    elif head.endswith(("ch", "sh", "s", "x", "z")):
        head += "es"
    else:
        head += "s"
    return f"{head} {rest}".strip()


THIRD = {_third(verb): verb for verb in _PLURAL}  # supplies → supply
_CHARGE = (
    r"(?:is|are) (?:also )?(?:responsible for|in charge of)|takes? (?:charge|care) of|take charge"
    r" of|has charge of"
)
_ROLE = re.compile(
    rf"(?P<actor>(?:(?:[Tt]he|[Aa]n?) )?(?:[A-Za-z][A-Za-z'’\-]*(?: of the| of)? ){{0,5}}?"
    rf"[A-Za-z\-]+)"
    rf"(?P<aside>, (?:[a-z]+ed|chosen|led|made up) [^,;]{{3,60}},)?"
    rf" (?P<act>{_CHARGE}|{'|'.join(THIRD)}|{_VERBS})"
    rf" (?P<task>[^;]{{5,110}})$"
)
_PASSIVE = re.compile(
    r"(?P<task>[A-Z][^,;]{3,60}? (?:is|are|must be|may be|can be|should be) (?P<act>[a-z]+(?:ed"
    r"|ept|eld|old|ade|awn up|id|en|ut)))(?P<rest> [^,;]{0,50}?)?"
    r" (?:only )?by (?P<actor>the [A-Za-z][A-Za-z \-]{3,40}?)"
    r"(?= alone| and may| within| after| before| every| at |[,;.]|$)"
)
_BAD_ACTOR = re.compile(
    r"^(?:It|This|That|These|Those|There|He|She|They|We|You|What|Which|Who|One|Each|Every|Some|Many"
    r"|Most|If|When|In|On|At|But|And|Nor|Nobody|Everybody|All|Any|No|Our|Your|His|Her|Do|Then|Next"
    r"|After|Before|During|Because|Only|To|Not|As|By|For|With|From|A good|Its|Their)\b"
    r"|\b(?:that|which|who|and|but|or|not|in|at|on|to|by|from|with|is|are|was|has|have|had|can|may"
    r"|must|should|will|does|do|did|people|every|each|it)\b"
)
_BASE = re.compile(rf"(?:{_VERBS})\b(?= (?!with|in|to|at|on|of|for|from)[a-z])")
_BAD_TASK = re.compile(
    r"(?:that|to|if|it|whether|them|is|are|was|were|can|may|must|should|will|by|within|for|than|not"
    r"|at|have|has|had)\b|[a-z]+ly$|.*\b(?:it|them|this|these|us|we|our|you)\b"
)
_NEXT = re.compile(r",? and (?=(?:the|an?) )|, (?=(?:the|an?) )|, while (?=the )|, and (?=[a-z])")


def find(lesson: Lesson, sentence: Sentence) -> list[Found]:
    """The roles of a sentence, those side by side as one group."""
    if is_story(lesson, sentence):
        return []
    found: list[Found] = []
    for part in parts(lesson, sentence):
        for piece in _pieces(lesson, part):
            fact = _role(lesson, sentence, piece)
            if fact is not None:
                found.append(fact)
        passive = _PASSIVE.match(lesson.shadow, *part)
        if passive and not _BAD_ACTOR.search(passive["task"].partition(" ")[0]):
            spans = {name: passive.span(name) for name in ("actor", "act", "task")}
            found.append(
                Found("role", sentence.section, passive.start(), passive.end(), "passive", spans,
                      group=sentence.start)
            )  # fmt: skip
    return found


def _pieces(lesson: Lesson, part: Span) -> list[Span]:
    """Clauses that each begin with an actor; a part that is one clause gives itself."""
    start, end = part
    cuts = [m for m in _NEXT.finditer(lesson.shadow, start, end)
            if _ROLE.match(lesson.shadow, m.end(), _stop(lesson, m.end(), end))]  # fmt: skip
    borders = [start, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), end]
    return list(zip(borders, ends, strict=True))


def _stop(lesson: Lesson, start: int, end: int) -> int:
    comma = lesson.shadow.find(",", start, end)
    return comma if comma > 0 else end


def _role(lesson: Lesson, sentence: Sentence, piece: Span) -> Found | None:
    match = _ROLE.match(lesson.shadow, *piece)
    if match is None or _BAD_ACTOR.search(match["actor"]):
        return None
    actor, act, task = match.span("actor"), match.span("act"), match.span("task")
    if match["act"] in THIRD and (verb := _BASE.match(lesson.shadow, *task)):
        # “the security guards stop traffic”: what looked like the verb is the actor
        actor, act, task = (actor[0], act[1]), verb.span(), (verb.end() + 1, task[1])
    if not _agrees(lesson.seen(actor), lesson.seen(act)):
        return None
    task = (task[0], _task_end(lesson, task, lesson.seen(act)))
    words = lesson.seen(task)
    if re.match(r"(?:about |some |nearly |over |up to )?\d", words):
        return None  # receives about 340 visitors: a count, no duty
    if not 5 <= len(words) <= 90 or _BAD_TASK.match(words):
        return None
    spans = {"actor": actor, "act": act, "task": task}
    return Found("role", sentence.section, actor[0], task[1], "english", spans,
                 group=sentence.start)  # fmt: skip


def _task_end(lesson: Lesson, task: Span, act: str) -> int:
    """Where the duty ends: before the next verb, or at a comma after which no list goes on."""
    start, end = task
    verbs = THIRD if act in THIRD or act.startswith(("is", "takes")) else _PLURAL
    cut = re.search(
        rf",? and (?:(?:then |also )?(?:{'|'.join(verbs)}) |it |they |then )"
        r"|, (?:which|who|and|while|but|so|where|whenever) |,? (?:while|but|so that|because) ",
        lesson.shadow[start:end],
    )
    end = start + cut.start() if cut else end
    comma = re.search(r",(?!\d)", lesson.shadow[start:end])
    if comma and not re.search(r",? (?:and|or) ", lesson.shadow[start + comma.start() : end]):
        end = start + comma.start()
    return end


def _agrees(actor: str, act: str) -> bool:
    """A plural actor has a plural verb: “the wardens count”, but “the fire wardens”."""
    is_plural = actor.endswith("s") and not actor.endswith("ss")
    if not is_plural and not re.match(r"(?:[Tt]he|[Aa]n?) |[A-Z][a-z]+ (?:of )?[A-Z]", actor):
        return False  # “financial records are kept”: no actor at all
    if re.match(r"(?:is|takes|has)\b", act):
        return not is_plural
    if re.match(r"(?:are|take)\b", act):
        return is_plural
    return is_plural != (act in THIRD) and not re.fullmatch(r"(?:[Tt]he|[Aa]n?)", actor)
