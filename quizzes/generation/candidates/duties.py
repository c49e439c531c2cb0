"""Questions on who does what: the actor of a duty against other actors of the lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator

from common.folding import fold, shadow
from lessons.importing.outline import Span
from quizzes.generation.candidates.draft import Choice, Draft, Material
from quizzes.generation.candidates.spellings import spellings
from quizzes.generation.clauses import is_bare_name, is_dangling
from quizzes.generation.facts.found import Found

_SHORT = 2  # characters of a post whose body names it
_LONG_NAME = 7
_LEAST_TASK, _LEAST_BORNE = 5, 4  # characters: a deed with its object, a thing that is signed
_BARE = re.compile(r"(?:第一|直接|主要|首要)?(?:责任人|负责人|责任)")  # of what, is not said
_GENERAL = re.compile(
    r"(?:日常|具体)?的?(?:(?:教育|管理|监督|考核|培训|指导|检查|评议|服务)[、和与]?)+(?:工作)?"
)
_NO_DEED = re.compile("组织(?:委员|部[^署]|关系|生活)")
_ANY = re.compile("所[在属]|有关|相关|[本上同各]级")
_AGENT = re.compile(r"持|凭|出示|填[写好]|带着|由|经|每|定期|及时|统一|全程|全面|具体")
_NEEDS_OBJECT = ("主持", "负责", "审批", "批准", "召集", "组织", "承担")
_BODY = re.compile(r"(?:支部|单位|党组织|街道|社区|村|党委|企业|部门|总支|的)$")
_OFFICE = re.compile(r"[委部局会处办院厅组站司长记任心团社队庭]$")
_POSTS = "员長长任人者师師记記手生工兵民书書"
_LAYMEN = re.compile(
    "老人|群众|居民(?!委)|村民(?!委|小组)|学员|本人|家属|子女|家长|学生|业主(?!委|大会)|亲属|患者|病人|游客|顾客"
)
_NAMED = re.compile(r"(?:[师師]|主任|[书書][记記]|[长長])[^会會部局处處组組]{2,3}$")  # 护理师林玉兰
_STEMS = {"by": "role_by", "does": "role_does", "is": "role_is", "approves": "role_approves",
          "led": "role_led", "charged": "role_by", "shared": "role_shared"}  # fmt: skip


def make(material: Material) -> Iterator[Draft]:
    facts = [
        fact
        for fact in material.of("role")
        if not is_dangling(material.lesson.seen((fact.start, fact.end)))
        and _says_what(material, fact)
        and not is_bare_name(material.lesson.seen((fact.start, fact.end)))
    ]
    for fact in facts:
        yield from _single(material, fact, facts)
        yield from _blank(material, fact)
        for truth in (True, False):
            yield from _judge(material, fact, facts, truth)
    yield from _match(material, facts)
    for fact in material.of("joint"):  # of two who do it together the second is typed
        yield from _blank(material, fact)


def _says_what(material: Material, fact: Found) -> bool:
    """负责受理, 主任由谁兼任: of what, stands in an earlier sentence."""
    task = material.lesson.seen(fact.spans["task"])
    act = material.lesson.seen(fact.spans.get("act", (0, 0)))
    is_run_on = not material.lesson.shadow.startswith(",", fact.spans["task"][1])
    if is_run_on and re.fullmatch(r"[^,]{1,8}的", task):
        return False  # 没有异议的由区委发文: what nobody objects to, was said before
    if act in _NEEDS_OBJECT and _BODY.search(task):
        return False  # 不设委员会的支部,由上届书记主持: what, was said before
    if _GENERAL.fullmatch(task) and material.lesson.shadow[fact.start - 1] not in "\n。;":
        return False  # 由乡镇党委管理,县委负责日常的教育和监督: of whom, was said before
    if _NO_DEED.match(act):
        return False  # 由支部组织委员提出: no deed, but the second half of a title
    least = _LEAST_BORNE if fact.form == "charged" else _LEAST_TASK
    return len(task) >= least and not _AGENT.match(task) and not _BARE.fullmatch(task)


def _actor(material: Material, fact: Found) -> str:
    return material.cut(fact.spans["actor"])


def _rivals(material: Material, fact: Found, facts: list[Found]) -> list[tuple[str, Found]]:
    """Other actors, those of the same sentence first, then of the same section."""
    own = fold(_actor(material, fact))
    task = fold(material.cut(fact.spans["task"]))
    found: dict[str, tuple[str, Found]] = {}
    if fact.form in ("led", "shared"):
        names = [(material.cut(member), fact) for member in fact.members]
    else:
        near = sorted(
            facts,
            key=lambda f: (f.group != fact.group, f.section != fact.section,
                           abs(f.start - fact.start)),
        )  # fmt: skip
        names = [(_actor(material, f), f) for f in near if f is not fact]
        same = {
            fold(_actor(material, f)) for f in facts if fold(material.cut(f.spans["task"])) == task
        }
        names = [(name, f) for name, f in names if fold(name) not in same]
    for name, f in names:
        folded = fold(name)
        if fact.form != "approves" and re.search(r"[半多]数|全体|全體", name):
            continue  # a majority can agree, but keeps and signs nothing
        if _LAYMEN.search(shadow(name)) and not _LAYMEN.search(shadow(_actor(material, fact))):
            continue  # an old man signs no visit's record
        if _is_person(name) != _is_person(_actor(material, fact)):
            continue
        own_name = _actor(material, fact)
        is_elsewhere = f is not fact and f.group != fact.group and not own_name.isascii()
        if is_elsewhere and not _is_person(name) and name[-1] != own_name[-1]:
            continue  # 卫生院 inspects no houses: from elsewhere only bodies of the same sort
        if folded != own and folded not in own and own not in folded:
            found.setdefault(folded, (name, f))
    return list(found.values())


def _is_person(name: str) -> bool:
    """A post one person holds stands among posts, an office among offices."""
    if name.isascii():
        return True
    if _NAMED.search(name):
        return True
    return name[-1:] in _POSTS


def _stem(material: Material, fact: Found) -> str | None:
    name = _STEMS[fact.form]
    if not material.words.has(name):
        return None
    act = material.cut(fact.spans["act"]) if "act" in fact.spans else ""
    if fact.form == "does" and material.lesson.seen(fact.spans["act"]).startswith("承担"):
        name = "role_takes"
    elif fact.form == "does" and material.lesson.seen(fact.spans["act"]).startswith("协助"):
        return None
    task = material.cut(fact.spans["task"])
    if fact.form == "charged":  # a condition keeps its comma: 逾期的,由谁催办
        joint = material.lesson.shadow[fact.spans["task"][1] : fact.spans["actor"][0]]
        task += "，" if joint.startswith(",") else ""
    lead = material.words.lead(fact.section)
    if fact.form == "shared":
        heading = material.lesson.heading(fact.section) or material.lesson.outline.title
        return material.words.say(name, heading=heading, act=act)
    if fold(_actor(material, fact)) in fold(lead):
        lead = material.words.say("lead_plain")
    return material.words.say(name, lead=lead, task=task, act=act)


def _single(material: Material, fact: Found, facts: list[Found]) -> Iterator[Draft]:
    stem = _stem(material, fact)
    if stem is None:
        return
    wrong = []
    rivals = _rivals(material, fact, facts)
    for mate in [] if len(rivals) >= 3 else _officers(material, fact, rivals):
        place = material.words.place(fact.section)
        wrong.append(Choice(mate, False, "lexicon", material.words.say("unlisted", place=place)))
    for name, owner in rivals[:3]:
        if owner.group == fact.group and owner is not fact:
            why = material.words.say("sibling", text=name, owner=material.cut(owner.spans["task"]))
            wrong.append(Choice(name, False, "sibling", why))
        else:
            wrong.append(material.other(name, owner.section, "role"))
    evidence = (material.lesson.evidence((fact.start, fact.end)),)
    yield Draft(
        "single", "role_single", fact, stem, material.cut(fact.spans["task"]), evidence,
        (material.right(fact, _actor(material, fact)), *wrong[-3:]),
        explanation=material.explain(fact, evidence), difficulty=0.4,
    )  # fmt: skip


def _officers(material: Material, fact: Found, rivals: list[tuple[str, Found]]) -> list[str]:
    """Offices of the actor's class, where the lesson names too few."""
    taken = {fold(name) for name, _ in rivals}
    return [
        mate for mate in material.lexicon.beside(_actor(material, fact), material.lesson)
        if fold(mate) not in taken
    ][: 3 - len(rivals)]  # fmt: skip


def _blank(material: Material, fact: Found) -> Iterator[Draft]:
    window = (fact.start, fact.end)
    key = _actor(material, fact)
    if material.lesson.language != "en" and len(key) > _LONG_NAME:
        return  # 县委编办会同司法局: so long a name is put in many ways
    if _ANY.match(shadow(key)):
        return  # 所在党委 is 所属党委 as well
    if material.lesson.language != "en" and not _OFFICE.search(shadow(key)):
        return  # 到会委员, 与会委员: an office has a name, people are called in many ways
    focus = material.gapped(window, [fact.spans["actor"]])
    if len(key) <= _SHORT and any(char in focus for char in key):
        return  # 党小组会由组长主持
    evidence = (material.lesson.evidence(window),)
    yield Draft(
        "blank", "role_blank", fact, material.stem(fact.section, focus, [key]), focus, evidence,
        accepted=(_spellings(material, fact),), explanation=material.explain(fact, evidence),
        difficulty=0.45,
    )  # fmt: skip


def _spellings(material: Material, fact: Found) -> tuple[str, ...]:
    """English actors may be typed without their article, Chinese ones by their usual names."""
    key = _actor(material, fact)
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", key)
    return tuple(dict.fromkeys((key, bare, *spellings(material, fact.spans["actor"]))))


def _judge(material: Material, fact: Found, facts: list[Found], truth: bool) -> Iterator[Draft]:
    """False by giving a duty to the actor of a neighbouring duty."""
    lesson = material.lesson
    mates = [f for f in facts if f is not fact and f.group == fact.group]
    rivals = [name for name, owner in _rivals(material, fact, facts) if owner in mates]
    window: Span = (fact.start, fact.end)
    if fact.form == "shared":
        return
    if fact.form == "led":
        rivals = [material.cut(f.spans["actor"]) for f in mates]
    chance = material.chance(fact, "role_judge")
    if not rivals:
        return  # true alone it could be told by anybody
    told = material.cut(window)
    if not truth:
        start, end = fact.spans["actor"]
        told = lesson.text[window[0] : start] + chance.choice(rivals) + lesson.text[end : window[1]]
    if fact.form == "led":
        told = material.cut(fact.spans["task"]) + "由" + told
    told = material.words.stop(told)
    evidence = (lesson.evidence(window),)
    said = material.words.say("says_true" if truth else "says_false", truth=material.cut(window))
    yield Draft(
        "judge", "role_judge", fact, material.stem(fact.section, told), told, evidence,
        truth=truth, explanation=said + material.explain(fact, evidence), thinking="understand",
        difficulty=0.35,
    )  # fmt: skip


def _match(material: Material, facts: list[Found]) -> Iterator[Draft]:
    """Duties of one section with one actor each; one more actor stays over."""
    groups: dict[str, list[Found]] = {}
    for fact in facts:
        if fact.form in ("by", "does", "is"):
            groups.setdefault(fact.section, []).append(fact)
    for group in groups.values():
        is_person = _is_person(_actor(material, group[0]))
        group = [f for f in group if _is_person(_actor(material, f)) == is_person]
        group = [f for f in group if f.form == group[0].form]
        actors = [fold(_actor(material, fact)) for fact in group]
        chosen = [f for f, actor in zip(group, actors, strict=True) if actors.count(actor) == 1]
        if len(chosen) < 4:
            continue  # an actor of another section is out of the question
        pairs, spare = chosen[:3], _actor(material, chosen[3])
        evidence = tuple(
            dict.fromkeys(material.lesson.evidence((fact.start, fact.end)) for fact in pairs)
        )
        yield Draft(
            "match", "role_match", pairs[0], material.words.say("match_roles"), "", evidence,
            pairs=tuple((_duty(material, f), _actor(material, f)) for f in pairs),
            extra_right=(spare,), explanation=material.explain(pairs[0], evidence),
            thinking="understand", difficulty=0.45,
            covers=tuple(fact.id(material.lesson) for fact in pairs[1:]),
        )  # fmt: skip


def _duty(material: Material, fact: Found) -> str:
    """The task with its verb where the verb stands before it: 负责施工和维修."""
    task = fact.spans["task"]
    if fact.form == "does":
        return material.lesson.text[fact.spans["act"][0] : task[1]]
    return material.cut(task)
