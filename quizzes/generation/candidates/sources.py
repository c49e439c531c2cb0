"""Questions on who said it: sources the lesson cites against other sources it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold, shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.facts.attributions import sources
from quizzes.generation.facts.found import Found
from quizzes.generation.meetings import beside, moment
from quizzes.generation.names import FAMOUS
from quizzes.generation.wording import BLANK

QUOTE_LIMIT = 56
_SESSION = re.compile(r"[一二三四五六七八九]次全会$")
_RANKS = re.compile(  # Xi Jinping is General Secretary Xi Jinping
    r"^(?:General Secretary|President|Chairman|Premier|Comrade|Professor|Dr|Mrs?|Ms)\.? "
    r"(?=[A-Z][a-z]+ [A-Z])"
)
_BESIDE = 6  # meetings looked at: those of the same congress may go again
_SESSION_PARTS = re.compile("(?P<term>.+)[届屆](?P<number>.)中全")
_LEAST_TITLE = 5  # characters
_OFFICIAL = re.compile(
    r"(?:意见|决定|条例|规定|法|纲要|准则|办法|通知|决议|报告|规划|方案|公报|建议|章程|党章|宪法|批示|指示)(?:\([^)]*\))?$"
)
_COINED_IN = {  # the year from which on a meeting can have said it
    "新时代": 2017, "中国式现代化": 2021, "高质量发展": 2017, "全过程人民民主": 2019,
    "新质生产力": 2023, "共建共治共享": 2017, "社会治理": 2013, "全面依法治国": 2014,
    "全面从严治党": 2014, "网络强国": 2014,
    "乡村振兴": 2017, "新就业群体": 2022, "统筹发展和安全": 2020, "碳达峰": 2020, "自我革命": 2015,
    "新经济组织": 2012, "数字中国": 2017, "枫桥经验": 2013, "共同体意识": 2014, "四个自信": 2016,
}  # fmt: skip
_COINED = 6  # characters of a term that tell it from chance

_CLASSIC = re.compile(
    r"^《(?:诗经|尚书|周易|易经|礼记|左传|论语|孟子|大学|中庸|老子|道德经|庄子|荀子|墨子|管子|韩非子|孙子兵法|史记|汉书|后汉书|三国志"
    r"|资治通鉴|贞观政要|国语|战国策|淮南子|吕氏春秋|晏子春秋)》?"
)
_TITLED = re.compile("(?:同志|总书记|主席|先生|总理|元帅)$")
_NO_BOOK = re.compile(
    "(?:表|台账|清单|名册|手册|志愿书|申请书|承诺书|责任书|协议|合同)(?:[(（][^)）]*[)）])?》$"
)
_TITLE_BEHIND = re.compile("(?:同志|总书记|總書記|主席|先生|总理|總理|元帅|元帥)$")
_PAPER = re.compile(  # a rule or decision, which nobody takes for a book
    r"(?:条例|细则|规定|办法|意见|通知|志愿书|申请书|决定|决议|方案|规划|纲要|准则|规则|法|章程|公约)(?:\([^)]*\))?》?$"
)


def make(material: Material) -> Iterator[Draft]:
    if material.lesson.language == "en":
        yield from _english(material)
        return
    cited = {
        kind: [material.cut(span) for span in spans]
        for kind, spans in sources(material.lesson).items()
    }
    facts = material.of("attribution")
    for fact in facts:
        group = cited.get(fact.form.partition("-")[0], [])
        yield from _single(material, fact, group, facts)
        for truth in (True, False):
            yield from _judge(material, fact, group, facts, truth)
    yield from _match(material, facts)
    for fact in material.of("saying"):
        gap = fact.spans["saying"]
        text = material.lesson.text
        told = text[fact.start : gap[0]] + BLANK
        focus = material.words.stop(told) + ("”" if "“" in told else "")
        evidence = (material.lesson.evidence((fact.start, fact.end)),)
        yield Draft(
            "blank", "saying_blank", fact, material.stem(fact.section, focus), focus, evidence,
            accepted=((material.cut(gap),),), explanation=material.explain(fact, evidence),
            difficulty=0.4,
        )  # fmt: skip


def _english(material: Material) -> Iterator[Draft]:
    """The source typed; chosen among the others where the lesson names three."""
    facts = material.of("attribution")
    names = {fact.start: _bare(material, fact) for fact in facts}
    for fact in facts:
        start, end = names[fact.start]
        key = material.lesson.text[start:end]
        evidence = (material.lesson.evidence((fact.start, fact.end)),)
        explanation = material.explain(fact, evidence)
        focus = material.gapped((fact.start, fact.end), [(start, end)])
        yield Draft(
            "blank", "source_blank", fact, material.stem(fact.section, focus, [key]), focus,
            evidence, accepted=(tuple(dict.fromkeys((key, _RANKS.sub("", key)))),),
            explanation=explanation, difficulty=0.5,
        )  # fmt: skip
        others = {material.cut(names[f.start]) for f in facts} - {key}
        place = material.words.place(fact.section)
        why = material.words.say("number", key=key, place=place)
        quote = material.cut(fact.spans["quote"])
        yield Draft(
            "single", "attribution", fact, material.words.say("attribution", quote=quote), quote,
            evidence, (material.right(fact, key),
                       *(Choice(other, False, "source", why) for other in sorted(others)[:3])),
            explanation=explanation, difficulty=0.4,
        )  # fmt: skip


def _bare(material: Material, fact: Found) -> Span:
    """A source without its article."""
    start, end = fact.spans["source"]
    match = re.match(r"[Tt]he ", material.lesson.text[start:end])
    return (start + (match.end() if match else 0), end)


def _quote(material: Material, fact: Found) -> str:
    """The quotation, cut at a comma when it is long."""
    quote = material.cut(fact.spans["quote"]).rstrip("。.，, ")
    if len(quote) <= QUOTE_LIMIT:
        return quote
    ends = [i for i, char in enumerate(quote[:QUOTE_LIMIT]) if char in "，,；;。"]
    return quote[: ends[-1]] + "……" if ends else ""


def _rivals(material: Material, fact: Found, group: list[str], facts: list[Found]) -> list[str]:
    """Cited sources of the same class that say nothing like the quotation in this lesson."""
    own = fold(material.cut(fact.spans["source"]))
    quote = fold(material.cut(fact.spans["quote"]))
    rivals: list[str] = []
    for source in group:
        said = [
            fold(material.cut(other.spans["quote"]))
            for other in facts
            if fold(material.cut(other.spans["source"])) == fold(source)
        ]
        if fold(source) == own or own in fold(source) or fold(source) in own:
            continue
        if _person(source) in {_person(material.cut(fact.spans["source"])), *map(_person, rivals)}:
            continue  # 习近平同志 is 习近平总书记
        if any(_shared(quote, words) >= 0.5 for words in said):
            continue
        if any(
            fold(source) in sentence and own not in sentence and _shared(quote, sentence) >= 0.5
            for sentence in material.lesson.folded_sentences
        ):
            continue  # the lesson itself gives the same words to it as well
        rivals.append(source)
    return rivals


def _person(name: str) -> str:
    return _TITLED.sub("", shadow(name))


def _untitled(name: str) -> str:
    """All without 同志 and 总书记: the one that had another title would stand out."""
    return _TITLE_BEHIND.sub("", name) or name


def _shared(one: str, other: str) -> float:
    a = {one[i : i + 2] for i in range(len(one) - 1)}
    b = {other[i : i + 2] for i in range(len(other) - 1)}
    return len(a & b) / max(1, min(len(a), len(b)))


def _single(
    material: Material, fact: Found, group: list[str], facts: list[Found]
) -> Iterator[Draft]:
    quote = _quote(material, fact)
    if not quote:
        return
    key = material.cut(fact.spans["source"])
    if _person(key) in FAMOUS:
        return  # everybody knows whose words they are
    rule = "decision" if fact.form.endswith("decision") else "attribution"
    rivals = _rivals(material, fact, group, facts)
    rivals = _of_one_sort(fact, key, rivals)
    if not _is_known(fact, key) or _names_itself(fact, key, quote, rivals):
        return
    if fact.form.startswith("person"):
        key, *rivals = map(_untitled, [key, *rivals])
    chance = material.chance(fact, "source_single")
    chance.shuffle(rivals)
    rivals = _of_one_kind(material, fact, key, rivals)
    rivals = [rival for rival in rivals if not _is_too_early(material, fact, rival)][:3]
    key, *rivals = _alike_headed([key, *rivals])
    verb = material.cut(fact.spans["verb"]) if rule == "decision" else ""
    name = "attribution_first" if _is_first(material, fact) else rule
    name = "attribution_person" if fact.form.startswith("person") else name
    stem = (
        material.words.say(name, quote=quote, verb=verb).replace("「《", "《").replace("》」", "》")
    )
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    why = material.words.say("number", key=key, place=material.words.place(fact.section))
    wrong = [Choice(rival, False, "source", why) for rival in rivals]
    choices, is_ordered = _in_time([material.right(fact, key), *wrong], chance.random() < 0.5)
    yield Draft(
        "single", rule, fact, stem, quote, evidence, choices,
        explanation=material.explain(fact, evidence), difficulty=0.4, is_ordered=is_ordered,
    )  # fmt: skip


def _of_one_sort(fact: Found, key: str, rivals: list[str]) -> list[str]:
    """Meetings among meetings, old books among old books; whom everybody knows among nobody."""
    if fact.form.startswith("meeting"):
        return [rival for rival in rivals if _is_meeting(rival)]
    if fact.form.startswith("person"):
        return [rival for rival in rivals if _person(rival) not in FAMOUS]
    if not fact.form.startswith("document"):
        return rivals
    rivals = [rival for rival in rivals if not is_form(rival)]
    sort = (is_official(key), is_classic(key))
    return [rival for rival in rivals if (is_official(rival), is_classic(rival)) == sort]


def _is_known(fact: Found, name: str) -> bool:
    """《决定》 and 中央政治局会议 may be any; a decision is no report's."""
    if fact.form.startswith("document"):
        return len(name.strip("《》")) >= _LEAST_TITLE
    if fact.form.endswith("decision"):
        return _is_meeting(name) and not name.endswith(("报告", "報告"))
    return True


def is_form(title: str) -> bool:
    """A list, a form or a contract, which nobody quotes."""
    return bool(_NO_BOOK.search(shadow(title)))


def is_official(title: str) -> bool:
    return bool(_OFFICIAL.search(shadow(title).strip("《》")))


def is_classic(title: str) -> bool:
    """Old books stand among old books: nobody takes the 《汉书》 for a reporter's."""
    return bool(_CLASSIC.search(shadow(title)))


def _names_itself(fact: Found, title: str, quote: str, rivals: list[str]) -> bool:
    """Whether a word of the quotation stands in this title alone: 延安的城门, 《我歌唱延安》."""
    if not fact.form.startswith("document"):
        return False
    others = "".join(map(fold, rivals))
    own = fold(title)
    return any(
        own[i : i + 2] in fold(quote) and own[i : i + 2] not in others for i in range(len(own) - 1)
    )


def _is_meeting(name: str) -> bool:
    """A meeting one can tell from others: 全国代表大会 and 中央召开的会议 are many."""
    return moment(name) is not None or bool(_SESSION.search(shadow(name)))


def _in_time(choices: list[Choice], is_rising: bool) -> tuple[tuple[Choice, ...], bool]:
    """Meetings in the order of time, from either end: the key is so often the latest."""
    moments = [moment(choice.text) for choice in choices]
    if any(at is None for at in moments):
        return tuple(choices), False
    order = sorted(range(len(choices)), key=lambda i: moments[i] or 0, reverse=not is_rising)
    return tuple(choices[i] for i in order), True


def _is_first(material: Material, fact: Found) -> bool:
    """Whether the lesson says that the source was the first to say it."""
    between = (fact.spans["source"][1], fact.spans["quote"][0])
    is_said = re.search(r"首次|第一次|最早", material.lesson.seen(between)) is not None
    return is_said and material.words.has("attribution_first")


def _is_too_early(material: Material, fact: Found, rival: str) -> bool:
    """Whether the quotation's own term is younger than the meeting, as the lesson itself tells."""
    at = moment(rival)
    if at is None:
        return False
    quote = fold(material.cut(fact.spans["quote"]))
    if any(at < year for term, year in _COINED_IN.items() if term in quote):
        return True
    terms = {quote[i : i + _COINED] for i in range(len(quote) - _COINED + 1)}
    for sentence, folded in zip(
        material.lesson.sentences, material.lesson.folded_sentences, strict=True
    ):
        words = material.lesson.seen((sentence.start, sentence.end))
        year = re.search(r"((?:19|20)\d{2})年[^。]*(?:首次|第一次|最早)", words)
        if year and int(year[1]) > at and any(term in folded for term in terms):
            return True
    return False


def _of_one_kind(material: Material, fact: Found, key: str, rivals: list[str]) -> list[str]:
    """Beside a report stand reports, beside a plenum plenums: the odd one would show itself."""
    if moment(key) is None and _is_meeting(key):
        return [r for r in rivals if _kind_of(r) == _kind_of(key)]
    if moment(key) is None:
        is_paper = bool(_PAPER.search(shadow(key)))
        return [r for r in rivals if bool(_PAPER.search(shadow(r))) == is_paper]
    kind = _kind_of(key)
    alike = [r for r in rivals if _kind_of(r) == kind and moment(r) is not None]
    # What was said for the first time or decided once cannot be another's as well.
    is_sure = fact.form.endswith("decision") or _is_first(material, fact)
    alike += beside(key, material.lesson, earlier=not is_sure, wanted=_BESIDE)
    alike = list({_bare_name(rival): rival for rival in alike}.values())
    alike = _apart(key, alike)
    return alike if len(alike) >= 2 else alike + [r for r in rivals if r not in alike]


def _bare_name(name: str) -> str:
    return fold(name).removeprefix("党的")


def _apart(key: str, rivals: list[str]) -> list[str]:
    """Not one of its congress beside one of its number: what they have in common is the key."""
    own = _SESSION_PARTS.match(_bare_name(key))
    if own is None:
        return rivals
    parts = [_SESSION_PARTS.match(_bare_name(rival)) for rival in rivals]
    if not any(part and part["number"] == own["number"] for part in parts):
        return rivals
    return [
        rival for rival, part in zip(rivals, parts, strict=True)
        if part is None or part["term"] != own["term"]
    ]  # fmt: skip


def _alike_headed(names: list[str]) -> list[str]:
    """All with 党的 before them or none: the one without would stand out."""
    is_headed = [name.startswith(("党的", "黨的")) for name in names]
    if len(set(is_headed)) == 1 or any(moment(name) is None for name in names):
        return names
    return [name[2:] if headed else name for name, headed in zip(names, is_headed, strict=True)]


def _kind_of(name: str) -> str:
    return shadow(name)[-2:]


def _judge(
    material: Material, fact: Found, group: list[str], facts: list[Found], truth: bool
) -> Iterator[Draft]:
    """Only meetings: a false statement about a person, a law or a charter is never made."""
    if fact.form != "meeting-quote":
        return
    quote = _quote(material, fact)
    chance = material.chance(fact, "source_judge")
    rivals = [r for r in _rivals(material, fact, group, facts) if r.endswith(("全会", "全會"))]
    source = material.cut(fact.spans["source"])
    if not truth and not rivals:
        return
    told = source if truth else chance.choice(rivals)
    words = material.words.say("cited", quote=quote, source=told)
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    name = "says_true" if truth else "says_false"
    said = material.words.say(name, truth=source)
    if not source.endswith(("全会", "全會")) or not quote:
        return
    yield Draft(
        "judge", "source_judge", fact, words, words, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _match(material: Material, facts: list[Found]) -> Iterator[Draft]:
    """One statement of each source, when at least four sources speak."""
    chosen: dict[str, Found] = {}
    for fact in facts:
        source = material.cut(fact.spans["source"])
        if fact.form in ("meeting-quote", "document-quote") and _quote(material, fact):
            kept = chosen.get(source)
            if kept is None or fact.end - fact.start < kept.end - kept.start:
                chosen[source] = fact
    if len(chosen) < 4:
        return
    first, *rest = sorted(chosen.values(), key=lambda fact: fact.start)[:5]
    spare = rest.pop()
    group = [first, *rest]
    evidence = tuple(material.lesson.evidence((fact.start, fact.end)) for fact in [*group, spare])
    yield Draft(
        "match", "source_match", first, material.words.say("match_sources"), "", evidence,
        pairs=tuple((_quote(material, f), material.cut(f.spans["source"])) for f in group),
        extra_right=(material.cut(spare.spans["source"]),),
        explanation=material.explain(first, evidence), thinking="understand", difficulty=0.5,
        covers=tuple(fact.id(material.lesson) for fact in group[1:]),
    )  # fmt: skip
