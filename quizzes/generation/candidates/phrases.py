"""Questions on the lesson's set phrases: coined terms, formula lists, both sides of a shift."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from common.folding import fold
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.clauses import is_dangling, statement
from quizzes.generation.facts.found import Found

_COUNTING = re.compile(r"第?[一二三四五六七八九十\d]+[级类档步层章条]?")  # 四级、三级、二级
RICH_SECTION = 120  # characters of own text
_OPPOSITE = {
    "降": "升", "升": "降", "增": "减", "减": "增", "提高": "降低", "扩大": "缩小", "缩短": "延长",
    "跌": "升", "涨": "跌", "下降": "上升", "上升": "下降", "增长": "减少", "增加": "减少",
    "减少": "增加", "压缩": "扩大",
}  # fmt: skip
_TRADITIONAL = str.maketrans("减缩长", "減縮長")
_AIM = re.compile(
    r"[却仅锐骤猛陡激剧]|疏于|推行|实行|开展|经过|运行|清理|清出|整治|改造|力争|争取|目标|计划|努力|确保|要"
)
_JUDGED = re.compile(r"过去|现在|如今|精简|力戒|减负|不再")  # says which side is the better one
_TELLS_ITSELF = re.compile(r"什么$|\d")  # a count among counts is what the others leave
_BRINGS = re.compile(r"(?<=[,;:。])(?:使得?|让|促使|推动)(?=[^,;:。的]{3,20}$)")
_TURN = re.compile(
    r"^[锐骤猛陡激剧]?(下降|上升|提高|扩大|缩短|增长|增加|减少|压缩|降|升|增|减|跌|涨)(.*)$"
)


def make(material: Material) -> Iterator[Draft]:
    for fact in material.of("term"):
        yield from _gap(material, fact, _last_part(material, fact.spans["term"]), "term_blank")
    for fact in material.of("list"):
        yield from _list_blank(material, fact)
        yield from _list_multiple(material, fact)
    for fact in material.of("shift"):
        yield from _shift_blank(material, fact)
        for truth in (True, False):
            yield from _shift(material, fact, truth)


def _last_part(material: Material, term: Span) -> Span:
    """Of a saying in two halves the second is typed: 一切为了群众,一切依靠群众."""
    cut = max(material.lesson.shadow.rfind(mark, *term) for mark in ",、")
    halves = material.lesson.seen(term).replace("、", ",").split(",")
    if (
        cut > 0
        and len(halves) == 2
        and min(map(len, halves)) >= 4
        and (abs(len(halves[0]) - len(halves[1])) <= 1)
    ):
        return (cut + 1, term[1])
    return term


def _gap(material: Material, fact: Found, gap: Span, rule: str) -> Iterator[Draft]:
    window = statement(material.lesson, (fact.start, fact.end)) or _moved(material, fact)
    if window is None:
        return
    key = material.cut(gap)
    focus = material.gapped(window, [gap])
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", rule, fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=((key,),), explanation=material.explain(fact, evidence), difficulty=0.5,
    )  # fmt: skip


def _list_blank(material: Material, fact: Found) -> Iterator[Draft]:
    """A member with marks on both sides: its borders are sure."""
    inner = fact.members if fact.form == "loose" else fact.members[1:-1]
    if not inner or all(_COUNTING.fullmatch(material.lesson.seen(span)) for span in inner):
        return
    if fact.form == "loose" and not _is_rich(material, fact.section):
        return
    if fact.form == "even" and _opens_clause(material, fact):
        return  # 空调滴水、油烟直排、阳台养鸽,都绕不开…: examples
    inner = tuple(span for span in inner if not _TELLS_ITSELF.search(material.lesson.seen(span)))
    if not inner:
        return
    chosen = material.chance(fact, "list_blank").choice(inner)
    if fact.form == "quoted" and all(b - a == 1 for a, b in fact.members):
        yield from _letters(material, fact)
        return
    # Examples of an introduction are no set phrase, whatever their length.
    is_weak = fact.form == "loose" or (
        fact.form == "even" and material.lesson.heading(fact.section) is None
    )
    yield from _gap(material, fact, chosen, "loose_blank" if is_weak else "list_blank")


def _opens_clause(material: Material, fact: Found) -> bool:
    return material.lesson.shadow[fact.start - 1 : fact.start] in (",", ";", ":", "。", "\n")


def _is_rich(material: Material, section_id: str) -> bool:
    """Whether the section is long enough that it should have a question at all."""
    section = material.lesson.section(section_id)
    return sum(end - start for start, end in section.paragraphs) >= RICH_SECTION


def _letters(material: Material, fact: Found) -> Iterator[Draft]:
    """A catchword of single characters (提、筛、议、办、评): two of them are asked."""
    if len(fact.members) < 4:
        return
    window = statement(material.lesson, (fact.start, fact.end))
    if window is None:
        return
    first = material.chance(fact, "letters_blank").randrange(1, len(fact.members) - 2)
    gaps = [fact.members[first], fact.members[first + 2]]
    focus = material.gapped(window, gaps)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "blank", "letters_blank", fact, material.words.say("lead_plain") + focus, focus, evidence,
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
    mates = material.lexicon.mates(keys, lesson, material.chance(fact, "list_multiple"))
    place = material.words.place(fact.section)
    wrong = [
        Choice(mate, False, "lexicon", material.words.say("unlisted", place=place))
        for mate in mates[: 3 if len(keys) < 5 else 2]
    ]
    before, after = lesson.text[window[0] : fact.start], lesson.text[fact.end : window[1]]
    if any(fold(key) in fold(after) for key in keys):
        after = after.partition("，")[0]
    stem = material.words.say(
        "listed", lead=material.words.lead(fact.section), before=before, after=after
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


def _moved(material: Material, fact: Found) -> Span | None:
    """What a shift says happened to, without the verb that brought it about: 使…由A转向B."""
    if fact.kind != "shift":
        return None
    lead = (max(0, fact.start - 24), fact.start)
    opener = _BRINGS.search(material.lesson.shadow, *lead)
    if opener is None:
        return None
    words = material.lesson.seen((opener.end(), fact.end))
    return None if is_dangling(words) else (opener.end(), fact.end)


def _shift_blank(material: Material, fact: Found) -> Iterator[Draft]:
    if fact.form != "figures":
        after = _bare(material.lesson.text, fact.spans["after"])
        yield from _gap(material, fact, after, "shift_blank")


def _shift(material: Material, fact: Found, truth: bool) -> Iterator[Draft]:
    lesson = material.lesson
    before, after, turn = (fact.spans[name] for name in ("before", "after", "turn"))
    window = statement(lesson, (fact.start, fact.end), narrow=True) or _moved(material, fact)
    if window is None:
        return
    window = (window[0], fact.end)
    told = lesson.cut(window)
    if not truth:
        if fact.form == "figures" and _AIM.search(lesson.seen(window)):
            return  # nobody aims at getting worse; what fell 却 or 锐 is told by its tone
        is_near = _is_near_pair(lesson.seen(before), lesson.seen(after))
        if fact.form != "figures" and (not is_near or _JUDGED.search(lesson.seen(window))):
            return  # from 看实情 back to 听汇报: wrong at a glance
        turned: str | None = lesson.cut(turn)
        if fact.form == "figures":
            turned = _opposite(lesson.seen(turn), lesson.cut(turn))
        if turned is None:
            return
        if fact.form == "figures":
            before, after = _figure(lesson.text, before), _figure(lesson.text, after)
        told = (
            lesson.text[window[0] : before[0]] + lesson.cut(after)
            + lesson.text[before[1] : turn[0]] + turned + lesson.text[turn[1] : after[0]]
            + lesson.cut(before) + lesson.text[after[1] : window[1]]
        )  # fmt: skip
    if fold(told) == fold(lesson.cut(window)) and not truth:
        return
    evidence = (lesson.evidence((fact.start, fact.end)),)
    told = material.words.stop(told)
    sides = [lesson.cut(fact.spans[name]) for name in ("before", "after")]
    yield Draft(
        "judge", "shift_judge", fact, material.stem(fact.section, told, sides), told, evidence,
        truth=truth, explanation=_verdict(material, fact, truth, window), thinking="understand",
        difficulty=0.35,
    )  # fmt: skip


def _is_near_pair(one: str, other: str) -> bool:
    """Sides that differ in part only (社会管理, 社会治理): which came first must be known."""
    one, other = one.strip("“”"), other.strip("“”")
    shared = sum((Counter(one) & Counter(other)).values())
    return min(len(one), len(other)) >= 3 and shared * 2 > max(len(one), len(other))


def _verdict(material: Material, fact: Found, truth: bool, window: Span) -> str:
    name = "says_true" if truth else "says_false"
    said = material.words.say(name, truth=material.cut(window))
    evidence = material.lesson.evidence((fact.start, fact.end))
    return said + material.explain(fact, (evidence,))


def _bare(text: str, span: Span) -> Span:
    start, end = span
    if text[start] in "“「『" and text[end - 1] in "”」』":
        return (start + 1, end - 1)
    return span


def _figure(text: str, span: Span) -> Span:
    """The last figure with its unit: 上一年的86件 → 86件."""
    match = re.search(r"[\d.,]+[^\d]*$", text[span[0] : span[1]])
    return (span[0] + match.start(), span[1]) if match else span


def _opposite(seen: str, written: str) -> str | None:
    match = _TURN.match(seen)
    if not match:
        return None
    turned = _OPPOSITE[match[1]] + match[2]
    is_traditional = written != seen
    return turned.translate(_TRADITIONAL).replace("为", "為") if is_traditional else turned
