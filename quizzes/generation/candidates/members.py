"""Questions on sets that are complete: a member typed, or members chosen among their like."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from common.folding import shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.peers import wrong_members
from quizzes.generation.candidates.spellings import spellings
from quizzes.generation.clauses import clauses, is_dangling, is_spoken, lacks_subject, strip_lead
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import is_scale, shared_ends
from quizzes.generation.filters.options import VERBS
from quizzes.generation.statements import statement

_HOW = re.compile("如实|及时|全面|依法|主动|分别|逐一|共同|统一|认真|应当|要|必须")  # is no class
_IS_DONE = re.compile("必|到|不|要|有|先|能")
_SHARED = 2  # characters
_TOLD = 5  # members a statement may list
_LONG_WINDOW = 48  # characters beyond which what follows on a set is left out
_TYPED_LIMIT = 6  # longer words cannot be asked to be typed as they stand
_SHOWN = 4  # keys of one question
_LONG = 6  # members from which a plain list is asked in part
_SURE = ("closed", "quoted", "principles", "composed", "divided", "formula", "has")
_IN_ORDER = re.compile(r"顺序|步骤|流程|程序")
_LEAST_TOLD = 4
_STEP_LIMIT = 10  # characters
_DEED = re.compile(
    r"^(?:没有|最后|然后|再|先|接着|首先)|^[轻中重初高低特][度级]|(?<=^..)[添出让补捐贴交给拿加]$"
)
_DOES_ONE = re.compile("[^一]{1,2}一[次个份户场条篇件本名堂]")
_CALLED = re.compile("叫|叫做|称为|称作|即|就是|简称|概括为|归纳为")
_SUBJECT = re.compile(r"[^,。;:不的]{0,8}的?[^,。;:不的有是]{2,8}")


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("members"):
        yield from _blank(material, fact)
        yield from _single(material, fact)
        for truth in (True, False):
            yield from _swap(material, fact, truth)
        if fact.form == "named":
            yield from _multiple(material, fact, material.cut(fact.spans["name"]))
    for fact in material.of("list"):
        if fact.form == "closed":
            yield from _blank(material, fact)
        if not fact.open_list:
            yield from _sequence(material, fact)
        if fact.form in _SURE and not fact.open_list:
            yield from _single(material, fact)
            for truth in (True, False):
                yield from _swap(material, fact, truth)
        subject = fact.spans.get("subject", (0, 0))
        name = material.lesson.seen(subject)
        if fact.form != "divided" or fact.open_list or len(fact.members) < _LONG:
            continue
        if _SUBJECT.fullmatch(name) and not (is_dangling(name) or _HOW.search(name)):
            yield from _multiple(material, fact, material.cut(subject))


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    """A member between others; what all of them begin or end with stays to be read."""
    window = _window(material, fact)
    if window is None:
        return
    words = [material.lesson.seen(member) for member in fact.members]
    head, tail = shared_ends(words)
    tail = 0 if tail == 1 else tail  # 科学立法、严格执法: a word would be cut in two
    if tail >= _SHARED and _IS_DONE.match(words[0][-tail:]):
        return  # 生病住院必访,____必访: what befalls can be put in other words
    if any(_DOES_ONE.match(word) for word in words):
        return  # 认领一个岗位,讲一次微党课: deeds can be put in other words
    if head == 1 and words[0].startswith("一"):
        head = 2  # a measure word belongs to its 一
    gaps = []
    for start, end in fact.members[1:]:
        whole = end - start - head - tail < 2
        gaps.append((start, end) if whole else (start + head, end - tail))
    gaps = [
        gap for gap in gaps
        if gap[1] - gap[0] <= _TYPED_LIMIT and not _is_free(material.lesson.seen(gap))
    ]  # fmt: skip
    if not gaps:
        return
    gap = material.chance(fact, "members_blank").choice(gaps)
    focus = material.gapped(window, [gap])
    key = material.cut(gap)
    member = next(m for m in fact.members if m[0] <= gap[0] and gap[1] <= m[1])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    accepted = (*spellings(material, gap), *spellings(material, member))
    accepted += _bare(material, fact, member)
    yield Draft(
        "blank", "members_blank", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(tuple(dict.fromkeys(accepted)),),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _is_free(words: str) -> bool:
    """A deed (最后回访, 集体添) can be put in other words of the same length."""
    return bool(_DEED.search(words) or VERBS.match(words))


def _bare(material: Material, fact: Found, member: Span) -> tuple[str, ...]:
    """重复 for 不记重复 beside 不记离题: what the next one begins with is read there."""
    at = fact.members.index(member)
    word = material.lesson.seen(member)
    for other in fact.members[max(0, at - 1) : at + 2]:
        head, _ = shared_ends([word, material.lesson.seen(other)])
        if other != member and head >= _SHARED and len(word) - head >= 2:
            return (material.cut((member[0] + head, member[1])),)
    return ()


def _single(material: Material, fact: Found) -> Iterator[Draft]:
    """A member between others, chosen among its like from the lexicon."""
    window = _window(material, fact)
    keys = [material.cut(member) for member in fact.members]
    chance = material.chance(fact, "members_single")
    wrong = wrong_members(material, fact, keys)[:3]
    if window is None or len(wrong) < 3 or _sounds_together(material, fact, wrong):
        return
    if is_scale(keys):
        return
    gaps = [m for m in fact.members[1:] if not _rings(material, window, m, fact, wrong)]
    if not gaps:
        return
    gap = chance.choice(gaps)
    focus = material.gapped(window, [gap], material.words.gap)
    key = material.cut(gap)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "members_single", fact, material.stem(fact.section, focus, [key]), focus,
        evidence, (material.right(fact, key), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _replaced(fact: Found, keys: Sequence[str], wrong: str, chance: random.Random) -> Span:
    """The member a wrong one looks like, or both would stand there: 生活宽裕 for 生活富裕."""
    alike = [m for m, key in zip(fact.members, keys, strict=True) if key[:2] == wrong[:2]]
    return alike[0] if len(alike) == 1 else chance.choice(fact.members[1:])


def _rings(
    material: Material, window: Span, member: Span, fact: Found, wrong: Sequence[Choice]
) -> bool:
    """Whether a character of this member alone stands in the words around the set."""
    text = material.lesson.text
    around = text[window[0] : fact.start] + text[fact.end : window[1]]
    own = set(material.cut(member)) - set("".join(choice.text for choice in wrong))
    return any(char in around for char in own)


def _sounds_together(material: Material, fact: Found, wrong: Sequence[Choice]) -> bool:
    """Whether all members share a character in its place that some wrong option lacks."""
    words = [material.lesson.seen(member) for member in fact.members]
    size = min(map(len, words))
    tokens = [{word[i] for word in words} for i in range(size)]
    fixed = {i: next(iter(chars)) for i, chars in enumerate(tokens) if len(chars) == 1}
    return any(
        shadow(choice.text)[i : i + 1] != char for choice in wrong for i, char in fixed.items()
    )


def _sequence(material: Material, fact: Found) -> Iterator[Draft]:
    """Steps whose order the sentence states, told in their order and in others."""
    lesson = material.lesson
    sentence = lesson.sentence_at(fact.start)
    heading = lesson.heading(fact.section)
    steps = [material.cut(member) for member in fact.members]
    if sentence is None or heading is None or not 3 <= len(steps) <= 5:
        return
    lead = strip_lead(lesson, (sentence.start, fact.start))
    told = lesson.cut(lead).rstrip("，,：:是为為").removesuffix("包括")
    if len(told.rpartition("，")[2]) < _LEAST_TOLD:
        return  # 评议在大会上进行,程序是: of what, its last words do not say
    if not _IN_ORDER.search(lesson.seen((sentence.start, fact.start))) or not 4 <= len(told) <= 40:
        return
    if told.endswith(("的", "對", "对", "和", "由")):
        return
    if is_dangling(lesson.seen(lead)) or max(map(len, steps)) > _STEP_LIMIT:
        return
    chance = material.chance(fact, "sequence_single")
    others = [list(order) for order in permutations(steps) if list(order) != steps]
    # Two neighbours changed: other orders begin or end where nobody would.
    near = [order for order in others if _are_neighbours_changed(order, steps)]
    rest = [order for order in others if order not in near]
    chance.shuffle(near)
    near += rest[: max(0, 2 - len(near))]
    place = material.words.place(fact.section)
    key = _joined(material, fact, steps)
    why = material.words.say("number", key=key, place=place)
    evidence = (lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "sequence_single", fact,
        material.words.say("sequence", heading=heading, told=told), told, evidence,
        (material.right(fact, key), *(
            Choice(_joined(material, fact, order), False, "order", why) for order in near[:3])),
        explanation=material.explain(fact, evidence), thinking="understand", difficulty=0.4,
    )  # fmt: skip


def _are_neighbours_changed(order: Sequence[str], steps: Sequence[str]) -> bool:
    apart = [i for i, (one, other) in enumerate(zip(order, steps, strict=True)) if one != other]
    return len(apart) == 2 and apart[1] == apart[0] + 1


def _joined(material: Material, fact: Found, steps: Sequence[str]) -> str:
    """The steps with the lesson's own marks and 和 between them."""
    text = material.lesson.text
    marks = [text[a[1] : b[0]] for a, b in pairwise(fact.members)]
    return steps[0] + "".join(mark + step for mark, step in zip(marks, steps[1:], strict=True))


def _swap(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    """The set as it stands, or with another of its class in the place of one member."""
    window = _window(material, fact)
    keys = [material.cut(member) for member in fact.members]
    chance = material.chance(fact, "members_judge")
    wrong = wrong_members(material, fact, keys)[:3]
    if window is None or not wrong or len(keys) < 3 or _sounds_together(material, fact, wrong):
        return
    if is_scale(keys) or len(keys) > _TOLD:
        return  # of seven members nobody doubts one
    start, end = _replaced(fact, keys, wrong[0].text, chance)
    text = material.lesson.text
    told = material.cut(window)
    if not truth:
        told = text[window[0] : start] + wrong[0].text + text[end : window[1]]
    told = material.words.stop(told)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    name = "says_true" if truth else "says_false"
    said = material.words.say(name, truth=material.cut(window))
    yield Draft(
        "judge", "members_judge", fact, material.stem(fact.section, told), told, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _window(material: Material, fact: Found) -> Span | None:
    """A statement that holds the set, else the clauses from its name on."""
    lesson = material.lesson
    window = statement(lesson, (fact.start, fact.end))
    if window is not None:
        is_long = fact.form == "named" and window[1] - window[0] > _LONG_WINDOW
        is_long = is_long and lesson.shadow.startswith(",", fact.end)
        return (window[0], fact.end) if is_long else window
    sentence = lesson.sentence_at(fact.start)
    if sentence is None:
        return None
    pieces = clauses(lesson.shadow, (sentence.start, sentence.end))
    start = max((a for a, _ in pieces if a <= fact.start), default=fact.start)
    if fact.form != "named":
        start = sentence.start  # a list without a name needs its subject
    start = strip_lead(lesson, (start, fact.end))[0]
    if "name" in fact.spans and _CALLED.fullmatch(lesson.shadow, start, fact.spans["name"][0] - 1):
        start = fact.spans["name"][0] - 1  # 叫“四有”: what is called so, was said before
    if start > sentence.start and lacks_subject(lesson.seen((start, fact.end))):
        return None  # 肯定了“两参一改三结合”: who, was said before
    end = fact.end
    if lesson.shadow.startswith(
        "的", end
    ):  # 自我管理、自我服务的基层组织: what it is stands behind
        end = next((b for a, b in pieces if a < end <= b), end)
    words = lesson.seen((start, end))
    is_short = end - start <= 80 and start <= fact.start
    return (start, end) if is_short and not (is_dangling(words) or is_spoken(words)) else None


def _multiple(material: Material, fact: Found, name: str) -> Iterator[Draft]:
    """Some of the members, never as many as the name says, against their like."""
    keys = [material.cut(member) for member in fact.members]
    chance = material.chance(fact, "members_multiple")
    middle = sorted(map(len, keys))[len(keys) // 2]
    is_long = len(keys) >= _LONG
    every = [key for key in keys if not is_long or abs(len(key) - middle) <= 1]
    mates = material.lexicon.mates(keys, material.lesson, chance)
    most = min(_SHOWN, len(keys) - 1, len(every))
    shown = _some(every, most, chance.randrange(len(keys)))
    place = material.words.place(fact.section)
    wrong = [
        Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
        for mate in mates[: 3 if len(shown) < _SHOWN else 2]
    ]
    heading = material.lesson.heading(fact.section) or material.lesson.outline.title
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "multiple", "members_multiple", fact,
        material.words.say("members", heading=heading, told=name), name, evidence,
        (*(material.right(fact, key) for key in shown), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.45,
    )  # fmt: skip


def _some(keys: Sequence[str], wanted: int, first: int) -> list[str]:
    """`wanted` members from the one numbered `first` on, round the end, in their order."""
    places = sorted((first + i) % len(keys) for i in range(wanted))
    return [keys[place] for place in places]
