"""Moodle XML: questions out and in; blanks in one question become a cloze.

What Moodle XML cannot say (evidence, checklist, difficulty) stands in a comment of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from quizzes.contract import GAP, Choice, Question
from quizzes.exchange.gift import judge_question
from quizzes.exchange.values import (
    Answer,
    FileRefused,
    Parsed,
    Written,
    clean,
    keepsake,
    numbers,
    typed,
    with_keepsake,
    words_of_html,
)

_CLOZE = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^}\\])*)\}", re.DOTALL)
_TYPED = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))
_NUMERIC = frozenset(("NUMERICAL", "NM"))
_CLOZE_ESCAPE = re.compile(r'[\\}#~/"]')
_HTML = re.compile(r"<[a-zA-Z!/][^>]*>|&[a-zA-Z#0-9]+;")
_MOST_ELEMENTS = 60_000


# --- In ----------------------------------------------------------------------------------------


def read_moodle_xml(data: bytes) -> Parsed:
    """Every question of a Moodle XML file; raises FileRefused."""
    root = _root(data)
    if root.tag != "quiz":
        raise FileRefused("no_quiz")
    parsed = Parsed()
    for node in root.findall("question"):
        _read(node, parsed)
    return parsed


def _root(data: bytes) -> Any:
    """The file's tree; a file with a document type, and so with entities, is not read at all."""
    head = data.replace(b"\x00", b"").partition(b"<quiz")[0]
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise FileRefused("dtd")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FileRefused("broken_xml", line=error.lineno or 1) from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise FileRefused("dtd")
    if sum(1 for _node in root.iter()) > _MOST_ELEMENTS:
        raise FileRefused("too_long")
    return root


def _read(node: Any, parsed: Parsed) -> None:
    kind, line = node.get("type", ""), node.sourceline or 0
    if kind == "category":
        return
    if kind == "description":
        parsed.skip(line, "description")
        return
    reader = _READERS.get(kind)
    if reader is None:
        parsed.skip(line, "unsupported", kind=kind[:40])
        return
    if node.find(".//file") is not None:
        parsed.note(line, "files")
    stem = _words(node.find("questiontext"))
    question = reader(node, stem, _words(node.find("generalfeedback")), line, parsed)
    if question is None:
        return
    for comment in node.iterchildren(etree.Comment):
        question = with_keepsake(question, clean(comment.text or ""))
    parsed.add(line, question)


def _words(node: Any) -> str:
    """The text of an element that has a <text>; HTML becomes plain words."""
    if node is None:
        return ""
    inner = node.find("text")
    # Old files write HTML unescaped inside <text>.
    text = "" if inner is None else clean("".join(inner.itertext()))
    form = node.get("format", "html" if node.tag == "questiontext" else "")
    is_html = form in ("html", "moodle_auto_format", "") and _HTML.search(text)
    return words_of_html(text) if is_html else text.strip()


def _answers(node: Any) -> list[Answer]:
    return [
        Answer(_words(answer), _share(answer), _words(answer.find("feedback")))
        for answer in node.findall("answer")
    ]


def _share(answer: Any) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def _read_choice(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question:
    is_single = (node.findtext("single") or "true").strip().lower() in ("true", "1")
    answers = _answers(node)
    if is_single and any(0 < answer.share < 100 for answer in answers):
        parsed.note(line, "partial")
    options = tuple(
        Choice(a.text, a.share >= 100 if is_single else a.share > 0, a.feedback) for a in answers
    )
    kind = "single" if is_single else "multiple"
    return Question(kind, stem, options=options, explanation=said)


def _read_truth(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question | None:
    answers = {answer.text.lower(): answer for answer in _answers(node)}
    if set(answers) != {"true", "false"}:
        parsed.skip(line, "no_answer")
        return None
    truth = answers["true"].share > answers["false"].share
    right, wrong = ("true", "false") if truth else ("false", "true")
    return judge_question(stem, truth, answers[right].feedback, answers[wrong].feedback, said)


def _read_short(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question:
    return typed(stem, _answers(node), said, line, parsed)


def _read_numerical(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question | None:
    accepted: list[Answer] = []
    for answer, element in zip(_answers(node), node.findall("answer"), strict=True):
        found, is_loose = numbers(f"{answer.text}:{element.findtext('tolerance') or '0'}")
        if not found:
            parsed.skip(line, "no_number", text=answer.text[:40])
            return None
        if is_loose and answer.share >= 100:
            parsed.note(line, "tolerance", text=answer.text[:40])
        accepted += [Answer(text, answer.share) for text in found]
    return typed(stem, accepted, said, line, parsed)


def _read_match(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question:
    pairs = [(_words(sub), _words(sub.find("answer"))) for sub in node.findall("subquestion")]
    return Question(
        "match",
        stem,
        pairs=tuple((left, right) for left, right in pairs if left),
        extra_right=tuple(right for left, right in pairs if not left and right),
        explanation=said,
    )


def _read_essay(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question:
    points = tuple(line for line in _words(node.find("graderinfo")).split("\n") if line.strip())
    return Question("short", stem, checklist=points, explanation=said)


def _read_cloze(node: Any, stem: str, said: str, line: int, parsed: Parsed) -> Question | None:
    accepted: list[tuple[str, ...]] = []
    for _weight, kind, answers in _CLOZE.findall(stem):
        right = _cloze_answers(answers)
        if kind in _NUMERIC:
            found = [numbers(text) for text in right]
            if any(is_loose for _texts, is_loose in found):
                parsed.note(line, "tolerance", text=right[0][:40])
            right = [text for texts, _is_loose in found for text in texts]
        elif kind not in _TYPED:
            parsed.note(line, "cloze_choice")
        accepted.append(tuple(right))
    if not accepted:
        parsed.skip(line, "no_answer")
        return None
    gapped = _CLOZE.sub("____", GAP.sub("___", stem))
    return Question("blank", gapped, accepted=tuple(accepted), explanation=said)


def _cloze_answers(text: str) -> list[str]:
    """The fully right answers of one gap, without what is said to them."""
    found = []
    for part in _split(text, "~"):
        answer = _split(part, "#")[0]
        weight = re.match(r"%(-?[\d.]+)%", answer)
        is_right = answer.startswith("=") or (weight is not None and float(weight[1]) >= 100)
        if is_right:
            answer = (
                answer[1:] if answer.startswith("=") else answer[weight.end() if weight else 0 :]
            )
            found.append(re.sub(r"\\(.)", r"\1", answer).strip())
    return found


def _split(text: str, sign: str) -> list[str]:
    """Cut at a sign that stands without a backslash."""
    parts, part, at = [], "", 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            part, at = part + text[at : at + 2], at + 2
            continue
        if text[at] == sign:
            parts.append(part)
            part = ""
        else:
            part += text[at]
        at += 1
    return [*parts, part]


_READERS = {
    "multichoice": _read_choice,
    "truefalse": _read_truth,
    "shortanswer": _read_short,
    "numerical": _read_numerical,
    "matching": _read_match,
    "match": _read_match,
    "essay": _read_essay,
    "cloze": _read_cloze,
}


# --- Out ---------------------------------------------------------------------------------------


def write_moodle_xml(questions: Sequence[Question]) -> Written:
    """All questions; a stem that itself looks like a cloze is left out."""
    root = etree.Element("quiz")
    left_out = []
    for place, question in enumerate(questions):
        if _is_cloze(question) and _CLOZE.search(question.stem):
            left_out.append((place, "cloze_in_stem"))
            continue
        root.append(_element(place, question))
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Written(data, tuple(left_out))


def _is_cloze(question: Question) -> bool:
    return question.kind == "blank" and len(question.accepted) > 1


_TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "judge": "truefalse",
    "match": "matching",
    "short": "essay",
}


def _element(place: int, question: Question) -> Any:
    kind = _TYPES.get(question.kind) or ("cloze" if _is_cloze(question) else "shortanswer")
    node = etree.Element("question", type=kind)
    # Neither -- nor a - at the end may stand in a comment; the keepsake has neither.
    node.append(etree.Comment(f" {_xml(keepsake(question))} "))
    _add(node, "name", f"{place + 1}")
    stem = _cloze_text(question) if kind == "cloze" else question.stem
    _add(node, "questiontext", stem, format="plain_text")
    _add(node, "generalfeedback", question.explanation, format="plain_text")
    if kind != "cloze":
        _PARTS[question.kind](node, question)
    return node


def _add(node: Any, tag: str, text: str, **attributes: str) -> Any:
    made = etree.SubElement(node, tag, attributes)
    etree.SubElement(made, "text").text = _xml(text)
    return made


def _xml(text: str) -> str:
    return clean(text).strip()


def _answer(node: Any, text: str, share: float, feedback: str = "") -> None:
    fraction = f"{share:.5f}".rstrip("0").rstrip(".")
    made = _add(node, "answer", text, fraction=fraction, format="plain_text")
    _add(made, "feedback", feedback, format="plain_text")


def _choice_parts(node: Any, question: Question) -> None:
    keys = sum(option.key for option in question.options)
    is_single = question.kind == "single"
    etree.SubElement(node, "single").text = "true" if is_single else "false"
    etree.SubElement(node, "shuffleanswers").text = "true"
    wrong = 0.0 if is_single else -100 / max(1, len(question.options) - keys)
    for option in question.options:
        _answer(node, option.text, 100 / keys if option.key else wrong, option.why)


def _truth_parts(node: Any, question: Question) -> None:
    right = next((o.why for o in question.options if o.key), "")
    wrong = next((o.why for o in question.options if not o.key), "")
    for value, name in ((True, "true"), (False, "false")):
        is_so = value is question.truth
        _answer(node, name, 100 if is_so else 0, right if is_so else wrong)


def _typed_parts(node: Any, question: Question) -> None:
    etree.SubElement(node, "usecase").text = "0"
    for word in question.accepted[0]:
        _answer(node, word, 100)


def _match_parts(node: Any, question: Question) -> None:
    etree.SubElement(node, "shuffleanswers").text = "true"
    for left, right in [*question.pairs, *(("", right) for right in question.extra_right)]:
        made = _add(node, "subquestion", left, format="plain_text")
        _add(made, "answer", right, format="plain_text")  # or <A> would be read as HTML


def _essay_parts(node: Any, question: Question) -> None:
    _add(node, "graderinfo", "\n".join(question.checklist), format="plain_text")


_PARTS = {
    "single": _choice_parts,
    "multiple": _choice_parts,
    "judge": _truth_parts,
    "blank": _typed_parts,
    "match": _match_parts,
    "short": _essay_parts,
}


def _cloze_text(question: Question) -> str:
    """The stem with its gaps filled by what Moodle asks there."""
    answers = iter(question.accepted)
    return GAP.sub(lambda _gap: _cloze(next(answers, ())), question.stem)


def _cloze(words: Iterable[str]) -> str:
    said = "~".join("=" + _CLOZE_ESCAPE.sub(lambda m: "\\" + m[0], clean(w).strip()) for w in words)
    return f"{{1:SHORTANSWER:{said}}}"
