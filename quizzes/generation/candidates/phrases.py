"""Questions on the lesson's set phrases: coined terms and formula lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Draft, Material
from quizzes.generation.candidates.gaps import spoken_of, typed_gap
from quizzes.generation.candidates.peers import wrong_members
from quizzes.generation.facts.found import Found
from quizzes.generation.facts.series import is_scale, shared_ends
from quizzes.generation.filters.options import VERBS
from quizzes.generation.statements import statement

_COUNTING = re.compile(r"第?[一二三四五六七八九十\d]+[级类档步层章条]?")  # 四级、三级、二级
_COUNTED = re.compile(
    r"”?[两二三四五六七八九\d](?:项|个|种|类|条|大|方面|者|档|级|步|部分|层|环节)|[^,。]{0,4}这[“]?[两二三四五六七八九]"
)
_COUNT_BEHIND, _COUNT_AHEAD = 18, 24  # characters with one more member between
_COUNT_AFTER = re.compile(
    r"(?:等|这|共)?[两二三四五六七八九十\d](?:个方面|种|项|类|部|要素|步|样|个|条|大)"
)
_COUNT_BEFORE = re.compile(
    r"[两二三四五六七八九十\d](?:个方面|种|项|类|部|要素|级|条|大)[^,。;]{0,6}[:：]"
)
_SET_SAYING = re.compile("^.{0,2}即|(?:原则|方针|路线|要求|校训|誓言)")
_TYPED_LISTS = ("quoted", "principles", "formula")
_NUMBER_TOLD = re.compile(  # 归入六类,即违反…: how many are right would be told
    r"[两三四五六七八九十\d](?:个方面|种|项|类|部|要素|级|条|大|个|点|步|者|方)"
)
_IN_OTHER_WORDS = re.compile(  # a deed or a question can be put in many words
    VERBS.pattern + r"|什么|是否|能不能|如何|怎[么样]|谁|哪|.{7,}"
    r"|^(?:更换|修|建|换|查|看|讲|问|写|定|管|用|做|有|没|不)"
)
_ORDERED = re.compile(r"顺序|依次|先后|步骤|流程|程序是")  # asked as an order
_BY_HEART = ("quoted", "formula")
_OPEN_ENDED = ("loose", "even", "formula")
_TERM_LIMIT = 6  # characters: a longer one is put in other words
_MOST_TYPED = 6  # members
_PARALLEL = 3  # characters
_LOOSE_HEAD = re.compile(r"[多不好会能敢真更常勤]")
RICH_SECTION = 120  # characters of own text
_TELLS_ITSELF = re.compile(
    r"什么$|^[轻中重初高低特][度级]|\d|^(?:工人|农民|知识分子|人力|物力|财力|衣食|住行)$|^老.$"
)  # a count among counts is what the others leave
_COUNTS_PARTS = re.compile(
    r"[两三四五六七八九十][^,;:。]{1,4}”?[^,;:。]{0,12}(?:[,][^,;:。]{0,12})?:"
)
_JOINT = re.compile(r"(?:而是|就是|也是|还是|更是|不如|才能)(?=..)")


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("term"):
        part = _last_part(material, fact.spans["term"])
        if part != fact.spans["term"] and not _is_set_saying(material, fact):
            continue  # 一次采集、多方共用: the second half can be put in other words
        if _COUNTS_PARTS.match(material.lesson.shadow, part[0]):
            continue  # “五双”制度:双人验收、双人保管…: whoever counts them has it
        if part[1] - part[0] <= _TERM_LIMIT:
            yield from typed_gap(material, fact, part, "term_blank")
    for fact in material.of("list"):
        yield from _list_blank(material, fact)
        yield from _list_multiple(material, fact)


def _is_set_saying(material: Material, fact: Found) -> bool:
    """Whether the lesson calls a saying in two halves a principle, or says that it is one."""
    around = material.lesson.shadow[max(0, fact.start - 3) : fact.end + 4]
    return bool(_SET_SAYING.search(around))


def _last_part(material: Material, term: Span) -> Span:
    """Of a saying in two halves the second is typed: 一切为了群众,一切依靠群众."""
    cut = max(material.lesson.shadow.rfind(mark, *term) for mark in ",、")
    halves = material.lesson.seen(term).replace("、", ",").split(",")
    if (
        cut > 0
        and len(halves) == 2
        and min(map(len, halves)) >= 3
        and (abs(len(halves[0]) - len(halves[1])) <= 1)
    ):
        start = cut + 1
        joint = _JOINT.match(material.lesson.shadow, start, term[1])
        return (joint.end() if joint else start, term[1])
    return term


def _list_blank(material: Material, fact: Found) -> Iterator[Draft]:
    """A member with marks on both sides: its borders are sure."""
    inner = fact.members if fact.form == "loose" else fact.members[1:-1]
    if not inner or all(_COUNTING.fullmatch(material.lesson.seen(span)) for span in inner):
        return
    is_told = fact.form in ("divided", "composed") and _is_counted(material, fact)
    if fact.form not in _TYPED_LISTS and not is_told:
        return  # 写明地点、期限、要求: a mere list can be put in other words
    if fact.form == "formula" and not _is_set(material, fact):
        return
    if fact.open_list or len(fact.members) > _MOST_TYPED:
        return  # any other of the kind would do, or is lost among so many
    if _is_free(material, fact) or _is_ordered(material, fact):
        return
    if fact.form == "even" and _opens_clause(material, fact):
        return  # 空调滴水、油烟直排、阳台养鸽,都绕不开…: examples
    words = [material.lesson.seen(span) for span in fact.members]
    inner = tuple(
        span for span in inner
        if not _TELLS_ITSELF.search(material.lesson.seen(span))
        and (fact.form in _BY_HEART or not _IN_OTHER_WORDS.search(material.lesson.seen(span)))
        and not _is_told_by(material.lesson.seen(span), words)
    )  # fmt: skip
    if not inner:
        return
    if fact.form in _OPEN_ENDED and _goes_on(material, fact):
        return
    inner = tuple(span for span in inner if not _is_echoed(material, fact, span))
    if not inner:
        return
    chosen = material.chance(fact, "list_blank").choice(inner)
    if fact.form == "quoted" and all(b - a == 1 for a, b in fact.members):
        yield from _letters(material, fact)
        return
    # Examples of an introduction are no set phrase, whatever their length.
    is_weak = fact.form == "loose"
    is_weak = is_weak or (fact.form == "even" and material.lesson.heading(fact.section) is None)
    rule = "loose_blank" if is_weak else "list_blank"
    yield from typed_gap(material, fact, _differing(material, fact, chosen), rule, whole=chosen)


def _differing(material: Material, fact: Found, member: Span) -> Span:
    """What all members begin or end with stays to be read: 管____必须管安全."""
    words = [material.lesson.seen(span) for span in fact.members]
    head, tail = shared_ends(words)
    head -= words[0][:head].endswith("一")  # its measure word goes with it: 一尺布
    head = 0 if head == 1 and not tail else head  # 农业强、农村美: a word would be cut in two
    tail = 0 if tail == 1 else tail  # 科学立法、严格执法, the same at the end
    start, end = member[0] + head, member[1] - tail
    return (start, end) if end - start >= 2 else member


def _is_echoed(material: Material, fact: Found, member: Span) -> bool:
    """“打早、打小、打了”,但早和小都要…: what tells it from the others stands behind them."""
    lesson = material.lesson
    others = "".join(lesson.seen(other) for other in fact.members if other != member)
    own = [char for char in lesson.seen(member) if char not in others]
    sentence = lesson.sentence_at(fact.start)
    behind = lesson.seen((fact.end, sentence.end)) if sentence else ""
    return len(own) == 1 and own[0] in behind


def _goes_on(material: Material, fact: Found) -> bool:
    """Whether 等 follows before the clause is over: the members are examples."""
    behind = re.match(r"[^,。;:]*", material.lesson.shadow[fact.end :])
    return behind is not None and "等" in behind[0]


def _is_set(material: Material, fact: Found) -> bool:
    """A formula is known by heart where the lesson comes back to it."""
    told = material.lesson.seen((fact.start, fact.end))
    return material.lesson.shadow.count(told) > 1


def _is_told_by(word: str, members: list[str]) -> bool:
    """副主任 between 主任 and 委员."""
    return any(word != other and (word in other or other in word) for other in members)


def _is_counted(material: Material, fact: Found) -> bool:
    """Whether the lesson says how many there are: 地点、物质、人数三要素."""
    behind = material.lesson.shadow[fact.end : fact.end + _COUNT_BEHIND]
    ahead = material.lesson.shadow[max(0, fact.start - _COUNT_AHEAD) : fact.start]
    return bool(_COUNT_AFTER.search(behind) or _COUNT_BEFORE.search(ahead))


def _is_free(material: Material, fact: Found) -> bool:
    """Parallels that any other word would fill as well: 管好、修好、用好; 多沟通、多动脑."""
    words = [material.lesson.seen(span) for span in fact.members]
    head, tail = shared_ends(words)
    if (
        fact.form not in ("even", "formula", "loose")
        or max(map(len, words)) > _PARALLEL
        or not (head or tail)
    ):
        return False
    return any(len(word) - head - tail < 2 for word in words) or bool(_LOOSE_HEAD.match(words[0]))


def _is_ordered(material: Material, fact: Found) -> bool:
    """大会依次是…: steps are put in other words, and asked in their order."""
    before = material.lesson.shadow[max(0, fact.start - 8) : fact.start]
    return fact.form == "divided" and bool(_ORDERED.search(before))


def _opens_clause(material: Material, fact: Found) -> bool:
    return material.lesson.shadow[fact.start - 1 : fact.start] in (",", ";", ":", "。", "\n")


def _letters(material: Material, fact: Found) -> Iterator[Draft]:
    """A catchword of single characters (提、筛、议、办、评): two of them are asked."""
    if len(fact.members) < 4:
        return
    window = statement(material.lesson, (fact.start, fact.end))
    first = material.chance(fact, "letters_blank").randrange(1, len(fact.members) - 2)
    gaps = [fact.members[first], fact.members[first + 2]]
    if window is None:
        focus, stem = spoken_of(material, fact, gaps)
    else:
        focus = material.gapped(window, gaps)
        stem = material.words.say("lead_plain") + focus
    after = material.lesson.cut((fact.end, window[1])) if window else ""
    if not focus or any(material.cut(gap) in after for gap in gaps):
        return  # what each letter stands for is told behind it
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "letters_blank", fact, stem, focus, evidence,
        accepted=tuple((material.cut(gap),) for gap in gaps),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _list_multiple(material: Material, fact: Found) -> Iterator[Draft]:
    """All members of a closed list against mates of their class the lesson never mentions."""
    lesson = material.lesson
    if fact.open_list or fact.form == "even" or not 2 <= len(fact.members) <= 5:
        return
    window = statement(lesson, (fact.start, fact.end))
    if window is None:
        return
    keys = [material.cut(member) for member in fact.members]
    if is_scale(keys):
        return
    wrong = wrong_members(material, fact, keys)[: 3 if len(keys) < 5 else 2]
    ahead = lesson.shadow[max(window[0], fact.start - _COUNT_AHEAD) : fact.start]
    if (
        len(wrong) < 2
        or _COUNTED.match(lesson.shadow, fact.end)
        or _NUMBER_TOLD.search(ahead)
        or _ORDERED.search(lesson.seen(window))
    ):
        return  # how many are right is not told either
    before, after = lesson.text[window[0] : fact.start], lesson.text[fact.end : window[1]]
    if any(fold(key) in fold(after) for key in keys):
        after = after.partition("，")[0]
    stem = material.words.say(
        "listed", lead=material.words.lead(fact.section, before), before=before, after=after
    )
    if not material.fits(stem):
        stem = material.words.say(
            "listed", lead=material.words.say("lead_plain"), before=before, after=after
        )
    evidence = (lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "multiple", "list_multiple", fact, stem, before + after, evidence,
        (*(material.right(fact, key) for key in keys), *wrong),
        explanation=material.explain(fact, evidence), difficulty=0.5,
    )  # fmt: skip
